"""A line of the table: what was measured, beside what, and whether it keeps to its budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measurement. `measured` and `bare` in `unit`; the budget is a ratio to the bare thing, or in the unit.

    Without a budget it is there to be known: how much two measurements of the same thing differ, for instance.
    """

    letter: str
    what: str
    unit: str
    measured: float
    budget: float | None
    bare: float | None = None
    p95: float | None = None

    @property
    def figure(self) -> float:
        """What the budget is about: the ratio where there is something bare, else the measurement itself."""
        return self.measured / self.bare if self.bare else self.measured

    @property
    def holds(self) -> bool:
        return self.budget is None or self.figure <= self.budget

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "figure": self.figure, "holds": self.holds}


@dataclass(frozen=True)
class Sheet:
    """A table of its own, beside that of the budgets: its lines as shown, its figures, and whether all is well."""

    name: str
    lines: Sequence[Sequence[str]]
    figures: Sequence[dict[str, Any]]
    holds: bool = True
    below: Sequence[str] = ()
    """What is to be said under it."""

    def __str__(self) -> str:
        return "\n".join([laid_out(self.lines), *([""] if self.below else []), *self.below])


def of_rounds(
    letter: str, what: str, unit: str, budget: float | None, ours: Sequence[float], bare: Sequence[float] = ()
) -> Row:
    """Return a row of the medians of rounds that were taken in turns."""
    ordered = sorted(ours)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return Row(letter, what, unit, median(ours), budget, median(bare) if bare else None, p95)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table of plain text, which is a table in Markdown as well."""
    head = ("", "what", "measured", "p95", "bare", "ratio or bytes", "budget", "holds")
    return laid_out([head, *(_cells(row) for row in rows)])


def laid_out(lines: Sequence[Sequence[str]]) -> str:
    """Return a head and lines of cells as a table in Markdown, its columns straight in plain text too."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    said = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    said.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(said)


def _cells(row: Row) -> tuple[str, ...]:
    figure = f"{row.figure:.2f} ×" if row.bare else f"{row.figure:.4g} {row.unit}"
    budget = "–" if row.budget is None else f"≤ {row.budget:g} {'×' if row.bare else row.unit}"
    bare = f"{row.bare:.4g} {row.unit}" if row.bare else "–"
    p95 = f"{row.p95:.4g} {row.unit}" if row.p95 is not None else "–"
    return (
        row.letter,
        row.what,
        f"{row.measured:.4g} {row.unit}",
        p95,
        bare,
        figure,
        budget,
        "–" if row.budget is None else "yes" if row.holds else "NO",
    )
