"""Two people of one name, and somebody without one, wherever people stand side by side."""

from __future__ import annotations

import pytest

from reflectie_tui.model.session import Session
from reflectie_tui.report.lines import cell_width
from tests.ui.conftest import SIZES, Room, folded_text, text_of
from tests.ui.hands import at, press, said, scored
from tests.ui.stage import settled

TWINS = "Ben, Oakwood School\nAmara, Oakwood School\nBen, Hill Trust"
OAK, HILL = "Ben (Oakwood School)", "Ben (Hill Trust)"


def twins(room: Room, **choices: str) -> Session:
    session = room.session(people=TWINS, **choices)
    rows: dict[str, list[int | str]] = {"p1": [1] * 5, "p2": [3] * 5, "p3": [5] * 5}
    return scored(room, session, "ambitie", rows).with_reveal("ambitie")


async def test_in_the_talk_it_is_clear_which_of_the_two_said_what(room: Room) -> None:
    session = twins(room).with_note("ambitie", "Niemand vraagt het ons.", statement="belofte", by="p3")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "w")
        shown = folded_text(app)
        assert f"1 {OAK} · 3 Amara · 5 {HILL}" in shown and f"{HILL}: Niemand vraagt het ons." in shown
        assert "BS" in shown and "BT" in shown, "the letters are those of the name as it is shown"


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_in_the_picture_each_has_a_sign_and_a_bar_of_their_own(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(twins(room), "comparison"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "w")
        await settled(pilot)
        assert f"BS {OAK}" in folded_text(app) and f"BT {HILL}" in folded_text(app)
        await press(pilot, "2")
        await settled(pilot)
        bars = [line for line in text_of(app).splitlines() if "Ben (" in line]
        assert len(bars) == 2 and "Ben (Oak" in bars[0] and "Ben (Hill" in bars[1]
        assert max(map(cell_width, text_of(app).splitlines())) <= size[0]


@pytest.mark.parametrize("step", ["actions", "ambitie.discuss"])
async def test_an_action_is_for_one_of_the_two(room: Room, step: str) -> None:
    app = room.app(at(twins(room), step))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "x", "tab")
        assert OAK in said(app) and HILL in said(app)


async def test_the_boxes_for_fingers_tell_them_apart(room: Room) -> None:
    app = room.app(at(room.session(people=TWINS, way="fingers"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Ben (Oakwood" in text_of(app) and HILL in text_of(app)


async def test_who_leaves_is_asked_by_the_whole_name(room: Room) -> None:
    app = room.app(at(twins(room), "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "down", "down", "w")
        assert HILL in said(app)


async def test_who_has_no_name_is_not_called_none(room: Room) -> None:
    session = twins(room)
    nameless = session.participants["p1"].replaced(name=None)
    session = session.replaced(participants={**session.participants, "p1": nameless})
    app = room.app(at(session, "comparison"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "w")
        await settled(pilot)
        legend = folded_text(app)
        assert "None" not in legend and "· een van ons" in legend.replace("S1 ", "· ")


async def test_at_a_cover_and_in_what_was_left_open_it_is_clear_which_of_the_two(room: Room) -> None:
    session = scored(room, room.session(people=TWINS), "ambitie", {"p2": [3] * 5})
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Ben Oakwood School Ambitie" in said(app), "on their own cover the organisation has a line of its own"
        await press(pilot, "k")
        assert OAK in said(app) and HILL in said(app)
        await press(pilot, "escape", "enter", "4", "enter", "enter")
        await settled(pilot)
        await press(pilot, "o")
        await settled(pilot)
        assert HILL in said(app), "who was away"
        assert OAK in said(app), "who left something open"


async def test_the_page_of_an_exercise_says_whose_it_is(room: Room) -> None:
    app = room.app(at(room.session(people=TWINS), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "z", "enter", "enter")
        assert OAK in said(app)
