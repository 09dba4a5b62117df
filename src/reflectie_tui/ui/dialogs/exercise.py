"""One turn of an exercise: nothing of what others wrote can be seen, and each letter is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from reflectie_tui.model.plain_text import TEXT_LENGTH, clean_text
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.dialog import Cover
from reflectie_tui.ui.dialogs.hand_over import AllIn
from reflectie_tui.ui.widgets.text_fields import TextField

Written = Literal["done", "stop"]


class WritingTurn(Cover[Written]):
    """One or more lines to write, blank at the beginning whatever was written before.

    Enter goes to the next line; after the last it is done, and on to who comes next. Escape stops the round. All of
    them keep what was written.
    """

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "done", priority=True),
        Binding("enter", "next_field", "next_field", priority=True),
        Binding("tab", "next_field", "next_field"),
        Binding("escape", "back", "pause"),
    ]

    def __init__(self, question: str, detail: str, labels: list[str], written: Callable[[list[str]], Message]) -> None:
        """Take what is asked, a label for each line, and what is told at each letter."""
        super().__init__(question, detail)
        self.labels = labels
        self.written = written

    def compose_part(self) -> ComposeResult:
        """Yield a field for each line, with its label above it."""
        self.set_class(len(self.labels) > 1, "several")
        for number, label in enumerate(self.labels):
            yield Static(Content(label), classes="label")
            yield TextField(id=f"line-{number}")

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.query(TextField).first().focus()

    def on_descendant_focus(self) -> None:
        """Say what Enter does from this line."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Be done only from the last line, and name the way to the next only where there is one."""
        if action == "done":
            return self.focused not in [*self.query(TextField)][:-1]
        return action != "next_field" or len(self.labels) > 1

    def action_next_field(self) -> None:
        """Go to the next line."""
        self.focus_next()

    @on(TextArea.Changed)
    def _keep(self, event: TextArea.Changed) -> None:
        event.stop()
        self.app.post_message(self.written([clean_text(each.text)[:TEXT_LENGTH] for each in self.query(TextField)]))

    @work(exclusive=True)
    async def action_done(self) -> None:
        """Go on to the next; where something is open, ask first."""
        left = [each for each in self.query(TextField) if not clean_text(each.text).strip()]
        if left and not await self.app.push_screen_wait(Confirm(self.words("exercise.open"))):
            left[0].focus()
            return
        self.dismiss("done")

    def action_back(self) -> None:
        """Stop here; the rest can be done later."""
        self.dismiss("stop")


class ShowAll(AllIn):
    """The cover before all that was written is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "answer('show')", "reveal_all")]
