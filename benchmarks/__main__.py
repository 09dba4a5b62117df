"""`python -m benchmarks`: measure, print the table, and exit 1 where a budget falls short."""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import tempfile
from pathlib import Path

import reflectie_tui
from benchmarks.measures import MEASURES
from benchmarks.rows import Row, table


def main() -> int:
    """Measure what was asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help="the letters to measure, as in c,d")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured (7)")
    parser.add_argument("--json", type=Path, help="write the rows here as well")
    wish = parser.parse_args()
    letters = [letter.strip() for letter in wish.only.split(",") if letter.strip()] or list(MEASURES)
    if unknown := [letter for letter in letters if letter not in MEASURES]:
        parser.error(f"no such measurement: {', '.join(unknown)}")
    compileall.compile_dir(Path(reflectie_tui.__file__).parent, quiet=2)
    rows: list[Row] = []
    done = set()
    for letter in letters:
        measure = MEASURES[letter]
        if measure in done:
            continue
        done.add(measure)
        print(f"{letter}: {(measure.__doc__ or '').split(': ', 1)[1].splitlines()[0]}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as place:
            rows += measure(Path(place), wish.rounds)
    print(table(rows))
    if wish.json:
        wish.json.write_text(json.dumps([row.as_json() for row in rows], indent=2) + "\n", "utf-8")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
