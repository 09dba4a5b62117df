"""`reflectie show` as text; a screen reader reads it well, since each picture has its words beside it."""

from collections.abc import Mapping
from datetime import date

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective, Statement
from reflectie_tui.model.insight import PerspectiveResult, StatementResult, results
from reflectie_tui.model.session import DISAGREE, GROUP, Action, PerspectiveRecord, Session
from reflectie_tui.model.signals import first_three, signals
from reflectie_tui.report.lines import cut, padded
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import Told, person, told
from reflectie_tui.report.voices import question_lines, scale_head, statement_lines
from reflectie_tui.words import Words

POINTS = 5
NAME = 14
"""Columns for the name of a perspective, before its bar."""
UNITS = range(2, 9)
"""Columns for one point in a bar, at least and (one more than) at most."""
BESIDE_BAR = 42
"""Columns kept free beside a bar, for the score and the marks."""
STATUS = 12


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
        lines += _perspective(session, content, found[key], paper, names)
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
        lines += paper.lines(", ".join(_seat(session, voice, words) for voice in session.participants))
        if about.facilitator:
            lines += paper.lines(words("report.facilitator", name=about.facilitator))
    ended = about.closed
    lines += paper.lines(words("report.closed", day=words.day(ended.date())) if ended else words("report.still_open"))
    return lines


def picture(found: Mapping[str, PerspectiveResult], content: ContentSet, paper: Paper) -> list[str]:
    """Return a bar for each perspective, with its score, the joint judgement and what deserves attention."""
    unit = min(max((paper.width - NAME - BESIDE_BAR) // POINTS, UNITS.start), UNITS.stop - 1)
    scale = "".join(str(point).rjust(unit) for point in range(1, POINTS + 1))
    lines = [*paper.heading(paper.words("report.picture")), f"{' ' * NAME}{scale}"]
    for key in PERSPECTIVES:
        name = cut(content.perspective(key).name, NAME - 1, paper.marks.cut)
        lines += _bar(found[key], padded(name, NAME), unit, paper)
    return [*lines, "", *paper.lines(paper.words("report.picture_legend"))]


def judgement(result: PerspectiveResult, paper: Paper) -> str:
    """Return the joint judgement and whether it deserves attention, each with its mark and its word."""
    words, marks = paper.words, paper.marks
    said = []
    if result.joint == DISAGREE:
        said.append(f"{marks.differ} {words('report.disagree')}")
    elif result.joint is not None:
        said.append(f"{marks.joint} {words('report.joint', score=result.joint)}")
    if result.attention:
        said.append(f"{marks.attention} {words('report.attention')}")
    return paper.facts(said)


def _bar(result: PerspectiveResult, name: str, unit: int, paper: Paper) -> list[str]:
    words, marks = paper.words, paper.marks
    if result.hidden or result.score is None:
        return [name + words("report.hidden" if result.hidden else "report.nothing_yet")]
    halves = round(result.score * unit * 2)
    bar = marks.bar * (halves // 2) + (marks.half if halves % 2 else "")
    line = f"{name}{padded(bar, unit * POINTS)}  {words.number(float(result.score))}"
    said = judgement(result, paper)
    if not said:
        return [line]
    if len(line) + 2 + len(said) <= paper.width:
        return [f"{line}  {said}"]
    return [line, *paper.lines(said, NAME)]


def _perspective(
    session: Session, content: ContentSet, result: PerspectiveResult, paper: Paper, names: bool
) -> list[str]:
    words, part, record = paper.words, content.perspective(result.id), session.perspective(result.id)
    if result.hidden:
        return paper.lines(words("report.hidden_long"))
    lines = []
    if any(record.answers.values()):
        lines += paper.lines(paper.facts([*_numbers(result, words), judgement(result, paper)]))
        lines += _by_whom(session, result, paper, names)
        lines += _statements(session, part, result, paper, names)
    else:
        lines += paper.lines(words("report.nothing_yet_long"))
    return lines + _written(session, part, record, paper, names)


def _numbers(result: PerspectiveResult, words: Words) -> list[str]:
    score = words("report.average", score=words.number(float(result.score))) if result.score is not None else ""
    return [score, words("report.answered", answered=result.answered, asked=result.asked)]


def _by_whom(session: Session, result: PerspectiveResult, paper: Paper, names: bool) -> list[str]:
    """Return the means by organisation; by person, and of an organisation with one voice, only with names."""
    words = paper.words

    def listed(means: Mapping[str, object]) -> str:
        return paper.facts(f"{name} {words.number(float(mean))}" for name, mean in means.items())  # type: ignore[arg-type]

    organisations = {
        name: mean
        for name, mean in result.by_organisation.items()
        if names or session.anonymous or _voices_of(session, result, name) > 1
    }
    lines = []
    if organisations:
        lines += paper.lines(words("report.by_organisation", list=listed(organisations)))
    if names and result.by_participant:
        people = {person(session, voice, words): mean for voice, mean in result.by_participant.items()}
        lines += paper.lines(words("report.by_participant", list=listed(people)))
    return lines


def _voices_of(session: Session, result: PerspectiveResult, organisation: str) -> int:
    return sum(
        session.participants[voice].organisation == organisation
        for voice in result.by_participant
        if voice in session.participants
    )


def _statements(
    session: Session, part: Perspective, result: PerspectiveResult, paper: Paper, names: bool
) -> list[str]:
    lines = ["", *scale_head(paper)]
    for found in sorted(result.statements.values(), key=_difference):
        lines += statement_lines(found, _wording(session, part, found.id, paper), session, paper, names=names)
    for question_id, answers in result.questions.items():
        wording = _wording(session, part, question_id, paper)
        lines += ["", *question_lines(answers, part.by_id[question_id], wording, session, paper, names=names)]
    return lines


def _difference(result: StatementResult) -> tuple[bool, object]:
    """Sort by the largest difference first; statements with fewer than two voices last."""
    return (result.agreement is None, result.agreement)


def _wording(session: Session, part: Perspective, statement: str, paper: Paper) -> str:
    return session.wording(part.id, part.by_id[statement], paper.words.language)


def _written(
    session: Session, part: Perspective, record: PerspectiveRecord, paper: Paper, names: bool
) -> list[str]:
    """Return what was written: the exercises and the notes."""
    words = paper.words
    lines: list[str] = []
    if record.sentences:
        title = part.sentence.title if part.sentence else words("report.sentences")
        lines += ["", f"  {title}"]
        for voice, sentence in record.sentences.items():
            lines += _remark(sentence.text, person(session, voice, words) if names else "", paper)
    if record.exchange:
        lines += ["", f"  {part.exchange.title if part.exchange else words('report.exchange')}"]
        for row in record.exchange.values():
            lines += paper.lines(row.organisation or words("report.group"), 4)
            for label, text in (("gets", row.gets), ("brings", row.brings), ("no_go", row.no_go)):
                lines += paper.lines(f"{words(f'report.{label}')}: {text}", 6) if text else []
    if record.notes:
        lines += ["", f"  {words('report.notes')}"]
        for note in record.notes.values():
            about: Statement | None = part.by_id.get(note.statement or "")
            if about:
                wording = session.wording(part.id, about, words.language)
                lines += paper.lines(words("report.note_about", statement=wording), 4)
            lines += _remark(note.text, person(session, note.by, words) if names and note.by else "", paper)
    return lines


def _remark(text: str, name: str, paper: Paper) -> list[str]:
    said = paper.words("report.note_by", name=name, text=text.strip()) if name else text.strip()
    return paper.lines(said, 4, f"{paper.marks.point} ")


def _signals(session: Session, content: ContentSet, paper: Paper) -> list[str]:
    words = paper.words
    found = signals(session, content)
    first = first_three(found)
    lines = paper.heading(words("report.signals"))
    if not found:
        return [*lines, *paper.lines(words("report.no_signals"))]
    for number, signal in enumerate([*first, *(signal for signal in found if signal not in first)], start=1):
        if number == len(first) + 1:
            lines += ["", words("report.signals_more")]
        lines += _told(told(signal, session, content, words), number, paper)
    return lines


def _told(signal: Told, number: int, paper: Paper) -> list[str]:
    lines = paper.lines(paper.facts([signal.name, signal.about]), 0, f"{number}. ")
    lines += paper.lines(signal.sentence, 3)
    return lines + (paper.lines(signal.follow_up, 3) if signal.follow_up else [])


def _actions(session: Session, content: ContentSet, paper: Paper, today: date) -> list[str]:
    words = paper.words
    lines = paper.heading(words("report.actions"))
    if not session.actions:
        return [*lines, *paper.lines(words("report.no_actions"))]
    order = ("open", "done", "dropped")
    for action in sorted(session.actions.values(), key=lambda action: order.index(action.status)):
        lines += action_lines(action, content, paper, today)
    return lines


def action_lines(action: Action, content: ContentSet, paper: Paper, today: date) -> list[str]:
    """Return an action: its status, what, who, by when, and for which perspective."""
    words = paper.words
    mark = {"open": paper.marks.open, "done": paper.marks.done, "dropped": paper.marks.dropped}[action.status]
    facts = [
        action.who or words("report.nobody"),
        words("report.due", day=words.day(action.due)) if action.due else words("report.no_due"),
        words("report.overdue") if action.overdue(today) else "",
        content.perspective(action.perspective).name if action.perspective else "",
        words("report.carried") if action.carried_from else "",
    ]
    status = padded(f"{mark} {words(f'report.status.{action.status}')}", STATUS)
    lines = [*paper.lines(action.what, 0, status), *paper.lines(paper.facts(facts), STATUS)]
    return lines + (paper.lines(action.remark, STATUS) if action.remark else [])


def _seat(session: Session, voice: str, words: Words) -> str:
    organisation = session.participants[voice].organisation
    name = person(session, voice, words) if voice != GROUP else words("report.group")
    return f"{name} ({organisation})" if organisation else name
