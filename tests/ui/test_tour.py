"""What holds on every screen: its words are of one language, its keys work, and text of people does no harm."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import reflectie_tui.ui.dialogs
import reflectie_tui.ui.screens
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.dialogs.dialog import Cover, Dialog
from reflectie_tui.ui.dialogs.hand_over import Gate
from reflectie_tui.ui.dialogs.help import Help
from reflectie_tui.ui.net import Net
from reflectie_tui.ui.theme import THEMES
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.reading import Column
from reflectie_tui.words import Language
from tests.hostile import MARKUP, OBEYED, PAYLOADS, in_toml
from tests.ui.colours import faint_in
from tests.ui.conftest import Room, text_of
from tests.ui.stage import settled
from tests.ui.tour import NAMES, PLACES, People, Place


@pytest.fixture
def room(sets: ContentSets) -> Iterator[Room]:
    """A group in a folder whose name says nothing: names of tests would be read as words on the screen."""
    with TemporaryDirectory(prefix="0") as folder:
        yield Room(sets, Path(folder) / "s")


EVERYWHERE = pytest.mark.parametrize("place", PLACES, ids=NAMES)
FOREIGN = {
    "nl": "the and with not you your this that from what how who which screen next close cancel submit search theme "
    "quit save file error option done each everyone somebody nobody always earlier",
    "en": "de het een en van niet jullie wat wie hoe deze dit met voor naar klaar terug ook geen nog bij iedereen "
    "samen wij verder stem stemmen sessie uitleg notitie",
}
"""Words that give away a text of the other language."""
SIZES = [(60, 20), (120, 40)]
CODES = [f"¤{chr(ord('A') + number)}" for number in range(len(PAYLOADS))]
"""Where the payloads are to come, once the session is in its file: the app itself would not let them in."""
HOSTILE = People(
    title="[/] Ann [x] 50% [zie bijlage] 日本 👩\u200d🏫 " + " ".join(CODES[:6]),
    people=f"[/], [bold]\nAnn [x] {' '.join(CODES[6:13])}, 日本 {CODES[0]}{CODES[13]}\n"
    + "L" * 120
    + ", "
    + "O" * 120
    + "\n👩\u200d🏫 [@click=app.quit()]x[/], [/b]",
    note="[red]rood[/] $naam {name} \\[ [link='x']y[/link] %s " + " ".join([*CODES, *MARKUP]),
    facilitator="[/] $x " + " ".join(CODES[14:]),
)


class HostileRoom(Room):
    """A group whose files hold codes that a terminal would obey."""

    def app(self, session: Session | None = None, language: Language | None = None) -> ReflectieApp:
        app = super().app(session, language)
        for path in self.folder.rglob("*.toml"):
            text = path.read_text("utf-8")
            for code, payload in zip(CODES, PAYLOADS.values(), strict=True):
                text = text.replace(code, in_toml(payload))
            path.write_text(text, "utf-8")
        return app


def test_the_tour_visits_every_screen_and_dialog() -> None:
    there = set()
    for package in (reflectie_tui.ui.screens, reflectie_tui.ui.dialogs):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
                if issubclass(found, Screen) and found.__module__ == module.name and found not in (Dialog, Cover, Gate):
                    there.add(found.__name__)
    assert there - SEEN_ELSEWHERE == {place.shows for place in PLACES}


@EVERYWHERE
async def test_in_dutch_it_is_legible_in_every_theme_and_fits_and_explains_itself(place: Place, room: Room) -> None:
    async with place.visit(room, "nl") as (app, pilot):
        assert type(app.screen).__name__ == place.shows
        _speaks(app, "nl")
        await _legible(app, pilot)
        app.clear_notifications()  # it might go by itself in the meantime
        await settled(pilot)
        before = text_of(app)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settled(pilot)
            _keys_are_whole(app, size)
            _tells_of_more(app, size)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert text_of(app) == before
        await _explains(app, pilot, "nl")


@EVERYWHERE
@pytest.mark.promise(8)
async def test_in_english_it_shows_text_of_people_as_it_is(place: Place, room: Room) -> None:
    async with place.visit(HostileRoom(room.sets, room.folder), "en", people=HOSTILE) as (app, pilot):
        assert type(app.screen).__name__ == place.shows
        shown = text_of(app)
        assert not OBEYED.search(shown), "the codes in the file are none any more"
        assert ("\ufffd" in shown) >= (place.name in ("discuss-names", "note", "actions", "people"))
        assert shown.count("rood") == shown.count("[red]rood"), "nothing of it was taken for mark-up, and so left out"
        assert shown.count("zie bijlage") == shown.count("[zie bijlage")
        _speaks(app, "en")
        await _explains(app, pilot, "en")


async def _legible(app: ReflectieApp, pilot: Pilot[int]) -> None:
    """Look at what is drawn, not at what was meant."""
    for theme in [*THEMES[1:], THEMES[0]]:
        app.theme = theme.name
        await pilot.pause()
        await pilot.pause()
        assert faint_in(app) == [], theme.name


async def _explains(app: ReflectieApp, pilot: Pilot[int], language: Language) -> None:
    if not isinstance(app.screen, Help):
        await pilot.press("f1")
        await settled(pilot)
    assert isinstance(app.screen, Help)
    _speaks(app, language)


def _speaks(app: ReflectieApp, language: Language) -> None:
    shown = set(re.findall(r"[a-zà-ü]+", _read(app).lower()))
    found = shown & set(FOREIGN[language].split())
    assert not found, f"{found}\n{text_of(app)}"


def _read(app: ReflectieApp) -> str:
    """Return what there is to read: of a dialog only the box, without what it cuts off behind it."""
    box = app.screen.query(".box") if isinstance(app.screen, Dialog) else None
    if not box:
        return text_of(app)
    region = box.first().region
    return "\n".join(line[region.x : region.right] for line in text_of(app).splitlines()[region.y : region.bottom])


def _keys_are_whole(app: ReflectieApp, size: tuple[int, int]) -> None:
    placed = app.screen.query(Keys).last().placed()
    assert placed, "there is a way on"
    for at, key, word, _ in placed:
        assert at + len(key) + len(word) + bool(word) <= size[0]


def _tells_of_more(app: ReflectieApp, size: tuple[int, int]) -> None:
    """Where there is more below, one sees so."""
    for widget in app.screen.query("*"):
        more = widget.virtual_size.height > widget.scrollable_content_region.height
        if widget.is_on_screen and widget.is_scrollable and widget.allow_vertical_scroll and more:
            assert widget.show_vertical_scrollbar and widget.scrollbar_size_vertical == 1, widget
            bar = widget.vertical_scrollbar
            assert bar.region.height > 0 and bar.region.right <= size[0], widget
    for column in app.screen.query(Column):
        if column.is_on_screen and column.scroll_offset.y < column.max_scroll_y:
            assert column.more
            assert any(app.words(hint) in text_of(app) for hint in ("read.more", "keys.more"))


SEEN_ELSEWHERE = {"TooSmall", "Notice"}
"""Shown by what goes wrong outside the app: a window that is too small, a file that cannot be read."""
NOTHING_TO_DO = {("fingers", "delete"), ("fingers", "backspace"), ("comparison-empty", "1")}
"""Keys that have a moment at which there is nothing to do for them."""


@pytest.mark.lasting
@pytest.mark.parametrize("kind", sorted({place.shows for place in PLACES}))
async def test_every_key_that_is_shown_works(kind: str, room: Room) -> None:
    """Each key of each footer is pressed, where nothing was pressed before; on screens of one kind once."""
    pressed: set[tuple[str, str]] = set()
    for place in PLACES:
        if place.shows == kind:
            await _press_all(place, room, pressed)


async def _press_all(place: Place, room: Room, pressed: set[tuple[str, str]]) -> None:
    """Press them one after the other in one app as long as Escape undoes what they did, and in another after that."""
    keys: list[tuple[str, str]] | None = None
    while keys is None or keys:
        another = Room(room.sets, room.folder.with_name(f"{place.name}-{len(keys or ())}"))
        async with place.visit(another) as (app, pilot):
            if keys is None:
                keys = [shown for shown in _shown_keys(app) if shown not in pressed]
                pressed.update(keys)
            before, found, depth = _state(app), _all_of(app), len(app.screen_stack)
            while keys and _all_of(app) == found:
                _, key = keys.pop()
                await pilot.press(key)
                await settled(pilot)
                changed = _state(app) != before or (place.name, key) in NOTHING_TO_DO or place.name.endswith(f"-{key}")
                assert changed, f"{place.name}: {key} does nothing\n{text_of(app)}"
                if keys and len(app.screen_stack) > depth:
                    await pilot.press("escape")
                    await settled(pilot)


def _shown_keys(app: ReflectieApp) -> list[tuple[str, str]]:
    """Return the keys of the footer with the widget that they belong to; of a family of keys, such as 1-5, the last."""
    found = {}
    for active in app.screen.active_bindings.values():
        binding, node = active.binding, type(active.node).__name__
        if binding.show and active.enabled and binding.description:
            found[node, binding.group or binding.action] = node, binding.key.split(",")[0]
    return list(found.values())


def _state(app: ReflectieApp) -> Any:
    return type(app.screen), len(app.screen_stack), text_of(app), app.session, app.return_code, app.focused


def _all_of(app: ReflectieApp) -> Any:
    """Return what a key finds, seen or not: as long as this is the same, no key is helped or hindered by another."""
    nodes = [app, *app.screen.walk_children(with_self=True)]
    kept = [
        {name: getattr(node, name) for name in node._reactives if name[0] != "_" and name != "stack_updates"}
        for node in nodes
    ]
    return _state(app), nodes, [node.classes for node in nodes], kept, len(app._notifications)


@pytest.mark.promise(8)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_net_lets_nothing_through_that_a_widget_did(payload: str) -> None:
    """Whatever the door missed: each line passes here on its way to the terminal."""
    (segment,) = Net().apply([Segment(f"a{PAYLOADS[payload]}z")], Color(0, 0, 0))
    assert not OBEYED.search(segment.text)
    assert segment.text[0] + segment.text[-1] == "az"


async def test_every_line_passes_the_net(room: Room) -> None:
    app = room.app(room.session())
    async with app.run_test() as pilot:
        await settled(pilot)
        await app.screen.mount(Static(Content("\x1b[2Jonder de deur door\u202e")))
        await settled(pilot)
        shown = text_of(app)
        assert "onder de deur door" in shown and not OBEYED.search(shown)


@pytest.mark.parametrize("name", ["hand-over", "all-in", "sentence-cover", "sentence-all"])
async def test_a_cover_covers_everything(name: str, room: Room) -> None:
    place = next(place for place in PLACES if place.name == name)
    async with place.visit(room) as (app, _):
        assert isinstance(app.screen, Cover)
        assert "Rijnoever 2026" not in text_of(app) and "[4]" not in text_of(app)
