"""Pictures of the main screens in both languages; `pytest tests/snapshots --snapshot-update` takes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.words import Language
from tests.ui.conftest import Room
from tests.ui.stage import until
from tests.ui.tour import PLACES, Place

SHOWN = {
    *("start-empty", "start-full", "start-full-compared", "new-way", "new-all", "front", "read-ambitie", "hand-over"),
    *("score-given", "score-phase", "all-in", "fingers-row", "discuss-ambitie", "discuss-names"),
    *("comparison-1", "comparison-3", "comparison-6", "actions", "close"),
}


class Picture(SingleFileSnapshotExtension):
    """A screen as SVG."""

    _file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def room(sets: ContentSets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A group in a folder that is called the same everywhere, for its name stands on the screen."""
    monkeypatch.chdir(tmp_path)
    yield Room(sets, Path("sessies"))


@pytest.mark.parametrize("place", [place for place in PLACES if place.name in SHOWN], ids=lambda place: place.name)
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_the_screen_looks_as_it_did(
    place: Place, language: Language, room: Room, snapshot: SnapshotAssertion
) -> None:
    async with place.visit(room, language) as (app, pilot):
        await until(pilot, lambda: app.saving != "saving")
        picture = re.sub(r"terminal-\d+-", "terminal-", app.export_screenshot(title="Reflectie"))
        assert picture == snapshot(extension_class=Picture)
