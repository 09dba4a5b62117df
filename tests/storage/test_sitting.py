"""One sitting at a file: backups, the file of somebody else, a lock that is held, and a voice that goes."""

from __future__ import annotations

import os
import re
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.storage import lock
from reflectie_tui.storage.backups import KEPT, backups, newest_backup
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.session_files import Opened, create, dumps, read_session
from reflectie_tui.storage.sitting import Sitting
from reflectie_tui.storage.writing import write_file
from tests.storage.helpers import NOW, codes, files_in, made, said, started


@pytest.fixture
def sitting(opened: Opened) -> Sitting:
    return Sitting(opened, lambda: NOW.replace(hour=15, minute=12, second=44))


def noted(opened: Opened, text: str) -> Session:
    return opened.session.with_note("ambitie", text)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# -- saving


def test_what_is_saved_is_in_the_file(opened: Opened, sitting: Sitting, sets: ContentSets) -> None:
    session = noted(opened, "Bewaard")
    state = sitting.save(session)
    assert (state.kind, state.path, sitting.path) == ("saved", opened.path, opened.path)
    assert read_session(opened.path, sets).session == session
    assert opened.path.read_text("utf-8") == dumps(session)


def test_saving_goes_on_in_the_same_file(opened: Opened, sitting: Sitting) -> None:
    kinds = [sitting.save(noted(opened, str(number))).kind for number in range(5)]
    assert kinds == ["saved"] * 5
    assert files_in(opened.path.parent) == [opened.path.name]


@pytest.mark.promise(14)
def test_a_file_that_may_not_be_written_is_refused(opened: Opened, sitting: Sitting) -> None:
    before = opened.path.read_bytes()
    opened.path.chmod(0o444)
    with pytest.raises(WriteError) as caught:
        sitting.save(noted(opened, "x"))
    assert codes(caught.value) == ["file_read_only"] and said(caught.value)
    assert opened.path.read_bytes() == before


def test_a_file_that_was_deleted_is_written_anew(opened: Opened, sitting: Sitting) -> None:
    sitting.save(noted(opened, "een"))
    opened.path.unlink()
    assert sitting.save(noted(opened, "twee")).kind == "saved"
    assert "twee" in opened.path.read_text("utf-8")
    assert mode_of(opened.path) == 0o600


def test_a_folder_that_was_deleted_is_made_anew(content: ContentSet, sets: ContentSets, tmp_path: Path) -> None:
    opened = started(content, sets, tmp_path / "a" / "b")
    sitting = Sitting(opened)
    opened.path.unlink()
    opened.path.parent.rmdir()
    assert sitting.save(noted(opened, "x")).kind == "saved"
    assert opened.path.is_file() and mode_of(opened.path.parent) == 0o700


@pytest.mark.promise(14)
def test_a_link_stays_and_backups_stand_by_the_file_itself(opened: Opened, sets: ContentSets, tmp_path: Path) -> None:
    link = tmp_path / "snel.toml"
    link.symlink_to(opened.path)
    sitting = Sitting(read_session(link, sets))
    assert sitting.save(noted(opened, "x")).kind == "saved"
    assert link.is_symlink() and dumps(noted(opened, "x")) == opened.path.read_text("utf-8")
    assert newest_backup(link, opened.session.about.id) in (opened.path.parent / ".reflectie" / "backup").iterdir()
    assert not (tmp_path / ".reflectie").exists()


def test_a_session_that_we_could_not_open_again_is_not_written(opened: Opened, sitting: Sitting) -> None:
    session = opened.session
    for number in range(120):
        session = session.with_note("ambitie", "x" * 10_000, note_id=f"n{number}")
    before = opened.path.read_bytes()
    with pytest.raises(WriteError) as caught:
        sitting.save(session)
    assert codes(caught.value) == ["session_too_big"] and said(caught.value)
    assert opened.path.read_bytes() == before


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a few bytes meanwhile."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.promise(4)
def test_a_full_disk_harms_nothing_and_saving_goes_on_when_there_is_room(opened: Opened, sitting: Sitting) -> None:
    before = opened.path.read_bytes()
    with full_disk(), pytest.raises(WriteError) as caught:
        sitting.save(noted(opened, "x"))
    assert codes(caught.value) == ["disk_full"] and said(caught.value)
    assert opened.path.read_bytes() == before
    assert files_in(opened.path.parent) == [opened.path.name]
    assert sitting.save(noted(opened, "x")).kind == "saved"


@pytest.mark.promise(4)
def test_a_session_can_be_saved_elsewhere(opened: Opened, sitting: Sitting, sets: ContentSets, tmp_path: Path) -> None:
    session = noted(opened, "Gered")
    paths = [sitting.save_elsewhere(session, tmp_path / "stick") for _ in range(2)]
    assert [path.name for path in paths] == [opened.path.name, f"{opened.path.stem}-2.toml"]
    assert [read_session(path, sets).session for path in paths] == [session, session]
    assert sitting.path == opened.path


# -- the file of somebody else


@pytest.mark.promise(11)
def test_a_file_that_somebody_changed_is_not_overwritten(opened: Opened, sitting: Sitting, sets: ContentSets) -> None:
    theirs = opened.path.read_text("utf-8").replace("Rijnstreek", "Rijnstreek (van Joris)")
    opened.path.write_text(theirs, "utf-8")
    ours = noted(opened, "Van ons")
    state = sitting.save(ours)
    copy = opened.path.with_name(f"{opened.path.stem} (conflict 2026-11-23 15.12.44).toml")
    assert (state.kind, state.path, sitting.path) == ("conflict", copy, copy)
    assert opened.path.read_text("utf-8") == theirs
    assert read_session(copy, sets).session == ours


@pytest.mark.promise(11)
def test_this_sitting_goes_on_in_its_copy(opened: Opened, sitting: Sitting, sets: ContentSets) -> None:
    opened.path.write_text("van iemand anders", "utf-8")
    sitting.save(noted(opened, "een"))
    state = sitting.save(noted(opened, "twee"))
    assert (state.kind, state.path) == ("saved", sitting.path)
    assert read_session(sitting.path, sets).session == noted(opened, "twee")
    assert len(files_in(opened.path.parent)) == 2


@pytest.mark.promise(11)
def test_a_copy_that_is_there_already_stays_too(opened: Opened, sitting: Sitting, sets: ContentSets) -> None:
    other = Sitting(opened, lambda: NOW.replace(hour=15, minute=12, second=44))
    opened.path.write_text("van iemand anders", "utf-8")
    assert [each.save(noted(opened, "x")).kind for each in (sitting, other)] == ["conflict"] * 2
    assert other.path.name == f"{sitting.path.stem}-2.toml"


def test_a_conflict_in_a_copy_does_not_pile_up_its_name(opened: Opened, sitting: Sitting) -> None:
    opened.path.write_text("van iemand anders", "utf-8")
    sitting.save(noted(opened, "een"))
    sitting.path.write_text("ook van iemand anders", "utf-8")
    sitting._clock = lambda: NOW
    sitting.save(noted(opened, "twee"))
    assert sitting.path.name == f"{opened.path.stem} (conflict 2026-11-23 14.00.00).toml"


@pytest.mark.parametrize("size", [0, 3 * 1024**2])
@pytest.mark.promise(11)
def test_a_file_that_somebody_emptied_or_swelled_is_theirs(opened: Opened, sitting: Sitting, size: int) -> None:
    os.truncate(opened.path, size)
    assert sitting.save(noted(opened, "x")).kind == "conflict"
    assert opened.path.stat().st_size == size


def test_what_has_the_name_of_the_file_and_is_none_stops_the_saving(opened: Opened, sitting: Sitting) -> None:
    opened.path.unlink()
    opened.path.mkdir()
    with pytest.raises(WriteError) as caught:
        sitting.save(noted(opened, "x"))
    assert codes(caught.value) == ["directory"]


def test_a_save_that_failed_after_its_last_step_is_no_conflict(
    opened: Opened, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_fails(path: Path, content: bytes) -> None:
        write_file(path, content)
        raise WriteError(path, [])

    monkeypatch.setattr("reflectie_tui.storage.sitting.write_file", then_fails)
    with pytest.raises(WriteError):
        sitting.save(noted(opened, "een"))
    monkeypatch.undo()
    assert sitting.save(noted(opened, "twee")).kind == "saved"


# -- backups


def test_the_file_as_it_was_is_kept_once_a_sitting(opened: Opened, sitting: Sitting) -> None:
    before = opened.path.read_bytes()
    for number in range(3):
        sitting.save(noted(opened, str(number)))
    [backup] = backups(opened.path, opened.session.about.id)
    assert backup.read_bytes() == before
    assert backup.name == f"{opened.session.about.id}-2026-11-23T151244.toml"
    assert backup.parent == opened.path.parent / ".reflectie" / "backup"
    assert [mode_of(path) for path in (backup, backup.parent, backup.parent.parent)] == [0o600, 0o700, 0o700]


def test_the_newest_20_of_each_session_are_kept(opened: Opened, sets: ContentSets, content: ContentSet) -> None:
    other = Sitting(started(content, sets, opened.path.parent, title="Een andere"), lambda: NOW)
    other.save(made(content, title="Een andere").with_about(id="een-ander"))
    texts = []
    for number in range(KEPT + 4):
        now = read_session(opened.path, sets)
        texts.append(opened.path.read_bytes())
        Sitting(now, lambda: NOW + timedelta(days=number)).save(noted(now, str(number)))  # noqa: B023
    found = backups(opened.path, opened.session.about.id)
    assert [path.read_bytes() for path in found] == texts[: -KEPT - 1 : -1]
    assert len(backups(opened.path, "een-ander")) == 1


def test_backups_of_one_second_are_told_apart_and_in_order(opened: Opened, sets: ContentSets) -> None:
    for number in range(12):
        now = read_session(opened.path, sets)
        Sitting(now, lambda: NOW).save(noted(now, str(number)))
    newest = newest_backup(opened.path, opened.session.about.id)
    assert newest is not None and newest.name.endswith("T140000-12.toml")
    assert '"10"' in newest.read_text("utf-8")


def test_an_id_that_is_a_path_stays_in_the_folder(content: ContentSet, sets: ContentSets, folder: Path) -> None:
    path = create(made(content).with_about(id="../../weg/van\\hier"), folder)
    opened = read_session(path, sets)
    Sitting(opened).save(noted(opened, "x"))
    assert len(backups(path, opened.session.about.id)) == 1
    assert files_in(folder) == [path.name] and files_in(folder.parent) == [folder.name]


def test_comments_of_somebodys_own_hand_are_in_the_backup(opened: Opened, sets: ContentSets) -> None:
    opened.path.write_text("# onze map\n" + opened.path.read_text("utf-8"), "utf-8")
    now = read_session(opened.path, sets)
    Sitting(now).save(noted(now, "x"))
    assert "# onze map" not in opened.path.read_text("utf-8")
    newest = newest_backup(opened.path, opened.session.about.id)
    assert newest is not None and newest.read_text("utf-8").startswith("# onze map")


def test_where_no_backup_can_be_made_nothing_is_overwritten(opened: Opened, sitting: Sitting) -> None:
    before = opened.path.read_bytes()
    (opened.path.parent / ".reflectie").mkdir()
    (opened.path.parent / ".reflectie" / "backup").touch()
    with pytest.raises(WriteError):
        sitting.save(noted(opened, "x"))
    assert opened.path.read_bytes() == before


def test_those_who_share_a_folder_share_what_is_hidden_in_it(opened: Opened, sitting: Sitting) -> None:
    folder = opened.path.parent
    folder.chmod(0o2770)
    opened.path.chmod(0o660)
    sitting.save(noted(opened, "x"))
    hidden = folder / ".reflectie"
    assert [mode_of(path) & 0o770 for path in (hidden, hidden / "lock", hidden / "backup")] == [0o770] * 3
    assert [mode_of(path) for path in (hidden / "lock").iterdir()] == [0o660]
    assert [mode_of(path) for path in (hidden / "backup").iterdir()] == [0o660]


# -- a voice that goes


def with_voice(opened: Opened, content: ContentSet) -> Session:
    session = opened.session.with_score("ambitie", "p1", content.perspective("ambitie").by_id["doen"], 2)
    session = session.with_note("ambitie", "Geheim van Fatima", statement="doen", by="p1")
    return session.with_sentence("ambitie", "p1", "Zin van Fatima").with_note("ambitie", "Van ons samen")


def test_a_voice_is_cleared_from_the_backups(opened: Opened, content: ContentSet, sets: ContentSets) -> None:
    Sitting(opened).save(with_voice(opened, content))
    for _ in range(2):
        sitting = Sitting(now := read_session(opened.path, sets))
        sitting.save(now.session.with_about(title="Verder"))
    texts = [path.read_text("utf-8") for path in backups(opened.path, opened.session.about.id)]
    assert sum("Fatima." in text or "van Fatima" in text for text in texts) == 2
    sitting.clear_voice_from_backups(opened.session.about.id, "p1")
    texts = [path.read_text("utf-8") for path in backups(opened.path, opened.session.about.id)]
    assert len(texts) == 3 and not any("van Fatima" in text or "answers" in text for text in texts)
    assert sum("Van ons samen" in text for text in texts) == 2


def test_and_from_the_backup_that_is_still_to_be_made(opened: Opened, content: ContentSet, sets: ContentSets) -> None:
    Sitting(opened, lambda: NOW).save(with_voice(opened, content))
    sitting = Sitting(now := read_session(opened.path, sets))
    sitting.clear_voice_from_backups(now.session.about.id, "p1")
    sitting.save(now.session.without_voice("p1"))
    for path in opened.path.parent.rglob("*"):
        assert path.is_dir() or "van Fatima" not in path.read_text("utf-8")


def test_a_backup_that_cannot_be_read_goes_with_the_voice(opened: Opened, sitting: Sitting) -> None:
    sitting.save(noted(opened, "x"))
    [backup] = backups(opened.path, opened.session.about.id)
    backup.write_text("Geheim van Fatima")
    sitting.clear_voice_from_backups(opened.session.about.id, "p1")
    assert not backup.exists()


# -- the lock


@pytest.mark.promise(12)
def test_a_lock_that_is_held_is_waited_for_and_then_told(
    opened: Opened, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    before = opened.path.read_bytes()
    with lock.locked(opened.path):
        with pytest.raises(WriteError) as caught:
            sitting.save(noted(opened, "x"))
        assert codes(caught.value) == ["locked"] and said(caught.value)
        assert opened.path.read_bytes() == before
    assert sitting.save(noted(opened, "x")).kind == "saved"


def test_the_wait_is_about_a_second(opened: Opened) -> None:
    assert 0.5 <= lock.PATIENCE <= 1.5


def test_two_ways_to_a_file_have_one_lock(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    link = tmp_path / "snel.toml"
    link.symlink_to(opened.path)
    with lock.locked(opened.path), pytest.raises(WriteError), lock.locked(link):
        pytest.fail("two held it")


def test_the_lock_of_another_file_is_no_obstacle(opened: Opened, sitting: Sitting) -> None:
    with lock.locked(opened.path.with_name("andere.toml")):
        assert sitting.save(noted(opened, "x")).kind == "saved"


def test_a_disk_without_locks_is_written_all_the_same(
    opened: Opened, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(38, "not here")

    monkeypatch.setattr(lock, "_take", no_locks)
    assert sitting.save(noted(opened, "x")).kind == "saved"


def test_only_what_belongs_there_stands_in_the_folder(opened: Opened, sitting: Sitting) -> None:
    sitting.save(noted(opened, "x"))
    inside = [path.relative_to(opened.path.parent).as_posix() for path in opened.path.parent.rglob("*")]
    names = r"\.reflectie(/backup(/.+\.toml)?|/lock(/[0-9a-f]+\.lock)?)?"
    assert all(re.fullmatch(names, name) or name == opened.path.name for name in inside)
