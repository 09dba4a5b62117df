"""The list of sessions: what there is, and where to begin. The first screen; it reads the files after it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from reflectie_tui.ui.host import bounds_of, host_of, words_of
from reflectie_tui.ui.messages import ComparisonAsked, DemoAsked, NewSessionAsked, SessionChosen
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.line import Line
from reflectie_tui.ui.widgets.list_bar import Count, ListBar
from reflectie_tui.ui.widgets.preview import Preview
from reflectie_tui.ui.widgets.session_rows import SessionRows, found_by, in_groups
from reflectie_tui.ui.widgets.title_bar import TitleBar
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.storage.content_files import ContentSets
    from reflectie_tui.storage.errors import SessionFileError
    from reflectie_tui.storage.folders import Entry
    from reflectie_tui.ui.widgets.offers import Offers
    from reflectie_tui.ui.widgets.welcome import Welcome

# Imported before the first paint: nothing here may import pydantic's models, the storage, or a field to type in.

BETWEEN_LOOKS = 0.2
"""Seconds of reading after which the list shows what has come in until then."""


class StartScreen(Screen[None]):
    """The sessions in the folder, newest first, and what is known of the one under the cursor."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    DEFAULT_CLASSES = "-window"  # as nearly every window is: else all is styled twice before the first paint
    focused = reactive(None, repaint=False)

    HOLD: ClassVar[float] = 0.0
    """What is read comes on the terminal at once: who opens the app waits for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open_session"),
        Binding("n", "new", "new_session"),
        Binding("v", "follow_up", "follow_up"),
        Binding("space", "mark", "mark"),
        Binding("c", "compare", "compare"),
        Binding("x", "export", "export_report"),
        Binding("slash", "search", "search", key_display="/"),
        Binding("d", "demo(0)", "demo"),
        Binding("d", "demo(1)", show=False),
        Binding("escape", "back(1)", "back"),
        Binding("escape", "back(0)", show=False),
        Binding("up,down", "to_list", show=False),
        Binding("f1,question_mark", "app.help", "help"),
    ]

    @dataclass
    class Read(Message):
        """Entries were read: all until now, and whether that is all there is."""

        reading: int
        entries: tuple[Entry, ...]
        whole: bool
        trouble: SessionFileError | None = None

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self.whole = False
        self.trouble: SessionFileError | None = None
        self._reading = 0  # the number of the reading that is heard; what an earlier one still brings is not
        self._folder: Path | None = None
        self._wanted: Path | None = None

    @property
    def words(self) -> Words:
        """The words of the app."""
        return words_of(self)

    @property
    def rows(self) -> SessionRows:
        """The list."""
        return self.query_one(SessionRows)

    @property
    def bar(self) -> ListBar:
        """The line above it."""
        return self.query_one(ListBar)

    def compose(self) -> ComposeResult:
        """Lay out the list with its heads, and the preview under it."""
        yield TitleBar()
        yield ListBar(id="bar")
        yield Line()
        with Vertical(id="sessions"):
            yield Static(id="heads", classes="quiet")
            yield SessionRows()
            yield Static(id="nothing", classes="quiet")
            yield Line()
            yield Preview()
        yield Keys()

    def on_mount(self) -> None:
        """Show the frame. The heads stand above columns that wait for their width."""
        self.watch(self.rows, "virtual_size", self._show_heads, init=False)
        self._show_all()
        self.rows.focus()

    def _compositor_refresh(self) -> None:
        """Draw nothing while the app is still being put together: Textual does, and throws it away."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    def on_resize(self) -> None:
        """Lay the lines out for the new width."""
        self.call_after_refresh(self._show_all)

    # -- reading

    def read_again(self, at: Path | None = None) -> None:
        """Read the folder anew. The cursor stays on its file, or goes to the one that is named."""
        folder = host_of(self).sessions
        if folder != self._folder:
            self.entries, self.whole, self.trouble, self._folder = (), False, None, folder
            self.rows.marked = frozenset()
            self.bar.forget()
            self._show_entries()
        self._wanted = at
        self._reading += 1
        host = host_of(self)
        reading = partial(self._read, self._reading, folder, host.content_sets, bounds_of(host))
        self.run_worker(reading, thread=True, exclusive=True, group="reading")

    def _read(self, reading: int, folder: Path, sets: ContentSets, bounds: Path | None) -> None:
        from reflectie_tui.storage.errors import SessionFileError
        from reflectie_tui.storage.folders import as_read, in_order, index_file

        worker = get_current_worker()
        found: list[Entry] = []
        last = monotonic()
        trouble = None
        try:
            for entry in as_read(folder, sets, index_file(), bounds):
                if worker.is_cancelled:
                    return
                found.append(entry)
                if monotonic() - last > BETWEEN_LOOKS:
                    self.post_message(self.Read(reading, tuple(in_order(found)), whole=False))
                    last = monotonic()
        except SessionFileError as error:
            trouble = error
        self.post_message(self.Read(reading, tuple(in_order(found)), whole=True, trouble=trouble))

    @on(Read)
    def _entries_read(self, event: Read) -> None:
        event.stop()
        if event.reading != self._reading or (self.whole and not event.whole):
            return  # while the folder is read again, the whole list of before stays
        here = self.rows.here if self.whole or self.rows.cursor else None
        self.entries, self.whole, self.trouble = in_groups(event.entries), event.whole, event.trouble
        there = {entry.path for entry in self.entries}
        self.rows.marked = frozenset(path for path in self.rows.marked if path in there)
        self._show_entries(self._wanted or (here.path if here else None))

    # -- showing

    def _show_entries(self, at: Path | None = None) -> None:
        """Show the entries that are looked for, the cursor on this file."""
        rows, wish = self.rows, self.bar.wish
        rows.show(tuple(entry for entry in self.entries if found_by(wish, entry, self.words)), self.entries)
        rows.put_on(at)
        self.query_one(Preview).show(rows.here)
        self._show_all()

    def _show_all(self) -> None:
        """Show the list, or that nothing is found in it, or the welcome; and the lines above it."""
        rows, words = self.rows, self.words
        self._welcome(self.whole and not self.entries)
        nothing = self.query_one("#nothing", Static)
        nothing.display = bool(self.entries) and not rows.entries
        rows.display = not nothing.display
        nothing.update(Content(words("start.nothing_found", wish=self.bar.wish)))
        self._show_heads()
        self._show_count()
        self.refresh_bindings()

    def _show_count(self) -> None:
        rows = self.rows
        unread = sum(entry.error is not None for entry in self.entries)
        self.bar.show(
            Count(len(self.entries), len(rows.entries), marked=len(rows.marked), unread=unread, whole=self.whole)
        )

    def _show_heads(self) -> None:
        self.query_one("#heads", Static).update(Content(self.rows.heads() if self.rows.entries else ""))

    def _welcome(self, empty: bool) -> None:
        """Show the welcome in place of the list, or the list in place of the welcome."""
        sessions = self.query_one("#sessions")
        welcome: Welcome | None = next(iter(self.query("Welcome").results()), None)  # type: ignore[assignment]
        if empty and welcome is None:
            from reflectie_tui.ui.widgets.welcome import Welcome

            self.mount(Welcome(host_of(self).sessions, self.trouble), after=sessions)
        elif empty and welcome is not None:
            welcome.tell(host_of(self).sessions, self.trouble)
        elif welcome is not None:
            welcome.remove()
            self.call_after_refresh(self.rows.focus)
        sessions.display = not empty

    @on(SessionRows.Moved)
    def _moved(self, event: SessionRows.Moved) -> None:
        event.stop()
        if event.rows is self.rows:
            self.query_one(Preview).show(self.rows.here)

    # -- keys

    @property
    def explained_as(self) -> str:
        """Under which word of `[help]` it is explained: the welcome and the search in words of their own."""
        return "welcome" if self.query("Welcome") else "search" if self.bar.searching else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what asks for a session only where there is one, and the examples where another folder is allowed."""
        if action == "demo":
            host = host_of(self)
            return host.own_sessions is not None if parameters == (1,) else not (host.restricted or host.playing)
        if action == "back":
            return parameters == (int(host_of(self).own_sessions is not None),)
        if not self.is_mounted or action not in ("open", "follow_up", "mark", "compare", "export", "search"):
            return True
        if action == "search":
            return bool(self.entries) and not self.bar.typing
        return self.rows.here is not None

    def action_open(self) -> None:
        """Open the session under the cursor; one that cannot be read has perhaps a backup, which is offered then."""
        if (entry := self.rows.here) is not None:
            self.post_message(SessionChosen(entry.path))

    @on(SessionRows.Opened)
    def _opened(self) -> None:
        self.action_open()

    def action_new(self) -> None:
        """Begin a new session."""
        self.post_message(NewSessionAsked())

    def action_follow_up(self) -> None:
        """Begin a session that follows the one under the cursor."""
        if (entry := self._readable()) is not None:
            self.post_message(NewSessionAsked(entry.path))

    def action_demo(self, _back: int = 0) -> None:
        """Look at the examples, or go back from there."""
        self.post_message(DemoAsked())

    async def on_offers_picked(self, event: Offers.Picked) -> None:
        """Do what was chosen in the welcome."""
        event.stop()
        await self.run_action("app.quit" if event.offer == "quit" else event.offer)

    @on(SessionRows.MarkAsked)
    def action_mark(self) -> None:
        """Mark the session under the cursor for comparing, or take its mark away."""
        if (entry := self._readable()) is not None:
            self.rows.marked ^= {entry.path}
            self._show_count()

    def action_compare(self) -> None:
        """Show what is marked side by side; where that is less than two, say how."""
        marked = [entry.path for entry in self.entries if entry.path in self.rows.marked]
        if len(marked) < 2:
            self.notify(self.words("start.mark_two"), markup=False)
        else:
            self.post_message(ComparisonAsked(marked))

    def _readable(self) -> Entry | None:
        """Return the session under the cursor; where its file cannot be read, say so."""
        entry = self.rows.here
        if entry is None or entry.error is None:
            return entry
        from reflectie_tui.ui.dialogs.notice import Notice

        self.app.push_screen(Notice(self.words("app.unreadable"), entry.error.text(self.words)))
        return None

    # -- a report

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        """Write a report of the session under the cursor beside it; replace one only where that is asked for."""
        from reflectie_tui.ui.dialogs.confirm import Confirm
        from reflectie_tui.ui.dialogs.notice import Notice
        from reflectie_tui.ui.exporting import beside, there, told, write

        entry, host, words = self._readable(), host_of(self), self.words
        if entry is None:
            return
        targets = beside(entry.path, host)
        if not targets:
            await self.app.push_screen_wait(Notice(words("start.not_exported"), words("start.outside")))
            return
        if standing := there(targets):
            question = Confirm(words("start.replace"), standing)
            if not await self.app.push_screen_wait(question):
                return
        trouble = write(entry.path, targets, host)
        heading = words("start.not_exported" if trouble else "start.exported")
        await self.app.push_screen_wait(Notice(heading, trouble or told(targets, words, playing=host_of(self).playing)))

    # -- searching

    async def action_search(self) -> None:
        """Open the field to search in, or go to it."""
        await self.bar.open()
        self.refresh_bindings()

    @on(ListBar.Wished)
    def _wished(self, event: ListBar.Wished) -> None:
        """Show what is found; the first of it, where the one under the cursor is not."""
        event.stop()
        here = self.rows.here
        self._show_entries(here.path if here else None)
        if self.rows.here != here:
            self.rows.cursor = 0

    @on(ListBar.Done)
    def action_to_list(self) -> None:
        """Go from the field to the list."""
        if self.rows.display:
            self.rows.focus()

    async def action_back(self, _home: int = 0) -> None:
        """Take back what was looked for, then the marks; else leave the examples, or say how to stop."""
        if self.bar.searching:
            await self.bar.close()
            self.rows.focus()
        elif self.focused is not self.rows and self.rows.is_on_screen:
            self.rows.focus()
        elif self.rows.marked:
            self.rows.marked = frozenset()
            self._show_all()
        elif host_of(self).own_sessions is not None:
            self.action_demo()
        else:
            await self.run_action("app.how_to_stop")
