"""What changed between two or more sessions, and what came of the actions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from itertools import combinations
from typing import Literal

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.insight import mean, participant_means, statement_mean
from reflectie_tui.model.plain_text import folded
from reflectie_tui.model.records import Action, Status
from reflectie_tui.model.session import Session

SURENESS = Fraction(196, 100)
"""So many standard deviations hold 95 of 100 cases."""
SCATTER = Fraction(36, 100)
"""The variance with which a person, and an answer, is taken to scatter: an SD of 0.6 on the scale of 1 to 5."""
ROUNDING = Fraction(1, 12)
"""The variance that comes of rounding an answer to a whole point."""


@dataclass(frozen=True)
class Person:
    """Somebody of one of the sessions, by the id there; without a name where there was none."""

    id: str
    name: str | None
    organisation: str | None


@dataclass(frozen=True)
class Matched:
    """The change of those who scored in both the first and the last session: how many, how much, and is it clear."""

    people: int
    change: Fraction
    clear: bool


@dataclass(frozen=True)
class PerspectiveChange:
    """One perspective through the sessions.

    Args:
        scores: a score each session, over the statements that all asked; None where nobody answered or it is hidden.
        change: last minus first; None where one of the two is missing.
        clear: whether the change is more than chance alone would give; else it is too small to call.
        matched: the same for the people of both alone; None where there are none, or nobody has a name.
        compared: the number of statements that the scores are over.
    """

    scores: tuple[Fraction | None, ...]
    change: Fraction | None
    clear: bool
    matched: Matched | None
    compared: int


@dataclass(frozen=True)
class StatementChange:
    """One statement that all the sessions asked: its mean each session, and last minus first."""

    perspective: str
    statement: str
    wording: str
    scores: tuple[Fraction | None, ...]
    change: Fraction | None


@dataclass(frozen=True)
class NotCompared:
    """A statement that is left out: not asked in all the sessions, or asked in other words."""

    perspective: str
    statement: str
    wording: str
    why: Literal["missing", "changed"]


@dataclass(frozen=True)
class ActionOutcome:
    """An action in its latest state; `agreed_in` is the id of the session where it was first agreed."""

    id: str
    agreed_in: str
    action: Action

    @property
    def status(self) -> Status:
        """Its latest status."""
        return self.action.status

    @property
    def perspective(self) -> str | None:
        """The perspective that it touches, if it names one."""
        return self.action.perspective


@dataclass(frozen=True)
class Comparison:
    """Two or more sessions side by side, in the order of their dates; every change is last minus first."""

    sessions: tuple[Session, ...]
    perspectives: Mapping[str, PerspectiveChange]
    statements: tuple[StatementChange, ...]
    not_compared: tuple[NotCompared, ...]
    joiners: tuple[Person, ...]
    leavers: tuple[Person, ...]
    actions: tuple[ActionOutcome, ...]

    @property
    def nobody_twice(self) -> bool:
        """Whether all people have a name, and nobody of the first session was at the last: two groups, it seems."""
        ends = self.sessions[0], self.sessions[-1]
        named = all(person.name for session in ends for person in session.participants.values())
        return named and len(self.leavers) == len(ends[0].participants) > 0 < len(ends[1].participants)

    def touching(self, perspective: str) -> list[ActionOutcome]:
        """Return the actions that touch a perspective."""
        return [outcome for outcome in self.actions if outcome.perspective == perspective]

    def count(self, status: Status) -> int:
        """Count the actions that have come to this."""
        return sum(outcome.status == status for outcome in self.actions)


@dataclass(frozen=True)
class _Asking:
    """In what words a session asked a statement, and from which set."""

    content: str
    version: int
    language: str
    wording: str | None

    def same(self, other: "_Asking") -> bool:
        """Tell whether the words are the same, or as the same set has them in two languages."""
        if (self.content, self.version) == (other.content, other.version) and (
            self.language != other.language or None in (self.wording, other.wording)
        ):
            return True
        return self.wording is not None and self.wording == other.wording


@dataclass(frozen=True)
class _Round:
    """A session with the set that it was asked from."""

    session: Session
    content: ContentSet

    def asked(self, perspective: str) -> list[str]:
        """Return the ids of the scale statements asked: those that the file carries, else those of the set."""
        known = self.content.perspective(perspective)
        own = self.session.perspective(perspective).statements
        ids = own or [statement.id for statement in known.asked(self.session.about.length)]
        return [key for key in ids if key not in known.by_id or known.by_id[key].kind == "scale"]

    def asking(self, perspective: str, statement: str) -> _Asking:
        """Return how a statement was asked; no wording where neither the file nor the set has it in its language."""
        own = self.session.perspective(perspective).statements.get(statement)
        known = self.content.statement(perspective, statement)
        if own is None and known is not None and self.content.facts.language == self.session.about.language:
            own = known.text
        about, wording = self.session.about, own if own is None else " ".join(own.split())
        return _Asking(about.content, about.content_version, about.language, wording)

    def told(self, perspective: str, statement: str) -> str:
        """Return the wording in the language of the set, to name the statement by."""
        known = self.content.statement(perspective, statement)
        if known is None:
            return self.session.perspective(perspective).statements.get(statement, statement)
        return self.session.wording(perspective, known, self.content.facts.language)


def compare(sessions: Sequence[Session], contents: Sequence[ContentSet]) -> Comparison:
    """Return what changed between the sessions, each with its own set of statements; they are put in date order.

    A perspective's scores are over the statements that all the sessions asked in the same words; the same version of
    a set in another language counts as the same words. What is still hidden counts as not answered.

    Raises:
        ValueError: where there are fewer than two sessions.
    """
    if len(sessions) < 2:
        raise ValueError("two sessions or more")
    rounds = _in_order([_Round(*pair) for pair in zip(sessions, contents, strict=True)])
    first, last = rounds[0].session, rounds[-1].session
    perspectives: dict[str, PerspectiveChange] = {}
    statements: list[StatementChange] = []
    left_out: list[NotCompared] = []
    for key in PERSPECTIVES:
        found = _left_out(rounds, key)
        skipped = {each.statement for each in found}
        compared = [statement for statement in rounds[-1].asked(key) if statement not in skipped]
        perspectives[key] = _perspective_change(rounds, key, compared)
        statements += [_statement_change(rounds, key, statement) for statement in compared]
        left_out += found
    return Comparison(
        sessions=tuple(each.session for each in rounds),
        perspectives=perspectives,
        statements=tuple(sorted(statements, key=_largest_change)),
        not_compared=tuple(left_out),
        joiners=_missing_from(first, last),
        leavers=_missing_from(last, first),
        actions=_outcomes(rounds),
    )


def clear(change: Fraction, people: int, statements: int, *, same_people: bool) -> bool:
    """Tell whether a perspective's change is more than chance alone gives in 95 of 100 cases: |change| ≥ z/√n.

    A rule of thumb: person and answer are each taken to scatter with an SD of 0.6, and answers to be rounded. Of the
    same people only their answers scatter. All is squared, so that the bound is exact.

    Args:
        change: the difference of two scores.
        people: the number of voices behind the scores, in the smaller group.
        statements: the number of statements that the scores are over.
        same_people: whether the very same people scored both times.
    """
    if not people or not statements:
        return False
    answers = (SCATTER + ROUNDING) / statements
    variance = 2 * (answers if same_people else SCATTER + answers)
    return change**2 * people >= SURENESS**2 * variance


def _in_order(rounds: Sequence[_Round]) -> list[_Round]:
    """Put the sessions in the order of their dates; on one day, a session after the one that it follows, or as made."""
    previous = {each.session.about.id: each.session.about.previous for each in rounds}

    def followed(session: Session) -> int:
        chain, one = {session.about.id}, session.about.previous
        while one in previous and one not in chain:
            chain.add(one)
            one = previous[one]
        return len(chain)

    def made(session: Session) -> datetime:
        return session.about.created or datetime.min.replace(tzinfo=UTC)

    return sorted(rounds, key=lambda each: (each.session.about.date, followed(each.session), made(each.session)))


def _left_out(rounds: Sequence[_Round], perspective: str) -> list[NotCompared]:
    """Return the statements of a perspective that are not the same in all the sessions."""
    asked = [each.asked(perspective) for each in rounds]
    found = []
    for key in dict.fromkeys(key for ids in reversed(asked) for key in ids):
        everywhere = all(key in ids for ids in asked) and all(
            each.content.statement(perspective, key) for each in rounds
        )
        # hundreds of sessions were asked in a few ways
        ways = {each.asking(perspective, key) for each in rounds} if everywhere else set()
        if everywhere and all(one.same(other) for one, other in combinations(ways, 2)):
            continue
        wording = next(each.told(perspective, key) for each in reversed(rounds) if key in each.asked(perspective))
        found.append(NotCompared(perspective, key, wording, "changed" if everywhere else "missing"))
    return found


def _perspective_change(rounds: Sequence[_Round], perspective: str, compared: Sequence[str]) -> PerspectiveChange:
    means = [participant_means(each.session, perspective, compared) for each in rounds]
    scores = tuple(mean(list(found.values())) for found in means)
    change = _change(scores)
    both = _matched(rounds[0].session, rounds[-1].session)
    pairs = [(means[0][one], means[-1][other]) for one, other in both if one in means[0] and other in means[-1]]
    people = min(len(means[0]), len(means[-1]))
    same = len(pairs) == len(means[0]) == len(means[-1])
    return PerspectiveChange(
        scores=scores,
        change=change,
        clear=change is not None and clear(change, people, len(compared), same_people=same),
        matched=_matched_change(pairs, len(compared)),
        compared=len(compared),
    )


def _matched_change(pairs: Sequence[tuple[Fraction, Fraction]], statements: int) -> Matched | None:
    change = mean([after - before for before, after in pairs])
    if change is None:
        return None
    return Matched(len(pairs), change, clear(change, len(pairs), statements, same_people=True))


def _statement_change(rounds: Sequence[_Round], perspective: str, key: str) -> StatementChange:
    scores = [
        statement_mean(each.session, perspective, each.content.perspective(perspective).by_id[key]) for each in rounds
    ]
    wording = rounds[-1].told(perspective, key)
    return StatementChange(perspective, key, wording, tuple(scores), _change(scores))


def _change(scores: Sequence[Fraction | None]) -> Fraction | None:
    first, last = scores[0], scores[-1]
    return None if first is None or last is None else last - first


def _largest_change(found: StatementChange) -> tuple[bool, Fraction]:
    return (found.change is None, -abs(found.change or Fraction(0)))


def _people(session: Session) -> dict[str, tuple[str, str]]:
    """Return who took part by name and organisation, case and spaces folded; nobody where there are no names."""
    if session.anonymous:
        return {}
    answered = {voice for record in session.perspectives.values() for voice, given in record.answers.items() if given}
    return {
        key: (folded(person.name), folded(person.organisation or ""))
        for key, person in session.participants.items()
        if person.name and (key in answered or not person.away)
    }


def _matched(first: Session, last: Session) -> list[tuple[str, str]]:
    """Return the voices that belong to one person; nobody where two of a name cannot be told apart."""
    before, after = _people(first), _people(last)
    counts = [Counter(people.values()) for people in (before, after)]
    places = {who: voice for voice, who in after.items()}
    return [(voice, places[who]) for voice, who in before.items() if all(count[who] == 1 for count in counts)]


def _missing_from(first: Session, last: Session) -> tuple[Person, ...]:
    """Return who took part in the last and not in the first; nobody where one of the two has no names."""
    if first.anonymous or last.anonymous:
        return ()
    left = Counter(_people(first).values())
    found = []
    for voice, who in _people(last).items():
        if left[who]:
            left[who] -= 1
            continue
        person = last.participants[voice]
        found.append(Person(voice, person.name, person.organisation))
    return tuple(found)


def _outcomes(rounds: Sequence[_Round]) -> tuple[ActionOutcome, ...]:
    """Return each action once, as it stands in the latest session that has it."""
    latest: dict[tuple[str, str], ActionOutcome] = {}
    for each in rounds:
        for key, action in each.session.actions.items():
            origin = action.carried_from or each.session.about.id
            latest[origin, key] = ActionOutcome(key, origin, action)
    return tuple(latest.values())
