"""A text that may be longer than its place: it scrolls, and says so where there is more below."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from reflectie_tui.ui.host import words_of

POINT = "· "
"""How a line of a list begins."""


class Column(VerticalScroll, can_focus=True):
    """The part that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "page_down", "more", key_display="space"),
        Binding("pageup", "page_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
    ]

    more: reactive[bool] = reactive(False, repaint=False, bindings=True)
    """Whether there is more below what is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._read_to_end = False

    def on_mount(self) -> None:
        """Follow the scrolling and the length of the text."""
        self.watch(self, "scroll_y", self._scrolled, init=False)
        self.watch(self, "virtual_size", self.on_resize, init=False)

    def _scrolled(self) -> None:
        if self.max_scroll_y:  # where all of it fits, that is neither the beginning nor the end
            self._read_to_end = self.scroll_y >= self.max_scroll_y
        self._look_below()

    def on_resize(self) -> None:
        """Look again: another part of the text may be seen. Who had come to the end stays there."""
        if self._read_to_end:
            self.call_after_refresh(self.scroll_end, animate=False)
        self._look_below()

    def begin(self) -> None:
        """Go to the top: what comes now has not been read yet."""
        self._read_to_end = False
        self.scroll_home(animate=False)

    def _look_below(self) -> None:
        self.more = self.scroll_target_y < self.max_scroll_y

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read on only where there is more."""
        return action != "page_down" or self.more


_NOTHING = Content("")


class Hanging(Static):
    """A text in which what is left of a point hangs under its first word, however wide the place is."""

    def __init__(self, text: Content = _NOTHING, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(text, id=id, classes=classes)
        self._whole = text

    def show(self, text: Content) -> None:
        """Show another text."""
        self._whole = text
        self._hang()

    def on_resize(self) -> None:
        """Hang the points anew for the new width."""
        self._hang()

    def _hang(self) -> None:
        hung = with_points_hung(self._whole, self.content_size.width)
        if hung != self.content:
            self.update(hung)


def with_points_hung(text: Content, cells: int) -> Content:
    """Return the text with the lines that begin with a point broken at this width, and what follows indented."""
    lines: list[Content] = []
    for line in text.split("\n", allow_blank=True):
        if not line.plain.startswith(POINT) or not 0 < cells < line.cell_length:
            lines.append(line)
            continue
        first, *rest = line[len(POINT) :].wrap(max(2, cells - len(POINT)))
        lines += [Content.assemble(POINT, first), *(Content.assemble(" " * len(POINT), each) for each in rest)]
    return Content("\n").join(lines)


class Reading(Vertical):
    """One column of text, not too wide to read, and under it the hint that there is more."""

    def compose(self) -> ComposeResult:
        """Lay out the text and the hint."""
        with Column():
            yield Hanging(id="text")
        yield Static(id="more", classes="quiet")

    def on_mount(self) -> None:
        """Follow whether there is more."""
        self.watch(self.query_one(Column), "more", self._tell)

    def _tell(self, more: bool) -> None:
        self.query_one("#more", Static).update(Content(words_of(self)("read.more") if more else ""))

    def show(self, text: Content) -> None:
        """Show another text; what was scrolled stays scrolled."""
        self.query_one(Hanging).show(text)

    def begin(self, text: Content) -> None:
        """Show a text from its beginning, and take the keys."""
        self.show(text)
        column = self.query_one(Column)
        column.begin()
        column.focus()

    def on_click(self, event: events.Click) -> None:
        """Read on where the hint is clicked."""
        if self.query_one("#more").region.contains_point(event.screen_offset):
            self.query_one(Column).scroll_page_down()  # the action objects where all is in sight
