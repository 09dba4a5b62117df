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

REST = 0.15
"""Seconds that the cursor rests on a session before it is told about: a held key reads and draws nothing here."""
PATIENCE = 0.3
"""Seconds that a file may take to be read before that is said; until then what was told stays."""


class Preview(VerticalScroll, can_focus=True):
    """A session in a few lines; where its file cannot be read, why."""

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self._shown: Entry | None = None
        self._opened: Opened | SessionFileError | None = None

    def compose(self) -> ComposeResult:
        """Lay out one text: its title, and what is told under it."""
        yield Static(id="about")

    def show(self, entry: Entry | None) -> None:
        """Show another session, or none."""
        if entry == self.entry:
            return
        self.entry = entry
        if entry is None or self._shown is None:
            self._tell(entry, None)
        self._read(entry)

    @work(exclusive=True)
    async def _read(self, entry: Entry | None) -> None:
        """Read a session once the cursor rests; where there is none, no longer the one before it."""
        if entry is None:
            return
        await asyncio.sleep(REST)
        opened: Opened | SessionFileError | None = entry.error
        if opened is None:
            reading = asyncio.ensure_future(asyncio.to_thread(read, entry.path, host_of(self).content_sets))
            if not (await asyncio.wait([reading], timeout=PATIENCE))[0]:
                self._tell(entry, None)
            opened = await reading
        self._tell(entry, opened)

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self._tell(self._shown, self._opened)

    def _tell(self, entry: Entry | None, opened: Opened | SessionFileError | None) -> None:
        """Tell about a session, or that its file is being read."""
        if not self.children:  # the app was left meanwhile
            return
        if self.scroll_y and (entry is None or self._shown is None or entry.path != self._shown.path):
            self.scroll_home(animate=False)
        self._shown, self._opened = entry, opened
        words, text = words_of(self), Content("")
        if entry is not None:
            title = words("app.unreadable") if entry.error else entry.title or ""
            about = self._told(opened) if opened else Content.styled(words("start.opening"), "$quiet")
            text = Content.assemble((title, "bold"), "\n", about)
        self.query_one("#about", Static).update(text)

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
