"""One statement large on the screen, and a box for every seat: scoring with fingers, or with one joint score."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.model.names import names
from reflectie_tui.ui.cells import fitted, wrapped
from reflectie_tui.ui.cells import width as cell_width
from reflectie_tui.ui.changes import ScoreGiven
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.snug import keep_snug
from reflectie_tui.ui.widgets.own_question import places

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Answer
    from reflectie_tui.model.session import Session

_KEYS = Binding.Group("score", compact=True)


class Fingers(Widget, can_focus=True):
    """A row of seats. One person types what each holds up, in seat order: `42?5`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(sign, f"score({place})", "score", group=_KEYS) for place, sign in enumerate("12345")),
        Binding("question_mark,0", "score(-1)", "score", group=_KEYS),
        Binding("left", "seat(-1)", show=False),
        Binding("right", "seat(1)", show=False),
        Binding("space", "count", "count"),
        Binding("backspace,delete", "correct", "correct", key_display="backspace"),
        Binding("enter", "finish", "next"),
    ]

    session: reactive[Session | None] = reactive(None)
    perspective: reactive[str] = reactive("")
    statement: reactive[Statement | None] = reactive(None)
    seats: reactive[tuple[str, ...]] = reactive(())
    seat: reactive[int] = reactive(0)
    counting: reactive[int] = reactive(0)
    """The count that is on the screen, 3, 2 or 1; 0 for none."""

    class Finished(Message):
        """The row is done; on to the next statement."""

    locked = False

    def validate_seat(self, seat: int) -> int:
        """Keep to the seats there are; one past the last is *all done*."""
        return max(0, min(seat, len(self.seats)))

    def on_resize(self) -> None:
        """Keep what explains it near, at the same place for a statement of one line and of two."""
        keep_snug(self, self._roomy_lines() + max(0, 2 - len(self._question())))

    watch_seats = on_resize

    def watch_statement(self) -> None:
        """Begin at the first seat that has not answered."""
        self.on_resize()
        self.counting = 0
        self.seat = self._first_open()

    def _first_open(self) -> int:
        if self.session is None or self.statement is None:
            return 0
        given = [self.session.answer(self.perspective, seat, self.statement.id) for seat in self.seats]
        return given.index(None) if None in given else len(given)

    def _names(self, seat: str) -> str:
        session = self.session
        person = session.participants.get(seat) if session else None
        if session is None or person is None:
            return words_of(self)("common.group")
        if name := names(session).get(seat):
            return name
        number = session.voices.index(seat) + 1  # also of those beside who is away
        return f"{number} {person.organisation}" if person.organisation else words_of(self)("fingers.seat", n=number)

    def _columns(self) -> tuple[int, int]:
        """Return how many seats stand side by side, and how wide each is."""
        cells = max(20, self.size.width - 4)
        across = min(max(1, len(self.seats)), max(1, cells // 9))
        return across, min(18, cells // across)

    def render(self) -> Content:
        """Return the statement, the answers it can have, and the boxes."""
        statement, session = self.statement, self.session
        if statement is None or session is None:
            return Content("")
        lines = [Content.styled(line, "bold") for line in self._question()]
        air = [Content("")] * self._air()
        lines += [*air, *self._labels(statement), *air]
        across, cells = self._columns()
        for start in range(0, len(self.seats), across):
            names, boxes = [], []
            for place, seat in enumerate(self.seats[start : start + across], start=start):
                here = place == self.seat
                answer = session.answer(self.perspective, seat, statement.id)
                names.append(self._cell(self._names(seat), cells, "bold" if here else "$quiet"))
                boxes.append(self._cell(f"[{self._sign(statement, answer, here)}]", cells, "bold $accent"))
            lines += [Content("").join(names), Content("").join(boxes), *air]
        lines.append(Content.styled(self._count_line(), "bold $accent" if self.counting else "$quiet"))
        return Content("\n").join(lines)

    def _air(self) -> int:
        """Return how many lines stand open between the parts: none where the last would fall off below."""
        return 1 if self._roomy_lines() <= self.size.height else 0

    def _roomy_lines(self) -> int:
        """Return how many lines it takes with air between the parts."""
        across, _ = self._columns()
        labels = self._labels(self.statement) if self.statement is not None else []
        rows = -(-len(self.seats) // across)
        return len(self._question()) + 2 + len(labels) + 3 * rows + 1

    @staticmethod
    def _cell(text: str, cells: int, style: str) -> Content:
        text = fitted(text, cells - 1)
        return Content.assemble((text, style), " " * (cells - cell_width(text)))

    def _question(self) -> list[str]:
        if self.statement is None or self.session is None:
            return []
        text = self.session.wording(self.perspective, self.statement, words_of(self).language)
        return wrapped(text, max(20, self.size.width - 4))

    def _labels(self, statement: Statement) -> list[Content]:
        if statement.kind == "scale":
            return []
        return [
            Content.assemble((f"{place} ", "bold"), (label, "$quiet"))
            for place, (_, label) in enumerate(places(statement), start=1)
        ]

    def _sign(self, statement: Statement, answer: Answer | None, here: bool) -> str:
        if answer is None:
            return "_" if here else " "
        if answer == "nvt":
            return "?"
        if statement.kind == "scale":
            return str(answer)
        return str([value for value, _ in places(statement)].index(answer) + 1)

    def _count_line(self) -> str:
        words = words_of(self)
        together = self.session is not None and self.session.about.way == "together"
        if self.counting:
            return words("fingers.counting", n=self.counting)
        if self.seat >= len(self.seats):
            return words("fingers.all_together" if together else "fingers.all")
        return words("fingers.together" if together else "fingers.hold_up")

    def action_score(self, place: int) -> None:
        """Give the seat under the cursor its answer, and go on to the next seat."""
        if self.statement is None or self.locked or self.seat >= len(self.seats):
            return
        answers = [1, 2, 3, 4, 5] if self.statement.kind == "scale" else [value for value, _ in places(self.statement)]
        if place >= len(answers):
            return
        self.counting = 0
        answer = "nvt" if place < 0 else answers[place]
        self.post_message(ScoreGiven(self.perspective, self.seats[self.seat], self.statement, answer))
        self.seat += 1

    def action_seat(self, seats_on: int) -> None:
        """Go to another seat."""
        self.seat += seats_on

    def action_correct(self) -> None:
        """Go back a seat and take its answer back."""
        if self.statement is None or self.locked or not self.seats:
            return
        self.seat -= 1
        self.post_message(ScoreGiven(self.perspective, self.seats[self.seat], self.statement, None))

    def action_count(self) -> None:
        """Count down from three, a second each; then all at once."""
        if not self.counting:
            self.counting = 3
            self.set_timer(1, self._count_on)

    def _count_on(self) -> None:
        if self.counting > 0:
            self.counting -= 1
        if self.counting > 0:
            self.set_timer(1, self._count_on)

    def action_finish(self) -> None:
        """Say that this row is done."""
        if not self.locked:
            self.locked = True
            self.post_message(self.Finished())

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted row."""
        event.stop()
        for sign in event.text:
            if sign in "12345?0":
                self.action_score(int(sign) - 1 if sign.isdigit() else -1)

    def on_click(self, event: events.Click) -> None:
        """Go to the seat that was clicked; a click on the seat where one is raises its score by one."""
        inside = event.get_content_offset(self)
        if inside is None:
            return
        across, cells = self._columns()
        air = self._air()
        above = len(self._question()) + 2 * air + (0 if self.statement is None else len(self._labels(self.statement)))
        row, column = (inside.y - above) // (2 + air), inside.x // cells
        place = row * across + column
        if row < 0 or column >= across or place >= len(self.seats):
            return
        if place == self.seat:
            self._raise(place)
        else:
            self.seat = place

    def _raise(self, place: int) -> None:
        """Go round the answers by the mouse: 1, 2, … 5, ?, 1."""
        if self.statement is None or self.session is None:
            return
        points = [1, 2, 3, 4, 5] if self.statement.kind == "scale" else [value for value, _ in places(self.statement)]
        answers: list[Answer] = [*points, "nvt"]
        answer = self.session.answer(self.perspective, self.seats[place], self.statement.id)
        following = answers[(answers.index(answer) + 1) % len(answers)] if answer in answers else answers[0]
        self.post_message(ScoreGiven(self.perspective, self.seats[place], self.statement, following))
