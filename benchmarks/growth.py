"""How the cost grows: with people, with sessions in the folder, with sessions compared, with notes.

What a key costs may not grow with any of them. What has to be read, drawn or written once may, and is shown.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.groups import folder_of, group, scored
from benchmarks.measures import app_of, begin_turn
from benchmarks.rows import Sheet
from benchmarks.terminal import Terminal
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create, dumps, read_session
from reflectie_tui.storage.sitting import Sitting

PEOPLE = (3, 12, 40)
FOLDERS = (10, 1_000, 10_000)
COMPARED = (2, 6, 12)
NOTES = (0, 50, 500)
TIME, BYTES = 1.5, 1.5
"""How much more a key may take with the most than with the least: some room for a busy machine and longer names."""
KEYS = 25


@dataclass(frozen=True)
class Growth:
    """What something costs with little, more and much of what there may be many of."""

    of: str
    what: str
    unit: str
    at: dict[str, float]
    budget: float | None = None

    @property
    def ratio(self) -> float:
        """With the most, against with the least."""
        least, *_, most = self.at.values()
        return most / least if least else 1.0

    @property
    def holds(self) -> bool:
        return self.budget is None or self.ratio <= self.budget

    def cells(self) -> tuple[str, ...]:
        """Return this as a line of a table."""
        costs = [f"{value:.4g} {self.unit}" for value in self.at.values()]
        budget = "–" if self.budget is None else f"≤ {self.budget:g} ×"
        holds = "–" if self.budget is None else "yes" if self.holds else "NO"
        return (f"{self.of}: {' → '.join(self.at)}", self.what, *costs, f"{self.ratio:.2f} ×", budget, holds)


def measure(place: Path, rounds: int) -> Sheet:
    """How the cost grows with people, sessions in the folder, sessions compared and notes."""
    found: list[Growth] = []
    for family in (people, notes, compared, folders):
        found += family(place / family.__name__, max(KEYS, rounds * 3))
    head = ("with more", "what", "little", "more", "much", "growth", "budget", "holds")
    figures = [{**asdict(each), "ratio": each.ratio, "holds": each.holds} for each in found]
    return Sheet("growth", [head, *(each.cells() for each in found)], figures, all(each.holds for each in found))


def people(place: Path, keys: int) -> Iterator[Growth]:
    """Return what grows with the number of people."""
    yield from _in_a_session("people", {str(many): (group(many), _talked(group(many))) for many in PEOPLE}, place, keys)


def notes(place: Path, keys: int) -> Iterator[Growth]:
    """Return what grows with the number of notes."""
    sessions = {str(many): (_noted(group(), many), _noted(_talked(group()), many)) for many in NOTES}
    yield from _in_a_session("notes", sessions, place, keys)


def compared(place: Path, keys: int) -> Iterator[Growth]:
    """Return what grows with the number of sessions that are compared."""
    folder = folder_of(max(COMPARED), place / "folder")
    opened: dict[str, list[float]] = {}
    with ExitStack() as open_ones:
        terminals = {}
        for many in COMPARED:
            one = open_ones.enter_context(Terminal(app_of("--sessions", str(folder)), place))
            one.appeared(f"{max(COMPARED)} sessies")
            for number in range(many):
                one.press(" ")
                if number < many - 1:
                    one.press("\x1b[B")
            opened[str(many)] = [one.press("c", quiet=0.6)[0] * 1000]
            terminals[str(many)] = one
        yield Growth("sessions compared", "from the list to all of them side by side", "ms", _medians(opened))
        yield from _keys("sessions compared", "moving among them", terminals, ("\x1b[B", "\x1b[A"), keys)


def folders(place: Path, keys: int) -> Iterator[Growth]:
    """Return what grows with the number of sessions in the folder."""
    wheres = {str(many): folder_of(many, place / str(many)) for many in FOLDERS}
    frame: dict[str, list[float]] = {many: [] for many in wheres}
    filled: dict[str, list[float]] = {many: [] for many in wheres}
    first: dict[str, list[float]] = {}
    for number in range(4):
        for many, folder in wheres.items():
            with Terminal(app_of("--sessions", str(folder)), place) as one:
                last = one.appeared(f"{many} sessies", quiet=1.5, most=900) - one.started
                seen = one.shown("Stoppen") - one.started
            if number:
                frame[many].append(seen * 1000)
                filled[many].append((last - seen) * 1000)
            else:
                first[many] = [(last - seen) * 1000]
    yield Growth("sessions in the folder", "exec to the frame", "ms", _medians(frame), TIME)
    yield Growth("sessions in the folder", "from the frame to all of them, the first time", "ms", _medians(first))
    yield Growth("sessions in the folder", "from the frame to all of them, again", "ms", _medians(filled))
    with ExitStack() as open_ones:
        terminals = {}
        for many, folder in wheres.items():
            terminals[many] = open_ones.enter_context(Terminal(app_of("--sessions", str(folder)), place))
            terminals[many].appeared(f"{many} sessies")
        yield from _keys("sessions in the folder", "moving in the list", terminals, ("\x1b[B", "\x1b[A"), keys)


def _in_a_session(of: str, sessions: dict[str, tuple[Session, Session]], place: Path, keys: int) -> Iterator[Growth]:
    """Score, move in the talk and save, in sessions that differ in one thing: each about to begin, and answered."""
    with ExitStack() as open_ones:
        terminals = {}
        for many, (fresh, _) in sessions.items():
            file = create(fresh, place / "score" / many)
            terminals[many] = open_ones.enter_context(Terminal(app_of("open", str(file)), place))
            begin_turn(terminals[many])
            terminals[many].press("4")
        yield from _keys(of, "a score key", terminals, tuple("12345"), keys, before="\x1b[A")
    with ExitStack() as open_ones:
        terminals = {}
        for many, (_, answered) in sessions.items():
            file = create(answered, place / "talk" / many)
            terminals[many] = open_ones.enter_context(Terminal(app_of("open", str(file)), place))
            terminals[many].appeared("Rijnstreek")
        yield from _keys(of, "moving in the talk", terminals, ("\x1b[B", "\x1b[A"), keys)
    size = {many: len(dumps(answered).encode()) / 1000 for many, (_, answered) in sessions.items()}
    yield Growth(of, "the file", "kB", size)
    saves: dict[str, list[float]] = {many: [] for many in sessions}
    for many, (_, answered) in sessions.items():
        sitting = Sitting(read_session(create(answered, place / "save" / many), ContentSets()))
        for number in range(keys):
            changed = answered.with_about(title=f"Rijnstreek {number}")
            began = time.perf_counter()
            sitting.save(changed)
            saves[many].append((time.perf_counter() - began) * 1000)
    yield Growth(of, "a save, beside the keys", "ms", _medians(saves))


def _keys(
    of: str, what: str, terminals: dict[str, Terminal], keys: Sequence[str], count: int, before: str = ""
) -> Iterator[Growth]:
    """Press keys in all terminals in turns."""
    spent: dict[str, list[float]] = {many: [] for many in terminals}
    sent: dict[str, list[float]] = {many: [] for many in terminals}
    for number in range(count + len(keys)):
        for many, terminal in terminals.items():
            if before:
                terminal.press(before)
            seconds, came = terminal.press(keys[number % len(keys)])
            terminal.settle(0.3)  # what comes once one rests stands in no other key's way
            if number >= len(keys):  # the first ones warm up
                spent[many].append(seconds * 1000)
                sent[many].append(float(came))
    yield Growth(of, f"{what}, to painted", "ms", _medians(spent), TIME)
    yield Growth(of, f"{what}, bytes", "bytes", _medians(sent), BYTES)


def _medians(found: dict[str, list[float]]) -> dict[str, float]:
    return {many: median(values) for many, values in found.items()}


def _talked(session: Session) -> Session:
    """Return the session with all answered, at the talk about the first perspective."""
    return scored(session).with_reveal("ambitie").with_about(step="ambitie.discuss")


def _noted(session: Session, many: int) -> Session:
    for number in range(many):
        text = f"Notitie {number}: we kennen elkaars belangen nog niet, en spreken daar op de volgende dag over door."
        session = session.with_note("ambitie", text, note_id=f"n{number + 1}")
    return session
