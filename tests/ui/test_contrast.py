"""All text of every screen is legible in every theme: what is drawn is looked at, not what was meant."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from reflectie_tui.ui.theme import THEMES
from tests.ui.colours import drawn_text, faint_in
from tests.ui.conftest import Room, text_of
from tests.ui.stage import until
from tests.ui.tour import PLACES

FIELDS = ["new-title", "new-people", "note", "palette", "action", "start-full-search"]


@pytest.mark.parametrize("name", FIELDS)
async def test_what_is_typed_and_selected_is_legible(name: str, room: Room) -> None:
    place = next(place for place in PLACES if place.name == name)
    async with place.visit(room) as (app, pilot):
        await pilot.press(*"Ann Jansen", "ctrl+a", "shift+home")
        field = app.focused
        assert isinstance(field, Input | TextArea)
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            for _ in range(2):
                await pilot.press("shift+right")
                await pilot.pause()
                assert faint_in(app) == [], theme.name


@pytest.mark.parametrize("name", ["action", "joint", "new-way", "new-all"])
async def test_what_is_under_the_mouse_or_has_the_keys_is_legible(name: str, room: Room) -> None:
    place = next(place for place in PLACES if place.name == name)
    async with place.visit(room) as (app, pilot):
        pointed = [each for each in app.screen.query("Push, Button, OptionList") if each.is_on_screen]
        assert pointed
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            for widget in pointed:
                await pilot.hover(widget, offset=(2, 0))
                await pilot.pause()
                assert faint_in(app) == [], f"{theme.name}: the mouse on {widget}"
                if widget.can_focus:
                    widget.focus()
                    await pilot.pause()
                    assert faint_in(app) == [], f"{theme.name}: the keys on {widget}"


@pytest.mark.parametrize("name", ["comparison-1", "start-full", "score-given"])
async def test_what_is_told_in_passing_is_legible(name: str, room: Room) -> None:
    place = next(place for place in PLACES if place.name == name)
    async with place.visit(room) as (app, pilot):
        for severity in ("information", "warning", "error"):
            app.notify(f"Zomaar {severity}", severity=severity, timeout=60, markup=False)  # type: ignore[arg-type]
        await until(pilot, lambda: "Zomaar error" in text_of(app))
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            await pilot.pause()
            assert any("Zomaar error" in text for text, _ in drawn_text(app))
            assert faint_in(app) == [], theme.name
