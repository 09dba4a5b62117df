"""The actions: what was agreed, and (where a group comes back a year later) what became of what was agreed then."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.model.names import names
from reflectie_tui.model.progress import ACTIONS, ENOUGH, REVIEW, open_actions
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import natural
from reflectie_tui.report.sentences import said_earlier
from reflectie_tui.ui.cells import fitted, width
from reflectie_tui.ui.changes import ActionRemoved, ActionWritten
from reflectie_tui.ui.dialogs.action import ActionDialog
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.word import WordDialog
from reflectie_tui.ui.host import host_of
from reflectie_tui.ui.messages import Change
from reflectie_tui.ui.parts.part import Part
from reflectie_tui.ui.widgets.action_list import SIGNS, ActionList
from reflectie_tui.ui.widgets.first_steps import OFFERED, FirstSteps, first_steps

if TYPE_CHECKING:
    from reflectie_tui.model.records import Status

_STEP_KEYS = Binding.Group("first_step", compact=True)


class ActionsPart(Part, can_focus=True):
    """The list, and under it the first steps that the content offers."""

    PART = ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,n", "add", "add"),
        Binding("u,ctrl+z", "undo", "undo"),
        Binding("e", "edit", "edit"),
        Binding("g", "mark('done')", "mark_done"),
        Binding("o", "mark('open')", "mark_open"),
        Binding("v", "mark('dropped')", "mark_dropped"),
        Binding("enter", "next", "next"),
        Binding("w,delete", "remove", "remove"),
        *(Binding(str(number), f"take_step({number - 1})", "first_step", group=_STEP_KEYS) for number in (1, 2, 3)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._order: list[str] = []  # what is done does not jump away while the group looks at it
        self._undo: list[Change] = []

    def compose(self) -> ComposeResult:
        """Lay out the heading, the list, and what helps to fill it."""
        yield Static(id="heading")
        yield Static(id="word", classes="quiet")
        yield ActionList()
        yield Static(id="empty")
        yield FirstSteps()

    def is_mine(self, step: str) -> bool:
        """Tell whether a step shows actions."""
        return step in (REVIEW, ACTIONS)

    @property
    def reviewing(self) -> bool:
        """Whether the group looks back at the actions of an earlier session."""
        return self.step == REVIEW

    # -- filling

    def enter(self) -> None:
        """Begin at the first action; what is open stands above what is not."""
        keys = sorted(self.now.actions, key=natural)
        self._order = sorted(keys, key=lambda key: self.now.actions[key].status != "open")
        self._undo.clear()
        self._fill()
        listed = self.query_one(ActionList)
        listed.cursor = 0

    def watch_session(self) -> None:
        """Follow what is agreed."""
        if self.display and self.session is not None and self.is_mine(self.step):
            self._fill()

    def on_resize(self) -> None:
        """Lay it out for the new size."""
        if self.display and self.session is not None and self.is_mine(self.step):
            self._fill()

    def _fill(self) -> None:
        session, words, listed = self.now, self.words, self.query_one(ActionList)
        self._order += [key for key in sorted(session.actions, key=natural) if key not in self._order]
        keys = [key for key in self._order if key in session.actions]
        if self.reviewing:
            keys = [key for key in keys if session.actions[key].carried_from]
        listed.content, listed.today = self.set, host_of(self).today
        listed.actions = tuple((key, session.actions[key]) for key in keys)
        listed.display = bool(keys)
        empty, offers = self.query_one("#empty", Static), self.query_one(FirstSteps)
        empty.display = not keys
        found = first_steps(session, self.set, words)[:OFFERED] if self._offers_steps() else []
        while len(found) > 1 and keys and offers.lines_of(found, self.size.width - 4) > self.size.height * 2 // 5:
            found.pop()
        offers.content, offers.steps = self.set, tuple(found)
        offers.display = bool(found)
        empty.update(Content(self._empty(bool(found))))
        self._fill_heading()
        (listed if keys else self).focus()
        self.refresh_bindings()

    def _offers_steps(self) -> bool:
        return not self.reviewing and self.changeable and open_actions(self.now) < ENOUGH

    def _empty(self, offered: bool) -> str:
        if not self.changeable:
            return self.words("actions.none")
        return self.words("actions.empty_offered" if offered else "actions.empty")

    def _fill_heading(self) -> None:
        words, actions = self.words, [action for _, action in self.query_one(ActionList).actions]
        left = words("actions.review" if self.reviewing else "actions.heading")
        counts = [(status, sum(action.status == status for action in actions)) for status in SIGNS]
        right = " · ".join(f"{n} {words(f'report.status.{status}')}" for status, n in counts if n)
        room = max(20, self.size.width - 2)
        right = right if width(left) + 2 + width(right) <= room else ""
        gap = " " * max(2, room - width(left) - width(right))
        self.query_one("#heading", Static).update(Content.assemble((left, "bold $primary"), gap, (right, "$quiet")))
        word = self._word()
        self.query_one("#word", Static).update(Content(word))
        self.query_one("#word", Static).display = bool(word)

    def _word(self) -> str:
        """Return what is said above the list, if anything is to be said."""
        if self.now.closed:
            return self.words("actions.closed")
        if self.reviewing:
            return self.words("actions.review_how")
        return self.words("actions.enough") if open_actions(self.now) > ENOUGH else ""

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the action under the cursor."""
        if self.session is None or action not in ("add", "edit", "mark", "remove", "undo", "take_step"):
            return True
        if not self.changeable:
            return False
        chosen = self.query_one(ActionList).chosen
        if action == "add":
            return not self.reviewing
        if action == "undo":
            return bool(self._undo)
        if action == "take_step":
            place = parameters[0]
            return isinstance(place, int) and place < len(self.query_one(FirstSteps).steps)
        if action == "remove":
            return chosen is not None and not self.reviewing
        if action == "mark" and chosen is not None:
            return self.reviewing or parameters != (chosen[1].status,)
        return chosen is not None

    @on(ActionList.Moved)
    def _moved(self, event: ActionList.Moved) -> None:
        event.stop()
        self.refresh_bindings()

    def _do(self, change: Change, undone: Change) -> None:
        self._undo.append(undone)
        self.post_message(change)

    def action_undo(self) -> None:
        """Take the last change of this visit back."""
        if self._undo:
            self.post_message(self._undo.pop())

    async def _asked(self, question: str, action: Action | None, suggestions: list[str]) -> Action | None:
        organisations = [person.organisation for person in self.now.participants.values() if person.organisation]
        dialog = ActionDialog(
            question,
            action,
            people=[*names(self.now).values(), *organisations],
            suggestions=suggestions,
            perspective=None,
            statement=None,
            today=host_of(self).today,
            perspectives={key: each.name for key, each in self.set.perspectives.items()},
        )
        return await self.app.push_screen_wait(dialog)

    @work(exclusive=True, group="action")
    async def action_add(self) -> None:
        """Agree on something new; the first steps are offered."""
        steps = {step.text: step for step in first_steps(self.now, self.set, self.words)}
        action = await self._asked(self.words("action.new"), None, list(steps))
        if action is None:
            return
        step = steps.get(action.what)
        if step is not None and action.perspective in (None, step.perspective):
            action = action.replaced(perspective=step.perspective, statement=step.statement)
        self._add(action)

    def _add(self, action: Action) -> None:
        key = self.now.new_id("a")
        self._do(ActionWritten(action, key), ActionRemoved(key))
        self.go_on_after_changes(self._to_last)

    def _to_last(self) -> None:
        listed = self.query_one(ActionList)
        listed.cursor = listed.count() - 1

    @on(FirstSteps.Taken)
    def _taken(self, event: FirstSteps.Taken) -> None:
        event.stop()
        self.action_take_step(event.place)

    @work(exclusive=True, group="action")
    async def action_take_step(self, place: int) -> None:
        """Take a first step over, and ask who does it by when."""
        steps = self.query_one(FirstSteps).steps
        if place >= len(steps):
            return
        step = steps[place]
        draft = Action(what=step.text, perspective=step.perspective, statement=step.statement)
        action = await self._asked(self.words("action.new"), draft, [])
        if action is not None:
            self._add(action)

    @on(ActionList.Opened)
    def _opened(self, event: ActionList.Opened) -> None:
        event.stop()
        if self.changeable:
            self.action_edit()

    @work(exclusive=True, group="action")
    async def action_edit(self) -> None:
        """Change what, who, when or what for."""
        chosen = self.query_one(ActionList).chosen
        if chosen is None:
            return
        key, before = chosen
        action = await self._asked(self.words("action.edit"), before, [])
        if action is not None and action != before:
            self._do(ActionWritten(action, key), ActionWritten(before, key))

    @work(exclusive=True, group="action")
    async def action_mark(self, status: Status) -> None:
        """Say how the action under the cursor stands; looking back, and where it is dropped, with a word why.

        What was said when it stood otherwise is put in the question, as what it was: to keep, or to clear.
        """
        chosen = self.query_one(ActionList).chosen
        if chosen is None:
            return
        key, before = chosen
        earlier = "" if status == before.status else said_earlier(before, self.words)
        remark = before.remark
        if self.reviewing or status == "dropped" or earlier:
            question = self.words(f"actions.why.{status}", what=fitted(before.what, 60))
            detail = self.words("actions.why_earlier" if earlier else "actions.why_detail")
            text = "" if earlier else (remark or "")
            answer = await self.app.push_screen_wait(WordDialog(question, detail, text, below=earlier))
            if answer is None:
                return
            remark = answer or None
        after = before.replaced(status=status, remark=remark)
        if after != before:
            self._do(ActionWritten(after, key), ActionWritten(before, key))
        if self.reviewing:
            self.go_on_after_changes(self._to_next)

    def _to_next(self) -> None:
        self.query_one(ActionList).action_move(1)

    @work(exclusive=True, group="action")
    async def action_remove(self) -> None:
        """Take an action out, as if it had never been agreed; ask first."""
        chosen = self.query_one(ActionList).chosen
        if chosen is None:
            return
        key, before = chosen
        question = self.words("actions.remove", what=fitted(before.what, 60))
        if await self.app.push_screen_wait(Confirm(question, self.words("actions.remove_detail"))):
            self._do(ActionRemoved(key), ActionWritten(before, key))
