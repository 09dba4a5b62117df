"""A choice out of a list: by arrows, by a digit, by the mouse, or by typing a part of the name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reflectie_tui.model.plain_text import folded
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.option_lines import OptionLines
from reflectie_tui.ui.widgets.text_fields import LineField

AROUND, LONGEST = 7, 16
"""The question, the field and the keys, with an open line each where there is one; and the lines of a list at most."""
NOTHING = 2
"""Lines of what is said where nothing is found."""


@dataclass(frozen=True)
class Choice:
    """One line of the list; the detail stands behind it in a quiet colour."""

    id: str
    label: str
    detail: str = ""

    def content(self, number: int | None = None) -> Content:
        """Return the line as it is shown."""
        front = (f"{number}  ", "$accent") if number is not None else ""
        return Content.assemble(front, self.label, (f"  {self.detail}" if self.detail else "", "$quiet"))


class Choose(Dialog[str]):
    """Ask for one of a few things; digits choose at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number - 1})", show=False) for number in range(1, 10)),
        Binding("enter", "pick_here", "choose_or_digit", priority=True),
    ]

    def __init__(
        self, question: str, choices: Sequence[Choice], detail: str = "", *, at: str | None = None, help: str = ""
    ) -> None:
        """Take what there is to choose from, where to begin, and under which word of `[help]` it is explained."""
        super().__init__(question, detail)
        self.choices = choices
        self.at = at
        self.explained_as = help

    def compose_part(self) -> ComposeResult:
        """Yield the list."""
        numbered = len(self.choices) <= 9
        options = [
            Option(choice.content(number if numbered else None), id=choice.id)
            for number, choice in enumerate(self.choices, start=1)
        ]
        yield OptionLines(*options)

    def on_mount(self) -> None:
        """Begin at the line that is meant."""
        listed = self.query_one(OptionList)
        ids = [choice.id for choice in self.choices]
        listed.highlighted = ids.index(self.at) if self.at in ids else 0
        listed.focus()

    def action_pick(self, place: int) -> None:
        """Choose the line at this place."""
        if place < len(self.choices):
            self.dismiss(self.choices[place].id)

    def action_pick_here(self) -> None:
        """Choose the line under the cursor."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)


class Find(Dialog[str]):
    """Ask for one of many things: typing narrows the list."""

    HELP = "find"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("enter", "pick_here", "choose", priority=True),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], placeholder: str) -> None:
        super().__init__(question)
        self.choices = choices
        self.placeholder = placeholder

    def compose_part(self) -> ComposeResult:
        """Yield the field and the list under it."""
        yield LineField(placeholder=self.placeholder)
        yield OptionLines(*(Option(choice.content(), id=choice.id) for choice in self.choices))
        yield Static(Content(self.words("choose.nothing")), classes="detail")

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one("Static.detail").display = False
        self.query_one(OptionList).can_focus = False
        self.query_one(OptionList).highlighted = 0
        self._fit()
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Fit the list to the new window."""
        self._fit()

    def _fit(self) -> None:
        """Keep the question, the field and the keys in sight: the list takes what is left."""
        box, listed = self.query_one(".box"), self.query_one(OptionList)
        lines = min(listed.option_count, LONGEST) or NOTHING
        box.styles.height = lines + AROUND + box.gutter.height
        listed.styles.height = "1fr" if listed.option_count else 0

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        parts = folded(event.value).split()
        found = [choice for choice in self.choices if all(part in folded(choice.label) for part in parts)]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(choice.content(), id=choice.id) for choice in found)
        listed.highlighted = 0 if found else None
        self._fit()
        self.query_one("Static.detail").display = not found

    def action_move(self, lines: int) -> None:
        """Move through the list while the field keeps the keys."""
        listed = self.query_one(OptionList)
        if lines < 0:
            listed.action_cursor_up()
        else:
            listed.action_cursor_down()

    def action_pick_here(self) -> None:
        """Choose the line under the cursor."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)
