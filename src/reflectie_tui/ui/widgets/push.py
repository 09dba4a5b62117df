"""A button of one line: for the mouse, and for who tabs to it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class Push(Static, can_focus=True):
    """A word that does something when it is clicked, or by Enter or space where the keys are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "push", show=False)]

    class Pushed(Message):
        """The button was pushed."""

        def __init__(self, push: Push) -> None:
            super().__init__()
            self.push = push

        @property
        def control(self) -> Push:
            """The button."""
            return self.push

    def __init__(self, label: str, *, id: str | None = None) -> None:
        super().__init__(Content(f" {label} "), id=id)

    def action_push(self) -> None:
        """Tell that it was pushed."""
        self.post_message(self.Pushed(self))

    def on_click(self, event: events.Click) -> None:
        """Take a click for a push."""
        event.stop()
        self.action_push()
