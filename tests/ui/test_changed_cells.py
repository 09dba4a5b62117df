"""What is sent to the terminal shows the same there as what Textual would send, and is less."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyte
import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.pilot import Pilot
from textual.strip import Strip

from reflectie_tui.cli.arguments import read
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.changed_cells import fits_textual
from reflectie_tui.ui.net import Net
from reflectie_tui.ui.pieces import At, moved
from reflectie_tui.ui.terminal_cells import Cells, cells_of, parts_of
from reflectie_tui.ui.theme import THEMES
from reflectie_tui.words import Language
from tests.ui.conftest import Room
from tests.ui.emulator import GraphemeScreen
from tests.ui.stage import until
from tests.ui.tour import PLACES, People, Place

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


def shown(screen: GraphemeScreen) -> list[list[pyte.screens.Char]]:
    return [screen.row(y) for y in range(SIZE.height)]


def test_an_end_of_a_line_within_a_line_never_reaches_the_terminal() -> None:
    (segment,) = Net().apply([Segment("een\ntwee\r\ndrie")], Color(0, 0, 0))
    assert segment.text == "een twee drie"


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


@pytest.mark.parametrize("seed", range(8))
def test_frames_that_waited_for_each_other_show_the_same_cells_in_the_end(console: Console, seed: int) -> None:
    """What one frame touched may begin in the middle of a wide sign of the frame after it."""
    dice = random.Random(seed)
    cells, ours, theirs = Cells(SIZE), GraphemeScreen(*SIZE), GraphemeScreen(*SIZE)
    streams = pyte.Stream(ours), pyte.Stream(theirs)
    theirs.set_mode(pyte.modes.LNM)
    for update in updates(dice, 200):
        cells.take(update, console)
        streams[1].feed(update.render_segments(console))
        if dice.random() < 0.4:
            streams[0].feed(cells.due())
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
    assert sent == "\x1b[1;21Hb"


def test_half_a_sign_is_blanked_in_its_own_colours(console: Console) -> None:
    """Also where the sign was never sent, because the frame with it was followed by one that cuts it in two."""
    before, after = Style.parse("white on black"), Style.parse("black on white")
    cells, screen = Cells(SIZE), GraphemeScreen(*SIZE)
    stream = pyte.Stream(screen)
    stream.feed(cells.written(LayoutUpdate([[Strip([Segment("a" * 40, before)])]], Region(0, 0, 40, 1)), console))
    cells.take(LayoutUpdate([[Strip([Segment("日" * 20, after)])]], Region(0, 0, 40, 1)), console)
    cells.take(LayoutUpdate([[Strip([Segment("b" * 10, after)])]], Region(5, 0, 10, 1)), console)
    stream.feed(cells.due())
    row = screen.row(0)
    assert "".join(cell.data for cell in row[:17]) == "日日 bbbbbbbbbb 日"
    assert {cell.bg for cell in row} == {"white"}


def test_half_a_sign_at_the_edge_does_not_wrap(console: Console) -> None:
    sent = Cells(SIZE).written(LayoutUpdate([[Strip([Segment("日日", STYLES[0])])]], Region(37, 0, 3, 1)), console)
    assert sent.count("日") == 1


def test_a_sign_that_would_join_the_next_one_does_not(console: Console) -> None:
    cells, screen = Cells(SIZE), GraphemeScreen(*SIZE)
    line = Strip([Segment("e\u0301\u200d", STYLES[0]), Segment(" b" + " " * 37, STYLES[0])])
    pyte.Stream(screen).feed(cells.written(LayoutUpdate([[line]], Region(0, 0, 40, 1)), console))
    assert [cell.data for cell in screen.row(0)[:4]] == ["e\u0301\u200d", " ", "b", " "]


def test_a_row_of_blanks_is_erased_at_once_where_the_terminal_can(console: Console) -> None:
    style = STYLES[0]
    for erases, longest in ((True, 40), (False, 80)):
        cells = Cells(SIZE, erases=erases)
        cells.written(LayoutUpdate([[Strip([Segment("a" * 40, style)])]], Region(0, 0, 40, 1)), console)
        update = LayoutUpdate([[Strip([Segment("hoi" + " " * 37, style)])]], Region(0, 0, 40, 1))
        sent = cells.written(update, console)
        assert ("\x1b[K" in sent) == erases and len(sent) < longest


def test_blanks_are_erased_as_far_as_they_go(console: Console) -> None:
    style = STYLES[0]
    cells = Cells(SIZE)
    cells.written(LayoutUpdate([[Strip([Segment("a" * 40, style)])]], Region(0, 0, 40, 1)), console)
    sent = cells.written(LayoutUpdate([[Strip([Segment(" " * 30, style)])]], Region(0, 0, 30, 1)), console)
    assert "\x1b[30X" in sent and "\x1b[K" not in sent


def test_the_colour_that_a_blank_would_be_written_in_is_not_sent(console: Console) -> None:
    loud, quiet = Style.parse("bold red on black"), Style.parse("italic white on black")
    cells = Cells(SIZE)
    cells.written(LayoutUpdate([[Strip([Segment("a  b" + " " * 36, loud)])]], Region(0, 0, 40, 1)), console)
    line = Strip([Segment("a", loud), Segment("  ", quiet), Segment("b", loud), Segment(" " * 36, quiet)])
    assert cells.written(LayoutUpdate([[line]], Region(0, 0, 40, 1)), console) == ""
    under = Strip([Segment("a", loud), Segment("  ", loud + Style(underline=True)), Segment("b" + " " * 36, loud)])
    assert cells.written(LayoutUpdate([[under]], Region(0, 0, 40, 1)), console) != ""


def test_the_style_of_the_last_frame_goes_on_in_the_next(console: Console) -> None:
    cells = Cells(SIZE)
    lines = [[Strip([Segment(f"{number}" * 40, STYLES[1])])] for number in range(2)]
    assert cells.written(LayoutUpdate(lines[:1], Region(0, 0, 40, 1)), console).startswith("\x1b[1H\x1b[0;1;38;2")
    assert cells.written(LayoutUpdate(lines[1:], Region(0, 1, 40, 1)), console) == "\x1b[2H" + "1" * 40
    cells.forget()
    assert "\x1b[0;1;38;2" in cells.written(LayoutUpdate(lines[:1], Region(0, 1, 40, 1)), console)


def test_what_has_one_style_is_written_together(console: Console) -> None:
    """A bar at the side of each line does not change the colour to and fro."""
    loud, quiet = Style.parse("bold red on black"), Style.parse("white on black")
    lines = [[Strip([Segment("aap noot mies" + " " * 26, quiet), Segment("│", loud)])] for _ in range(3)]
    sent = Cells(SIZE).written(LayoutUpdate(lines, Region(0, 0, 40, 3)), console)
    assert len(re.findall(r"\x1b\[[\d;]*m", sent)) == 2


@pytest.mark.parametrize(
    ("at", "x", "y", "code"),
    [
        (None, 4, 6, "\x1b[7;5H"),
        (None, 0, 6, "\x1b[7H"),
        ((4, 6), 4, 6, ""),
        ((3, 6), 4, 6, "\x1b[C"),
        ((1, 6), 40, 6, "\x1b[39C"),
        ((5, 6), 4, 6, "\b"),
        ((5, 6), 4, 7, "\b\x1b[B"),
        ((5, 12), 4, 10, "\b\x1b[2A"),
        ((79, 3), 40, 3, "\x1b[39D"),
        ((79, 3), 0, 8, "\x1b[9H"),
        ((40, 3), 50, 8, "\x1b[9;51H"),
    ],
)
def test_the_cursor_goes_the_shortest_way(at: At, x: int, y: int, code: str) -> None:
    assert moved(at, x, y) == code


# -- the whole app, drawn both ways

EVENTS, SHORT = 150, 30
WIDE = People(
    title="日本 👩\u200d🏫 Rijnoever ☺\ufe0f cafe\u0301",
    people="👩\u200d🏫 Fatima, Rijnoever\nJoe\u0308l ☺\ufe0f, 日本\n"
    "👩\u200d🏫👩\u200d🏫, ☺\ufe0f☺\ufe0f\nKofi e\u0301\u0302, Zandbank",
    note="👩\u200d🏫 ☺\ufe0f 日本語 e\u0301\u0302 " * 9,
    facilitator="☺\ufe0f Ilse",
)
SIZES = [(80, 24), (81, 25), (120, 40), (60, 20), (41, 13), (200, 60), (1, 1)]
KEYS = """
enter enter escape tab shift+tab up down down left right home end pageup pagedown space backspace delete ctrl+a ctrl+k
ctrl+p ctrl+x f1 f2 f3 f5 f8 question_mark slash 0 1 2 3 4 5 6 a b e g h n u v w x z
"""
PASTES = ["👩\u200d🏫日本e\u0301 ☺\ufe0f", "Een, Twee\nDrie; Vier", "\u0301\u200d", "日" * 200, "15 januari"]


class Side:
    """A driver that draws on an emulator what is sent to it, and remembers where the cursor was put."""

    is_inline = is_headless = False

    def __init__(self) -> None:
        self.screen = GraphemeScreen(80, 24)
        self.stream = pyte.Stream(self.screen)
        self.cursor: Any = None
        self.sent = 0

    @property
    def at(self) -> Offset:
        return Offset(self.screen.cursor.x, self.screen.cursor.y)

    def write(self, text: str) -> None:
        self.sent += len(text.encode())
        self.stream.feed(text)

    def flush(self) -> None:
        """All has been drawn already."""


class Both(ReflectieApp):
    """Draws each frame twice: the cells that changed on one emulator, and on another as Textual itself does it."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.changed, self.whole = Side(), Side()
        self.differences: list[str] = []
        self.fits = True
        """Whether a whole frame was drawn since the screen got its size, and none after it that lies outside it: what
        Textual draws for another size ends up anywhere on the screen, until the whole frame that follows."""
        self.too_long: set[int] = set()
        """Lines that Textual drew longer than the screen: a cursor on half a joined sign makes two signs of it."""

    @contextmanager
    def on(self, side: Side) -> Iterator[None]:
        if self._driver is side:
            yield
            return
        driver, cursor = self._driver, self._previous_cursor_position
        if side.cursor is not None:
            self._previous_cursor_position = side.cursor
        self._driver = side  # type: ignore[assignment]
        try:
            yield
        finally:
            side.cursor = self._previous_cursor_position
            self._driver, self._previous_cursor_position = driver, cursor

    def _display(self, screen: Any, renderable: Any) -> None:
        if self._driver is None:
            return
        for side in (self.changed, self.whole):
            if (side.screen.columns, side.screen.lines) != self.size:
                self.fits = False
                at = side.at
                side.screen.resize(self.size.height, self.size.width)  # which sends the cursor home
                side.screen.cursor_position(at.y + 1, at.x + 1)
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            self.measure(renderable)
        with self.on(self.changed):
            super()._display(screen, renderable)
        with self.on(self.whole):
            App._display(self, screen, renderable)
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            if any(y >= self.size.height or x >= self.size.width for y, x, _ in parts_of(renderable)):
                self.fits = False
            elif isinstance(renderable, LayoutUpdate) and renderable.region == self.size.region:
                self.fits = True
        self.compare()
        drawn = self.fits and self._held is None and renderable is not None
        if drawn and self.screen.outer_size.clamp_offset(self.cursor_position) and self.changed.at != self.whole.at:
            self.differences.append(f"the cursor at {self.changed.at} for {self.whole.at}")

    def _write_out(self) -> None:
        """Write on the emulator; by the clock, too, where a frame was held."""
        with self.on(self.changed):
            super()._write_out()
        if self._driver is not self.changed:
            self.compare()

    def measure(self, update: LayoutUpdate | ChopsUpdate) -> None:
        """Note the lines that are longer than the screen; written anew they are compared to the end again."""
        ends: dict[int, int] = {}
        for y, x, strips in parts_of(update):
            end = x + sum(len(cells_of(strip, ColorSystem.TRUECOLOR)) for strip in strips)
            ends[y] = max(end, ends.get(y, 0))
        for y, end in ends.items():
            if end > self.size.width:
                self.too_long.add(y)
            elif end == self.size.width:
                self.too_long.discard(y)

    def compare(self) -> None:
        """See that both show the same, where all that was drawn has been written."""
        if not self.fits or self._held is not None:
            return
        changed, whole = self.changed.screen, self.whole.screen
        for y in sorted(changed.dirty | whole.dirty):
            if y >= self.size.height:
                continue
            stop = self.size.width - (3 if y in self.too_long else 0)  # what came after the end was drawn there
            if (ours := changed.row(y)[:stop]) != (theirs := whole.row(y)[:stop]):
                x = next(x for x, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1])
                self.differences.append(f"line {y}, column {x} of {self.size}: {ours[x]} for {theirs[x]}")
        changed.dirty.clear()
        whole.dirty.clear()


class Walk(NamedTuple):
    """How many events there were, and the bytes that both ways sent."""

    events: int
    ours: int
    theirs: int


class DoubleRoom(Room):
    """A group whose app is drawn both ways."""

    whole_lines = False

    def app(self, session: Session | None = None, language: Language | None = None) -> Both:
        self.folder.mkdir(exist_ok=True)
        self.path = create(session, self.folder) if session is not None else None
        return Both(
            sessions=self.folder,
            sets=self.sets,
            language=language,
            open_file=self.path,
            whole_lines=self.whole_lines,
        )


async def happen(app: ReflectieApp, pilot: Pilot[int], dice: random.Random) -> str:
    """Let anything happen, and tell what."""
    chance = dice.random()
    if chance < 0.04:
        app.theme = dice.choice(THEMES).name
        await pilot.pause()
        return app.theme
    if chance < 0.1:
        width, height = dice.choice(SIZES)
        await pilot.resize_terminal(width, height)
        return f"size {width} {height}"
    if chance < 0.16:
        text = dice.choice(PASTES)
        app.post_message(events.Paste(text))
        await pilot.pause()
        return f"paste {text[:20]!r}"
    if chance < 0.24:
        place = dice.randrange(app.size.width), dice.randrange(app.size.height)
        await pilot.click(offset=place, times=dice.choice([1, 1, 2]))
        return f"click {place}"
    shown = {key for each in app.screen.active_bindings.values() for key in each.binding.key.split(",")}
    key = dice.choice(sorted(shown - {"ctrl+q", "f10"}) if shown and chance < 0.6 else KEYS.split())
    await pilot.press(key)
    return key


async def wander(room: Room, place: Place, dice: random.Random, most: int) -> Walk:
    """Begin at a place, let anything happen, and see after each that both emulators show the same."""
    trace: list[str] = []
    async with place.visit(room, dice.choice(["nl", "en"]), dice.choice(SIZES[:-1]), WIDE) as (app, pilot):
        assert isinstance(app, Both)
        while len(trace) < most and app.is_running and app.return_code is None:
            trace.append(await happen(app, pilot, dice))
            assert not app.differences, (app.differences[:3], trace)
        if app.is_running and app.return_code is None:
            await until(pilot, lambda: app.fits and app._held is None, "the last frame, of the size of the screen")
            assert not app.differences, (app.differences[:3], trace)
    return Walk(len(trace), app.changed.sent, app.whole.sent)


@pytest.fixture
def double_room(every_frame: None, sets: ContentSets, monkeypatch: pytest.MonkeyPatch) -> Iterator[DoubleRoom]:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    with TemporaryDirectory() as folder:
        yield DoubleRoom(sets, Path(folder) / "s")


async def test_one_option_turns_it_off(double_room: DoubleRoom) -> None:
    assert read(["--whole-lines"]).whole_lines and not read([]).whole_lines
    sent = []
    for double_room.whole_lines in (True, False):
        async with PLACES[0].visit(double_room) as (app, pilot):
            assert isinstance(app, Both)
            await pilot.press("down")
            sent.append(app.changed.sent / app.whole.sent)
    assert sent[0] == 1 > sent[1]


@pytest.mark.lasting
@pytest.mark.parametrize("seed", range(4))
async def test_both_ways_show_the_same_wherever_one_goes(double_room: Room, seed: int) -> None:
    dice = random.Random(seed)
    walk = await wander(double_room, dice.choice(PLACES), dice, SHORT)
    assert 0 < walk.ours < walk.theirs


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
async def test_both_ways_show_the_same_after_thousands_of_events(double_room: Room, place: Place) -> None:
    dice = random.Random(place.name)
    done = 0
    while done < EVENTS:  # an event may end the app: then it begins anew
        done += (await wander(double_room, place, dice, EVENTS - done)).events
