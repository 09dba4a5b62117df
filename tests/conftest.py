"""What we promise (docs/promises.md): which tests show each promise, and what became of them at the end of a run."""

from __future__ import annotations

import atexit
import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

PROMISES = {
    1: "A session file is the old version or the new one",
    2: "“Saved” means on the disk",
    3: "No answer is lost, however the app is left",
    4: "A full disk harms nothing, and it is said",
    5: "The app is gone when its terminal is gone",
    6: "Without a usable terminal it says why",
    7: "The terminal is put right afterwards",
    8: "No text steers the terminal, none is mark-up",
    9: "No file crashes it, hangs it or fills the memory",
    10: "A file that was not read whole is not written",
    11: "Two people never silently overwrite each other",
    12: "A dead program's lock stands in nobody's way",
    13: "Save, load, save: the same bytes",
    14: "Links and modes are kept, new files are private",
    15: "No private text in a crash, a title or a log",
    16: "Restricted means restricted",
    17: "Any size, any bytes: no crash",
    18: "The exit status tells the truth",
}
PROMISE, MEASURED = "promise", "measured"


@pytest.fixture(autouse=True, scope="session")
def garbage_seldom_looked_for() -> Iterator[None]:
    """What a run of tests loads stays: to look through it time and again takes a third of the time of an app."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    yield
    gc.set_threshold(*before)
    atexit.register(gc.unfreeze)  # not before: pytest has the garbage of its tests looked for five times more


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Note a figure, for the table of promises at the end of the run."""
    return lambda figure: record_property(MEASURED, figure)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Let each report tell which promises its test shows: the report alone comes back from another process."""
    for item in items:
        for mark in item.iter_markers(PROMISE):
            assert mark.args and set(mark.args) <= PROMISES.keys(), f"{item.nodeid}: no such promise"
            item.user_properties.extend((PROMISE, number) for number in mark.args)
    yield
    items[:] = begun_in_time(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def begun_in_time(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Deal what lasts to the workers, as the first that each has to do: begun last, all would wait for it."""
    lasting = [item for item in items if item.get_closest_marker("lasting")]
    others = [item for item in items if not item.get_closest_marker("lasting")]
    order: list[pytest.Item] = []
    for worker in range(workers):
        order += lasting[worker::workers]
        order += others[len(others) * worker // workers : len(others) * (worker + 1) // workers]
    return order


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the table of promises where that is what was run."""
    asked = str(config.option.markexpr).split()
    if PROMISE not in asked and asked[:1] != ["long"]:
        return
    outcomes: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    figures: dict[int, list[str]] = defaultdict(list)
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.getreports(outcome):
            numbers = {value for name, value in report.user_properties if name == PROMISE}
            told = [str(value) for name, value in report.user_properties if name == MEASURED]
            for number in numbers:
                outcomes[number][outcome].add(report.nodeid)
                figures[number] += told if report.when == "call" else []
    terminalreporter.section("promises")
    for number, promise in PROMISES.items():
        found = outcomes[number]
        if asked[:1] == ["long"] and not found:
            continue
        counts = ", ".join(f"{len(tests)} {outcome}" for outcome, tests in found.items())
        broken = found.keys() & {"failed", "error"}
        verdict = "BROKEN" if broken else "kept" if found["passed"] else "not shown"
        terminalreporter.write_line(f"{number:>2}  {promise:<52} {verdict:<10}{counts}")
        for figure in sorted(set(figures[number])):
            terminalreporter.write_line(f"    {figure}")
