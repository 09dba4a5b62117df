"""What the group sees when its answers cannot be saved, and how they come to a disk all the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from reflectie_tui.model.fault import Fault
from reflectie_tui.model.session import Session
from reflectie_tui.storage import saver
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.save_state import SaveState
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.storage.sitting import Sitting
from reflectie_tui.ui import lifeline
from reflectie_tui.ui.app import ReflectieApp
from tests.ui.conftest import Room, folded_text, text_of
from tests.ui.stage import settled, until

Full = Callable[[bool], None]


@pytest.fixture
def disk_full(monkeypatch: pytest.MonkeyPatch) -> Full:
    """Fill the disk of the session, or make room again."""
    real, state = Sitting.save, {"full": False}

    def save(sitting: Sitting, session: Session) -> SaveState:
        if state["full"]:
            raise WriteError(sitting.path, [Fault("disk_full")])
        return real(sitting, session)

    monkeypatch.setattr(Sitting, "save", save)
    monkeypatch.setattr("reflectie_tui.storage.saver.RETRY", 0.05)
    return lambda full: state.update(full=full)


async def score_on_a_full_disk(app: ReflectieApp, pilot: Pilot[int], disk_full: Full) -> None:
    await settled(pilot)
    await pilot.press("enter", "4")
    await until(pilot, lambda: app.saving == "saved")
    disk_full(True)
    await pilot.press("2")
    await until(pilot, lambda: app.saving == "failed")


def answers(path: Path, room: Room) -> list[int | str]:
    return list(read_session(path, room.sets).session.perspective("ambitie").answers["p1"].values())


@pytest.mark.promise(4)
async def test_it_says_not_saved_until_there_is_room_again(room: Room, disk_full: Full) -> None:
    app = room.app(room.session().with_about(step="ambitie.score"))
    async with app.run_test(notifications=True) as pilot:
        await score_on_a_full_disk(app, pilot, disk_full)
        assert "NIET BEWAARD" in text_of(app)
        await until(pilot, lambda: "De schijf is vol" in folded_text(app) and "F8" in text_of(app))
        await pilot.press("3")
        await settled(pilot)
        assert "NIET BEWAARD" in text_of(app)
        assert room.path is not None and answers(room.path, room) == [4], "the file is as it was"
        disk_full(False)
        await until(pilot, lambda: "✓ bewaard" in text_of(app))
        assert answers(room.path, room) == [4, 2, 3]


@pytest.mark.promise(3)
async def test_nothing_is_written_after_the_app_is_gone_and_nothing_is_left_to_write(room: Room) -> None:
    app = room.app(room.session().with_about(step="ambitie.score"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "4", "2")
    assert room.path is not None and answers(room.path, room) == [4, 2]
    assert not [thread for thread in threading.enumerate() if thread.name == "saver"]


@pytest.mark.promise(3)
async def test_at_a_signal_what_the_saver_still_waits_with_is_saved(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "PAUSE", 60.0)
    monkeypatch.setattr(lifeline, "_last_moment", lambda status, clear: None)
    app = room.app(room.session().with_about(step="ambitie.score"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "4")
        await until(pilot, lambda: app.saving == "saving")
        assert room.path is not None
        assert not read_session(room.path, room.sets).session.perspective("ambitie").answers
        app._lifeline.end(143)
        assert answers(room.path, room) == [4]
    assert app.return_code == 143


@pytest.mark.promise(4)
async def test_a_copy_goes_to_another_place_on_one_key(room: Room, disk_full: Full) -> None:
    app = room.app(room.session().with_about(step="ambitie.score"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f8")
        await settled(pilot)
        assert "Waar moet de kopie komen?" not in folded_text(app)
        await score_on_a_full_disk(app, pilot, disk_full)
        await pilot.press("f8")
        await settled(pilot)
        assert "Waar moet de kopie komen?" in folded_text(app)
        await pilot.press("2")
        await until(pilot, lambda: "De kopie is bewaard" in folded_text(app))
        (copy,) = Path.home().glob("*.toml")
        assert answers(copy, room) == [4, 2]


@pytest.mark.promise(4)
async def test_stopping_asks_first_while_something_is_not_saved(room: Room, disk_full: Full) -> None:
    app = room.app(room.session().with_about(step="ambitie.score"))
    async with app.run_test(notifications=True) as pilot:
        await score_on_a_full_disk(app, pilot, disk_full)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Er is nog niet alles bewaard" in folded_text(app))
        await pilot.press("escape")
        await settled(pilot)
        assert app.is_running and "NIET BEWAARD" in text_of(app)
        disk_full(False)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running or app.return_code == 0)
    assert room.path is not None and answers(room.path, room) == [4, 2]
    assert app.farewell == f"Alles is bewaard, in {room.path}"


@pytest.mark.promise(4)
async def test_nothing_is_said_to_be_saved_that_is_not(room: Room, disk_full: Full) -> None:
    app = room.app(room.session().with_about(step="ambitie.score"))
    async with app.run_test(notifications=True) as pilot:
        await score_on_a_full_disk(app, pilot, disk_full)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Toch stoppen" in folded_text(app))
        dialog = app.screen
        await pilot.press(str(len(dialog.query_one(OptionList).options)))
        await until(pilot, lambda: not app.is_running or app.return_code == 0)
    assert app.farewell == ""


@pytest.mark.promise(16)
async def test_in_a_restricted_account_no_other_place_is_offered(room: Room, disk_full: Full) -> None:
    app = room.app(room.session().with_about(step="ambitie.score"))
    app.restricted = True
    async with app.run_test(notifications=True) as pilot:
        await score_on_a_full_disk(app, pilot, disk_full)
        assert "F8" not in text_of(app)
        await pilot.press("f8")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Er is nog niet alles bewaard" in folded_text(app))
        assert str(Path.home()) not in text_of(app)
        await pilot.press("2")
        await until(pilot, lambda: app.return_code == 0)


@pytest.mark.promise(10)
@pytest.mark.parametrize("spoil", ["version = 7", "version = 1\n[", "version = 1\n[about]"])
async def test_a_file_that_was_not_read_whole_stays_as_it_is(room: Room, spoil: str) -> None:
    app = room.app(room.session())
    assert room.path is not None
    room.path.write_text(room.path.read_text("utf-8").replace("version = 1", spoil, 1), "utf-8")
    before = room.path.read_bytes()
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: room.path is not None and room.path.name in folded_text(app))
        for key in ("escape", "enter", "4", "2", "escape", "x", "v", "escape"):
            await pilot.press(key)
        await settled(pilot)
        assert app.session is None
        await pilot.press("ctrl+q")
    assert room.path.read_bytes() == before
    assert [path.name for path in room.folder.iterdir() if path.suffix == ".toml"] == [room.path.name]
