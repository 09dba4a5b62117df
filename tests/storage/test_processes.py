"""Other processes: one that is killed while it saves, two at one file, and a dead one that held the lock."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.lock import locked
from reflectie_tui.storage.session_files import Opened, read_session
from reflectie_tui.storage.sitting import Sitting
from tests.storage.helpers import files_in, python

ROUNDS = pytest.mark.parametrize("rounds", [10, pytest.param(300, marks=pytest.mark.long)])
CHANGES = pytest.mark.parametrize("changes", [50, pytest.param(400, marks=pytest.mark.long)])
LONG = 300.0

SAVING = """
import os, sys
from pathlib import Path
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.storage.sitting import Sitting

path, sets = Path(sys.argv[1]), ContentSets()
sets.get("samenwerken", "nl")
print("ready", flush=True)
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        opened = read_session(path, sets)
        sitting, number = Sitting(opened), 0
        print(os.getpid(), flush=True)
        while True:
            number += 1
            sitting.save(opened.session.with_note("ambitie", f"{number} " * number * 5))
            print("saved", flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""
"""Saves again and again, in a child of its own for each line that comes in."""


@ROUNDS
@pytest.mark.promise(1, 12)
def test_killed_at_any_moment_of_saving_the_file_is_whole(
    opened: Opened, sets: ContentSets, rounds: int, measured: Callable[[str], None]
) -> None:
    random = Random(11)
    nursery = python(SAVING, opened.path)
    try:
        assert line_of(nursery) == "ready"
        for number in range(rounds):
            tell(nursery)
            child = int(line_of(nursery))
            for _ in range(number % 20):
                assert line_of(nursery) == "saved"
            threading.Event().wait(random.uniform(0.0, 0.01))
            os.kill(child, signal.SIGKILL)
            while (line := line_of(nursery)) != "gone":
                assert line == "saved"
            again = read_session(opened.path, sets)
            assert opened.path.read_text("utf-8").endswith("\n# einde\n")
            assert again.warnings == ()
            assert again.session.about == opened.session.about
    finally:
        end(nursery)
    again = read_session(opened.path, sets)
    assert again.session.perspective("ambitie").notes, "something was saved"
    assert Sitting(again).save(again.session).kind == "saved", "no lock of the dead is in the way"
    assert files_in(opened.path.parent) == [opened.path.name], "nor is anything unfinished left"
    measured(f"{rounds} kills, 0 damaged files")


CHANGING = """
import sys
from pathlib import Path
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.storage.sitting import Sitting

path, name, sets = Path(sys.argv[1]), sys.argv[2], ContentSets()
sets.get("samenwerken", "nl")
opened = read_session(path, sets)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    opened = opened if number == 0 else read_session(path, sets)
    sitting = Sitting(opened)
    text = f"{name}{number}"
    state = sitting.save(opened.session.with_note("ambitie", text, note_id=text))
    print(state.kind, text, state.path, flush=True)
"""
"""Reads, changes and saves, as often as asked: a person at a file that somebody else is at too."""


@CHANGES
@pytest.mark.promise(11)
def test_two_at_one_file_never_silently_overwrite_each_other(
    opened: Opened, sets: ContentSets, changes: int, measured: Callable[[str], None]
) -> None:
    both = [python(CHANGING, opened.path, name, changes) for name in ("a", "b")]
    try:
        assert [line_of(each) for each in both] == ["ready"] * 2
        for each in both:
            tell(each)
        said = [line for each in both for line in each.communicate(timeout=LONG)[0].splitlines()]
    finally:
        for each in both:
            end(each)
    assert len(said) == 2 * changes
    in_file = set(read_session(opened.path, sets).session.perspective("ambitie").notes)
    told = [line.split(" ", 2) for line in said]
    assert {text for kind, text, _ in told if kind == "saved"} == in_file
    for kind, text, path in told:
        assert kind in ("saved", "conflict")
        assert text in read_session(Path(path), sets).session.perspective("ambitie").notes
    assert {kind for kind, *_ in told} == {"saved", "conflict"}, "both had read it before the first saved"
    copies = sum(kind == "conflict" for kind, *_ in told)
    measured(f"2 programs × {changes} changes: 0 lost, {copies} in a copy")


HOLDING = """
import sys
from pathlib import Path
from reflectie_tui.storage.lock import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.promise(12)
def test_a_dead_programs_lock_is_no_obstacle(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reflectie_tui.storage.lock.PATIENCE", 0.0)
    holder = python(HOLDING, opened.path)
    try:
        assert line_of(holder) == "held"
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait(LONG)
        with locked(opened.path):
            pass
    finally:
        end(holder)


SHARING = """
import os, sys, tempfile
from pathlib import Path
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.storage.sitting import Sitting

sets = ContentSets()
sets.get("samenwerken", "nl")
with tempfile.TemporaryDirectory() as place:
    os.chmod(place, 0o777)
    path = Path(place) / "sessie.toml"
    path.write_bytes(Path(sys.argv[1]).read_bytes())
    path.chmod(0o666)
    for user in (65534, 65533, 65534):
        child = os.fork()
        if child == 0:
            os.setgid(user)
            os.setuid(user)
            for number in range(2):
                opened = read_session(path, sets)
                text = f"{user}-{number}"
                print(Sitting(opened).save(opened.session.with_note("ambitie", text)).kind, flush=True)
            os._exit(0)
        os.waitpid(child, 0)
    print(oct(path.stat().st_mode & 0o777), flush=True)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can be two users")
@pytest.mark.promise(11)
def test_two_users_share_a_folder_without_being_in_each_others_way(opened: Opened) -> None:
    users = python(SHARING, opened.path)
    try:
        said = users.communicate(timeout=LONG)[0].splitlines()
    finally:
        end(users)
    assert said == ["saved"] * 6 + ["0o666"]


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def end(process: subprocess.Popen[str]) -> None:
    """End a process that may have ended already."""
    if process.poll() is None:
        process.kill()
    process.wait(LONG)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None and not pipe.closed:
            pipe.close()
