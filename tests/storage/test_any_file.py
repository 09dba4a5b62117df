"""Files of which nobody knows what is in them: read, or refused in plain words, at once and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from reflectie_tui.storage.backups import backup_of_broken
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.folders import shipped_examples
from reflectie_tui.storage.session_files import dumps, read_session
from tests.storage.helpers import BY_HAND, by_hand, said
from tests.storage.test_other_files import ELSE
from tests.storage.test_reading import WRONG

Measured = Callable[[str], None]
SOURCES = [BY_HAND.encode()] * 3 + [*(path.read_bytes() for path in sorted(shipped_examples().glob("*.toml")))]
WORDS = """
= . , [ ] [[ ]] { } "" ''' # - + _ \\ \\u0000 \\U0010ffff \\ud800 true false inf nan 0x10 1e400 -0 1_0 0b1 00
99999999999999999999 2026-11-23 2026-02-30 07:32:00 2026-11-23T14:00:00Z 0001-01-01T00:00:00+23:59 9999-12-31
[session] [participants.p1] [perspectives.ambitie] [actions.a1] format version id title date content length way
visibility participants perspectives answers notes sentences exchange actions joint attention hidden statements step
closed changed created group nvt "nvt" balans fase previous retired language carried_from
"""
SECONDS = pytest.mark.parametrize("seconds", [1, pytest.param(60, marks=pytest.mark.long)])


def spoilt(content: bytes, dice: Random) -> bytes:
    """Return a file with something changed in it: bytes, lines or words."""
    for _ in range(dice.choice([1, 1, 2, 5, 20])):
        content = dice.choice([_bytes, _lines, _words, _words, _cut])(content, dice)
    return content


def _bytes(content: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + dice.randbytes(dice.randint(0, 4)) + content[at + dice.randint(0, 4) :]


def _lines(content: bytes, dice: Random) -> bytes:
    lines = content.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one : one + 1] = lines[one : one + 3] * dice.randint(2, 40)
    return b"\n".join(lines)


def _words(content: bytes, dice: Random) -> bytes:
    words = content.split(b" ")
    words[dice.randrange(len(words))] = dice.choice([dice.choice(WORDS.split()).encode(), dice.choice(words)])
    return b" ".join(words)


def _cut(content: bytes, dice: Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)] if dice.random() < 0.2 else content


@SECONDS
@pytest.mark.promise(9, 10, 13)
def test_a_spoilt_file_is_read_or_refused_and_nothing_else(
    path: Path, sets: ContentSets, seconds: int, measured: Measured
) -> None:
    dice, tried, refused, slowest = Random(seconds), 0, 0, 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        content = spoilt(dice.choice(SOURCES), dice)
        path.write_bytes(content)
        begun = time.process_time()
        try:
            session = read_session(path, sets).session
        except SessionFileError as error:
            refused += 1
            said(error)
            backup_of_broken(path)
        else:
            once = dumps(session)
            path.write_text(once, "utf-8")
            assert dumps(read_session(path, sets).session) == once, content
            path.write_bytes(content)
        slowest = max(slowest, time.process_time() - begun)
        assert path.read_bytes() == content
        tried += 1
    assert 0 < refused < tried
    assert slowest < 2
    measured(f"{tried} spoilt files in {seconds} s: {refused} refused, {tried - refused} read, slowest {slowest:.2f} s")


READING = """
import json, re, resource, sys, time
from pathlib import Path
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.session_files import read_session

def memory():
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    # there what getrusage tells begins with what the tests themselves take: it is handed on to a program they start
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

sets = ContentSets()
for name in sys.argv[1:]:
    begun = time.process_time()
    try:
        read_session(Path(name), sets)
        refused = False
    except SessionFileError:
        refused = True
    print(json.dumps([refused, time.process_time() - begun, memory()]))
"""
"""Reads files in a process of its own, and tells of each: refused, seconds of work, and the most MiB until then."""


@pytest.mark.promise(9)
@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is told by Unix")
@pytest.mark.parametrize("apart", [False, pytest.param(True, marks=pytest.mark.long)])
def test_no_bad_file_takes_long_or_much_memory(tmp_path: Path, apart: bool, measured: Measured) -> None:
    bad = [text if isinstance(text, bytes) else text.encode() for text, _ in ELSE.values()]
    bad += [by_hand(old, new).encode() for old, new, *_ in WRONG]
    files = [tmp_path / f"{number}.toml" for number in range(len(bad))]
    for file, content in zip(files, bad, strict=True):
        file.write_bytes(content)
    found = []
    for some in [[file] for file in files] if apart else [files]:
        done = subprocess.run([sys.executable, "-c", READING, *some], capture_output=True, text=True, check=True)
        found += [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(files) >= 90
    assert all(refused for refused, *_ in found)
    slowest, most = max(seconds for _, seconds, _ in found), max(memory for *_, memory in found)
    assert slowest < 2 and most < 200
    how = "each in a process of its own" if apart else "one after the other"
    measured(f"{len(files)} bad files, {how}: slowest {slowest:.2f} s, most memory {most:.0f} MiB")
