"""The colours that go to a real terminal: of its own sixteen, or none at all; and where one stands is seen without."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from reflectie_tui.storage.settings import Settings, read_settings, write_settings
from reflectie_tui.ui.theme import DARK, LIGHT, TERMINAL
from tests.terminal.conftest import Terminal
from tests.terminal.group import Start, session_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

OF_ITS_OWN = re.compile(r"\x1b\[(?:[0-9;:]*;)?[34]8[;:][25][;:]")
"""A colour that is not one of the sixteen: 24 bits of it, or a number out of 256."""
ANY = re.compile(r"\x1b\[(?:[0-9;:]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)[;:m]")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return session_file(tmp_path / "sessions")


def chosen(folder: Path, theme: str) -> dict[str, str]:
    """Remember a theme, in the way that the app itself does, and return where."""
    write_settings(folder / "config" / "reflectie" / "settings.toml", Settings(theme, toured=True))
    return {"XDG_CONFIG_HOME": str(folder / "config")}


def walk(one: Terminal) -> None:
    """Go over a cover, a page of scores, a dialog, the palette, a field and the list of sessions."""
    one.wait_for("Geef de laptop door aan", "Fatima")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press("42")
    one.wait_for("2 van 5")
    one.press("n")
    one.wait_for("Esc klaar")
    one.press("een woord\x1b")
    one.wait_for("2 van 5")
    one.press("\x10")
    one.wait_for("Wat wil je doen?")
    one.press("\x1b")
    one.wait_for("2 van 5", gone="Wat wil je doen?")


def ground(theme: Theme) -> str:
    """Return the code for the ground of a theme."""
    return "48;2;" + ";".join(str(value) for value in Color.parse(str(theme.background)).rgb)


def reversed_cells(one: Terminal) -> int:
    return sum(cell.reverse for line in one.screen.buffer.values() for cell in line.values())


def test_of_the_terminal_s_own_colours_nothing_else_goes_out(terminal: Start, file: Path, tmp_path: Path) -> None:
    env = {"COLORTERM": "truecolor", **chosen(tmp_path, TERMINAL.name)}
    one = terminal("open", str(file), "--lang", "nl", env=env)
    walk(one)
    assert ANY.search(one.raw), "lines have a colour"
    assert not OF_ITS_OWN.search(one.raw)
    one.press("\x11")
    assert one.wait_end() == 0


def test_with_another_theme_they_do(terminal: Start, file: Path, tmp_path: Path) -> None:
    one = terminal("open", str(file), "--lang", "nl", env={"COLORTERM": "truecolor", **chosen(tmp_path, DARK.name)})
    one.wait_for("Geef de laptop door aan")
    assert OF_ITS_OWN.search(one.raw)


def test_no_color_means_none(terminal: Start, file: Path) -> None:
    one = terminal("open", str(file), "--lang", "nl", env={"COLORTERM": "truecolor", "NO_COLOR": "1"})
    walk(one)
    assert not ANY.search(one.raw)


@pytest.mark.parametrize("term", ["linux", "screen", "vt100", "xterm-256color", "tmux-256color"])
def test_on_any_kind_of_terminal_one_sees_where_one_is(terminal: Start, file: Path, term: str) -> None:
    one = terminal("open", str(file), "--lang", "nl", env={"TERM": term})
    one.wait_for("Geef de laptop door aan")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press("4")
    one.wait_for("1 van 5", "[4]")
    assert sum(line.lstrip().startswith("▌") for line in one.text.splitlines()) in (1, 2), "the bar of the cursor"
    assert reversed_cells(one) >= len("Ambitie ◐"), "the step where one is"
    one.press("\x10")
    one.wait_for("Wat wil je doen?")
    if term in ("linux", "screen", "vt100"):
        assert not OF_ITS_OWN.search(one.raw)
    one.press("\x1b")
    one.wait_for("1 van 5", gone="Wat wil je doen?")


def test_what_was_chosen_on_a_terminal_is_there_the_next_time(terminal: Start, file: Path, tmp_path: Path) -> None:
    env = {"COLORTERM": "truecolor", **chosen(tmp_path, "")}
    one = terminal("open", str(file), "--lang", "nl", env=env)
    one.wait_for("Geef de laptop door aan")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press("\x1b[20~")
    one.press("\x11")
    assert one.wait_end() == 0
    again = terminal("open", str(file), "--lang", "nl", env=env)
    again.wait_for("Geef de laptop door aan")
    assert ground(LIGHT) in again.raw
    assert ground(DARK) not in again.raw, "nothing flashes"


@pytest.mark.promise(16)
def test_restricted_they_are_kept_beside_the_sessions(terminal: Start, file: Path, tmp_path: Path) -> None:
    one = terminal("--restricted", "--sessions", str(file.parent), "open", str(file), "--lang", "nl")
    one.wait_for("Geef de laptop door aan")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press("\x1b[20~")
    one.press("\x11")
    assert one.wait_end() == 0
    assert read_settings(file.parent / ".reflectie" / "settings.toml").theme == LIGHT.name
    assert not (tmp_path / ".config").exists()
