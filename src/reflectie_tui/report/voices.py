"""The voices on one statement or question as lines of text: a dot for each voice, and beside it the same in words."""

from collections.abc import Mapping

from reflectie_tui.model.insight import QuestionResult, StatementResult
from reflectie_tui.report.lines import cell_width, padded, wrapped
from reflectie_tui.report.outcome import Asked
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import answers_to, pattern

POINTS = range(1, 6)
COLUMN = 6
"""Columns for one point of the scale; more voices than fit stand as ●×7."""
BESIDE, ROOMY, STATEMENT = 18, 40, range(26, 61)
"""Columns for the words beside the dots (each on a line, or where there is room together), and for the statement (at
least, and one more than at most)."""
WRAPPED_ONCE = 42
"""Columns in which nearly every statement stands in two lines."""
SEPARATELY = 8
"""Up to this many voices each is written out: 1 1 4 4."""


def scale_head(paper: Paper) -> list[str]:
    """Return the line with the points of the scale, above the dots."""
    if not paper.drawn:
        return []
    points = "".join(str(point).ljust(COLUMN) for point in POINTS)
    return [f"{' ' * _dots_at(paper)}{points}"]


def statement_lines(asked: Asked[StatementResult], paper: Paper) -> list[str]:
    """Return one statement: its wording, the dots under the points of the scale, and the same in words."""
    if not paper.drawn:
        said = [asked.wording, paper.facts(in_words(asked.result, paper)), paper.facts(asked.who)]
        return ["", *(line for text in said for line in paper.lines(text))]
    counts = asked.result.counts
    drawn = "".join(dots(counts.get(point, 0), paper, COLUMN - 1).ljust(COLUMN) for point in POINTS)
    beside = in_words(asked.result, paper)
    if _wide(paper):
        left = _dots_at(paper) - 3
        told = wrapped(paper.facts(beside), ROOMY) if _beside(paper) == ROOMY else beside
        said = wrapped(asked.wording, left)
        rows = max(len(said), len(told))
        lines = [
            f"  {padded(_row(said, number), left)} {drawn if number == 0 else ' ' * len(drawn)}{_row(told, number)}"
            for number in range(rows)
        ]
    else:
        lines = [*paper.lines(asked.wording, 2), f"    {drawn}", *paper.lines(paper.facts(beside), 4)]
    return [*lines, *paper.lines(paper.facts(asked.who), 4)]


def question_lines(asked: Asked[QuestionResult], paper: Paper) -> list[str]:
    """Return a question with its answers under each other, a dot for each voice and the number beside it."""
    answers = answers_to(asked.statement)
    if not paper.drawn:
        counts = asked.result.counts
        counted = [f"{label}: {counts[each]}" for each, label in answers.items() if counts.get(each)]
        unknown = [paper.unknown(asked.result.nvt)] if asked.result.nvt else []
        said = [asked.wording, paper.facts(counted + unknown), paper.facts(asked.who)]
        return [line for text in said for line in paper.lines(text)]
    room = min(max(cell_width(label) for label in answers.values()), paper.width - 4 - 6 - SEPARATELY)
    lines = paper.lines(asked.wording, 2)
    for answer, label in answers.items():
        count = asked.result.counts.get(answer, 0)
        *above, last = wrapped(label, room)
        lines += [f"    {line}" for line in above]
        lines.append(f"    {padded(last, room)}  {count:>2}  {dots(count, paper, SEPARATELY)}")
    if asked.result.nvt:
        lines += paper.lines(paper.unknown(asked.result.nvt), 4)
    return [*lines, *paper.lines(paper.facts(asked.who), 4)]


def voices_in_words(counts: Mapping[int, int], paper: Paper) -> str:
    """Return the scores themselves, low to high: 1 1 4 4, or with many voices: 7 × 3, 5 × 4."""
    if sum(counts.values()) <= SEPARATELY:
        between = " " if paper.drawn else ", "
        return between.join(str(point) for point in POINTS for _ in range(counts.get(point, 0)))
    return ", ".join(paper.times(counts[point], str(point)) for point in POINTS if counts.get(point))


def in_words(result: StatementResult, paper: Paper) -> list[str]:
    """Return what the dots show, in words: the pattern, the scores, how many do not know, and the mean."""
    words = paper.words
    if not result.n and not result.nvt:
        return [words("report.no_answer")]
    scores = voices_in_words(result.counts, paper)
    if scores and not paper.drawn:
        scores = f"{words('report.voices', n=result.n)}: {scores}"
    told = [pattern(result.pattern, words), scores]
    if result.nvt:
        told.append(paper.unknown(result.nvt))
    if result.mean is not None and result.n > 1:
        told.append(words("report.average", score=words.number(result.mean)))
    return [line for line in told if line]


def _row(lines: list[str], number: int) -> str:
    """Return a line, or an empty one past the last."""
    return lines[number] if number < len(lines) else ""


def dots(count: int, paper: Paper, room: int) -> str:
    """Return a dot for each voice, or in less room than they need: ●×7."""
    marks = paper.marks
    return marks.voice * count if count <= room else f"{marks.voice}{marks.times}{count}"


def _dots_at(paper: Paper) -> int:
    """Return the column where the dots begin."""
    if not _wide(paper):
        return 4
    return min(paper.width - _beside(paper) - COLUMN * len(POINTS), STATEMENT.stop - 1 + 3)


def _beside(paper: Paper) -> int:
    """Return the columns for the words beside the dots."""
    return ROOMY if paper.width >= ROOMY + COLUMN * len(POINTS) + 3 + WRAPPED_ONCE else BESIDE


def _wide(paper: Paper) -> bool:
    return paper.width - BESIDE - COLUMN * len(POINTS) - 3 >= STATEMENT.start
