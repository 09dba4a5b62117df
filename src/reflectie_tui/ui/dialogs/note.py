"""A note: kept at every key, so that leaving it at any moment loses nothing."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from reflectie_tui.model.plain_text import TEXT_LENGTH
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.text_fields import TextField

LEAST, MOST = 4, 9
"""Lines of the field, its border included."""
AROUND = 15
"""Lines of the window for all else: what is asked, the keys, and the edges."""


class NoteField(TextField):
    """Enter begins a new line; on the last one, where it is empty, it is *done*, as in the list of people."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "finish", "done", key_display="enter_twice")]

    class Finished(Message):
        """Enter was pressed on an empty last line."""

    async def _on_key(self, event: events.Key) -> None:
        row, _ = self.cursor_location
        last = row == self.document.line_count - 1
        if event.key == "enter" and last and not self.document.get_line(row).strip():
            event.stop()
            event.prevent_default()
            self.action_finish()

    def action_finish(self) -> None:
        """Say that the note is written."""
        self.post_message(self.Finished())


class NoteDialog(Dialog[None]):
    """Write or change one text. Each change is posted; Enter on an empty line and Escape are simply *done*."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "done")]

    def __init__(
        self, question: str, text: str, written: Callable[[str], Message], detail: str = "", *, help: str = ""
    ) -> None:
        """Take what is asked, what stands there, what is told at each change, and the word of `[help]`."""
        super().__init__(question, detail)
        self.explained_as = help
        self.text = text
        self.written = written

    def compose_part(self) -> ComposeResult:
        """Yield the field."""
        yield NoteField(self.text)

    def on_mount(self) -> None:
        """Go on at the end of what stands there."""
        field = self.query_one(NoteField)
        field.move_cursor(field.document.end)
        field.focus()

    def on_resize(self) -> None:
        """Keep in sight what the note is about: in a low window the field has fewer lines."""
        self.query_one(NoteField).styles.height = max(LEAST, min(MOST, self.size.height - AROUND))

    @on(TextArea.Changed)
    def _keep(self, event: TextArea.Changed) -> None:
        event.stop()
        self.app.post_message(self.written(event.text_area.text.rstrip()[:TEXT_LENGTH]))

    @on(NoteField.Finished)
    def _finished(self, event: NoteField.Finished) -> None:
        event.stop()
        self.action_back()
