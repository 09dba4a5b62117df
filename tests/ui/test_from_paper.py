"""A form on paper, typed in from top to bottom, comes where it belongs: paper and screen have one order."""

from __future__ import annotations

import re

import pytest

from reflectie_tui.model.content import PERSPECTIVES, Length, Statement
from reflectie_tui.model.records import Answer
from reflectie_tui.report.ballot import ballot_markdown
from reflectie_tui.report.markdown import safe
from reflectie_tui.ui.widgets.own_question import places
from reflectie_tui.words import load
from tests.ui.conftest import Room, content_of, text_of
from tests.ui.hands import press
from tests.ui.stage import until


def on_paper(room: Room, length: Length) -> list[list[tuple[str, Statement]]]:
    """The pages of the form in their order: a table of statements for each perspective, or a question by itself."""
    content = content_of(room.sets)
    known = {safe(each.text): (key, each) for key in PERSPECTIVES for each in content.perspective(key).asked(length)}
    pages: list[list[tuple[str, Statement]]] = []
    in_table = False
    for line in ballot_markdown(content, load("nl"), length).splitlines():
        row = re.fullmatch(r"\| (.*?)(?: \| ☐){6} \|", line)
        found = known.get(row[1] if row else line)
        if found and row and in_table:
            pages[-1].append(found)
        elif found:
            pages.append([found])
        in_table = bool(found and row)
    assert sum(map(len, pages)) == len(known)
    return pages


def meant(statement: Statement, key: str) -> Answer:
    """What a key that is typed stands for."""
    if key == "?":
        return "nvt"
    return int(key) if statement.kind == "scale" else places(statement)[int(key) - 1][0]


@pytest.mark.parametrize("length", ["full", "short"])
async def test_a_form_is_typed_in_from_top_to_bottom(room: Room, length: Length) -> None:
    session = room.session(way="scores-first", visibility="anonymous", length=length).with_about(step="ambitie.score")
    keys = iter("42?533145?254131?352453142?")
    written: dict[tuple[str, str], Answer] = {}
    app = room.app(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Geef de laptop door" in text_of(app), "the first turn")
        await press(pilot, "enter")
        for page in on_paper(room, length):
            first = " ".join(page[0][1].text.split()[:3])
            await until(pilot, lambda first=first: first in text_of(app), f"the page with {page[0][1].id}")
            for perspective, statement in page:
                key = next(keys)
                written[perspective, statement.id] = meant(statement, key)
                await press(pilot, key)
            await press(pilot, "enter")
        await until(pilot, lambda: "Geef de laptop door" in text_of(app), "the next turn")
        assert app.session is not None
        (answers,) = [
            {
                (key, asked): answer
                for key in PERSPECTIVES
                for asked, answer in app.session.perspective(key).answers.get(voice, {}).items()
            }
            for voice in app.session.voices
            if any(voice in app.session.perspective(key).answers for key in PERSPECTIVES)
        ]
    assert answers == written
