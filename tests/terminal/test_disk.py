"""A disk that is full, one that is only to be read, and a folder that is closed: nothing is lost, and it is said."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.group import Start, answers, scoring, session_file

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix"),
    pytest.mark.promise(4),
]

ELSEWHERE = "\x1b[19~"
"""F8."""
PATIENCE = 60.0
ON_THAT_DISK = """
import os, sys

nsenter = ["nsenter", "--target", os.environ["HOLDER"], "--mount", "--", sys.executable, "-m", "reflectie_tui"]
os.execvp("nsenter", nsenter + sys.argv[1:])
"""
"""Starts the app among the mounts of another process."""
AS_ANYBODY = """
import os, sys

setpriv = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"] if os.geteuid() == 0 else []
app = [*setpriv, sys.executable, "-m", "reflectie_tui", *sys.argv[1:]]
os.execvp(app[0], app)
"""
"""Starts the app without what only the administrator may: the rights of a folder hold for it."""


@dataclass
class Disk:
    """A small disk of its own, which no other process sees; it is gone with the process that holds it."""

    holder: subprocess.Popen[bytes]
    inside: Path
    """Where it is for a program among the mounts of its holder."""

    @property
    def here(self) -> Path:
        """Where it is for this process."""
        return Path(f"/proc/{self.holder.pid}/root{self.inside}")

    def full(self) -> None:
        with (self.here / "filler").open("wb", buffering=0) as filler:
            for size in (4096, 1):
                try:
                    while True:
                        filler.write(b"x" * size)
                except OSError:
                    continue

    def roomy(self) -> None:
        (self.here / "filler").unlink()

    def closed(self) -> None:
        self._mounted("ro")

    def open(self) -> None:
        self._mounted("rw")

    def _mounted(self, how: str) -> None:
        mounting = ["nsenter", "--target", str(self.holder.pid), "--mount", "--", "mount", "-o", f"remount,{how}"]
        subprocess.run([*mounting, str(self.inside)], check=True)


TROUBLE: dict[str, tuple[Callable[[Disk], None], Callable[[Disk], None], str]] = {
    "full": (Disk.full, Disk.roomy, "De schijf is vol"),
    "read-only": (Disk.closed, Disk.open, "Op deze schijf kun je alleen lezen"),
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    inside = tmp_path / "disk"
    inside.mkdir()
    mounting = f"mount -t tmpfs -o size=128k tmpfs '{inside}' && echo mounted && exec cat"
    try:
        holder = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", mounting],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        pytest.skip("a disk of its own is mounted with unshare, as Linux has it")
    with holder:
        assert holder.stdout is not None
        if holder.stdout.readline() != b"mounted\n":
            pytest.skip("only the administrator can mount a disk")
        yield Disk(holder, inside)


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_disk_that_takes_nothing_is_said_as_long_as_it_does(
    terminal: Start, disk: Disk, tmp_path: Path, trouble: str
) -> None:
    begin, end, sentence = TROUBLE[trouble]
    file = session_file(disk.here / "sessions")
    one = on_that_disk(terminal, disk, file)
    before = file.read_bytes()
    begin(disk)
    lived_through(one, file, before, sentence, tmp_path)
    end(disk)
    saved_by_itself(one, file)


def test_ended_from_outside_on_a_full_disk_the_answers_are_on_another(
    terminal: Start, disk: Disk, tmp_path: Path
) -> None:
    file = session_file(disk.here / "sessions")
    one = on_that_disk(terminal, disk, file)
    before = file.read_bytes()
    disk.full()
    one.press("51")
    one.wait_for("5 van 5", "NIET BEWAARD", seconds=PATIENCE)
    os.kill(one.child.pid, signal.SIGTERM)
    assert one.wait_end(PATIENCE) == 128 + signal.SIGTERM
    (copy,) = (path for path in tmp_path.rglob(file.name) if not path.is_relative_to(disk.inside))
    assert answers(copy) == [4, 2, 3, 5, 1]
    assert file.read_bytes() == before


@pytest.mark.skipif(
    os.geteuid() == 0 and not shutil.which("setpriv"), reason="the rights of a folder do not hold for the administrator"
)
def test_a_folder_that_is_closed_is_said_as_long_as_it_is(terminal: Start, tmp_path: Path) -> None:
    file = session_file(tmp_path / "sessions")
    one = scoring(terminal, file, program=["-c", AS_ANYBODY])
    kept(one, file)
    before = file.read_bytes()
    file.parent.chmod(0o555)
    try:
        lived_through(one, file, before, "Hier mag je niet schrijven", tmp_path)
    finally:
        file.parent.chmod(0o755)
    saved_by_itself(one, file)


def on_that_disk(terminal: Start, disk: Disk, file: Path) -> Terminal:
    """A person who has just given three scores, which are in the file."""
    seen_there = disk.inside / file.relative_to(disk.here)
    env = {"HOLDER": str(disk.holder.pid)}
    one = scoring(terminal, seen_there, program=["-c", ON_THAT_DISK], env=env)
    kept(one, file)
    return one


def kept(one: Terminal, file: Path) -> None:
    for _ in range(int(PATIENCE * 10)):
        one.read(0.1)
        if answers(file) == [4, 2, 3] and "✓ bewaard" in one.text:
            return
    raise AssertionError(one.text)


def lived_through(one: Terminal, file: Path, before: bytes, sentence: str, home: Path) -> None:
    """Go on where nothing can be saved: the screen says so all the time, and a copy goes elsewhere on one key."""
    one.press("5")
    one.wait_for("4 van 5", "NIET BEWAARD", sentence, seconds=PATIENCE)
    one.press("1")
    one.wait_for("5 van 5", "NIET BEWAARD", seconds=PATIENCE)
    one.read(5)  # it tries again each two seconds
    assert one.child.isalive() and "NIET BEWAARD" in one.text and "bewaard" not in one.text
    one.press(ELSEWHERE)
    one.wait_for("Waar moet de kopie komen?", seconds=PATIENCE)
    one.press("2")
    one.wait_for("De kopie is bewaard", seconds=PATIENCE)
    copy = home / file.name
    assert answers(copy) == [4, 2, 3, 5, 1]
    one.press("\r")
    one.wait_for("5 van 5", "NIET BEWAARD", gone="De kopie is bewaard", seconds=PATIENCE)
    assert file.read_bytes() == before, "the file is as it was"
    assert {path.name for path in file.parent.iterdir()} == {file.name, ".reflectie"}, "nor is anything half beside it"


def saved_by_itself(one: Terminal, file: Path) -> None:
    """Wait until it is saved without a key, and leave."""
    one.wait_for("✓ bewaard", gone="NIET BEWAARD", seconds=PATIENCE)
    assert answers(file) == [4, 2, 3, 5, 1]
    one.press("\x11")
    assert one.wait_end(PATIENCE) == 0
    assert answers(file) == [4, 2, 3, 5, 1]
