"""A group of two with a file of its own, and a person who scores in it on a real terminal."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create, read_session
from tests.terminal.conftest import Terminal

Start = Callable[..., Terminal]
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=1)))
PUT_RIGHT = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l")
"""The main screen, the cursor, the mouse and pasting as they were."""
WRAPPED = """
import fcntl, os, runpy, signal, sys, termios
from pathlib import Path

way = os.environ["WAY"]
Path(os.environ["BEFORE"]).write_text(repr(termios.tcgetattr(0)))
if "no controlling" in way:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    fcntl.ioctl(0, termios.TIOCNOTTY)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
if "nohup" in way:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
if "crash" in way:
    from reflectie_tui.ui.app import ReflectieApp

    def light(app):
        note = next(iter(app.session.perspective("ambitie").notes.values())).text
        raise ValueError(note)

    ReflectieApp.action_light = light
sys.argv[0] = "reflectie"
runpy.run_module("reflectie_tui", run_name="__main__")
"""
"""Starts the app in the way that WAY names, after it wrote down how the terminal was."""


def session_file(folder: Path, **about: str) -> Path:
    """A session of Fatima and Joris that is about to be scored."""
    content = ContentSets().get("samenwerken", "nl")
    assert content is not None
    people = seats("Fatima, Hogeschool Rijn\nJoris, Het Baken")
    session = new_session(content, title="Opleidingsschool Rijnstreek", people=people, now=NOW, random=Random(3))
    return create(session.with_about(step="ambitie.score", **about), folder)


def on_disk(file: Path) -> Session:
    return read_session(file, ContentSets()).session


def answers(file: Path) -> list[int | str]:
    return list(on_disk(file).perspective("ambitie").answers.get("p1", {}).values())


def scoring(terminal: Start, file: Path, keys: str = "423", way: str | None = None, **how: object) -> Terminal:
    """A person who has just typed these scores, which the screen shows."""
    if way is not None:
        how["program"] = ["-c", WRAPPED]
        how["env"] = {"WAY": way, "BEFORE": str(file.with_name("before")), **dict(how.get("env") or {})}  # type: ignore[call-overload]
    one = terminal("open", str(file), "--lang", "nl", **how)
    one.wait_for("Geef de laptop door aan", "Fatima")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press(keys)
    one.wait_for(f"{len(keys)} van 5")
    return one


def cut_off(one: Terminal) -> None:
    """Close the other side, as when the window or the line is gone."""
    one.child.ptyproc.fileobj.close()
    one.child.ptyproc.closed = one.child.ptyproc.terminated = one.child.terminated = one.child.closed = True


def status_of(one: Terminal, seconds: float) -> int | None:
    """Wait for the end of a program that was cut off: its exit status (-n by signal n), or None where it lives on."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pid, code = os.waitpid(one.child.pid, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(code)
        time.sleep(0.02)
    return None
