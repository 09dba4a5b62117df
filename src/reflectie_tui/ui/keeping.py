"""What keeps the answers: the saver, the way out, and what is done when the line goes or the disk fails."""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import work
from textual.app import ScreenStackError
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.reactive import reactive

from reflectie_tui.ui.changed_cells import ChangedCells
from reflectie_tui.ui.lifeline import HANGUP, Lifeline, write_crash
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.model.session import Session
    from reflectie_tui.storage.saver import Saver, SaveState
    from reflectie_tui.storage.session_files import Opened
    from reflectie_tui.ui.dialogs.choose import Choice

LAST_KEYS = 1.0
"""Seconds that the last keys have to be taken in before the app stops."""
AGAIN, ANYWAY = "again", "anyway"
OUTWARD = ("suspend_process", "screenshot", "command_palette")
"""What Textual can do that leads to a shell, or to a file that is no session."""


@runtime_checkable
class HoldsTyped(Protocol):
    """A screen with something typed that is in no session yet."""

    async def may_be_left(self) -> bool:
        """Ask, where there is something to lose, whether it may be lost; called in a worker."""


class Keeping(ChangedCells):
    """An app that keeps one session on the disk, and does not leave before it is there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,f10", "quit", "quit", show=False, priority=True),
        Binding("ctrl+c", "how_to_stop", show=False, system=True),
        Binding("f8", "save_elsewhere", "save_elsewhere"),
    ]

    words: Words
    restricted: bool
    playing: bool
    session: reactive[Session | None] = reactive(None, repaint=False)
    saving: reactive[str] = reactive("", repaint=False)
    """How saving stands: a key under `[saving]` in the words, or nothing where nothing is kept."""

    def __init__(self, *, term: str = "", whole_lines: bool = False) -> None:
        super().__init__(term=term, whole_lines=whole_lines)
        self.session_path: Path | None = None
        self.read_only = False
        self._saver: Saver | None = None
        self.farewell = ""
        """Where the last session was kept, said in the terminal once the app is gone; empty where nothing was."""
        self._stopping = False
        self.until_the_end = ExitStack()
        self._lifeline = Lifeline(self._save_now, self._leave_from_outside, self.until_the_end.close)

    # -- saving

    def begin_saving(self, opened: Opened) -> None:
        """Keep this session from here on."""
        from reflectie_tui.storage.saver import Saver
        from reflectie_tui.storage.sitting import Sitting

        self._saver = Saver(Sitting(opened), self._hear_saver, lambda: datetime.now().astimezone())

    def keep(self, session: Session) -> None:
        """Take over the session as it is now, and have it saved."""
        self.session = session
        if self._saver is not None:
            self._saver.give(session)
            if self.saving == "saved":
                self.saving = "saving"  # said by the saver too, but later than what is to be saved is drawn

    def clear_backups(self, participant: str) -> None:
        """Take a voice that left out of the backups too."""
        if self.session is None or self._saver is None:
            return
        from reflectie_tui.storage.errors import StorageError

        try:
            self._saver.sitting.clear_voice_from_backups(self.session.about.id, participant)
        except StorageError as error:
            self.tell(self.words("app.not_cleared"), error.text(self.words))

    def _hear_saver(self, state: SaveState) -> None:
        self.call_later(self._show_saving, state)

    def _show_saving(self, state: SaveState) -> None:
        self.saving = state.kind
        if state.kind == "conflict" and state.path is not None:
            self.session_path = state.path
            self.tell(self.words("app.conflict"), self.words("app.conflict_detail", file=state.path.name))
            self.saving = "saved"
        elif state.kind == "failed" and state.fault is not None:
            text = self.words.fault(state.fault)
            if not self.restricted:
                text += "\n" + self.words("unsaved.key")
            self.notify(text, severity="error", timeout=15, markup=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer another place only while the session cannot be saved in its own; nothing outward where restricted."""
        if action == "save_elsewhere":
            return self.saving == "failed" and not self.restricted
        if self.restricted and action in OUTWARD:
            return False
        return super().check_action(action, parameters)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a page in a browser, unless restricted: it would start on the machine that the app is on."""
        if not self.restricted:
            super().open_url(url, new_tab=new_tab)

    @work(exclusive=True, group="stop")
    async def action_save_elsewhere(self) -> None:
        """Ask where to put a copy of the session, and put it there."""
        from reflectie_tui.ui.dialogs.choose import Choose

        dialog = Choose(self.words("unsaved.where"), self._other_places(), self.words("unsaved.where_detail"))
        folder = await self.push_screen_wait(dialog)
        if folder is not None:
            self._copy_to(Path(folder))

    def _other_places(self) -> list[Choice]:
        from reflectie_tui.storage.places import other_folders
        from reflectie_tui.ui.dialogs.choose import Choice

        return [] if self.restricted else [Choice(str(folder), str(folder)) for folder in other_folders()]

    def _copy_to(self, folder: Path) -> bool:
        """Put a copy of the session in another folder, and say where it is, or why it could not be."""
        from reflectie_tui.storage.errors import WriteError

        if self._saver is None or self.session is None:
            return False
        try:
            path = self._saver.sitting.save_elsewhere(self.session, folder)
        except WriteError as error:
            self.tell(self.words("unsaved.not_there"), error.text(self.words))
            return False
        self.tell(self.words("unsaved.copied"), self.words("unsaved.copied_detail", file=path))
        return True

    # -- leaving

    async def all_kept(self) -> bool:
        """Bring all to the disk and end saving; where that fails, ask what to do. False where the group stays."""
        if self._saver is not None:
            self.farewell = ""
        while self._saver is not None and not await asyncio.to_thread(self._saver.now):
            from reflectie_tui.ui.dialogs.choose import Choice, Choose

            words = self.words
            choices = [Choice(AGAIN, words("unsaved.again")), *self._other_places()]
            choices.append(Choice(ANYWAY, words("unsaved.anyway")))
            dialog = Choose(words("unsaved.question"), choices, words("unsaved.detail"))
            chosen = await self.push_screen_wait(dialog)
            if chosen is None:
                return False
            if chosen == ANYWAY or (chosen != AGAIN and self._copy_to(Path(chosen))):
                break
        else:
            if self._saver is not None and not self.playing:
                path = self._saver.sitting.path
                self.farewell = self.words("app.stopped", file=path.name if self.restricted else path)
        if self._saver is not None:
            self._saver.close()
            self._saver = None
        return True

    async def action_quit(self) -> None:
        """Take in what was typed just before, save, and stop; where that asks something, once."""
        if not self._stopping:
            self._stopping = True
            self._stop()

    @work(exclusive=True, group="stop")
    async def _stop(self) -> None:
        try:
            await self.taken_in()
            if await self._nothing_typed_is_lost() and await self.all_kept():
                self.exit(0)
        finally:
            self._stopping = False

    async def _nothing_typed_is_lost(self) -> bool:
        """Let each screen that holds something of its own, such as an action half written, ask whether that may go."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, HoldsTyped) and not await screen.may_be_left():
                return False
        return True

    async def taken_in(self) -> None:
        """Wait until the keys that were typed have done what they do, and a screen that they opened is there.

        A key goes up from the focus to the app, which looks what it does; what comes of that goes the same way; and
        then there may be another focus.
        """
        with suppress(TimeoutError, ScreenStackError):
            async with asyncio.timeout(LAST_KEYS):
                for _ in range(3):
                    for node in (self.focused or self.screen).ancestors_with_self:
                        passed = asyncio.Event()
                        if node.call_later(passed.set):
                            await passed.wait()

    def action_how_to_stop(self) -> None:
        """Say how to stop: ctrl+c is what many try first."""
        self.notify(self.words("app.how_to_stop_playing" if self.playing else "app.how_to_stop"), markup=False)

    def tell(self, question: str, detail: str) -> None:
        """Say something that the group has to know before it goes on."""
        from reflectie_tui.ui.dialogs.notice import Notice

        self.push_screen(Notice(question, detail))

    def on_unmount(self) -> None:
        """End saving, whichever way the app stopped: nothing is written after it is gone."""
        if self._saver is not None:
            self._saver.close()

    # -- when the line goes

    def get_driver_class(self) -> type[Driver]:
        """Return the driver: one of our own, which survives any input, on a terminal as in a browser."""
        chosen = super().get_driver_class()
        if chosen.__name__ == "WebDriver":
            from reflectie_tui.ui.browser_driver import BrowserDriver

            return BrowserDriver
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from reflectie_tui.ui.driver import SteadyDriver

        return SteadyDriver

    def terminal_lost(self) -> None:
        """Save and leave: the keyboard is gone. Called by the driver, from its own thread."""
        self._lifeline.end(HANGUP)

    def _save_now(self) -> bool:
        """Save before this returns, if need be as a copy in another place; tell whether the answers are on a disk."""
        saver = self._saver
        if saver is None or saver.now():
            return True
        return not self.restricted and self._copied_anywhere()

    def _copied_anywhere(self) -> bool:
        from reflectie_tui.storage.errors import WriteError
        from reflectie_tui.storage.places import other_folders

        if self._saver is None or self.session is None:
            return False
        for folder in other_folders():
            with suppress(WriteError):
                self._saver.sitting.save_elsewhere(self.session, folder)
                return True
        return False

    def _leave_from_outside(self, status: int) -> None:
        """Ask the app to leave, from a signal or another thread. The watchdog does it where the loop is stuck."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(partial(self.exit, return_code=status))

    def _fatal_error(self) -> None:
        """Stop after a fault of our own: quietly, with what was answered saved, and no private text on the screen."""
        from platformdirs import user_cache_path
        from rich.text import Text

        saved = self._save_now()
        error = sys.exc_info()[1] or self._exception
        moment = datetime.now().strftime("%Y-%m-%d-%H%M%S")
        path = write_crash(user_cache_path("reflectie"), error, moment) if error is not None else None
        message = self.words("app.crash" if saved else "app.crash_not_saved")
        if path is not None:
            message += "\n" + self.words("app.crash_file", file=path)
        self._exit_renderables[:] = [Text(message)]
        self._close_messages_no_wait()
