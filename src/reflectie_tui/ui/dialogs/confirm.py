"""A question with yes and no."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from reflectie_tui.ui.dialogs.dialog import Dialog


class Confirm(Dialog[bool]):
    """Ask before something that is not easily undone. Enter is yes, Escape no."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "yes", "yes"), Binding("escape", "back", "no")]

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)
