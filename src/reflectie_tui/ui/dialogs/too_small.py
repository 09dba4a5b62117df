"""The window is too small for the screens: say so, and let who cannot make it larger go on all the same."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from reflectie_tui.ui.host import LOOKS, words_of

LEAST = Size(60, 20)
"""Columns and lines from which on every screen is whole."""


def too_small(size: Size) -> bool:
    """Tell whether something would be missing on a screen of this size."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmall(ModalScreen[bool]):
    """Stands before everything until the window is large enough; Enter goes on as it is (the answer is then True)."""

    focused = reactive(None, repaint=False)

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "go_on", show=False), *LOOKS]

    _left = False

    def compose(self) -> ComposeResult:
        """Yield the few words that fit anywhere."""
        yield Static(id="too-small")

    def on_mount(self) -> None:
        """Say how large the window is."""
        self._say(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Go away when the window is large enough."""
        self._say(event.size)

    def on_screen_resume(self) -> None:
        """Look again when something that stood before this has gone."""
        self._say(self.app.size)

    def _say(self, size: Size) -> None:
        if not too_small(size):
            if self.is_current:
                self._leave(False)
            return
        words = words_of(self)
        text = words("small.text", columns=size.width, lines=size.height, least=LEAST.width, high=LEAST.height)
        self.query_one("#too-small", Static).update(Content(text))

    def action_go_on(self) -> None:
        """Go on with less to see."""
        self._leave(True)

    def on_click(self) -> None:
        """Go on with less to see."""
        self._leave(True)

    def _leave(self, anyhow: bool) -> None:
        """Go away once: a key, a larger window and what stood before this may all ask for it in one moment."""
        if not self._left:
            self._left = True
            self.dismiss(anyhow)
