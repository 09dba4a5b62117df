"""What this screen is for, and all its keys."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.ui.cells import padded
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.reading import Column


class Help(Dialog[None]):
    """Explain the screen behind it."""

    def __init__(self, question: str, detail: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(question)
        self.explained = detail
        self.keys = keys

    def compose_part(self) -> ComposeResult:
        """Yield what it is for, and the keys, one a line; on a small screen they scroll."""
        lines = [Content.assemble((padded(key, 12), "bold $accent"), word) for key, word in self.keys]
        with Column():
            yield Static(Content(self.explained), classes="detail")
            yield Static(Content("\n").join(lines))
