"""A perspective's own question, on a page of its own: the balance, or the phases, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.ui.cells import fitted, padded, width, wrapped
from reflectie_tui.ui.changes import ScoreGiven
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.snug import keep_snug
from reflectie_tui.ui.widgets.turn_page import TurnPage

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Answer
    from reflectie_tui.model.session import Session

MIDDLE = 2
"""Where the arrows begin, of the places 0..4."""
_KEYS = Binding.Group("choice", compact=True)


def places(statement: Statement) -> list[tuple[Answer, str]]:
    """Return the answers of a question of its own kind from left to right, each with its label."""
    if statement.choices is not None:
        return [(choice.id, choice.name) for choice in statement.choices]
    return [(number - 2, label) for number, label in enumerate(statement.labels or ())]


class OwnQuestion(TurnPage, Widget, can_focus=True):
    """One question, large, with its answers in columns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(sign, f"choose({place})", "choice", group=_KEYS) for place, sign in enumerate("12345")),
        Binding("question_mark", "choose(-1)", "choice", group=_KEYS),
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("space", "choose_here", show=False),
        Binding("delete,backspace", "clear", show=False),
        *TurnPage.ENDS,
    ]

    session: reactive[Session | None] = reactive(None)
    perspective: reactive[str] = reactive("")
    voice: reactive[str] = reactive("")
    statement: reactive[Statement | None] = reactive(None)
    own: reactive[frozenset[str]] = reactive(frozenset())
    covered: reactive[bool] = reactive(False)
    at: reactive[int] = reactive(MIDDLE)

    def on_resize(self) -> None:
        """Keep what explains it near."""
        keep_snug(self, sum(map(len, self._drawn())))

    watch_statement = on_resize

    def begin(self, statement: Statement) -> None:
        """Ask this of the one who sits here now: nothing is left of where the one before had come."""
        self.statement, self.at = statement, MIDDLE

    def render(self) -> Content:
        """Return the question, its answers, what these mean, and *weet ik niet*."""
        return Content("\n").join(line for part in self._fitting() for line in part)

    def _fitting(self) -> tuple[list[Content], list[Content], list[Content], list[Content]]:
        """Return the parts as there is room for them: first the meanings go, then the open lines."""
        question, answers, meanings, unknown = self._drawn()
        room = self.content_size.height
        if len(question) + len(answers) + len(meanings) + len(unknown) > room:
            meanings = []
        if len(question) + len(answers) + len(unknown) > room:
            question, unknown = question[:-1], unknown[1:]
        return question, answers, meanings, unknown

    def _drawn(self) -> tuple[list[Content], list[Content], list[Content], list[Content]]:
        statement, words = self.statement, words_of(self)
        if statement is None or self.session is None:
            return [], [], [], []
        answer = self.session.answer(self.perspective, self.voice, statement.id)
        hidden = answer is not None and (self.covered or statement.id not in self.own)
        question = [Content.styled(line, "bold") for line in wrapped(self._question(), self.size.width - 4)]
        if hidden:
            unknown = Content.styled(f"  ✓ {words('score.given')}", "bold $accent")
        elif answer == "nvt":
            unknown = Content.styled(f"  [?] {words('score.unknown')}", "bold $accent")
        else:
            unknown = Content.styled(f"   ?  {words('score.unknown')}", "$quiet")
        answers = self._answers(statement, None if hidden else answer, -1 if hidden else self.at)
        return [*question, Content("")], answers, self._meanings(statement), [Content(""), unknown]

    def _answers(self, statement: Statement, answer: Answer | None, here: int) -> list[Content]:
        """Return the answers in columns; under each other where a word is too long for its column.

        Args:
            answer: what was chosen; None where nothing was, or where it may not be seen.
            here: the place of the arrows; -1 where it would tell what was chosen.
        """
        cells = self._column()
        columns = []
        for place, (value, label) in enumerate(places(statement)):
            box = f"[{place + 1}]" if value == answer else f" {place + 1} "
            style = "bold $accent" if value == answer else ("bold" if place == here else "$quiet")
            if self._stacked:
                columns.append([(f"{box} {fitted(label, self.size.width - 10)}", style)])
            else:
                columns.append([(padded(text, cells), style) for text in (box, *wrapped(label, cells - 2))])
        if self._stacked:
            return [Content.assemble("  ", *column) for column in columns]
        lines = []
        for row in range(max(map(len, columns))):
            pieces = [column[row] if row < len(column) else (" " * cells, "") for column in columns]
            lines.append(Content.assemble("  ", *pieces))
        return lines

    def _meanings(self, statement: Statement) -> list[Content]:
        """Return what each answer means, where the content says so and each fits on a line."""
        lines = [
            Content.assemble((f"  {choice.name}: ", "bold $quiet"), (choice.text, "$quiet"))
            for choice in statement.choices or ()
        ]
        fits = all(line.cell_length <= self.size.width - 4 for line in lines)
        return [Content(""), *lines] if lines and fits else []

    @property
    def _stacked(self) -> bool:
        """Whether the answers stand under each other."""
        words = [word for _, label in places(self.statement) for word in label.split()] if self.statement else []
        return any(width(word) > self._column() - 2 for word in words)

    def _column(self) -> int:
        return max(8, (self.size.width - 4) // 5)

    def action_choose(self, place: int) -> None:
        """Give the answer at this place; -1 is *weet ik niet*."""
        if self.statement is None or self.locked:
            return
        answers = [answer for answer, _ in places(self.statement)]
        if place >= len(answers):
            return
        if place >= 0:
            self.at = place
        self._give(self.statement, "nvt" if place < 0 else answers[place])

    def action_choose_here(self) -> None:
        """Give the answer where the arrows stand."""
        self.action_choose(self.at)

    def action_step(self, places_on: int) -> None:
        """Move to another answer without giving it."""
        self.at = max(0, min(4, self.at + places_on))

    def action_clear(self) -> None:
        """Take the answer back."""
        if self.statement is not None and not self.locked:
            self._give(self.statement, None)

    def _give(self, statement: Statement, answer: Answer | None) -> None:
        """Tell what was answered, and whose answer it is: by the time this is heard, somebody else may sit here."""
        if not self.stays(statement):
            self.post_message(ScoreGiven(self.perspective, self.voice, statement, answer))

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted answer, as from a paper ballot."""
        event.stop()
        for sign in event.text:
            if sign in "12345?":
                self.action_choose("12345?".index(sign) if sign != "?" else -1)

    def on_click(self, event: events.Click) -> None:
        """Choose the answer, what it means, or the question mark, that was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        question, answers, meanings, unknown = self._fitting()
        row = place.y - len(question)
        if place.y == len(question) + len(answers) + len(meanings) + len(unknown) - 1:
            self.action_choose(-1)
        elif len(answers) < row < len(answers) + len(meanings):
            self.action_choose(row - len(answers) - 1)
        elif 0 <= row < len(answers):
            self.action_choose(row if self._stacked else max(0, min(4, (place.x - 2) // self._column())))

    def _question(self) -> str:
        if self.statement is None or self.session is None:
            return ""
        return self.session.wording(self.perspective, self.statement, words_of(self).language)
