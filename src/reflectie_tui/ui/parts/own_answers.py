"""What one person has answered in this turn: what they may see again, and what undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Answer


@dataclass(frozen=True)
class Given:
    """One answer of this turn, and the one of this turn that it took the place of."""

    perspective: str
    statement: Statement
    answer: Answer | None
    before: Answer | None


class OwnAnswers:
    """The answers of this turn in the order in which they were given.

    What was answered before the hand-over is not among them: somebody else may sit here now, and undo must not show it.
    """

    def __init__(self) -> None:
        self._given: list[Given] = []

    def take(self, perspective: str, statement: Statement, answer: Answer | None) -> Given:
        """Take in an answer (None where one was taken back), and return it with what it took the place of."""
        at = (perspective, statement.id)
        same = (each.answer for each in reversed(self._given) if (each.perspective, each.statement.id) == at)
        self._given.append(Given(perspective, statement, answer, next(same, None)))
        return self._given[-1]

    def take_back(self) -> Given | None:
        """Take the last one out, and return it; None where there is none."""
        return self._given.pop() if self._given else None

    @property
    def last(self) -> Given | None:
        """The last one."""
        return self._given[-1] if self._given else None

    def at(self, perspective: str) -> frozenset[str]:
        """Return the ids of the statements of a perspective that were answered in this turn."""
        return frozenset(each.statement.id for each in self._given if each.perspective == perspective)

    def clear(self) -> None:
        """Begin a turn."""
        self._given.clear()
