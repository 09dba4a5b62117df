"""A word at the left of a line, and what it is about in a column beside it."""

from collections.abc import Iterable

from textual.content import Content

from reflectie_tui.ui.cells import padded, wrapped

NARROWEST = 20
"""Cells of the column at least, also where the window has less."""


def hung(word: str, texts: Iterable[str], at: int, cells: int) -> Content:
    """Return a word at the left, and its texts in a column that begins at this cell, in so many cells altogether."""
    lines = [line for text in texts for line in wrapped(text, max(NARROWEST, cells - at))]
    return Content.assemble((padded(word, at), "bold $quiet"), ("\n" + " " * at).join(lines))
