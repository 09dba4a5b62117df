"""What an empty folder shows in place of a list: what this is, and three ways to begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.ui.cells import end_of
from reflectie_tui.ui.host import host_of, words_of
from reflectie_tui.ui.widgets.offers import Offer, Offers

if TYPE_CHECKING:
    from reflectie_tui.storage.errors import SessionFileError


class Welcome(Vertical):
    """Three lines and three choices: `new`, `demo` (unless restricted) and `quit`."""

    def __init__(self, folder: Path, trouble: SessionFileError | None) -> None:
        """Take the folder in which there is nothing, or which cannot be looked into."""
        super().__init__()
        self._about = (folder, trouble)

    def compose(self) -> ComposeResult:
        """Lay out the lines and the choices."""
        yield Static(id="hello")
        yield Offers()

    def on_mount(self) -> None:
        """Say what there is to say, with the choice at hand."""
        self.tell(*self._about)
        self.query_one(Offers).focus()

    def tell(self, folder: Path, trouble: SessionFileError | None) -> None:
        """Say that there is nothing in this folder, or why it cannot be looked into."""
        self._about = (folder, trouble)
        if not self.children:
            return  # it is told when they are there
        words = words_of(self)
        shown = end_of(str(folder), max(20, self.app.size.width - 6))
        nothing = trouble.text(words) if trouble else words("start.no_sessions", folder=shown)
        lines = [Content.styled(words("start.welcome"), "bold"), Content(words("start.what_for")), Content(nothing)]
        self.query_one("#hello", Static).update(Content("\n").join(lines))
        demo = Offer("demo", words("start.first.demo"), words("start.first.demo_text"))
        self.query_one(Offers).offers = (
            Offer("new", words("start.first.new"), words("start.first.new_text")),
            *(() if host_of(self).restricted else (demo,)),
            Offer("quit", words("start.first.quit")),
        )
