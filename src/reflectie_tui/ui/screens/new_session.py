"""A new session, one question at a time; nothing is kept until the last page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Button, Input, Static, TextArea

from reflectie_tui.ui.answers import QUESTIONS, READY, Answers, Remark, answers_from, fault
from reflectie_tui.ui.cells import fitted, width
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.host import host_of, page_width, words_of
from reflectie_tui.ui.messages import SessionMade
from reflectie_tui.ui.once import LeftOnce
from reflectie_tui.ui.told_answers import Teller
from reflectie_tui.ui.widgets.answer_fields import AnswerField, PeopleField
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.line import Line
from reflectie_tui.ui.widgets.offers import Offers
from reflectie_tui.ui.widgets.summary import Summary
from reflectie_tui.ui.widgets.title_bar import TitleBar
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session

TYPED = ("title", "facilitator")
CHOSEN = ("length", "way", "visibility")
_CHANGE = Binding.Group("change_answer", compact=True)


class NewSessionScreen(LeftOnce, Screen[None]):
    """Title, people, who leads, how many questions, the way, names or not; and then all of it once more."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    focused = reactive(None, repaint=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin_session"),
        Binding("escape", "back", "back"),
        Binding("f8", "to_end", "to_end"),
        *(
            Binding(str(place), f"change('{question}')", "change_answer", group=_CHANGE)
            for place, question in enumerate(QUESTIONS, start=1)
        ),
        Binding("f1,question_mark", "app.help", "help"),
    ]

    question: reactive[str] = reactive(QUESTIONS[0], init=False)
    answers: reactive[Answers] = reactive(Answers(), init=False)

    def __init__(self, previous: Session | None, content: ContentSet) -> None:
        super().__init__()
        self.previous = previous
        self.content = content
        self._begun = Answers()
        self._from_end = False  # a question that was gone to from the last page leads back to it
        self._made = False

    @property
    def words(self) -> Words:
        """The words of the app."""
        return words_of(self)

    @property
    def explained_as(self) -> str:
        """Under which word of `[help]` a question with a few choices is explained."""
        return f"new_{self.question}" if self.question in CHOSEN else ""

    @property
    def teller(self) -> Teller:
        """Says the answers in words."""
        host = host_of(self)
        folder, goes_back = None if host.playing else host.sessions, host.own_sessions is not None
        return Teller(self.words, self.content, self.previous, folder, goes_back)

    def compose(self) -> ComposeResult:
        """Lay out one place for each kind of answer; the question decides which is seen."""
        yield TitleBar()
        yield Static(id="where")
        yield Line()
        with Vertical(id="page"):
            yield Static(id="question")
            yield Static(id="detail", classes="quiet")
            yield AnswerField(id="line")
            yield PeopleField(id="people")
            yield Offers()
            with VerticalScroll(id="ready"):
                yield Summary()
            yield Static(id="fault")
            yield Static(id="hint", classes="quiet")
        with Horizontal(id="buttons"):
            for name in ("next", "back", "end"):
                yield Button("", id=name, compact=True)
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the first question, in a follow-up with what was answered for the session before."""
        if self.previous is not None:
            self._begun = answers_from(self.previous, host_of(self).today)
            self.set_reactive(NewSessionScreen.answers, self._begun)
        self._show()

    def on_resize(self) -> None:
        """Lay the lines out for the new width."""
        self._show_where()

    def on_screen_resume(self) -> None:
        """Be ready to try again where the session could not be made."""
        self._made = False

    # -- showing

    def watch_question(self) -> None:
        """Show another question."""
        self._show()

    def watch_answers(self) -> None:
        """Say what is worth saying about what was typed; what was wrong may be right now."""
        self._tell()

    def _show(self) -> None:
        question, words = self.question, self.words
        self.query_one("#question", Static).update(Content(words(f"new.question.{question}")))
        line, people, offers = self.query_one(AnswerField), self.query_one(PeopleField), self.query_one(Offers)
        line.display, people.display = question in TYPED, question == "people"
        offers.display = question in CHOSEN
        self.query_one("#ready").display = question == READY
        self._show_where()
        self._show_buttons()
        self._tell()
        if question in TYPED:
            with self.prevent(Input.Changed):
                line.value = getattr(self.answers, question)
            line.placeholder = words(f"new.placeholder.{question}")
            line.cursor_position = len(line.value)
            line.focus()
        elif question == "people":
            if people.text != self.answers.people:
                with self.prevent(TextArea.Changed):
                    people.text = self.answers.people
                people.move_cursor(people.document.end)
            people.placeholder = words("new.placeholder.people")
            people.focus()
        elif question in CHOSEN:
            self._show_offers()
        else:
            self._show_summary()
        self.refresh_bindings()

    def _show_where(self) -> None:
        words = self.words
        if self.question == READY:
            place = words("new.last")
        else:
            place = words("new.place", n=QUESTIONS.index(self.question) + 1, m=len(QUESTIONS))
        room = page_width(self) - 2 - width(place) - 3
        heading = words("new.follow_up", title=self.previous.about.title) if self.previous else words("new.heading")
        heading = fitted(heading, room)
        where = Content.assemble((heading, "bold"), " " * (room - width(heading) + 3), (place, "$quiet"))
        self.query_one("#where", Static).update(where)

    def _show_buttons(self) -> None:
        last, first = self.question == READY, self.question == QUESTIONS[0]
        names = {"next": "begin" if last else "next", "back": "to_list" if first else "back", "end": "end"}
        for name, word in names.items():
            button = self.query_one(f"#{name}", Button)
            button.label = Content(self.words(f"new.button.{word}"))
            button.refresh(layout=True)
        self.query_one("#end").display = not last

    def _show_offers(self) -> None:
        offers = self.query_one(Offers)
        offers.chosen = self.answers.chosen(self.question)
        offers.offers = self.teller.offers(self.question, self.answers)
        offers.focus()

    def _show_summary(self) -> None:
        self.query_one(Summary).rows = self.teller.summary(self.answers)
        ready = self.query_one("#ready")
        ready.scroll_home(animate=False)
        ready.focus()

    def _tell(self, wrong: Remark | None = None) -> None:
        """Say what is wrong, at its place; else what is worth saying."""
        hint = "" if wrong else self.teller.said(self.question, self.answers)
        if self.question in CHOSEN:  # nothing is typed there: it stands where a detail would
            detail, hint = hint, ""
        else:
            detail = self.words(f"new.detail.{self.question}")
        refused = self.teller.sentence(wrong) if wrong else ""
        for name, text in (("detail", detail), ("fault", refused), ("hint", hint)):
            place = self.query_one(f"#{name}", Static)
            place.update(Content(text))
            place.display = bool(text)

    # -- answering

    def _take_typed(self) -> None:
        """Take over what stands in the field, or is marked; its message may still be on its way."""
        if self.question in TYPED:
            self.answers = self.answers.with_answer(self.question, self.query_one(AnswerField).value)
        elif self.question == "people":
            self.answers = self.answers.with_answer("people", self.query_one(PeopleField).text)
        elif self.question in CHOSEN:
            marked = self.query_one(Offers).chosen
            if marked != self.answers.chosen(self.question):  # what is only offered is not chosen by being looked at
                self.answers = self.answers.with_answer(self.question, marked)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Offers.Moved)
    def _typed(self, event: Message) -> None:
        event.stop()
        self._take_typed()

    @on(Offers.Picked)
    def _picked(self, event: Offers.Picked) -> None:
        event.stop()
        self.answers = self.answers.with_answer(self.question, event.offer)
        self.action_next()

    @on(Input.Submitted)
    @on(PeopleField.Finished)
    def _finished(self, event: Message) -> None:
        event.stop()
        self.action_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "back":
            self.action_back()
        elif event.button.id == "end":
            self.action_to_end()
        elif self.question == READY:
            self.action_begin()
        else:
            self.action_next()

    # -- going

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin and change only on the last page; going to it only before it."""
        if action in ("begin", "change"):
            return self.question == READY
        return action != "to_end" or self.question != READY

    def action_next(self) -> None:
        """Go on, where the answer is right; else say what is wrong with it."""
        self._take_typed()
        if (wrong := fault(self.question, self.answers)) is not None:
            self._refuse(wrong)
        elif self._from_end:
            self.action_to_end()
        else:
            self.question = (*QUESTIONS, READY)[QUESTIONS.index(self.question) + 1]

    def action_to_end(self) -> None:
        """Go to the last page; where an answer is missing or wrong, to its question."""
        self._take_typed()
        for question in QUESTIONS:
            if (wrong := fault(question, self.answers)) is not None:
                self.question = question
                self._refuse(wrong)
                return
        self._from_end = False
        self.question = READY

    def _refuse(self, wrong: Remark) -> None:
        self._tell(wrong)
        self.query_one(PeopleField if self.question == "people" else AnswerField).focus()

    def action_change(self, question: str) -> None:
        """Go from the last page to a question, and from there back again."""
        self.question = question
        self._from_end = True

    @on(Summary.Asked)
    def _asked(self, event: Summary.Asked) -> None:
        event.stop()
        self.action_change(event.question)

    def action_back(self) -> None:
        """Go back a question; before the first is the list of sessions."""
        self._take_typed()
        if self._from_end:
            self.action_to_end()
        elif self.question == QUESTIONS[0]:
            self.leave()
        else:
            self.question = QUESTIONS[(*QUESTIONS, READY).index(self.question) - 1]

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """Go back to the list; where something was answered, ask first."""
        if await self.may_be_left():
            self.dismiss()

    async def may_be_left(self) -> bool:
        """Tell whether nothing was answered, or what was may go; the app asks this too, before it stops."""
        self._take_typed()
        if self._made or self.answers == self._begun:
            return True
        question = Confirm(self.words("new.drop"), self.words("new.drop_detail"))
        anyway = await self.app.push_screen_wait(question)
        return anyway is True

    def action_begin(self) -> None:
        """Hand the session to the app; once, however often Enter is pressed."""
        if self._made or any(fault(question, self.answers) for question in QUESTIONS):
            return
        self._made = True
        day, now = host_of(self).today, datetime.now().astimezone().replace(microsecond=0)
        now = now.replace(year=day.year, month=day.month, day=day.day)
        self.post_message(SessionMade(self.answers.session(self.content, now, SystemRandom(), self.previous)))
