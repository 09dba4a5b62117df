"""The voices on one statement or question as lines of text: a dot for each voice, and beside it the same in words."""

from collections.abc import Mapping

from reflectie_tui.model.content import Statement
from reflectie_tui.model.insight import QuestionResult, StatementResult
from reflectie_tui.model.session import Answer, Session
from reflectie_tui.report.lines import cell_width, padded, wrapped
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import answer_word, answers_to, pattern, person

POINTS = range(1, 6)
COLUMN = 6
"""Columns for one point of the scale; more voices than fit stand as ●×7."""
BESIDE, STATEMENT = 18, range(26, 61)
"""Columns for the words beside the dots, and for the statement (at least, and one more than at most)."""
SEPARATELY = 8
"""Up to this many voices each is written out: 1 1 4 4."""


def scale_head(paper: Paper) -> list[str]:
    """Return the line with the points of the scale, above the dots."""
    points = "".join(str(point).ljust(COLUMN) for point in POINTS)
    return [f"{' ' * _dots_at(paper)}{points}"]


def statement_lines(
    result: StatementResult, statement: Statement, wording: str, session: Session, paper: Paper, names: bool
) -> list[str]:
    """Return one statement: its wording, the dots under the points of the scale, and the same in words."""
    dots = "".join(_dots(result.counts.get(point, 0), paper).ljust(COLUMN) for point in POINTS)
    beside = _beside(result, paper)
    if _wide(paper):
        left = _dots_at(paper) - 3
        told = [line for words in beside for line in wrapped(words, BESIDE)]
        said = wrapped(wording, left)
        rows = max(len(said), len(told))
        lines = [
            f"  {padded(row(said, number), left)} {dots if number == 0 else ' ' * len(dots)}{row(told, number)}"
            for number in range(rows)
        ]
    else:
        lines = [*paper.lines(wording, 2), f"    {dots}", *paper.lines(paper.facts(beside), 4)]
    if names:
        lines += paper.lines(who_said_what(result.voices, session, statement, paper), 4)
    return lines


def question_lines(
    result: QuestionResult, question: Statement, wording: str, session: Session, paper: Paper, names: bool
) -> list[str]:
    """Return a question with its answers under each other, a dot for each voice and the number beside it."""
    answers = answers_to(question)
    room = max(cell_width(label) for label in answers.values())
    lines = paper.lines(wording, 2)
    for answer, label in answers.items():
        count = result.counts.get(answer, 0)
        dots = paper.marks.voice * count if count <= SEPARATELY else f"{paper.marks.voice}{paper.marks.times}{count}"
        lines.append(f"    {padded(label, room)}  {count:>2}  {dots}")
    if result.nvt:
        lines += paper.lines(paper.times(result.nvt, paper.words("report.unknown")), 4)
    if names:
        lines += paper.lines(who_said_what(result.voices, session, question, paper), 4)
    return lines


def who_said_what(voices: Mapping[str, Answer], session: Session, question: Statement, paper: Paper) -> str:
    """Return the names with what each answered, in seat order."""
    return paper.facts(
        f"{person(session, voice, paper.words)} {answer_word(answer, question, paper.words)}"
        for voice, answer in voices.items()
    )


def voices_in_words(counts: Mapping[int, int], paper: Paper) -> str:
    """Return the scores themselves, low to high: 1 1 4 4, or with many voices: 7 × 3, 5 × 4."""
    if sum(counts.values()) <= SEPARATELY:
        return " ".join(str(point) for point in POINTS for _ in range(counts.get(point, 0)))
    return ", ".join(paper.times(counts[point], str(point)) for point in POINTS if counts.get(point))


def row(lines: list[str], number: int) -> str:
    """Return a line, or an empty one past the last."""
    return lines[number] if number < len(lines) else ""


def _beside(result: StatementResult, paper: Paper) -> list[str]:
    words = paper.words
    if not result.n and not result.nvt:
        return [words("report.no_answer")]
    told = [pattern(result.pattern, words), voices_in_words(result.counts, paper)]
    if result.nvt:
        told.append(paper.times(result.nvt, words("report.unknown")))
    if result.mean is not None and result.n > 1:
        told.append(words("report.average", score=words.number(float(result.mean))))
    return [line for line in told if line]


def _dots(count: int, paper: Paper) -> str:
    marks = paper.marks
    return marks.voice * count if count < COLUMN else f"{marks.voice}{marks.times}{count}"


def _dots_at(paper: Paper) -> int:
    """Return the column where the dots begin."""
    if not _wide(paper):
        return 4
    return min(paper.width - BESIDE - COLUMN * len(POINTS), STATEMENT.stop - 1 + 3)


def _wide(paper: Paper) -> bool:
    return paper.width - BESIDE - COLUMN * len(POINTS) - 3 >= STATEMENT.start
