"""The line of steps: where the group is, and what is done. A step can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import ACTIONS, CLOSE, COMPARISON, perspective_of, state
from reflectie_tui.ui.cells import width
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.signs import SIGNS as SIGNS

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session


LONGEST = 40
"""Letters from which on the name of a perspective is never shown whole."""


class Steps(Widget, can_focus=False):
    """The five perspectives and the three last steps, the one where the group is underlined."""

    session: reactive[Session | None] = reactive(None)
    content: reactive[ContentSet | None] = reactive(None)
    step: reactive[str] = reactive("")

    def pieces(self) -> list[tuple[str, str, str]]:
        """Return for each step its text, the colour variable it has, and where a click on it leads."""
        if self.session is None or self.content is None:
            return []
        words = words_of(self)
        session, content = self.session, self.content
        found = []
        for key in PERSPECTIVES:
            sign = SIGNS[state(session, content, key)]
            part = "discuss" if session.revealed(key) else "read"
            found.append((f"{content.perspective(key).name} {sign}", key, f"{key}.{part}"))
        found += [(words(f"steps.{step}"), "foreground", step) for step in (COMPARISON, ACTIONS, CLOSE)]
        return self._fitted(found)

    def _fitted(self, pieces: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """Shorten the longest names, as far as needed, where the line is too narrow."""
        for letters in range(LONGEST, 2, -1):
            short = [(self._shortened(text, letters), colour, step) for text, colour, step in pieces]
            if sum(width(text) + 2 for text, _, _ in short) - 2 <= self.size.width:
                break
        return short

    @staticmethod
    def _shortened(text: str, letters: int) -> str:
        return " ".join(word if len(word) <= letters else word[: letters - 1] + "." for word in text.split(" "))

    def render(self) -> Content:
        """Return the line."""
        here = perspective_of(self.step) or self.step
        line = []
        for text, colour, step in self.pieces():
            current = here in (perspective_of(step), step)
            line.append(Content.styled(text, f"bold reverse ${colour}" if current else f"${colour}"))
        return Content("  ").join(line)

    def on_click(self, event: events.Click) -> None:
        """Go to the step under the mouse."""
        event.stop()
        place = event.get_content_offset(self)
        at = 0
        for text, _, step in self.pieces():
            if place is not None and at <= place.x < at + width(text):
                self.post_message(StepChosen(step))
                return
            at += width(text) + 2
