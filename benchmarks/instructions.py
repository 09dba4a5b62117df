"""How many instructions it takes until the app could paint, counted by valgrind beside the bare thing.

A count repeats itself to within half a percent, whatever else the machine does, where milliseconds differ by tens of
percents. So it is what a change is to be held against. It counts what is loaded; what happens in time, it cannot.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.rows import Row, Sheet, table
from benchmarks.terminal import UNSET

COUNTED = {
    "reflectie --help": ("import sys; from reflectie_tui.cli import run; run(['--help'])", "pass", 5.7),
    "the app and its first screen, loaded": (
        "import reflectie_tui.ui.app",
        "import textual.app, textual.widgets",
        1.14,
    ),
}
"""What is counted, beside what, and how many times as much it may be: what was last counted, and a twentieth more."""


def measure(place: Path, rounds: int) -> Sheet:
    """Instructions until the app could paint, beside the bare thing; and one of them twice, to know how sure it is."""
    if shutil.which("valgrind") is None:
        return Sheet("instructions", [("what", "why not"), ("instructions", "valgrind is not installed")], [])
    rows = [
        Row("m", what, "M instr.", _counted(ours, place), budget, _counted(bare, place))
        for what, (ours, bare, budget) in COUNTED.items()
    ]
    rows.append(Row("m", "nothing, beside nothing", "M instr.", _counted("pass", place), None, _counted("pass", place)))
    said = table(rows).splitlines()
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in (said[0], *said[2:])]
    return Sheet("instructions", lines, [row.as_json() for row in rows], all(row.holds for row in rows))


def _counted(code: str, place: Path) -> float:
    """Return the millions of instructions that a piece of Python takes; run once before, so that all is compiled."""
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment |= {"PYTHONHASHSEED": "0", "HOME": str(place), "LANG": "C.UTF-8", "REFLECTIE_LANG": "nl"}
    python = [sys.executable, "-c", code]
    subprocess.run(python, env=environment, cwd=place, capture_output=True, check=True)
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    said = subprocess.run([*valgrind, *python], env=environment, cwd=place, capture_output=True, text=True, check=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", said.stderr)
    if found is None:
        raise RuntimeError(said.stderr[-2000:])
    return int(found[1].replace(",", "")) / 1e6
