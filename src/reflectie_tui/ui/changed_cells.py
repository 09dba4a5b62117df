"""Less to send: of each frame only the cells that changed go to the terminal.

Textual writes the whole span of a line in which something changed. Over a slow line that is what people wait for. Here
we keep what stands on the terminal, cell for cell, and write only where a frame differs from it. This leans on a few
private parts of Textual, all named in this file; where they are not as we expect, Textual's own way is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Size
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.timer import Timer

Cell = tuple[str, str]
"""What stands in one cell, and its style as SGR parameters. The second half of a wide sign is an empty text; the style
of a blank is no more than can be seen of it."""

JOINER = "\u200d"
MERGED = 4
"""Up to so many unchanged cells between two changed ones are written again: a jump over them takes as much."""
ERASED = 9
"""From so many blanks on, one code erases them: it and the jump over them take as much."""
_OFF = {
    "38": "39",
    "48": "49",
    **{
        f"attribute {on}": off for on, off in {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}.items()
    },
}
"""What takes a colour or an attribute away again, and leaves the rest."""
_DRAWN_ON_BLANKS = frozenset(f"attribute {code}" for code in (4, 5, 6, 7, 9, 21, 51, 52, 53))
"""Attributes that show on a blank, and that erasing does not draw: underlined, blinking, reversed, struck …"""


class Cells:
    """What stands on the terminal, as far as we know, and what is to stand there; None in a cell we do not know."""

    def __init__(self, size: Size, *, erases: bool = True) -> None:
        """Take the size of the terminal, and whether it erases in the current background colour."""
        self.size = size
        self.erases = erases
        self._known: list[list[Cell | None]] = [[None] * size.width for _ in range(size.height)]
        self._wanted: list[list[Cell | None]] = [[None] * size.width for _ in range(size.height)]
        self._touched: list[tuple[int, int, int]] = []  # line, and from which column to which
        self._at: tuple[int, int] | None = None  # where the next sign will come, column and line
        self._style = ""

    def take(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> None:
        """Take over what is to stand on the terminal; `due` tells how."""
        colours = console._color_system or ColorSystem.TRUECOLOR
        for y, x, strips in _parts(update):
            if 0 <= y < self.size.height and 0 <= x < self.size.width:
                row = [cell for strip in strips for cell in cells_of(strip, colours)]
                if not row:
                    continue
                end = min(x + len(row), self.size.width)
                if _is_half(row[end - x] if end - x < len(row) else None):
                    row[end - x - 1] = (" ", _of_a_blank(row[end - x - 1][1]))  # half a sign at the edge would wrap
                row = row[: end - x]
                first, last = self._blank_halves(self._wanted[y], x, end)
                self._wanted[y][x:end] = row
                self._touched.append((y, first, last))

    def forget(self) -> None:
        """Know nothing any more of what stands there; what is to stand there is still to be written."""
        self._known = [[None] * self.size.width for _ in range(self.size.height)]

    @property
    def changed_lines(self) -> int:
        """How many lines are to look otherwise than they do."""
        return len({y for y, x, end in self._touched if self._known[y][x:end] != self._wanted[y][x:end]})

    def written(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> str:
        """Return what to write to the terminal so that it shows this update, and all that was taken before it."""
        self.take(update, console)
        return self.due()

    def due(self) -> str:
        """Return what to write to the terminal so that it shows what was taken; empty where it does already."""
        self._at, self._style = None, ""
        pieces: list[str] = []
        for y, x, end in self._touched:
            while x < end:
                row = self._wanted[y][x:end]
                known = row[: row.index(None)] if None in row else row
                pieces += self._line(y, x, known)  # type: ignore[arg-type]
                x += len(known) + 1  # past a cell of which nothing is known: the other half of a sign that was cut
        self._touched.clear()
        if self._style:
            pieces.append("\x1b[m")
        return "".join(pieces)

    def _line(self, y: int, x: int, row: list[Cell]) -> Iterator[str]:
        known = self._known[y]
        end = x + len(row)
        if known[x:end] == row:
            return
        self._forget_halves(known, x, end)
        for start, stop in self._runs(known, x, row):
            column = start
            while column < stop:
                text, style = row[column - x]
                blanks = self._blanks(row, column - x, stop - x)
                yield self._move(column, y)
                if text != " " or style != _of_a_blank(self._style):
                    yield self._styled(style)
                if blanks >= ERASED:
                    yield "\x1b[K" if column + blanks == self.size.width else f"\x1b[{blanks}X"
                    column += blanks
                    continue
                yield text
                column += 1
                while column < stop and _is_half(row[column - x]):
                    column += 1
                joins = text.endswith(JOINER)  # and what comes next is not to be joined: it gets its own place
                self._at = (column, y) if column < self.size.width and not joins else None
        known[x:end] = row

    @staticmethod
    def _blank_halves(wanted: list[Cell | None], x: int, end: int) -> tuple[int, int]:
        """Want a blank, in its own colours, for what is left of a sign that is cut in two; return what is touched."""
        first, last = x, end
        while first > 0 and _is_half(wanted[first]):
            first -= 1
        while last < len(wanted) and _is_half(wanted[last]):
            last += 1
        for at in (*range(first, x), *range(end, last)):
            left = wanted[at]
            wanted[at] = None if left is None else (" ", _of_a_blank(left[1]))
        return first, last

    @staticmethod
    def _forget_halves(known: list[Cell | None], x: int, end: int) -> None:
        """A terminal blanks the other half of a wide sign that is cut in two; what is left there is not ours."""
        if x > 0 and _is_half(known[x]):
            known[x - 1] = None
        if end < len(known) and _is_half(known[end]):
            known[end] = None

    def _blanks(self, row: list[Cell], start: int, stop: int) -> int:
        """Return how many blanks of one style stand here, as far as they can be erased at once."""
        if not self.erases or row[start][0] != " " or _shows_on_blanks(row[start][1]):
            return 0
        end = start
        while end < stop and row[end] == row[start]:
            end += 1
        return end - start

    @staticmethod
    def _runs(known: list[Cell | None], x: int, row: list[Cell]) -> Iterator[tuple[int, int]]:
        """Return from where to where the row has to be written, whole signs each, near ones as one."""
        at, stop = 0, len(row)
        while at < stop:
            if known[x + at] == row[at]:
                at += 1
                continue
            start = at
            while start > 0 and _is_half(row[start]):
                start -= 1
            last = at
            while at < stop and at - last <= MERGED:
                if known[x + at] != row[at]:
                    last = at
                at += 1
            at = last + 1
            while at < stop and _is_half(row[at]):
                at += 1
            yield x + start, x + at

    def _move(self, x: int, y: int) -> str:
        if self._at == (x, y):
            return ""
        before, self._at = self._at, (x, y)
        if before is not None and before[1] == y and x > before[0]:
            return f"\x1b[{x - before[0]}C"
        return f"\x1b[{y + 1};{x + 1}H"

    def _styled(self, style: str) -> str:
        if style == self._style:
            return ""
        before, self._style = self._style, style
        return _change(before, style)


@lru_cache(4096)
def _change(before: str, style: str) -> str:
    """Return the shortest code from one style to another: what differs, or all of it anew."""
    if not style:
        return "\x1b[m"
    old, new = _sorted_out(before), _sorted_out(style)
    gone = old.keys() - new.keys()
    off = {_OFF[kind] for kind in gone if kind in _OFF}
    lost = {kind for kind in new if _OFF.get(kind) in off}  # 22 takes bold away and dim with it
    changed = [code for kind, code in new.items() if old.get(kind) != code or kind in lost]
    codes = [";".join([*sorted(off), *changed])] if gone <= _OFF.keys() else []
    return f"\x1b[{min([*codes, f'0;{style}'], key=len)}m"


def _sorted_out(style: str) -> dict[str, str]:
    """Return the codes of a style by what they set: the foreground, the background, or an attribute each."""
    found: dict[str, str] = {}
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in ("38", "48"):
            model = next(codes)
            found[code] = ";".join([code, model, *(next(codes) for _ in range(1 if model == "5" else 3))])
        elif code.isdigit() and (30 <= int(code) <= 37 or 90 <= int(code) <= 97 or code == "39"):
            found["38"] = code
        elif code.isdigit() and (40 <= int(code) <= 47 or 100 <= int(code) <= 107 or code == "49"):
            found["48"] = code
        else:
            found[f"attribute {code}"] = code
    return found


def cells_of(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """Return a strip as cells. Links are not drawn: nothing in the app leads outside it."""
    found: list[Cell] = []
    for text, style, control in strip._segments:
        if control:
            continue
        ansi = ""
        if style is not None:
            ansi = style._ansi if style._ansi is not None else Strip.render_ansi(style, colours)
        found += _cells_of_text(text, ansi)
    return found


@lru_cache(8192)
def _cells_of_text(text: str, style: str) -> tuple[Cell, ...]:
    blank = (" ", _of_a_blank(style))
    if text.isascii():
        return tuple(blank if sign == " " else (sign, style) for sign in text)
    found: list[Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        sign = text[start:end]
        if width == 0:
            if found:
                found[-1] = (found[-1][0] + sign, style)
            continue
        found += [blank if sign == " " else (sign, style), *[("", style)] * (width - 1)]
    return tuple(found)


@lru_cache(4096)
def _of_a_blank(style: str) -> str:
    """Return what can be seen of a style on a blank: mostly its background alone."""
    return style if _shows_on_blanks(style) else _sorted_out(style).get("48", "")


@lru_cache(4096)
def _shows_on_blanks(style: str) -> bool:
    return bool(_sorted_out(style).keys() & _DRAWN_ON_BLANKS)


def _is_half(cell: Cell | None) -> bool:
    return cell is not None and cell[0] == ""


def _parts(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
    """Return where each piece of an update stands (line, column) and what it holds, as Textual itself would draw it."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, strips
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            yield y, x, [strip if first <= x < last and end <= last else strip.crop(0, min(end, last) - x)]


def fits_textual(app: App[Any]) -> bool:
    """Tell whether the private parts of Textual that this file leans on are there."""
    names = ("_display", "_begin_update", "_end_update", "_batch_count", "_running", "_closed")
    return (
        all(hasattr(app, name) for name in (*names, "_previous_cursor_position"))
        and hasattr(Strip, "render_ansi")
        and hasattr(Strip([]), "_segments")
    )


class ChangedCells(App[Any]):
    """An app that sends only the cells that changed. `whole_lines` turns it off: Textual's own way is taken then."""

    whole_lines: bool = False
    NO_ERASE: ClassVar[tuple[str, ...]] = ("screen", "vt", "dumb", "ansi")
    """Kinds of terminal that erase to the default colour, whatever the current one is: the begin of $TERM."""

    HOLD: ClassVar[float] = 0.03
    """Seconds that a frame of which more than a third is new waits for the one after it: a new step is laid out twice,
    and drawn once. What a key in a list does is never held. A screen may have another `HOLD`."""

    _cells: Cells | None = None
    _held: Timer | None = None
    _term: str = ""

    def __init__(self, *, term: str = "", whole_lines: bool = False, **kwargs: Any) -> None:
        """Take the kind of terminal, as $TERM names it, and whether Textual's own way is wanted."""
        super().__init__(**kwargs)
        self._term = term
        self.whole_lines = self.whole_lines or whole_lines or not fits_textual(self)

    def forget_screen(self) -> None:
        """Know nothing any more of what stands on the terminal: something else wrote to it, or it changed itself."""
        if self._cells is not None:
            self._cells.forget()

    async def _on_resize(self, event: events.Resize) -> None:
        self.forget_screen()  # a terminal may shift its lines when its size changes

    def _display(self, screen: Any, renderable: Any) -> None:
        if (
            self.whole_lines
            or not isinstance(renderable, LayoutUpdate | ChopsUpdate)
            or self._driver is None
            or self._driver.is_inline
            or self._batch_count
            or not self._running
            or self._closed
            or self.is_headless
        ):
            if isinstance(renderable, CompositorUpdate):
                self.forget_screen()
            super()._display(screen, renderable)
            return
        try:
            self._send(renderable)
        finally:
            self.post_display_hook()

    def _send(self, update: LayoutUpdate | ChopsUpdate) -> None:
        begun = self._cells is not None and self._cells.size == self.size
        if self._cells is None or not begun:
            self._cells = Cells(self.size, erases=not self._term.startswith(self.NO_ERASE))
        self._cells.take(update, self.console)
        if self._held is not None:
            return
        hold = getattr(self.screen, "HOLD", self.HOLD)
        if hold and begun and self._cells.changed_lines * 3 > self.size.height:
            self._held = self.set_timer(hold, self._let_go)
        else:
            self._write_out()

    def _let_go(self) -> None:
        """Write the frame that was held, and all that came after it."""
        self._held = None
        self._write_out()

    def _write_out(self) -> None:
        if self._cells is None or self._driver is None or not self._running or self._closed:
            return
        sequence = self._cells.due()
        place = self.screen.outer_size.clamp_offset(self.cursor_position)
        moved = place != self._previous_cursor_position
        if not sequence and not moved:
            return
        self._previous_cursor_position = place
        if moved or self.cursor_position:  # where nobody types, the cursor is hidden and may stand anywhere
            sequence += f"\x1b[{place.y + 1};{place.x + 1}H"
        self._begin_update()
        self._driver.write(sequence)
        self._end_update()
        self._driver.flush()
