"""`reflectie show` as text; a screen reader reads it well, since each picture has its words beside it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective
from reflectie_tui.model.insight import PerspectiveResult, StatementResult, results
from reflectie_tui.model.session import DISAGREE, Action, PerspectiveRecord, Session
from reflectie_tui.model.signals import first_three, signals
from reflectie_tui.report.lines import cell_width, cut, padded
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import Told, action_facts, judgement, person, seat, told
from reflectie_tui.report.voices import question_lines, scale_head, statement_lines

POINTS = 5
NAME = 14
"""Columns for the name of a perspective, before its bar."""
UNITS = range(2, 9)
"""Columns for one point in a bar, at least and (one more than) at most."""
BESIDE_BAR = 36
"""Columns kept free beside a bar, for the score and the marks."""
STATUS = 12
STATUSES = ("open", "done", "dropped")


def show_text(session: Session, content: ContentSet, paper: Paper, *, today: date, names: bool = False) -> str:
    """Return the results of a session as plain text.

    Args:
        session: what was answered.
        content: what was asked, in the language of the text.
        paper: words, width and marks.
        today: the day that tells which actions are late.
        names: whether it says who scored what; never in an anonymous session.
    """
    found = results(session, content)
    names = names and not session.anonymous
    lines = [*head(session, paper), *picture(found, content, paper)]
    for number, key in enumerate(PERSPECTIVES, start=1):
        lines += paper.heading(f"{number} {content.perspective(key).title}")
        lines += _perspective(session, content.perspective(key), found[key], paper, names)
    lines += _signals(session, content, paper)
    lines += _actions(session, content, paper, today)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def head(session: Session, paper: Paper) -> list[str]:
    """Return what a report begins with: the title, the day, who took part and how."""
    about, words = session.about, paper.words
    facts = [
        words.day(about.date),
        words("report.participants", n=len(session.participants)),
        words(f"report.length_{about.length}"),
        words("report.anonymous") if session.anonymous else "",
    ]
    lines = [*paper.lines(about.title), *paper.lines(paper.facts(facts))]
    if not session.anonymous:
        lines += paper.lines(", ".join(seat(session, each, words) for each in session.participants))
        lines += paper.lines(words("report.facilitator", name=about.facilitator)) if about.facilitator else []
    closed = about.closed
    return [
        *lines,
        *paper.lines(words("report.closed", day=words.day(closed.date())) if closed else words("report.still_open")),
    ]


def picture(found: Mapping[str, PerspectiveResult], content: ContentSet, paper: Paper) -> list[str]:
    """Return a bar for each perspective, with its score, the joint judgement and what deserves attention."""
    unit = min(max((paper.width - NAME - BESIDE_BAR) // POINTS, UNITS.start), UNITS.stop - 1)
    scale = "".join(str(point).rjust(unit) for point in range(1, POINTS + 1))
    lines = [*paper.heading(paper.words("report.picture")), f"{' ' * NAME}{scale}"]
    for key in PERSPECTIVES:
        name = padded(cut(content.perspective(key).name, NAME - 1, paper.marks.cut), NAME)
        lines += _bar(found[key], name, unit, paper)
    return [*lines, "", *paper.lines(paper.words("report.picture_legend"))]


def action_lines(action: Action, content: ContentSet, paper: Paper, today: date) -> list[str]:
    """Return an action: its status, what, who, by when, and for which perspective."""
    mark = {"open": paper.marks.open, "done": paper.marks.done, "dropped": paper.marks.dropped}[action.status]
    status = padded(f"{mark} {paper.words(f'report.status.{action.status}')}", STATUS)
    facts = paper.facts(action_facts(action, content, paper.words, today))
    return [
        *paper.lines(action.what, first=status),
        *paper.lines(facts, STATUS),
        *paper.lines(action.remark or "", STATUS),
    ]


def _bar(result: PerspectiveResult, name: str, unit: int, paper: Paper) -> list[str]:
    if result.hidden:
        return [name + paper.words("report.hidden")]
    said = _judged(result, paper)
    if result.score is None:
        return [paper.facts([name + paper.words("report.nothing_yet"), said])]
    halves = round(result.score * unit * 2)
    bar = paper.marks.bar * (halves // 2) + (paper.marks.half if halves % 2 else "")
    line = f"{name}{padded(bar, unit * POINTS)}  {paper.words.number(float(result.score))}"
    if len(line) + 2 + len(said) <= paper.width:
        return [f"{line}  {said}"]
    return [line, *paper.lines(said, NAME)]


def _judged(result: PerspectiveResult, paper: Paper) -> str:
    """Return the joint judgement and whether it deserves attention, each with its mark before its word."""
    marks = [paper.marks.differ if result.joint == DISAGREE else paper.marks.joint] if result.joint else []
    marks += [paper.marks.attention] if result.attention else []
    said = judgement(result.joint, result.attention, paper.words)
    return paper.facts(f"{mark} {word}" for mark, word in zip(marks, said, strict=True))


def _perspective(
    session: Session, part: Perspective, result: PerspectiveResult, paper: Paper, names: bool
) -> list[str]:
    words, record = paper.words, session.perspective(part.id)
    if result.hidden:
        return paper.lines(words("report.hidden_long"))
    if not result.answered:
        return [*paper.lines(words("report.nothing_yet_long")), *_written(session, part, record, paper, names)]
    score = words("report.average", score=words.number(float(result.score))) if result.score is not None else ""
    answered = words("report.answered", answered=result.answered, asked=result.asked)
    return [
        *paper.lines(paper.facts([score, answered, _judged(result, paper)])),
        *_by_whom(session, result, paper, names),
        *_statements(session, part, result, paper, names),
        *_written(session, part, record, paper, names),
    ]


def _by_whom(session: Session, result: PerspectiveResult, paper: Paper, names: bool) -> list[str]:
    """Return the means by organisation; by person, and of an organisation with one voice, only with names."""
    words = paper.words
    voices = [
        session.participants[voice].organisation for voice in result.by_participant if voice in session.participants
    ]
    organisations = {
        name: mean
        for name, mean in result.by_organisation.items()
        if names or session.anonymous or voices.count(name) > 1
    }
    people = {person(session, voice, words): mean for voice, mean in result.by_participant.items()} if names else {}
    lines = []
    for word, means in (("by_organisation", organisations), ("by_participant", people)):
        if means:
            lines += paper.lines(words(f"report.{word}", list=_means(means, paper)))
    return lines


def _means(means: Mapping[str, Fraction], paper: Paper) -> str:
    return paper.facts(f"{name} {paper.words.number(float(mean))}" for name, mean in means.items())


def _statements(session: Session, part: Perspective, result: PerspectiveResult, paper: Paper, names: bool) -> list[str]:
    language = paper.words.language
    lines = ["", *scale_head(paper)]
    for found in sorted(result.statements.values(), key=_smallest_agreement):
        statement = part.by_id[found.id]
        lines += statement_lines(found, statement, session.wording(part.id, statement, language), session, paper, names)
    for key, answers in result.questions.items():
        question = part.by_id[key]
        wording = session.wording(part.id, question, language)
        lines += ["", *question_lines(answers, question, wording, session, paper, names)]
    return lines


def _smallest_agreement(result: StatementResult) -> tuple[bool, Fraction]:
    """Sort by the largest difference first; statements with fewer than two voices last."""
    return (result.agreement is None, result.agreement or Fraction(0))


def _written(session: Session, part: Perspective, record: PerspectiveRecord, paper: Paper, names: bool) -> list[str]:
    """Return what was written: the exercises and the notes."""
    words = paper.words
    lines: list[str] = []
    if record.sentences and part.sentence:
        lines += ["", *paper.lines(part.sentence.title, 2), *paper.lines(part.sentence.opening, 4)]
        for voice, sentence in record.sentences.items():
            lines += _remark(sentence.text, person(session, voice, words) if names else None, paper)
    if record.exchange and part.exchange:
        lines += ["", *paper.lines(part.exchange.title, 2)]
        for row in record.exchange.values():
            lines += paper.lines(row.organisation or words("report.group"), 4)
            for label, text in (("gets", row.gets), ("brings", row.brings), ("no_go", row.no_go)):
                lines += paper.lines(text, 6, f"{words(f'report.{label}')}: ") if text else []
    if record.notes:
        lines += ["", *paper.lines(words("report.notes"), 2)]
        for note in record.notes.values():
            about = part.by_id.get(note.statement or "")
            if about:
                wording = session.wording(part.id, about, words.language)
                lines += paper.lines(words("report.note_about", statement=wording), 4)
            lines += _remark(note.text, person(session, note.by, words) if names and note.by else None, paper)
    return lines


def _remark(text: str, name: str | None, paper: Paper) -> list[str]:
    said = paper.words("report.note_by", name=name, text=text.strip()) if name else text.strip()
    return paper.lines(said, 4, f"{paper.marks.point} ")


def _signals(session: Session, content: ContentSet, paper: Paper) -> list[str]:
    words = paper.words
    found = signals(session, content)
    first = first_three(found)
    lines = paper.heading(words("report.signals"))
    if not found:
        return [*lines, *paper.lines(words("report.no_signals"))]
    for number, signal in enumerate([*first, *(each for each in found if each not in first)], start=1):
        if number == len(first) + 1:
            lines += ["", *paper.lines(words("report.signals_more"))]
        lines += _told(told(signal, session, content, words), number, paper)
    return lines


def _told(signal: Told, number: int, paper: Paper) -> list[str]:
    lines = [
        *paper.lines(paper.facts([signal.name, signal.perspective]), first=f"{number}. "),
        *paper.lines(signal.sentence, 3),
    ]
    if signal.question:
        lines += paper.lines(paper.words("signals.question", text=signal.question), 3)
    if signal.first_step:
        lines += paper.lines(paper.words("signals.first_step", text=signal.first_step), 3)
    return lines


def _actions(session: Session, content: ContentSet, paper: Paper, today: date) -> list[str]:
    lines = paper.heading(paper.words("report.actions"))
    if not session.actions:
        return [*lines, *paper.lines(paper.words("report.no_actions"))]
    for action in sorted(session.actions.values(), key=lambda action: STATUSES.index(action.status)):
        lines += action_lines(action, content, paper, today)
    return lines
