"""Bars and dumbbells on the scale of 1 to 5 as lines of plain text: the only module that knows plotext.

plotext puts a value at column ⌊½ + (columns − 1) · (value − low) / (high − low)⌋ of its canvas. A drawing is exact
where each point of the scale falls on a column of its own: an axis of exactly 1..5 (`xlim`) on 4·k + 1 columns, no
frame and no ticks, which would take columns away, and no rows in between: one row a bar (`ylim` 1..rows, a bar as a
line from 1 on a whole row). Left to itself plotext begins the axis at the lowest value, spreads a bar over rows by 0.8
of their distance, looks at every column for what its edges enclose, and cuts a chart off at the size of the terminal.
Names and numbers are not given to plotext: it measures text by `len`, which 日本 and emoji do not fit. Its finer
markers (`hd`, `braille`) look the same for every series, so a bar ends on a whole column, and its number stands
beside it.

plotext keeps its figure in a global: it is drawn on the main thread only, cleared first, and what was drawn is kept.
"""

import threading
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from reflectie_tui.model.insight import POINTS

SERIES = "█▓▒░■▪"
"""The sign of each series, so that they can be told apart without colour; after six it begins again."""
ASCII_SERIES = "#%=:+."
BEFORE, BETWEEN, AFTER = "○─●"
ASCII_ENDS = "o-*"

Value = Fraction | float | None
"""A place on the scale, 1..5; None draws an empty line."""


def fitting(room: int) -> int:
    """Return the columns of the widest exact drawing in this room: 4·k + 1, at least 5."""
    return max(1, (room - 1) // (POINTS - 1)) * (POINTS - 1) + 1


def place(value: Fraction | float, columns: int) -> int:
    """Return the column, from 0, where a value stands; halfway between two it is the right one."""
    return int((columns - 1) * (float(value) - 1) / (POINTS - 1) + 0.5 + 1e-8)


def scale(columns: int) -> str:
    """Return the line with the points 1 to 5, each above its column."""
    unit = (columns - 1) // (POINTS - 1)
    return "".join(str(point).ljust(unit) for point in range(1, POINTS + 1)).rstrip()


def bars(values: Sequence[tuple[Value, int]], columns: int, glyphs: str = SERIES) -> tuple[str, ...]:
    """Return a bar a line, from 1 to its value, each line exactly so many columns wide.

    Args:
        values: where each bar ends, and of which series it is, from 0.
        columns: the width, as `fitting` gives it.
        glyphs: the signs of the series.
    """
    return _bars(tuple((_float(value), series) for value, series in values), columns, glyphs)


def dumbbells(
    pairs: Sequence[tuple[Value, Value]], columns: int, ends: str = BEFORE + BETWEEN + AFTER
) -> tuple[str, ...]:
    """Return what changed, a pair a line: ○ where it was, ● where it is, a line between; the last covers the first.

    Args:
        pairs: the value before and after, each None where there is none.
        columns: the width, as `fitting` gives it.
        ends: the signs for before, between and after.
    """
    return _dumbbells(tuple((_float(first), _float(last)) for first, last in pairs), columns, ends)


def _float(value: Value) -> float | None:
    return None if value is None else float(value)


@lru_cache(256)
def _bars(values: tuple[tuple[float | None, int], ...], columns: int, glyphs: str) -> tuple[str, ...]:
    plot = _canvas(columns, len(values))
    for line, (value, series) in enumerate(values):
        if value is not None:
            row = _row(line, len(values))
            plot.plot([1, value], [row, row], marker=glyphs[series % len(glyphs)])
    return _drawn(plot, columns, len(values))


@lru_cache(256)
def _dumbbells(pairs: tuple[tuple[float | None, float | None], ...], columns: int, ends: str) -> tuple[str, ...]:
    before, between, after = tuple(ends)
    plot = _canvas(columns, len(pairs))
    for line, (first, last) in enumerate(pairs):
        row = _row(line, len(pairs))
        if first is not None and last is not None:
            plot.plot([first, last], [row, row], marker=between)
        for value, marker in ((first, before), (last, after)):
            if value is not None:
                plot.scatter([value], [row], marker=marker)
    return _drawn(plot, columns, len(pairs))


def _rows(lines: int) -> int:
    """Return the height of the canvas: at least two rows, or the axis would have no length."""
    return max(2, lines)


def _row(line: int, lines: int) -> int:
    """Return where a line stands on the vertical axis, which counts from below."""
    return _rows(lines) - line


def _canvas(columns: int, lines: int) -> Any:
    """Return plotext with an empty canvas of exactly this size, on the scale of 1 to 5."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("plotext keeps its figure in a global: draw on the main thread")
    if columns % (POINTS - 1) != 1:
        raise ValueError(f"not exact: {columns} columns")
    import plotext  # 50 ms: only where something is drawn

    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.theme("clear")
    plotext.plot_size(columns, _rows(lines))
    plotext.frame(False)
    plotext.xticks([])
    plotext.yticks([])
    plotext.xlim(1, POINTS)
    plotext.ylim(1, _rows(lines))
    return plotext


def _drawn(plot: Any, columns: int, lines: int) -> tuple[str, ...]:
    if not lines:
        return ()
    drawn = plot.uncolorize(plot.build()).split("\n")
    return tuple(line.ljust(columns) for line in drawn[:lines])
