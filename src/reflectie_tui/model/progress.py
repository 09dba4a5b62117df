"""Where a group is: which step, whose turn, and how far each perspective has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.session import Session

State = Literal["open", "started", "revealed", "judged"]
"""How far a perspective has come: nothing yet, answers (hidden or incomplete), voices shown, a joint judgement."""

FRONT, REVIEW, COMPARISON, ACTIONS, CLOSE = "front", "review", "comparison", "actions", "close"
READ, SCORE, DISCUSS = "read", "score", "discuss"


def steps(session: Session) -> list[str]:
    """Return all steps of this session in their order: `front`, `ambitie.read` … `close`.

    Where actions were carried over from an earlier session, these are reviewed before anything else. Where everybody
    scores first, the five score steps come before the five talks; reading stands before each talk.
    """
    if session.about.way == "scores-first":
        middle = [f"{perspective}.{SCORE}" for perspective in PERSPECTIVES]
        middle += [f"{perspective}.{part}" for perspective in PERSPECTIVES for part in (READ, DISCUSS)]
    else:
        middle = [f"{perspective}.{part}" for perspective in PERSPECTIVES for part in (READ, SCORE, DISCUSS)]
    begin = [FRONT, REVIEW] if any(action.carried_from for action in session.actions.values()) else [FRONT]
    return [*begin, *middle, COMPARISON, ACTIONS, CLOSE]


def current_step(session: Session) -> str:
    """Return the step where the group was: the start where the file names none that we know."""
    if session.closed:
        return COMPARISON
    return session.about.step if session.about.step in steps(session) else FRONT


def step_after(session: Session, step: str) -> str | None:
    """Return the step that follows, or None after the last."""
    order = steps(session)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def step_before(session: Session, step: str) -> str | None:
    """Return the step before this one, or None before the first."""
    order = steps(session)
    place = order.index(step) - 1
    return order[place] if place >= 0 else None


def step_on(session: Session, step: str) -> str | None:
    """Return the step where the way on leads, or None after the last.

    Where everybody scores first, it goes past the turns once all voices are shown: who comes late has a key for that.
    """
    following = step_after(session, step)
    if session.about.way == "scores-first" and not any(map(session.hides, PERSPECTIVES)):
        while following is not None and following.endswith(f".{SCORE}") and any(map(session.revealed, PERSPECTIVES)):
            following = step_after(session, following)
    return following


def step_back(session: Session, step: str) -> str | None:
    """Return the step where the way back leads, or None before the first.

    Where everybody scores first, it goes past the turns once all voices are shown: nobody would find a turn there.
    """
    before = step_before(session, step)
    while before is not None and session.about.way == "scores-first" and before.endswith(f".{SCORE}"):
        if any(session.hides(perspective) for perspective in PERSPECTIVES):
            break
        before = step_before(session, before)
    return before


def perspective_of(step: str) -> str | None:
    """Return the perspective of a step, or None for a step that has none."""
    perspective, _, part = step.partition(".")
    return perspective if part else None


def state(session: Session, content: ContentSet, perspective: str) -> State:
    """Return how far a perspective has come."""
    record = session.perspective(perspective)
    if record.joint is not None and not record.hidden:
        return "judged"
    if not any(record.answers.values()):
        return "open"
    if record.hidden or (seen_by_all(session) and turns(session, content, [perspective])):
        return "started"
    return "revealed"


def seen_by_all(session: Session) -> bool:
    """Tell whether the group scores together in the open, so that nothing is hidden or revealed."""
    return session.about.way in ("fingers", "together")


def reached(session: Session) -> list[str]:
    """Return the perspectives that can be scored now: all, or in rounds those up to where the group is.

    In rounds each perspective is talked about before the next is scored.
    """
    if session.about.way == "rounds":
        step = current_step(session)
        here = perspective_of(step)
        if here is not None:
            return list(PERSPECTIVES[: PERSPECTIVES.index(here) + 1])
        if step in (FRONT, REVIEW):
            return list(PERSPECTIVES[:1])
    return list(PERSPECTIVES)


def turns(session: Session, content: ContentSet, perspectives: Iterable[str]) -> list[str]:
    """Return the voices that are here and have something left to answer in these perspectives, in seat order."""
    here = session.present
    return [voice for voice in incomplete(session, content, perspectives) if voice in here]


def incomplete(session: Session, content: ContentSet, perspectives: Iterable[str]) -> list[str]:
    """Return the voices, here or not, that have not answered all of these perspectives, in seat order."""
    asked = [(key, content.perspective(key).asked(session.about.length)) for key in perspectives]
    return [
        voice
        for voice in session.voices
        if any(session.answered(key, voice, statements) < len(statements) for key, statements in asked)
    ]


def unheard(session: Session, perspectives: Iterable[str]) -> list[str]:
    """Return the voices that are not here and have answered nothing in these perspectives, in seat order."""
    given = [session.perspective(key).answers for key in perspectives]
    here = session.present
    return [voice for voice in session.voices if voice not in here and not any(each.get(voice) for each in given)]


def silent(session: Session, perspectives: Iterable[str]) -> list[str]:
    """Return the voices that are here and have answered nothing at all in one of these perspectives, in seat order.

    Who left a single statement open did so on purpose; who has said nothing comes late.
    """
    given = [session.perspective(key).answers for key in perspectives]
    return [voice for voice in session.present if not all(answers.get(voice) for answers in given)]


def seen_answers(session: Session, perspectives: Iterable[str], voice: str) -> frozenset[tuple[str, str]]:
    """Return what a voice answered that everybody has seen, as perspective and statement: it stays as it was given."""
    return frozenset(
        (key, statement)
        for key in perspectives
        if session.revealed(key)
        for statement in session.perspective(key).answers.get(voice, {})
    )


def passed_on(session: Session, content: ContentSet) -> set[tuple[str, str]]:
    """Return who had ended a turn when the session was put away, each with the perspective where the turn begins.

    The file does not say whose turn it was. But whoever answered something before somebody further on had a turn has
    passed the laptop on, and left open on purpose what is open; only the last one may have been in the middle of it.
    """
    begins = [PERSPECTIVES] if session.about.way == "scores-first" else [(key,) for key in PERSPECTIVES]
    found = set()
    for keys in begins:
        had = [v for v in session.voices if any(session.perspective(key).answers.get(v) for key in keys)]
        found |= {(keys[0], voice) for voice in turns(session, content, keys) if voice in had[:-1]}
    return found


def progress(session: Session, content: ContentSet) -> Fraction:
    """Return how much has been answered, 0..1, of what those who are here (or have answered) are asked."""
    asked = [(key, content.perspective(key).asked(session.about.length)) for key in PERSPECTIVES]
    given = {
        voice: sum(session.answered(key, voice, statements) for key, statements in asked) for voice in session.voices
    }
    expected = [voice for voice in session.voices if voice in session.present or given[voice]]
    total = len(expected) * sum(len(statements) for _, statements in asked)
    return Fraction(sum(given[voice] for voice in expected), total) if total else Fraction(0)


def open_actions(session: Session) -> int:
    """Count the actions that are still open."""
    return sum(action.status == "open" for action in session.actions.values())


ENOUGH = 3
"""So many open actions are enough: from the next on a friendly word is said."""


@dataclass(frozen=True)
class Left:
    """What a session leaves open, by perspective: each stands in the first group that it belongs to."""

    empty: tuple[str, ...]
    """Nothing has been answered here."""
    hidden: tuple[str, ...]
    """There are answers, which nobody has seen."""
    unfinished: tuple[str, ...]
    """The voices have been shown, and somebody who is here has not been asked; in the open, somewhere a row is open."""
    unjudged: tuple[str, ...]
    """Everybody here has answered, and the group has not said what it makes of it."""


def left_open(session: Session, content: ContentSet) -> Left:
    """Return what the group may still want to do before it closes the session."""
    found: dict[str, list[str]] = {"empty": [], "hidden": [], "unfinished": [], "unjudged": []}
    for key in PERSPECTIVES:
        record = session.perspective(key)
        if not any(record.answers.values()):
            found["empty"].append(key)
        elif record.hidden:
            found["hidden"].append(key)
        elif turns(session, content, [key]) if seen_by_all(session) else silent(session, [key]):
            found["unfinished"].append(key)
        elif record.joint is None:
            found["unjudged"].append(key)
    return Left(**{name: tuple(keys) for name, keys in found.items()})
