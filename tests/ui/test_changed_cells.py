"""What is sent to the terminal shows the same there as what Textual would send, and is less."""

from __future__ import annotations

import random

import pyte
import pytest
from rich.cells import split_graphemes
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region, Size
from textual.strip import Strip

from reflectie_tui.ui.changed_cells import Cells, fits_textual

SIZE = Size(40, 8)
SIGNS = ["a", "b", " ", " ", "é", "─", "●", "日", "👩\u200d🏫", "\u2764\ufe0f", "e\u0301\u0302", "█"]
STYLES = [
    Style.parse("white on black"),
    Style.parse("bold #f2b266 on #15191c"),
    Style.parse("underline white on black"),
    Style.parse("reverse red on blue"),
    Style.null(),
]


@pytest.fixture
def console() -> Console:
    return Console(force_terminal=True, color_system="truecolor", width=SIZE.width, height=SIZE.height)


def strip_of(chance: random.Random, cells: int) -> Strip:
    segments: list[Segment] = []
    left = cells
    while left > 0:
        sign = chance.choice(SIGNS)
        segment = Segment(sign * chance.choice([1, 1, 2, 5]), chance.choice(STYLES))
        strip = Strip([*segments, segment])
        if strip.cell_length > cells:
            segment = Segment(" " * left, chance.choice(STYLES))
        segments.append(segment)
        left = cells - Strip(segments).cell_length
    return Strip(segments)


def updates(chance: random.Random, count: int) -> list[LayoutUpdate | ChopsUpdate]:
    """Frames as a compositor makes them: whole regions, and pieces of lines between chops."""
    found: list[LayoutUpdate | ChopsUpdate] = [
        LayoutUpdate([[strip_of(chance, SIZE.width)] for _ in range(SIZE.height)], SIZE.region)
    ]
    lines = [strip_of(chance, SIZE.width) for _ in range(SIZE.height)]
    for _ in range(count):
        if chance.random() < 0.1:
            lines = [strip_of(chance, SIZE.width) if chance.random() < 0.5 else line for line in lines]
            found.append(LayoutUpdate([[line] for line in lines], Region(0, 0, SIZE.width, SIZE.height)))
            continue
        y = chance.randrange(SIZE.height)
        cuts = sorted({0, *chance.sample(range(1, SIZE.width), 3)})
        ends = [*cuts[1:], SIZE.width]
        chops: list[dict[int, Strip | None]] = [{} for _ in range(SIZE.height)]
        for x, end in zip(cuts, ends, strict=True):
            chops[y][x] = strip_of(chance, end - x) if chance.random() < 0.8 else None
        first, last = sorted(chance.sample(range(SIZE.width + 1), 2))
        found.append(ChopsUpdate(chops, [(y, first, last)], [ends if row == y else [] for row in range(SIZE.height)]))
    return found


def shown(screen: pyte.Screen) -> list[list[object]]:
    return [[screen.buffer[y][x] for x in range(SIZE.width)] for y in range(SIZE.height)]


class GraphemeScreen(pyte.Screen):
    """An emulator that gives a sign the cells that Rich counts for it, joined and modified emoji too."""

    def draw(self, text: str) -> None:
        for start, end, width in split_graphemes(text)[0]:
            if width == 0:
                continue
            if self.cursor.x + width > self.columns:
                self.cursor.x = self.columns - width
            line, style = self.buffer[self.cursor.y], self.cursor.attrs
            line[self.cursor.x] = style._replace(data=text[start:end])
            for half in range(1, width):
                line[self.cursor.x + half] = style._replace(data="")
            self.cursor.x = min(self.cursor.x + width, self.columns)


def test_textual_is_as_this_leans_on_it() -> None:
    assert fits_textual(App())


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("erases", [True, False])
def test_the_terminal_shows_the_same_cells(console: Console, seed: int, erases: bool) -> None:
    cells = Cells(SIZE, erases=erases)
    ours, theirs = GraphemeScreen(*SIZE), GraphemeScreen(*SIZE)
    streams = pyte.Stream(ours), pyte.Stream(theirs)
    theirs.set_mode(pyte.modes.LNM)
    for update in updates(random.Random(seed), 150):
        streams[0].feed(cells.written(update, console))
        streams[1].feed(update.render_segments(console))
        assert shown(ours) == shown(theirs)


def test_nothing_is_sent_for_what_stands_there_already(console: Console) -> None:
    cells = Cells(SIZE)
    (update,) = updates(random.Random(1), 0)
    assert cells.written(update, console)
    assert cells.written(update, console) == ""


def test_one_changed_sign_takes_a_handful_of_bytes(console: Console) -> None:
    style = STYLES[0]
    cells = Cells(SIZE)
    cells.written(LayoutUpdate([[Strip([Segment("a" * 40, style)])]], Region(0, 0, 40, 1)), console)
    text = "a" * 20 + "b" + "a" * 19
    sent = cells.written(LayoutUpdate([[Strip([Segment(text, style)])]], Region(0, 0, 40, 1)), console)
    assert sent == "\x1b[1;21H\x1b[37;40mb\x1b[m"


def test_a_row_of_blanks_is_erased_at_once_where_the_terminal_can(console: Console) -> None:
    style = STYLES[0]
    for erases, longest in ((True, 40), (False, 80)):
        cells = Cells(SIZE, erases=erases)
        cells.written(LayoutUpdate([[Strip([Segment("a" * 40, style)])]], Region(0, 0, 40, 1)), console)
        update = LayoutUpdate([[Strip([Segment("hoi" + " " * 37, style)])]], Region(0, 0, 40, 1))
        sent = cells.written(update, console)
        assert ("X" in sent) == erases and len(sent) < longest
