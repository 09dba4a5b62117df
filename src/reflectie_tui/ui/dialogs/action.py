"""An action: what, who, by when, and for which perspective; each field offers what the group may well choose."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.days import day_of
from reflectie_tui.model.plain_text import NAME_LENGTH, TEXT_LENGTH, clean_text, folded
from reflectie_tui.model.records import Action
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.option_lines import OptionLines
from reflectie_tui.ui.widgets.push import Push
from reflectie_tui.ui.widgets.text_fields import LineField, TextField

DAYS_AHEAD = (14, 42, 91)
"""The dates that are offered, in days from today."""


class PerspectiveField(Widget, can_focus=True):
    """The perspective that an action is for, or none: chosen, not typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
    ]

    chosen: reactive[str | None] = reactive(None)

    class Changed(Message):
        """Another perspective was chosen."""

    def __init__(self, names: dict[str | None, str], chosen: str | None, *, id: str) -> None:
        super().__init__(id=id)
        self.names = names
        self.set_reactive(PerspectiveField.chosen, chosen)

    def render(self) -> Content:
        """Return the name between two arrows."""
        return Content.assemble(("‹ ", "$accent"), self.names[self.chosen], (" ›", "$accent"))

    def watch_chosen(self) -> None:
        """Tell that another was chosen."""
        self.post_message(self.Changed())

    def action_turn(self, places: int) -> None:
        """Go on to the next perspective, or back."""
        keys = list(self.names)
        self.chosen = keys[(keys.index(self.chosen) + places) % len(keys)]

    def on_click(self, event: events.Click) -> None:
        """Go on to the next perspective; on the arrow at the left, back."""
        self.action_turn(-1 if event.get_content_offset_capture(self).x < 2 else 1)


class ActionDialog(Dialog[Action]):
    """Ask for an action, or change one. None where somebody went back."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "done", priority=True),
        Binding("enter", "next_field", "next_field", priority=True),
        Binding("tab", "next_field", "next_field"),
        Binding("down", "offer(1)", "offered", priority=True),
        Binding("up", "offer(-1)", show=False, priority=True),
        Binding("escape", "back", "back"),
    ]

    def __init__(
        self,
        question: str,
        action: Action | None,
        *,
        people: list[str],
        suggestions: list[str],
        perspective: str | None,
        statement: str | None,
        today: date,
        perspectives: dict[str, str] | None = None,
    ) -> None:
        """Take what is asked and what is offered.

        Args:
            question: what stands above.
            action: what is changed; None for a new one.
            people: the names offered for who does it.
            suggestions: first steps offered for what.
            perspective: what a new one is for, if it is for one.
            statement: the statement that a new one comes from; kept as long as the perspective is.
            today: the day from which a date is understood.
            perspectives: what each perspective is called, in the order of the model.
        """
        super().__init__(question)
        self.was = action or Action.model_construct(
            what="", who=None, due=None, perspective=perspective, statement=statement
        )
        self.new = action is None
        self.people = list(dict.fromkeys(people))
        self.suggestions = list(dict.fromkeys(suggestions))
        self.today = today
        self.perspectives = perspectives or {key: key.capitalize() for key in PERSPECTIVES}
        self._typed: dict[str, str] = {}  # what was typed in a field, apart from what was taken over into it
        self._taken = ("", "")  # the field with what was just taken over into it: Enter then means "this one"
        self._wrong = ("", "")  # the field that is not right yet, and what is said of it until it changes

    # -- the fields

    def compose_part(self) -> ComposeResult:
        """Yield the fields, what the one with the keys offers, and the button."""
        words, was = self.words, self.was
        names: dict[str | None, str] = {None: words("action.no_perspective")}
        names.update(self.perspectives)
        fields: list[Widget] = [
            TextField(was.what, id="what"),
            LineField(was.who or "", placeholder=words("action.who_hint"), max_length=NAME_LENGTH, id="who"),
            LineField(
                words.short_day(was.due) if was.due else "",
                placeholder=words("action.due_hint"),
                max_length=40,
                id="due",
            ),
            PerspectiveField(names, was.perspective, id="perspective"),
        ]
        for field in fields:
            with Horizontal(classes="field"):
                yield Static(Content(words(f"action.{field.id}")), classes="label")
                yield field
                if field.id == "due":
                    yield Static(id="day")
        yield Static(id="said")
        yield OptionLines(id="offers")
        with Horizontal(id="buttons"):
            yield Push(words("action.done"), id="done")

    def on_mount(self) -> None:
        """Begin with what is to be done; where that is known already, with who does it."""
        self.query_one("#offers", OptionList).can_focus = False
        what = self.query_one("#what", TextField)
        what.move_cursor(what.document.end)
        (self.query_one("#who") if self.was.what and not self.was.who else what).focus()
        self._read_day()

    def on_descendant_focus(self) -> None:
        """Offer what belongs to the field that has the keys."""
        self._taken = ("", "")
        self._offer()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(PerspectiveField.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        field = self._field
        text = self._text(field)
        if field and text not in self._offers(field):
            self._typed[field] = text
        if self._taken != (field, text):
            self._taken = ("", "")
        self._wrong = ("", "")
        self._read_day()
        self._offer()

    @property
    def _field(self) -> str:
        """The id of the field that has the keys; empty where none has."""
        return self.focused.id or "" if self.focused is not None else ""

    def _text(self, field: str) -> str:
        if field == "what":
            return clean_text(self.query_one("#what", TextField).text).strip()
        if field in ("who", "due"):
            return self.query_one(f"#{field}", LineField).text
        if field == "perspective":
            chosen = self.query_one(PerspectiveField)
            return chosen.names[chosen.chosen]
        return ""

    # -- what is offered

    def _offers(self, field: str) -> list[str]:
        """Return all that a field offers, as it is put in."""
        if field == "what":
            return self.suggestions
        if field == "who":
            return self.people
        if field == "due":
            return [self.words.day(self.today + timedelta(days=days)) for days in DAYS_AHEAD]
        if field == "perspective":
            return list(self.query_one(PerspectiveField).names.values())
        return []

    def _candidates(self, field: str) -> list[str]:
        """Return what of it goes on from what was typed."""
        if field == "perspective":
            return self._offers(field)
        typed = folded(self._typed.get(field, "" if self.new else self._text(field)))
        return [offer for offer in self._offers(field) if folded(offer).startswith(typed)]

    def _offer(self) -> None:
        """Show what is offered, the one that stands in the field marked."""
        offers, field = self.query_one("#offers", OptionList), self._field
        candidates, text = self._candidates(field), self._text(field)
        offers.clear_options()
        offers.add_options(Option(Content(each)) for each in candidates)
        offers.highlighted = candidates.index(text) if text in candidates else None
        self._say()
        self.refresh_bindings()

    def _say(self) -> None:
        """Say what is wrong in this field; where nothing is, what is offered."""
        said, field = self.query_one("#said", Static), self._field
        fault = self._wrong[1] if field == self._wrong[0] else ""
        said.set_class(bool(fault), "fault")
        hint = self.words(f"action.offers.{field}") if self._candidates(field) else ""
        said.update(Content(fault or hint))

    def _put(self, field: str, text: str) -> None:
        if field == "what":
            what = self.query_one("#what", TextField)
            what.text = text
            what.move_cursor(what.document.end)
        elif field == "perspective":
            chosen = self.query_one(PerspectiveField)
            chosen.chosen = next(key for key, name in chosen.names.items() if name == text)
        else:
            line = self.query_one(f"#{field}", LineField)
            line.value = text
            line.cursor_position = len(text)

    def action_offer(self, places: int) -> None:
        """Put the next of what is offered in the field; after the last, what was typed."""
        field = self._field
        candidates = self._candidates(field)
        if field != "perspective":
            candidates = [self._typed.get(field, ""), *candidates]
        text = self._text(field)
        here = candidates.index(text) if text in candidates else 0
        self._take(field, candidates[(here + places) % len(candidates)])

    def _take(self, field: str, text: str) -> None:
        """Put in what was chosen; of the last field there is no next, so there Enter is done at once."""
        self._put(field, text)
        self._taken = (field, text) if field != "perspective" and text in self._offers(field) else ("", "")
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self._field, self._candidates(self._field)[event.option_index])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the arrows to the field where it offers nothing; just after a choice Enter goes to the next field."""
        if action == "done":
            return not self._taken[0]
        return action != "offer" or bool(self._candidates(self._field))

    def action_next_field(self) -> None:
        """Go to the next field, or to the button."""
        self.focus_next()

    # -- the day

    @property
    def due(self) -> date | None:
        """The day that was typed, or None."""
        text = self._text("due")
        if self.was.due is not None and text == self.words.short_day(self.was.due):
            return self.was.due
        return day_of(text, self.today)

    def _read_day(self) -> None:
        """Say which day was understood."""
        echo, due = self.query_one("#day", Static), self.due
        past = due is not None and due < self.today
        echo.set_class(past, "past")
        if due is not None:
            echo.update(Content(self.words("action.past" if past else "action.day", day=self._in_words(due))))
        else:
            echo.update(Content(self.words("action.no_day") if self._text("due") else ""))

    def _in_words(self, day: date) -> str:
        return f"{self.words.lines('dates.weekdays')[day.weekday()]} {self.words.day(day)}"

    # -- done

    @on(Push.Pushed)
    def _pushed(self, event: Push.Pushed) -> None:
        event.stop()
        self.action_done()

    def action_done(self) -> None:
        """Answer with the action, or say what is not right yet."""
        what, due = self._text("what"), self.due
        if not what:
            self._fault("what", self.words("action.nothing"))
        elif self._text("due") and due is None:
            self._fault("due", self.words("action.wrong_day"))
        else:
            self.dismiss(self._action(what, due))

    def _fault(self, field: str, fault: str) -> None:
        self._wrong = (field, fault)
        self.query_one(f"#{field}").focus()
        self._say()

    def _action(self, what: str, due: date | None) -> Action:
        perspective = self.query_one(PerspectiveField).chosen
        statement = self.was.statement if perspective == self.was.perspective else None
        who = self._text("who") or None
        what = what[:TEXT_LENGTH]
        if self.new:
            return Action(what=what, who=who, due=due, perspective=perspective, statement=statement)
        return self.was.replaced(what=what, who=who, due=due, perspective=perspective, statement=statement)

    def action_back(self) -> None:
        """Go back; where something was written, ask first."""
        self._leave()

    @work(exclusive=True)
    async def _leave(self) -> None:
        if await self.may_be_left():
            self.dismiss(None)

    async def may_be_left(self) -> bool:
        """Tell whether nothing was written, or what was may go; the app asks this too, before it stops."""
        now = (self._text("what"), self._text("who"), self.due, self.query_one(PerspectiveField).chosen)
        same = now == (self.was.what.strip(), self.was.who or "", self.was.due, self.was.perspective)
        if same and (self.due or not self._text("due")):
            return True
        question = Confirm(self.words("action.leave"), self.words("action.leave_detail"))
        anyway = await self.app.push_screen_wait(question)
        return anyway is True
