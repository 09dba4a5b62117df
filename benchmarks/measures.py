"""The measurements a to l of the promise to be fast. What is measured beside a bare thing takes turns with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.groups import folder_of, group, scored
from benchmarks.rows import Row, of_rounds
from benchmarks.terminal import UNSET, Terminal
from reflectie_tui.storage.session_files import create

BARE = [str(Path(__file__).with_name("bare.py"))]
MANY = 1000
TO_A_TURN = (
    ("", "Samen kijken"),
    ("\r", "Ambitie van betekenis"),
    ("\r", "Geef de laptop door"),
    ("\r", "In hoeverre klopt dit?"),
)
"""The keys from the front page to the first person's turn, and what the screen shows after each."""
PAIRS = 15
"""At least so many pairs of starts: one start differs from the next by more than what we look for."""
SLOW_DISK = "import os, time\nreal = os.fsync\nos.fsync = lambda number: (time.sleep(0.5), real(number))[1]\n"
RUN = "import sys\nfrom reflectie_tui.cli import run\nsys.exit(run(sys.argv[1:]))\n"


def start(place: Path, rounds: int) -> Iterator[Row]:
    """a: from exec to the frame of the start screen, and to the list of 20 sessions."""
    sessions = folder_of(20, place / "twenty")
    frame, filled, bare, again = [], [], [], []
    for number in range(max(PAIRS, rounds) + 1):
        turns = (_start_of_ours, _start_of_bare, _start_of_ours, _start_of_bare)
        seen = [begin(sessions, place) for begin in (turns if number % 2 else turns[::-1])]
        ours, bares = [[each for each in seen if len(each) == length] for length in (2, 1)]
        if number:  # the first round warms up
            frame.append(ours[0][0])
            again.append(ours[1][0])
            filled += [each[1] for each in ours]
            bare += [each[0] for each in bares]
    yield of_rounds("a1", "exec to the frame of the start screen", "ms", 1.3, frame + again, bare)
    yield of_rounds("a2", "exec to the list of 20 sessions", "ms", 1.6, filled, bare)
    yield of_rounds("a", "the frame, beside the frame: how sure this is", "ms", None, frame, again)
    yield of_rounds("a", "a bare app, beside a bare app", "ms", None, bare[::2], bare[1::2])


def _start_of_ours(sessions: Path, place: Path) -> list[float]:
    with Terminal(app_of("--sessions", str(sessions)), place) as ours:
        last = ours.appeared("20 sessies")
        return [(moment - ours.started) * 1000 for moment in (ours.shown("Stoppen"), last)]


def _start_of_bare(_sessions: Path, place: Path) -> list[float]:
    with Terminal([*BARE, "static"], place) as theirs:
        return [(theirs.appeared("BARE") - theirs.started) * 1000]


def version(place: Path, rounds: int) -> Iterator[Row]:
    """b: `--version` and `--help` load nothing heavy."""
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    for option in ("--version", "--help"):
        ours, bare = [], []
        for number in range(rounds * 2 + 1):
            one = _seconds([sys.executable, "-m", "reflectie_tui", option], environment, place)
            other = _seconds([sys.executable, "-c", "pass"], environment, place)
            if number:
                ours.append(one * 1000)
                bare.append(other * 1000)
        yield of_rounds("b", f"reflectie {option}", "ms", 5, ours, bare)
    code = (
        "import sys; from reflectie_tui.cli import run; run(['--help']);"
        "print(len({'textual', 'pydantic', 'plotext'} & set(sys.modules)), file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=place, check=True)
    yield Row("b", "heavy modules loaded by --help", "modules", float(said.stderr), 0)


def score_key(place: Path, rounds: int) -> Iterator[Row]:
    """c, d: one score key, its time to the last output and its bytes; beside a bare one-list widget."""
    ours, bare, sent = [], [], []
    file = create(group(), place / "score")
    with Terminal(app_of("open", str(file)), place) as app, Terminal([*BARE, "list"], place) as theirs:
        begin_turn(app)
        theirs.settle()
        app.press("4")
        theirs.press("4")
        for number in range(max(15, rounds * 5)):
            key = str(1 + number % 5)
            app.press("\x1b[A")  # a line up, so that each key scores anew
            seconds, came = app.press(key)
            ours.append(seconds * 1000)
            sent.append(float(came))
            bare.append(theirs.press(key)[0] * 1000)
    yield of_rounds("c", "one score key, to painted", "ms", 10, ours)
    yield of_rounds("c", "one score key, beside a bare list", "ms", 2, ours, bare)
    yield of_rounds("d", "one score key, bytes", "bytes", 60, sent)


def moving(place: Path, rounds: int) -> Iterator[Row]:
    """e: the cursor to another statement."""
    file = create(group(), place / "move")
    with Terminal(app_of("open", str(file)), place) as app:
        begin_turn(app)
        app.press("4")
        sent = [float(app.press(key)[1]) for _ in range(max(5, rounds)) for key in ("\x1b[A", "\x1b[B")]
    yield of_rounds("e", "the cursor to another statement", "bytes", 300, sent)


def typing(place: Path, rounds: int) -> Iterator[Row]:
    """f: a letter in a note."""
    file = create(group(), place / "type")
    with Terminal(app_of("open", str(file)), place) as app:
        begin_turn(app)
        app.press("n", quiet=0.4)
        sent = [float(app.press(letter)[1]) for letter in "we kennen elkaars belangen nog niet"[: max(15, rounds * 3)]]
    yield of_rounds("f", "a letter in a note", "bytes", 150, sent)


def stepping(place: Path, rounds: int) -> Iterator[Row]:
    """g: from one step to the next, by Enter from talk to reading and back."""
    file = create(scored(group()).with_about(step="ambitie.discuss"), place / "step")
    sent = []
    with Terminal(app_of("open", str(file)), place) as app:
        app.settle(0.8)
        for _ in range(7):
            sent.append(float(app.press("\r", quiet=0.3)[1]))
    yield of_rounds("g", "from one step to the next", "bytes", 1500, sent)


def resting(place: Path, rounds: int) -> Iterator[Row]:
    """h, i: nothing is sent at rest, on the list, on a form, in a note; processor and memory beside a bare app."""
    file = create(scored(group()).with_about(step="ambitie.discuss"), place / "rest")
    seconds = 4.0
    quiet, ours, bare, memory, little = [], [], [], [], []
    for _ in range(max(2, rounds // 3)):
        with Terminal(app_of("open", str(file)), place) as app, Terminal([*BARE, "static"], place) as theirs:
            app.settle(3.5)
            theirs.settle()
            memory.append(app.memory())
            little.append(theirs.memory())
            for keys in ("", "n", "\x1b"):
                if keys:
                    app.press(keys, quiet=0.5)
                came, spent = app.rest(seconds)
                quiet.append(float(came))
                ours.append(spent * 1000)
                bare.append(theirs.rest(seconds)[1] * 1000)
    yield of_rounds("h", f"bytes in {seconds:.0f} s at rest", "bytes", 0, quiet)
    yield of_rounds("h", f"processor time in {seconds:.0f} s at rest", "ms", 1.5, ours, bare)
    yield of_rounds("i", "memory with a session open", "MB", 2, memory, little)


def many_files(place: Path, rounds: int) -> Iterator[Row]:
    """j: a thousand sessions on the start screen, the first time and again, beside parsing the same bytes."""
    sessions = folder_of(MANY, place / "many")
    twenty = folder_of(20, place / "few")
    texts = [path.read_text("utf-8") for path in sorted(sessions.glob("*.toml"))]
    began = time.monotonic()
    for text in texts:
        tomllib.loads(text)
    parsed = (time.monotonic() - began) * 1000
    frame, few, all_of_them = [], [], []
    for number in range(max(3, rounds // 3) + 1):
        with Terminal(app_of("--sessions", str(sessions)), place) as app:
            last = app.appeared("1000 sessies", quiet=2)
            frame.append((app.shown("Stoppen") - app.started) * 1000)
            all_of_them.append((last - app.shown("Stoppen")) * 1000)
        with Terminal(app_of("--sessions", str(twenty)), place) as app:
            few.append((app.appeared("Stoppen") - app.started) * 1000)
        if not number:
            first = all_of_them.pop()
            frame.clear()
            few.clear()
    yield of_rounds("j", "frame with 1,000 sessions, beside 20", "ms", 1.15, frame, few)
    yield Row("j", "from the frame to 1,000 sessions, first time, beside parsing", "ms", first, 1.5, parsed)
    yield of_rounds("j", "from the frame to 1,000 sessions, again, beside parsing", "ms", 0.1, all_of_them, [parsed])


def slow_disk(place: Path, rounds: int) -> Iterator[Row]:
    """k: a score key while each save waits half a second for the disk."""
    file = create(scored(group()), place / "disk")
    fresh = create(group(seed=2), place / "disk")
    script = place / "slow_disk.py"
    script.write_text(SLOW_DISK + RUN, "utf-8")
    ours = []
    with Terminal([str(script), "open", str(fresh)], place) as app:
        begin_turn(app)
        app.press("4")
        for number in range(max(15, rounds * 5)):
            app.press("\x1b[A")
            ours.append(app.press(str(1 + number % 5))[0] * 1000)
    assert file.exists()
    yield of_rounds("k", "one score key, with a disk of 500 ms", "ms", 10, ours)


def charts(place: Path, rounds: int) -> Iterator[Row]:
    """l: a chart drawn: the bars of twelve people in five perspectives, each time with other values."""
    from reflectie_tui.report.chart import bars, fitting

    ours = []
    for number in range(max(15, rounds * 3) + 1):
        values = [(1 + (number * 7 + each) % 40 / 10, each % 12) for each in range(60)]  # none is in the cache
        began = time.perf_counter()
        bars(values, fitting(60), "".join(chr(ord("a") + each) for each in range(12)))
        if number:
            ours.append((time.perf_counter() - began) * 1000)
    yield of_rounds("l", "a chart of 60 bars drawn", "ms", 25, ours)


MEASURES: dict[str, Callable[[Path, int], Iterable[Row]]] = {
    "a": start,
    "b": version,
    "c": score_key,
    "d": score_key,
    "e": moving,
    "f": typing,
    "g": stepping,
    "h": resting,
    "i": resting,
    "j": many_files,
    "k": slow_disk,
    "l": charts,
}


def app_of(*arguments: str) -> list[str]:
    """Return how Python starts our app."""
    return ["-m", "reflectie_tui", *arguments]


def begin_turn(app: Terminal) -> None:
    """Go from the front page to the first person's turn, with patience for a busy machine."""
    app.go(TO_A_TURN)


def _seconds(command: list[str], environment: dict[str, str], place: Path) -> float:
    began = time.monotonic()
    subprocess.run(command, env=environment, cwd=place, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - began
