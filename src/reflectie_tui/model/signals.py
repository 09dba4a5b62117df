"""What stands out in a session, and is worth a talk: each signal asks, none of them judges."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.insight import (
    HIGH_SIDE,
    LOW_SIDE,
    PerspectiveResult,
    QuestionResult,
    StatementResult,
    results,
)
from reflectie_tui.model.session import ANONYMOUS_ORGANISATION, Session

ORDER = (
    "sham",
    "confusion",
    "many-differences",
    "opposed",
    "lone-voice",
    "organising-split",
    "phase-split",
    "between-organisations",
    "skipped-steps",
    "low",
    "weakest-factor",
    "interest-missing",
    "act-support-imbalance",
    "under-organised",
    "over-organised",
    "unknown",
    "strength",
)
"""Every kind of signal, what needs talk most first."""

TALK_FROM = 2
"""The number of voices from which a statement is low, a strength, sham and so on."""
OPPOSED_SHARE = Fraction(1, 3)
"""The share of opposed statements from which there are many differences."""
UNKNOWN_SHARE = Fraction(1, 2)
"""More than this share of not knowing is a finding of its own."""
FACTORS = ("belofte", "commitment", "doen")
WEAK_UNDER, WEAK_BELOW_NEXT = 3, Fraction(1, 2)
"""The lowest factor is the weakest where its mean is under the first, and the second or more under the next."""
INTERESTS = ("collectief", "organisatie", "individueel")
POWER_AND_SUPPORT = ("daadkracht", "draagvlak")
GAP, LOWER_AT_MOST = 1, 3
"""Interests, and power and support: how far apart the means lie, at least, and how low the lower one, at most."""
OUT_OF_BALANCE = 1
"""From this many steps off the middle of the balance, too little or too much is organised."""
PHASES_APART = 2
"""From this many phases apart, the group sees itself in different phases."""
LATE_PHASE = "vormgeven"
"""From this phase on, `ambitie` and `belangen` should have had their talk."""
SKIPPED_UNDER = 3
"""Under this score, a late phase asks whether a step was skipped."""
ORGANISATIONS_APART = Fraction(3, 2)
"""From this difference of their means on, two organisations look at a statement differently."""
ORGANISATION_FROM = 2
"""The number of voices from which an organisation is compared; in an anonymous session `ANONYMOUS_ORGANISATION`."""
SHOWN_FIRST = 3

Results = Mapping[str, PerspectiveResult]


@dataclass(frozen=True)
class Signal:
    """Something that stands out.

    Args:
        kind: one of `ORDER`.
        perspective: where; None for `many-differences`, which is about the whole.
        statement: the statement it is about, if it is about one.
        variant: which of its sentences fits: `words` or `support` (sham), `own_example` (strength), `shared`
            (interest-missing, where two get equally little).
        names: what the sentence names: ids of statements, ids of phases in their order, or two organisations.
    """

    kind: str
    perspective: str | None
    statement: str | None = None
    variant: str | None = None
    names: tuple[str, ...] = ()


Weighed = tuple[Fraction, Signal]
"""A signal with its weight among those of its kind: the lowest comes first."""


def signals(session: Session, content: ContentSet) -> list[Signal]:
    """Return all that stands out, what needs talk most first; nothing of what is still hidden.

    First the two dangers, sham and confusion, since as long as they are there every other talk is about words. Then
    where people see things differently: there talking itself helps, and only there. Then what all see alike and find
    weak, which asks for a deed more than for talk. Then what too few can tell about, and the strengths last; so that
    these are not forgotten, `first_three` holds a place for one. Among signals of a kind: the smallest agreement, the
    lowest mean, the widest gap first, else the order of the model.
    """
    found = results(session, content)
    weighed: list[Weighed] = []
    for key in PERSPECTIVES:
        for statement in found[key].statements.values():
            weighed += _of_statement(key, statement)
        weighed += _between_organisations(session, found[key])
    weighed += [(Fraction(0), signal) for signal in _of_the_model(found, content)]
    return [signal for _, signal in sorted(weighed, key=lambda one: (ORDER.index(one[1].kind), one[0]))]


def first_three(found: Sequence[Signal]) -> list[Signal]:
    """Return the three to show first: one a strength where there is one, no statement twice where that can be."""
    strengths = [signal for signal in found if signal.kind == "strength"][:1]
    others = [signal for signal in found if signal not in strengths]
    seen: set[tuple[str | None, str]] = set()
    fresh: list[Signal] = []
    again: list[Signal] = []
    for signal in others:
        place = (signal.perspective, signal.statement or signal.kind)
        (again if place in seen else fresh).append(signal)
        seen.add(place)
    chosen = (fresh + again)[: SHOWN_FIRST - len(strengths)] + strengths
    return [signal for signal in found if signal in chosen]


def _of_statement(perspective: str, found: StatementResult) -> Iterator[Weighed]:
    """Yield what one statement shows by itself."""
    if found.pattern in ("opposed", "lone-voice") and found.agreement is not None:
        yield found.agreement, Signal(found.pattern, perspective, found.id)
    if _low(found) and found.mean is not None:
        yield found.mean, Signal("low", perspective, found.id)
    if _high(found) and found.pattern == "united" and found.mean is not None:
        variant = "own_example" if perspective == "ambitie" and found.id in ("begrip", "belofte") else None
        yield -found.mean, Signal("strength", perspective, found.id, variant)
    answered = found.n + found.nvt
    if answered and Fraction(found.nvt, answered) > UNKNOWN_SHARE:
        yield Fraction(found.n, answered), Signal("unknown", perspective, found.id)


def _low(found: StatementResult | None) -> bool:
    return found is not None and found.n >= TALK_FROM and found.median is not None and found.median <= LOW_SIDE


def _high(found: StatementResult | None) -> bool:
    return found is not None and found.n >= TALK_FROM and found.median is not None and found.median >= HIGH_SIDE


def _of_the_model(found: Results, content: ContentSet) -> Iterator[Signal]:
    """Yield what the model itself looks for: its dangers, its sub-models and its phases."""
    yield from _dangers(found)
    yield from _many_differences(found)
    yield from _weakest_factor(found["ambitie"])
    yield from _interest_missing(found["belangen"])
    yield from _power_and_support(found["organisatie"])
    yield from _balance(found["organisatie"].questions.get("balans"))
    yield from _phases(found, content)


def _dangers(found: Results) -> Iterator[Signal]:
    ambition = found["ambitie"].statements
    understanding, deeds = ambition.get("begrip"), ambition.get("doen")
    support = found["organisatie"].statements.get("draagvlak")
    if _high(ambition.get("belofte")) and _low(deeds):
        yield Signal("sham", "ambitie", "doen", "words")
    if _high(deeds) and _low(support):
        yield Signal("sham", "organisatie", "draagvlak", "support")
    if understanding is not None and (_low(understanding) or understanding.pattern == "opposed"):
        yield Signal("confusion", "ambitie", "begrip")


def _many_differences(found: Results) -> Iterator[Signal]:
    patterns = [each.pattern for result in found.values() for each in result.statements.values() if each.pattern]
    opposed = patterns.count("opposed")
    if opposed and Fraction(opposed, len(patterns)) >= OPPOSED_SHARE:
        yield Signal("many-differences", None)


def _weakest_factor(ambition: PerspectiveResult) -> Iterator[Signal]:
    means = _means(ambition, FACTORS)
    if len(means) < len(FACTORS):
        return
    weakest, following, *_ = sorted(means, key=lambda factor: means[factor])
    if means[weakest] < WEAK_UNDER and means[following] - means[weakest] >= WEAK_BELOW_NEXT:
        yield Signal("weakest-factor", "ambitie", weakest, names=(weakest,))


def _interest_missing(interests: PerspectiveResult) -> Iterator[Signal]:
    means = _means(interests, INTERESTS)
    if len(means) < len(INTERESTS):
        return
    least = min(means.values())
    if max(means.values()) - least >= GAP and least <= LOWER_AT_MOST:
        names = tuple(interest for interest in INTERESTS if means[interest] == least)
        yield Signal("interest-missing", "belangen", names[0], "shared" if len(names) > 1 else None, names)


def _power_and_support(organising: PerspectiveResult) -> Iterator[Signal]:
    means = _means(organising, POWER_AND_SUPPORT)
    if len(means) < len(POWER_AND_SUPPORT):
        return
    lower, higher = sorted(means, key=lambda side: means[side])
    if means[higher] - means[lower] >= GAP and means[lower] <= LOWER_AT_MOST:
        yield Signal("act-support-imbalance", "organisatie", lower, names=(lower,))


def _means(result: PerspectiveResult, statements: Sequence[str]) -> dict[str, Fraction]:
    """Return the means of those of these statements that were asked and have a voice."""
    asked = {key: result.statements[key].mean for key in statements if key in result.statements}
    return {key: mean for key, mean in asked.items() if mean is not None}


def _balance(balance: QuestionResult | None) -> Iterator[Signal]:
    if balance is None or balance.kind != "balance" or balance.median is None:
        return
    if balance.n >= TALK_FROM and balance.median <= -OUT_OF_BALANCE:
        yield Signal("under-organised", "organisatie", "balans")
    if balance.n >= TALK_FROM and balance.median >= OUT_OF_BALANCE:
        yield Signal("over-organised", "organisatie", "balans")
    chosen = [value for value, count in balance.counts.items() if count and isinstance(value, int)]
    if min(chosen) <= -OUT_OF_BALANCE and max(chosen) >= OUT_OF_BALANCE:
        yield Signal("organising-split", "organisatie", "balans")


def _phases(found: Results, content: ContentSet) -> Iterator[Signal]:
    """Yield that the phases chosen lie apart, or else which perspectives a late phase asks to go back to."""
    phase = found["proces"].questions.get("fase")
    if phase is None or phase.kind != "choice" or phase.median is None:
        return
    phases = list(phase.counts)
    chosen = [place for place, name in enumerate(phases) if phase.counts[name]]
    if max(chosen) - min(chosen) >= PHASES_APART:
        yield Signal("phase-split", "proces", "fase", names=tuple(str(phases[place]) for place in chosen))
        return
    if LATE_PHASE not in phases or phase.median < phases.index(LATE_PHASE):
        return
    for key in ("ambitie", "belangen"):
        score = found[key].score
        if score is not None and score < SKIPPED_UNDER:
            yield Signal("skipped-steps", key)


def _between_organisations(session: Session, found: PerspectiveResult) -> Iterator[Weighed]:
    """Yield the statement of a perspective on which two organisations differ most, if they do."""
    widest: Weighed | None = None
    for statement in found.statements.values():
        means = _by_organisation(session, statement)
        for one, other in combinations(sorted(means), 2):
            gap = abs(means[one] - means[other])
            if gap >= ORGANISATIONS_APART and (widest is None or -gap < widest[0]):
                widest = -gap, Signal("between-organisations", found.id, statement.id, names=(one, other))
    if widest is not None:
        yield widest


def _by_organisation(session: Session, found: StatementResult) -> dict[str, Fraction]:
    """Return the means on a statement of the organisations with enough voices to be compared."""
    scores: dict[str, list[int]] = {}
    for voice, answer in found.voices.items():
        person = session.participants.get(voice)
        if person is not None and person.organisation and isinstance(answer, int):
            scores.setdefault(person.organisation, []).append(answer)
    least = ANONYMOUS_ORGANISATION if session.anonymous else ORGANISATION_FROM
    return {name: Fraction(sum(given), len(given)) for name, given in scores.items() if len(given) >= least}
