"""A new session, one question at a time; nothing is kept until the last page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Button, Input, Static, TextArea

from reflectie_tui.model.starting import MANY, Duration, carried_actions, seats
from reflectie_tui.ui.answers import (
    LENGTHS,
    QUESTIONS,
    READY,
    VISIBILITIES,
    WAYS,
    Answers,
    Remark,
    answers_from,
    fault,
    remarks,
)
from reflectie_tui.ui.cells import fitted, width
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.host import host_of, words_of
from reflectie_tui.ui.messages import SessionMade
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.line import Line
from reflectie_tui.ui.widgets.offers import Offer, Offers
from reflectie_tui.ui.widgets.summary import Summary
from reflectie_tui.ui.widgets.text_fields import LineField, TextField
from reflectie_tui.ui.widgets.title_bar import TitleBar
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session

TYPED = ("title", "facilitator")
CHOSEN = ("length", "way", "visibility")
_CHANGE = Binding.Group("change_answer", compact=True)


class AnswerField(LineField):
    """One line; Enter goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "next")]


class PeopleField(TextField):
    """Somebody a line. Enter begins a new line, and on an empty line it goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "finish", "next", key_display="enter_twice")]

    class Finished(Message):
        """Enter was pressed on an empty line."""

    async def _on_key(self, event: events.Key) -> None:
        row, _ = self.cursor_location
        if event.key == "enter" and not self.document.get_line(row).strip():
            event.stop()
            event.prevent_default()
            self.action_finish()

    def action_finish(self) -> None:
        """Say that everybody is in the list."""
        self.post_message(self.Finished())

    def pasted(self, text: str) -> str:
        """Return a pasted list as somebody a line: without numbers, a comma where a table had a tab or semicolon."""
        if not any(sign in text for sign in "\n\r\t;"):
            return super().pasted(text)
        found = [f"{seat.name}, {seat.organisation}" if seat.organisation else seat.name for seat in seats(text)]
        return super().pasted("\n".join(found) + ("\n" if text.endswith(("\n", "\r")) else ""))


class NewSessionScreen(Screen[None]):
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
        self._begun = answers_from(previous) if previous else Answers()
        self.set_reactive(NewSessionScreen.answers, self._begun)
        self._from_end = False  # a question that was gone to from the last page leads back to it
        self._made = False

    @property
    def carried(self) -> int:
        """How many open actions come along from the earlier session."""
        return len(carried_actions(self.previous)) if self.previous else 0

    @property
    def words(self) -> Words:
        """The words of the app."""
        return words_of(self)

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
        """Begin at the first question."""
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
        self._tell(None)

    def _show(self) -> None:
        question, words = self.question, self.words
        self.query_one("#question", Static).update(Content(words(f"new.question.{question}")))
        line, people, offers = self.query_one(AnswerField), self.query_one(PeopleField), self.query_one(Offers)
        line.display, people.display = question in TYPED, question == "people"
        offers.display = question in CHOSEN
        self.query_one("#ready").display = question == READY
        self._show_where()
        self._show_buttons()
        self._tell(None)
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
        room = self.size.width - 2 - width(place) - 3
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
        words, answers, offers = self.words, self.answers, self.query_one(Offers)
        ids: tuple[str, ...] = VISIBILITIES
        chosen: str = answers.visibility
        asides: list[Duration] = []
        if self.question == "length":
            ids, chosen = LENGTHS, answers.length
            asides = [answers.takes(self.content, length=length) for length in LENGTHS]
        elif self.question == "way":
            ids, chosen = WAYS, answers.chosen_way
            asides = [answers.takes(self.content, way=way) for way in WAYS]
        offers.chosen = chosen
        offers.offers = tuple(
            Offer(
                each,
                words(f"new.{self.question}.{each}", n=self.content.questions("short" if each == "short" else "full")),
                words(f"new.{self.question}_text.{each}"),
                self._short_duration(asides[place]) if asides else "",
            )
            for place, each in enumerate(ids)
        )
        offers.cursor = ids.index(chosen)
        offers.focus()

    def _short_duration(self, takes: Duration) -> str:
        return self.words("new.takes", filling=self._long(takes.filling), talk=self._long(takes.talk))

    def _long(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.words("new.minutes", n=rest)
        return self.words("new.hours_minutes" if rest else "new.hours", n=hours, rest=rest)

    def _show_summary(self) -> None:
        words, answers = self.words, self.answers
        people = [f"{seat.name} ({seat.organisation})" if seat.organisation else seat.name for seat in answers.seats]
        told = {
            "title": answers.title,
            "people": f"{words('new.hint.people', n=len(people))} {', '.join(people)}",
            "facilitator": answers.facilitator or words("new.no_facilitator"),
            "length": words(f"new.length.{answers.length}", n=self.content.questions(answers.length)),
            "way": words(f"new.way.{answers.chosen_way}"),
            "visibility": words(f"new.visibility.{answers.visibility}"),
        }
        rows = [(question, words(f"new.summary.{question}"), text) for question, text in told.items()]
        rows += [("", words(f"new.summary.{key}"), text) for key, text in self._facts()]
        self.query_one(Summary).rows = tuple(rows)
        ready = self.query_one("#ready")
        ready.scroll_home(animate=False)
        ready.focus()

    def _facts(self) -> list[tuple[str, str]]:
        """Return how long it takes, what comes along, what is stored and where, and what to look out for."""
        words, answers = self.words, self.answers
        facts = [("time", self._short_duration(answers.takes(self.content)))]
        if self.previous:
            come_along = words("new.carried", n=self.carried) if self.carried else words("new.nothing_carried")
            facts.append(("carried", come_along))
        stored = words(f"new.stored.{answers.visibility}", folder=host_of(self).sessions)
        facts.append(("stored", stored))
        if answers.chosen_way == "fingers":
            facts.append(("mind", words("new.mind_fingers")))
        elif len(answers.seats) > MANY:
            facts.append(("mind", words("new.hint.many", n=len(answers.seats))))
        return facts

    def _tell(self, wrong: Remark | None) -> None:
        """Say what is wrong, at its place; else what is worth saying."""
        said = [] if wrong else remarks(self.question, self.answers)
        if self.question == "people" and self.previous and self.previous.anonymous:
            said.append(Remark("hint.nameless_before", {}))
        if self.question == "title" and self.carried and not wrong:
            said.append(Remark("carried", {"n": self.carried}))
        hint = " ".join(self._sentence(remark) for remark in said)
        if self.question in CHOSEN:  # nothing is typed there: it stands where a detail would
            detail, hint = hint, ""
        else:
            detail = self.words(f"new.detail.{self.question}")
        for name, text in (("detail", detail), ("fault", self._sentence(wrong) if wrong else ""), ("hint", hint)):
            place = self.query_one(f"#{name}", Static)
            place.update(Content(text))
            place.display = bool(text)

    def _sentence(self, remark: Remark) -> str:
        details = {
            key: self.words.listed(value) if isinstance(value, list) else value for key, value in remark.details.items()
        }
        return self.words(f"new.{remark.key}", **details)

    # -- answering

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.question in TYPED:
            self.answers = self.answers.with_answer(self.question, event.value)

    @on(TextArea.Changed)
    def _listed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.answers = self.answers.with_answer("people", event.text_area.text)

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
            self._take_cursor()
            self.action_next()

    def _take_cursor(self) -> None:
        """With the button too the choice under the cursor is the one that counts."""
        offers = self.query_one(Offers)
        if self.question in CHOSEN:
            self.answers = self.answers.with_answer(self.question, offers.offers[offers.cursor].id)

    # -- going

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin and change only on the last page; going to it only before it."""
        if action in ("begin", "change"):
            return self.question == READY
        return action != "to_end" or self.question != READY

    def action_next(self) -> None:
        """Go on, where the answer is right; else say what is wrong with it."""
        if (wrong := fault(self.question, self.answers)) is not None:
            self._refuse(wrong)
        elif self._from_end:
            self.action_to_end()
        else:
            self.question = (*QUESTIONS, READY)[QUESTIONS.index(self.question) + 1]

    def action_to_end(self) -> None:
        """Go to the last page; where an answer is missing or wrong, to its question."""
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
        if self._from_end:
            self.action_to_end()
        elif self.question == QUESTIONS[0]:
            self.leave()
        else:
            self.question = QUESTIONS[(*QUESTIONS, READY).index(self.question) - 1]

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """Go back to the list; where something was answered, ask first."""
        if self.answers != self._begun:
            question = Confirm(self.words("new.drop"), self.words("new.drop_detail"))
            if not await self.app.push_screen_wait(question):
                return
        self.dismiss()

    def action_begin(self) -> None:
        """Hand the session to the app; once, however often Enter is pressed."""
        if self._made or any(fault(question, self.answers) for question in QUESTIONS):
            return
        self._made = True
        day, now = host_of(self).today, datetime.now().astimezone().replace(microsecond=0)
        now = now.replace(year=day.year, month=day.month, day=day.day)
        self.post_message(SessionMade(self.answers.session(self.content, now, SystemRandom(), self.previous)))
