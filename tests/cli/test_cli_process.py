"""The program as a process of its own: what it loads, its pipes, its terminal and its signals."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import Write

Process = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = ("textual", "rich", "plotext", "pydantic", "platformdirs", "tomli_w")


def loaded(code: str, tmp_path: Path) -> set[str]:
    """Which of the heavy packages a piece of Python loads in a fresh process."""
    code += "\nimport sys; print('|', *(name for name in sys.modules if name in " + repr(HEAVY) + "))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("|")[2].split())


@pytest.mark.parametrize(
    "code",
    [
        "import reflectie_tui.cli",
        "import reflectie_tui.__main__",
        *(
            f"from reflectie_tui.cli import run; run({argv})"
            for argv in (["--version"], ["--help"], ["export", "--help"], ["shwo"], ["show"], ["--qqq"])
        ),
    ],
)
def test_what_needs_nothing_loads_nothing(tmp_path: Path, code: str) -> None:
    assert loaded(code, tmp_path) == set()


def test_a_report_loads_no_screen(tmp_path: Path, write: Write) -> None:
    write("een.toml")
    found = loaded("from reflectie_tui.cli import run; run(['show', 'een.toml'])", tmp_path)
    assert "pydantic" in found
    assert not found & {"textual", "rich"}


def test_as_a_module(process: Process, write: Write) -> None:
    write("een.toml")
    done = process("show", "een.toml")
    assert done.returncode == 0
    assert done.stdout.startswith("Opleidingsschool Rijnstreek\n")
    assert process("nergens.toml").returncode == 2


@pytest.mark.promise(18)
def test_a_broken_pipe_is_silent(process: Process, write: Write, tmp_path: Path) -> None:
    write("een.toml")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process("show", "een.toml", stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.promise(18)
def test_a_full_disk_is_said(process: Process) -> None:
    with Path("/dev/full").open("w") as full:
        done = process("--help", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.startswith("reflectie: het lukte niet. De computer zegt: ")
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


def test_closed_outputs_do_not_matter(tmp_path: Path) -> None:
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -m reflectie_tui --version {closed}'],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=60,
        )
        assert done.returncode == 0
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("charset", ["ascii", "latin-1", "utf-8"])
def test_an_output_of_any_charset_is_written(process: Process, write: Write, charset: str) -> None:
    write("een.toml")
    done = process("show", "een.toml", "--names", env={"PYTHONIOENCODING": charset, "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert ("─" in done.stdout) == (charset == "utf-8")
    assert ("●" in done.stdout) == (charset == "utf-8")
    assert "We komen onze afspraken" in done.stdout


def test_data_is_utf_8_whatever_the_terminal(process: Process, write: Write) -> None:
    write("een.toml")
    env = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    assert "één" in process("export", "een.toml", "--to", "md", env=env).stdout
    assert "\ufefffile" in process("export", "een.toml", "--to", "csv", "--excel", env=env).stdout


# -- a terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., tuple[int | None, str]]:
    """Run a command on a terminal, and return its exit status with all that it wrote."""

    def called(*argv: str, env: Mapping[str, str] | None = None, columns: int = 90) -> tuple[int | None, str]:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "reflectie_tui", *argv],
            cwd=str(tmp_path),
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "TERM": "xterm",
                "LANG": "nl_NL.UTF-8",
                **(env or {}),
            },
            dimensions=(30, columns),
            encoding="utf-8",
            timeout=30,
        )
        child.expect(pexpect.EOF)
        child.close()
        return child.exitstatus, child.before or ""

    return called


@pytest.mark.parametrize("command", ["", "demo", "een.toml", "open een.toml"])
@pytest.mark.promise(6, 18)
def test_without_a_terminal_the_app_says_what_to_do(process: Process, write: Write, command: str) -> None:
    write("een.toml")
    done = process(*command.split(), stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("reflectie: hier is geen terminal om in te werken")
    assert "ssh -t" in done.stderr and "reflectie show" in done.stderr


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
@pytest.mark.promise(6, 18)
def test_a_terminal_that_cannot_build_a_screen_is_told(terminal: Callable[..., Any], term: str) -> None:
    status, text = terminal(env={"TERM": term})
    assert status == 2
    assert "kan geen scherm opbouwen" in " ".join(text.split())
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "env", [{"LANG": "nl_NL.ISO-8859-1"}, {"LC_ALL": "en_US.latin1"}, {"LC_CTYPE": "de_DE.ISO-8859-15@euro"}]
)
@pytest.mark.promise(6, 18)
def test_a_terminal_of_another_charset_is_told_of_ascii(terminal: Callable[..., Any], env: dict[str, str]) -> None:
    status, text = terminal(env={"REFLECTIE_LANG": "nl", **env})
    assert status == 2
    assert "--ascii" in text
    assert next(iter(env.values())).partition("@")[0].rpartition(".")[2] in text


@pytest.mark.promise(18)
def test_files_are_judged_before_the_terminal(
    terminal: Callable[..., Any], process: Process, broken: Path, tmp_path: Path
) -> None:
    status, text = terminal("nergens.toml", env={"TERM": "dumb"})
    assert status == 2 and "nergens.toml is er niet. Kijk of de naam klopt." in text
    status, text = terminal("open", str(broken), env={"TERM": "dumb"})
    assert status == 1 and "session.title" in text
    assert process("open", broken).returncode == 1
    assert process("--sessions", broken).returncode == 2


def test_on_a_terminal_it_is_as_wide_as_that_and_plain(terminal: Callable[..., Any], write: Write) -> None:
    write("een.toml")
    for columns in (50, 90, 130):
        for arguments in (("show", "een.toml"), ("--help",)):
            status, text = terminal(*arguments, columns=columns)
            longest = max(len(line.rstrip()) for line in text.split("\n"))
            assert status == 0
            assert min(columns, 100) - 25 < longest <= columns
            assert "\x1b" not in text, "there is no colour to leave out with NO_COLOR"


@pytest.mark.promise(18)
def test_ctrl_c_is_130_and_silent(tmp_path: Path, write: Write) -> None:
    # interrupted while a command is at work, at a moment that does not depend on the speed of this machine
    code = (
        "import sys, signal, os\n"
        "import reflectie_tui.cli as cli\n"
        "def interrupted(argv): os.kill(os.getpid(), signal.SIGINT); signal.pause()\n"
        "cli.run = interrupted\n"
        "from reflectie_tui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert signal.SIGINT + 128 == 130


@pytest.mark.promise(15, 18)
def test_a_mistake_of_our_own_is_one_line_without_what_somebody_wrote(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import reflectie_tui.cli as cli\n"
        "def broken(argv): raise ValueError('GEHEIM')\n"
        "cli.run = broken\n"
        "from reflectie_tui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    env = {"PATH": os.environ["PATH"], "LANG": "nl_NL.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60, env=env
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("reflectie: er ging iets mis in het programma zelf (ValueError in <string>:3)")
    assert "GEHEIM" not in done.stderr and len(done.stderr.splitlines()) == 1
