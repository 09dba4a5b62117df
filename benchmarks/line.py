"""A slow line between the program and the screen: so many bits a second, and a time on the way, in both directions.

What the program writes waits in a buffer of 4 kB before the line, as before a modem; when that is full nothing is taken
from the program any more, and it stands still where it writes. (A pseudo-terminal of Linux itself holds another 17 kB.)
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import peers
from benchmarks.groups import folder_of, group
from benchmarks.measures import TO_A_TURN, app_of
from benchmarks.rows import Sheet
from benchmarks.terminal import Terminal
from reflectie_tui.storage.session_files import create

BUFFER = 4096
PIECE = 32
"""Bytes that are taken onto the line at once; each piece is stamped with the arrival of its last byte."""
PATIENCE = 60.0
"""Seconds after which a lag is no longer waited for; it is then shown as more than that."""
HELD, RATE = 3.0, 30
"""A key is held for so many seconds, and repeats so many times a second."""
SESSIONS = 150
"""In the list in which a key is held, so that it never comes to the end."""


@dataclass(frozen=True)
class Line:
    """A kind of line; a byte takes ten bits on it."""

    name: str
    bits: int
    round_trip: float = 0.0

    def seconds(self, count: int) -> float:
        """How long so many bytes take to be sent."""
        return count * 10 / self.bits


LINES = (Line("9600 baud", 9600), Line("56k, 300 ms there and back", 56_000, 0.3))


class FarTerminal(Terminal):
    """A program at the other end of a line: what it writes comes late and slowly, what is typed too."""

    def __init__(
        self, line: Line, arguments: list[str], home: Path, more: Mapping[str, str] | None = None, **how: str
    ) -> None:
        super().__init__(arguments, home, more=more, **how)
        self._line = line
        self._typed: deque[tuple[float, bytes]] = deque()
        self._keyboard_free = 0.0
        self._arrived = threading.Condition()
        self._closed = False
        self._woken, self._wake = os.pipe()
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._closed = True
        os.write(self._wake, b"x")
        self._thread.join()
        super().__exit__(*error)
        os.close(self._woken)
        os.close(self._wake)

    def type(self, keys: str) -> float:
        """Type at this end of the line."""
        now = time.monotonic()
        self._keyboard_free = max(now, self._keyboard_free) + self._line.seconds(len(keys.encode()))
        self._typed.append((self._keyboard_free + self._line.round_trip / 2, keys.encode()))
        os.write(self._wake, b"x")
        return now

    def _read(self, seconds: float) -> bool:
        known = len(self.pieces)
        with self._arrived:
            self._arrived.wait_for(lambda: len(self.pieces) > known, timeout=seconds)
        return len(self.pieces) > known

    def _carry(self) -> None:
        """Carry keys to the program, and to the screen what it writes, each in its time."""
        free = 0.0  # the moment at which all that was taken from the program has left
        under_way: deque[tuple[float, bytes]] = deque()
        while not self._closed:
            now = time.monotonic()
            while self._typed and self._typed[0][0] <= now:
                os.write(self._terminal, self._typed.popleft()[1])
            with self._arrived:
                while under_way and under_way[0][0] <= now:
                    self.pieces.append(under_way.popleft())
                    self._arrived.notify()
            room = max(0.0, free - now) <= self._line.seconds(BUFFER - PIECE)
            due = [each[0][0] - now for each in (self._typed, under_way) if each]
            wait = max(0.0, min([0.05, *due]))
            ready, _, _ = select.select([self._woken, *([self._terminal] if room else [])], [], [], wait)
            if self._woken in ready:
                os.read(self._woken, 1 << 12)
            if self._terminal in ready:
                try:
                    came = os.read(self._terminal, PIECE)
                except OSError:  # the program has ended
                    return
                free = max(free, time.monotonic()) + self._line.seconds(len(came))
                under_way.append((free + self._line.round_trip / 2, came))


@dataclass(frozen=True)
class Seen:
    """What was measured of one program on one line; None where it has nothing of the kind."""

    paint: float
    list_lag: float | None
    letter_lag: float | None
    cover: float | None = None
    page: float | None = None


FIELDS = {
    "paint": "exec to the first useful paint",
    "list_lag": "lag after holding a key in a list for 3 s",
    "letter_lag": "lag after holding a letter in a field for 3 s",
    "cover": "hand-over: Enter to the cover",
    "page": "hand-over: Enter to the next one's page",
}


def measure(place: Path, rounds: int) -> Sheet:
    """A slow line: the first useful paint, a held key, and a hand-over; ours in two ways, and others beside it."""
    programs: dict[str, Callable[[Line, Path], Seen]] = {
        "reflectie": lambda line, home: _ours(line, home),
        "reflectie --whole-lines": lambda line, home: _ours(line, home, "--whole-lines"),
        **{name: _peer(name) for name in ("toolong", "posting")},
    }
    below: list[str] = []
    for name in ("toolong", "posting"):
        if trouble := peers.PEERS[name].trouble():
            below.append(f"{name}: {trouble}")
            del programs[name]
    lines = [("line", "what, in seconds", *programs)]
    figures = []
    for line in LINES:
        seen: dict[str, list[Seen]] = {name: [] for name in programs}
        for number in range(max(1, rounds // 4)):
            for name, look in programs.items():
                seen[name].append(look(line, place / f"{line.bits}-{number}-{name.replace(' ', '')}"))
        for field, what in FIELDS.items():
            values = {name: _median([getattr(each, field) for each in found]) for name, found in seen.items()}
            lines.append((line.name, what, *map(_told, values.values())))
            figures.append({"line": line.name, "what": what, "seconds": values})
    return Sheet("line", lines, figures, below=below)


def _told(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"> {PATIENCE:.0f}" if seconds >= PATIENCE else f"{seconds:.2f}"


def _median(values: list[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return median(there) if there else None


def _ours(line: Line, home: Path, *options: str) -> Seen:
    many = folder_of(SESSIONS, home / "many")
    with FarTerminal(line, app_of(*options, "--sessions", str(many)), home) as far:
        paint = far.appeared(f"{SESSIONS} sessies", quiet=3, most=120) - far.started
        list_lag = _held(far, "\x1b[B")
    file = create(group(2), home / "note")
    with FarTerminal(line, app_of("open", *options, str(file)), home) as far:
        far.go(TO_A_TURN, quiet=2.5, most=120)
        far.go([("n", "Jouw opmerking")], quiet=2.5, most=120)
        letter_lag = _written(far)
    file = create(group(2), home / "turn")
    with FarTerminal(line, app_of("open", *options, str(file)), home) as far:
        far.go(TO_A_TURN, quiet=2.5, most=120)
        for key in "44444":
            far.press(key, quiet=1.5)
        cover = _until(far, "\r", "Geef de laptop door")
        page = _until(far, "\r", "In hoeverre klopt dit?")
    return Seen(paint, list_lag, letter_lag, cover, page)


def _peer(name: str) -> Callable[[Line, Path], Seen]:
    def look(line: Line, home: Path) -> Seen:
        peer = peers.PEERS[name]
        home.mkdir(parents=True)
        program, *arguments = peer.command(home)
        with FarTerminal(line, arguments, home, peers.homes(home), program=program) as far:
            paint = far.appeared(peer.shows, quiet=3, most=120) - far.started
            far.go(peer.before, quiet=2)
            if peer.writes:
                return Seen(paint, None, _written(far))
            return Seen(paint, _held(far, peer.keys[0]), None)

    return look


def _held(far: FarTerminal, key: str) -> float:
    """Hold a key; return the seconds from letting go until the screen stands still."""
    let_go = _repeat(far, [key] * round(HELD * RATE))
    far.settle(2.5, most=PATIENCE)
    return max(0.0, far.pieces[-1][0] - let_go)


def _written(far: FarTerminal) -> float:
    """Hold a letter and end with others; return the seconds from the last of them until it is there."""
    let_go = _repeat(far, ["e"] * (round(HELD * RATE) - 3) + ["x", "q", "z"])
    far.settle(2.5, most=PATIENCE)
    try:
        return far.shown("xqz") - let_go
    except RuntimeError:
        return PATIENCE


def _repeat(far: FarTerminal, keys: list[str]) -> float:
    began = time.monotonic()
    for number, key in enumerate(keys):
        while (left := began + number / RATE - time.monotonic()) > 0:
            far._read(left)
        last = far.type(key)
    return last


def _until(far: FarTerminal, key: str, text: str) -> float:
    """Type, and return the seconds until the screen shows a text that was not there before."""
    pressed = far.type(key)
    far._read(3)
    far.settle(2.5, most=60)
    return far.shown(text, after=pressed) - pressed
