"""What stands on the terminal, cell for cell, and what has to be written so that it shows something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

from reflectie_tui.ui.pieces import Piece, in_short_order
from reflectie_tui.ui.sgr import of_a_blank, shows_on_blanks

Cell = tuple[str, str]
"""What stands in one cell, and its style as SGR parameters. The second half of a wide sign is an empty text; the style
of a blank is no more than can be seen of it."""
Row = list[Cell | None]
"""A line of the terminal; None in a cell that we do not know."""

JOINER = "\u200d"
JUMP = 4
"""Bytes that a jump over cells takes: so many bytes that stand there already may as well be written again."""
ERASED = 9
"""From so many blanks on, one code erases them: it and the jump over them take as much."""
ERASED_TO_THE_END = 4
"""The same, where nothing comes after them in the line."""


class Cells:
    """What stands on the terminal, as far as we know, and what is to stand there."""

    def __init__(self, size: Size, *, erases: bool = True) -> None:
        """Take the size of the terminal, and whether it erases in the current background colour."""
        self.size = size
        self.erases = erases
        self._known: list[Row] = [[None] * size.width for _ in range(size.height)]
        self._wanted: list[Row] = [[None] * size.width for _ in range(size.height)]
        self._touched: list[tuple[int, int, int]] = []  # line, and from which column to which
        self._style: str | None = None  # the terminal's, after what was written last

    def take(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> None:
        """Take over what is to stand on the terminal; `due` tells how."""
        colours = console._color_system or ColorSystem.TRUECOLOR
        for y, x, strips in parts_of(update):
            if 0 <= y < self.size.height and 0 <= x < self.size.width:
                row = [cell for strip in strips for cell in cells_of(strip, colours)]
                if not row:
                    continue
                end = min(x + len(row), self.size.width)
                if _is_half(row[end - x] if end - x < len(row) else None):
                    row[end - x - 1] = (" ", of_a_blank(row[end - x - 1][1]))  # half a sign at the edge would wrap
                row = row[: end - x]
                first, last = _blank_halves(self._wanted[y], x, end)
                self._wanted[y][x:end] = row
                self._touched.append((y, first, last))

    def forget(self) -> None:
        """Know nothing any more of what stands there; what is to stand there is still to be written."""
        self._known = [[None] * self.size.width for _ in range(self.size.height)]
        self._style = None

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
        touched, self._touched = self._touched, []
        pieces = [piece for y, x, end in touched for piece in self._changed(y, x, end)]
        codes, self._style = in_short_order(pieces, self._style)
        return codes

    def _changed(self, y: int, x: int, end: int) -> Iterator[Piece]:
        """Return what has to be written in a line from one column to another; from then on it counts as known."""
        known, wanted = self._known[y], self._wanted[y]
        while x > 0 and _is_half(wanted[x]):
            x -= 1  # a later frame has a wide sign across the edge of what an earlier one touched
        while end < len(wanted) and _is_half(wanted[end]):
            end += 1
        if known[x:end] == wanted[x:end]:
            return
        piece: Piece | None = None
        for start, stop, cell in self._signs(known, wanted, x, end):
            text, style = cell
            _forget_halves(known, start, stop)
            known[start:stop] = wanted[start:stop]
            if text.startswith("\x1b"):
                yield Piece(y, start, style, True, text, start)
                continue
            longer = None if piece is None else _longer(piece, wanted, start, stop, text, style)
            if piece is not None and longer is None:
                yield piece
            piece = longer or Piece(y, start, style, text == " ", text, stop)
            if text.endswith(JOINER) or stop == self.size.width:
                yield piece._replace(after=None)  # what comes next gets a place of its own, and is not joined
                piece = None
        if piece is not None:
            yield piece

    def _signs(self, known: Row, wanted: Row, x: int, end: int) -> Iterator[tuple[int, int, Cell]]:
        """Return the signs that changed, or a code that erases many: from where to where, and what, in what style."""
        while x < end:
            cell = wanted[x]
            stop = x + 1
            while stop < len(wanted) and _is_half(wanted[stop]):
                stop += 1
            if cell is not None and known[x:stop] != wanted[x:stop]:
                blanks = self._blanks(wanted, x, end) if cell[0] == " " else 0
                if blanks >= ERASED_TO_THE_END and x + blanks == self.size.width:
                    stop, cell = x + blanks, ("\x1b[K", cell[1])
                elif blanks >= ERASED:
                    while known[x + blanks - 1] == cell:
                        blanks -= 1
                    if blanks >= ERASED:
                        stop, cell = x + blanks, (f"\x1b[{blanks}X", cell[1])
                yield x, stop, cell
            x = stop

    def _blanks(self, wanted: Row, x: int, end: int) -> int:
        """Return how many blanks of one style stand here, as far as they can be erased at once."""
        cell = wanted[x]
        if not self.erases or cell is None or shows_on_blanks(cell[1]):
            return 0
        return sum(1 for _ in takewhile(lambda other: other == cell, wanted[x:end]))


def _longer(piece: Piece, wanted: Row, start: int, stop: int, text: str, style: str) -> Piece | None:
    """Return a piece with one more sign, and what stands between; None where that takes more than two pieces do."""
    between = wanted[piece.after : start]
    if any(cell is None for cell in between):
        return None
    cells = [cell for cell in between if cell is not None]
    passed = "".join(sign for sign, _ in cells)
    if len(passed.encode()) > JUMP:
        return None
    for sign, look in [*cells, (text, style)]:
        if sign == " ":
            if look != (piece.style if piece.blank else of_a_blank(piece.style)):
                return None
        elif piece.blank and of_a_blank(look) == piece.style:
            piece = piece._replace(style=look, blank=False)
        elif piece.blank or look != piece.style:
            return None
    return piece._replace(text=piece.text + passed + text, after=stop)


def _blank_halves(wanted: Row, x: int, end: int) -> tuple[int, int]:
    """Want a blank, in its own colours, for what is left of a sign that is cut in two; return what is touched."""
    first, last = x, end
    while first > 0 and _is_half(wanted[first]):
        first -= 1
    while last < len(wanted) and _is_half(wanted[last]):
        last += 1
    for at in (*range(first, x), *range(end, last)):
        left = wanted[at]
        wanted[at] = None if left is None else (" ", of_a_blank(left[1]))
    return first, last


def _forget_halves(known: Row, x: int, end: int) -> None:
    """A terminal blanks the other half of a wide sign that is cut in two; what is left there is not ours."""
    if x > 0 and _is_half(known[x]):
        known[x - 1] = None
    if end < len(known) and _is_half(known[end]):
        known[end] = None


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
    blank = (" ", of_a_blank(style))
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


def _is_half(cell: Cell | None) -> bool:
    return cell is not None and cell[0] == ""


def parts_of(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
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
