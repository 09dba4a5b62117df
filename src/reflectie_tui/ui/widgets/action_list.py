"""The actions of a session under each other: a sign for how each stands, what, and under it who, by when and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive

from reflectie_tui.report.sentences import action_facts
from reflectie_tui.ui.cells import fitted, width, wrapped
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.records import Action

SIGNS = {"open": "○", "done": "✓", "dropped": "–"}
LINES = 3
"""An action takes at most so many lines for what, and as many for its remark; it is whole where it is changed."""
INDENT = 4


class ActionList(Rows):
    """One row an action."""

    actions: reactive[tuple[tuple[str, Action], ...]] = reactive((), repaint=False)
    """The actions with their ids, in the order in which they are shown."""
    content: reactive[ContentSet | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.max, repaint=False)
    """The day after whose passing an open action is late."""

    class Opened(Message):
        """An action was clicked twice: somebody wants to change it."""

    def count(self) -> int:
        """Return the number of actions."""
        return len(self.actions)

    def watch_actions(self) -> None:
        """Draw what changed; keep the cursor on a row."""
        self.cursor = self.validate_cursor(self.cursor)
        self.drawn_anew()

    watch_content = watch_today = watch_actions

    @property
    def chosen(self) -> tuple[str, Action] | None:
        """The action under the cursor, with its id."""
        return self.actions[self.cursor] if 0 <= self.cursor < self.count() else None

    def above(self, row: int, cells: int) -> list[list[Segment]]:
        """Return an empty line between two actions where there is room for it."""
        used = sum(len(self.draw(each, cells)) for each in range(self.count()))
        return [[]] if row and used + self.count() - 1 <= self.size.height else []

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return an action: what on the first lines, its facts and its remark under it."""
        _, action = self.actions[row]
        room = max(10, cells - INDENT - 1)
        here = row == self.cursor
        quiet, mark = self.style_of("quiet"), self.style_of("mark")
        what = self.style_of("strong") if action.status == "open" else quiet
        first = [Segment("▌ " if here else "  ", mark), Segment(f"{SIGNS[action.status]} ", self.style_of("chosen"))]
        bar = Segment(("▌" if here else " ").ljust(INDENT), mark)
        lines = [[bar, Segment(line, what)] for line in _within(action.what, room)]
        lines[0][:1] = first
        lines += [[bar, *line] for line in self._facts(action, room)]
        if action.remark and action.remark.strip():
            lines += [[bar, Segment(line, quiet)] for line in _within(f"“{action.remark.strip()}”", room)]
        return lines

    def _facts(self, action: Action, room: int) -> list[list[Segment]]:
        """Return who, by when and what for, between dots; that it is late stands out."""
        if self.content is None:
            return []
        words = words_of(self)
        late = words("report.overdue")
        facts = action_facts(action, self.content, words, self.today)
        if all(each.carried_from for _, each in self.actions):
            facts = [fact for fact in facts if fact != words("report.carried")]  # it goes for all of them
        if action.status != "open":
            nothing = (words("report.nobody"), words("report.no_due"))
            facts = [words(f"report.status.{action.status}"), *(fact for fact in facts if fact not in nothing)]
        lines: list[list[Segment]] = [[]]
        used = 0
        for fact in facts:
            said = fitted(f"! {fact}" if fact == late else fact, room)
            if lines[-1] and used + 3 + width(said) > room:
                lines.append([])
                used = 0
            if lines[-1]:
                lines[-1].append(Segment(" · ", self.style_of("quiet")))
                used += 3
            lines[-1].append(Segment(said, self.style_of("mark" if fact == late else "quiet")))
            used += width(said)
        return lines

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor on the action that was clicked; a second click changes it."""
        await super().on_click(event)
        if event.chain == 2 and self.row_at(event.y) is not None:
            self.post_message(self.Opened())


def _within(text: str, room: int) -> list[str]:
    """Return a text in a few lines, the last ending in … where there is more."""
    lines = [line for part in text.split("\n") for line in wrapped(part, room)]
    if len(lines) <= LINES:
        return lines
    return [*lines[: LINES - 1], fitted(f"{lines[LINES - 1]} {lines[LINES]}", room - 1).removesuffix("…") + "…"]
