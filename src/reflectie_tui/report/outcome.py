"""What a report of one session says, in its order, before it is laid out as text, Markdown or a page.

All that may not be told is left out here, once for every form: what is hidden, what was written unseen, and names
where they were not asked for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective, Statement
from reflectie_tui.model.insight import PerspectiveResult, QuestionResult, StatementResult, by_difference, results
from reflectie_tui.model.records import Action, Status
from reflectie_tui.model.session import ANONYMOUS_ORGANISATION, GROUP, Session
from reflectie_tui.model.signals import first_three, signals
from reflectie_tui.report.sentences import Told, action_facts, all_told, answer_word, person, quoted, seat
from reflectie_tui.words import Words

STATUSES: tuple[Status, ...] = ("open", "done", "dropped")
"""The order in which actions are told."""

Result = TypeVar("Result", StatementResult, QuestionResult)


@dataclass(frozen=True)
class Asked(Generic[Result]):
    """A statement or question with its voices; `who` has a name with each answer, where names were asked for."""

    statement: Statement
    wording: str
    result: Result
    who: list[str]


@dataclass(frozen=True)
class Remark:
    """Something written, and by whom where that may be said."""

    text: str
    by: str | None = None


@dataclass(frozen=True)
class Notes:
    """The notes at one statement, or (None) about the whole perspective."""

    about: str | None
    remarks: list[Remark]


@dataclass(frozen=True)
class Exchanged:
    """What one organisation gets, brings, and will not have."""

    organisation: str
    gets: str
    brings: str
    no_go: str


@dataclass(frozen=True)
class Chapter:
    """One perspective. Where it is hidden, it has nothing but its figures of how much was answered."""

    part: Perspective
    result: PerspectiveResult
    facts: list[str]
    means: list[tuple[str, list[str]]]
    statements: list[Asked[StatementResult]]
    questions: list[Asked[QuestionResult]]
    differences: bool
    """Whether there are voices that can differ."""
    sentences: list[Remark]
    exchange: list[Exchanged]
    notes: list[Notes]


@dataclass(frozen=True)
class Agreed:
    """An action with its status and its facts in words."""

    action: Action
    status: str
    facts: list[str]


@dataclass(frozen=True)
class Outcome:
    """A whole report: who and when, five chapters, what stands out, and what was agreed."""

    title: str
    facts: list[str]
    people: list[str]
    remarks: list[str]
    chapters: list[Chapter]
    first: list[Told]
    more: list[Told]
    actions: list[Agreed]


def outcome(session: Session, content: ContentSet, words: Words, *, today: date, names: bool = False) -> Outcome:
    """Return what a report of this session says.

    Args:
        session: what was answered.
        content: what was asked, in the language of the report.
        words: the language of the report.
        today: the day that tells which actions are late.
        names: whether it says who scored what; never in an anonymous session.
    """
    names = names and not session.anonymous
    found = results(session, content)
    standing_out = signals(session, content)
    first = first_three(standing_out)
    more = [signal for signal in standing_out if signal not in first]
    said = all_told([*first, *more], session, content, words)
    return Outcome(
        title=session.about.title,
        facts=_facts(session, words),
        people=[] if session.anonymous else [seat(session, each, words) for each in session.participants],
        remarks=_remarks(session, content, words),
        chapters=[_chapter(session, content.perspective(key), found[key], words, names) for key in PERSPECTIVES],
        first=said[: len(first)],
        more=said[len(first) :],
        actions=agreed(session.actions.values(), content, words, today),
    )


def agreed(actions: Iterable[Action], content: ContentSet, words: Words, today: date) -> list[Agreed]:
    """Return actions in words, the open ones first."""
    status = {key: words(f"report.status.{key}") for key in STATUSES}
    return [
        Agreed(action, status[action.status], action_facts(action, content, words, today))
        for action in sorted(actions, key=lambda action: STATUSES.index(action.status))
    ]


def _facts(session: Session, words: Words) -> list[str]:
    about = session.about
    return [
        words.day(about.date),
        words("report.participants", n=len(session.participants)),
        words("report.length_short") if about.length == "short" else words("report.length_full"),
        *([words("report.anonymous")] if session.anonymous else []),
        words("report.closed", day=words.day(about.closed.date())) if about.closed else words("report.still_open"),
    ]


def _remarks(session: Session, content: ContentSet, words: Words) -> list[str]:
    about, remarks = session.about, []
    if about.facilitator and not session.anonymous:
        remarks.append(words("report.facilitator", name=about.facilitator))
    if content.facts.id != about.content:
        remarks.append(words("report.borrowed"))
    return remarks


def _chapter(session: Session, part: Perspective, found: PerspectiveResult, words: Words, names: bool) -> Chapter:
    unseen = found.hidden
    return Chapter(
        part=part,
        result=found,
        facts=_figures(found, words),
        means=[] if unseen else _means(session, found, words, names),
        statements=[]
        if unseen
        else sorted(_asked(session, part, found.statements, words, names), key=lambda each: by_difference(each.result)),
        questions=[] if unseen else _asked(session, part, found.questions, words, names),
        differences=any(each.agreement is not None for each in found.statements.values()),
        sentences=[] if unseen else _sentences(session, part.id, words, names),
        exchange=[] if unseen else _exchange(session, part.id, words),
        notes=[] if unseen else _notes(session, part, words, names),
    )


def _sentences(session: Session, perspective: str, words: Words, names: bool) -> list[Remark]:
    """Return the sentences; without names in the order of the alphabet, since the seats would tell whose they are."""
    written = session.perspective(perspective).sentences.items()
    remarks = [_remark(session, each.text, voice, words, names) for voice, each in written]
    return remarks if names else sorted(remarks, key=lambda remark: remark.text.casefold())


def _notes(session: Session, part: Perspective, words: Words, names: bool) -> list[Notes]:
    """Return the notes about the whole, and then those at each statement in the order of the model."""
    written = session.perspective(part.id).notes.items()
    seen = [
        (note, own)
        for note, own in ((note, session.is_own(key, note.by)) for key, note in written)
        if not own or session.revealed(part.id)  # of one's own only once all voices are to be seen
    ]
    found = []
    for statement in [None, *part.statements]:
        at = [each for each in seen if part.by_id.get(each[0].statement or "") == statement]
        if at:
            about = quoted(session.wording(part.id, statement, words.language)) if statement else None
            somebody = words("common.nameless")
            remarks = [(_remark(session, note.text, note.by, words, names), own) for note, own in at]
            told = [replace(remark, by=remark.by or somebody) if own else remark for remark, own in remarks]
            found.append(Notes(about, told))
    return found


def _remark(session: Session, text: str, by: str | None, words: Words, names: bool) -> Remark:
    return Remark(text.strip(), person(session, by, words) if by and names else None)


def _figures(found: PerspectiveResult, words: Words) -> list[str]:
    facts = [words("report.average", score=words.number(found.score))] if found.score is not None else []
    return [*facts, words("report.answered", answered=found.answered, asked=found.asked)] if found.answered else facts


def _means(session: Session, found: PerspectiveResult, words: Words, names: bool) -> list[tuple[str, list[str]]]:
    """Return the means by organisation; by person, and of an organisation with one voice, only with names."""
    seats = [session.participants[voice] for voice in found.by_participant if voice in session.participants]
    voices = Counter(somebody.organisation for somebody in seats)
    shown = [name for name in found.by_organisation if names or session.anonymous or voices[name] > 1]
    others = sum(count for name, count in voices.items() if name not in shown)
    if others == 1 and not names:  # whose mean would follow from the others'
        shown = []
    by_organisation = [f"{name} {words.number(found.by_organisation[name])}" for name in shown]
    by_person = [
        f"{person(session, voice, words)} {words.number(mean)}"
        for voice, mean in found.by_participant.items()
        if names and voice != GROUP
    ]
    means = [(words("report.by_organisation"), by_organisation), (words("report.by_participant"), by_person)]
    return [(label, each) for label, each in means if each]


def _asked(
    session: Session, part: Perspective, found: Mapping[str, Result], words: Words, names: bool
) -> list[Asked[Result]]:
    asked = []
    for key, result in found.items():
        statement = part.by_id[key]
        who = [
            f"{person(session, voice, words)}: {answer_word(answer, statement, words)}"
            for voice, answer in result.voices.items()
            if voice != GROUP
        ]
        wording = session.wording(part.id, statement, words.language)
        asked.append(Asked(statement, wording, result, who if names else []))
    return asked


def _exchange(session: Session, perspective: str, words: Words) -> list[Exchanged]:
    return [
        Exchanged(
            _organisation(session, row.organisation, words),
            gets=(row.gets or "").strip(),
            brings=(row.brings or "").strip(),
            no_go=(row.no_go or "").strip(),
        )
        for row in session.perspective(perspective).exchange.values()
    ]


def _organisation(session: Session, name: str | None, words: Words) -> str:
    """Return what to call an organisation; by name in an anonymous session only one with enough voices."""
    if name is None:
        return words("report.group")
    voices = sum(somebody.organisation == name for somebody in session.participants.values())
    return words("report.some_organisation") if session.anonymous and voices < ANONYMOUS_ORGANISATION else name
