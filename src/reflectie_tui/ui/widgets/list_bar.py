"""The line above the list of sessions: how many there are and where, and the field to search in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reflectie_tui.ui.cells import end_of, fitted, width
from reflectie_tui.ui.host import host_of, words_of

if TYPE_CHECKING:
    from textual.widgets import Input


@dataclass(frozen=True)
class Count:
    """What there is to tell of a list."""

    all: int = 0
    found: int = 0
    marked: int = 0
    unread: int = 0
    """How many files of all cannot be read."""
    whole: bool = False
    """Whether the folder has been read to its end."""


class SearchWord(Static):
    """The word that opens the field to search in."""

    def on_click(self, event: events.Click) -> None:
        """Open the field."""
        event.stop()
        self.screen.call_later(self.screen.run_action, "search")


class ListBar(Horizontal):
    """How many sessions there are, are found or marked, and a field to search in, once it is asked for."""

    wish = ""
    """What is looked for."""

    class Wished(Message):
        """Something else is looked for."""

    class Done(Message):
        """Whoever searched goes to what was found."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = Count()

    def compose(self) -> ComposeResult:
        """Yield what is told, and the word that opens the field."""
        yield Static(id="where")
        yield SearchWord(id="search-word")

    def on_mount(self) -> None:
        """Follow the room that is left beside the word, or the field."""
        self.watch(self.query_one("#where"), "virtual_size", self._tell, init=False)

    @property
    def searching(self) -> bool:
        """Whether the field is there."""
        return bool(self.query("#search"))

    @property
    def typing(self) -> bool:
        """Whether the field has the keys."""
        return any(field.has_focus for field in self.query("#search"))

    def show(self, count: Count) -> None:
        """Tell this, and offer to search where there is something to search in."""
        self._count = count
        word = self.query_one(SearchWord)
        word.display = bool(count.all) and not self.searching
        word.update(Content(words_of(self)("start.search")))
        self._tell()

    def _tell(self) -> None:
        self.query_one("#where", Static).update(Content(self._told()))

    def _told(self) -> str:
        words, count, room = words_of(self), self._count, self.query_one("#where").size.width
        if not count.whole:
            return words("start.reading_on", n=count.all) if count.all else words("start.reading")
        if count.marked:
            key = "start.marked" if count.marked > 1 else "start.marked_one"
            return fitted(words(key, n=count.marked), room)
        if not count.all:
            return ""
        if self.wish.strip():
            return fitted(words("start.found", n=count.found, all=count.all), room)
        told = words("start.sessions", n=count.all - count.unread)
        told += f" · {words('start.unread', n=count.unread)}" if count.unread else ""
        if host_of(self).playing:
            return fitted(told + words("start.to_play_with"), room)
        return told + words("start.in_folder", folder=end_of(str(host_of(self).sessions), room - width(told) - 5))

    # -- searching

    async def open(self) -> None:
        """Open the field to search in, or go to it."""
        if not self.searching:
            from reflectie_tui.ui.widgets.search_field import SearchField

            await self.mount(SearchField(placeholder=words_of(self)("start.search_placeholder"), id="search"))
            self._again()
        self.query_one("#search").focus()

    async def close(self) -> None:
        """Take the field away, and what was looked for with it."""
        self.wish = ""
        await self.query("#search").remove()
        self._again()
        self.post_message(self.Wished())

    def forget(self) -> None:
        """Let go of what was looked for in another list."""
        if self.searching:
            self.wish = ""
            self.call_later(self.close)

    def _again(self) -> None:
        self.show(self._count)
        self.call_after_refresh(lambda: self.show(self._count))  # there is other room beside the field

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what was typed until now."""
        event.stop()
        self.wish = event.value
        self.post_message(self.Wished())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.post_message(self.Done())
