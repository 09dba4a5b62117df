"""First steps that the content offers where something stands out: one digit takes one over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.model.plain_text import folded
from reflectie_tui.model.signals import first_three, signals
from reflectie_tui.report.sentences import told
from reflectie_tui.ui.cells import wrapped
from reflectie_tui.ui.host import words_of

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session
    from reflectie_tui.words import Words

OFFERED = 3


@dataclass(frozen=True)
class FirstStep:
    """Something that the group may well do, and what it is for."""

    text: str
    perspective: str
    statement: str


def first_steps(session: Session, content: ContentSet, words: Words) -> list[FirstStep]:
    """Return the first steps where a signal stands, those of the three shown first in front.

    A statement that an action has come from already is left out, and so is a step that was taken for something else.
    """
    found = signals(session, content)
    first = first_three(found)
    agreed = {(action.perspective, action.statement) for action in session.actions.values()}
    taken = {folded(action.what) for action in session.actions.values()}
    steps: dict[str, FirstStep] = {}
    for signal in [*first, *(each for each in found if each not in first)]:
        step = told(signal, session, content, words).first_step
        if not step or not signal.perspective or not signal.statement or folded(step) in taken:
            continue
        if (signal.perspective, signal.statement) not in agreed:
            steps.setdefault(step, FirstStep(step, signal.perspective, signal.statement))
    return list(steps.values())


class FirstSteps(Widget, can_focus=False):
    """A few first steps, numbered."""

    steps: reactive[tuple[FirstStep, ...]] = reactive((), layout=True)
    """What is offered, in this order."""
    content: reactive[ContentSet | None] = reactive(None)

    class Taken(Message):
        """A first step was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def lines_of(self, steps: Sequence[FirstStep], cells: int) -> int:
        """Return how many lines these steps take at this width, the heading included."""
        return len(self._lines(steps, cells))

    def _lines(self, steps: Sequence[FirstStep], cells: int) -> list[tuple[int, Content]]:
        """Return the lines, each with the place of the step that it belongs to; -1 for the heading."""
        lines = [(-1, Content.styled(words_of(self)("actions.first_steps"), "bold"))]
        for place, step in enumerate(steps):
            name = self.content.perspective(step.perspective).name if self.content else ""
            for number, line in enumerate(wrapped(f"{step.text} ({name})", max(10, cells - 3))):
                front = (f"{place + 1}  ", "bold $accent") if number == 0 else "   "
                lines.append((place, Content.assemble(front, line)))
        return lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many lines the steps take at this width."""
        return self.lines_of(self.steps, width)

    def render(self) -> Content:
        """Return the heading and the steps."""
        return Content("\n").join(line for _, line in self._lines(self.steps, self.size.width))

    def on_click(self, event: events.Click) -> None:
        """Take the step over that was clicked."""
        place = event.get_content_offset(self)
        lines = self._lines(self.steps, self.size.width)
        if place is not None and place.y < len(lines) and lines[place.y][0] >= 0:
            self.post_message(self.Taken(lines[place.y][0]))
