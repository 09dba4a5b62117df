"""What the list of sessions tells about the one under the cursor. Imported when the first file has been read."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.progress import State, current_step, perspective_of, state
from reflectie_tui.model.records import DISAGREE, Action
from reflectie_tui.model.session import Session
from reflectie_tui.report.sentences import action_facts
from reflectie_tui.ui.hung import hung
from reflectie_tui.ui.signs import CLOSED, SIGNS
from reflectie_tui.words import Words

HANGING = 16
"""The width of the words at the left."""
STATES: tuple[State, ...] = ("judged", "revealed", "started", "open")


def preview(session: Session, content: ContentSet, words: Words, today: date, cells: int) -> Content:
    """Return who was there, where the group was, how far it came, what it agreed, and what of that is still open."""
    about = session.about
    rows = [
        ("who", [people(session, words)]),
        ("leads", [about.facilitator or ""]),
        ("closed" if session.closed else "where", [where(session, content, words)]),
        ("how_far", [how_far(session, content, words)]),
        ("together", [judgements(session, content, words)]),
    ]
    for status in ("open", "done"):
        actions = [action for action in session.actions.values() if action.status == status]
        rows.append((status, [told(action, content, words, today) for action in actions]))
    if not session.actions:
        rows.append(("actions", [words("start.no_actions")]))
    filled = [(words(f"start.preview.{word}"), texts) for word, texts in rows if any(texts)]
    return Content("\n").join(hung(word, texts, HANGING, cells) for word, texts in filled)


def people(session: Session, words: Words) -> str:
    """Return the people by organisation: Hogeschool Rijn: Fatima · Het Baken: Joris, Kofi."""
    if session.anonymous:
        return words("start.nameless", n=len(session.participants))
    tables: dict[str, list[str]] = {}
    for person in session.participants.values():
        tables.setdefault(person.organisation or "", []).append(person.name or words("common.nameless"))
    return " · ".join(f"{name}: {', '.join(seats)}" if name else ", ".join(seats) for name, seats in tables.items())


def where(session: Session, content: ContentSet, words: Words) -> str:
    """Return where the group was: a step, or the day on which it closed, with the sign of the list."""
    if session.about.closed is not None:
        return f"{CLOSED} {words.day(session.about.closed.date())}"
    step = current_step(session)
    perspective = perspective_of(step)
    if perspective is None:
        return words(f"steps.{step}")
    part = step.rpartition(".")[2]
    return f"{content.perspective(perspective).name} · {words(f'steps.{part}')}"


def how_far(session: Session, content: ContentSet, words: Words) -> str:
    """Return the perspectives by how far each has come, with the sign that the list has for it."""
    states = {key: state(session, content, key) for key in PERSPECTIVES}
    found = []
    for each in STATES:
        names = [content.perspective(key).name for key in PERSPECTIVES if states[key] == each]
        if names:
            found.append(f"{SIGNS[each]} {words(f'start.states.{each}')}: {', '.join(names)}")
    return " · ".join(found)


def judgements(session: Session, content: ContentSet, words: Words) -> str:
    """Return the shared judgements, and what deserves attention."""
    found = []
    for key in PERSPECTIVES:
        record = session.perspective(key)
        if record.hidden or not (record.joint or record.attention):
            continue
        said = []
        if record.joint == DISAGREE:
            said.append(f"≠ {words('joint.disagree')}")
        elif record.joint is not None:
            said.append(f"{record.joint} {content.facts.scale.labels[int(record.joint) - 1].label}")
        if record.attention:
            said.append(words("discuss.attention"))
        found.append(f"{content.perspective(key).name} {', '.join(said)}")
    return " · ".join(found)


def told(action: Action, content: ContentSet, words: Words, today: date) -> str:
    """Return an action on one line: what, who, by when."""
    return f"{action.what} ({' · '.join(action_facts(action, content, words, today))})"
