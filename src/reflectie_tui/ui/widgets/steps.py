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
from reflectie_tui.ui.signs import SIGNS

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session


LONGEST = 40
"""Letters from which on the name of a perspective is never shown whole."""
SHORT = 4
"""Letters, with the point, of a name that is still read at a glance."""


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
        return found

    def _laid_out(self) -> tuple[list[tuple[str, str, str]], int]:
        """Return the steps as they fit, and the cells between two of them.

        Where the line is too narrow, the names of the perspectives where the group is not become shorter first, then
        the gaps, then the one where the group is (its page says it in full), and at last those of the last three steps.
        """
        pieces = self.pieces()
        ways = [(LONGEST, LONGEST, most, 2) for most in range(LONGEST, SHORT - 1, -1)]
        ways += [(most, LONGEST, SHORT, 1) for most in range(LONGEST, SHORT - 1, -1)]
        ways += [(most, most, most, 1) for most in range(LONGEST, 2, -1)]
        for here, last, others, gap in ways:
            letters = [here if self._is_here(step) else others if perspective_of(step) else last for *_, step in pieces]
            short = [
                (_shortened(text, most), colour, step)
                for most, (text, colour, step) in zip(letters, pieces, strict=True)
            ]
            if sum(width(text) + gap for text, _, _ in short) - gap <= self.size.width:
                break
        return short, gap

    def _is_here(self, step: str) -> bool:
        return (perspective_of(self.step) or self.step) in (perspective_of(step), step)

    def render(self) -> Content:
        """Return the line."""
        pieces, gap = self._laid_out()
        line = [
            Content.styled(text, f"bold reverse ${colour}" if self._is_here(step) else f"${colour}")
            for text, colour, step in pieces
        ]
        return Content(" " * gap).join(line)

    def on_click(self, event: events.Click) -> None:
        """Go to the step under the mouse."""
        event.stop()
        place = event.get_content_offset(self)
        pieces, gap = self._laid_out()
        at = 0
        for text, _, step in pieces:
            if place is not None and at <= place.x < at + width(text):
                self.post_message(StepChosen(step))
                return
            at += width(text) + gap


def _shortened(text: str, letters: int) -> str:
    return " ".join(word if len(word) <= letters else word[: letters - 1] + "." for word in text.split(" "))
