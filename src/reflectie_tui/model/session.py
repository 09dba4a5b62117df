"""A session: who sat round the table, what each answered, and what they made of it together.

It is made of the records in `records.py`, and frozen as they are: every `with_…` method checks what it is given and
returns a new session.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field

from reflectie_tui.model.content import PERSPECTIVES, Id, Statement
from reflectie_tui.model.records import (
    About,
    Action,
    Answer,
    Exchange,
    Joint,
    Note,
    Participant,
    PerspectiveId,
    PerspectiveRecord,
    Record,
    Sentence,
)

FORMAT: Literal["reflectie-sessie"] = "reflectie-sessie"
VERSION: Literal[1] = 1
PARTICIPANTS = 40
"""The largest number of participants in one session."""
GROUP = "group"
"""The reserved id under which the one joint score of a session in the way `together` stands."""
UNKNOWN = "nvt"
"""The answer *weet ik niet*."""
ANONYMOUS_ORGANISATION = 3
"""In an anonymous session an organisation is stored, shown and compared from this number of voices on."""


class Session(Record):
    """One session, as it stands in one file."""

    format: Literal["reflectie-sessie"]
    version: Literal[1]
    about: Annotated[About, Field(alias="session")]
    participants: dict[Id, Participant] = Field(default_factory=dict, max_length=PARTICIPANTS)
    perspectives: dict[PerspectiveId, PerspectiveRecord] = Field(default_factory=dict)
    actions: dict[Id, Action] = Field(default_factory=dict)

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    # -- asking

    @property
    def anonymous(self) -> bool:
        """Whether no names are kept."""
        return self.about.visibility == "anonymous"

    @property
    def closed(self) -> bool:
        """Whether the group has closed the session."""
        return self.about.closed is not None

    @property
    def voices(self) -> list[str]:
        """The ids under which answers stand, in seat order: the participants', or the one of the group."""
        return [GROUP] if self.about.way == "together" else list(self.participants)

    @property
    def present(self) -> list[str]:
        """The voices that are asked now: all but those who are away."""
        return [voice for voice in self.voices if voice == GROUP or not self.participants[voice].away]

    def perspective(self, perspective: str) -> PerspectiveRecord:
        """Return what was answered and written in a perspective; an empty record where nothing was yet."""
        return self.perspectives.get(perspective, _NOTHING_YET)

    def answer(self, perspective: str, voice: str, statement: str) -> Answer | None:
        """Return one voice's answer to one statement, or None where it has not answered yet."""
        return self.perspective(perspective).answers.get(voice, {}).get(statement)

    def answered(self, perspective: str, voice: str, statements: Iterable[Statement]) -> int:
        """Count how many of these statements this voice has answered (*weet ik niet* counts)."""
        given = self.perspective(perspective).answers.get(voice, {})
        return sum(statement.id in given for statement in statements)

    def hides(self, perspective: str) -> bool:
        """Tell whether there are answers here that nobody may see yet."""
        return self.perspective(perspective).hidden

    def revealed(self, perspective: str) -> bool:
        """Tell whether there are answers here that everybody may see."""
        record = self.perspective(perspective)
        return not record.hidden and any(record.answers.values())

    def has_voice(self, participant: str) -> bool:
        """Tell whether somebody has answered or written anything under their own name or seat."""
        return any(
            participant in record.answers
            or participant in record.sentences
            or any(note.by == participant for note in record.notes.values())
            for record in self.perspectives.values()
        )

    def wording(self, perspective: str, statement: Statement, language: str | None = None) -> str:
        """Return the statement as this session asked it; in another language, as that set has it."""
        if language is not None and language != self.about.language:
            return statement.text
        return self.perspective(perspective).statements.get(statement.id, statement.text)

    # -- answering

    def with_about(self, **changes: Any) -> Self:
        """Return the session with facts of its own changed: title, step, closed and so on."""
        return self.replaced(about=self.about.replaced(**changes))

    def with_score(self, perspective: str, voice: str, statement: Statement, answer: Answer | None) -> Self:
        """Return the session with one answer given, changed or (None) taken back.

        Where each answers unseen, a perspective is hidden from its first answer on.

        Args:
            perspective: one of `PERSPECTIVES`.
            voice: a participant's id, or `group` in a session where all score together.
            statement: what is answered.
            answer: 1..5 on a scale, -2..2 on a balance, the id of a choice, or `nvt`.

        Raises:
            ValueError: where the voice is not of this session, or the answer does not fit the statement.
        """
        if voice not in self.voices:
            raise ValueError(f"no voice of this session: {voice}")
        if answer is not None and not fits(statement, answer):
            raise ValueError(f"no answer to {statement.id}: {answer!r}")
        record = self.perspective(perspective)
        given = {key: value for key, value in record.answers.get(voice, {}).items() if key != statement.id}
        if answer is not None:
            given[statement.id] = answer
        answers = {key: value for key, value in record.answers.items() if key != voice}
        if given:
            answers[voice] = given
        first = bool(answers) and not any(record.answers.values())
        return self._with_own(perspective, hides=first, answers=answers)

    def _with_own(self, perspective: str, *, hides: bool, **changes: Any) -> Self:
        """Return the session with something that one person, or one organisation, gave without the others.

        Where each answers unseen, all of a perspective is hidden from its first answer on; and so it is when somebody
        writes a remark or an exercise while there are no answers to be seen. It stays hidden until the reveal, or
        until nothing of anybody's own is left in it. What is written after the voices were shown hides nothing again.
        """
        record = self.perspective(perspective).replaced(**changes)
        unseen = self.about.way in ("rounds", "scores-first")
        hidden = self._holds_own(record) and (record.hidden or (unseen and hides))
        return self.with_perspective(perspective, **changes, hidden=hidden)

    def _holds_own(self, record: PerspectiveRecord) -> bool:
        """Tell whether something stands here that somebody gave without the others."""
        remarks = any(self.is_own(key, note.by) for key, note in record.notes.items())
        return any(record.answers.values()) or remarks or bool(record.sentences) or bool(record.exchange)

    def is_own(self, note_id: str, by: str | None) -> bool:
        """Tell a remark of one's own from the group's note; in an anonymous session it is known by its random id."""
        return by is not None or (self.anonymous and not _COUNTED.fullmatch(note_id))

    def with_perspective(self, perspective: str, **changes: Any) -> Self:
        """Return the session with parts of one perspective's record changed."""
        record = self.perspective(perspective).replaced(**changes)
        records = {**self.perspectives, perspective: record}
        return self.replaced(perspectives={key: records[key] for key in PERSPECTIVES if key in records})

    def with_reveal(self, perspective: str) -> Self:
        """Return the session with all answers of this perspective shown."""
        return self.with_perspective(perspective, hidden=False)

    def with_joint(self, perspective: str, joint: Joint | None) -> Self:
        """Return the session with the group's shared judgement: 1..5, `disagree`, or None for none."""
        return self.with_perspective(perspective, joint=joint)

    def with_attention(self, perspective: str, attention: bool) -> Self:
        """Return the session with this perspective marked as one that deserves attention, or not."""
        return self.with_perspective(perspective, attention=attention)

    # -- writing

    def with_note(
        self,
        perspective: str,
        text: str,
        *,
        statement: str | None = None,
        by: str | None = None,
        note_id: str | None = None,
    ) -> Self:
        """Return the session with this note written: replaced where it stood, removed where the text is empty.

        Args:
            perspective: one of `PERSPECTIVES`.
            text: the note; empty removes it.
            statement: the statement it is about; None for the whole perspective.
            by: whose remark it is; None for the group's own note. Not kept in an anonymous session.
            note_id: the id to write under; else that of the note at the same place by the same hand, or a new one.
                A remark in an anonymous session needs a random one (`starting.random_id`), which tells it apart
                from the group's own notes and does not give away the order of writing.
        """
        notes = self.perspective(perspective).notes
        by = None if self.anonymous else by
        key = note_id or self.note_id(perspective, statement=statement, by=by) or self.new_id("n")
        if not text.strip():
            return self._without("notes", perspective, key) if key in notes else self
        note = notes[key].replaced(text=text) if key in notes else Note(statement=statement, by=by, text=text)
        session = self._given_out(key)  # emptied, and then written on
        if not self.is_own(key, note.by):
            return session.with_perspective(perspective, notes={**notes, key: note})
        written = {**notes, key: note}
        if self.anonymous:  # as in the file: the order of writing would tell whose it is
            written = {each: written[each] for each in sorted(written, key=natural)}
        return session._with_own(perspective, hides=not self.revealed(perspective), notes=written)

    def note_id(self, perspective: str, *, statement: str | None = None, by: str | None = None) -> str | None:
        """Return the id of the note at this place by this hand (None: the group's own), or None."""
        for note_id, note in self.perspective(perspective).notes.items():
            if note.statement == statement and note.by == by and _COUNTED.fullmatch(note_id):
                return note_id
        return None

    def with_sentence(self, perspective: str, participant: str, text: str) -> Self:
        """Return the session with this participant's sentence written, or (empty) taken back.

        The sentences stand in seat order, so that an anonymous file does not tell in which order they were written.
        """
        written = {k: v for k, v in self.perspective(perspective).sentences.items() if k != participant}
        if text.strip():
            written[participant] = Sentence(text=text)
        sentences = {key: written[key] for key in dict.fromkeys([*self.participants, *written]) if key in written}
        hides = participant in written and not self.revealed(perspective)
        return self._with_own(perspective, hides=hides, sentences=sentences)

    def with_exchange(self, perspective: str, organisation: str | None, *, gets: str, brings: str, no_go: str) -> Self:
        """Return the session with an organisation's three lines written; empty lines are left out."""
        exchange = self.perspective(perspective).exchange
        old = next((key for key, row in exchange.items() if row.organisation == organisation), None)
        lines = {"gets": gets.strip() or None, "brings": brings.strip() or None, "no_go": no_go.strip() or None}
        if not any(lines.values()):
            return self if old is None else self._without("exchange", perspective, old)
        row = exchange[old] if old else Exchange(organisation=organisation)
        rows = {**exchange, old or self.new_id("e"): row.replaced(**lines)}
        return self._with_own(perspective, hides=not self.revealed(perspective), exchange=rows)

    # -- who

    def with_participant(self, name: str | None, organisation: str | None, *, new_id: str | None = None) -> Self:
        """Return the session with somebody added, at the last seat.

        Raises:
            ValueError: where there are `PARTICIPANTS` already.
        """
        if len(self.participants) >= PARTICIPANTS:
            raise ValueError(f"no more than {PARTICIPANTS} participants")
        if self.anonymous:
            name = None
            stored = {somebody.organisation for somebody in self.participants.values()}
            organisation = organisation if organisation in stored else None
        newcomer = Participant(name=name, organisation=organisation)
        return self.replaced(participants={**self.participants, new_id or self.new_id("p"): newcomer})

    def with_away(self, participant: str, away: bool) -> Self:
        """Return the session with somebody skipped for now, or back at the table."""
        changed = self.participants[participant].replaced(away=away)
        return self.replaced(participants={**self.participants, participant: changed})

    def without_participant(self, participant: str) -> Self:
        """Return the session without a seat of which there is nothing; its id is not used again.

        Raises:
            ValueError: where somebody answered or wrote something there, or where it is the last seat.
        """
        if self.has_voice(participant) or self.participants.keys() == {participant}:
            raise ValueError(participant)
        left = {key: person for key, person in self.participants.items() if key != participant}
        return self._retire([participant]).replaced(participants=left)

    def without_voice(self, participant: str) -> Self:
        """Return the session without all that this participant answered and wrote; the person is away."""
        session = self.with_away(participant, True)
        for perspective, record in self.perspectives.items():
            removed = [key for key, note in record.notes.items() if note.by == participant]
            session = session._retire(removed)._with_own(
                perspective,
                hides=False,
                answers={key: given for key, given in record.answers.items() if key != participant},
                sentences={key: sentence for key, sentence in record.sentences.items() if key != participant},
                notes={key: note for key, note in record.notes.items() if key not in removed},
            )
        return session

    # -- acting

    def with_action(self, action: Action, action_id: str | None = None) -> Self:
        """Return the session with an action added, or (with its id) replaced or put back."""
        key = action_id or self.new_id("a")
        return self._given_out(key).replaced(actions={**self.actions, key: action})

    def without_action(self, action_id: str) -> Self:
        """Return the session without this action; its id is not used again."""
        actions = {key: action for key, action in self.actions.items() if key != action_id}
        return self._retire([action_id]).replaced(actions=actions)

    # -- ids

    def _without(self, table: Literal["notes", "exchange"], perspective: str, key: str) -> Self:
        rows = {k: v for k, v in getattr(self.perspective(perspective), table).items() if k != key}
        return self._retire([key])._with_own(perspective, hides=False, **{table: rows})

    def _retire(self, ids: list[str]) -> Self:
        ids = [key for key in ids if _COUNTED.fullmatch(key)]  # a random one does not come again
        if not ids:
            return self
        return self.with_about(retired=sorted({*(self.about.retired or ()), *ids}, key=natural))

    def _given_out(self, key: str) -> Self:
        """Return the session with this id in use again: the same thing, put back."""
        retired = [each for each in self.about.retired or () if each != key]
        return self if len(retired) == len(self.about.retired or ()) else self.with_about(retired=retired or None)

    def new_id(self, letter: str) -> str:
        """Return an id that was never given out in this session: the letter and the next number."""
        used = {*self.participants, *self.actions, *(self.about.retired or ())}
        for record in self.perspectives.values():
            used.update(record.notes, record.exchange, record.answers, record.sentences)
        numbers = [int(key[1:]) for key in used if re.fullmatch(rf"{letter}[0-9]{{1,9}}", key)]
        return f"{letter}{max(numbers, default=0) + 1}"


_NOTHING_YET = PerspectiveRecord()
_COUNTED = re.compile("[a-z][0-9]+")  # ids given out in order; those of anonymous remarks are random


def fits(statement: Statement, answer: Answer) -> bool:
    """Tell whether an answer is one that this statement can have."""
    if answer == UNKNOWN:
        return True
    if statement.kind == "choice":
        return any(choice.id == answer for choice in statement.choices or ())
    low, high = (-2, 2) if statement.kind == "balance" else (1, 5)
    return type(answer) is int and low <= answer <= high


def natural(key: str) -> tuple[str, int, str]:
    """Return a key that sorts ids as people count: a2 before a10."""
    match = re.fullmatch(r"([a-z-]*?)(\d{1,9})", key)
    return (match[1], int(match[2]), key) if match else (key, -1, key)
