"""The command line in a folder of its own, and the sessions that it reads there."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from reflectie_tui.cli import run
from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.session_files import dumps

PEOPLE = "Fatima, Hogeschool Rijn\nJoris, Het Baken\nSanne, Hogeschool Rijn\nKofi, Het Baken"
LOCALE = (
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LANGUAGE",
    "REFLECTIE_LANG",
    "REFLECTIE_SESSIONS",
    "COLUMNS",
    "NO_COLOR",
)


class Answered(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str


Reflectie = Callable[..., Answered]
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out of the home folder, the locale and the language of who runs the tests."""
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def reflectie(capsys: pytest.CaptureFixture[str]) -> Reflectie:
    """Run a command in this process."""

    def called(*argv: str | Path) -> Answered:
        status = run([str(word) for word in argv])
        out, err = capsys.readouterr()
        return Answered(status, out, err)

    return called


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process of its own."""

    def called(*argv: str | Path, env: Mapping[str, str] | None = None, **choices: Any) -> Any:
        keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return subprocess.run(
            [sys.executable, "-m", "reflectie_tui", *map(str, argv)],
            cwd=tmp_path,
            env={**keep, "HOME": str(tmp_path), "LANG": "nl_NL.UTF-8", "PYTHONUTF8": "1", **(env or {})},
            capture_output="stdout" not in choices,
            encoding="utf-8",
            errors="replace",
            timeout=60,
            **choices,
        )

    return called


@pytest.fixture(scope="session")
def content() -> ContentSet:
    found = ContentSets(shipped_content()).get("samenwerken", "nl")
    assert found is not None
    return found


@pytest.fixture
def group(content: ContentSet) -> Callable[..., Session]:
    """A session with these answers, a row a statement; all is shown, but for what is named as hidden."""

    def answered(
        rows: Mapping[str, Mapping[str, Sequence[Answer | None]]],
        *,
        people: str = PEOPLE,
        hidden: Sequence[str] = (),
        day: date = date(2026, 11, 23),
        title: str = "Opleidingsschool Rijnstreek",
        **choices: Any,
    ) -> Session:
        start = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
        session = new_session(content, title=title, people=seats(people), now=start, random=Random(day.year), **choices)
        for perspective, statements in rows.items():
            for key, row in statements.items():
                statement = content.perspective(perspective).by_id[key]
                for voice, answer in zip(session.voices, row, strict=False):
                    session = session.with_score(perspective, voice, statement, answer)
            if perspective not in hidden:
                session = session.with_reveal(perspective)
        return session

    return answered


@pytest.fixture
def write(tmp_path: Path, group: Callable[..., Session]) -> Write:
    """Put a session in a file, as the app writes it."""

    def written(name: str, session: Session | None = None) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        session = session or group({"ambitie": {"doen": [2, 4, 4, 4]}})
        path.write_bytes(dumps(session).encode())
        return Path(name)

    return written


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file with faults in it."""
    (tmp_path / "stuk.toml").write_text('format = "reflectie-sessie"\nversion = 1\n\n[session]\nid = "s1"\n')
    return Path("stuk.toml")
