"""Pictures of the main screens in both languages; `pytest tests/snapshots --snapshot-update` takes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.theme import TERMINAL
from reflectie_tui.words import Language
from tests.ui.conftest import Room
from tests.ui.stage import settled, until
from tests.ui.tour import PLACES, Place

SHOWN = {
    *("start-empty", "start-full", "start-full-compared", "new-way", "new-all", "front", "read-ambitie", "hand-over"),
    *("score-given", "score-phase", "all-in", "fingers-row", "discuss-ambitie", "discuss-names"),
    *("comparison-1", "comparison-3", "comparison-6", "actions", "close"),
}

ROOMY = {"start-full", "front", "read-ambitie", "score-given", "discuss-ambitie", "comparison-1", "actions", "close"}
"""What is shown on a large window too."""
BIG = {"score-given": (80, 24), "discuss-names": (120, 40), "comparison-1": (120, 40)}
"""What is shown on a screen on the wall too, and how large that is."""
WITHOUT_COLOURS = {"score-given", "discuss-ambitie", "joint"}
"""What is shown in the terminal's own colours too."""


class Picture(SingleFileSnapshotExtension):
    """A screen as SVG."""

    _file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def room(sets: ContentSets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A group in a folder that is called the same everywhere, for its name stands on the screen."""
    monkeypatch.chdir(tmp_path)
    yield Room(sets, Path("sessies"))


async def picture_of(app: ReflectieApp, pilot: Pilot[int]) -> str:
    """Return the screen as SVG, once all is on the disk."""
    await until(pilot, lambda: app.saving != "saving")
    return re.sub(r"terminal-\d+-", "terminal-", app.export_screenshot(title="Reflectie"))


@pytest.mark.parametrize("place", [place for place in PLACES if place.name in SHOWN], ids=lambda place: place.name)
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_screen_looks_as_it_did(
    place: Place, language: Language, room: Room, snapshot: SnapshotAssertion
) -> None:
    async with place.visit(room, language) as (app, pilot):
        assert await picture_of(app, pilot) == snapshot(extension_class=Picture)


@pytest.mark.parametrize("place", [place for place in PLACES if place.name in ROOMY], ids=lambda place: place.name)
async def test_the_screen_looks_as_it_did_on_a_large_window(
    place: Place, room: Room, snapshot: SnapshotAssertion
) -> None:
    async with place.visit(room, size=(120, 40)) as (app, pilot):
        assert await picture_of(app, pilot) == snapshot(extension_class=Picture)


@pytest.mark.parametrize("place", [place for place in PLACES if place.name in BIG], ids=lambda place: place.name)
async def test_the_screen_looks_as_it_did_on_the_wall(place: Place, room: Room, snapshot: SnapshotAssertion) -> None:
    async with place.visit(room, size=BIG[place.name]) as (app, pilot):
        await pilot.press("f4")
        await settled(pilot)
        app.clear_notifications()
        await settled(pilot)
        assert await picture_of(app, pilot) == snapshot(extension_class=Picture)


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.name in WITHOUT_COLOURS], ids=lambda place: place.name
)
async def test_the_screen_looks_as_it_did_in_the_terminal_s_own_colours(
    place: Place, room: Room, snapshot: SnapshotAssertion
) -> None:
    async with place.visit(room) as (app, pilot):
        app.theme = TERMINAL.name
        await settled(pilot)
        assert await picture_of(app, pilot) == snapshot(extension_class=Picture)
