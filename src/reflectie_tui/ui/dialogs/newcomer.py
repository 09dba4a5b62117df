"""Somebody comes in late: a name and an organisation; in an anonymous session at most the organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from reflectie_tui.model.plain_text import NAME_LENGTH, folded
from reflectie_tui.model.starting import Seat, seats
from reflectie_tui.ui.cells import fitted
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.push import Push
from reflectie_tui.ui.widgets.text_fields import LineField


class Newcomer(Dialog[Seat]):
    """Ask who it is. None where somebody went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "done", priority=True),
        Binding("tab", "app.focus_next", "next_field"),
        Binding("down", "offer(1)", "offered", priority=True),
        Binding("up", "offer(-1)", show=False, priority=True),
    ]

    def __init__(
        self, question: str, detail: str, taken: Sequence[Seat], typed: Seat | None = None, *, help: str = ""
    ) -> None:
        """Take what is asked, who is there already, what was typed before (if anything), and its word of `[help]`."""
        super().__init__(question, detail)
        self.explained_as = help
        self.taken = taken
        self.typed = typed or Seat("")
        self._wrong = ""  # what is said of the name until something changes
        self.organisations = list(dict.fromkeys(seat.organisation for seat in taken if seat.organisation))

    def compose_part(self) -> ComposeResult:
        """Yield the two fields and the button."""
        for field, text in (("name", self.typed.name), ("organisation", self.typed.organisation or "")):
            with Horizontal(classes="field"):
                yield Static(Content(self.words(f"people.{field}")), classes="label")
                line = LineField(text, max_length=NAME_LENGTH, id=field)
                line.select_on_focus = not text  # one letter would take the place of what was typed before
                yield line
        yield Static(id="said")
        yield Push(self.words("action.done"), id="done")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name").focus()

    def on_descendant_focus(self) -> None:
        """Say what the field offers."""
        self._say()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._wrong = ""
        self._say()

    def _say(self) -> None:
        said, fault = self.query_one("#said", Static), self._wrong
        said.set_class(bool(fault), "fault")
        names = " · ".join(fitted(name, 24) for name in self.organisations)
        offered = self.words("people.offered", names=fitted(names, 70)) if self._offering else ""
        said.update(Content(fault or offered))
        self.refresh_bindings()

    @property
    def _offering(self) -> bool:
        return bool(self.organisations) and getattr(self.focused, "id", None) == "organisation"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only where there is something to offer."""
        return action != "offer" or self._offering

    def action_offer(self, places: int) -> None:
        """Put the next organisation that is at the table in the field."""
        field = self.query_one("#organisation", LineField)
        offers = ["", *self.organisations]
        here = offers.index(field.text) if field.text in offers else 0
        field.value = offers[(here + places) % len(offers)]
        field.cursor_position = len(field.value)

    @on(Push.Pushed)
    def _pushed(self, event: Push.Pushed) -> None:
        event.stop()
        self.action_done()

    def action_done(self) -> None:
        """Answer with who it is, or say what is not right yet."""
        seat = self._seat()
        there = {(folded(each.name), folded(each.organisation or "")) for each in self.taken}
        if not seat.name:
            self._fault(self.words("people.no_name"))
        elif (folded(seat.name), folded(seat.organisation or "")) in there:
            self._fault(self.words("people.double"))
        else:
            self.dismiss(seat)

    def _seat(self) -> Seat:
        """Return who was typed; a name and an organisation on one line are read as at the start of a session."""
        name, organisation = (self.query_one(f"#{field}", LineField).text for field in ("name", "organisation"))
        if organisation:
            return Seat(name, organisation)
        return next(iter(seats(name)), Seat(""))

    def _fault(self, fault: str) -> None:
        self._wrong = fault
        self.query_one("#name").focus()
        self._say()
