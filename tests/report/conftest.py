"""Groups that answered what a test says, and the paper to write on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.report.paper import Paper
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.words import load

PEOPLE = "Fatima, Hogeschool Rijn\nJoris, Het Baken\nSanne, Hogeschool Rijn\nKofi, Het Baken"

Rows = Mapping[str, Mapping[str, Sequence[Answer | None]]]
"""A perspective, a statement of it, and an answer for each seat (None: none yet)."""
Group = Callable[..., Session]


@pytest.fixture(scope="session")
def sets() -> ContentSets:
    return ContentSets(shipped_content())


@pytest.fixture(scope="session")
def content(sets: ContentSets) -> ContentSet:
    found = sets.get("samenwerken", "nl")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def english(sets: ContentSets) -> ContentSet:
    found = sets.get("samenwerken", "en")
    assert found is not None
    return found


@pytest.fixture
def paper() -> Paper:
    return Paper(load("nl"))


@pytest.fixture
def today() -> date:
    return date(2026, 12, 1)


@pytest.fixture
def group(content: ContentSet, english: ContentSet) -> Group:
    """A session with these answers; all that was answered is shown, but for what is named as hidden."""

    def answered(
        rows: Rows,
        *,
        people: str = PEOPLE,
        hidden: Sequence[str] = (),
        language: str = "nl",
        day: date = date(2026, 11, 23),
        title: str = "Opleidingsschool Rijnstreek",
        **choices: Any,
    ) -> Session:
        asked = content if language == "nl" else english
        start = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
        session = new_session(asked, title=title, people=seats(people), now=start, random=Random(day.year), **choices)
        for perspective, statements in rows.items():
            for key, row in statements.items():
                statement = asked.perspective(perspective).by_id[key]
                for voice, answer in zip(session.voices, row, strict=False):
                    session = session.with_score(perspective, voice, statement, answer)
            if perspective not in hidden:
                session = session.with_reveal(perspective)
        return session

    return answered


@pytest.fixture
def everything(content: ContentSet) -> Rows:
    """An answer of each of four people to every question, each perspective a little different."""
    answers: dict[str, dict[str, list[Answer]]] = {}
    for place, (key, perspective) in enumerate(content.perspectives.items()):
        answers[key] = {}
        for number, statement in enumerate(perspective.statements):
            seats_of = range(4)
            if statement.kind == "scale":
                row: list[Answer] = [1 + (place + number * seat) % 5 for seat in seats_of]
            elif statement.kind == "balance":
                row = [-1, 0, 0, 2]
            else:
                row = [(statement.choices or [])[seat].id for seat in seats_of]
            answers[key][statement.id] = row
    return answers
