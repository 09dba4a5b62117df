"""The field to search in; what is typed narrows a list that stands elsewhere on the screen."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from reflectie_tui.ui.widgets.text_fields import LineField


class SearchField(LineField):
    """One line; Enter and the arrows go to what was found, Escape shows everything again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "to_found"),
        Binding("escape", "screen.back", "show_all"),
    ]
