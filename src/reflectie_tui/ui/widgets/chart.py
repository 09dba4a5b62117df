"""The chart over all five perspectives, a row of lines for each: voices on a line, bars, or a plain table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.insight import POINTS
from reflectie_tui.report.chart import bars, fitting, place, scale
from reflectie_tui.ui.cells import fitted, padded, width, wrapped
from reflectie_tui.ui.host import is_big, words_of
from reflectie_tui.ui.widgets.chart_rows import ChartRow, Mark, View
from reflectie_tui.ui.widgets.rows import Rows

CURSOR = 2
"""The width of the sign for the cursor, at the left."""
PLACE = 4
"""The width of one place on the line of voices: up to three marks stand in it, more become ●×7."""
PLACES = range(2, 6)
"""The places for one point of the scale, at least and (one more than) at most: of fifths each place is exact."""
NAMES = range(13, 19)
"""The width of the column with the perspectives, at least and (one more than) at most."""
NUMBER = 6
"""The width of what stands behind a bar."""
WIDEST = 61
"""The widest bar: fifteen columns a point."""
FIGURES = ("mean", "voices", "range", "divided")
"""The columns of the table, as the words call them."""
GAPS = range(1, 5)
"""The room between two columns of the table, at least and (one more than) at most."""


@dataclass(frozen=True)
class Layout:
    """How the cells of a line are divided: before the drawing stand the name and the label of a bar.

    `drawing` is the width of the bars in columns, or of the line of voices in places a point; of a table `figures` are
    the widths of the columns.
    """

    name: int
    label: int = 0
    drawing: int = 0
    figures: tuple[int, ...] = ()


class Chart(Rows):
    """The five perspectives with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{key}" for key in PERSPECTIVES}

    view: reactive[View] = reactive("voices", repaint=False)
    rows: reactive[tuple[ChartRow, ...]] = reactive((), repaint=False)

    class Opened(Message):
        """A perspective was clicked twice: somebody wants to see its statements."""

    def count(self) -> int:
        """Return the number of perspectives."""
        return len(self.rows)

    def show(self, view: View, rows: tuple[ChartRow, ...]) -> None:
        """Show these rows in this view."""
        self.view, self.rows = view, rows
        self._lines = []
        self.drawn_anew()
        self.refresh(layout=True)
        self.call_after_refresh(self.show_cursor)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines of all rows, so that the chart is no higher than it needs to be."""
        lines = sum(len(self.draw(row, width)) for row in range(self.count()))
        return lines + self.count() if is_big(self) else lines

    def layout_for(self, cells: int) -> Layout:
        """Return how the cells of a line are divided in this view."""
        texts = [text for row in self.rows for text in (row.name, *row.judged)]
        name = min(max([NAMES.start, *(width(text) + 2 for text in texts)]), NAMES.stop - 1)
        room = cells - CURSOR - name
        if self.view == "voices":
            drawing = max((each for each in PLACES if (each * (POINTS - 1) + 1) * PLACE <= room), default=PLACES.start)
            return Layout(name, drawing=drawing)
        if self.view == "table":
            return Layout(name, figures=self._figure_widths(room))
        widest = 12 if cells < 70 else 18 if cells < 100 else 30
        labels = [width(bar.label) + 1 for row in self.rows for bar in row.bars]
        label = min(max([8, *labels]), widest)
        return Layout(name, label, min(WIDEST, fitting(room - label - NUMBER)))

    def header(self, cells: int) -> str:
        """Return the line above the chart: the points of the scale, or what each figure is."""
        layout = self.layout_for(cells)
        before = " " * (CURSOR + layout.name + layout.label)
        if self.view == "table":
            return before + _in_columns(self._titles(), layout)
        if self.view == "voices":
            return before + "".join(padded(str(point), layout.drawing * PLACE) for point in range(1, POINTS + 1))
        return before + scale(layout.drawing)

    def _titles(self) -> tuple[str, ...]:
        words = words_of(self)
        return tuple(words(f"comparison.figure.{key}") for key in FIGURES)

    def _figure_widths(self, room: int) -> tuple[int, ...]:
        """Return the widths of the columns of the table: as wide as what stands in them, and room between."""
        lines = [self._titles(), *(row.figures for row in self.rows if row.figures)]
        widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
        gap = min(max((room - sum(widths)) // len(widths), GAPS.start), GAPS.stop - 1)
        return tuple(each + gap for each in widths)

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return a perspective: at the left its name and what the group judged, beside it the drawing."""
        shown = self.rows[row]
        layout = self.layout_for(cells)
        mark = Segment("▌ " if row == self.cursor else "  ", self.style_of("mark"))
        left = [Segment(padded(fitted(shown.name, layout.name - 1), layout.name), self.style_of(shown.id))]
        left += [
            Segment(padded(fitted(text, layout.name - 1), layout.name), self.style_of("chosen"))
            for text in shown.judged
        ]
        right = self._drawing(shown, layout, cells - CURSOR - layout.name)
        blank = Segment(" " * layout.name)
        return [
            [mark, left[line] if line < len(left) else blank, *(right[line] if line < len(right) else [])]
            for line in range(max(len(left), len(right)))
        ]

    def _drawing(self, shown: ChartRow, layout: Layout, room: int) -> list[list[Segment]]:
        if shown.instead:
            return [[Segment(line, self.style_of("quiet"))] for line in wrapped(shown.instead, room)]
        if self.view == "voices":
            return self._voices(shown, layout)
        if self.view == "table":
            return [[Segment(_in_columns(shown.figures, layout))]]
        return self._bars(shown, layout, room)

    def _voices(self, shown: ChartRow, layout: Layout) -> list[list[Segment]]:
        places = layout.drawing * (POINTS - 1) + 1
        standing: dict[int, list[Mark]] = {}
        for mark in shown.marks:
            standing.setdefault(place(mark.value, places), []).append(mark)
        texts = {at: self._stacked([mark.sign for mark in marks]) for at, marks in standing.items()}
        lines = []
        for level in range(max((len(text) for text in texts.values()), default=1)):
            line = []
            for at in range(places):
                stack = texts.get(at, [])
                empty = "·" if level == 0 and at % layout.drawing == 0 else ""
                style = self.style_of(shown.id if level < len(stack) else "quiet")
                line.append(Segment(padded(stack[level] if level < len(stack) else empty, PLACE), style))
            lines.append(line)
        if shown.joint is not None:
            before = " " * (shown.joint - 1) * layout.drawing * PLACE
            lines.append([Segment(f"{before}◆", self.style_of("chosen"))])
        return lines

    def _stacked(self, signs: list[str]) -> list[str]:
        """Return what stands at one place, a line each: dots side by side, letters under each other."""
        if any(sign != "●" for sign in signs):
            return signs
        if len(signs) < PLACE:
            return ["".join(signs)]
        return [f"●×{len(signs)}" if len(signs) < 10 else f"×{len(signs)}"]

    def _bars(self, shown: ChartRow, layout: Layout, room: int) -> list[list[Segment]]:
        colour, quiet = self.style_of(shown.id), self.style_of("quiet")
        drawn = bars([(bar.value, bar.series) for bar in shown.bars], layout.drawing)
        lines = []
        for bar, line in zip(shown.bars, drawn, strict=True):
            filled = line.rstrip()
            rest = "".join(
                "·" if at % ((layout.drawing - 1) // 4) == 0 else " " for at in range(len(filled), len(line))
            )
            label = padded(fitted(bar.label, layout.label - 1), layout.label)
            number = Segment(f" {bar.said}", self.style_of("strong") if bar.value is not None else quiet)
            if bar.value is None:
                lines.append([Segment(label), Segment(bar.said, quiet)])
            else:
                lines.append([Segment(label), Segment(filled, colour), Segment(rest, quiet), number])
        for text in wrapped(shown.below, room) if shown.below else []:
            lines.append([Segment(text)])
        return lines

    def action_move(self, rows: int) -> None:
        """Move the cursor; through a perspective that is higher than the chart first scroll."""
        if not self._scrolled_on(rows):
            super().action_move(rows)

    def _scrolled_on(self, rows: int) -> bool:
        if abs(rows) != 1 or self.cursor >= len(self._tops):
            return False
        high, seen = self.scrollable_content_region.height, self.scroll_offset.y
        top = self._tops[self.cursor]
        bottom = self._tops[self.cursor + 1] if self.cursor + 1 < len(self._tops) else len(self._lines)
        wish = min(seen + high - 1, bottom - high) if rows > 0 else max(seen - high + 1, top)
        if bottom - top <= high or not (top <= wish <= bottom - high) or wish == seen:
            return False
        self.scroll_to(y=wish, animate=False)
        return True

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor on the perspective that was clicked; open it on a second click."""
        await super().on_click(event)
        if event.chain == 2 and self.row_at(event.y) is not None:
            self.post_message(self.Opened())


def _in_columns(figures: tuple[str, ...], layout: Layout) -> str:
    return "".join(padded(each, cells) for each, cells in zip(figures, layout.figures, strict=True))
