"""In tmux: what stands in its window at each step, while the window changes size, and what is left when one stops."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.home import remember_tour
from tests.terminal.group import answers, session_file

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
SIZES = [(60, 20), (120, 40), (200, 60), (80, 24)]
VERY_WIDE = 150
"""Columns from which the page stands in the middle."""
COLOURED = re.compile(r"\x1b\[[0-9;]*m")


class Tmux:
    """One window of a tmux of its own, with a shell in it."""

    def __init__(self, folder: Path) -> None:
        self.socket = str(folder / "tmux")
        self.env = {
            **{name: os.environ[name] for name in ("PATH",) if name in os.environ},
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        remember_tour(self.env)
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "sh")
        self.run("set-option", "-g", "escape-time", "10")

    def run(self, *arguments: str) -> str:
        """Give tmux a command, and return what it says."""
        assert TMUX is not None
        done = subprocess.run(
            [TMUX, "-S", self.socket, *arguments], env=self.env, capture_output=True, text=True, timeout=20
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, by the names that tmux has for them."""
        self.run("send-keys", *keys)

    def start(self, *arguments: str) -> None:
        """Start the app from the shell."""
        self.press("-l", shlex.join([sys.executable, "-m", "reflectie_tui", *arguments]))
        self.press("Enter")

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.run("resize-window", "-x", str(columns), "-y", str(lines))

    @property
    def lines(self) -> list[str]:
        """What stands in the window."""
        return self.run("capture-pane", "-p").splitlines()

    @property
    def history(self) -> str:
        """What stands in the window, and all that can be scrolled back to."""
        return self.run("capture-pane", "-p", "-S", "-")

    def wait(self, found: Callable[[list[str]], object], what: str = "") -> list[str]:
        """Wait until something is so of what stands in the window."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if found(lines := self.lines):
                return lines
            time.sleep(0.05)
        raise AssertionError("\n".join([what, *lines]))

    def wait_for(self, *texts: str) -> list[str]:
        """Wait until these texts stand there."""
        return self.wait(lambda lines: all(text in " ".join(" ".join(lines).split()) for text in texts), str(texts))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return session_file(tmp_path / "sessions")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    one = Tmux(tmp_path)
    one.wait(lambda lines: "".join(lines).strip(), "the shell")
    yield one
    one.run("kill-server")


def drawn(columns: int, height: int, lines: list[str]) -> bool:
    """Tell whether a turn with two scores stands there whole: the line under the steps, the scores, the last line."""
    shown = " ".join(lines)
    return (
        len(lines) == height
        and set(lines[2].strip()) == {"─"}
        and (lines[2] == "─" * columns) is (columns < VERY_WIDE)
        and all(sign in shown for sign in ("[4]", "[2]", "2 van 5"))
        and lines[-1].endswith("F1")
    )


def test_a_turn_stands_there_whole_at_every_size(tmux: Tmux, file: Path) -> None:
    tmux.start("open", str(file), "--lang", "nl")
    lines = tmux.wait_for("Geef de laptop door aan", "Fatima", "Enter ik ben zover")
    assert not any("1 2 3 4 5" in line for line in lines), "a cover covers everything"
    tmux.press("Enter")
    tmux.wait_for("In hoeverre klopt dit?")
    tmux.press("4", "2")
    tmux.wait_for("2 van 5")
    for columns, height in SIZES:
        tmux.resize(columns, height)
        tmux.wait(partial(drawn, columns, height), f"{columns} × {height}")
    assert COLOURED.search(tmux.run("capture-pane", "-p", "-e"))
    tmux.resize(40, 10)
    tmux.wait_for("te klein")
    tmux.resize(120, 40)
    tmux.wait_for("In hoeverre klopt dit?", "2 van 5")
    assert answers(file) == [4, 2]


@pytest.mark.promise(15)
def test_nothing_of_a_turn_is_left_in_a_window_that_has_grown(tmux: Tmux, file: Path) -> None:
    tmux.start("open", str(file), "--lang", "nl")
    tmux.wait_for("Geef de laptop door aan", "Fatima", "Enter ik ben zover")
    tmux.press("Enter")
    tmux.wait_for("In hoeverre klopt dit?")
    tmux.resize(120, 40)
    tmux.press("4", "2")
    tmux.wait(partial(drawn, 120, 40))
    tmux.press("C-q")
    tmux.wait_for("Alles is bewaard")
    left = tmux.history
    assert "[4]" not in left and "hoeverre" not in left and "AMBITIE" not in left, "nobody reads a score afterwards"
    assert answers(file) == [4, 2]


def test_every_step_can_be_reached_and_left_by_keys(tmux: Tmux, file: Path) -> None:
    tmux.start("open", str(file), "--lang", "nl")
    tmux.wait_for("Geef de laptop door aan")
    tmux.press("F2")
    tmux.wait_for("Waar willen jullie heen?")
    tmux.press("Escape")
    tmux.wait_for("Geef de laptop door aan")
    tmux.press("b")
    tmux.press("F2")
    tmux.wait_for("Waar willen jullie heen?")
    tmux.press("End", "Enter")
    tmux.wait_for("Slot")
    tmux.press("F1")
    tmux.wait_for("Esc")
    tmux.press("Escape")
    tmux.press("F9")
    tmux.press("C-q")
    tmux.wait_for("Alles is bewaard")
