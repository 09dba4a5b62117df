"""Whether everything in a session that points at something points at something that is there."""

import re
from collections.abc import Iterable, Iterator

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.fault import Fault
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import GROUP, UNKNOWN, Session, fits
from reflectie_tui.storage.reading import spelt

_CHOICE = re.compile("[a-z][a-z0-9-]*")
_NUMBERS = range(-2, 6)
"""What an answer can be where its set is not here to tell its kind."""


def unknown_ids(session: Session, content: ContentSet | None) -> list[Fault]:
    """Return a fault for each voice, participant or statement that is not known, and each answer out of its range.

    A statement is known where the set has it, or the file's own `statements`.
    """
    found = [Fault("group_taken", spelt(("participants", GROUP)))] if GROUP in session.participants else []
    for perspective in session.perspectives:
        found += _answers(session, content, perspective)
        found += _notes(session, content, perspective)
        found += _sentences(session, perspective)
    return [*found, *_actions(session, content)]


def _answers(session: Session, content: ContentSet | None, perspective: str) -> Iterator[Fault]:
    voices = set(session.voices)
    for voice, given in session.perspective(perspective).answers.items():
        place = ("perspectives", perspective, "answers", voice)
        if voice not in voices:
            yield _strange_voice(session, voice, spelt(place))
        for statement, answer in given.items():
            if not _knows(session, content, [perspective], statement):
                yield _unknown(session, content, statement, spelt((*place, statement)))
            elif not _may_be(content, perspective, statement, answer):
                yield _misfit(content, perspective, statement, spelt((*place, statement)))


def _notes(session: Session, content: ContentSet | None, perspective: str) -> Iterator[Fault]:
    for key, note in session.perspective(perspective).notes.items():
        place = ("perspectives", perspective, "notes", key)
        if note.statement is not None and not _knows(session, content, [perspective], note.statement):
            yield _unknown(session, content, note.statement, spelt((*place, "statement")))
        if note.by is not None and note.by not in session.participants:
            yield Fault("unknown_participant", spelt((*place, "by")), {"participant": note.by})


def _sentences(session: Session, perspective: str) -> Iterator[Fault]:
    for voice in session.perspective(perspective).sentences:
        if voice not in session.participants and voice not in session.voices:
            place = spelt(("perspectives", perspective, "sentences", voice))
            yield Fault("unknown_participant", place, {"participant": voice})


def _actions(session: Session, content: ContentSet | None) -> Iterator[Fault]:
    for key, action in session.actions.items():
        if action.statement is None or action.carried_from is not None:  # that was asked in the session it comes from
            continue
        perspectives = [action.perspective] if action.perspective else PERSPECTIVES
        if not _knows(session, content, perspectives, action.statement):
            yield _unknown(session, content, action.statement, spelt(("actions", key, "statement")))


def _knows(session: Session, content: ContentSet | None, perspectives: Iterable[str], statement: str) -> bool:
    return any(
        statement in session.perspective(each).statements
        or (content is not None and content.statement(each, statement) is not None)
        for each in perspectives
    )


def _may_be(content: ContentSet | None, perspective: str, statement: str, answer: Answer) -> bool:
    asked = content.statement(perspective, statement) if content else None
    if asked is not None:
        return fits(asked, answer)
    return answer in _NUMBERS if isinstance(answer, int) else _CHOICE.fullmatch(answer) is not None


def _misfit(content: ContentSet | None, perspective: str, statement: str, place: str) -> Fault:
    asked = content.statement(perspective, statement) if content else None
    if asked is None:
        return Fault("answer_any", place)
    choices = [*(choice.id for choice in asked.choices or ()), UNKNOWN]
    return Fault(f"answer_{asked.kind}", place, {"choices": ", ".join(f'"{each}"' for each in choices)})


def _unknown(session: Session, content: ContentSet | None, statement: str, place: str) -> Fault:
    code = "unknown_statement_no_set" if content is None else "unknown_statement"
    return Fault(code, place, {"statement": statement, "set": session.about.content})


def _strange_voice(session: Session, voice: str, place: str) -> Fault:
    if session.about.way == "together":
        return Fault("group_expected", place)
    return Fault("group_only_together" if voice == GROUP else "unknown_participant", place, {"participant": voice})
