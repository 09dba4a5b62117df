"""The way back: the newest backup of a file that can no longer be read, put beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reflectie_tui.storage.backups import backup_of_broken, make_backup, moment_of, put_back
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import read_session
from tests.storage.helpers import BY_HAND

NAME = "2026-11-23-proef.toml"
MOMENT = datetime(2026, 11, 23, 15, 12, 44)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of a session with two backups, among those of another session."""
    path = tmp_path / NAME
    path.write_text(BY_HAND)
    for minutes in (0, 9):
        make_backup(path, "s1", BY_HAND.encode(), 0o640, MOMENT + timedelta(minutes=minutes))
        other = BY_HAND.replace('"s1"', '"s2"').replace('"Proef"', '"Iets anders"')
        make_backup(path, "s2", other.encode(), 0o600, MOMENT + timedelta(days=1, minutes=minutes))
    return path


@pytest.mark.promise(10)
@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(BY_HAND[: len(BY_HAND) // 2].encode(), id="cut off"),
        pytest.param(BY_HAND.replace("[session]", "[session").encode(), id="a bracket gone"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe" + BY_HAND.encode("utf-16-le"), id="another encoding"),
        pytest.param(b"\x00" * 4096, id="nothing but zeros, as after a power cut"),
        pytest.param(b"x" * 2_000_000, id="much too large"),
    ],
)
def test_the_newest_backup_of_a_broken_file_is_found(file: Path, broken: bytes) -> None:
    file.write_bytes(broken)
    backup = backup_of_broken(file)
    assert backup is not None and backup.name == "s1-2026-11-23T152144.toml"
    assert moment_of(backup) == MOMENT + timedelta(minutes=9)


@pytest.mark.parametrize("name", ["2026-11-23-proef-2.toml", "2026-11-23-iets-anders.toml"])
def test_without_an_id_the_name_of_the_file_tells(file: Path, name: str) -> None:
    path = file.with_name(name)
    path.write_bytes(b"")
    backup = backup_of_broken(path)
    assert backup is not None and backup.name.startswith("s1" if "proef" in name else "s2")


@pytest.mark.parametrize("name", ["notities.toml", "2026-11-23-proefje.toml", "-2.toml", ".toml"])
def test_what_belongs_to_no_session_has_no_backup(file: Path, name: str) -> None:
    path = file.with_name(name)
    path.write_text("[session\n")
    assert backup_of_broken(path) is None


def test_a_name_that_fits_whole_goes_before_one_with_a_number(file: Path) -> None:
    """`Proef 2` is another session than the second file of `Proef`."""
    make_backup(file, "s3", BY_HAND.replace('"Proef"', '"Proef 2"').encode(), 0o600, MOMENT - timedelta(days=9))
    path = file.with_name("2026-11-23-proef-2.toml")
    path.write_bytes(b"")
    backup = backup_of_broken(path)
    assert backup is not None and backup.name.startswith("s3-")


TELL_NOTHING = ["[", "[session]\ntitle = 3\ndate = 4\n", '[session]\ntitle = "Proef"\n', "a = " + "[" * 9999, "\0"]


def test_a_backup_that_tells_nothing_is_no_obstacle(file: Path) -> None:
    for number, text in enumerate(TELL_NOTHING):
        make_backup(file, f"n{number}", text.encode(), 0o600, MOMENT + timedelta(days=9))
    file.write_bytes(b"")
    backup = backup_of_broken(file)
    assert backup is not None and backup.name.startswith("s1-")
    for name in ("-2.toml", "None.toml"):
        file.with_name(name).write_bytes(b"")
        assert backup_of_broken(file.with_name(name)) is None


def test_put_back_it_stands_beside_the_file_and_both_others_stay(file: Path, sets: ContentSets) -> None:
    file.write_text("[session\n")
    backup = backup_of_broken(file)
    assert backup is not None
    copies = [put_back(backup, file) for _ in range(2)]
    assert [copy.name for copy in copies] == [
        "2026-11-23-proef (backup 2026-11-23 15.21.44).toml",
        "2026-11-23-proef (backup 2026-11-23 15.21.44)-2.toml",
    ]
    assert copies[0].read_bytes() == backup.read_bytes() and copies[0].stat().st_mode & 0o777 == 0o640
    assert file.read_text() == "[session\n"
    assert read_session(copies[0], sets).session.about.id == "s1"
    copies[0].write_text("[")
    again = backup_of_broken(copies[0])
    assert again is None, "of a copy that is broken too nothing tells whose it is"


def test_a_link_is_followed(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    link = tmp_path / "elders" / "link.toml"
    link.symlink_to(file)
    file.write_text(BY_HAND.replace("[session]", "[session"))
    backup = backup_of_broken(link)
    assert backup is not None and put_back(backup, link).parent == file.parent
