"""Pieces of text with a place on the terminal, written in the order that takes the fewest bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reflectie_tui.ui.sgr import change, on_ground

At = tuple[int, int] | None
"""Where the next sign would come, column and line; None where it is not sure: at the end of a line, after a joiner."""


class Piece(NamedTuple):
    """What is written at one place in one style."""

    y: int
    x: int
    style: str
    blank: bool
    """Whether these are blanks alone, of which the style is only what can be seen: the foreground may be any."""
    text: str
    after: int | None
    """The column where the next sign would come, or None."""


def in_short_order(pieces: Iterable[Piece], style: str | None) -> tuple[str, str | None]:
    """Return the codes that write these pieces, and the style that the terminal has after them.

    Pieces of one style are taken from the top down. Of the first of each, the one that costs least to go to comes next:
    to stay in a style is mostly cheaper than to stay in a line.
    """
    waiting: dict[tuple[bool, str], list[Piece]] = {}
    for piece in sorted(pieces, reverse=True):
        waiting.setdefault((piece.blank, piece.style), []).append(piece)
    at: At = None
    written: list[str] = []
    while waiting:
        ways = []
        for look, left in waiting.items():
            piece = left[-1]
            entered = on_ground(style, piece.style) if piece.blank else piece.style
            code = moved(at, piece.x, piece.y) + change(style, entered)
            ways.append((len(code), piece, code, entered, look))
        _, piece, code, style, look = min(ways)
        waiting[look].pop()
        if not waiting[look]:
            del waiting[look]
        written += [code, piece.text]
        at = None if piece.after is None else (piece.after, piece.y)
    return "".join(written), style


def moved(at: At, x: int, y: int) -> str:
    """Return the shortest code that puts the cursor at this column and line, both from 0."""
    place = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
    if at is None:
        return place
    across, down = x - at[0], y - at[1]
    step = _code(across, "C") if across > 0 else min("\b" * -across, _code(-across, "D"), key=len)
    return min(step + (_code(down, "B") if down > 0 else _code(-down, "A")), place, key=len)


def _code(count: int, letter: str) -> str:
    if count == 0:
        return ""
    return f"\x1b[{letter}" if count == 1 else f"\x1b[{count}{letter}"
