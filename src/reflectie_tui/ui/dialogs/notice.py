"""Something that the group has to know before it goes on."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from reflectie_tui.ui.dialogs.dialog import Dialog


class Notice(Dialog[None]):
    """Tell one thing; Enter or Escape goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "back", "understood")]
