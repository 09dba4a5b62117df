"""The last page: what came of it, a report by one key, closing and opening again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.ui.dialogs.notice import Notice
from reflectie_tui.ui.screens.start import StartScreen
from reflectie_tui.ui.widgets.reading import Column
from tests.ui.conftest import SIZES, Room, folded_text, text_of
from tests.ui.hands import at, click, now, press, said, scored
from tests.ui.stage import settled

ALL = {f"p{n}": [4, 2, 1, 2, 2] for n in range(1, 5)}


def halfway(room: Room) -> Session:
    """One perspective judged, one scored and hidden, one shown without a judgement, two empty; two actions."""
    rows: dict[str, list[int | str]] = {voice: list(row) for voice, row in ALL.items()}
    session = scored(room, room.session(), "ambitie", rows).with_reveal("ambitie")
    session = session.with_joint("ambitie", 3).with_attention("ambitie", True).with_note("ambitie", "een notitie")
    session = scored(room, session, "belangen", rows)
    session = scored(room, session, "relatie", rows).with_reveal("relatie").with_joint("relatie", "disagree")
    session = session.with_note("belangen", "nog verborgen notitie", by="p1", note_id="n-x")
    return session.with_action(Action(what="plan [/]", who="Ann [x]")).with_action(Action(what="oud", status="done"))


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_sums_up_where_the_group_stands(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(halfway(room), "close"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = {line.split()[0]: line for line in text_of(app).splitlines() if line.strip()}
        assert (
            "2,2" in lines["Ambitie"] and "◆ 3 deels" in lines["Ambitie"] and "! verdient aandacht" in lines["Ambitie"]
        )
        assert "nog verborgen" in lines["Belangen"] and "2,2" not in lines["Belangen"]
        assert "≠ we zien dit verschillend" in lines["Relatie"]
        assert "nog niet ingevuld" in lines["Proces"]
        shown = said(app)
        assert "Eén notitie of opmerking." in shown, "what is hidden is not counted"
        assert "○ plan [/] (Ann [x] · zonder datum)" in shown and "✓ oud (gedaan)" in shown


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_what_is_still_open_is_said_before_closing(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(halfway(room), "close"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "s")
        asked = said(app)
        assert "De sessie afsluiten?" in asked and "Wat nog open is, mag openblijven." in asked
        assert "Organisatie en Proces" in asked and "nog niet in beeld: Belangen" in asked
        await press(pilot, "escape")
        assert not now(app).closed


async def test_a_session_is_closed_and_opened_again_and_both_ask_first(room: Room) -> None:
    app = room.app(at(room.session(), "close"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "h heropenen" not in text_of(app)
        await press(pilot, "enter", "enter")
        closed = now(app).about.closed
        assert closed is not None and closed.tzinfo is not None and closed.microsecond == 0
        shown = said(app)
        assert "Afgesloten op" in shown and "met een vervolg" in shown
        assert room.path is not None and room.path.name in shown, "it says where all of it is"
        assert "h heropenen" in text_of(app) and "afsluiten" not in text_of(app)
        await press(pilot, "h")
        assert "De sessie heropenen?" in text_of(app)
        await press(pilot, "escape")
        assert now(app).closed
        await press(pilot, "h", "enter")
        assert not now(app).closed and "h heropenen" not in text_of(app)


async def test_who_had_read_to_the_end_sees_what_now_after_closing(room: Room) -> None:
    app = room.app(at(halfway(room), "close"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while app.screen.query_one(Column).more:
            await press(pilot, "space")
        assert app.screen.query_one(Column).scroll_y > 0
        await press(pilot, "enter", "enter")
        await settled(pilot)
        assert now(app).closed and "Afgesloten op" in text_of(app)
        await pilot.resize_terminal(80, 23)
        await settled(pilot)
        assert "Afgesloten op" in text_of(app), "and it stays there"


async def test_the_mouse_closes_and_goes_back_to_the_list(room: Room) -> None:
    app = room.app(at(room.session(), "close"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "Enter afsluiten")
        await click(pilot, "Enter ja")
        assert now(app).closed
        await click(pilot, "Enter naar de lijst")
        assert app.session is None and isinstance(app.screen, StartScreen)
    assert room.on_disk().closed


async def test_a_closed_session_comes_back_at_the_picture_and_is_opened_on_this_page(room: Room) -> None:
    session = room.session()
    app = room.app(at(session.with_about(closed=session.about.created), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.step == "comparison"
        await press(pilot, "f2", *"slot", "enter")
        assert app.step == "close" and "h heropenen" in text_of(app)


async def test_one_key_makes_a_report_beside_the_session_and_tells_where(room: Room) -> None:
    app = room.app(at(halfway(room), "close"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "x")
        assert room.path is not None
        report = room.path.with_suffix(".md")
        page = room.path.with_suffix(".html")
        assert isinstance(app.screen, Notice) and app.screen.detail.startswith(str(page))
        assert "Het verslag is gemaakt" in text_of(app)
        assert "rijnstreek.html" in folded_text(app) and "rijnstreek.md" in folded_text(app)
        assert "een notitie" in page.read_text("utf-8") and "verborgen notitie" not in page.read_text("utf-8")
        text = report.read_text("utf-8")
        assert "Opleidingsschool Rijnstreek" in text and "een notitie" in text
        assert "nog verborgen notitie" not in text, "what is hidden stays hidden"
        assert "Fatima 4" not in text


async def test_a_report_that_is_there_is_replaced_only_where_that_is_asked_for(room: Room) -> None:
    app = room.app(at(room.session(), "close"))
    assert room.path is not None
    report = room.path.with_suffix(".md")
    report.write_text("van ons zelf", "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "x")
        assert "Vervangen?" in text_of(app)
        await press(pilot, "escape")
        assert report.read_text("utf-8") == "van ons zelf"
        await press(pilot, "x", "enter")
        assert "Opleidingsschool" in report.read_text("utf-8")


async def test_a_report_holds_what_was_done_a_moment_ago(room: Room) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", *"zojuist", "enter", "enter", "x")
        assert room.path is not None
        assert "zojuist" in room.path.with_suffix(".md").read_text("utf-8")


async def test_a_report_that_cannot_be_written_is_said(room: Room) -> None:
    app = room.app(at(room.session(), "close"))
    assert room.path is not None
    room.path.with_suffix(".md").mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "x", "enter")
        assert "Het verslag kon niet worden gemaakt" in text_of(app)
        await press(pilot, "enter")
        assert app.step == "close"


@pytest.mark.promise(16)
@pytest.mark.parametrize("form", [".md", ".html"])
async def test_when_restricted_no_report_leaves_the_folder_of_sessions(room: Room, tmp_path: Path, form: str) -> None:
    app = room.app(at(room.session(), "close"))
    app.restricted = True
    assert room.path is not None
    outside = tmp_path / "buiten"
    room.path.with_suffix(form).symlink_to(outside)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "x")
        assert "buiten de map met sessies" in said(app) and not outside.exists()


async def test_a_session_to_look_at_can_be_reported_and_not_closed(room: Room) -> None:
    app = room.app(at(room.session(), "close").with_about(content="niet-hier"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.read_only
        assert "afsluiten" not in text_of(app) and "x verslag" in text_of(app)
        await press(pilot, "s")
        assert app.step == "close" and not now(app).closed
        await press(pilot, "enter")
        assert app.session is None, "Enter goes on to the list"


async def test_one_joint_score_and_fingers_are_summed_up_too(room: Room) -> None:
    session = scored(room, room.session(way="together"), "ambitie", {"group": [4, 4, 4, 4, 4]})
    app = room.app(at(session, "close"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "4,0" in text_of(app)


async def test_english_speaks_english(room: Room) -> None:
    app = room.app(at(room.session(language="en"), "close"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "where do we stand?" in text_of(app) and "Still open" in text_of(app)
        await press(pilot, "enter", "enter")
        assert "What now?" in text_of(app)
