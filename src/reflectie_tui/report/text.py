"""`reflectie show` as text; a screen reader reads it well, since each picture has its words beside it."""

from collections.abc import Iterable
from datetime import date

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.insight import PerspectiveResult
from reflectie_tui.model.records import DISAGREE, Action
from reflectie_tui.model.session import Session
from reflectie_tui.report.chart import bars, fitting, scale
from reflectie_tui.report.lines import cell_width, cut, padded
from reflectie_tui.report.outcome import Agreed, Chapter, Outcome, Remark, outcome
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import Told, judgement
from reflectie_tui.report.voices import question_lines, scale_head, statement_lines

NAME = 14
"""Columns for the name of a perspective, before its bar."""
BAR = range(17, 42)
"""Columns for a bar, at least and (one more than) at most."""
BESIDE_BAR = 38
"""Columns kept free beside a bar, for the score and the marks."""
STATUS = 12
"""Columns for the status of an action."""


def show_text(session: Session, content: ContentSet, paper: Paper, *, today: date, names: bool = False) -> str:
    """Return the results of a session as plain text.

    Args:
        session: what was answered.
        content: what was asked, in the language of the text.
        paper: words, width and marks.
        today: the day that tells which actions are late.
        names: whether it says who scored what; never in an anonymous session.
    """
    told = outcome(session, content, paper.words, today=today, names=names)
    lines = [*_head(told, paper), *_picture(told.chapters, paper)]
    for number, chapter in enumerate(told.chapters, start=1):
        lines += paper.heading(f"{number}. {chapter.part.title}")
        lines += _chapter(chapter, paper)
    return joined([*lines, *_signals(told, paper), *_actions(told.actions, paper)])


def joined(lines: Iterable[str]) -> str:
    """Return lines as a text, without spaces at their ends."""
    return "\n".join(line.rstrip() for line in lines) + "\n"


def bar_room(paper: Paper) -> int:
    """Return the columns of a drawing from 1 to 5 that leaves room for its name and its number."""
    return fitting(min(max(paper.width - NAME - BESIDE_BAR, BAR.start), BAR.stop - 1))


def named(name: str, paper: Paper) -> str:
    """Return the name of a perspective in its column before a bar."""
    return padded(cut(name, NAME - 1, paper.marks.cut), NAME)


def action_lines(agreed: Agreed, paper: Paper) -> list[str]:
    """Return an action: its status, what, who, by when, and for which perspective."""
    if not paper.drawn:
        told = paper.facts([agreed.status, *agreed.facts])
        return [
            *paper.lines(f"{agreed.action.what} ({told})"),
            *paper.lines(agreed.action.remark or "", 2),
        ]
    return [
        *paper.lines(agreed.action.what, first=padded(f"{status_mark(agreed.action, paper)} {agreed.status}", STATUS)),
        *paper.lines(paper.facts(agreed.facts), STATUS),
        *paper.lines(agreed.action.remark or "", STATUS),
    ]


def status_mark(action: Action, paper: Paper) -> str:
    """Return the sign of an action that is open, done or dropped."""
    return {"open": paper.marks.open, "done": paper.marks.done, "dropped": paper.marks.dropped}[action.status]


def _head(told: Outcome, paper: Paper) -> list[str]:
    lines = [*paper.lines(told.title), *paper.lines(paper.facts(told.facts))]
    for remark in [", ".join(told.people), *told.remarks]:
        lines += paper.lines(remark)
    return lines


def _picture(chapters: list[Chapter], paper: Paper) -> list[str]:
    """Return a bar for each perspective, with its score, the joint judgement and what deserves attention."""
    if not paper.drawn:
        lines = [*paper.heading(paper.words("report.picture")), *paper.lines(paper.words("report.picture_plain"))]
        for chapter in chapters:
            found = chapter.result
            score = chapter.facts[0] if found.score is not None and not found.hidden else _score(found, paper)
            said = paper.facts([score, _judged(found, paper)])
            lines += paper.lines(f"{chapter.part.name}: {said}")
        return lines
    room = bar_room(paper)
    scores = [(each.result.score, 0) for each in chapters]
    lines = [*paper.heading(paper.words("report.picture")), f"{' ' * NAME}{scale(room)}"]
    for chapter, bar in zip(chapters, bars(scores, room, paper.marks.bar), strict=True):
        lines += _bar(chapter, bar, paper)
    return [*lines, "", *paper.lines(paper.words("report.picture_legend"))]


def _bar(chapter: Chapter, bar: str, paper: Paper) -> list[str]:
    found, line, said = chapter.result, named(chapter.part.name, paper), _judged(chapter.result, paper)
    drawn = found.score is not None and not found.hidden
    line += f"{bar}  {_score(found, paper)}" if drawn else _score(found, paper)
    if cell_width(line) + 2 + cell_width(said) <= paper.width:
        return [f"{line}  {said}"]
    return [line, *paper.lines(said, NAME)]


def _score(found: PerspectiveResult, paper: Paper) -> str:
    """Return the score of a perspective, or why there is none."""
    if found.hidden:
        return paper.words("report.hidden")
    if found.score is None:
        return paper.words("report.no_score" if found.answered else "report.nothing_yet")
    return paper.words.number(found.score)


def _judged(result: PerspectiveResult, paper: Paper) -> str:
    """Return the joint judgement and whether it deserves attention, each with its mark before its word."""
    marks = [paper.marks.differ if result.joint == DISAGREE else paper.marks.joint] if result.joint else []
    marks += [paper.marks.attention] if result.attention else []
    said = judgement(result.joint, result.attention, paper.words)
    if not paper.drawn:
        return paper.facts(said)
    return paper.facts(f"{mark} {word}" for mark, word in zip(marks, said, strict=True))


def _chapter(chapter: Chapter, paper: Paper) -> list[str]:
    facts = paper.lines(paper.facts([*chapter.facts, _judged(chapter.result, paper)]))
    if chapter.result.hidden:
        return [*paper.lines(paper.words("report.hidden_long")), *facts]
    lines = facts
    if chapter.result.answered:
        for label, means in chapter.means:
            lines += paper.lines(f"{label}: {paper.facts(means)}")
        lines += ["", *(paper.lines(paper.words("report.sorted")) if chapter.differences else []), *scale_head(paper)]
        for asked in chapter.statements:
            lines += statement_lines(asked, paper)
        for question in chapter.questions:
            lines += ["", *question_lines(question, paper)]
    else:
        lines = [*paper.lines(paper.words("report.nothing_yet_long")), *facts]
    return [*lines, *_written(chapter, paper)]


def _written(chapter: Chapter, paper: Paper) -> list[str]:
    """Return what was written: the exercises and the notes."""
    return [*exercise_lines(chapter, paper), *_notes(chapter, paper)]


def exercise_lines(chapter: Chapter, paper: Paper) -> list[str]:
    """Return what was written in the two exercises."""
    part, words = chapter.part, paper.words
    lines: list[str] = []
    if chapter.sentences:
        title = part.sentence.title if part.sentence else words("report.sentences")
        lines += ["", *paper.lines(title, 2), *paper.lines(part.sentence.opening if part.sentence else "", 2)]
        for sentence in chapter.sentences:
            lines += _remark(sentence, paper)
    if chapter.exchange:
        lines += ["", *paper.lines(part.exchange.title if part.exchange else words("report.exchange"), 2)]
        for row in chapter.exchange:
            lines += paper.lines(row.organisation, 4)
            labels = (words("report.gets"), words("report.brings"), words("report.no_go"))
            for label, text in zip(labels, (row.gets, row.brings, row.no_go), strict=True):
                lines += paper.lines(text, 6, f"{label}: ") if text else []
    return lines


def _notes(chapter: Chapter, paper: Paper) -> list[str]:
    words = paper.words
    lines: list[str] = []
    if chapter.notes:
        lines += ["", *paper.lines(words("report.notes"), 2)]
        for notes in chapter.notes:
            lines += paper.lines(words("report.note_about", statement=notes.about), 4) if notes.about else []
            lines += [line for note in notes.remarks for line in _remark(note, paper)]
    return lines


def _remark(remark: Remark, paper: Paper) -> list[str]:
    said = paper.words("report.note_by", name=remark.by, text=remark.text) if remark.by else remark.text
    return paper.lines(said, 4, f"{paper.marks.point} " if paper.drawn else "")


def _signals(told: Outcome, paper: Paper) -> list[str]:
    lines = paper.heading(paper.words("report.signals"))
    if not told.first:
        return [*lines, *paper.lines(paper.words("report.no_signals"))]
    for number, signal in enumerate([*told.first, *told.more], start=1):
        if number == len(told.first) + 1:
            lines += ["", *paper.lines(paper.words("report.signals_more"))]
        lines += signal_lines(signal, number, paper)
    return lines


def signal_lines(signal: Told, number: int, paper: Paper) -> list[str]:
    """Return what stands out: its name and perspective, its sentence, and what may follow from it."""
    first = f"{number}. "
    lines = paper.lines(paper.facts([signal.name, signal.perspective]), first=first)
    lines += paper.lines(signal.sentence, len(first))
    if signal.question:
        lines += paper.lines(paper.words("signals.question", text=signal.question), len(first))
    if signal.first_step:
        lines += paper.lines(paper.words("signals.first_step", text=signal.first_step), len(first))
    return lines


def _actions(actions: list[Agreed], paper: Paper) -> list[str]:
    lines = paper.heading(paper.words("report.actions"))
    if not actions:
        return [*lines, *paper.lines(paper.words("report.no_actions"))]
    for agreed in actions:
        lines += action_lines(agreed, paper)
    return lines
