"""A whole session at 80×24 in Dutch, screen by screen, kept as text; `--snapshot-update` writes it down anew.

The text is there to be read: as a group would meet it, from the empty folder to the closed session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.widgets.keys import Keys
from tests.ui.conftest import Room, content_of, text_of
from tests.ui.hands import press, write
from tests.ui.stage import settled, until

LENGTH = "short"
SCORES = {"Fatima": "42", "Joris": "24"}
OWN = {"organisatie": "2", "proces": "3"}
CUT = re.compile(r"\w…")
TODAY = re.compile(r"Afgesloten op \d+ \w+ \d{4}\.")


class Text(SingleFileSnapshotExtension):
    """Screens as text."""

    _file_extension = "txt"
    _write_mode = WriteMode.TEXT


class Walk:
    """What was typed, and the screen that came of it, one after the other."""

    def __init__(self, app: ReflectieApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.pages: list[str] = []

    async def on(self, *keys: str, typed: str = "", shows: str = "") -> None:
        """Type this, wait until the screen is at rest, and keep it."""
        if typed:
            await write(self.pilot, typed)
        await press(self.pilot, *keys)
        if shows:
            await until(self.pilot, lambda: shows in text_of(self.app), f"{shows}\n{text_of(self.app)}")
        await until(self.pilot, lambda: self.app.saving != "saving")
        await settled(self.pilot)
        told = " ".join(([f"“{typed}”"] if typed else []) + [key.capitalize() for key in keys]) or "het begin"
        text = TODAY.sub("Afgesloten op vandaag.", text_of(self.app))
        self.pages.append(f"{f' {told} ':═^80}\n{text}\n")
        self.judge()

    def judge(self) -> None:
        """One thing to do at a time: nothing is cut, and the last line says how one goes on."""
        text = text_of(self.app)
        assert all(len(line) <= 80 for line in text.splitlines()), text
        assert not CUT.search(text), text
        assert self.app.screen.query(Keys).last().shown, text


@pytest.fixture
def room(sets: ContentSets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A group in a folder that is called the same everywhere, for its name stands on the screen."""
    monkeypatch.chdir(tmp_path)
    yield Room(sets, Path("sessies"))


@pytest.mark.lasting
async def test_a_whole_session_reads_as_it_did(room: Room, snapshot: SnapshotAssertion) -> None:
    app = room.app(language="nl")
    async with app.run_test(size=(80, 24)) as pilot:
        walk = Walk(app, pilot)
        await walk.on(shows="Welkom")
        await walk.on("1", shows="Hoe heet deze sessie?")
        await walk.on("enter", typed="Opleidingsschool Rijnstreek", shows="Wie doen er mee?")
        await write(pilot, "Fatima, Hogeschool Rijn")
        await press(pilot, "enter")
        await walk.on(typed="Joris, Het Baken", shows="Joris")
        await press(pilot, "enter")
        await walk.on("enter", shows="Wie leidt het gesprek?")
        await walk.on("enter", typed="Ilse", shows="Hoeveel vragen?")
        await walk.on("2", shows="● De korte lijst")
        await walk.on("enter", shows="Hoe willen jullie het doen?")
        await walk.on("enter", shows="Met namen, of anoniem?")
        await walk.on("enter", shows="Klopt het zo?")
        await walk.on("enter", shows="Samen kijken naar onze samenwerking")
        await walk.on("enter", shows="AMBITIE")
        for number, key in enumerate(PERSPECTIVES):
            await perspective(walk, room, number, key)
        await walk.on("a", shows="wat spreken we af?")
        await walk.on("enter", shows="SLOT")
        await walk.on("enter", shows="De sessie afsluiten?")
        await walk.on("enter", shows="Afgesloten op")
    assert "\n".join(walk.pages) == snapshot(extension_class=Text)


async def perspective(walk: Walk, room: Room, number: int, key: str) -> None:
    """Read, score in turn, and talk."""
    asked = content_of(room.sets).perspective(key).asked(LENGTH)
    scale = sum(statement.kind == "scale" for statement in asked)
    own = scale < len(asked)
    for scores in SCORES.values():
        await walk.on("enter", shows="Geef de laptop door aan")
        if scale:
            await walk.on("enter", shows="In hoeverre klopt dit?")
            await walk.on(typed=scores[:scale], shows=f"{scale} van {scale}")
            if own:
                await walk.on("enter", shows="0 van 1")
        else:
            await walk.on("enter", shows="0 van 1")
        if own:
            await walk.on(typed=OWN[key], shows="1 van 1")
    await walk.on("enter", shows="Iedereen is geweest.")
    await walk.on("enter", shows=f"{key.upper()} · bespreken")
    if number == 0:
        await walk.on("n", shows="De notitie van jullie samen")
        await walk.on("escape", typed="Het woord kwaliteit", shows="Het woord kwaliteit")
    await walk.on("g", shows="lukt ons dit?")
    await walk.on("3", shows="◆ 3 deels")
    if number == 0:
        await walk.on("a", shows="Een nieuwe actie")
        await walk.on("enter", typed="Begrippenlijst maken", shows="1 actie")
    await walk.on("enter", shows="Wat opvalt" if number == 4 else PERSPECTIVES[number + 1].upper())
