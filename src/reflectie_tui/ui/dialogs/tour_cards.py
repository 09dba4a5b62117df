"""A short tour of a session, a card at a time: what stands where, and what is going to happen."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from reflectie_tui.ui.dialogs.dialog import Dialog

CARDS = ("place", "keys", "scoring", "talk", "end")
"""The cards in their order: their names under `[tour]` in the words."""


class Tour(Dialog[None]):
    """Cards to go through with Enter, or to leave at any of them."""

    CSS_PATH = Path(__file__).with_name("tour_cards.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "on", "next"),
        Binding("escape", "back", "skip_tour"),
        Binding("left,backspace", "previous", "previous"),
    ]

    card: reactive[int] = reactive(0, init=False, bindings=True)

    def compose_part(self) -> ComposeResult:
        """Yield a card: what it is about, its text, and which one it is."""
        yield Static(id="name", classes="question")
        yield Static(id="card")
        yield Static(id="count", classes="quiet")

    def on_mount(self) -> None:
        """Begin with the first card."""
        self.watch_card()

    def watch_card(self) -> None:
        """Show another card."""
        words, name = self.words, CARDS[self.card]
        self.query_one("#name", Static).update(Content(words(f"tour.{name}.name")))
        self.query_one("#card", Static).update(Content(words(f"tour.{name}.text")))
        self.query_one("#count", Static).update(Content(words("tour.count", n=self.card + 1, total=len(CARDS))))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the card before only where there is one."""
        return action != "previous" or self.card > 0

    def action_on(self) -> None:
        """Show the next card; after the last the tour has ended."""
        if self.card + 1 < len(CARDS):
            self.card += 1
        else:
            self.dismiss(None)

    def action_previous(self) -> None:
        """Show the card before."""
        self.card -= 1
