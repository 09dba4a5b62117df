"""A few things to choose from, each with what it means: by arrows and Enter, by a digit, or by the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from reflectie_tui.ui.cells import fitted, width, wrapped
from reflectie_tui.ui.widgets.rows import Rows

INDENT = 7
"""Where the label begins, and the text under it: after the bar, the digit and the mark."""


@dataclass(frozen=True)
class Offer:
    """One thing to choose: its name, a fact at its right, and what it means."""

    id: str
    label: str
    text: str = ""
    aside: str = ""


class Offers(Rows):
    """Offers under each other, numbered.

    On a menu a digit or a click picks at once. At a question, where something is chosen beforehand, they move the mark
    only: it is seen first, and Enter goes on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number - 1})", show=False) for number in range(1, 10)),
        Binding("enter", "pick_here", "choose"),
    ]

    offers: reactive[tuple[Offer, ...]] = reactive((), repaint=False)
    chosen: reactive[str] = reactive("", repaint=False)
    """The id of what is marked, which goes with the cursor; empty on a menu, where nothing is chosen beforehand."""

    class Picked(Message):
        """One of the offers was chosen, to go on with."""

        def __init__(self, offer: str) -> None:
            super().__init__()
            self.offer = offer

    def count(self) -> int:
        """Return the number of offers."""
        return len(self.offers)

    def above(self, row: int, cells: int) -> list[list[Segment]]:
        """Return an empty line between two offers where there is room for it."""
        used = sum(len(self.draw(each, cells)) for each in range(self.count()))
        return [[]] if row and used + self.count() - 1 <= self.size.height else []

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return an offer: its name and its fact on the first line, what it means under it."""
        offer = self.offers[row]
        here = row == self.cursor
        mark = "" if not self.chosen else "●" if offer.id == self.chosen else "○"
        aside = offer.aside if width(offer.label) + width(offer.aside) + INDENT + 2 <= cells else ""
        label = fitted(offer.label, cells - INDENT)
        gap = " " * max(0, cells - INDENT - width(label) - width(aside))
        quiet = self.style_of("quiet")
        first = [
            Segment("▌ " if here else "  ", self.style_of("mark")),
            Segment(f"{row + 1}  ", self.style_of("chosen")),
            Segment(f"{mark or ' '} ", self.style_of("mark")),
            Segment(label, self.style_of("strong")),
            Segment(gap),
            Segment(aside, quiet),
        ]
        texts = [offer.text] if offer.text else []
        if offer.aside and not aside:
            texts.append(offer.aside)
        under = [line for text in texts for line in wrapped(text, cells - INDENT - 1)]
        bar = Segment(("▌" if here else " ").ljust(INDENT), self.style_of("mark"))
        return [first, *([bar, Segment(line, quiet)] for line in under)]

    def watch_offers(self) -> None:
        """Draw other offers, the cursor on the one that was chosen before."""
        self._lines = []
        ids = [offer.id for offer in self.offers]
        self.cursor = ids.index(self.chosen) if self.chosen in ids else 0
        self.drawn_anew()
        self.show_cursor()

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Take the mark along."""
        if self.chosen and self.offers:
            self.chosen = self.offers[cursor].id
        super().watch_cursor(before, cursor)

    def action_pick(self, place: int) -> None:
        """Come to the offer at this place; on a menu, choose it."""
        if place < self.count():
            self.cursor = place
            if not self.chosen:
                self.action_pick_here()

    def action_pick_here(self) -> None:
        """Choose the offer under the cursor."""
        self.post_message(self.Picked(self.offers[self.cursor].id))

    async def on_click(self, event: events.Click) -> None:
        """Come to the offer that was clicked; on a menu, choose it."""
        row = self.row_at(event.y)
        if row is not None:
            self.action_pick(row)
