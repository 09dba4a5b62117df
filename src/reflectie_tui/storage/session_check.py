"""Whether everything in a session that points at something points at something that is there."""

import re
from collections.abc import Iterator

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.fault import Fault
from reflectie_tui.model.session import GROUP, UNKNOWN, Answer, PerspectiveRecord, Session, fits
from reflectie_tui.storage.reading import dotted

_CHOICE = re.compile("[a-z][a-z0-9-]*")
_GENERAL = range(-2, 6)
"""What an answer can be where its set is not here to tell its kind."""


def unknown_ids(session: Session, content: ContentSet | None) -> list[Fault]:
    """Return a fault for each voice, participant or statement that is not known, and each answer out of its range.

    A statement is known where the set has it, or the file's own `statements`.
    """
    return [*_participants(session), *_perspectives(session, content), *_actions(session, content)]


def _participants(session: Session) -> Iterator[Fault]:
    if GROUP in session.participants:
        yield Fault("group_taken", f"participants.{GROUP}")


def _perspectives(session: Session, content: ContentSet | None) -> Iterator[Fault]:
    for key, record in session.perspectives.items():
        place = dotted("perspectives", key)
        yield from _answers(session, content, key, f"{place}.answers")
        for note_id, note in record.notes.items():
            where = dotted(f"{place}.notes", note_id)
            yield from _statement(session, content, key, note.statement, f"{where}.statement")
            if note.by is not None and note.by not in session.participants:
                yield Fault("unknown_participant", f"{where}.by", {"participant": note.by})
        for voice in record.sentences:
            if voice not in session.participants and voice not in session.voices:
                yield Fault("unknown_participant", dotted(f"{place}.sentences", voice), {"participant": voice})


def _answers(session: Session, content: ContentSet | None, perspective: str, place: str) -> Iterator[Fault]:
    for voice, given in session.perspective(perspective).answers.items():
        where = dotted(place, voice)
        if voice not in session.voices:
            yield _strange_voice(session, voice, where)
        for statement, answer in given.items():
            spot = dotted(where, statement)
            fault = next(_statement(session, content, perspective, statement, spot), None)
            yield from [fault] if fault else _answer(content, perspective, statement, answer, spot)


def _strange_voice(session: Session, voice: str, place: str) -> Fault:
    if session.about.way == "together":
        return Fault("group_expected", place)
    return Fault("group_only_together" if voice == GROUP else "unknown_participant", place, {"participant": voice})


def _statement(
    session: Session, content: ContentSet | None, perspective: str, statement: str | None, place: str
) -> Iterator[Fault]:
    if statement is None or _knows(session.perspective(perspective), content, perspective, statement):
        return
    details = {"statement": statement, "set": session.about.content}
    yield Fault("unknown_statement_no_set" if content is None else "unknown_statement", place, details)


def _knows(record: PerspectiveRecord, content: ContentSet | None, perspective: str, statement: str) -> bool:
    if statement in record.statements:
        return True
    return content is not None and content.statement(perspective, statement) is not None


def _answer(
    content: ContentSet | None, perspective: str, statement: str, answer: Answer, place: str
) -> Iterator[Fault]:
    asked = content.statement(perspective, statement) if content else None
    if asked is None:
        if answer not in _GENERAL if isinstance(answer, int) else not _CHOICE.fullmatch(answer):
            yield Fault("answer_any", place)
    elif not fits(asked, answer):
        choices = ", ".join(f'"{choice.id}"' for choice in asked.choices or ())
        yield Fault(f"answer_{asked.kind}", place, {"choices": f'{choices}, "{UNKNOWN}"'})


def _actions(session: Session, content: ContentSet | None) -> Iterator[Fault]:
    for key, action in session.actions.items():
        if action.carried_from is not None:  # its statement was asked in the session that it comes from
            continue
        perspectives = [action.perspective] if action.perspective else PERSPECTIVES
        place = f"{dotted('actions', key)}.statement"
        found = [list(_statement(session, content, each, action.statement, place)) for each in perspectives]
        if all(found):
            yield found[0][0]
