"""The line of views: each with its key, the one that is shown reversed. A view can be clicked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.ui.cells import width
from reflectie_tui.ui.widgets.chart_rows import View

SHORT = ((99, 2), (99, 1), (8, 2), (6, 2), (6, 1), (5, 1), (4, 1), (3, 1))
"""To how many letters the names are cut, and how far apart they stand, one after the other, until the line fits."""


class Views(Widget, can_focus=False):
    """Ways to look at the same thing."""

    offered: reactive[tuple[tuple[View, str, str], ...]] = reactive(())
    """For each view its id, its key and its name."""
    shown: reactive[str] = reactive("")

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def pieces(self) -> list[tuple[View, str, int]]:
        """Return for each view its id, its text and its column; the names are cut where the line is too narrow."""
        found: list[tuple[View, str, int]] = []
        for letters, gap in SHORT:
            found, at = [], 0
            for view, key, name in self.offered:
                text = f"{key} {_cut(name, letters)}"
                found.append((view, text, at))
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
