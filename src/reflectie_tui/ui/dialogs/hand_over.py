"""The cover between two people: nothing of what was answered can be seen behind it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.model.progress import SCORE
from reflectie_tui.ui.dialogs.dialog import Cover
from reflectie_tui.ui.host import host_of
from reflectie_tui.ui.messages import StepChosen

HandOverAnswer = Literal["ready", "away", "other", "skip", "show", "fill", "again", "elsewhere"]
"""What is answered; *again* where the people were shown, so that somebody else may be next; *elsewhere* where the group
has chosen another step, and goes there."""


@dataclass(frozen=True)
class NextTurn:
    """Who is next, as the cover says it."""

    who: str
    organisation: str
    count: str
    warnings: tuple[str, ...] = ()
    others: bool = False
    skips: bool = False
    """Whether the group may leave this perspective for what it is, and go on to the next."""


class Gate(Cover[HandOverAnswer]):
    """A cover at which people come in or leave: a late comer arrives exactly there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "steps", "steps", show=False),
        Binding("f3", "people", "people", show=False),
    ]

    def __init__(self, question: str = "", detail: str = "") -> None:
        super().__init__(question, detail)
        self._people_shown = False

    @work(exclusive=True, group="find")
    async def action_steps(self) -> None:
        """Leave the cover for another step of the session."""
        host = host_of(self)
        step = await host.step_asked()
        turning = host.step.endswith(f".{SCORE}")
        if step is not None and self.is_active and not (turning and step == host.step):
            self.dismiss("elsewhere")
            self.app.post_message(StepChosen(step))

    async def action_people(self) -> None:
        """Show who is here."""
        self._people_shown = True
        await self.run_action("app.people")

    def on_screen_resume(self) -> None:
        """Have it found again who is next, once the people have been shown."""
        if self._people_shown:
            self.dismiss("again")

    def action_answer(self, answer: HandOverAnswer) -> None:
        """Answer with what was pressed."""
        self.dismiss(answer)


class HandOver(Gate):
    """Ask for the laptop to be handed over. Escape leaves the scoring."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('ready')", "ready"),
        Binding("o", "answer('away')", "away"),
        Binding("k", "answer('other')", "other"),
        Binding("s", "answer('skip')", "skip"),
    ]

    def __init__(self, turn: NextTurn) -> None:
        super().__init__()
        self.turn = turn

    def compose_part(self) -> ComposeResult:
        """Yield whose turn it is, and something to think about for who waits."""
        words, turn = self.words, self.turn
        yield Static(Content(words("hand_over.to")), classes="quiet")
        yield Static(Content(turn.who), id="who")
        yield Static(Content(turn.organisation), classes="quiet", id="organisation")
        yield Static(Content(turn.count), classes="quiet", id="count")
        for warning in turn.warnings:
            yield Static(Content(warning), classes="warning")
        yield Static(Content(words("hand_over.enter")), id="enter")
        yield Static(Content(words("hand_over.meanwhile")), classes="quiet", id="meanwhile")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer somebody else only where there is somebody else, and skipping where it leads on."""
        offered = {"other": self.turn.others, "skip": self.turn.skips}
        return all(offered.get(str(answer), True) for answer in parameters)


class AllIn(Gate):
    """Everybody has been: ask for the laptop in the middle, then show all voices."""

    HELP = "all_in"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('show')", "reveal"),
        Binding("v", "answer('fill')", "fill_in"),
    ]

    def __init__(self, question: str = "", detail: str = "", *, fills: bool = False) -> None:
        """Take what is said, and whether somebody left something open that may still be filled in."""
        super().__init__(question, detail)
        self.fills = fills

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer filling in only where something is open."""
        return self.fills or "fill" not in parameters
