"""The fields of a new session: one line that goes on with Enter, and the list of people."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from reflectie_tui.model.starting import seats
from reflectie_tui.ui.widgets.text_fields import LineField, TextField


class AnswerField(LineField):
    """One line; Enter goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "next")]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.select_on_focus = False  # what was answered is gone on with, not typed over


class PeopleField(TextField):
    """Somebody a line. Enter begins a new line, and on an empty line it goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "finish", "next", key_display="enter_twice")]

    class Finished(Message):
        """Enter was pressed on an empty line."""

    async def _on_key(self, event: events.Key) -> None:
        row, _ = self.cursor_location
        if event.key == "enter" and not self.document.get_line(row).strip():
            event.stop()
            event.prevent_default()
            self.action_finish()

    def action_finish(self) -> None:
        """Say that everybody is in the list."""
        self.post_message(self.Finished())

    def pasted(self, text: str) -> str:
        """Return a pasted list as somebody a line: without numbers, a comma where a table had a tab or semicolon."""
        if not any(sign in text for sign in "\n\r\t;"):
            return super().pasted(text)
        found = [f"{seat.name}, {seat.organisation}" if seat.organisation else seat.name for seat in seats(text)]
        return super().pasted("\n".join(found) + ("\n" if text.endswith(("\n", "\r")) else ""))
