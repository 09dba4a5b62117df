"""A perspective's own small model, drawn with plain characters; with the group's figures once there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor, prod
from typing import TYPE_CHECKING

from textual.content import Content

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.insight import POINTS, perspective_result
from reflectie_tui.model.session import GROUP
from reflectie_tui.report.chart import bars, fitting, scale
from reflectie_tui.report.sentences import pattern
from reflectie_tui.ui.cells import fitted, padded, width, wrapped
from reflectie_tui.ui.widgets.own_question import places

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet, Perspective, SubModel, SubModelPart
    from reflectie_tui.model.insight import PerspectiveResult, QuestionResult
    from reflectie_tui.model.session import Session
    from reflectie_tui.words import Words

SIGNS = {"product": " × ", "tension": " ↔ ", "balance": " ↔ ", "phases": " → "}
WIDEST = 41
"""The widest bar: ten columns a point."""
BESIDE = 26
"""Columns kept free beside a bar, for the number and a word."""
CELL = 6
"""The width of one place on the plane."""
MANY = 4
"""From this many voices at one place on they stand as ●×4."""
BAR, POST, HALF_POST = "▄", "████", "▄▄▄▄"
"""Lying bars are half as high as a line, so that they do not grow together."""


def drawn(model: SubModel, colour: str) -> Content:
    """Return the sub-model as it is read, before anybody has scored: its parts in a row, then a line for each."""
    names = [part.name for part in model.parts]
    cells = max(map(width, names)) + 2
    lines = [Content.assemble((padded(part.name, cells), f"bold ${colour}"), part.text) for part in model.parts]
    sign = SIGNS.get(model.kind)
    if sign is not None:
        row = Content(sign).join(Content.styled(name, f"bold ${colour}") for name in names)
        lines = [row, Content(""), *lines]
    return Content("\n").join(lines)


def measured(
    model: SubModel, perspective: Perspective, result: PerspectiveResult, words: Words, cells: int
) -> list[Content]:
    """Return the sub-model with the group's figures, in lines of at most this many cells.

    Args:
        model: one of the perspective's sub-models.
        perspective: to which it belongs.
        result: the figures; of what is hidden nothing is shown.
        words: the words of the app.
        cells: the width there is, from 40.
    """
    if result.hidden or not result.answered:
        return _said(words("sub_models.hidden" if result.hidden else "sub_models.nothing_yet"), cells)
    if model.kind in ("balance", "phases"):
        return _line(model, perspective, result, words, cells)
    if not any(_asked(part, result) for part in model.parts):
        return _said(words("sub_models.not_asked"), cells)
    if model.kind == "product":
        return _product(model, result, words, cells)
    if model.kind == "kinds":
        return _posts(model, result, words, cells)
    if model.kind == "tension" and all(_asked(part, result) for part in model.parts):
        return _plane(model, result, words, cells)
    return _bars(model, result, words, cells)


def measured_models(session: Session, content: ContentSet, words: Words, cells: int) -> Content:
    """Return the sub-models of all perspectives under each other; a line for a perspective that is not seen yet."""
    pieces = []
    for key in PERSPECTIVES:
        perspective, seen = content.perspective(key), session.revealed(key)
        result = perspective_result(session, content, key)
        for model in perspective.sub_models if seen else perspective.sub_models[:1]:
            title = f"  {model.title}" if seen else ""
            head = Content.assemble((perspective.name.upper(), f"bold ${key}"), (title, "bold"))
            drawing = measured(model, perspective, result, words, cells - 2)
            pieces.append(Content("\n").join([head, *(Content.assemble("  ", line) for line in drawing)]))
    return Content("\n\n").join(pieces)


def crowd(count: int) -> str:
    """Return the marks of so many voices at one place: ●●, or ●×7."""
    return "●" * count if count < MANY else f"●×{count}"


def _said(text: str, cells: int) -> list[Content]:
    return [Content.styled(line, "$quiet") for line in wrapped(text, cells)]


def _asked(part: SubModelPart, result: PerspectiveResult) -> bool:
    return part.statement in result.statements


def _mean(part: SubModelPart, result: PerspectiveResult) -> Fraction | None:
    found = result.statements.get(part.statement or "")
    return found.mean if found else None


def _number(part: SubModelPart, result: PerspectiveResult, words: Words) -> str:
    mean = _mean(part, result)
    if mean is not None:
        return words.number(mean)
    return words("sub_models.no_score" if _asked(part, result) else "sub_models.not_asked_part")


def _bars(
    model: SubModel, result: PerspectiveResult, words: Words, cells: int, beside: Sequence[str] | None = None
) -> list[Content]:
    """Draw a bar for each part, with its number and a word beside it: the pattern of its statement, if not given."""
    room = min(max(width(part.name) for part in model.parts) + 2, 18)
    columns = fitting(max(5, min(WIDEST, cells - room - BESIDE)))
    drawn = bars([(_mean(part, result), 0) for part in model.parts], columns, BAR)
    lines = [Content.styled(" " * room + scale(columns), "$quiet")]
    for row, (part, bar) in enumerate(zip(model.parts, drawn, strict=True)):
        found = result.statements.get(part.statement or "")
        word = beside[row] if beside is not None else pattern(found.pattern if found else None, words)
        lines.append(
            Content.assemble(
                padded(fitted(part.name, room - 1), room),
                (bar, f"${result.id}"),
                (f" {_number(part, result, words)}", "bold"),
                (f"  {word}" if word else "", "$quiet"),
            )
        )
    return lines


def _product(model: SubModel, result: PerspectiveResult, words: Words, cells: int) -> list[Content]:
    """Draw the factors, the weakest marked, and multiply them."""
    means = {part.name: _read(mean) for part in model.parts if (mean := _mean(part, result)) is not None}
    whole = len(means) == len(model.parts)
    ordered = sorted(means, key=lambda name: means[name])
    weakest = ordered[0] if whole and means[ordered[0]] < means[ordered[1]] else None
    mark = f"◀ {words('sub_models.weakest')}"
    lines = _bars(model, result, words, cells, [mark if part.name == weakest else "" for part in model.parts])
    if not whole:
        return lines
    factors = " × ".join(words.number(mean) for mean in means.values())
    product = words("sub_models.product", factors=factors, product=_times(means), most=POINTS ** len(means))
    lines += [Content(""), *(Content(line) for line in wrapped(product, cells))]
    if weakest is not None:
        higher = _times({**means, weakest: means[ordered[1]]})
        lines += _said(words("sub_models.if_stronger", part=weakest, next=ordered[1], product=higher), cells)
    return lines


def _read(mean: Fraction) -> Fraction:
    """Return a mean as it is read, with one decimal, so that the sum that stands there is right."""
    return Fraction(floor(mean * 10 + Fraction(1, 2)), 10)


def _times(factors: Mapping[str, Fraction]) -> int:
    return floor(prod(factors.values()) + Fraction(1, 2))


def _posts(model: SubModel, result: PerspectiveResult, words: Words, cells: int) -> list[Content]:
    """Draw a standing bar for each part, side by side, to the nearest half point."""
    room = min(max(width(part.name) for part in model.parts) + 3, (cells - 4) // len(model.parts))
    lines = []
    for point in range(POINTS, 0, -1):
        line = ""
        for part in model.parts:
            height = floor((_mean(part, result) or Fraction(0)) * 2 + Fraction(1, 2))
            line += padded(POST if height >= 2 * point else HALF_POST if height == 2 * point - 1 else "", room)
        lines.append(Content.assemble((f"{point}   ", "$quiet"), (line.rstrip(), f"${result.id}")))
    for text, style in (
        ([_number(part, result, words) for part in model.parts], "bold"),
        ([part.name for part in model.parts], ""),
    ):
        line = "".join(padded(fitted(each, room - 1), room) for each in text)
        lines.append(Content.assemble("    ", (line.rstrip(), style)))
    return lines


def _plane(model: SubModel, result: PerspectiveResult, words: Words, cells: int) -> list[Content]:
    """Draw each voice on a plane: the first part from left to right, the second from below upwards."""
    across, upwards = model.parts[:2]
    voices = result.statements[across.statement or ""].voices
    others = result.statements[upwards.statement or ""].voices
    stands = [(x, others[voice]) for voice, x in voices.items() if voice in others]
    lines = [Content.assemble((f"↑ {upwards.name}", "bold"))]
    for y in range(POINTS, 0, -1):
        pieces: list[tuple[str, str]] = [(f"{y} │ ", "$quiet")]
        for x in range(1, POINTS + 1):
            count = stands.count((x, y))
            empty = "╱" if x == y else "·"
            pieces.append((padded(crowd(count) or empty, CELL), f"bold ${result.id}" if count else "$quiet"))
        lines.append(Content.assemble(*pieces))
    lines.append(Content.styled("  └" + "─" * (CELL * POINTS), "$quiet"))
    points = "".join(padded(str(x), CELL) for x in range(1, POINTS + 1)).rstrip()
    name = f"{across.name} →"
    if width(points) + width(name) + 6 <= cells:
        lines.append(Content.assemble((f"    {points}  ", "$quiet"), (name, "bold")))
    else:
        lines += [Content.styled(f"    {points}", "$quiet"), Content.styled(f"    {fitted(name, cells - 4)}", "bold")]
    means = " · ".join(f"{part.name} {_number(part, result, words)}" for part in (across, upwards))
    lines += [Content(""), Content(fitted(means, cells))]
    if list(voices) != [GROUP]:
        lines += _said(words("sub_models.plane", across=across.name, upwards=upwards.name), cells)
    return lines


def _line(
    model: SubModel, perspective: Perspective, result: PerspectiveResult, words: Words, cells: int
) -> list[Content]:
    """Draw a question of its own kind as a line with a mark for each voice: a balance on its middle, or phases."""
    kind = "balance" if model.kind == "balance" else "choice"
    question = next((each for each in perspective.statements if each.kind == kind), None)
    found: QuestionResult | None = result.questions.get(question.id) if question else None
    if question is None or found is None:
        return _said(words("sub_models.not_asked"), cells)
    answers = places(question)
    room = max(8, min(18, cells // len(answers)))
    marks = "".join(_centred(crowd(found.counts.get(answer, 0)), room) for answer, _ in answers)
    lines = [Content.styled(marks.rstrip() or "–", f"bold ${result.id}")]
    ticks = ["▲" if kind == "balance" and place == len(answers) // 2 else "┬" for place in range(len(answers))]
    lines.append(Content.styled("".join(_centred(tick, room, "─") for tick in ticks), "$quiet"))
    labels = [wrapped(label, room - 1) for _, label in answers]
    for row in range(max(map(len, labels))):
        line = "".join(_centred(label[row] if row < len(label) else "", room) for label in labels)
        lines.append(Content(line.rstrip()))
    if found.nvt:
        lines += _said(words("discuss.unknown", n=found.nvt), cells)
    return lines


def _centred(text: str, cells: int, fill: str = " ") -> str:
    left = (cells - width(text)) // 2
    return fill * left + text + fill * (cells - width(text) - left)
