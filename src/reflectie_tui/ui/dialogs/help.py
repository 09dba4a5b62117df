"""What this screen is for, and all its keys."""

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.ui.cells import padded, wrapped
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.reading import Column

AROUND = 4
"""The question and the keys, each with an open line."""

GUIDE, TOUR = "guide", "tour"
"""What somebody may want to see after this."""


class Help(Dialog[str]):
    """Explain the screen behind it, and offer what explains more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", f"more('{GUIDE}')", "guide"),
        Binding("r", f"more('{TOUR}')", "tour"),
        Binding("enter,f1", "back", show=False),
    ]

    def __init__(
        self, question: str, detail: str, keys: Callable[[], Sequence[tuple[str, str]]], offered: Collection[str]
    ) -> None:
        """Take what is told, the keys of the screen, and which of the guide and the tour are offered.

        The keys are asked for again where the colours change: one of them says which these are now.
        """
        super().__init__(question)
        self.offered = offered
        self.explained = detail
        self._told_of = keys

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the screen behind, each with what it does."""
        return self._told_of()

    def compose_part(self) -> ComposeResult:
        """Yield what it is for, and the keys, one a line; on a small screen they scroll."""
        with Column():
            yield Static(Content(self.explained), classes="detail")
            yield Static(self._lines(), id="keys")

    def _lines(self) -> Content:
        lines = [Content.assemble((padded(key, 12), "bold $accent"), word) for key, word in self.keys]
        return Content("\n").join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the guide and the tour where they do not stand behind it."""
        return action != "more" or parameters[0] in self.offered

    def action_more(self, what: str) -> None:
        """Make way for what explains more."""
        self.dismiss(what)

    def on_mount(self) -> None:
        """Fit what is told to the window, and follow the colours."""
        self._fit()
        self.watch(self.app, "theme", lambda: self.query_one("#keys", Static).update(self._lines()), init=False)

    def on_resize(self) -> None:
        """Fit it to the new window."""
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is told; in a lower window the question and the keys stay, and the rest scrolls."""
        box = self.query_one(".box")
        width = box.size.width - 2  # a scrollbar and its gap
        lines = len(wrapped(self.explained, width)) + 1 + len(self.keys)
        box.styles.height = lines + AROUND + box.gutter.height
        self.query_one(Column).styles.height = "1fr"
