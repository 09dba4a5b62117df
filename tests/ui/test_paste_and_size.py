"""What a random walk found: several lines pasted in a field of one, and a small window left in two ways at once."""

from __future__ import annotations

from textual import events
from textual.geometry import Size

from reflectie_tui.ui.dialogs.too_small import TooSmall
from reflectie_tui.ui.widgets.text_fields import LineField
from tests.ui.conftest import Room
from tests.ui.stage import until
from tests.ui.tour import PLACES

SEARCH = next(place for place in PLACES if place.name == "start-full-search")


async def test_what_was_copied_comes_in_as_one_line(room: Room) -> None:
    async with SEARCH.visit(room) as (app, pilot):
        app.copy_to_clipboard("een\ntwee\r\n  drie")
        await pilot.press("ctrl+v")
        assert app.screen.query_one(LineField).value == "een twee drie"


async def test_a_small_window_is_left_once(room: Room) -> None:
    async with PLACES[0].visit(room) as (app, pilot):
        await pilot.resize_terminal(30, 8)
        await until(pilot, lambda: isinstance(app.screen, TooSmall))
        dialog, before = app.screen, len(app.screen_stack)
        assert isinstance(dialog, TooSmall)
        dialog.action_go_on()
        dialog.on_resize(events.Resize(Size(80, 24), Size(80, 24)))
        dialog.action_go_on()
        await until(pilot, lambda: app.screen is not dialog)
        await pilot.pause()
        assert len(app.screen_stack) == before - 1
        assert app.return_code is None
