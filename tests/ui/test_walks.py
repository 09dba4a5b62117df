"""Random walks through the whole app: keys, mouse, sizes and pastes in any order, and the file always as the screen."""

from __future__ import annotations

from random import Random

import pytest
from textual import events
from textual.pilot import Pilot

from reflectie_tui.storage.session_files import create, read_session
from reflectie_tui.ui.app import ReflectieApp
from tests.hostile import MARKUP, OBEYED, PAYLOADS
from tests.ui import tour
from tests.ui.conftest import Room, text_of
from tests.ui.stage import until

STEPS, MORE = 25, 40
BEGINNINGS = [None, tour.fresh, tour.scored, tour.filled, tour.anonymous, tour.closed, tour.followed]
BEGINNINGS += [tour.fingers, tour.together]
PLACES = ["front", "comparison", "actions", "close", "review"]
PLACES += [f"{key}.{part}" for key in tour.PERSPECTIVES for part in ("read", "score", "discuss")]
KEYS = """
enter escape escape tab shift+tab up down left right home end pageup pagedown space backspace delete ctrl+left
shift+down ctrl+a ctrl+c ctrl+e ctrl+k ctrl+p ctrl+u ctrl+v ctrl+w ctrl+x ctrl+y ctrl+z f1 f2 f3 f5 f8 f9 f12
question_mark exclamation_mark slash left_square_bracket at number_sign 0 1 2 3 4 5 6 9 a b g h n u w x z
"""
STOPPING = {"ctrl+q", "f10"}
PASTES = [
    *PAYLOADS.values(),
    *MARKUP,
    "Een, Twee\r\nDrie; Vier\tVijf",
    "\n" * 50,
    "lang " * 5_000,
    "👩\u200d🏫日本e\u0301",
]
PASTES += ["15 januari", "31-12-9999", "over 6 weken", "\ud800"]


def some_key(app: ReflectieApp, dice: Random) -> str:
    """Return one of the keys that the screen shows, or any other."""
    if dice.random() < 0.6:
        active = [each for each in app.screen.active_bindings.values() if each.enabled]
        keys = {key for each in active for key in each.binding.key.split(",")} - STOPPING
        if keys:
            return dice.choice(sorted(keys))
    return dice.choice(KEYS.split())


async def step(app: ReflectieApp, pilot: Pilot[int], dice: Random) -> str:
    """Do anything, and tell what."""
    chance = dice.random()
    if chance < 0.75:
        key = some_key(app, dice)
        await pilot.press(key)
        return key
    if chance < 0.85:
        text = dice.choice(PASTES)
        app.post_message(events.Paste(text))
        await pilot.pause()
        return f"paste {text[:20]!r}"
    size = app.size
    if chance < 0.96:
        place = dice.randrange(size.width), dice.randrange(size.height)
        await pilot.click(offset=place, times=dice.choice([1, 1, 2]))
        return f"click {place}"
    width, height = dice.choice([(80, 24), (80, 24), (120, 40), (60, 20), (30, 8), (1, 1), (200, 60)])
    await pilot.resize_terminal(width, height)
    return f"size {width} {height}"


async def walk(room: Room, dice: Random, steps: int, trace: list[str]) -> None:
    """Go through the app; at the end what it shows stands in the file, and every file can be read."""
    begin = dice.choice(BEGINNINGS)
    session = begin(room, "nl", tour.PLAIN) if begin else None
    if session is not None:
        session = session.with_about(step=dice.choice(PLACES))
    for each in (tour.fresh, tour.filled):
        create(each(room, "nl", tour.PLAIN), room.folder)
    app = room.app(session, dice.choice(["nl", "en", None]))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause(0.1)
        for _ in range(steps):
            if app.return_code is not None or not app.is_running:
                break
            trace.append(await step(app, pilot, dice))
            assert not OBEYED.search(text_of(app)), trace
        if app.is_running and app.return_code is None:
            await until(pilot, lambda: same_as_file(app), "the file is as the app has it")
    app.until_the_end.close()
    for path in room.folder.glob("*.toml"):
        read_session(path, room.sets)


def same_as_file(app: ReflectieApp) -> bool:
    """Tell whether what is open is what stands in its file, but for the moment at which it was saved."""
    session, path = app.session, app.session_path
    if session is None or path is None:
        return True
    kept = read_session(path, app.content_sets).session
    return kept.with_about(changed=None) == session.with_about(changed=None)


@pytest.mark.promise(8, 17)
@pytest.mark.parametrize(
    ("seed", "steps"),
    [
        *((seed, STEPS) for seed in range(5)),
        *(pytest.param(seed, MORE, marks=pytest.mark.long) for seed in range(200)),
    ],
)
async def test_wherever_a_walk_leads_nothing_breaks(room: Room, seed: int, steps: int) -> None:
    trace: list[str] = []
    try:
        await walk(room, Random(seed), steps, trace)
    except BaseException as error:
        error.add_note(f"walk {seed}: {trace}")
        raise
