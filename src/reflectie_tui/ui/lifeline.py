"""What keeps the answers when the line goes: signals, a terminal that is gone, and a crash that tells no secrets."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

HANGUP, TERMINATED = 128 + 1, 128 + 15
LAST_MOMENT = 3.0
"""Seconds that the app has to leave by itself after a signal; then the process ends all the same."""
CLEARING = 0.5
"""Seconds that it then takes at most to throw away what was not to stay."""


class Lifeline:
    """Saves at once and leaves when the process is told to end, or when nobody is at the other side any more.

    A signal or a hang-up would kill a Textual app with no handler run. A terminal that has stalled blocks the event
    loop, so saving may not depend on it: it is done here, in the handler, before the app is asked to leave.
    """

    def __init__(
        self, save: Callable[[], object], leave: Callable[[int], object], clear: Callable[[], object] = lambda: None
    ) -> None:
        """Take what saves (and may block for a moment), what asks the app to leave, and what throws away the rest.

        The last is called where the app does not come to it by itself.
        """
        self._save = save
        self._leave = leave
        self._clear = clear
        self._ending = False

    def start(self) -> None:
        """Listen to the signals, and watch the terminal. Call it in the main thread."""
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        if hasattr(select, "poll") and sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=self._watch, args=(sys.stdin.fileno(),), daemon=True).start()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.end(128 + number)

    def _watch(self, terminal: int) -> None:
        """Wait for the other side to be gone: with nohup, or without a controlling terminal, no signal tells it."""
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        poll = select.poll()
        poll.register(terminal, gone)
        while not poll.poll(1000):
            pass
        self.end(HANGUP)

    def end(self, status: int) -> None:
        """Save, ask the app to leave, and see to it that it does."""
        if self._ending:
            return
        self._ending = True
        threading.Thread(target=_last_moment, args=(status, self._clear), daemon=True).start()
        self._save()
        self._leave(status)


def _last_moment(status: int, clear: Callable[[], object]) -> None:
    time.sleep(LAST_MOMENT)
    clearing = threading.Thread(target=clear, daemon=True)
    clearing.start()
    clearing.join(CLEARING)  # a disk may have stalled as well
    os._exit(status)


def let_go() -> None:
    """Write to nowhere from here on: the terminal is gone, and Python would stumble over that at its end."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)


def write_crash(folder: Path, error: BaseException, moment: str) -> Path | None:
    """Write where a crash came from, without the values of anything, to a file that only its owner can read.

    Returns the file, or None where it could not be written.
    """
    path = folder / f"crash-{moment}.txt"
    lines = traceback.format_tb(error.__traceback__)
    text = "".join([*lines, f"{type(error).__module__}.{type(error).__qualname__}\n"])  # its message may quote a note
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    return path
