"""What was answered, line by line; a click on a line goes back to its question."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.ui.cells import padded, wrapped

HANGING = 18
"""The width of the digits and words at the left."""


class Summary(Widget, can_focus=False):
    """Rows of a word and a text beside it. Rows that can be changed have a digit."""

    rows: reactive[tuple[tuple[str, str, str], ...]] = reactive((), layout=True)
    """For each row the question behind it (empty where there is none), its word, and its text."""

    class Asked(Message):
        """Somebody wants to answer a question again."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def lines(self) -> list[tuple[str, Content]]:
        """Return the lines, each with the question that it belongs to."""
        found = []
        for place, (question, word, text) in enumerate(self.rows, start=1):
            head = Content.assemble(
                (f"{place}  " if question else "   ", "$accent"), (padded(word, HANGING - 3), "bold $quiet")
            )
            for line in wrapped(text, max(20, self.content_region.width - HANGING)):
                found.append((question, Content.assemble(head, line)))
                head = Content(" " * HANGING)
        return found

    def render(self) -> Content:
        """Return the lines."""
        return Content("\n").join(line for _, line in self.lines())

    def on_click(self, event: events.Click) -> None:
        """Go to the question of the line that was clicked."""
        lines = self.lines()
        if event.y < len(lines) and (question := lines[event.y][0]):
            event.stop()
            self.post_message(self.Asked(question))
