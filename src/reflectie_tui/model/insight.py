"""What the answers say: voices, agreement, patterns and scores, reckoned in fractions so that thresholds are exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median as middle
from typing import Literal

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Statement
from reflectie_tui.model.records import Answer, Joint
from reflectie_tui.model.session import ANONYMOUS_ORGANISATION, UNKNOWN, Session

Pattern = Literal["united", "nuanced", "lone-voice", "opposed"]
PATTERNS: tuple[Pattern, ...] = ("opposed", "lone-voice", "nuanced", "united")
"""What asks for talk most, first."""
POINTS = 5
LOW_SIDE, HIGH_SIDE = 2, 4
"""At or under, and at or above: the two sides of the scale."""
LONE_VOICE_FROM = 4
"""The number of voices from which one of them can be alone."""


@dataclass(frozen=True)
class StatementResult:
    """One statement of kind `scale`: who stands where. `mean`, `median` and `agreement` are None without voices."""

    id: str
    wording: str
    n: int = 0
    mean: Fraction | None = None
    median: Fraction | None = None
    counts: Mapping[int, int] = field(default_factory=dict)
    nvt: int = 0
    agreement: Fraction | None = None
    pattern: Pattern | None = None
    voices: Mapping[str, Answer] = field(default_factory=dict)


def by_difference(found: StatementResult) -> tuple[bool, Fraction, int]:
    """Return a key that sorts by the largest difference first; statements with fewer than two voices come last.

    Where the agreement is the same, who stands opposite each other comes before who stands near.
    """
    rank = PATTERNS.index(found.pattern) if found.pattern else len(PATTERNS)
    return found.agreement is None, found.agreement or Fraction(0), rank


@dataclass(frozen=True)
class QuestionResult:
    """A question of its own kind. The median of a choice is the place of the middle phase, 0 for the first."""

    id: str
    kind: str
    wording: str
    n: int = 0
    counts: Mapping[Answer, int] = field(default_factory=dict)
    median: Fraction | None = None
    nvt: int = 0
    voices: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class PerspectiveResult:
    """One perspective. Where it is hidden, only `asked` and `answered` are told."""

    id: str
    hidden: bool
    asked: int
    answered: int
    score: Fraction | None = None
    agreement: Fraction | None = None
    joint: Joint | None = None
    attention: bool = False
    by_participant: Mapping[str, Fraction] = field(default_factory=dict)
    by_organisation: Mapping[str, Fraction] = field(default_factory=dict)
    statements: Mapping[str, StatementResult] = field(default_factory=dict)
    questions: Mapping[str, QuestionResult] = field(default_factory=dict)


def mean(numbers: Sequence[Fraction | int]) -> Fraction | None:
    """Return the mean, or None of nothing."""
    return Fraction(sum(numbers)) / len(numbers) if numbers else None


def median(numbers: Sequence[int]) -> Fraction | None:
    """Return the middle one, the mean of the middle two of an even number, or None of nothing."""
    return Fraction(middle(map(Fraction, numbers))) if numbers else None


def agreement(scores: Sequence[int]) -> Fraction | None:
    """Return how much the voices agree, 0..1, or None of fewer than two.

    1 − D with D = 2/(k−1) · Σ min(F_i, 1 − F_i) over the points but the last, F_i the share at or under point i
    (Leik 1966, A measure of ordinal consensus).
    """
    n = len(scores)
    if n < 2:
        return None
    shares = [Fraction(sum(score <= point for score in scores), n) for point in range(1, POINTS)]
    return 1 - Fraction(2, POINTS - 1) * sum(min(share, 1 - share) for share in shares)


def pattern(scores: Sequence[int]) -> Pattern | None:
    """Return how the voices lie to each other, or None of fewer than two."""
    n = len(scores)
    if n < 2:
        return None
    ordered = sorted(scores)
    if ordered[-1] - ordered[0] <= 1:
        return "united"
    low, high = sum(score <= LOW_SIDE for score in ordered), sum(score >= HIGH_SIDE for score in ordered)
    if low and high:
        alone = n >= LONE_VOICE_FROM and min(low, high) == 1 and 2 * max(low, high) >= n
        return "lone-voice" if alone else "opposed"
    if n >= LONE_VOICE_FROM and (_apart(ordered[0], ordered[1:]) or _apart(ordered[-1], ordered[:-1])):
        return "lone-voice"
    return "nuanced"


def _apart(one: int, others: Sequence[int]) -> bool:
    return max(others) - min(others) <= 1 and all(abs(one - other) >= 2 for other in others)


def statement_result(session: Session, perspective: str, statement: Statement) -> StatementResult:
    """Return one statement's voices, in seat order."""
    voices = _voices(session, perspective, statement)
    scores = [answer for answer in voices.values() if isinstance(answer, int)]
    return StatementResult(
        id=statement.id,
        wording=session.wording(perspective, statement),
        n=len(scores),
        mean=mean(scores),
        median=median(scores),
        counts={point: scores.count(point) for point in range(1, POINTS + 1)},
        nvt=sum(answer == UNKNOWN for answer in voices.values()),
        agreement=agreement(scores),
        pattern=pattern(scores),
        voices=voices,
    )


def statement_mean(session: Session, perspective: str, statement: Statement) -> Fraction | None:
    """Return the mean of one statement's voices, where no more is wanted."""
    return mean([answer for answer in _voices(session, perspective, statement).values() if isinstance(answer, int)])


def question_result(session: Session, perspective: str, statement: Statement) -> QuestionResult:
    """Return the voices on a balance or a choice."""
    voices = _voices(session, perspective, statement)
    given = [answer for answer in voices.values() if answer != UNKNOWN]
    values: list[Answer] = (
        [choice.id for choice in statement.choices or ()] if statement.kind == "choice" else [*range(-2, 3)]
    )
    places = [values.index(answer) for answer in given if answer in values]
    middle_place = median(places)
    if middle_place is not None and statement.kind == "balance":
        middle_place -= 2
    return QuestionResult(
        id=statement.id,
        kind=statement.kind,
        wording=session.wording(perspective, statement),
        n=len(given),
        counts={value: given.count(value) for value in values},
        median=middle_place,
        nvt=sum(answer == UNKNOWN for answer in voices.values()),
        voices=voices,
    )


def _voices(session: Session, perspective: str, statement: Statement) -> dict[str, Answer]:
    if session.hides(perspective):
        return {}
    found = {voice: session.answer(perspective, voice, statement.id) for voice in session.voices}
    return {voice: answer for voice, answer in found.items() if answer is not None}


def perspective_result(session: Session, content: ContentSet, perspective: str) -> PerspectiveResult:
    """Return a perspective's figures.

    A participant's mean is over its answers with a number, where these are at least half of the scale statements
    asked; the score is the mean of these means, so that every voice weighs the same. The agreement is the mean of its
    statements' agreements.
    """
    asked = content.perspective(perspective).asked(session.about.length)
    record = session.perspective(perspective)
    scale = [statement for statement in asked if statement.kind == "scale"]
    statements = {each.id: statement_result(session, perspective, each) for each in scale}
    questions = {each.id: question_result(session, perspective, each) for each in asked if each.kind != "scale"}
    means = participant_means(session, perspective, [each.id for each in scale])
    agreements = [each.agreement for each in statements.values() if each.agreement is not None]
    return PerspectiveResult(
        id=perspective,
        hidden=record.hidden,
        asked=len(asked) * len(session.voices),
        answered=sum(session.answered(perspective, voice, asked) for voice in session.voices),
        score=mean(list(means.values())),
        agreement=mean(agreements),
        joint=None if record.hidden else record.joint,  # type: ignore[arg-type]
        attention=record.attention,
        by_participant={} if session.anonymous else means,
        by_organisation=_by_organisation(session, means),
        statements=statements,
        questions=questions,
    )


def results(session: Session, content: ContentSet) -> dict[str, PerspectiveResult]:
    """Return the figures of all five perspectives."""
    return {key: perspective_result(session, content, key) for key in PERSPECTIVES}


def participant_means(session: Session, perspective: str, statements: Sequence[str]) -> dict[str, Fraction]:
    """Return the mean of each voice that has a number on at least half of these statements; nothing while hidden."""
    if session.hides(perspective):
        return {}
    found = {}
    for voice in session.voices:
        given = [session.answer(perspective, voice, statement) for statement in statements]
        scores = [answer for answer in given if isinstance(answer, int)]
        if scores and 2 * len(scores) >= len(statements):
            found[voice] = Fraction(sum(scores), len(scores))
    return found


def _by_organisation(session: Session, means: Mapping[str, Fraction]) -> dict[str, Fraction]:
    grouped: dict[str, list[Fraction]] = {}
    for voice, value in means.items():
        person = session.participants.get(voice)
        if person is not None and person.organisation:
            grouped.setdefault(person.organisation, []).append(value)
    least = ANONYMOUS_ORGANISATION if session.anonymous else 1
    return {name: sum(values, Fraction(0)) / len(values) for name, values in grouped.items() if len(values) >= least}
