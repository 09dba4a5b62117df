"""The dictionaries behind `--json`: the figures as they were reckoned, unrounded."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from reflectie_tui.model.comparison import Comparison
from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective
from reflectie_tui.model.insight import PerspectiveResult, QuestionResult, StatementResult, results
from reflectie_tui.model.session import Session
from reflectie_tui.model.signals import signals

Figures = dict[str, Any]


def session_figures(session: Session) -> Figures:
    """Return what a session is: its id, title, date and number of participants."""
    about = session.about
    return {
        "id": about.id,
        "title": about.title,
        "date": about.date.isoformat(),
        "participants": len(session.participants),
    }


def show_figures(session: Session, content: ContentSet, today: date) -> Figures:
    """Return all results of a session; null where nothing was answered, and for what is still hidden."""
    found = results(session, content)
    return {
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
