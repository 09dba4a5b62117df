"""Many at once on one machine, as on the server of somebody who guides groups: all finish, and nothing is lost."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.group import Start, answers, session_file

ALONE, TOGETHER = 25, 5
PATIENCE = 240.0
TOLD = "Iemand anders heeft dit bestand intussen veranderd"


def memory(pid: int) -> float:
    """Return the MiB of a process, with what it shares divided by those who share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@pytest.mark.long
@pytest.mark.promise(3, 11)
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="asks Linux for the memory of a process")
def test_thirty_at_once_lose_nothing(terminal: Start, tmp_path: Path, measured: Callable[[str], None]) -> None:
    dice, before = Random(30), resource.getrusage(resource.RUSAGE_CHILDREN)
    own = [session_file(tmp_path / str(number)) for number in range(ALONE)]
    shared = session_file(tmp_path / "shared")
    rows = ["".join(dice.choices("12345", k=5)) for _ in own] + list("12345")
    files = [*own, *[shared] * TOGETHER]
    all_there, all_done, all_weighed = (threading.Barrier(len(files) + 1) for _ in range(3))
    conflicts = []

    def sit(one: Terminal, row: str, file: Path) -> None:
        one.wait_for("Geef de laptop door aan", seconds=PATIENCE)
        one.press("\r")
        one.wait_for("In hoeverre klopt dit?", seconds=PATIENCE)
        all_there.wait(PATIENCE)
        one.press(row)
        if file == shared:
            until_kept(one, conflicts)
        else:
            one.wait_for("5 van 5", "✓ bewaard", seconds=PATIENCE)
        all_done.wait(PATIENCE)
        all_weighed.wait(PATIENCE)
        one.press("\x11")
        assert one.wait_end(60) == 0

    apps = [terminal("open", str(file), "--lang", "nl") for file in files]
    with ThreadPoolExecutor(len(apps)) as people:
        sitting = [people.submit(sit, *each) for each in zip(apps, rows, files, strict=True)]
        all_there.wait(PATIENCE)
        all_done.wait(PATIENCE)
        sizes = [memory(one.child.pid) for one in apps]
        all_weighed.wait(PATIENCE)
        for each in sitting:
            each.result()
    assert [answers(file) for file in own] == [[int(key) for key in row] for row in rows[:ALONE]]
    copies = list(shared.parent.glob("*.toml"))
    assert sorted(answers(copy) for copy in copies) == [[1], [2], [3], [4], [5]]
    assert len(conflicts) == TOGETHER - 1, "each but the first was told of the copy"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    measured(
        f"{ALONE} groups and {TOGETHER} at one file at once: 0 answers lost, {len(conflicts)} copies named, "
        f"{sum(sizes):.0f} MiB in all, {max(sizes):.0f} MiB the most, {work / len(apps):.1f} s of work each"
    )


def until_kept(one: Terminal, conflicts: list[str]) -> None:
    """Wait until the answer is in the file, or is said to be in a copy."""
    for _ in range(int(PATIENCE)):
        one.read(1)
        shown = " ".join(one.text.split())
        if TOLD in shown:
            conflicts.append(shown)
            one.press("\r")
            one.wait_for("1 van 5", gone=TOLD, seconds=PATIENCE)
            return
        if "1 van 5" in shown and "✓ bewaard" in shown:
            one.read(3)  # the copy is told of a moment later
            if TOLD not in " ".join(one.text.split()):
                return
    raise AssertionError(one.text)
