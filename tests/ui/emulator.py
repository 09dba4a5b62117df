"""A terminal to draw on: pyte's, with signs as wide as Rich counts them, and faint text told from plain."""

from __future__ import annotations

import pyte
from rich.cells import split_graphemes

FAINT = "\x02"
"""Stands behind a sign that is drawn faint, which pyte does not know."""


class GraphemeScreen(pyte.Screen):
    """An emulator that gives a sign the cells that Rich counts for it, joined and modified emoji too.

    Writing over half a wide sign leaves a blank in the other half, as in a terminal.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self.faint = False
        super().__init__(columns, lines)

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        codes = iter(attributes or (0,))
        for code in codes:
            if code in (38, 48):
                for _ in range(1 if next(codes, 0) == 5 else 3):
                    next(codes, 0)
            elif code in (0, 22):
                self.faint = False
            elif code == 2:
                self.faint = True
        super().select_graphic_rendition(*attributes)

    def draw(self, text: str) -> None:
        line, style = self.buffer[self.cursor.y], self.cursor.attrs
        for start, end, width in split_graphemes(text)[0]:
            if width == 0:
                continue
            if self.cursor.x + width > self.columns:
                self.cursor.x = self.columns - width
            sign = text[start:end]
            self.cut(self.cursor.x)
            self.cut(self.cursor.x + width)
            line[self.cursor.x] = style._replace(data=sign + FAINT if self.faint and sign.strip() else sign)
            for half in range(1, width):
                line[self.cursor.x + half] = style._replace(data="")
            self.cursor.x = min(self.cursor.x + width, self.columns)
        self.dirty.add(self.cursor.y)

    def erase_characters(self, count: int | None = None) -> None:
        self.cut(self.cursor.x)
        self.cut(self.cursor.x + (count or 1))
        super().erase_characters(count)

    def cut(self, x: int) -> None:
        """Blank a sign that stands across this edge: half of it cannot stay."""
        line = self.buffer[self.cursor.y]
        if not 0 < x < self.columns or line[x].data:
            return
        first, end = x, x
        while first > 0 and not line[first].data:
            first -= 1
        while end < self.columns and not line[end].data:
            end += 1
        for half in range(first, end):
            line[half] = line[half]._replace(data=" ")

    def row(self, y: int) -> list[pyte.screens.Char]:
        """Return what can be seen in a line: of a blank not the colour it would be written in."""
        line = self.buffer[y]
        return [_seen(line[x]) for x in range(self.columns)]


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    if cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough or cell.blink:
        return cell
    return pyte.screens.Char(" ", bg=cell.bg)
