"""What is remembered of a folder: the same list, without reading the same files again; and it may go at any moment."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.storage import entry_reading
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.entry import Entry
from reflectie_tui.storage.entry_reading import read_entry
from reflectie_tui.storage.folders import as_read, entries, index_file
from reflectie_tui.storage.session_files import create, dumps
from tests.storage.helpers import by_hand, made, said


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "reflectie" / "sessions.json"


@pytest.fixture
def full(folder: Path, content: ContentSet) -> Path:
    """A folder with some sessions, and a file that is none."""
    for title in ("Een", "Twee", "Drie"):
        create(made(content, title=title), folder)
    (folder / "onder").mkdir()
    (folder / "onder" / "fout.toml").write_text(by_hand("due = 2027-01-15", "due = 1\nsoms = 2") + "\n[actions.b]\n")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from here on."""
    names: list[str] = []

    def reading(path: Path, file: str, group: str, sets: ContentSets) -> Entry:
        names.append(path.name)
        return read_entry(path, file, group, sets)

    monkeypatch.setattr(entry_reading, "read_entry", reading)
    return names


def told(found: list[Entry]) -> list[object]:
    """Return all that entries say, errors by their text."""
    return [{**vars(entry), "error": said(entry.error) if entry.error else None} for entry in found]


def test_the_second_time_nothing_is_read_and_the_list_is_the_same(
    full: Path, sets: ContentSets, index: Path, read: list[str]
) -> None:
    first = list(entries(full, sets, index))
    assert len(read) == 4
    read.clear()
    again = list(entries(full, sets, index))
    assert read == []
    assert told(again) == told(first) == told(list(entries(full, sets)))


def test_a_file_that_changed_is_read_again_and_only_that_one(
    full: Path, sets: ContentSets, content: ContentSet, index: Path, read: list[str]
) -> None:
    list(entries(full, sets, index))
    path = full / "2026-11-23-twee.toml"
    path.write_text(dumps(made(content, title="Tien")), "utf-8")
    read.clear()
    assert "Tien" in [entry.title for entry in entries(full, sets, index)]
    assert read == [path.name]


def test_a_file_with_the_same_size_and_day_in_its_place_is_read_again(
    full: Path, sets: ContentSets, index: Path, read: list[str]
) -> None:
    list(entries(full, sets, index))
    path = full / "2026-11-23-een.toml"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace('"Een"', '"Elf"'), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert "Elf" in [entry.title for entry in entries(full, sets, index)]


def test_with_other_sets_nothing_is_taken_for_true(full: Path, sets: ContentSets, index: Path, read: list[str]) -> None:
    list(entries(full, sets, index))
    read.clear()
    list(entries(full, ContentSets(shipped_content()), index))
    assert len(read) == 4


@pytest.mark.parametrize(
    "rubbish", [b"", b"{", b"\xff\xfe\0", b"[]", b'{"for": 1}', b"[" * 100_000, b'{"files": {"x": 3}}']
)
def test_an_index_that_is_damaged_is_made_anew(
    full: Path, sets: ContentSets, index: Path, read: list[str], rubbish: bytes
) -> None:
    index.parent.mkdir(parents=True)
    index.write_bytes(rubbish)
    assert len(list(entries(full, sets, index))) == len(read) == 4
    read.clear()
    assert len(list(entries(full, sets, index))) == 4 and read == []


def test_an_index_that_somebody_wrote_in_is_not_believed(
    full: Path, sets: ContentSets, index: Path, read: list[str]
) -> None:
    list(entries(full, sets, index))
    found = json.loads(index.read_bytes())
    for (_, known), wrong in zip(
        found["files"].items(),
        [{"date": "morgen"}, {"states": None}, {"faults": 3}, {"changed": 4}],
        strict=True,
    ):
        known[1] |= wrong
    index.write_text(json.dumps(found))
    read.clear()
    assert len(list(entries(full, sets, index))) == len(read) == 4


def test_where_it_cannot_be_written_the_list_comes_all_the_same(full: Path, sets: ContentSets, index: Path) -> None:
    index.parent.parent.mkdir()
    index.parent.touch()
    assert len(list(entries(full, sets, index))) == 4


def test_a_list_that_is_left_half_way_keeps_what_it_read(
    full: Path, sets: ContentSets, index: Path, read: list[str]
) -> None:
    reading = as_read(full, sets, index)
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    read.clear()
    assert len(list(entries(full, sets, index))) == 4
    assert len(read) == 3


def test_a_file_that_is_gone_is_forgotten_and_another_folder_is_not(
    full: Path, sets: ContentSets, content: ContentSet, index: Path, tmp_path: Path, read: list[str]
) -> None:
    create(made(content, title="Elders"), tmp_path / "elders")
    for each in (full, tmp_path / "elders"):
        list(entries(each, sets, index))
    (full / "2026-11-23-een.toml").unlink()
    read.clear()
    for each in (full, tmp_path / "elders"):
        list(entries(each, sets, index))
    assert read == []
    assert '"Een"' not in index.read_text("utf-8") and '"Elders"' in index.read_text("utf-8")


def test_what_may_change_by_itself_is_not_remembered(
    full: Path, sets: ContentSets, index: Path, read: list[str]
) -> None:
    (full / "map.toml").mkdir()
    list(entries(full, sets, index))
    read.clear()
    list(entries(full, sets, index))
    assert read == ["map.toml"]


def test_it_is_for_this_user_only(full: Path, sets: ContentSets, index: Path) -> None:
    list(entries(full, sets, index))
    assert [stat.S_IMODE(path.stat().st_mode) for path in (index, index.parent)] == [0o600, 0o700]


def test_its_place_is_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert index_file() == tmp_path / "cache" / "reflectie" / "sessions.json"
