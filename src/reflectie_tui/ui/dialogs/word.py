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

    def __init__(self, question: str, detail: str, text: str = "", *, below: str = "") -> None:
        """Take what is asked, what stands there, and what stands on the line under where somebody types."""
        super().__init__(question, detail)
        self.text, self.below = text, below

    def compose_part(self) -> ComposeResult:
        """Yield the field."""
        yield TextField(f"{self.text}\n{self.below}" if self.below else self.text)

    def on_mount(self) -> None:
        """Go on at the end of what stands there, above what only goes with it."""
        field = self.query_one(TextField)
        row, _ = field.document.end
        below = self.below.count("\n") + 1 if self.below else 0
        field.move_cursor((row - below, len(field.document.get_line(row - below))))
        field.focus()

    def action_done(self) -> None:
        """Answer with what was written."""
        self.dismiss(clean_text(self.query_one(TextField).text).strip()[:TEXT_LENGTH])
