"""The set `samenwerken` in both languages, and groups that answered what a test says."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective, SetFacts
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import Seat, new_session

CONTENT = Path(__file__).parents[2] / "content"
START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)

Scores = Mapping[str, Mapping[str, Sequence[Answer | None]]]
"""A perspective, a statement of it, and an answer for each seat (None: none yet)."""
Group = Callable[..., Session]


def load(language: str) -> ContentSet:
    def read(name: str) -> dict[str, Any]:
        return tomllib.loads((CONTENT / language / "samenwerken" / f"{name}.toml").read_text("utf-8"))

    return ContentSet(
        facts=SetFacts.model_validate(read("set")),
        perspectives={key: Perspective.model_validate(read(key)) for key in PERSPECTIVES},
    )


@pytest.fixture(scope="session")
def content() -> ContentSet:
    return load("nl")


@pytest.fixture(scope="session")
def english() -> ContentSet:
    return load("en")


@pytest.fixture(scope="session")
def group(content: ContentSet, english: ContentSet) -> Group:
    """A session in which everybody gave the answers of a test, and all was shown."""

    def answered(
        scores: Scores,
        organisations: Sequence[str | None] = (),
        *,
        names: Sequence[str] = (),
        hidden: Sequence[str] = (),
        language: str = "nl",
        day: date | None = None,
        **choices: Any,
    ) -> Session:
        asked = content if language == "nl" else english
        rows = [row for statements in scores.values() for row in statements.values()]
        count = max([*map(len, rows), len(organisations), len(names)])
        people = [
            Seat(
                names[place] if place < len(names) else f"Naam {place + 1}",
                organisations[place] if place < len(organisations) else None,
            )
            for place in range(count)
        ]
        # The shuffle of an anonymous session is undone: a test names its voices by their seats.
        session = new_session(asked, title="Proef", people=people, now=START, random=Random(len(rows)), **choices)
        if session.anonymous:
            seats = [f"p{place + 1}" for place in range(count)]
            sizes = [organisations.count(seat.organisation) if seat.organisation else 0 for seat in people]
            session = session.replaced(
                participants={
                    key: {"organisation": seat.organisation if size >= 3 else None}
                    for key, seat, size in zip(seats, people, sizes, strict=True)
                }
            )
        for perspective, statements in scores.items():
            for key, row in statements.items():
                statement = asked.perspective(perspective).by_id[key]
                for voice, answer in zip(session.voices, row, strict=False):
                    session = session.with_score(perspective, voice, statement, answer)
            if perspective not in hidden:
                session = session.with_reveal(perspective)
        return session.with_about(date=day) if day else session

    return answered
