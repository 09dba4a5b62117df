"""Two or more sessions side by side: what changed, who was there, and what became of what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from reflectie_tui.model.comparison import Comparison, NotCompared, Person, PerspectiveChange, compare
from reflectie_tui.model.plain_text import told_apart
from reflectie_tui.report.chart import AFTER, BEFORE, dumbbells, fitting, scale
from reflectie_tui.report.comparison_text import LARGEST, TOGETHER, rounding_shows
from reflectie_tui.report.outcome import STATUSES, Agreed, agreed
from reflectie_tui.ui.cells import fitted, padded, width, wrapped
from reflectie_tui.ui.host import host_of, page_width, words_of
from reflectie_tui.ui.once import LeftOnce
from reflectie_tui.ui.widgets.chart_rows import changed
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.line import Line
from reflectie_tui.ui.widgets.reading import Reading
from reflectie_tui.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session
    from reflectie_tui.words import Words

NAME = 14
"""The width of the column with the perspectives."""
DRAWING = range(17, 62)
"""The width of the drawing, at least and (one more than) at most; where less is left the numbers stand under it."""
LEFT_OUT = 8
"""So many statements that are not compared are named, for each reason."""
TEXT = 80
"""The widest line that reads well."""
SIGNS = {"open": "○", "done": "✓", "dropped": "–"}
HEADING = "bold $primary"


class CompareSessionsScreen(LeftOnce, Screen[None]):
    """One page to read, from what changed most to what was agreed."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    focused = reactive(None, repaint=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("f1,question_mark", "app.help", "help"),
    ]

    def __init__(self, sessions: list[Session], contents: list[ContentSet]) -> None:
        """Compare sessions.

        Args:
            sessions: two or more, in any order.
            contents: the set of statements of each, in the language of the app where there is one.
        """
        super().__init__()
        self.comparison: Comparison = compare(sessions, contents)
        latest = sessions.index(self.comparison.sessions[-1])
        self.content = contents[latest]

    def compose(self) -> ComposeResult:
        """Lay out the title and the page."""
        yield TitleBar()
        yield Line()
        yield Static(id="heading", classes="heading")
        yield Reading()
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one("#heading", Static).update(Content(words_of(self)("compare_sessions.title")))
        self.query_one(Reading).begin(self._page())

    def on_resize(self) -> None:
        """Lay the page out for the new width."""
        self.query_one(Reading).show(self._page())

    def action_back(self) -> None:
        """Go back to the list of sessions."""
        self.dismiss()

    def _page(self) -> Content:
        cells = max(40, min(page_width(self) - 8, NAME + DRAWING.stop + 30))
        return page(self.comparison, self.content, words_of(self), cells, self._outcomes())

    def _outcomes(self) -> list[Agreed]:
        actions = [outcome.action for outcome in self.comparison.actions]
        return agreed(actions, self.content, words_of(self), host_of(self).today)


def page(found: Comparison, content: ContentSet, words: Words, cells: int, actions: Sequence[Agreed]) -> Content:
    """Return the whole page in lines of at most this many cells."""
    sections = [
        _sessions(found, words, cells),
        _perspectives(found, content, words, cells),
        _statements(found, content, words, cells),
        _people(found, words, cells),
        _actions(found, words, cells, actions),
    ]
    return Content("\n\n").join(Content("\n").join(section) for section in sections)


def _said(text: str, cells: int, indent: int = 2, style: str = "") -> list[Content]:
    """Return a text in lines that hang under each other."""
    lines = wrapped(text, min(cells, TEXT) - indent)
    return [Content.assemble(" " * indent, (line, style)) for line in lines]


def _sessions(found: Comparison, words: Words, cells: int) -> list[Content]:
    lines = [Content.styled(words("compare_sessions.sessions"), HEADING)]
    days = told_apart([words.day(session.about.date) for session in found.sessions])
    room = max(map(width, days)) + 2
    for day, session in zip(days, found.sessions, strict=True):
        people = words("compare_sessions.participants", n=len(session.participants))
        first, *rest = wrapped(f"{session.about.title} · {people}", min(cells, TEXT) - 2 - room)
        lines.append(Content(f"  {padded(day, room)}{first}"))
        lines += [Content(" " * (2 + room) + line) for line in rest]
    if found.nobody_twice:
        lines += _said(words("report.compare.nobody_twice"), cells)
    return lines


def _perspectives(found: Comparison, content: ContentSet, words: Words, cells: int) -> list[Content]:
    told = {key: _scores(each.scores, words) for key, each in found.perspectives.items()}
    beside = max(width(text) for text in told.values()) + 12  # and the change: ▲ +0,4
    room = cells - 2 - NAME
    below = room - beside < DRAWING.start
    columns = fitting(min(room if below else room - beside, DRAWING.stop - 1))
    pairs = [(each.scores[0], each.scores[-1]) for each in found.perspectives.values()]
    lines = [
        Content.styled(words("compare_sessions.perspectives"), HEADING),
        Content.styled("  " + words("compare_sessions.scale", before=BEFORE, after=AFTER), "$quiet"),
        Content.styled(" " * (NAME + 2) + scale(columns), "$quiet"),
    ]
    for (key, change), drawn in zip(found.perspectives.items(), dumbbells(pairs, columns), strict=True):
        name = padded(fitted(content.perspective(key).name, NAME - 1), NAME)
        trouble = _trouble(change, words)
        if trouble:
            lines.append(Content.assemble("  ", (name, f"bold ${key}"), (trouble, "$quiet")))
            continue
        figures = [(f"  {told[key]}", "bold"), (f"  {changed(change.change, words)}", "bold")]
        first = [] if below else figures
        lines.append(Content.assemble("  ", (name, f"bold ${key}"), (drawn, f"${key}"), *first))
        if below:
            lines.append(Content.assemble(" " * NAME, *figures))
        lines += _judged(found, key, change, words, cells)
    lines += _said(words("report.compare.rounded"), cells, style="$quiet") if rounding_shows(found) else []
    return lines + _said(words("report.compare.rule_of_thumb"), cells, style="$quiet")


def _trouble(change: PerspectiveChange, words: Words) -> str:
    """Return why there is nothing to draw, or nothing where there is."""
    if not change.compared:
        return words("compare_sessions.not_comparable")
    return "" if any(score is not None for score in change.scores) else words("compare_sessions.no_scores")


def _judged(found: Comparison, key: str, change: PerspectiveChange, words: Words, cells: int) -> list[Content]:
    """Return what is said under a perspective: whether the change is clear, that of the same people, the actions."""
    indent = NAME + 2
    if change.change is None:
        lines = _said(words("compare_sessions.no_change_known"), cells, indent, "$quiet")
    else:
        lines = _said(_verdict(change.clear, words), cells, indent)
    matched = change.matched
    if matched is not None and matched.people >= TOGETHER and (found.joiners or found.leavers):
        details = {"change": changed(matched.change, words), "verdict": _verdict(matched.clear, words)}
        lines += _said(words("compare_sessions.matched", n=matched.people, **details), cells, indent)
    touching = [f"{SIGNS[each.status]} {' '.join(each.action.what.split())}" for each in found.touching(key)]
    if touching:
        lines += _said(words("compare_sessions.touched", actions=" · ".join(touching)), cells, indent, "$quiet")
    return lines


def _verdict(clear: bool, words: Words) -> str:
    return words(f"compare_sessions.{'clear' if clear else 'unclear'}")


def _scores(scores: Sequence[Fraction | None], words: Words) -> str:
    return " → ".join("–" if score is None else words.number(score) for score in scores)


def _statements(found: Comparison, content: ContentSet, words: Words, cells: int) -> list[Content]:
    lines = [Content.styled(words("compare_sessions.statements"), HEADING)]
    moved = [statement for statement in found.statements if statement.change]
    if not found.statements:
        lines += _said(words("compare_sessions.no_statements"), cells)
    elif not moved:
        lines += _said(words("compare_sessions.no_change"), cells)
    for statement in moved[:LARGEST]:
        lines += _said(statement.wording, cells)
        lines.append(
            Content.assemble(
                (f"    {_scores(statement.scores, words)}  {changed(statement.change, words)}", "bold"),
                (f"  {content.perspective(statement.perspective).name}", f"${statement.perspective}"),
            )
        )
    for why in ("changed", "missing"):
        lines += _left_out([each for each in found.not_compared if each.why == why], why, words, cells)
    return lines


def _left_out(found: Sequence[NotCompared], why: str, words: Words, cells: int) -> list[Content]:
    if not found:
        return []
    head = f"{words('compare_sessions.not_compared')}: {words(f'compare_sessions.{why}')}"
    lines = [Content(""), *_said(head, cells, style="bold")]
    for each in found[:LEFT_OUT]:
        lines += _hanging(f"· {each.wording}", cells)
    if len(found) > LEFT_OUT:
        lines += _said(words("compare_sessions.more", n=len(found) - LEFT_OUT), cells, style="$quiet")
    return lines


def _hanging(text: str, cells: int) -> list[Content]:
    """Return a line of a list, the rest of it under its first word."""
    first, *rest = wrapped(text, min(cells, TEXT) - 4)
    return [Content(f"  {first}"), *(Content(f"    {line}") for line in rest)]


def _people(found: Comparison, words: Words, cells: int) -> list[Content]:
    lines = [Content.styled(words("compare_sessions.people"), HEADING)]
    if any(session.anonymous for session in (found.sessions[0], found.sessions[-1])):
        return [*lines, *_said(words("compare_sessions.nameless"), cells)]
    if not found.joiners and not found.leavers:
        return [*lines, *_said(words("compare_sessions.same_people"), cells)]
    for key, people in (("joiners", found.joiners), ("leavers", found.leavers)):
        if people:
            lines += _said(f"{words(f'compare_sessions.{key}')}: {', '.join(_called(people, words))}", cells)
    return lines


def _called(people: Iterable[Person], words: Words) -> list[str]:
    nameless = words("common.nameless")
    return [
        f"{person.name or nameless} ({person.organisation})" if person.organisation else person.name or nameless
        for person in people
    ]


def _actions(found: Comparison, words: Words, cells: int, actions: Sequence[Agreed]) -> list[Content]:
    lines = [Content.styled(words("compare_sessions.actions"), HEADING)]
    if not actions:
        return [*lines, *_said(words("compare_sessions.no_actions"), cells)]
    lines += _said(words("compare_sessions.count", **{key: found.count(key) for key in STATUSES}), cells)
    for each in actions:
        lines += _hanging(f"{SIGNS[each.action.status]} {' '.join(each.action.what.split())}", cells)
        lines += _said(" · ".join([each.status, *each.facts]), cells, 4, "$quiet")
        lines += _said(each.action.remark or "", cells, 4, "$quiet") if each.action.remark else []
    return lines
