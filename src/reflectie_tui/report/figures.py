"""The dictionaries behind `--json`: the figures as they were reckoned, unrounded."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from reflectie_tui.model.comparison import Comparison, Matched, Person
from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective
from reflectie_tui.model.insight import PerspectiveResult, QuestionResult, StatementResult, results
from reflectie_tui.model.records import Status
from reflectie_tui.model.session import Session
from reflectie_tui.model.signals import signals
from reflectie_tui.report.list_text import Listed
from reflectie_tui.words import Words

Figures = dict[str, Any]
STATUSES: tuple[Status, ...] = ("done", "open", "dropped")


def session_figures(session: Session) -> Figures:
    """Return what a session is: its id, title, date and number of participants."""
    about = session.about
    return {
        "id": about.id,
        "title": about.title,
        "date": about.date.isoformat(),
        "participants": len(session.participants),
    }


def show_figures(session: Session, content: ContentSet, today: date, *, names: bool = False) -> Figures:
    """Return all results of a session; null where nothing was answered, and for what is still hidden.

    With `names` it says which participant has which name; never of an anonymous session.
    """
    found = results(session, content)
    figures = {
        "session": session_figures(session),
        "perspectives": {key: _perspective(found[key], content.perspective(key), session) for key in PERSPECTIVES},
        "signals": [
            {"kind": signal.kind, "perspective": signal.perspective, "statement": signal.statement}
            for signal in signals(session, content)
        ],
        "actions": [
            {
                "id": key,
                "what": action.what,
                "who": action.who,
                "due": action.due.isoformat() if action.due else None,
                "status": action.status,
                "perspective": action.perspective,
                "overdue": action.overdue(today),
            }
            for key, action in session.actions.items()
        ],
    }
    if names and not session.anonymous:
        figures["names"] = {key: person.name for key, person in session.participants.items()}
    return figures


def compare_figures(comparison: Comparison) -> Figures:
    """Return what changed between sessions, each change last minus first; null where there is nothing to compare."""
    return {
        "sessions": [session_figures(session) for session in comparison.sessions],
        "perspectives": {
            key: {
                "scores": [exact(score) for score in found.scores],
                "change": exact(found.change),
                "clear": found.clear,
                "matched": _matched(found.matched),
            }
            for key, found in comparison.perspectives.items()
        },
        "statements": [
            {
                "perspective": found.perspective,
                "statement": found.statement,
                "scores": [exact(score) for score in found.scores],
                "change": exact(found.change),
            }
            for found in comparison.statements
        ],
        "not_compared": [
            {"perspective": found.perspective, "statement": found.statement, "why": found.why}
            for found in comparison.not_compared
        ],
        "joiners": _names(comparison.joiners),
        "leavers": _names(comparison.leavers),
        "actions": {status: comparison.count(status) for status in STATUSES},
    }


def list_figures(found: Iterable[Listed], words: Words) -> list[Figures]:
    """Return the sessions of a folder; of a file that cannot be read only its name, and why in these words."""
    return [
        {
            "file": each.file,
            "id": each.id,
            "title": each.title,
            "date": each.date.isoformat() if each.date else None,
            "participants": each.participants,
            "progress": each.progress,
            "open_actions": each.open_actions,
            "error": each.error.text(words) if each.error else None,
        }
        for each in found
    ]


def _matched(matched: Matched | None) -> Figures | None:
    if matched is None:
        return None
    return {"people": matched.people, "change": exact(matched.change), "clear": matched.clear}


def _names(people: Iterable[Person]) -> list[str]:
    return [person.name for person in people if person.name]


def _perspective(result: PerspectiveResult, part: Perspective, session: Session) -> Figures:
    hidden = result.hidden
    figures = {
        "score": exact(result.score),
        "agreement": exact(result.agreement),
        "answered": result.answered,
        "asked": result.asked,
        "joint": result.joint,
        "attention": result.attention,
        "by_participant": None if hidden else _means(result.by_participant),
        "by_organisation": None if hidden else _means(result.by_organisation),
        "statements": {key: _statement(found, hidden) for key, found in result.statements.items()},
        "questions": {key: _question(found, part, hidden) for key, found in result.questions.items()},
    }
    if session.anonymous:
        del figures["by_participant"]
    return figures


def _statement(result: StatementResult, hidden: bool) -> Figures:
    figures = {
        "n": result.n,
        "mean": exact(result.mean),
        "median": plain(result.median),
        "counts": {str(point): count for point, count in result.counts.items()},
        "nvt": result.nvt,
        "agreement": exact(result.agreement),
        "pattern": result.pattern,
    }
    return dict.fromkeys(figures) if hidden else figures


def _question(result: QuestionResult, part: Perspective, hidden: bool) -> Figures:
    """Return a balance or a choice; the median of a choice is the middle one, or null halfway between two."""
    median = plain(result.median)
    choices = part.by_id[result.id].choices
    figures = {
        "n": result.n,
        "counts": {str(answer): count for answer, count in result.counts.items()},
        "median": (choices[median].id if isinstance(median, int) else None) if choices else median,
        "nvt": result.nvt,
    }
    return dict.fromkeys(figures) if hidden else figures


def _means(means: Mapping[str, Fraction]) -> Figures:
    return {name: exact(mean) for name, mean in means.items()}


def exact(value: Fraction | None) -> float | None:
    """Return a figure as JSON has it: unrounded."""
    return None if value is None else float(value)


def plain(value: Fraction | None) -> float | int | None:
    """Return a median as JSON has it: 4 where it is whole, else 3.5."""
    return int(value) if value is not None and value.denominator == 1 else exact(value)
