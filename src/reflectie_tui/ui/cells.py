"""Text measured in cells of the terminal, and fitted into a place."""

import re
from functools import lru_cache

from rich.cells import cell_len, chop_cells, split_graphemes

width = cell_len

KEPT = 512
"""Wrapped texts that are kept."""
HARD_SPACE = "\u00a0"
"""Stands between words that stay together; on the screen it is a space like any other."""


def fitted(text: str, cells: int) -> str:
    """Return the text in at most this many cells, on one line, ending in … where it is longer."""
    text = text.replace("\n", " ")
    if cell_len(text) <= cells:
        return text
    if cells <= 1:
        return "…"[:cells]
    spans, _ = split_graphemes(text)
    kept = end = 0
    for _start, stop, size in spans:
        if kept + size > cells - 1:
            break
        kept, end = kept + size, stop
    return text[:end].rstrip() + "…"


def padded(text: str, cells: int) -> str:
    """Return the text fitted and filled up with spaces to exactly this many cells."""
    text = fitted(text, cells)
    return text + " " * (cells - cell_len(text))


def wrapped(text: str, cells: int) -> list[str]:
    """Return the text as lines of at most this many cells, broken between words; a longer word is broken itself.

    Words joined by a hard space stay on one line where they fit on one. The last line is no lone word where the line
    above it can spare one.
    """
    return list(_wrapped(text, cells))


@lru_cache(KEPT)
def _wrapped(text: str, cells: int) -> tuple[str, ...]:
    """Return the lines; kept, because at each key the same statements are drawn."""
    lines = [""]
    for word in _words(text, cells):
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) <= cells:
            lines[-1] += f" {word}"
            continue
        *full, rest = chop_cells(word, max(2, cells)) or [word]
        lines += [*full, rest]
    return tuple(line.replace(HARD_SPACE, " ") for line in _with_company(lines[1:] or [""], cells))


def _words(text: str, cells: int) -> list[str]:
    found: list[str] = []
    for joined in re.split(rf"[^\S{HARD_SPACE}]+", text):
        found += [joined] if joined.strip() and cell_len(joined) <= cells else joined.split()
    return found


def _with_company(lines: list[str], cells: int) -> list[str]:
    """Return the lines with a lone word at the end joined by the one before it, unless that leaves a gap above."""
    if len(lines) < 2 or " " in lines[-1]:
        return lines
    *above, longest, last = lines
    longest, _, word = longest.rpartition(" ")
    if cell_len(longest) * 2 < cells or cell_len(word) + 1 + cell_len(last) > cells:
        return lines
    return [*above, longest, f"{word} {last}"]


def end_of(path: str, cells: int) -> str:
    """Return the end of a path in at most this many cells, after … where it is longer."""
    if cell_len(path) <= cells:
        return path
    while path and cell_len(path) > cells - 1:
        path = path[1:]
    return "…" + path
