"""One sitting at a session file: from opening it until it is left."""

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reflectie_tui.model.fault import Fault
from reflectie_tui.model.session import Session
from reflectie_tui.storage.backups import backups, make_backup
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.file_names import name_beside
from reflectie_tui.storage.lock import locked
from reflectie_tui.storage.reading import MAX_BYTES, Raw, Unreadable, digest, read_raw, read_table
from reflectie_tui.storage.save_state import SaveState
from reflectie_tui.storage.session_files import Opened, dumps, parsed
from reflectie_tui.storage.writing import (
    NEW_FILE,
    clear_unfinished,
    make_folder,
    real_path,
    telling,
    write_file,
    write_new,
)


def _now() -> datetime:
    return datetime.now().astimezone()


class Sitting:
    """Saves a session to the file it came from, and never over what somebody else has put there."""

    def __init__(self, opened: Opened, clock: Callable[[], datetime] = _now) -> None:
        self.path = opened.path
        """The file; another one after a conflict."""
        self._clock = clock
        self._ours = {opened.digest}
        self._begun = False
        self._withdrawn: set[str] = set()
        self._busy = threading.RLock()

    def save(self, session: Session) -> SaveState:
        """Write the session to the disk; `conflict` where that had to be in a copy beside the file.

        Raises:
            WriteError: where it could not be written; the file is as it was.
        """
        content = dumps(session).encode()
        if len(content) > MAX_BYTES:  # we could not open it again
            raise WriteError(self.path, [Fault("session_too_big", details={"size": str(-(-len(content) // 1024))})])
        with self._busy, telling(self.path):
            make_folder(real_path(self.path).parent)
            with locked(self.path):
                return self._save(session, content)

    def _save(self, session: Session, content: bytes) -> SaveState:
        there = self._there()
        if there is not None and there.digest not in self._ours:
            return self._go_on_beside(content, there.mode)
        if not self._begun:
            clear_unfinished(real_path(self.path))
            if there is not None:
                self._back_up(session, there)
            self._begun = True
        self._ours.add(digest(content))  # before the writing: it may be there although the last step of it failed
        write_file(self.path, content)
        self._ours = {digest(content)}
        return SaveState("saved", self.path)

    def save_elsewhere(self, session: Session, folder: Path) -> Path:
        """Write a copy of the session to another folder, for when its own disk is full; nothing is replaced.

        Raises:
            WriteError: where it could not be written.
        """
        make_folder(folder)
        return write_new(folder / self.path.name, dumps(session).encode())

    def clear_voice_from_backups(self, session_id: str, participant: str) -> None:
        """Take all that a participant answered and wrote out of the session's backups, also of those still to come.

        Raises:
            WriteError: where a backup could not be written anew.
        """
        self._withdrawn.add(participant)  # first: a backup that is being made looks here once it is there
        for path in backups(self.path, session_id):
            _rewrite(path, self._withdrawn)

    def _there(self) -> Raw | None:
        """Return what stands in the file now, or None where it is gone."""
        if not os.path.lexists(real_path(self.path)):
            return None
        try:
            return read_raw(self.path)
        except Unreadable as error:
            if error.faults[0].code == "too_big":  # and so not ours
                return Raw(b"", NEW_FILE)
            raise WriteError(self.path, error.faults) from None

    def _go_on_beside(self, content: bytes, mode: int) -> SaveState:
        path = write_new(name_beside(self.path, "conflict", self._clock()), content, mode | 0o600)
        self.path = path
        self._ours = {digest(content)}
        self._begun = True
        return SaveState("conflict", path)

    def _back_up(self, session: Session, there: Raw) -> None:
        made = make_backup(self.path, session.about.id, there.content, there.mode, self._clock())
        if self._withdrawn:
            _rewrite(made, self._withdrawn)


def _rewrite(backup: Path, withdrawn: set[str]) -> None:
    """Write a backup without these voices. One that cannot be read any more goes: it may hold them."""
    try:
        session = parsed(read_table(backup))
    except Unreadable:
        with telling(backup):
            backup.unlink(missing_ok=True)
        return
    here = withdrawn & session.participants.keys()
    for participant in here:
        session = session.without_voice(participant)
    if here:
        write_file(backup, dumps(session).encode())
