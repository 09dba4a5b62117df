"""Hands on the keyboard and the mouse, for tests of screens."""

from __future__ import annotations

from typing import Any

from textual.keys import _character_to_key
from textual.pilot import Pilot

from reflectie_tui.model.session import Session
from reflectie_tui.ui.app import ReflectieApp
from tests.ui.conftest import Room, content_of, text_of


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when what came before has been done."""
    for key in keys:
        await pilot.press(_character_to_key(key) if len(key) == 1 else key)
        await pilot.pause()


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text."""
    await press(pilot, *text)


async def click(pilot: Pilot[Any], words: str, *, times: int = 1, place: int = -1) -> None:
    """Click where these words stand on the screen: at the lowest place, unless another is asked for."""
    assert isinstance(pilot.app, ReflectieApp)
    lines = text_of(pilot.app).splitlines()
    found = [(line.index(words), y) for y, line in enumerate(lines) if words in line]
    assert found, f"nowhere on the screen: {words}"
    column, y = found[place]
    await pilot.click(offset=(column, y), times=times)
    await pilot.pause()


def said(app: ReflectieApp) -> str:
    """What the dialog says as one line, whatever stands beside it; without a dialog, what the screen says."""
    lines = text_of(app).splitlines()
    boxes = app.screen.query(".box")
    if boxes:
        region = boxes.first().content_region
        lines = [line[region.x : region.right] for line in lines[region.y : region.bottom]]
    return " ".join(" ".join(lines).split())


def at(session: Session, step: str) -> Session:
    """A session where the group is at this step."""
    return session.with_about(step=step)


def scored(room: Room, session: Session, perspective: str, rows: dict[str, list[int | str]]) -> Session:
    """A session in which these voices gave these answers."""
    statements = content_of(room.sets).perspective(perspective).asked(session.about.length)
    for voice, row in rows.items():
        for statement, answer in zip(statements, row, strict=False):
            session = session.with_score(perspective, voice, statement, answer)
    return session


def now(app: ReflectieApp) -> Session:
    """The session as the app has it."""
    assert app.session is not None
    return app.session


def last_line(text: str) -> str:
    return text.rstrip("\n").rpartition("\n")[2]
