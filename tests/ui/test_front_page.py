"""The first page tells a group why, how, and what is kept; and one key goes on."""

from __future__ import annotations

import pytest

from reflectie_tui.model.records import Action
from reflectie_tui.ui.widgets.reading import Column
from tests.ui.conftest import SIZES, Room, content_of, folded_text, text_of
from tests.ui.hands import at, click, press

LONG = "Lange naam " * 10


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_it_says_why_what_it_asks_the_two_dangers_and_how_it_goes(room: Room, language: str) -> None:
    app = room.app(at(room.session(language="en" if language == "en" else "nl"), "front"))
    async with app.run_test(size=(120, 70)) as pilot:
        await pilot.pause()
        shown = folded_text(app)
        front = content_of(room.sets, language).facts.front_page
        told = [front.title, front.why, *front.asks, front.how, *(danger.name for danger in front.dangers)]
        assert [each for each in told if " ".join(each.split()) not in shown] == []
        assert app.screen.query_one(Column).max_scroll_y == 0


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_enter_goes_on_to_the_first_perspective(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Enter verder" in text_of(app)
        await press(pilot, "enter")
        assert app.step == "ambitie.read"


async def test_the_mouse_goes_on_too(room: Room) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "Enter verder")
        assert app.step == "ambitie.read"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_what_does_not_fit_is_announced_and_can_be_read(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "er staat nog meer" in text_of(app) and "spatie doorlezen" in text_of(app)
        await click(pilot, "er staat nog meer")
        assert app.screen.query_one(Column).scroll_target_y > 0
        await press(pilot, "end")
        await pilot.wait_for_scheduled_animations()
        await pilot.pause()
        shown = text_of(app)
        assert "er staat nog meer" not in shown and "spatie doorlezen" not in shown, "there is nothing left to read"
        assert "Met Enter gaan jullie verder." in shown


async def test_a_click_where_the_hint_would_be_does_no_harm(room: Room) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        assert "er staat nog meer" not in text_of(app)
        await pilot.click("#more")
        await pilot.pause()
        assert app.is_running and "Met Enter gaan jullie verder." in text_of(app)


@pytest.mark.parametrize(
    ("choices", "said", "not_said"),
    [
        ({}, "wie welke score gaf", "Namen worden niet bewaard"),
        ({"visibility": "anonymous"}, "Namen worden niet bewaard", "wie welke score gaf"),
        ({"way": "fingers"}, "Iedereen ziet elkaars vingers", "pas in beeld"),
        ({"way": "together"}, "één score van jullie samen", "wie welke score gaf"),
    ],
)
async def test_it_says_what_is_kept_in_this_session(
    room: Room, choices: dict[str, str], said: str, not_said: str
) -> None:
    app = room.app(at(room.session(**choices), "front"))
    async with app.run_test(size=(120, 70)) as pilot:
        await pilot.pause()
        assert said in folded_text(app) and not_said not in folded_text(app)


async def test_it_names_who_is_at_the_table_whatever_they_are_called(room: Room) -> None:
    people = f"Ann [x], Het [b]Baken\n[/] Bram, 👩‍🏫 School\n{LONG}, Waterland"
    session = room.session(people=people, facilitator="[/] Ilse").with_away("p2", True)
    app = room.app(at(session, "front"))
    async with app.run_test(size=(120, 70)) as pilot:
        await pilot.pause()
        shown = folded_text(app)
        assert f"Ann [x] (Het [b]Baken) en {LONG.strip()} (Waterland)" in shown
        assert "Nu niet hier: [/] Bram (👩‍🏫 School)." in shown and "[/] Ilse leidt het gesprek." in shown


async def test_an_anonymous_session_names_nobody(room: Room) -> None:
    app = room.app(at(room.session(visibility="anonymous"), "front"))
    async with app.run_test(size=(120, 70)) as pilot:
        await pilot.pause()
        assert "4 deelnemers, zonder naam" in folded_text(app) and "Fatima" not in text_of(app)


async def test_a_follow_up_says_that_earlier_actions_come_first(room: Room) -> None:
    session = room.session().with_action(Action(what="van toen", carried_from="s0"))
    app = room.app(at(session, "front"))
    async with app.run_test(size=(120, 70)) as pilot:
        await pilot.pause()
        assert "acties van de vorige keer" in folded_text(app)
        await press(pilot, "enter")
        assert app.step == "review" and "wat is ervan gekomen?" in text_of(app)


async def test_help_explains_the_page_and_escape_goes_to_the_list(room: Room) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f1")
        assert "Dit is de eerste bladzijde" in folded_text(app)
        await press(pilot, "escape", "escape")
        assert app.session is None
