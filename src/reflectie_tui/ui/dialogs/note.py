"""A note: kept at every key, so that leaving it at any moment loses nothing."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from reflectie_tui.model.plain_text import TEXT_LENGTH
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.text_fields import TextField


class NoteDialog(Dialog[None]):
    """Write or change one text. Each change is posted; Escape is simply *done*."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "done")]

    def __init__(self, question: str, text: str, written: Callable[[str], Message], detail: str = "") -> None:
        super().__init__(question, detail)
        self.text = text
        self.written = written

    def compose_part(self) -> ComposeResult:
        """Yield the field."""
        yield TextField(self.text)

    def on_mount(self) -> None:
        """Go on at the end of what stands there."""
        field = self.query_one(TextField)
        field.move_cursor(field.document.end)
        field.focus()

    @on(TextArea.Changed)
    def _keep(self, event: TextArea.Changed) -> None:
        event.stop()
        self.app.post_message(self.written(event.text_area.text[:TEXT_LENGTH]))
