"""The commands and the query of `docs/many-partnerships.md` give what the app itself reckons."""

import re
import shlex
from collections import defaultdict
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from shutil import copy

import duckdb
import pytest

from reflectie_tui.cli import run
from reflectie_tui.model.comparison import compare
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.report.csv import COLUMNS
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.folders import shipped_examples
from reflectie_tui.storage.session_files import create, read_session

TEXT = (Path(__file__).parents[2] / "docs" / "many-partnerships.md").read_text("utf-8")
PEOPLE = "Fatima, Hogeschool Rijn\nJoris, Het Baken\nSanne, Hogeschool Rijn\nKofi, Het Baken"


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """The examples, and made-up partnerships: once, twice or three times; short, in English, with gaps and hidden."""
    monkeypatch.chdir(tmp_path)
    folder, sets, chance = tmp_path / "sessions", ContentSets(), Random(7)
    folder.mkdir()
    for path in shipped_examples().glob("*.toml"):
        copy(path, folder)
    for number, (years, length, language) in enumerate(
        [
            ((2024, 2026), "full", "nl"),
            ((2023, 2024, 2026), "short", "nl"),
            ((2025, 2026), "full", "en"),
            ((2026,), "full", "nl"),
        ]
    ):
        for year in years:
            content = sets.usual(language if year == 2026 else "nl")
            moment = datetime(year, 3, 1 + number, 14, tzinfo=UTC)
            session = new_session(
                content,
                title=f"Partners “{number}”, =samen",
                people=seats(PEOPLE),
                now=moment,
                random=Random(year * 10 + number),
                length="full" if year == years[0] else length,
            )
            for key in PERSPECTIVES:
                for voice in session.voices:
                    for statement in content.perspective(key).scale(session.about.length):
                        if answer := chance.choice([1, 2, 3, 4, 5, "nvt", None]):
                            session = session.with_score(key, voice, statement, answer)
                session = session if (number, year, key) == (0, 2026, "proces") else session.with_reveal(key)
            create(session, folder)
    return [read_session(path, sets).session for path in sorted(folder.glob("*.toml"))]


def changes(sessions: list[Session]) -> dict[str, list[Fraction]]:
    """The change of each partnership from its first session to its last, as the app reckons it."""
    partnerships: dict[str, list[Session]] = defaultdict(list)
    for session in sorted(sessions, key=lambda each: each.about.date):
        partnerships[session.about.title].append(session)
    found: dict[str, list[Fraction]] = defaultdict(list)
    for group in partnerships.values():
        ends = [group[0], group[-1]]
        if len(group) > 1:
            contents = [ContentSets().usual(each.about.language) for each in ends]
            for key, change in compare(ends, contents).perspectives.items():
                if change.change is not None:
                    found[key].append(change.change)
    return found


def test_the_query_gives_what_the_app_reckons(programme: list[Session], tmp_path: Path) -> None:
    words = shlex.split(block("sh"))
    files = sorted(Path().glob(words.pop(2)))
    assert words[:2] == ["reflectie", "export"] and len(files) == len(programme) == 11
    assert run([words[1], *map(str, files), *words[2:]]) == 0
    with duckdb.connect() as database:
        rows = database.execute(block("sql")).fetchall()
    expected = changes(programme)
    assert [(key, number) for key, number, _ in rows] == sorted((key, len(found)) for key, found in expected.items())
    assert {number for _, number, _ in rows} == {3, 4}, "one was still hidden"
    for key, number, change in rows:
        assert change == pytest.approx(float(sum(expected[key])) / number, abs=0.00501)


def test_all_columns_are_explained() -> None:
    assert [column for column in COLUMNS if f"`{column}`" not in TEXT] == []
