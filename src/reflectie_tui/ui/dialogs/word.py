"""A word to go with something: why it was dropped, what came of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from reflectie_tui.model.plain_text import TEXT_LENGTH, clean_text
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.text_fields import TextField


class WordDialog(Dialog[str]):
    """Ask for a few words, which may stay empty. None where somebody went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "done", priority=True),
        Binding("escape", "back", "back"),
    ]

    def __init__(self, question: str, detail: str, text: str = "") -> None:
        super().__init__(question, detail)
        self.text = text

    def compose_part(self) -> ComposeResult:
        """Yield the field."""
        yield TextField(self.text)

    def on_mount(self) -> None:
        """Go on at the end of what stands there."""
        field = self.query_one(TextField)
        field.move_cursor(field.document.end)
        field.focus()

    def action_done(self) -> None:
        """Answer with what was written."""
        self.dismiss(clean_text(self.query_one(TextField).text).strip()[:TEXT_LENGTH])
