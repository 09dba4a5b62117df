"""Windows in which nothing can be read: every screen lives through them, and comes to rest in them."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.widgets.people_rows import PeopleRows
from tests.ui.conftest import Room, text_of
from tests.ui.hands import now
from tests.ui.stage import settled, until
from tests.ui.tour import PLACES, Place

SLIVERS = [(13, 24), (9, 24), (5, 24), (4, 24), (3, 24), (2, 24), (1, 24), (1, 1), (10, 4), (80, 1)]
OFTEN = {
    "new-people",
    "note",
    "people-new",
    "start-full-search",
    "discuss-ambitie",
    "comparison-1",
    "action",
    "palette",
}
SOME = [pytest.param(each, id=each.name, marks=() if each.name in OFTEN else pytest.mark.long) for each in PLACES]


@pytest.mark.promise(17)
@pytest.mark.parametrize("place", SOME)
async def test_every_screen_lives_through_a_window_without_room(place: Place, room: Room) -> None:
    async with place.visit(room) as (app, pilot):
        await anyhow(app, pilot)
        for size in SLIVERS:
            await pilot.resize_terminal(*size)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert app.is_running and app.return_code is None


@pytest.mark.promise(17)
@pytest.mark.parametrize(
    ("name", "size"), [("help", (1, 1)), ("help", (10, 4)), ("new-title", (1, 1)), ("discuss-proces", (1, 1))]
)
async def test_in_a_sliver_it_comes_to_rest(
    name: str, size: tuple[int, int], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out, real = [0], Screen._refresh_layout

    def counted(screen: Screen[Any], *how: Any, **more: Any) -> None:
        laid_out[0] += 1
        real(screen, *how, **more)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    place = next(each for each in PLACES if each.name == name)
    async with place.visit(room) as (app, pilot):
        for way in ("too small", "anyhow"):
            if way == "anyhow":
                await anyhow(app, pilot)
            await pilot.resize_terminal(*size)
            seen: list[int] = []

            def at_rest(seen: list[int] = seen) -> bool:
                seen.append(laid_out[0])
                return len(seen) > 10 and seen[-1] == seen[-10]

            await until(pilot, at_rest, f"at rest, {way}")


async def anyhow(app: ReflectieApp, pilot: Pilot[int]) -> None:
    """Go on in a window that is too small."""
    await pilot.resize_terminal(59, 20)
    await until(pilot, lambda: type(app.screen).__name__ == "TooSmall", "the window is too small")
    await pilot.press("enter")
    await until(pilot, lambda: type(app.screen).__name__ != "TooSmall", "it goes on")


async def test_somebody_may_come_while_there_is_no_room_to_draw_them(room: Room) -> None:
    place = next(place for place in PLACES if place.name == "people")
    async with place.visit(room) as (app, pilot):
        people = app.screen.query_one(PeopleRows)
        people.styles.width = 0
        await until(pilot, lambda: people.size.width == 0)
        app.session = now(app).with_participant("Nadia", "Het Baken")
        await pilot.pause()
        people.cursor = people.count() - 1
        people.styles.width = "1fr"
        await until(pilot, lambda: people.size.width > 0)
        await settled(pilot)
        assert "Nadia" in next(line for line in text_of(app).splitlines() if "▌" in line)
