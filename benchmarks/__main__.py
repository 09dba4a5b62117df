"""`python -m benchmarks`: measure, print the tables, and exit 1 where a budget falls short."""

from __future__ import annotations

import argparse
import compileall
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import reflectie_tui
from benchmarks import consultants, growth, instructions, line, peers
from benchmarks.measures import MEASURES
from benchmarks.rows import Row, Sheet, table

FAMILIES: dict[str, Callable[[Path, int], Sheet]] = {
    "growth": growth.measure,
    "line": line.measure,
    "peers": peers.measure,
    "instructions": instructions.measure,
    "ssh": consultants.measure,
}
"""What has a table of its own, beside the letters of the budgets."""


def main() -> int:
    """Measure what was asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"what to measure: letters, as in c,d, or {', '.join(FAMILIES)}")
    parser.add_argument("--peers", action="store_true", help="other programs beside it; installs them the first time")
    parser.add_argument("--instructions", action="store_true", help="count instructions with valgrind as well")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured (7)")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    wish = parser.parse_args()
    asked = [name.strip() for name in wish.only.split(",") if name.strip()]
    named = [name for name in ("peers", "instructions") if getattr(wish, name)]
    names = list(dict.fromkeys([*(asked or MEASURES), *named]))
    if unknown := [name for name in names if name not in MEASURES and name not in FAMILIES]:
        parser.error(f"no such measurement: {', '.join(unknown)}")
    compileall.compile_dir(Path(reflectie_tui.__file__).parent, quiet=2)
    rows = _rows([name for name in names if name in MEASURES], wish.rounds)
    sheets = [_sheet(name, wish.rounds) for name in names if name in FAMILIES]
    if wish.json:
        wish.json.write_text(json.dumps(_as_json(rows, sheets), indent=2) + "\n", "utf-8")
    return 0 if all(row.holds for row in rows) and all(sheet.holds for sheet in sheets) else 1


def _rows(letters: Sequence[str], rounds: int) -> list[Row]:
    rows: list[Row] = []
    for measure in dict.fromkeys(MEASURES[letter] for letter in letters):
        _say((measure.__doc__ or "").splitlines()[0])
        with tempfile.TemporaryDirectory() as place:
            rows += measure(Path(place), rounds)
    if rows:
        print(table(rows), flush=True)
    return rows


def _sheet(name: str, rounds: int) -> Sheet:
    measure = FAMILIES[name]
    _say(f"{name}: {(measure.__doc__ or '').splitlines()[0]}")
    with tempfile.TemporaryDirectory() as place:
        sheet = measure(Path(place), rounds)
    print(f"\n{sheet}", flush=True)
    return sheet


def _as_json(rows: Sequence[Row], sheets: Sequence[Sheet]) -> dict[str, Any]:
    machine = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    return {
        "measured": datetime.now().astimezone().isoformat(timespec="seconds"),
        **machine,
        "budgets": [row.as_json() for row in rows],
        **{sheet.name: sheet.figures for sheet in sheets},
    }


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
