"""One program on one pseudo-terminal: what it writes is stamped with the time, and only looked at afterwards."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

from reflectie_tui.storage.settings import FILE, Settings, write_settings

_UNKNOWN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1b\[[>?][0-9;]*[mcqn]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b\[[0-9;]*t"
)
"""What the emulator would show as text: keyboard protocols, questions, titles."""
_CUT_OFF = re.compile(rb"\x1b(?:\[[0-9;:<=>?$ ]*|\][^\x07\x1b]*)?\Z")
"""A code of which the end is still to come."""
QUIET = 0.06
"""Seconds without output after which a key counts as painted."""
UNSET = ("COLORTERM", "NO_COLOR", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "COLUMNS", "LINES")
"""With PYTHONDONTWRITEBYTECODE and no .pyc files a start takes four times as long; the others change what is drawn."""


class Terminal:
    """A program, its output in stamped pieces, and its process."""

    columns, lines = 80, 24

    def __init__(
        self, arguments: list[str], home: Path, program: str = sys.executable, more: Mapping[str, str] | None = None
    ) -> None:
        """Start a program, ours with Python where no other is named, with a home folder of its own."""
        environment = {name: value for name, value in os.environ.items() if name not in UNSET}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": str(home)}
        environment |= {"REFLECTIE_LANG": "nl", "XDG_CACHE_HOME": str(home / "cache"), **(more or {})}
        config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        write_settings(config / "reflectie" / FILE, Settings(toured=True))  # what is measured comes after the tour
        self.pieces: list[tuple[float, bytes]] = []
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))
        self.started = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(master)
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(slave, number)
            os.chdir(home)
            os.execve(program, [program, *arguments], environment)
        os.close(slave)
        self._terminal = master

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _read(self, seconds: float) -> bool:
        """Wait at most so long for output; tell whether any came."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            came = os.read(self._terminal, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            came = b""
        if not came:
            raise RuntimeError("the program ended:\n" + self.output.decode("utf-8", "replace")[-2000:])
        self.pieces.append((time.monotonic(), came))
        return True

    @property
    def output(self) -> bytes:
        """All that was written."""
        return b"".join(piece for _, piece in self.pieces)

    def shown(self, text: str, after: float = 0) -> float:
        """Return the moment (after another) at which the screen showed this text: what was written is replayed.

        Only what changed is written, so a text need not come in one piece.
        """
        screen = pyte.Screen(self.columns, self.lines)
        stream = pyte.ByteStream(screen)
        rest = b""
        for moment, piece in self.pieces:
            whole, rest = _whole_codes(rest + piece)
            stream.feed(_UNKNOWN.sub(b"", whole))
            if moment > after and any(text in line for line in screen.display):
                return moment
        raise RuntimeError(f"never shown: {text}\n" + "\n".join(screen.display))

    def go(self, way: Sequence[tuple[str, str]], quiet: float = 0.5, most: float = 60) -> None:
        """Press keys one after the other, each when the screen shows what the one before it leads to."""
        for key, text in way:
            pressed = self.type(key) if key else 0.0
            if text:
                self.appeared(text, quiet, most, after=pressed)
            else:
                self.settle(quiet, most=5)

    def appeared(self, text: str, quiet: float = 1.0, most: float = 60, after: float = 0) -> float:
        """Read until the screen shows a text, and return that moment; looked for only when all is quiet."""
        end = time.monotonic() + most
        while True:
            self.settle(quiet, most=most / 4)
            try:
                return self.shown(text, after)
            except RuntimeError:
                if time.monotonic() > end:
                    raise

    def settle(self, quiet: float = 0.4, most: float = 60) -> None:
        """Read until nothing has come for a while; what never comes to rest is left after `most` seconds."""
        end = time.monotonic() + most
        while self._read(quiet) and time.monotonic() < end:
            pass

    def type(self, keys: str) -> float:
        """Type, and return the moment of it."""
        moment = time.monotonic()
        os.write(self._terminal, keys.encode())
        return moment

    def press(self, keys: str, quiet: float = QUIET) -> tuple[float, int]:
        """Type, wait until the screen is still, and return the seconds to the last output and the bytes of it."""
        first = len(self.pieces)
        pressed = self.type(keys)
        self._read(2)
        self.settle(quiet)
        came = self.pieces[first:]
        return (came[-1][0] - pressed if came else 0.0), sum(len(piece) for _, piece in came)

    def rest(self, seconds: float) -> tuple[int, float]:
        """Do nothing for so long, and return the bytes that came and the seconds of processor time that went."""
        first, before = len(self.pieces), self.processor_time()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        return sum(len(piece) for _, piece in self.pieces[first:]), self.processor_time() - before

    def processor_time(self) -> float:
        """Return the seconds of processor time of all threads until now."""
        total = 0
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self) -> float:
        """Return the megabytes of memory that the process holds."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Rss:")) / 1024


def _whole_codes(text: bytes) -> tuple[bytes, bytes]:
    """Part what was written from the code at its end that is not whole yet."""
    found = _CUT_OFF.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, b"")
