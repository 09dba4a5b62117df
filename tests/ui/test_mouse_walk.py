"""A whole session by the mouse alone; only what has to be typed is typed."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reflectie_tui.ui.app import ReflectieApp
from tests.ui.conftest import Room, text_of
from tests.ui.stage import settled, until
from tests.ui.tour import OWN


async def click(pilot: Pilot[int], text: str, *, line: str = "", last: bool = False) -> None:
    """Click on a text on the screen: the first, or the last; where `line` is given, on the line that holds it."""
    await until(pilot, lambda: text in text_of(pilot.app) and line in text_of(pilot.app), f"{text} ({line})")
    lines = list(enumerate(text_of(pilot.app).splitlines()))
    y, found = next((y, found) for y, found in (reversed(lines) if last else lines) if text in found and line in found)
    await pilot.click(offset=(found.rindex(text) if last else found.index(text), y))
    await settled(pilot)


async def score(app: ReflectieApp, pilot: Pilot[int]) -> None:
    """Click a point of every statement on the page, and that it is done."""
    while True:
        shown = text_of(app).splitlines()
        rows = [(y, line) for y, line in enumerate(shown) if line.rstrip().endswith("·  ·  ·  ·  ·  ·")]
        here = [(y, line) for y, line in enumerate(shown) if line.rstrip().endswith("1  2  3  4  5  ?")]
        if not (rows or here):
            break
        y, line = (here or rows)[0]
        end = len(line.rstrip())
        await pilot.click(offset=(end - 7, y))
        await settled(pilot)
    await click(pilot, "klaar", last=True)


@pytest.mark.lasting
async def test_a_short_session_from_the_list_to_its_end(room: Room) -> None:
    people = "Fatima, Hogeschool Rijn\nJoris, Het Baken"
    app = room.app(room.session(people=people, length="short").with_about(step="front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await click(pilot, "verder", last=True)
        for number, key in enumerate(("ambitie", "belangen", "relatie", "organisatie", "proces")):
            await click(pilot, "verder", last=True)
            for _ in range(2):
                await click(pilot, "ik ben zover")
                await score(app, pilot)
            await click(pilot, "alle stemmen tonen")
            assert f"{key.upper()} · bespreken" in text_of(app)
            await click(pilot, "samen", last=True)
            await click(pilot, "≠ we zien dit verschillend" if number % 2 else "deels")
            if number % 2:
                await click(pilot, "klaar", last=True)
            await click(pilot, "aandacht", last=True)
            await click(pilot, "verder", last=True)
        assert "Wat opvalt" in text_of(app)
        await click(pilot, "2 mensen")
        await click(pilot, "naar de acties")
        await click(pilot, "verder", last=True)
        await click(pilot, "afsluiten", last=True)
        await click(pilot, "ja", line="Enter", last=True)
        await click(pilot, "naar de lijst", last=True)
        await until(pilot, lambda: "Opleidingsschool Rijnstreek" in text_of(app) and "openen" in text_of(app))
        await click(pilot, "Stoppen")
        await until(pilot, lambda: app.return_code == 0)
    session = room.on_disk()
    assert session.closed
    for number, (_, record) in enumerate(session.perspectives.items()):
        assert set(record.answers) == {"p1", "p2"} and record.attention and not record.hidden
        assert record.joint == ("disagree" if number % 2 else 3)
        assert all(answer == 4 for given in record.answers.values() for key, answer in given.items() if key not in OWN)
