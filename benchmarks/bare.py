"""The bare things that we measure ourselves against: a Textual app with one Static, and one with one list.

`python -m benchmarks.bare static` and `python -m benchmarks.bare list` show them.
"""

from __future__ import annotations

import sys

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static


class Bare(App[None]):
    """One Static."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static("BARE")


class OneList(ScrollView, can_focus=True):
    """Five lines with a cursor; a digit stands behind the line it was typed at."""

    BINDINGS = [(digit, f"score({digit})") for digit in "12345"]
    cursor = reactive(0, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.scores = [0] * 5
        self.virtual_size = Size(80, 5)

    def render_line(self, y: int) -> Strip:
        if y >= len(self.scores):
            return Strip.blank(self.size.width)
        mark = ">" if y == self.cursor else " "
        return Strip([Segment(f"{mark} a line of the list, long enough to be one {self.scores[y]}")])

    def action_score(self, score: int) -> None:
        before = self.cursor
        self.scores[before] = score
        self.cursor = (before + 1) % len(self.scores)
        self.refresh(Region(0, before, 80, 1), Region(0, self.cursor, 80, 1))


class ListScreen(Screen[None]):
    focused = reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        yield OneList()


class ListApp(App[None]):
    """One list."""

    ENABLE_COMMAND_PALETTE = False
    MODES = {"list": ListScreen}
    DEFAULT_MODE = "list"


if __name__ == "__main__":
    (ListApp if sys.argv[1:] == ["list"] else Bare)().run()
