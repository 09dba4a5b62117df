"""The lines around what is scored: who scores what and on which scale above it, how far it is below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reflectie_tui.ui.cells import fitted, width

if TYPE_CHECKING:
    from reflectie_tui.model.content import Scale

METER = 36
"""Cells of the line that says how far it is; fewer where more is to be said beside it."""
SHORTEST = 4
"""Cells that are left of a name at least."""


def heading(perspective: str, left: str, who: str, count: str, cells: int) -> Content:
    """Return what is scored at the left, and who does it, which one of how many, at the right.

    Args:
        perspective: the id of the perspective, for its colour.
        left: its name, and what is asked.
        who: the name and the organisation, cut off where there is no room for them.
        count: which voice this is: whole, or not at all.
        cells: the width of the line.
    """
    room = cells - width(left) - 2
    if room - width(count) < SHORTEST:
        count = ""
    right = fitted(who, max(SHORTEST, room - width(count))) + count
    gap = " " * max(2, cells - width(left) - width(right))
    return Content.assemble((left, f"bold ${perspective}"), gap, (right, "bold"))


def meter(perspective: str, done: int, total: int, said: str, cells: int = METER) -> Content:
    """Return a line as full as what has been done of a total, and what is said of it."""
    cells = max(4, min(METER, cells))
    full = round(cells * done / total)
    return Content.assemble(("━" * full + "─" * (cells - full), f"${perspective}"), " ", said)


def legend(scale: Scale, unknown: str, cells: int) -> str:
    """Return what the points and the question mark mean, broken only between two of them."""
    lines = [""]
    for each in (*(f"{label.point} {label.label}" for label in scale.labels), f"? {unknown}"):
        longer = f"{lines[-1]} · {each}" if lines[-1] else each
        if width(longer) <= cells:
            lines[-1] = longer
        else:
            lines.append(each)
    return "\n".join(lines)
