"""Random walks through the whole app: keys, mouse, sizes and pastes in any order, and the file always as the screen.

A walk that fails is made as short as it can be, and printed as `Walk(…)`: put it under the test with `@example`, and it
is walked on each run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, cast

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import steps
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create, read_session
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.host import BIG
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.session_screen import SessionScreen
from reflectie_tui.ui.widgets.reading import Reading
from tests.hostile import MARKUP, OBEYED, PAYLOADS
from tests.ui import tour
from tests.ui.conftest import Room, text_of
from tests.ui.stage import settled, until

BEGINNINGS: dict[str, Callable[..., Session] | None] = {
    "list": None,
    "fresh": tour.fresh,
    "scored": tour.scored,
    "filled": tour.filled,
    "anonymous": tour.anonymous,
    "closed": tour.closed,
    "followed": tour.followed,
    "fingers": tour.fingers,
    "together": tour.together,
}
STEPS = ["front", "comparison", "actions", "close", "review"]
STEPS += [f"{key}.{part}" for key in tour.PERSPECTIVES for part in ("read", "score", "discuss")]
KEYS = """
enter escape escape tab shift+tab up down left right home end pageup pagedown space backspace delete ctrl+left
shift+down ctrl+a ctrl+c ctrl+e ctrl+k ctrl+p ctrl+u ctrl+v ctrl+w ctrl+x ctrl+y ctrl+z f1 f2 f3 f5 f8 f9 f12
question_mark exclamation_mark slash left_square_bracket at number_sign 0 1 2 3 4 5 6 9 a b g h n u w x z
"""
STOPPING = {"ctrl+q", "f10"}
"""Left out: after these a walk is over."""
PASTES = [
    *PAYLOADS.values(),
    *MARKUP,
    "Een, Twee\r\nDrie; Vier\tVijf",
    "\n" * 50,
    "lang " * 5_000,
    "👩\u200d🏫日本e\u0301",
    "15 januari",
    "31-12-9999",
    "over 6 weken",
    "\ud800",
]
SIZES = [(80, 24), (80, 24), (120, 40), (60, 20), (30, 8), (1, 1), (200, 60)]


class Key(NamedTuple):
    """A key by its name."""

    name: str

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        await pilot.press(self.name)
        return self.name


class Shown(NamedTuple):
    """One of the keys that do something where the walk has come: the so-manieth, by their names."""

    number: int

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        active = [each for each in app.screen.active_bindings.values() if each.enabled]
        keys = sorted({key for each in active for key in each.binding.key.split(",")} - STOPPING) or ["enter"]
        return await Key(keys[self.number % len(keys)]).do(app, pilot)


class Click(NamedTuple):
    """The mouse, anywhere."""

    x: int
    y: int
    times: int = 1

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        place = self.x % app.size.width, self.y % app.size.height
        await mouse(app, pilot, place, *[events.MouseDown, events.MouseUp] * self.times)
        return f"{'a' if self.times == 1 else 'a double'} click at {place}"


class Wheel(NamedTuple):
    """The wheel of the mouse, anywhere."""

    x: int
    y: int
    down: bool

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        place = self.x % app.size.width, self.y % app.size.height
        await mouse(app, pilot, place, events.MouseScrollDown if self.down else events.MouseScrollUp)
        return f"the wheel {'down' if self.down else 'up'} at {place}"


async def mouse(app: ReflectieApp, pilot: Pilot[int], place: tuple[int, int], *kinds: type[events.MouseEvent]) -> None:
    """Send what a terminal sends: Pilot would send it past the app, to a screen that may just have gone."""
    x, y = place
    for kind in kinds:
        app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
    await pilot.pause()


class Paste(NamedTuple):
    """A text from the clipboard."""

    text: str

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        app.post_message(events.Paste(self.text))
        await pilot.pause()
        return f"a paste of {self.text[:20]!r}"


class Resize(NamedTuple):
    """Another size of the window."""

    width: int
    height: int

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        await pilot.resize_terminal(self.width, self.height)
        return f"a window of {self.width} × {self.height}"


class Elsewhere(NamedTuple):
    """To another step, by the list of steps: so many down from where one is."""

    down: int

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        await pilot.press("f2", *["down"] * self.down, "enter")
        return f"to the step {self.down} on"


class Seat(NamedTuple):
    """Something with one of the people, in the list of them; a digit answers what is asked about it."""

    down: int
    key: str
    digit: str

    async def do(self, app: ReflectieApp, pilot: Pilot[int]) -> str:
        await pilot.press("f3", *["down"] * self.down, self.key, self.digit, "enter", "escape")
        return f"{self.key} {self.digit} with the seat {self.down} on"


Move = Key | Shown | Click | Wheel | Paste | Resize | Elsewhere | Seat


class Walk(NamedTuple):
    """Where a walk begins, in which language, and what is done then."""

    step: str
    language: str | None
    moves: list[Move]


columns, lines = st.integers(0, 199), st.integers(0, 59)
keys = st.one_of(st.builds(Shown, st.integers(0, 40)), st.builds(Key, st.sampled_from(KEYS.split())))
clicks = st.builds(Click, columns, lines, st.sampled_from([1, 1, 2]))
pastes = st.builds(Paste, st.one_of(st.sampled_from(PASTES), st.text(max_size=200)))
wheels = st.builds(Wheel, columns, lines, st.booleans())
sizes = st.one_of(st.sampled_from(SIZES), st.tuples(st.integers(1, 220), st.integers(1, 70))).map(lambda s: Resize(*s))
elsewhere = st.builds(Elsewhere, st.integers(0, 20))
seats = st.builds(Seat, st.integers(0, 4), st.sampled_from(["space", "w", "w", "e", "a"]), st.sampled_from("123"))
moves: st.SearchStrategy[Move] = st.one_of(
    *[keys] * 12, *[clicks] * 2, *[pastes] * 2, wheels, *[sizes] * 2, elsewhere, seats
)


WalkOnce = Callable[[str, Walk], None]


def walks(shortest: int, longest: int) -> st.SearchStrategy[Walk]:
    some = st.lists(moves, min_size=shortest, max_size=longest)
    return st.builds(Walk, st.sampled_from(STEPS), st.sampled_from(["nl", "en", None]), some)


async def walked(room: Room, beginning: str, walk: Walk) -> None:
    """Go through the app; at the end it shows what the file shows to who opens that, and every file can be read."""
    begin = BEGINNINGS[beginning]
    session = begin(room, "nl", tour.PLAIN).with_about(step=walk.step) if begin else None
    for each in (tour.fresh, tour.filled):
        create(each(room, "nl", tour.PLAIN), room.folder)
    app = room.app(session, cast(Any, walk.language))
    shown = None
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause(0.1)
        for move in walk.moves:
            if stopped(app):
                break
            before = app.session
            note(await move.do(app, pilot))
            assert not OBEYED.search(text_of(app))
            assert not answered_in_absence(before, app.session), "nobody answers under the name of who is not here"
        if not stopped(app):
            await until(pilot, lambda: same_as_file(app), "the file is as the app has it")
            shown = await shown_at(app, pilot, walk.step)
            await until(pilot, lambda: same_as_file(app), "the file is as the app has it")
    app.until_the_end.close()
    for path in room.folder.glob("*.toml"):
        read_session(path, room.sets)
    if shown is not None and not app.playing:  # what was tried with the examples is gone by now
        room.path = app.session_path
        again = room.app(language=app.language)
        async with again.run_test(notifications=True) as pilot:
            await until(pilot, lambda: again.session is not None, "the session is open")
            await shown_at(again, pilot, walk.step)
            with suppress(AssertionError):  # told below, with what differs
                await until(pilot, lambda: text_of(again) == shown)
            assert text_of(again) == shown


def answered_in_absence(before: Session | None, after: Session | None) -> bool:
    """Tell whether somebody who is away has answers that were not there before."""
    if before is None or after is None or before.about.id != after.about.id:
        return False
    away = set(before.participants) - set(before.present) - set(after.present)
    return any(
        given != before.answer(key, voice, statement)
        for key in PERSPECTIVES
        for voice, answers in after.perspective(key).answers.items()
        for statement, given in answers.items()
        if voice in away
    )


def stopped(app: ReflectieApp) -> bool:
    return app.return_code is not None or not app.is_running


def same_as_file(app: ReflectieApp) -> bool:
    """Tell whether what is open is what stands in its file, but for the moment at which it was saved."""
    session, path = app.session, app.session_path
    if session is None or path is None:
        return True
    kept = read_session(path, app.content_sets).session
    return kept.with_about(changed=None) == session.with_about(changed=None)


async def shown_at(app: ReflectieApp, pilot: Pilot[int], step: str) -> str | None:
    """Return what stands on the screen for who comes to a step; None where no session is open."""
    await settled(pilot)
    if app.session is None:
        return None
    await pilot.resize_terminal(120, 40)
    if app.has_class(BIG):
        app.action_big()
    while not isinstance(app.screen, SessionScreen):
        await app.pop_screen()
    there = steps(app.session)
    at = step if step in there else "close"
    for each in ("actions" if at == "front" else "front", at):  # so that the screen is a new one
        before = app.screen_stack[-1]
        app.post_message(StepChosen(each))
        await until(pilot, partial(came_to, app, each, before), f"the group comes to {each}")
    app.clear_notifications()
    await until(pilot, lambda: app.saving != "saving", "all is saved")
    for _ in range(4):  # a busy machine may rest in the middle of it
        await settled(pilot)
    return text_of(app)


def came_to(app: ReflectieApp, step: str, before: Screen[Any]) -> bool:
    """Tell whether the screen of a step has come; one where all has been done may have gone on at once."""
    return app.step == step or before not in app.screen_stack


@pytest.mark.promise(17)
async def test_a_click_on_what_has_just_been_taken_away_is_let_go(room: Room) -> None:
    app = room.app(tour.filled(room, "nl", tour.PLAIN).with_about(step="ambitie.read"))
    async with app.run_test() as pilot:
        await settled(pilot)
        going = app.screen.query_one(Reading).query_one("#text")
        (x, y), above = going.region.offset, going._parent
        going._parent = None  # it stands on the screen until the next painting
        await app.on_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
        going._parent = above


@pytest.mark.promise(17)
@pytest.mark.parametrize("name", ["palette", "joint", "score-open", "new-title", "start-full-compared"])
async def test_what_is_answered_twice_at_once_goes_away_once(name: str, room: Room) -> None:
    place = next(each for each in tour.PLACES if each.name == name)
    async with place.visit(room) as (app, pilot):
        before, screen = len(app.screen_stack), app.screen
        for _ in range(3):  # as a double click does, and a key that is held
            screen.dismiss(None)
        await settled(pilot)
        assert app.is_running and app.return_code is None
        assert len(app.screen_stack) == before - 1


@pytest.mark.promise(17)
@pytest.mark.parametrize("name", ["comparison-1", "guide", "sentence-shown"])
async def test_what_waited_for_a_screen_that_has_gone_is_let_go(name: str, room: Room) -> None:
    place = next(each for each in tour.PLACES if each.name == name)
    async with place.visit(room) as (app, pilot):
        await app.screen.query("*").remove()
        app.screen.post_message(events.Resize(app.size, app.size))
        await settled(pilot)
        assert app.is_running and app.return_code is None


@pytest.fixture
def walk_once(sets: ContentSets) -> WalkOnce:
    """Walk in a home folder of its own, which is thrown away."""

    def once(beginning: str, walk: Walk) -> None:
        with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", home)
            asyncio.run(walked(Room(sets, Path(home) / "sessions"), beginning, walk))

    return once


SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.promise(8, 17)
@pytest.mark.parametrize("beginning", BEGINNINGS)
@settings(SETTINGS, max_examples=1, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(walk=walks(15, 25))
def test_wherever_a_walk_leads_nothing_breaks(walk_once: WalkOnce, beginning: str, walk: Walk) -> None:
    walk_once(beginning, walk)


@pytest.mark.long
@pytest.mark.promise(8, 17)
@pytest.mark.parametrize("beginning", BEGINNINGS)
@settings(SETTINGS, max_examples=23)
@given(walk=walks(20, 60))
def test_wherever_two_hundred_walks_lead_nothing_breaks(walk_once: WalkOnce, beginning: str, walk: Walk) -> None:
    """Other walks each time; `--hypothesis-seed` walks the same ones again."""
    walk_once(beginning, walk)
