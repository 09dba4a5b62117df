"""Score in the open: one statement at a time, with fingers, or with one joint score after three counts of silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from reflectie_tui.model.progress import SCORE, seen_by_all
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.part import Part
from reflectie_tui.ui.parts.score_lines import legend, meter
from reflectie_tui.ui.widgets.fingers import Fingers
from reflectie_tui.ui.widgets.fixed import Fixed
from reflectie_tui.ui.widgets.own_question import places

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement


class FingersPart(Part):
    """The statements of one perspective, one after the other."""

    PART = SCORE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("6,7,8,9", "no_such_point", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.place = 0

    def compose(self) -> ComposeResult:
        """Lay out the heading, the statement with its seats, and what explains it."""
        yield Fixed(id="heading")
        yield Fingers()
        yield Fixed(id="legend", classes="quiet")
        yield Fixed(id="explanation")
        yield Fixed(id="meter")

    def is_mine(self, step: str) -> bool:
        """Tell whether the group scores in the open here."""
        return super().is_mine(step) and seen_by_all(self.now)

    @property
    def statements(self) -> list[Statement]:
        """What is asked here, one after the other."""
        return self.perspective.asked(self.now.about.length)

    def enter(self) -> None:
        """Begin at the first statement that somebody here has left open; where none is, at the first."""
        left = (place for place, statement in enumerate(self.statements) if self._left(statement))
        self._show(next(left, 0))

    def seen_again(self) -> None:
        """Set out the seats anew where somebody has come or left."""
        if self.query_one(Fingers).seats != tuple(self.now.present):
            self._show(self.place)

    def _left(self, statement: Statement) -> int:
        given = self.now.answered
        return sum(not given(self.perspective.id, voice, [statement]) for voice in self.now.present)

    def _show(self, place: int) -> None:
        self.place = place
        fingers = self.query_one(Fingers)
        fingers.session = self.session
        fingers.perspective = self.perspective.id
        fingers.seats = tuple(self.now.present)
        fingers.statement = None
        fingers.statement = self.statements[place]
        fingers.locked = False
        fingers.focus()
        self._explain()

    def on_resize(self) -> None:
        """Lay the legend out for the new width."""
        if self.display and self.session is not None and self.is_mine(self.step):
            self._explain()

    def watch_session(self) -> None:
        """Pass the session on to the boxes."""
        if self.display and self.session is not None and self.is_mine(self.step):
            self.query_one(Fingers).session = self.session
            self._explain()

    def _explain(self) -> None:
        words, perspective = self.words, self.perspective
        statement = self.statements[self.place]
        question = "" if statement.kind != "scale" else f" · {self.set.facts.scale.question}"
        heading = Content.styled(f"{perspective.name.upper()}{question}", f"bold ${perspective.id}")
        self.query_one("#heading", Fixed).update(heading)
        together = self.now.about.way == "together"
        scale = self.set.facts.scale
        unknown = words("fingers.unknown_together" if together else "fingers.unknown")
        points = legend(scale, unknown, self.size.width - 6) if statement.kind == "scale" else ""
        self.query_one("#legend", Fixed).update(Content(points), layout=True)
        self.query_one("#explanation", Fixed).update(Content(statement.explanation))
        done, total = self.place + 1, len(self.statements)
        said = words("fingers.meter", done=done, total=total)
        self.query_one("#meter", Fixed).update(meter(perspective.id, done, total, said))

    @on(Fingers.Finished)
    def _finished(self, event: Fingers.Finished) -> None:
        event.stop()
        self.go_on_after_changes(self.next_statement)

    @work(exclusive=True, group="page")
    async def next_statement(self) -> None:
        """Go to the next statement; after the last, to the talk. Where somebody has not answered, ask first."""
        left = self._left(self.statements[self.place])
        if left:
            question = self.words("fingers.open", n=left)
            if not await self.app.push_screen_wait(Confirm(question, self.words("fingers.open_detail"))):
                self._show(self.place)
                return
        if self.place + 1 < len(self.statements):
            self._show(self.place + 1)
        else:
            self.post_message(StepChosen(f"{self.perspective.id}.discuss"))

    def action_no_such_point(self) -> None:
        """Say which digits there are, in the place of the explanation."""
        statement = self.statements[self.place]
        said = self.words("score.digits", n=5 if statement.kind == "scale" else len(places(statement)))
        self.query_one("#explanation", Fixed).update(Content.styled(said, "bold"))

    def back(self) -> bool:
        """Go back one statement; tell whether there was one."""
        if self.place == 0:
            return False
        self._show(self.place - 1)
        return True
