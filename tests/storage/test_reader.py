"""Many files are read in processes of their own; what these do not tell is read all the same, and none stays behind."""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reflectie_tui.storage import reader
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.entry import Entry
from reflectie_tui.storage.folders import entries
from reflectie_tui.storage.reader import answer, read_apart
from reflectie_tui.storage.session_files import create
from tests.storage.helpers import by_hand, made


@pytest.fixture
def full(tmp_path: Path, content: Any) -> Path:
    """A folder with seven sessions, in two groups, and one that cannot be read."""
    folder = tmp_path / "sessies 'é'"
    for number in range(7):
        create(made(content, title=f"Sessie {number}"), folder / ("groep" if number % 2 else ""))
    (folder / "fout.toml").write_text(by_hand("due = 2027-01-15", "due = 1"))
    return folder


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that begin, from the first file on."""
    found: list[subprocess.Popen[bytes]] = []
    real = reader._begun

    def begin(own: Path | None) -> subprocess.Popen[bytes] | None:
        process = real(own)
        assert process is not None
        found.append(process)
        return process

    monkeypatch.setattr(reader, "_begun", begin)
    monkeypatch.setattr(reader, "WORTH_IT", 1)
    return found


def told(found: list[Entry]) -> list[object]:
    return [{**vars(entry), "error": entry.error and entry.error.faults} for entry in found]


def test_the_list_is_the_same_as_when_it_is_read_here(
    full: Path, sets: ContentSets, begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = list(entries(full, sets))
    assert begun and all(process.poll() is not None for process in begun)
    monkeypatch.setattr(reader, "WORTH_IT", 1000)
    assert told(apart) == told(list(entries(full, sets))) and len(apart) == 8


def test_a_set_of_ones_own_is_read_there_too(full: Path, begun: list[subprocess.Popen[bytes]]) -> None:
    own = shipped_content()
    asked = [(path, path.name, "") for path in sorted(full.rglob("*.toml"))]
    found = [entry for _, entry in read_apart(asked, ContentSets(own))]
    assert all(found) and str(own) in begun[0].args  # type: ignore[operator]


@pytest.mark.parametrize("what", ["ended", "not begun", "nonsense"])
def test_what_a_process_does_not_tell_is_read_here(
    full: Path, sets: ContentSets, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reader._begun

    def begin(own: Path | None) -> subprocess.Popen[bytes] | None:
        if what == "not begun":
            return None
        if what == "nonsense":
            monkeypatch.setattr(reader, "MODULE", "this")
        process = real(own)
        if what == "ended" and process is not None:
            process.kill()
        return process

    monkeypatch.setattr(reader, "WORTH_IT", 1)
    monkeypatch.setattr(reader, "_begun", begin)
    assert len([entry for entry in entries(full, sets) if entry.error is None]) == 7


def test_who_stops_looking_leaves_no_process_behind(
    full: Path, sets: ContentSets, begun: list[subprocess.Popen[bytes]]
) -> None:
    asked = [(path, path.name, "") for path in sorted(full.rglob("*.toml"))]
    going = read_apart(asked, sets)
    next(going)
    going.close()
    assert begun and all(process.poll() is not None for process in begun)


def test_one_answer_a_line(full: Path, sets: ContentSets) -> None:
    path = full / "fout.toml"
    out = io.StringIO()
    answer(io.StringIO(json.dumps([os.fspath(path), "fout.toml", ""]) + "\n"), out, sets)
    (line,) = out.getvalue().splitlines()
    assert json.loads(line)["faults"]
