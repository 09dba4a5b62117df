"""What the chart over the five perspectives shows, in each of its views: from the figures to rows of marks and bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.insight import participant_means
from reflectie_tui.model.names import names as names_of
from reflectie_tui.model.plain_text import told_apart
from reflectie_tui.model.records import DISAGREE
from reflectie_tui.model.session import GROUP
from reflectie_tui.report.sentences import called
from reflectie_tui.ui.widgets.voices import initials

if TYPE_CHECKING:
    from reflectie_tui.model.comparison import Comparison
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.insight import PerspectiveResult
    from reflectie_tui.model.session import Session
    from reflectie_tui.words import Words

View = Literal["voices", "people", "organisations", "earlier", "table", "models", "signals"]
VIEWS: tuple[View, ...] = ("voices", "people", "organisations", "earlier", "table", "models", "signals")
CHARTS: tuple[View, ...] = VIEWS[:5]
"""The views that show the chart; the others take its place."""
DOT = "●"


@dataclass(frozen=True)
class Mark:
    """One voice on the line from 1 to 5."""

    value: Fraction
    sign: str = DOT


@dataclass(frozen=True)
class Bar:
    """One bar: of whom, how long, of which series (from 0), and what stands behind it."""

    label: str
    value: Fraction | None
    series: int
    said: str


@dataclass(frozen=True)
class ChartRow:
    """One perspective: its name, what the group judged (each with its sign), and what the view shows of it.

    Args:
        id: the perspective.
        name: its name.
        judged: the joint judgement and the mark for attention, in words.
        joint: where the joint judgement stands on the line, if it does.
        instead: what is said where there is nothing to show.
        marks: the voices, low to high.
        bars: the bars, under each other.
        figures: the columns of the table.
        below: a line under the bars.
    """

    id: str
    name: str
    judged: tuple[str, ...] = ()
    joint: int | None = None
    instead: str = ""
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    figures: tuple[str, ...] = ()
    below: str = ""


@dataclass(frozen=True)
class Seen:
    """All that the chart is made from: the session, its content and its figures, in these words."""

    session: Session
    content: ContentSet
    results: Mapping[str, PerspectiveResult]
    words: Words

    @property
    def organisations(self) -> list[str]:
        """The organisations at the table, in seat order."""
        named = (person.organisation for person in self.session.participants.values())
        return list(dict.fromkeys(name for name in named if name))


def offered(session: Session) -> list[View]:
    """Return the views that this session can have; one while there is nothing to be seen."""
    if not any(session.revealed(key) for key in PERSPECTIVES):
        return ["voices"]
    together = session.about.way == "together"
    without: set[View] = set()
    if session.anonymous or together:
        without.add("people")
    if together or not any(person.organisation for person in session.participants.values()):
        without.add("organisations")
    if session.about.previous is None:
        without.add("earlier")
    return [view for view in VIEWS if view not in without]


def rows(view: View, seen: Seen, *, names: bool = False, earlier: Comparison | None = None) -> tuple[ChartRow, ...]:
    """Return the five perspectives as this view shows them.

    Args:
        view: one of `CHARTS`.
        seen: what there is to show.
        names: whether each voice has a sign of its own; never in an anonymous session.
        earlier: this session beside the earlier ones, for the view `earlier`.
    """
    found = []
    for key in PERSPECTIVES:
        result = seen.results[key]
        row = ChartRow(
            id=key,
            name=seen.content.perspective(key).name,
            judged=_judged(result, seen),
            joint=result.joint if isinstance(result.joint, int) else None,
            instead=_instead(result, seen.words),
        )
        if view == "earlier" and earlier is not None:
            row = _with_earlier(row, earlier, seen.words)
        elif not row.instead:
            row = _with_view(row, view, seen, names)
        found.append(row)
    return tuple(found)


def signs(session: Session) -> dict[str, str]:
    """Return for each voice the letters of its name; a letter and the seat where two would have the same."""
    if session.anonymous or session.voices == [GROUP]:
        return {voice: DOT for voice in session.voices}
    people = names_of(session)
    letters = {voice: initials(people.get(voice, "·").replace("(", "")) for voice in session.participants}
    if len(set(letters.values())) == len(letters):
        return letters
    return {voice: f"{each[0]}{seat}" for seat, (voice, each) in enumerate(letters.items(), start=1)}


def changed(change: Fraction | None, words: Words) -> str:
    """Return a change with its sign: ▲ +0,4 or ▼ −0,3; nothing where there is none to tell."""
    if change is None:
        return ""
    text = words.change(change)
    return f"{({'+': '▲', '−': '▼'}).get(text[0], '=')} {text}"


def _instead(result: PerspectiveResult, words: Words) -> str:
    if result.hidden:
        return words("comparison.hidden")
    if not result.answered:
        return words("comparison.nothing_yet")
    return words("comparison.too_few") if result.score is None else ""


def _judged(result: PerspectiveResult, seen: Seen) -> tuple[str, ...]:
    words = seen.words
    said = []
    if result.joint == DISAGREE:
        said.append(f"≠ {words('comparison.disagree')}")
    elif isinstance(result.joint, int):
        said.append(f"◆ {result.joint} {seen.content.facts.scale.labels[result.joint - 1].label}")
    if result.attention:
        said.append(f"! {words('comparison.attention')}")
    return tuple(said)


def _with_view(row: ChartRow, view: View, seen: Seen, names: bool) -> ChartRow:
    result = seen.results[row.id]
    if view == "voices":
        return replace(row, marks=_marks(row.id, seen, names))
    if view == "people":
        return replace(row, bars=tuple(_people(result, seen)))
    if view == "organisations":
        found = result.by_organisation.items()
        if not found:
            return replace(row, instead=seen.words("comparison.no_organisations"))
        order = seen.organisations
        return replace(row, bars=tuple(_bar(name, mean, order.index(name), seen.words) for name, mean in found))
    return replace(row, figures=_figures(result, seen))


def _people(result: PerspectiveResult, seen: Seen) -> Iterator[Bar]:
    """Yield a bar a person, in seat order; of who answered too little for a mean, that it is so."""
    words, means = seen.words, result.by_participant
    answered = seen.session.perspective(result.id).answers
    for series, voice in enumerate(seen.session.participants):
        name = called(seen.session, voice, words)
        if voice in means:
            yield _bar(name, means[voice], series, words)
        elif answered.get(voice):
            yield Bar(name, None, series, words("comparison.too_few_own"))


def _bar(label: str, value: Fraction | None, series: int, words: Words) -> Bar:
    return Bar(label, value, series, "–" if value is None else words.number(value))


def _means(perspective: str, seen: Seen) -> dict[str, Fraction]:
    """Return each voice's mean; in an anonymous session too, where nobody is told whose it is."""
    asked = seen.content.perspective(perspective).scale(seen.session.about.length)
    return participant_means(seen.session, perspective, [statement.id for statement in asked])


def _marks(perspective: str, seen: Seen, names: bool) -> tuple[Mark, ...]:
    letters = signs(seen.session) if names else {}
    marks = [Mark(mean, letters.get(voice, DOT)) for voice, mean in _means(perspective, seen).items()]
    return tuple(sorted(marks, key=lambda mark: mark.value))


def _figures(result: PerspectiveResult, seen: Seen) -> tuple[str, ...]:
    words = seen.words
    means = _means(result.id, seen).values()
    answered = sum(bool(answers) for answers in seen.session.perspective(result.id).answers.values())
    patterns = [found.pattern for found in result.statements.values()]
    low, high = (words.number(end) for end in (min(means), max(means)))
    return (
        words.number(result.score) if result.score is not None else "–",
        str(len(means)) if len(means) == answered else words("comparison.of", n=len(means), total=answered),
        low if low == high else f"{low}–{high}",
        words("comparison.of", n=patterns.count("opposed"), total=len(patterns)),
    )


def _with_earlier(row: ChartRow, earlier: Comparison, words: Words) -> ChartRow:
    found = earlier.perspectives[row.id]
    if not found.compared:
        return replace(row, instead=words("comparison.not_comparable"))
    bars = list(_sessions(found.scores, earlier, words))
    if row.instead:
        bars[-1] = replace(bars[-1], said=row.instead)
    below = ""
    if found.change is not None:
        verdict = words("comparison.clear" if found.clear else "comparison.unclear")
        below = f"{changed(found.change, words)}  {verdict}"
    return replace(row, instead="", bars=tuple(bars), below=below)


def _sessions(scores: Sequence[Fraction | None], earlier: Comparison, words: Words) -> list[Bar]:
    """Return a bar a session; the latest is of the first series, so that it has the fullest sign in every chart."""
    days = told_apart([words.short_day(session.about.date) for session in earlier.sessions])
    last = len(scores) - 1
    return [_bar(day, score, last - n, words) for n, (day, score) in enumerate(zip(days, scores, strict=True))]
