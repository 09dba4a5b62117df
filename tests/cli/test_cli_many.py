"""A thousand sessions: all of them are compared, exported and listed, and what is unreadable is named."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from reflectie_tui.model.session import Session
from tests.cli.conftest import Reflectie, Write

MANY = 1000
BROKEN = Path("sessions") / "stuk.toml"
DAY = date(2026, 11, 23)


@pytest.fixture
def thousand(write: Write, broken: Path, tmp_path: Path, group: Callable[..., Session]) -> list[Path]:
    """As many files, one written by the app and the rest copies with an id and a day of their own; one is broken."""
    first = write("sessions/groep-0.toml", group({"ambitie": {"doen": [2, 4, 4, 4]}}, day=DAY))
    text = (tmp_path / first).read_text("utf-8")
    paths = [first]
    for number in range(1, MANY):
        day = (DAY - timedelta(days=number)).isoformat()
        other = re.sub(r'(?m)^id = ".*"$', f'id = "00000000-0000-4000-8000-{number:012d}"', text, count=1)
        paths.append(Path("sessions") / f"groep-{number}.toml")
        (tmp_path / paths[-1]).write_text(other.replace(f"date = {DAY}", f"date = {day}", 1), "utf-8")
    (tmp_path / broken).rename(tmp_path / BROKEN)
    return [*paths[:500], BROKEN, *paths[500:]]


def test_a_thousand_sessions_are_exported_compared_and_listed(
    reflectie: Reflectie, thousand: list[Path], tmp_path: Path
) -> None:
    status, out, err = reflectie("export", *thousand, "--to", "csv")
    assert status == 1 and named(err)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 4 * MANY
    assert {row["file"] for row in rows} == {path.name for path in thousand} - {BROKEN.name}

    status, out, err = reflectie("compare", *thousand, "--json")
    assert status == 1 and named(err)
    found = json.loads(out)
    days = [(DAY - timedelta(days=number)).isoformat() for number in reversed(range(MANY))]
    assert [each["date"] for each in found["sessions"]] == days, "each once, in the order of the dates"
    assert found["statements"] and all(len(each["scores"]) == MANY for each in found["statements"])

    status, out, _ = reflectie("list", "--sessions", "sessions", "--json")
    listed: list[dict[str, Any]] = json.loads(out)
    assert status == 0 and len(listed) == MANY + 1
    assert [each["file"] for each in listed if each["error"]] == [BROKEN.name]
    assert len({each["id"] for each in listed if not each["error"]}) == MANY


def named(complaint: str) -> bool:
    """Tell whether each complaint is about the file that is broken, and there is one."""
    lines = complaint.splitlines()
    return bool(lines) and all(line.startswith(f"reflectie: {BROKEN}: ") for line in lines)


def test_compare_goes_on_with_two_or_more_and_stops_at_one(reflectie: Reflectie, write: Write, broken: Path) -> None:
    one, other = write("een.toml"), write("twee.toml")
    status, out, err = reflectie("compare", one, broken, other)
    assert status == 1 and "stuk.toml: session.title: " in err
    assert out.count("Opleidingsschool Rijnstreek") == 2 and "stuk.toml" not in out
    status, out, err = reflectie("compare", one, broken)
    assert (status, out) == (1, "") and "stuk.toml: session.title: " in err
