"""What the group does to its session, one class a deed; each knows how the session looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reflectie_tui.model.renaming import renamed
from reflectie_tui.ui.messages import Change

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Action, Answer, Joint
    from reflectie_tui.model.session import Session


@dataclass
class ScoreGiven(Change):
    """A voice answered a statement, or (None) took its answer back."""

    perspective: str
    voice: str
    statement: Statement
    answer: Answer | None

    def applied(self, session: Session) -> Session:
        """Return the session with the answer in its place."""
        return session.with_score(self.perspective, self.voice, self.statement, self.answer)


@dataclass
class Revealed(Change):
    """All voices of these perspectives are shown to everyone."""

    perspectives: list[str]

    def applied(self, session: Session) -> Session:
        """Return the session with nothing hidden in them."""
        for perspective in self.perspectives:
            session = session.with_reveal(perspective)
        return session


@dataclass
class NoteWritten(Change):
    """A remark, or the group's note, was written; empty text takes it away."""

    perspective: str
    text: str
    statement: str | None = None
    by: str | None = None
    note_id: str | None = None

    def applied(self, session: Session) -> Session:
        """Return the session with the note."""
        return session.with_note(
            self.perspective, self.text, statement=self.statement, by=self.by, note_id=self.note_id
        )


@dataclass
class JointGiven(Change):
    """The group came to one judgement, to `disagree`, or (None) took it back."""

    perspective: str
    joint: Joint | None

    def applied(self, session: Session) -> Session:
        """Return the session with the judgement."""
        return session.with_joint(self.perspective, self.joint)


@dataclass
class AttentionMarked(Change):
    """A perspective deserves attention, or no longer."""

    perspective: str
    attention: bool

    def applied(self, session: Session) -> Session:
        """Return the session with the mark."""
        return session.with_attention(self.perspective, self.attention)


@dataclass
class SentenceWritten(Change):
    """Somebody completed *De zin*, or went on with it; empty text takes it away."""

    perspective: str
    participant: str
    text: str

    def applied(self, session: Session) -> Session:
        """Return the session with the sentence."""
        return session.with_sentence(self.perspective, self.participant, self.text)


@dataclass
class ExchangeWritten(Change):
    """An organisation filled in what it gets, brings and will not have; three empty lines take its row away."""

    perspective: str
    organisation: str
    gets: str
    brings: str
    no_go: str

    def applied(self, session: Session) -> Session:
        """Return the session with the row."""
        lines = {"gets": self.gets, "brings": self.brings, "no_go": self.no_go}
        return session.with_exchange(self.perspective, self.organisation, **lines)


@dataclass
class ActionWritten(Change):
    """An action was added, or (with its id) changed."""

    action: Action
    action_id: str | None = None

    def applied(self, session: Session) -> Session:
        """Return the session with the action."""
        return session.with_action(self.action, self.action_id)


@dataclass
class ActionRemoved(Change):
    """An action was taken out."""

    action_id: str

    def applied(self, session: Session) -> Session:
        """Return the session without it."""
        return session.without_action(self.action_id)


@dataclass
class ParticipantAdded(Change):
    """Somebody came in late."""

    name: str | None
    organisation: str | None
    new_id: str | None = None

    def applied(self, session: Session) -> Session:
        """Return the session with one more at the table."""
        return session.with_participant(self.name, self.organisation, new_id=self.new_id)


@dataclass
class SeatChange(Change):
    """Something becomes of one of the people; nothing where they were taken out of the list in the meantime."""

    participant: str

    def applied(self, session: Session) -> Session:
        """Return the session after it."""
        return self.changed(session) if self.participant in session.participants else session

    def changed(self, session: Session) -> Session:
        """Return the session after it, where they are in the list."""
        raise NotImplementedError


@dataclass
class ParticipantNamed(SeatChange):
    """The name or the organisation of somebody was put right."""

    name: str
    organisation: str | None

    def changed(self, session: Session) -> Session:
        """Return the session with it, wherever it stands."""
        return renamed(session, self.participant, self.name, self.organisation)


@dataclass
class ParticipantRemoved(SeatChange):
    """Somebody was in the list by mistake: nothing of them is in the session."""

    def changed(self, session: Session) -> Session:
        """Return the session without that seat."""
        return session.without_participant(self.participant)


@dataclass
class AwayMarked(SeatChange):
    """Somebody is skipped for now, has left, or is back."""

    away: bool

    def changed(self, session: Session) -> Session:
        """Return the session with the mark."""
        return session.with_away(self.participant, self.away)


@dataclass
class VoiceWithdrawn(SeatChange):
    """Somebody left and took their voice along: out of the session, and out of its backups."""

    def changed(self, session: Session) -> Session:
        """Return the session without that voice."""
        return session.without_voice(self.participant)


@dataclass
class SessionClosed(Change):
    """The group closed the session, or (None) opened it again."""

    moment: datetime | None

    def applied(self, session: Session) -> Session:
        """Return the session closed or open."""
        return session.with_about(closed=self.moment)
