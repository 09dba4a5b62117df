"""What stands beside and under the voices in the talk: how far they agree, who said what, what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reflectie_tui.model.names import names
from reflectie_tui.report.sentences import pattern
from reflectie_tui.ui.cells import HARD_SPACE

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.insight import PerspectiveResult
    from reflectie_tui.model.session import Session
    from reflectie_tui.ui.widgets.voices import Who
    from reflectie_tui.words import Words

Legend = Sequence[tuple[str, list[str]]]
"""For each answer given its sign, and what to call each of those who gave it."""


def patterns(result: PerspectiveResult, words: Words) -> dict[str, str]:
    """Return for each statement how far the voices agree, and how many do not know; empty where nothing is said."""
    found = {}
    for key, each in result.statements.items():
        unknown = words("discuss.unknown", n=each.nvt) if each.nvt else ""
        found[key] = f" ·{HARD_SPACE}".join(part for part in (pattern(each.pattern, words), unknown) if part)
    for key, own in result.questions.items():
        found[key] = words("discuss.unknown", n=own.nvt) if own.nvt else ""
    return found


def talk_lines(
    session: Session, perspective: str, statement: Statement, who: Who, legend: Legend, words: Words
) -> list[tuple[str, str]]:
    """Return what helps the talk about a statement, each with the word before it.

    Names stand there only where the group asked for them: with `who` at `dots` nobody is told who wrote a remark.
    """
    called = {} if who == "dots" else names(session)
    lines = [("question", statement.question)]
    if who != "dots":
        lines.append(("who", " · ".join(f"{sign} {_counted(people)}" for sign, people in legend)))
    elif statement.kind != "scale":
        lines.append(("chosen", " · ".join(f"{sign} {'●' * len(people)}" for sign, people in legend)))
    notes = session.perspective(perspective).notes
    for key, note in notes.items():
        if note.statement == statement.id:
            name = called.get(note.by or "")
            own = session.is_own(key, note.by)
            lines.append(("remark" if own else "note", f"{name}: {note.text}" if name else note.text))
    lines += [("whole", note.text) for note in notes.values() if note.statement is None]
    return [(words(f"discuss.{key}"), text) for key, text in lines]


def _counted(people: list[str]) -> str:
    """Return names in a row; one that comes more than once, as an organisation does, with how often."""
    return ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in Counter(people).items())
