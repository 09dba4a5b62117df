"""A consultant's server as docs/server.md says: a real sshd on this machine alone, its files those of docs/server/."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from secrets import token_hex

import pytest
from packaging.requirements import Requirement

import reflectie_tui
from reflectie_tui.storage.content_files import shipped_content
from reflectie_tui.storage.folders import shipped_examples
from tests.terminal.conftest import Terminal
from tests.terminal.group import Start

RECIPE = Path(__file__).parents[2] / "docs" / "server"
SSH = "import os, sys\nos.execvp('ssh', ['ssh', *sys.argv[1:]])"
GENEROUS = """
Port {port}
ListenAddress 127.0.0.1
HostKey {place}/host
PidFile none
UsePAM no
StrictModes no
LogLevel VERBOSE
Subsystem sftp internal-sftp
AcceptEnv *
PasswordAuthentication yes
AllowTcpForwarding yes
AllowStreamLocalForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
PermitTunnel yes
PermitUserRC yes
PermitUserEnvironment yes
"""
"""A server that lets everybody do everything: what our accounts cannot do is the doing of the recipe.

The folder of the test is below one that everybody may write in, which strict modes would not have.
"""


@dataclass(frozen=True)
class Account:
    """A Unix user that was made for a test."""

    name: str
    key: Path
    home: Path

    @property
    def sessions(self) -> Path:
        return self.home / "sessions"

    @property
    def ids(self) -> tuple[int, int]:
        user = pwd.getpwnam(self.name)
        return user.pw_uid, user.pw_gid

    def owns(self, *paths: Path) -> None:
        """Give these files to the account, as if it had made them."""
        for path in paths:
            os.chown(path, *self.ids, follow_symlinks=False)

    def processes(self) -> dict[int, list[str]]:
        """Return the command lines of all that runs as this user."""
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and folder.stat().st_uid == self.ids[0]:
                    words = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                    found[int(folder.name)] = words
            except (FileNotFoundError, ProcessLookupError):
                continue
        return found

    def app(self) -> int:
        """Return the process of the app."""
        (pid,) = (pid for pid, words in self.processes().items() if "reflectie_tui" in words)
        return pid

    def gone(self, seconds: float) -> bool:
        """Tell whether nothing runs as this user any more, at the latest after so long."""
        end = time.monotonic() + seconds
        while self.processes() and time.monotonic() < end:
            time.sleep(0.05)
        return not self.processes()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run something as this user, as if there were a way to a shell after all."""
        user, group = self.ids
        nothing = subprocess.DEVNULL
        return subprocess.run(
            command,
            user=user,
            group=group,
            extra_groups=[],
            cwd="/",
            env={},
            stdin=nothing,
            capture_output=True,
            text=True,
        )


class Server:
    """An sshd of its own, with a group of its own, and the app installed where its accounts can read it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.group = f"rfl-{token_hex(4)}"
        self.accounts: list[Account] = []
        self.port = _free_port()
        self._daemon: subprocess.Popen[bytes] | None = None

    def set_up(self) -> None:
        """Do what docs/server.md says, each place below our own."""
        install_app(self.place / "opt")
        files = self.place / "recipe" / "docs" / "server"
        files.mkdir(parents=True)
        for file in RECIPE.iterdir():
            (files / file.name).write_text(self.here(file.read_text("utf-8")), "utf-8")
        for line in commands("Set it up, once"):
            if line.startswith(("groupadd ", "install ")):
                self.shell(line)
        keygen(self.place / "host")
        (self.place / "sshd").write_text(GENEROUS.format(port=self.port, place=self.place), "utf-8")
        judged = self._sshd("-t")
        if judged.returncode:
            pytest.skip(f"sshd does not run here: {judged.stderr.strip()}")
        with (self.place / "sshd").open("a", encoding="utf-8") as file:
            file.write(f"Include {self.place}/reflectie.conf\n")
        judged = self._sshd("-t")
        assert judged.returncode == 0 and not judged.stderr, judged.stderr

    def here(self, text: str) -> str:
        """Return a file or a command of the recipe with our own places and our own group in it."""
        for theirs, ours in (
            ("/usr/local/sbin/reflectie-add-account", f"{self.place}/add-account"),
            ("/etc/ssh/sshd_config.d/reflectie.conf", f"{self.place}/reflectie.conf"),
            ("/usr/local/lib/reflectie", f"{self.place}/lib"),
            ("/etc/ssh/reflectie", f"{self.place}/keys"),
            ("/var/backups/reflectie", f"{self.place}/backup"),
            ("/srv/reflectie", f"{self.place}/srv/reflectie"),
            ("-C /srv", f"-C {self.place}/srv"),
            ("/opt/reflectie", f"{self.place}/opt"),
            ("Match Group reflectie", f"Match Group {self.group}"),
            ("--groups reflectie", f"--groups {self.group}"),
            ("--system reflectie", f"--system {self.group}"),
        ):
            text = text.replace(theirs, ours)
        return text

    def shell(self, line: str) -> None:
        """Do what a line of the page says."""
        place = self.place / "recipe"
        done = subprocess.run(["sh", "-c", self.here(line)], cwd=place, capture_output=True, text=True)
        assert done.returncode == 0, (line, done.stderr)

    def _sshd(self, option: str) -> subprocess.CompletedProcess[str]:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # what the service does before it starts
        command = [program("sshd"), option, "-f", str(self.place / "sshd")]
        return subprocess.run(command, capture_output=True, text=True)

    def start(self) -> None:
        command = [program("sshd"), "-D", "-f", str(self.place / "sshd"), "-E", str(self.place / "log")]
        self._daemon = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError((self.place / "log").read_text("utf-8"))

    def stop(self) -> None:
        """End the daemon and all that runs as one of the accounts, and take away the accounts and the group."""
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait(20)
        for account in self.accounts:
            for pid in account.processes():
                os.kill(pid, 9)
            account.gone(5)
            subprocess.run(["userdel", account.name], check=True, capture_output=True)
        subprocess.run(["groupdel", self.group], capture_output=True)

    def account(self) -> Account:
        """Make an account, by the recipe."""
        name = f"rfl-{token_hex(4)}"
        key = self.place / f"{name}.key"
        keygen(key)
        home = self.place / "srv" / "reflectie" / name
        one = Account(name, key, home)
        added = subprocess.run(
            [str(self.place / "add-account"), name, f"{key}.pub"], capture_output=True, text=True, check=False
        )
        assert added.returncode == 0, added.stderr
        self.accounts.append(one)
        return one

    def options(self, account: Account, key: Path | None = None) -> list[str]:
        """Return how to reach the server: with nothing of the person's own settings."""
        wishes = (
            *("BatchMode=yes", "IdentitiesOnly=yes", "StrictHostKeyChecking=accept-new", "LogLevel=ERROR"),
            *(f"UserKnownHostsFile={self.place}/known", "GlobalKnownHostsFile=none", f"User={account.name}"),
        )
        return ["-F", "none", "-i", str(key or account.key), *(f"-o{wish}" for wish in wishes)]

    def log_in(self, terminal: Start, account: Account, *options: str, command: str = "", **how: object) -> Terminal:
        """Log in on a terminal, with the language of the person sent along."""
        words = [*self.options(account), "-p", str(self.port), "-oSendEnv=LANG", *options, "127.0.0.1"]
        how.setdefault("env", {"LANG": "nl_NL.UTF-8"})
        return terminal(*words, *([command] if command else []), program=["-c", SSH], **how)

    def call(self, account: Account, *words: str, key: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Ask for something without a terminal."""
        command = ["ssh", *self.options(account, key), "-p", str(self.port), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)

    def children(self) -> list[int]:
        """Return the processes of the daemon that serve a connection, the nearest to it first."""
        assert self._daemon is not None
        found, parents = [], [self._daemon.pid]
        while parents:
            parents = [pid for pid, parent in _parents().items() if parent in parents and _name(pid) == "sshd"]
            found += parents
        return found


def commands(heading: str) -> list[str]:
    """Return the commands that stand first under a heading of docs/server.md."""
    part = (RECIPE.parent / "server.md").read_text("utf-8").partition(f"## {heading}\n")[2]
    return part.partition("```sh\n")[2].partition("```")[0].splitlines()


def why_not() -> str:
    """Return why there can be no such server here; empty where there can."""
    if sys.platform != "linux":
        return "a recipe for Linux"
    if os.geteuid() != 0:
        return "only the administrator can make accounts"
    for name in ("sshd", "ssh", "ssh-keygen", "sftp", "scp", "useradd", "userdel", "groupadd"):
        if not program(name):
            return f"there is no {name} here"
    if _python() is None:
        return "there is no Python of this version that another user may run"
    return ""


def program(name: str) -> str:
    """Return where a program is; those of the administrator are not always on the path."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin") or ""


def make_place() -> Path:
    """Make a folder that every user may go through."""
    place = Path(tempfile.mkdtemp(prefix="reflectie-server-"))
    place.chmod(0o711)
    return place


def keygen(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)


def install_app(place: Path) -> None:
    """Install the app as `pip install .` does: in an environment of its own, from what is here already."""
    base = _python()
    assert base is not None
    subprocess.run([base, "-m", "venv", "--without-pip", str(place)], check=True, capture_output=True)
    (packages,) = place.glob("lib/python*/site-packages")
    for name in sorted(_needed("reflectie-tui") - {"reflectie-tui"}):
        for file in distribution(name).files or []:
            if ".." not in file.parts:
                target = packages / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), target)
    own = packages / "reflectie_tui"
    shutil.copytree(Path(reflectie_tui.__file__).parent, own, dirs_exist_ok=True)
    shutil.copytree(shipped_content(), own / "content", dirs_exist_ok=True)
    shutil.copytree(shipped_examples(), own / "examples", dirs_exist_ok=True)
    metadata = packages / f"reflectie_tui-{reflectie_tui.__version__}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: reflectie-tui\nVersion: {reflectie_tui.__version__}\n", "utf-8")
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(place)], check=True)


def _needed(name: str) -> set[str]:
    """Return a package and all that it needs to run."""
    found, left = set[str](), [name]
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            wanted = [Requirement(line) for line in distribution(each).requires or []]
            left += [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def _python() -> str | None:
    """Return a Python of this version that any user may run: the one of the tests may stand in a private folder."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    own = os.path.realpath(sys.executable)
    for found in (own, *(shutil.which(f"python{version}", path=place) for place in ("/usr/bin", "/usr/local/bin"))):
        if found and all(folder.stat().st_mode & 0o001 for folder in (Path(found), *Path(found).parents)):
            return found
    return None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _parents() -> dict[int, int]:
    """Return the parent of each process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""
