"""Opening a file that is broken or cut off: what is said, and the one key to its newest backup."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from reflectie_tui.storage.backups import make_backup
from reflectie_tui.ui.dialogs.choose import Choose
from reflectie_tui.ui.dialogs.notice import Notice
from reflectie_tui.ui.screens.front_page import FrontPageScreen
from reflectie_tui.ui.screens.start import StartScreen
from tests.ui.conftest import SIZES, Room
from tests.ui.hands import said
from tests.ui.stage import settled, until

MOMENT = datetime(2026, 11, 20, 15, 12, 44)


@pytest.fixture
def backed_up(room: Room) -> tuple[Room, Path, bytes]:
    """A session of which there is a backup; the app is to open it."""
    room.app(room.session().with_about(step="front"))
    assert room.path is not None
    whole = room.path.read_bytes()
    make_backup(room.path, room.session().about.id, whole, 0o600, MOMENT)
    return room, room.path, whole


@pytest.mark.promise(10)
@pytest.mark.parametrize("size", SIZES)
async def test_a_file_that_was_cut_in_two_opens_from_its_backup_on_one_key(
    backed_up: tuple[Room, Path, bytes], size: tuple[int, int]
) -> None:
    room, path, whole = backed_up
    path.write_bytes(whole[: len(whole) // 2])
    app = room.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Choose), "the backup is offered")
        assert "Dit bestand kan niet worden gelezen" in said(app)
        assert "De reservekopie openen van 20 november 2026 om 15:12 uur" in said(app)
        assert "Toen de reservekopie werd gemaakt, was 0% ingevuld." in said(app)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, FrontPageScreen))
        assert "Dit is de reservekopie van 20 november 2026" in said(app)
        assert app.session is not None and app.session.about.id == room.session().about.id
        assert app.session_path is not None and app.session_path.parent == path.parent
        assert "(backup 2026-11-20 15.12.44)" in app.session_path.name and app.session_path.read_bytes() == whole
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await until(pilot, lambda: "(kopie)" in said(app), "it is told from the file itself")
    assert path.read_bytes() == whole[: len(whole) // 2], "for who can still mend it"


async def test_a_file_without_its_last_line_is_opened_as_it_is_or_from_its_backup(
    backed_up: tuple[Room, Path, bytes],
) -> None:
    room, path, whole = backed_up
    path.write_bytes(whole.replace(b"# einde", b""))
    for key, name in (("enter", path.name), ("2", f"{path.stem} (backup 2026-11-20 15.12.44).toml")):
        app = room.app()
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda app=app: isinstance(app.screen, Choose))
            assert "Is dit bestand nog heel? De laatste regel (# einde) ontbreekt." in said(app)
            await pilot.press(key)
            await until(pilot, lambda app=app: isinstance(app.screen, FrontPageScreen))
            assert app.session_path is not None and app.session_path.name == name


async def test_who_goes_back_comes_to_the_list_and_nothing_was_written(backed_up: tuple[Room, Path, bytes]) -> None:
    room, path, _ = backed_up
    path.write_text("[session\n")
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
    assert list(path.parent.glob("*.toml")) == [path] and path.read_text() == "[session\n"


@pytest.mark.parametrize("version", [b"version = 2", b"version = 1"])
async def test_there_is_no_such_way_where_it_leads_nowhere(backed_up: tuple[Room, Path, bytes], version: bytes) -> None:
    """From a newer Reflectie an old backup is no way out; nor is one that is not there."""
    room, path, whole = backed_up
    text = whole.replace(b"version = 1", version, 1)
    if version == b"version = 1":
        text = whole[:-20]
        for backup in (path.parent / ".reflectie" / "backup").iterdir():
            backup.unlink()
    path.write_bytes(text)
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Notice | FrontPageScreen))
        await settled(pilot)
        assert not isinstance(app.screen, Choose)


async def test_a_folder_that_takes_no_copy_is_named(
    backed_up: tuple[Room, Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reflectie_tui.model.fault import Fault
    from reflectie_tui.storage import backups
    from reflectie_tui.storage.errors import WriteError

    def full(*_: object) -> Path:
        raise WriteError(path, [Fault("disk_full")])

    room, path, _ = backed_up
    path.write_text("[session\n")
    monkeypatch.setattr(backups, "put_back", full)
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Notice))
        assert "De reservekopie kon niet worden geopend" in said(app) and "De schijf is vol" in said(app)
