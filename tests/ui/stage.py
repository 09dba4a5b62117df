"""A bare app that shows one screen and writes down what the screen says to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.screens.start import StartScreen
from reflectie_tui.ui.theme import DEFAULT, THEMES
from reflectie_tui.words import Language, load
from tests.ui.conftest import text_of

PATIENCE = 500
"""How often something is looked for before a test gives up."""


class Stage(App[int]):
    """A host for one screen; `heard` holds the messages that reached it."""

    CSS_PATH = ReflectieApp.CSS_PATH
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any], sessions: Path, sets: ContentSets, *, language: Language = "nl") -> None:
        super().__init__()
        self.words = load(language)
        self.language: Language | None = language
        self.sessions = sessions
        self.content_sets = sets
        self.restricted = self.playing = False
        self.own_sessions: Path | None = None
        self.today = date(2026, 11, 23)
        self.shown = screen
        self.heard: list[Message] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

    def on_mount(self) -> None:
        self.push_screen(self.shown)

    def on_ready(self) -> None:
        if isinstance(self.shown, StartScreen):
            self.shown.call_after_refresh(self.shown.read_again)

    def on_session_chosen(self, event: Message) -> None:
        self.heard.append(event)

    on_session_made = on_new_session_asked = on_comparison_asked = on_demo_asked = on_session_chosen

    def action_how_to_stop(self) -> None:
        self.notify("how to stop")


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the screen has come to rest."""
    await pilot.pause(0.02)
    seen: list[str] = []

    def at_rest() -> bool:
        seen.append(text_of(pilot.app))
        return seen[-2:-1] == seen[-1:]

    await until(pilot, at_rest, "the screen comes to rest")


async def until(pilot: Pilot[Any], found: Callable[[], object], what: str = "") -> None:
    """Wait until something is so: files are read by a thread, which no pause waits for."""
    for _ in range(PATIENCE):
        await pilot.pause(0.02)
        if found():
            return
    raise AssertionError(what or "not seen")
