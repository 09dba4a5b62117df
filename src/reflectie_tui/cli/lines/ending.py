"""When a talk in plain lines is ended from outside: by Ctrl+C, a signal, or a line that is gone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

HANGUP = 128 + 1
LAST_MOMENT = 3.0
"""Seconds to leave in after a signal, on a terminal that has stalled too; then the process ends all the same."""
SIGNALS = ("SIGINT", "SIGHUP", "SIGQUIT", "SIGTERM")


class Ended(BaseException):
    """The talk was ended from outside; `status` is what the program gives back."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Ending:
    """Turns the signals that end a program into `Ended`, and waits with that until a save is done."""

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._busy = False
        self._come: int | None = None
        self._watchdog: threading.Timer | None = None

    @contextmanager
    def watched(self, *, suspends: bool = True) -> Iterator[None]:
        """Listen to the signals here; only the main thread can. Without `suspends` Ctrl+Z does nothing."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        for name in SIGNALS:
            self._listen(name, self._heard)
        if not suspends:
            self._listen("SIGTSTP", signal.SIG_IGN)
        try:
            yield
        finally:
            for number, before in self._before.items():
                signal.signal(number, before)
            if self._watchdog is not None:
                self._watchdog.cancel()

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Do this whole, and end only after it."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._come is not None:
            raise Ended(128 + self._come)

    def _listen(self, name: str, act: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
        number = getattr(signal, name, None)
        if number is not None:
            self._before[number] = signal.signal(number, act)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if self._watchdog is None:
            self._watchdog = threading.Timer(LAST_MOMENT, os._exit, (128 + number,))
            self._watchdog.daemon = True
            self._watchdog.start()
        if self._come is not None:
            return
        self._come = number
        if not self._busy:
            raise Ended(128 + number)


def let_go() -> None:
    """Write to nowhere from here on: the terminal is gone, and Python would stumble over that at its end."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)
