"""What is known of the session under the cursor: at once what the list knows, and then what its file says."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.ui.host import host_of, words_of

if TYPE_CHECKING:
    from reflectie_tui.storage.content_files import ContentSets
    from reflectie_tui.storage.errors import SessionFileError
    from reflectie_tui.storage.folders import Entry
    from reflectie_tui.storage.session_files import Opened

BEFORE_READING = 0.05
"""Seconds that the cursor rests on a session before its file is read: a held key reads none."""


class Preview(VerticalScroll, can_focus=True):
    """A session in a few lines; where its file cannot be read, why."""

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self._opened: Opened | SessionFileError | None = None

    def compose(self) -> ComposeResult:
        """Lay out one text: its title, and what is told under it."""
        yield Static(id="about")

    def show(self, entry: Entry | None) -> None:
        """Show another session, or none."""
        if entry == self.entry:
            return
        same = entry is not None and self.entry is not None and entry.path == self.entry.path
        self.entry = entry
        if not same:
            self._opened = None
            if self.scroll_y:
                self.scroll_home(animate=False)
        if entry is not None and entry.error is not None:
            self._opened = entry.error
        elif entry is not None:
            self._read(entry)
        self._tell()

    @work(exclusive=True)
    async def _read(self, entry: Entry) -> None:
        await asyncio.sleep(BEFORE_READING)
        opened = await asyncio.to_thread(read, entry.path, host_of(self).content_sets)
        if self.entry == entry and self.children:  # the app may have been left meanwhile
            self._opened = opened
            self._tell()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._tell()

    def _tell(self) -> None:
        """Show what is known until now; while the file is being read without a layout, which a held key would feel."""
        entry, words, known = self.entry, words_of(self), self._opened is not None
        text = Content("")
        if entry is not None:
            title = words("app.unreadable") if entry.error else entry.title or ""
            about = self._told(self._opened) if self._opened else Content.styled(words("start.opening"), "$quiet")
            text = Content.assemble((title, "bold"), "\n", about)
        self.query_one("#about", Static).update(text, layout=known or entry is None)

    def _told(self, opened: Opened | SessionFileError) -> Content:
        from reflectie_tui.storage.errors import SessionFileError
        from reflectie_tui.ui.widgets.preview_lines import preview

        host = host_of(self)
        if isinstance(opened, SessionFileError):
            return Content(opened.text(host.words))
        about = opened.session.about
        names = host.content_sets.get(about.content, host.words.language) or opened.content
        names = names or host.content_sets.usual(host.words.language)
        return preview(opened.session, names, host.words, host.today, self.scrollable_content_region.width)


def read(path: Path, sets: ContentSets) -> Opened | SessionFileError:
    """Return a session as its file has it, or why it cannot be read."""
    from reflectie_tui.storage.errors import SessionFileError
    from reflectie_tui.storage.session_files import read_session

    try:
        return read_session(path, sets)
    except SessionFileError as error:
        return error
