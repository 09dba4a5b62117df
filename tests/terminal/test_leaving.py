"""Every way in which the app is left, wanted or not: the answers, the process, the terminal, and what stays behind."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.group import PUT_RIGHT, Start, answers, cut_off, on_disk, scoring, session_file, status_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

Measured = Callable[[str], None]
LATER = [pytest.param(way, marks=pytest.mark.long) for way in ("nohup", "stalled")]
LIGHT = "\x1b[20~"
"""F9, which paints the whole screen anew."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return session_file(tmp_path / "sessions")


def killed(one: Terminal) -> int:
    time.sleep(0.5)  # what may be lost
    os.kill(one.child.pid, signal.SIGKILL)
    return one.wait_end(5)


def told(number: signal.Signals) -> Callable[[Terminal], int]:
    def leave(one: Terminal) -> int:
        os.kill(one.child.pid, number)
        return one.wait_end(5)

    return leave


def closed(one: Terminal) -> int:
    cut_off(one)
    return abs(status_of(one, 5) or 0)


def stopped(one: Terminal) -> int:
    one.press("\x11")
    return one.wait_end(5)


WAYS: dict[str, tuple[Callable[[Terminal], int], set[int]]] = {
    "ctrl+q": (stopped, {0}),
    "SIGHUP": (told(signal.SIGHUP), {129}),
    "SIGTERM": (told(signal.SIGTERM), {143}),
    "closed window": (closed, {129, int(signal.SIGHUP)}),
    "kill -9": (killed, {137}),
}


@pytest.mark.long
@pytest.mark.promise(3, 18)
@pytest.mark.parametrize("way", WAYS)
def test_fifteen_times_nothing_is_lost(terminal: Start, tmp_path: Path, way: str, measured: Measured) -> None:
    leave, statuses = WAYS[way]
    dice = random.Random(way)
    for number in range(15):
        file = session_file(tmp_path / str(number))
        keys = "".join(dice.choices("12345", k=dice.randint(1, 5)))
        one = scoring(terminal, file, keys)
        assert leave(one) in statuses
        assert answers(file) == [int(key) for key in keys]
    measured(f"15 × {way}: 0 answers lost")


def seconds_of_work(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.promise(3, 5)
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the work of a process as Linux tells it")
@pytest.mark.parametrize("way", ["no controlling terminal", "stalled, nohup", *LATER])
def test_it_is_gone_soon_after_its_terminal(terminal: Start, file: Path, way: str, measured: Measured) -> None:
    one = scoring(terminal, file, way=way)
    if "stalled" in way:  # nobody reads what it paints, until it can write no more
        for _ in range(30):
            one.press(LIGHT)
        time.sleep(1)
    before, begun = seconds_of_work(one.child.pid), time.monotonic()
    cut_off(one)
    worked = before
    while (status := status_of(one, 0.1)) is None and time.monotonic() - begun < 5:
        worked = seconds_of_work(one.child.pid)
    assert status in (129, -signal.SIGHUP), "within five seconds"
    assert worked - before < 1.5, "it waited, and did not go round and round"
    assert answers(file) == [4, 2, 3]
    measured(f"hang-up, {way}: gone after {time.monotonic() - begun:.1f} s")


@pytest.mark.promise(3, 5)
def test_a_terminal_that_takes_nothing_does_not_keep_it(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    for _ in range(30):
        one.press(LIGHT)
    time.sleep(1)
    os.kill(one.child.pid, signal.SIGTERM)
    assert status_of(one, 5) == 143
    assert answers(file) == [4, 2, 3]
    cut_off(one)


def remark(one: Terminal, text: str) -> None:
    """Write a remark at a statement."""
    one.press("n")
    one.wait_for("Jouw opmerking")
    one.press(text)
    one.wait_for(text)
    one.press("\x1b")
    one.wait_for("In hoeverre klopt dit?", gone="Jouw opmerking")


@pytest.mark.promise(7, 18)
@pytest.mark.parametrize(("way", "status"), [("ctrl+q", 0), ("SIGHUP", 129), ("SIGTERM", 143), ("crash", 1)])
def test_the_terminal_is_as_it_was(terminal: Start, file: Path, way: str, status: int) -> None:
    one = scoring(terminal, file, way=way)
    during = repr(termios.tcgetattr(one.child.child_fd))
    if way == "crash":
        remark(one, "Iets")
        one.press(LIGHT)
        assert one.wait_end(5) == status
    else:
        assert WAYS[way][0](one) == status
    before = file.with_name("before").read_text("utf-8")
    assert during != before
    assert repr(termios.tcgetattr(one.child.child_fd)) == before
    assert all(code in one.raw[-1500:] for code in PUT_RIGHT)
    assert re.findall(r"\x1b\[[\d;]*m", one.raw)[-1] == "\x1b[m", "the colours of the last frame are left behind"


@pytest.mark.promise(15)
def test_what_people_wrote_is_only_in_the_file(terminal: Start, file: Path, tmp_path: Path) -> None:
    marker = "GEHEIMBRIEFJE"
    one = scoring(terminal, file, way="crash", env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    remark(one, marker)
    if Path("/proc/self/cmdline").exists():
        told = [Path(f"/proc/{one.child.pid}/{name}").read_bytes() for name in ("cmdline", "comm", "environ")]
        assert not any(marker.encode() in text for text in told)
    one.press(LIGHT)
    assert one.wait_end(5) == 1
    assert [note.text for note in on_disk(file).perspective("ambitie").notes.values()] == [marker]
    begun, left = one.raw.index("\x1b[?1049h"), one.raw.rindex("\x1b[?1049l")
    assert marker not in one.raw[:begun] + one.raw[left:], "nothing of it can be scrolled back to"
    assert not any(marker in title for title in titles(one.raw))
    elsewhere = [path for path in tmp_path.rglob("*") if path.is_file() and marker.encode() in path.read_bytes()]
    assert elsewhere == [file]
    (crash,) = (tmp_path / "cache").rglob("crash-*.txt")
    assert "ValueError" in crash.read_text("utf-8"), "the one that quotes the note"


def titles(raw: str) -> list[str]:
    """The titles that were given to the window."""
    return [part.partition("\x07")[0].partition("\x1b")[0] for part in raw.split("\x1b]")[1:]]


TOO_EARLY = """
import os, runpy, signal, sys
from textual.drivers._writer_thread import WriterThread

start = WriterThread.start

def signalled(self):
    os.kill(os.getpid(), signal.SIGTSTP)
    start(self)

WriterThread.start = signalled
sys.argv[0] = "reflectie"
runpy.run_module("reflectie_tui", run_name="__main__")
"""
"""Starts the app, and gets Ctrl+Z as a signal while it is taking the terminal."""


def is_suspended(one: Terminal) -> bool:
    pid, status = os.waitpid(one.child.pid, os.WNOHANG | os.WUNTRACED)
    return bool(pid) and os.WIFSTOPPED(status)


@pytest.mark.promise(5)
def test_ctrl_z_while_the_terminal_is_being_taken_does_nothing(terminal: Start, file: Path) -> None:
    one = terminal("open", str(file), "--lang", "nl", program=["-c", TOO_EARLY])
    one.wait_for("Geef de laptop door aan", "Fatima")
    assert stopped(one) == 0


@pytest.mark.promise(5)
def test_who_is_suspended_goes_on_where_it_was(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    os.kill(one.child.pid, signal.SIGTSTP)
    end = time.monotonic() + 10
    while not (suspended := is_suspended(one)) and time.monotonic() < end:
        one.read(0.1)
    assert suspended
    one.read(0.5)  # what it wrote just before
    assert all(code in one.raw for code in PUT_RIGHT)
    assert answers(file) == [4, 2, 3]
    os.kill(one.child.pid, signal.SIGCONT)
    one.wait_for("In hoeverre klopt dit?", "3 van 5")
    one.press("5")
    one.wait_for("4 van 5")
    assert stopped(one) == 0
    assert answers(file) == [4, 2, 3, 5]


@pytest.mark.promise(5, 7)
def test_a_pause_that_gave_nothing_back_is_gone_on_from(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file, way="stopped")
    before = file.with_name("before").read_text("utf-8")
    for _ in range(2):
        os.kill(one.child.pid, signal.SIGSTOP)
        os.kill(one.child.pid, signal.SIGCONT)
        one.read(0.3)
    one.press("5")
    one.wait_for("4 van 5")
    assert stopped(one) == 0
    assert answers(file) == [4, 2, 3, 5] and repr(termios.tcgetattr(one.child.child_fd)) == before
