"""Saving beside the screen: one thread that always writes the newest session, soon after each change."""

import threading
from collections.abc import Callable
from datetime import datetime
from queue import Empty, SimpleQueue

from reflectie_tui.model.fault import Fault
from reflectie_tui.model.session import Session
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.save_state import SaveState
from reflectie_tui.storage.sitting import Sitting

__all__ = ["SaveState", "Saver"]

PAUSE = 0.15
"""Seconds between a change and its saving, so that the screen is drawn first and quick keys are saved together."""
RETRY = 2.0
"""Seconds between attempts while saving fails."""
LAST_WAIT = 5.0
"""Seconds to wait at the end for a thread that hangs on its disk."""


class Saver:
    """Takes each new session from the screen and brings it to the disk.

    `hear` is told how it stands whenever that changes, in whichever thread it happens; it may not wait for another.
    `now` may be called in a signal handler, whatever that interrupts: `give` holds no lock that a save needs, and
    nothing is told while the lock of writing is held.
    """

    def __init__(self, sitting: Sitting, hear: Callable[[SaveState], object], clock: Callable[[], datetime]) -> None:
        self.sitting = sitting
        self._hear = hear
        self._clock = clock
        self._newest: Session | None = None
        self._on_disk: Session | None = None
        self._told = SaveState("saved", sitting.path)
        self._telling = threading.RLock()
        self._writing = threading.RLock()
        self._writer: int | None = None
        self._changes: SimpleQueue[None] = SimpleQueue()  # its put may interrupt itself; a Condition's notify may not
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def give(self, session: Session) -> None:
        """Take the session as it is now; it will be on the disk within 0.3 s."""
        self._newest = session
        self._changes.put(None)
        with self._telling:
            if self._told.kind in ("saved", "conflict") and not self._all_saved:
                self._tell(SaveState("saving", self.sitting.path))

    def now(self) -> bool:
        """Bring what was given last to the disk before returning, and tell whether it is there.

        In a signal handler that interrupts a save in the same thread, it leaves the rest to that save.
        """
        if self._writer == threading.get_ident():
            return False
        self._write()
        return self._all_saved

    def close(self) -> None:
        """Save what is left, and end the thread."""
        self.now()
        self._closed.set()
        self._changes.put(None)
        self._thread.join(LAST_WAIT)

    @property
    def _all_saved(self) -> bool:
        return self._newest is self._on_disk

    def _run(self) -> None:
        try:
            while not self._closed.is_set():
                self._wait_for_change()
                if not self._all_saved and not self._closed.wait(PAUSE):
                    self._write()
        finally:
            if not self._closed.is_set():  # a mistake of ours: the thread is gone, so do not say that all is well
                self._tell(SaveState("failed", self.sitting.path, Fault("write_other", details={"reason": "?"})))

    def _wait_for_change(self) -> None:
        """Wait for a change; while there is something that could not be saved, not longer than until the next try."""
        try:
            self._changes.get(timeout=None if self._all_saved else RETRY)
        except Empty:
            return

    def _write(self) -> None:
        """Write the newest session, and go on until there is none newer or it fails."""
        while True:
            with self._writing:
                session = self._newest
                if session is None or session is self._on_disk:
                    return
                self._writer = threading.get_ident()
                try:
                    state = self._attempt(session)
                finally:
                    self._writer = None
                if state.kind != "failed":
                    self._on_disk = session
            with self._telling:
                if state.kind != "saved" or self._newest is session:
                    self._tell(state)
            if state.kind == "failed":
                return

    def _attempt(self, session: Session) -> SaveState:
        try:
            return self.sitting.save(session.with_about(changed=self._clock().replace(microsecond=0)))
        except WriteError as error:
            return SaveState("failed", error.path, error.fault)

    def _tell(self, state: SaveState) -> None:
        with self._telling:
            if state != self._told:
                self._told = state
                self._hear(state)
