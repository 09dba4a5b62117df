"""Over SSH, on a server as docs/server.md says: nothing is lost with the line, and there is no way out of the app."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reflectie_tui.storage.content_files import shipped_content
from tests.terminal.conftest import Terminal
from tests.terminal.group import Start, answers, session_file
from tests.terminal.server import RECIPE, Account, Server, commands, keygen, make_place, program, why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "never")

GONE = 5.0
LISTED = "sessie in"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    place = make_place()
    one = Server(place)
    try:
        one.set_up()
        one.start()
        yield one
    finally:
        one.stop()
        shutil.rmtree(place)


@pytest.fixture
def account(server: Server) -> Account:
    return server.account()


@pytest.fixture
def file(account: Account) -> Path:
    """A session in the account's folder, about to be scored."""
    path = session_file(account.sessions)
    account.owns(path)
    return path


def scoring(one: Terminal, keys: str, seen: str) -> None:
    """From the list into the session, and score."""
    one.wait_for("Opleidingsschool Rijnstreek", LISTED)
    one.press("\r")
    one.wait_for("Geef de laptop door aan", "Fatima")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press(keys)
    one.wait_for(seen)


def left_by_ctrl_q(one: Terminal, account: Account) -> None:
    one.press("\x11")
    assert one.wait_end(20) == 0
    assert account.gone(GONE)


# -- the line


@pytest.mark.promise(3, 5)
@pytest.mark.parametrize("who", ["ssh", "sshd of the account", "sshd of the connection"])
def test_when_the_line_is_lost_nothing_else_is_and_it_goes_on_where_it_was(
    terminal: Start, server: Server, account: Account, file: Path, who: str
) -> None:
    one = server.log_in(terminal, account)
    scoring(one, "423", "3 van 5")
    serving = server.children()
    own = [pid for pid in serving if pid in account.processes()]
    assert own and len(serving) > len(own)
    for pid in {"ssh": [one.child.pid], "sshd of the account": own}.get(who, serving):
        os.kill(pid, signal.SIGKILL)
    assert account.gone(GONE), account.processes()
    assert answers(file) == [4, 2, 3]
    assert file.stat().st_mode & 0o777 == 0o600 and file.stat().st_uid == account.ids[0]
    two = server.log_in(terminal, account)
    scoring(two, "1", "4 van 5")
    assert "[4]" not in two.text and "[2]" not in two.text, "what was answered before is covered"
    left_by_ctrl_q(two, account)
    assert answers(file) == [4, 2, 3, 1]


@pytest.mark.long
@pytest.mark.promise(3, 5)
def test_a_line_that_is_dead_without_having_said_so_is_noticed(
    terminal: Start, server: Server, account: Account, file: Path
) -> None:
    one = server.log_in(terminal, account)
    scoring(one, "42", "2 van 5")
    os.kill(one.child.pid, signal.SIGSTOP)
    try:
        assert account.gone(240), "sshd asks four times, and waits up to half a minute each time"
    finally:
        os.kill(one.child.pid, signal.SIGCONT)
    assert answers(file) == [4, 2]


@pytest.mark.promise(3, 11)
def test_two_lines_to_one_session_lose_nothing(terminal: Start, server: Server, account: Account, file: Path) -> None:
    one, two = server.log_in(terminal, account), server.log_in(terminal, account)
    scoring(one, "42", "2 van 5")
    scoring(two, "5", "van 5")
    for each in (one, two):
        each.read(0.5)
        each.press("\x1b\x11")
        assert each.wait_end(20) == 0
    found = sorted(answers(path) for path in account.sessions.glob("*.toml"))
    assert [4, 2] in [row[:2] for row in found] and any(5 in row for row in found)
    assert account.gone(GONE)


# -- no other command


@pytest.mark.promise(16)
def test_what_is_asked_for_in_place_of_the_app_is_not_done(
    terminal: Start, server: Server, account: Account, file: Path
) -> None:
    for command in ("sh", "bash -i", "id; id", "reflectie show /etc/passwd", "$(id)", "reflectie --sessions /"):
        said = server.call(account, "127.0.0.1", command)
        assert said.returncode == 2
        assert said.stdout == "" and "uid=" not in said.stderr
        assert said.stderr.startswith("reflectie: ") and "ssh -t" in said.stderr
    one = server.log_in(terminal, account, "-t", command="bash -i; id; reflectie --sessions /")
    one.wait_for("Opleidingsschool Rijnstreek", LISTED)
    words = account.processes()[account.app()]
    assert words[1:] == ["-I", "-m", "reflectie_tui", "--restricted", "--sessions", str(account.sessions), ""]
    left_by_ctrl_q(one, account)
    assert "uid=" not in one.raw


@pytest.mark.promise(16)
def test_no_file_is_fetched_or_put(server: Server, account: Account, file: Path, tmp_path: Path) -> None:
    ours, port = [*server.options(account)], str(server.port)
    (tmp_path / "put").write_text("x", "utf-8")
    (tmp_path / "batch").write_text("ls /\nget /etc/passwd\n", "utf-8")
    there = f"127.0.0.1:{account.sessions}"
    for command in (
        ["sftp", *ours, "-P", port, "-b", str(tmp_path / "batch"), "127.0.0.1"],
        ["scp", *ours, "-P", port, "127.0.0.1:/etc/passwd", str(tmp_path / "got")],
        ["scp", "-O", *ours, "-P", port, f"{there}/{file.name}", str(tmp_path / "got")],
        ["scp", *ours, "-P", port, str(tmp_path / "put"), f"{there}/put.toml"],
        ["scp", "-O", *ours, "-P", port, str(tmp_path / "put"), f"{there}/put.toml"],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode not in (0, None), command
    assert not (tmp_path / "got").exists() and not (tmp_path / "passwd").exists()
    assert [path.name for path in account.sessions.iterdir()] == [file.name]


@pytest.mark.promise(16)
def test_nothing_goes_through_it(terminal: Start, server: Server, account: Account, file: Path) -> None:
    """The server itself is what is reached for: its first words would come back."""
    target = f"127.0.0.1:{server.port}"
    through = server.call(account, "-W", target, "127.0.0.1")
    assert through.returncode == 255 and "SSH-2.0" not in through.stdout
    back = server.call(account, "-oExitOnForwardFailure=yes", "-R", f"0:{target}", "127.0.0.1")
    assert back.returncode == 255 and "forwarding failed" in back.stderr
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        local, dynamic = one.getsockname()[1], other.getsockname()[1]
    app = server.log_in(terminal, account, "-X", "-A", "-L", f"{local}:{target}", "-D", str(dynamic))
    app.wait_for("Opleidingsschool Rijnstreek")
    assert talk(local, b"") == b""
    asked = b"\x05\x01\x00", b"\x05\x01\x00\x01\x7f\x00\x00\x01" + server.port.to_bytes(2, "big")
    assert b"SSH-2.0" not in talk(dynamic, *asked)
    left_by_ctrl_q(app, account)


def talk(port: int, *said: bytes) -> bytes:
    """Return what comes back from a port on this machine until it is closed."""
    came = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for each in said:
            line.sendall(each)
        try:
            while part := line.recv(4096):
                came += part
                if len(came) >= 12 and said:  # the greeting and the refusal of SOCKS
                    break
        except (ConnectionResetError, TimeoutError):
            pass
    return came


@pytest.mark.promise(16)
def test_another_key_is_refused(server: Server, account: Account, tmp_path: Path) -> None:
    """Not that of another account, nor one that stands where the account itself would keep its keys."""
    keygen(tmp_path / "own")
    (account.home / ".ssh").mkdir()
    shutil.copy(tmp_path / "own.pub", account.home / ".ssh" / "authorized_keys")
    account.owns(account.home / ".ssh", account.home / ".ssh" / "authorized_keys")
    for key in (server.account().key, tmp_path / "own"):
        refused = server.call(account, "127.0.0.1", key=key)
        assert refused.returncode == 255 and "Permission denied" in refused.stderr


# -- the environment


@pytest.mark.promise(16)
def test_the_environment_is_that_of_the_recipe(terminal: Start, server: Server, account: Account, file: Path) -> None:
    trap = server.place / f"trap-{account.name}"
    trap.mkdir(mode=0o755)
    evil = f"open({str(account.home / '.cache' / 'trapped')!r}, 'w')\n"
    for name in ("sitecustomize.py", "usercustomize.py", "startup.py", "reflectie_tui.py", "textual.py"):
        (trap / name).write_text(evil, "utf-8")
    shell = f": > {account.home}/.cache/trapped\n"
    (account.home / ".ssh").mkdir()
    for place in (account.home / ".ssh" / "rc", account.home / ".profile", account.home / ".bashrc", trap / "env.sh"):
        place.write_text(shell, "utf-8")
    (account.home / ".ssh" / "environment").write_text("PYTHONINSPECT=1\nTEXTUAL=debug\n", "utf-8")
    for each in (account.home / ".ssh", *account.home.glob(".ssh/*"), account.home / ".profile"):
        each.chmod(0o755)
    wishes = {
        "PYTHONPATH": str(trap),
        "PYTHONSTARTUP": str(trap / "startup.py"),
        "PYTHONINSPECT": "1",
        "PYTHONHOME": str(trap),
        "PYTHONBREAKPOINT": "os.abort",
        "TEXTUAL_DRIVER": "json:JSONDecoder",
        "TEXTUAL_LOG": str(account.home / ".cache" / "trapped"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL": "debug,devtools",
        "REFLECTIE_SESSIONS": "/",
        "XDG_CACHE_HOME": str(account.sessions),
        "BROWSER": str(trap / "env.sh"),
        "EDITOR": str(trap / "env.sh"),
        "PAGER": str(trap / "env.sh"),
        "ENV": str(trap / "env.sh"),
        "BASH_ENV": str(trap / "env.sh"),
        "LD_PRELOAD": str(trap / "env.sh"),
        "SHELL": "/bin/sh",
        "PATH": str(trap),
        "HOME": str(trap),
        "LC_ALL": "en_GB.UTF-8",
    }
    settings = " ".join(f"{name}={value}" for name, value in wishes.items())
    one = server.log_in(terminal, account, f"-oSetEnv={settings}")
    one.wait_for("Opleidingsschool Rijnstreek", LISTED)
    environ = Path(f"/proc/{account.app()}/environ").read_bytes().decode("utf-8").strip("\0").split("\0")
    assert dict(each.split("=", 1) for each in environ) == {
        "PATH": "/usr/bin:/bin",
        "HOME": str(account.home),
        "TERM": "xterm-256color",
        "LANG": "nl_NL.UTF-8",
    }
    left_by_ctrl_q(one, account)
    assert ">>>" not in one.raw
    assert not (account.home / ".cache" / "trapped").exists()


@pytest.mark.promise(16)
def test_a_language_or_a_terminal_that_is_none_does_no_harm(
    terminal: Start, server: Server, account: Account, file: Path
) -> None:
    for strange in ("$(id)", "../../etc/passwd;id", "`id`"):
        two = server.log_in(terminal, account, env={"LANG": "nl_NL.UTF-8", "TERM": strange})
        assert two.wait_end(20) == 2
        assert "TERM=dumb" in two.raw and "uid=" not in two.raw
    one = server.log_in(terminal, account, env={"LANG": "$(id);" + "x" * 5000, "TERM": "x" * 500})
    one.wait_for("Opleidingsschool Rijnstreek")
    assert b"\0LANG=C.UTF-8" in Path(f"/proc/{account.app()}/environ").read_bytes()
    left_by_ctrl_q(one, account)


@pytest.mark.promise(5, 16)
def test_keys_before_the_app_is_there_lead_nowhere(
    terminal: Start, server: Server, account: Account, file: Path
) -> None:
    one = server.log_in(terminal, account)
    for _ in range(40):
        one.press("\x1a")
        one.read(0.05)
    one.wait_for("Opleidingsschool Rijnstreek", LISTED)
    left_by_ctrl_q(one, account)
    for key in ("\x1c", "\x03", "\x04"):
        two = server.log_in(terminal, account)
        end = time.monotonic() + 30
        while two.child.isalive() and LISTED not in two.text and time.monotonic() < end:
            two.press(key)
            two.read(0.02)
        assert not two.child.isalive() or LISTED in two.text
        if two.child.isalive():
            two.press("\x11")
            two.wait_end(20)
        assert account.gone(GONE)
        assert not [line for line in two.text.splitlines() if line.endswith(("$ ", "# ", ">>> "))]
        assert not list(account.home.rglob("core*"))


# -- others


@pytest.mark.promise(14, 16)
def test_what_belongs_to_another_client_cannot_even_be_seen(
    terminal: Start, server: Server, account: Account, file: Path
) -> None:
    other = server.account()
    theirs = session_file(other.sessions, title="Buren van de overkant")
    other.owns(theirs)
    (account.sessions / "koppeling.toml").symlink_to(theirs)
    (account.sessions / "map").symlink_to(other.sessions)
    one = server.log_in(terminal, account)
    one.wait_for("Opleidingsschool Rijnstreek", f"1 {LISTED}")
    assert "koppeling" not in one.text and other.name not in one.text and "Buren" not in one.text
    left_by_ctrl_q(one, account)
    for command in (
        ["cat", str(theirs)],
        ["ls", str(other.sessions)],
        ["ls", str(other.home)],
        ["ls", str(server.place / "srv" / "reflectie")],
        ["cat", str(server.place / "keys" / other.name)],
        ["touch", str(server.place / "keys" / account.name)],
        ["touch", str(account.home / ".profile")],
        ["touch", str(server.place / "lib" / "login")],
        ["mv", str(account.sessions), str(account.home / "weg")],
    ):
        assert account.run(*command).returncode != 0, command
    assert account.run("cat", str(file)).returncode == 0


def test_who_guides_many_sees_a_folder_for_each(terminal: Start, server: Server, account: Account) -> None:
    for name in ("rijnstreek", "zwaluw"):
        path = session_file(account.sessions / name)
        account.owns(path.parent, path)
    one = server.log_in(terminal, account)
    one.wait_for("rijnstreek", "zwaluw", "2 sessies in")
    left_by_ctrl_q(one, account)


def test_statements_of_their_own_are_used(terminal: Start, server: Server, account: Account, file: Path) -> None:
    own = account.sessions / ".statements"
    shutil.copytree(shipped_content(), own)
    one = server.log_in(terminal, account)
    one.wait_for("Opleidingsschool Rijnstreek", LISTED)
    assert account.processes()[account.app()][-3:-1] == ["--content", str(own)]
    left_by_ctrl_q(one, account)


# -- the recipe


@pytest.mark.promise(16)
def test_the_login_shell_is_the_app_as_well(server: Server, account: Account) -> None:
    """Where somebody comes in by another door than sshd, such as su or cron."""
    shell = pwd.getpwnam(account.name).pw_shell
    assert shell == str(server.place / "lib" / "login")
    for words in (["-c", "id"], ["-l"], ["-i", "-c", "sh"], []):
        done = account.run(shell, *words)
        assert done.returncode == 2 and done.stdout == "" and done.stderr.startswith("reflectie: ")


@pytest.mark.parametrize("name", ["", "Anna", "../x", "a b", "-x", "1a", "a;id", "root\n"])
def test_a_name_that_is_no_name_makes_no_account(server: Server, name: str, tmp_path: Path) -> None:
    keygen(tmp_path / "key")
    before = unix_users()
    done = subprocess.run([str(server.place / "add-account"), name, f"{tmp_path}/key.pub"], capture_output=True)
    assert done.returncode == 2
    assert unix_users() == before


def unix_users() -> set[str]:
    """Return who there is, but for the accounts of tests: another may just be making one."""
    names = {user.pw_name for user in pwd.getpwall()}
    return {name for name in names if not re.fullmatch("rfl-[0-9a-f]{8}", name)}


def test_an_account_without_keys_is_not_made(server: Server, tmp_path: Path) -> None:
    for keys in ([], [str(tmp_path / "none")]):
        assert (
            subprocess.run([str(server.place / "add-account"), "rfl-none", *keys], capture_output=True).returncode == 2
        )


def test_an_account_comes_back_from_a_backup(server: Server, account: Account, file: Path) -> None:
    before = file.read_bytes()
    keep, bring_back = commands("Backups")
    server.shell(keep)
    shutil.rmtree(account.home)
    bring_back = bring_back.replace("-2026-11-24", "-$(date +%F)").replace("/rijnstreek", f"/{account.name}")
    server.shell(bring_back)
    assert file.read_bytes() == before
    kept = {path: path.stat() for path in (file, account.sessions, account.home)}
    assert [(each.st_uid, each.st_mode & 0o777) for each in kept.values()] == [
        (account.ids[0], 0o600),
        (account.ids[0], 0o700),
        (0, 0o750),
    ]
    (copy,) = server.place.glob("backup-*.tar.gz")
    assert copy.stat().st_mode & 0o077 == 0


def test_both_languages_give_the_same_commands() -> None:
    texts = [(RECIPE.parent / name).read_text("utf-8") for name in ("server.md", "server-nl.md")]
    english, dutch = (re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for text in texts)
    assert [block.replace("NAAM", "NAME") for block in dutch] == english and len(english) >= 5


def test_what_sshd_makes_of_the_recipe(server: Server, account: Account) -> None:
    """Asked of sshd itself, for a connection of this account, on a server that lets everybody do everything."""
    asked = [
        program("sshd"),
        "-T",
        "-f",
        str(server.place / "sshd"),
        "-C",
        f"user={account.name},host=x,addr=127.0.0.1",
    ]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    assert f"forcecommand {server.place}/lib/login" in told
    for line in (
        "disableforwarding yes",
        "allowtcpforwarding no",
        "allowstreamlocalforwarding no",
        "allowagentforwarding no",
        "x11forwarding no",
        "permittunnel no",
        "permituserrc no",
        "authenticationmethods publickey",
        "acceptenv LANG",
        "maxsessions 1",
    ):
        assert line in told
    assert [line for line in told if line.startswith("acceptenv")] == ["acceptenv LANG"]
