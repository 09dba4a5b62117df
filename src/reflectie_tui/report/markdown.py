"""A session as a Markdown report to hand over."""

import re
from collections.abc import Iterable
from datetime import date

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.insight import QuestionResult, StatementResult
from reflectie_tui.model.session import Session
from reflectie_tui.report.outcome import Agreed, Asked, Chapter, Outcome, Remark, outcome
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import Told, answers_to, judgement, pattern
from reflectie_tui.report.voices import POINTS, dots
from reflectie_tui.words import Words

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|(?<=www)\.|:(?=//|[\w+-]+:)")
_ROOM = 8
"""Up to this many voices each has its own dot."""


def report(session: Session, content: ContentSet, words: Words, *, today: date, names: bool = False) -> str:
    """Return the report of a session as Markdown, with the tables of GitHub.

    Args:
        session: what was answered.
        content: what was asked, in the language of the report.
        words: the language of the report.
        today: the day that tells which actions are late.
        names: whether it says who scored what; never in an anonymous session.
    """
    told = outcome(session, content, words, today=today, names=names)
    paper = Paper(words)
    blocks = [*_head(told, paper), *_picture(told, paper)]
    for number, chapter in enumerate(told.chapters, start=1):
        blocks += [f"## {number}. {safe(chapter.part.title)}", *_chapter(chapter, paper)]
    blocks += [*_signals(told, words), *_actions(told.actions, paper)]
    blocks.append(f"*{safe(content.facts.credit)}*")
    return "\n\n".join(block for block in blocks if block) + "\n"


def safe(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line: no mark-up, no link, no HTML comes of it."""
    text = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return re.sub(r"^(\d*)([.)](?=\s|$)|(?<!\d)[-+=])", r"\1\\\2", text)


def _safe_lines(text: str, indent: str = "") -> str:
    """Return a text that keeps its own line ends."""
    return f"  \n{indent}".join(safe(line) for line in text.split("\n") if line.strip())


def _head(told: Outcome, paper: Paper) -> list[str]:
    lines = [safe(paper.facts(told.facts)), safe(", ".join(told.people)), *map(safe, told.remarks)]
    return [f"# {safe(told.title)}", "  \n".join(line for line in lines if line)]


def _picture(told: Outcome, paper: Paper) -> list[str]:
    words = paper.words
    rows = []
    for chapter in told.chapters:
        found = chapter.result
        if found.hidden:
            score = words("report.hidden")
        elif found.score is None:
            score = words("report.no_score") if found.answered else words("report.nothing_yet")
        else:
            score = words.number(found.score)
        rows.append([chapter.part.name, score, paper.facts(judgement(found.joint, found.attention, words))])
    heads = [words("report.perspective"), words("report.score"), words("report.judgement")]
    return [f"## {words('report.picture')}", _table(heads, rows, right={1})]


def _chapter(chapter: Chapter, paper: Paper) -> list[str]:
    words, found = paper.words, chapter.result
    facts = safe(paper.facts([*chapter.facts, *judgement(found.joint, found.attention, words)]))
    if found.hidden:
        return [words("report.hidden_long"), facts]
    if not found.answered:
        return [words("report.nothing_yet_long"), facts, *_written(chapter, paper)]
    means = [f"{label}: {safe(paper.facts(each))}" for label, each in chapter.means]
    return [
        "  \n".join([facts, *means]),
        words("report.sorted") if chapter.differences else "",
        _statements(chapter.statements, paper),
        _who(chapter.statements, paper),
        *(block for question in chapter.questions for block in _question(question, paper)),
        *_written(chapter, paper),
    ]


def _statements(asked: list[Asked[StatementResult]], paper: Paper) -> str:
    words = paper.words
    heads = [words("report.statement"), *map(str, POINTS), "?", words("report.mean"), words("report.pattern")]
    rows = []
    for each in asked:
        found = each.result
        counts = [dots(found.counts.get(point, 0), paper, _ROOM) for point in POINTS]
        unknown = str(found.nvt) if found.nvt else ""
        mean = words.number(found.mean) if found.mean is not None else ""
        rows.append([each.wording, *counts, unknown, mean, pattern(found.pattern, words)])
    return _table(heads, rows, right={len(POINTS) + 1, len(POINTS) + 2})


def _who(asked: Iterable[Asked[StatementResult] | Asked[QuestionResult]], paper: Paper) -> str:
    """Return a line a statement with who answered what, where names were asked for."""
    return "\n".join(f"- {safe(each.wording)} {safe(paper.facts(each.who))}" for each in asked if each.who)


def _question(asked: Asked[QuestionResult], paper: Paper) -> list[str]:
    answers = answers_to(asked.statement)
    rows = [
        [label, str(count), dots(count, paper, _ROOM)]
        for answer, label in answers.items()
        for count in [asked.result.counts.get(answer, 0)]
    ]
    if asked.result.nvt:
        rows.append([paper.words("report.unknown"), str(asked.result.nvt), ""])
    heads = [asked.wording, paper.words("report.count"), ""]
    return [_table(heads, rows, right={1}), safe(paper.facts(asked.who))]


def _written(chapter: Chapter, paper: Paper) -> list[str]:
    """Return what was written: the exercises and the notes."""
    part, words = chapter.part, paper.words
    blocks: list[str] = []
    if chapter.sentences:
        title = part.sentence.title if part.sentence else words("report.sentences")
        blocks += [f"### {safe(title)}", safe(part.sentence.opening) if part.sentence else ""]
        blocks.append("\n".join(_remark(each, words) for each in chapter.sentences))
    if chapter.exchange:
        title = part.exchange.title if part.exchange else words("report.exchange")
        heads = ["", words("report.gets"), words("report.brings"), words("report.no_go")]
        rows = [[row.organisation, row.gets, row.brings, row.no_go] for row in chapter.exchange]
        blocks += [f"### {safe(title)}", _table(heads, rows)]
    if chapter.notes:
        blocks.append(f"### {words('report.notes')}")
        for notes in chapter.notes:
            blocks.append(safe(words("report.note_about", statement=notes.about)) if notes.about else "")
            blocks.append("\n".join(_remark(note, words) for note in notes.remarks))
    return blocks


def _remark(remark: Remark, words: Words) -> str:
    said = words("report.note_by", name=remark.by, text=remark.text) if remark.by else remark.text
    return f"- {_safe_lines(said, '  ')}"


def _signals(told: Outcome, words: Words) -> list[str]:
    blocks = [f"## {words('report.signals')}"]
    if not told.first:
        return [*blocks, words("report.no_signals")]
    blocks.append("\n".join(_told(signal, number, words) for number, signal in enumerate(told.first, start=1)))
    if told.more:
        more = enumerate(told.more, start=len(told.first) + 1)
        blocks += [
            f"### {words('report.signals_more')}",
            "\n".join(_told(each, number, words) for number, each in more),
        ]
    return blocks


def _told(signal: Told, number: int, words: Words) -> str:
    lines = [f"**{safe(signal.name)}** · {safe(signal.perspective)}", safe(signal.sentence)]
    lines += [safe(words("signals.question", text=signal.question))] if signal.question else []
    lines += [safe(words("signals.first_step", text=signal.first_step))] if signal.first_step else []
    first = f"{number}. "
    return first + f"  \n{' ' * len(first)}".join(lines)


def _actions(actions: list[Agreed], paper: Paper) -> list[str]:
    blocks = [f"## {paper.words('report.actions')}"]
    if not actions:
        return [*blocks, paper.words("report.no_actions")]
    lines = []
    for agreed in actions:
        mark = "- [x]" if agreed.action.status == "done" else "- [ ]"
        first = f"{mark} **{safe(agreed.action.what)}**"
        rest = [safe(paper.facts([agreed.status, *agreed.facts])), _safe_lines(agreed.action.remark or "", "  ")]
        lines.append("  \n  ".join([first, *(line for line in rest if line)]))
    return [*blocks, "\n".join(lines)]


def _table(heads: list[str], rows: list[list[str]], right: Iterable[int] = ()) -> str:
    """Return a table; the columns named in `right` are numbers and stand to the right."""
    ruler = ["--:" if column in right else "---" for column in range(len(heads))]
    lines = [map(safe, heads), ruler, *(map(safe, row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
