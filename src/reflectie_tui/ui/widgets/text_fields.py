"""The fields to type in: what comes in by key or paste is cleaned at the door, and nothing blinks."""

from textual import events
from textual.strip import Strip
from textual.widgets import Input, TextArea

from reflectie_tui.model.plain_text import clean_line, clean_text


class LineField(Input):
    """One line to type in."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", max_length: int | None = None, id: str | None = None
    ) -> None:
        super().__init__(value, placeholder=placeholder, max_length=max_length or 0, id=id)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(clean_line(event.text))

    def action_paste(self) -> None:
        """Put in what was cut or copied, as one line: it may come from a field with more of them."""
        self.replace(clean_line(self.app.clipboard), *self.selection)

    @property
    def text(self) -> str:
        """What was typed, as it may be stored."""
        return clean_line(self.value)


class TextField(TextArea):
    """Several lines to type in."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if result := self._replace_via_keyboard(self.pasted(event.text), *self.selection):
            self.move_cursor(result.end_location)

    def render_line(self, y: int) -> Strip:
        """Draw a line; where a sliver of a window leaves no column, Textual would stop on its own placeholder."""
        return super().render_line(y) if self.content_size.width > 0 else Strip.blank(self.size.width)

    def pasted(self, text: str) -> str:
        """Return a pasted text as it is put in."""
        return clean_text(text)
