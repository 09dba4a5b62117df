"""The dictionaries behind `--json`: the figures as they were reckoned, unrounded."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from reflectie_tui.model.comparison import Comparison
from reflectie_tui.model.content import PERSPECTIVES, ContentSet
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
        "perspectives": {key: _perspective(found[key], session) for key in PERSPECTIVES},
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


def _perspective(result: PerspectiveResult, session: Session) -> Figures:
    figures = {
        "score": number(result.score),
        "agreement": number(result.agreement),
        "answered": result.answered,
        "asked": result.asked,
        "joint": result.joint,
        "attention": result.attention,
        "by_participant": numbers(result.by_participant),
        "by_organisation": numbers(result.by_organisation),
        "statements": {key: _statement(found) for key, found in result.statements.items()},
        "questions": {key: _question(found) for key, found in result.questions.items()},
    }
    if session.anonymous:
        del figures["by_participant"]
    return figures


def number(value: Fraction | None) -> float | int | None:
    """Return a figure as JSON has it: unrounded, and a mean as 4.0 or 3.4."""
    return None if value is None else float(value)
