"""A list of rows of one or more lines, drawn by one widget: the base of the score list and of the voices.

A widget a row makes Textual draw the footer and the whole screen anew on each move (4.6 kB over a slow line); one
widget that draws its own lines sends 230 bytes.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reflectie_tui.ui.host import is_big
from reflectie_tui.ui.snug import keep_snug

BIG_AIR = 2
"""Open lines between two rows of any list on a big screen, at most."""
NO_ROW = -1
"""Stands with a line that belongs to no row."""


class Rows(ScrollView, can_focus=True):
    """Rows with a cursor. A subclass says how many rows there are and draws each as a list of lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "move(-9999)", show=False),
        Binding("end", "move(9999)", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--quiet",
        "rows--mark",
        "rows--chosen",
        "rows--strong",
    }

    AIRY: ClassVar[bool] = False
    """Whether a line is left open between two rows where there is room for it."""

    SNUG: ClassVar[bool] = False
    """Whether it takes no more lines than it can fill, so that on a tall screen what stands under it stays near."""

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor came to stand on another row."""

        def __init__(self, rows: Rows, cursor: int) -> None:
            super().__init__()
            self.rows = rows
            self.cursor = cursor

        @property
        def control(self) -> Rows:
            """The list that it happened in."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[tuple[int, list[Segment]]] = []
        self._tops: list[int] = []
        self._styles: dict[str, Style] = {}

    # -- what a subclass says

    def count(self) -> int:
        """Return the number of rows."""
        raise NotImplementedError

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return the lines of a row, each at most this many cells wide."""
        raise NotImplementedError

    def above(self, row: int, cells: int) -> list[list[Segment]]:
        """Return the lines that stand above a row and belong to none: a heading, or air."""
        return []

    # -- drawing

    def drawn_anew(self) -> None:
        """Draw all rows from what they show now, and repaint only the lines that came out otherwise."""
        if not self.is_attached or self.size.width == 0:
            return
        before = self._lines
        self._styles.clear()
        cells = self.scrollable_content_region.width
        lines, tops = self._laid_out(cells)
        if not before and self.show_vertical_scrollbar and self.styles.scrollbar_gutter == "auto":
            wider = self._laid_out(self.size.width)
            if len(wider[0]) <= self.size.height:
                lines, tops = wider  # all fits but for the scrollbar, which need not stay because it once came
        self._lines, self._tops = lines, tops
        if len(lines) != len(before):
            self.virtual_size = Size(cells, len(lines))
            self._refresh_scrollbars()  # Textual looks at them only where the window has changed
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.refresh(Region(0, y - self.scroll_offset.y, self.size.width, 1))

    def _laid_out(self, cells: int) -> tuple[list[tuple[int, list[Segment]]], list[int]]:
        """Return the lines at this width, each with its row, and the line where each row begins."""
        lines: list[tuple[int, list[Segment]]] = []
        tops = []
        drawn = [(self.above(row, cells), self.draw(row, cells)) for row in range(self.count())]
        bare = sum(len(above) + len(own) for above, own in drawn)
        if self.SNUG:
            keep_snug(self, bare + self._most_air * len(drawn))
        air = self._air(bare, len(drawn))
        for row, (above, own) in enumerate(drawn):
            lines += [(NO_ROW, [])] * air if row else []
            tops.append(len(lines))
            lines += [(NO_ROW, segments) for segments in above]
            lines += [(row, segments) for segments in own]
        return lines, tops

    def _air(self, lines: int, rows: int) -> int:
        """Return how many lines are left open between two rows: as many as there is room for, on a big screen more."""
        return next((air for air in range(self._most_air, 0, -1) if lines + air * rows <= self.size.height), 0)

    @property
    def _most_air(self) -> int:
        return BIG_AIR if is_big(self) else int(self.AIRY)

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        cells = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        ground = self.rich_style
        if place >= len(self._lines):
            return Strip.blank(self.size.width, ground)
        row, segments = self._lines[place][0], self.segments_at(place)
        if row == self.cursor and self.has_focus:
            ground = self.get_component_rich_style("rows--cursor")
        strip = Strip(Segment(text, ground + style if style else ground) for text, style, _ in segments)
        return strip.adjust_cell_length(cells, ground)

    def segments_at(self, place: int) -> list[Segment]:
        """Return what stands on a line of the list."""
        return self._lines[place][1]

    def style_of(self, name: str) -> Style:
        """Return the foreground and weight of a component class, without its ground, which the row gives."""
        if name not in self._styles:
            style = self.get_component_rich_style(f"rows--{name}", partial=True)
            self._styles[name] = Style(color=style.color, bold=style.bold, reverse=style.reverse, italic=style.italic)
        return self._styles[name]

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._lines = []
        self.drawn_anew()
        self.show_cursor()

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap anew where the scrollbar came to take a column, or gave it back."""
        self.call_after_refresh(self.on_resize)

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme, which are there only after the whole sheet has been applied."""
        super().notify_style_update()
        self.call_after_refresh(self._in_new_colours)

    def _in_new_colours(self) -> None:
        self._lines = []
        self.drawn_anew()

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.refresh_rows(self.cursor)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh_rows(self.cursor)

    def refresh_rows(self, *rows: int) -> None:
        """Repaint the lines of these rows."""
        for y, (row, _) in enumerate(self._lines):
            if row in rows:
                self.refresh(Region(0, y - self.scroll_offset.y, self.size.width, 1))

    # -- moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.count() - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Draw the two rows that look otherwise now, and tell who listens."""
        self.drawn_anew()
        self.refresh_rows(before, cursor)
        self.show_cursor()
        self.post_message(self.Moved(self, cursor))

    def show_cursor(self) -> None:
        """Scroll so far that the row of the cursor is seen whole."""
        if self.cursor >= len(self._tops):
            return  # drawn when there is room again, and shown then
        top = self._tops[self.cursor]
        bottom = self._tops[self.cursor + 1] if self.cursor + 1 < len(self._tops) else len(self._lines)
        self.scroll_to_region(Region(0, top, 1, bottom - top), animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += rows

    def row_at(self, y: int) -> int | None:
        """Return the row that stands on this line of the widget, or None where there is none."""
        place = y + self.scroll_offset.y
        row = self._lines[place][0] if 0 <= place < len(self._lines) else NO_ROW
        return None if row == NO_ROW else row

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        row = self.row_at(event.y)
        if row is not None:
            self.cursor = row
