"""The first line of every screen of a session: its title, and whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.ui.cells import fitted, width
from reflectie_tui.ui.host import host_of, words_of

if TYPE_CHECKING:
    from reflectie_tui.model.session import Session


STYLES = {"failed": "bold reverse $text-error"}
"""How the word for saving is drawn: quietly, in the colour of what stands beside it, unless it is bad news."""


class TitleBar(Widget, can_focus=False):
    """The title at the left; at the right whether all is on disk, and the way out."""

    session: reactive[Session | None] = reactive(None)
    saving: reactive[str] = reactive("")
    """How saving stands: a key under `[saving]`, or nothing where nothing is kept."""

    def render(self) -> Content:
        """Return the line."""
        words = words_of(self)
        title = self.session.about.title if self.session else words("app.name")
        playing = host_of(self).playing and self.saving in ("saved", "saving")
        state = words("saving.playing" if playing else f"saving.{self.saving}") if self.saving else ""
        style = STYLES.get(self.saving, "$quiet")
        stop = words("app.stop")
        room = self.size.width - width(state) - width(stop) - 5
        title = fitted(title, room)
        gap = " " * max(1, room - width(title) + 2)
        return Content.assemble((title, "bold"), gap, (state, style), "   ", (stop, "underline $quiet"))

    async def on_click(self, event: events.Click) -> None:
        """Stop, where the word for it was clicked."""
        event.stop()
        if event.x >= self.size.width - width(words_of(self)("app.stop")):
            await self.screen.run_action("app.quit")
