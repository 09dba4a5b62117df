"""Saving beside the screen: one thread that always writes the newest session, soon after each change."""

import threading
import time
from collections.abc import Callable
from datetime import datetime

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

    `hear` is told how it stands, when that changes, in whichever thread it happens. Nothing here waits for the
    screen; and `now` may be called in a signal handler, whatever it interrupts.
    """

    def __init__(self, sitting: Sitting, hear: Callable[[SaveState], object], clock: Callable[[], datetime]) -> None:
        self.sitting = sitting
        self._hear = hear
        self._clock = clock
        self._told = SaveState("saved", sitting.path)
        self._newest: Session | None = None
        """What is not on the disk yet; None where all is."""
        self._due = 0.0
        self._closing = False
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def give(self, session: Session) -> None:
        """Take the session as it is now; it will be on the disk within 0.3 s."""
        with self._changed:
            if self._newest is None:
                self._due = time.monotonic() + PAUSE
            self._newest = session
            self._changed.notify()
        if self._told.kind != "failed":
            self._tell(SaveState("saving", self.sitting.path))

    def now(self) -> bool:
        """Bring what was given last to the disk before returning; tell whether it is there.

        Called in the midst of a save in the same thread (by a signal handler), it leaves the rest to that save.
        """
        if self._writer == threading.get_ident():
            return False
        self._write()
        return self._newest is None

    def close(self) -> None:
        """Save what is left, and end the thread."""
        self.now()
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not threading.current_thread():
            self._thread.join(LAST_WAIT)

    def _run(self) -> None:
        while self._wait_for_work():
            self._write()

    def _wait_for_work(self) -> bool:
        """Wait until there is something to write, and it is time to; False at the end."""
        with self._changed:
            while not self._closing:
                left = self._due - time.monotonic()
                if self._newest is not None and left <= 0:
                    return True
                self._changed.wait(left if self._newest is not None else None)
            return False

    def _write(self) -> None:
        """Write the newest session, and go on until there is none newer or it fails."""
        with self._writing:
            self._writer = threading.get_ident()
            try:
                while (session := self._newest) is not None:
                    state = self._attempt(session)
                    if state.kind == "failed":
                        self._due = time.monotonic() + RETRY
                        self._tell(state)
                        return
                    with self._changed:
                        if self._newest is session:
                            self._newest = None
                    self._tell(state if state.kind == "conflict" or self._newest is None else self._told)
            finally:
                self._writer = None

    def _attempt(self, session: Session) -> SaveState:
        try:
            return self.sitting.save(session.with_about(changed=self._clock()))
        except WriteError as error:
            return SaveState("failed", error.path, error.fault)

    def _tell(self, state: SaveState) -> None:
        if state != self._told:
            self._told = state
            self._hear(state)
