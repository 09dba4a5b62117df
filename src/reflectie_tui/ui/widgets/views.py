"""The line of views: each with its key, the one that is shown reversed. A view can be clicked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.ui.cells import width
from reflectie_tui.ui.widgets.chart_rows import View

GAPS = (2, 1)
"""How far apart the names stand."""
LETTERS = (6, 5, 4, 3)
"""To how many letters the short names are cut, one after the other, until the line fits."""


@dataclass(frozen=True)
class Tab:
    """A view as it is offered: its id, its key, its name, and a short name for a narrow line."""

    view: View
    key: str
    name: str
    short: str


class Views(Widget, can_focus=False):
    """Ways to look at the same thing."""

    offered: reactive[tuple[Tab, ...]] = reactive(())
    shown: reactive[str] = reactive("")

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def pieces(self) -> list[tuple[View, str, int]]:
        """Return for each view its id, its text and its column; the names are short where the line is narrow."""
        names = [[tab.name for tab in self.offered], [tab.short for tab in self.offered]]
        names += [[_cut(tab.short, letters) for tab in self.offered] for letters in LETTERS]
        found: list[tuple[View, str, int]] = []
        for row, gap in product(names, GAPS):
            found, at = [], 0
            for tab, name in zip(self.offered, row, strict=True):
                text = f"{tab.key} {name}"
                found.append((tab.view, text, at))
                at += width(text) + gap
            if at - gap <= self.size.width:
                break
        return found

    def render(self) -> Content:
        """Return the line."""
        line = Content("")
        for view, text, at in self.pieces():
            style = "bold reverse $primary" if view == self.shown else "$foreground"
            line = Content.assemble(line, " " * (at - line.cell_length), (text, style))
        return line

    def on_click(self, event: events.Click) -> None:
        """Choose the view under the mouse."""
        event.stop()
        place = event.get_content_offset(self)
        for view, text, at in self.pieces():
            if place is not None and at <= place.x < at + width(text):
                self.post_message(self.Chosen(view))


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "."
