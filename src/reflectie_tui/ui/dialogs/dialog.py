"""What all dialogs share: a box in the middle that asks one question, and Escape as the way back."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets._toast import ToastRack

from reflectie_tui.ui.host import LOOKS, words_of
from reflectie_tui.ui.once import LeftOnce
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.reading import Hanging
from reflectie_tui.words import Words

AnswerT = TypeVar("AnswerT")


class Dialog(LeftOnce, ModalScreen[AnswerT | None]):
    """A modal question with a typed answer; None where somebody went back."""

    focused = reactive(None, repaint=False)

    HELP: ClassVar[str] = ""
    """Under which word of `[help]` it is explained; the name of its module where this is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("f1", "app.help", "help", show=False),
        *LOOKS,
    ]

    def __init__(self, question: str = "", detail: str = "") -> None:
        super().__init__()
        self.question = question
        self.detail = detail
        self._behind: list[Keys] = []  # of the page under this

    @property
    def words(self) -> Words:
        """The words of the app."""
        return words_of(self)

    def compose(self) -> ComposeResult:
        """Lay out the question, the dialog's own part, and its keys."""
        with Vertical(classes="box"):
            if self.question:
                yield Static(Content(self.question), classes="question")
            if self.detail:
                yield Hanging(Content(self.detail), classes="detail")
            yield from self.compose_part()
            yield Keys()

    def compose_part(self) -> ComposeResult:
        """Yield what stands under the question."""
        yield from ()

    def on_mount(self) -> None:
        """Say what is told in passing once: it would stand behind this as well. And show only the keys that work."""
        stack = self.app.screen_stack
        for screen in stack[:-1]:
            for rack in screen.query(ToastRack):
                rack.display = False
        self._behind = [keys for screen in stack[-2:-1] for keys in screen.query(Keys)]
        for keys in self._behind:
            keys.visible = False

    def on_unmount(self) -> None:
        """Show the keys again of what stood behind this."""
        for keys in self._behind:
            keys.visible = True

    def action_back(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


class Cover(Dialog[AnswerT]):
    """A dialog that leaves nothing to be seen of what stands behind it, nor of what was told before it."""

    def on_mount(self) -> None:
        """Take away what was told in passing: that was for who had the laptop before."""
        self.app.clear_notifications()
