"""What happens to the answers, the terminal and the process when something goes wrong outside the app."""

from __future__ import annotations

import os
import signal
import sys
import termios
import textwrap
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create, read_session
from tests.terminal.conftest import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

Start = Callable[..., Terminal]
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=1)))
PUT_RIGHT = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l")
"""The main screen, the cursor, the mouse and pasting as they were."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    content = ContentSets().get("samenwerken", "nl")
    assert content is not None
    people = seats("Fatima, Hogeschool Rijn\nJoris, Het Baken")
    session = new_session(content, title="Opleidingsschool Rijnstreek", people=people, now=NOW, random=Random(3))
    return create(session.with_about(step="ambitie.score"), tmp_path / "sessions")


def on_disk(file: Path) -> Session:
    return read_session(file, ContentSets()).session


def answers(file: Path) -> list[int | str]:
    return list(on_disk(file).perspective("ambitie").answers.get("p1", {}).values())


def scoring(terminal: Start, file: Path, keys: str = "423", **how: object) -> Terminal:
    """A person who has just typed these scores, which the screen shows."""
    one = terminal("open", str(file), "--lang", "nl", **how)
    one.wait_for("Geef de laptop door aan", "Fatima")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press(keys)
    one.wait_for(f"{len(keys)} van 5")
    return one


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_signal_saves_what_was_answered_and_leaves_with_its_status(
    terminal: Start, file: Path, number: signal.Signals, status: int
) -> None:
    one = scoring(terminal, file)
    os.kill(one.child.pid, number)
    assert one.wait_end(5) == status
    assert answers(file) == [4, 2, 3]


def test_ctrl_q_leaves_at_any_moment_and_loses_nothing(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    before = termios.tcgetattr(one.child.child_fd)
    one.press("5\x11")
    assert one.wait_end(5) == 0
    assert answers(file) == [4, 2, 3, 5]
    assert all(code in one.raw[-400:] for code in PUT_RIGHT)
    assert before != []


def test_a_window_that_is_closed_leaves_no_process_behind(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    one.child.ptyproc.fileobj.close()  # as when the window, or the line, is gone
    end = time.monotonic() + 6
    status: int | None = None
    while status is None and time.monotonic() < end:
        pid, code = os.waitpid(one.child.pid, os.WNOHANG)
        status = os.waitstatus_to_exitcode(code) if pid else None
        time.sleep(0.05)
    one.child.ptyproc.closed = one.child.ptyproc.terminated = one.child.terminated = one.child.closed = True
    assert status in (129, -signal.SIGHUP)
    assert answers(file) == [4, 2, 3]


def test_kill_loses_at_most_the_last_half_second(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    one.wait_for("✓ bewaard")
    end = time.monotonic() + 2
    while answers(file) != [4, 2, 3] and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(one.child.pid, signal.SIGKILL)
    assert one.wait_end(5) == 137
    assert answers(file) == [4, 2, 3]


def test_it_is_reopened_where_it_was_left_and_shows_nobody_elses_scores(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file, "555")
    os.kill(one.child.pid, signal.SIGKILL)
    one.wait_end(5)
    two = terminal("open", str(file), "--lang", "nl")
    two.wait_for("Geef de laptop door aan")
    two.press("\r")
    two.wait_for("In hoeverre klopt dit?")
    assert "[5]" not in two.text


def test_any_bytes_on_the_keyboard_do_no_harm(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    for strange in (
        b"\xe9\xff\xfe",  # é from a latin-1 terminal, and no letter at all
        b"\x1b[999999999999999999999999u",
        b"\x1b[1114112u",
        b"\x1b[99999999;1;1u\x1b[;;;u",
        b"\x1b[<0;99999999999999999999;3M",
        b"\x1b[48;99999;99999;1;1t",
        b"\x1b[99999999999999999999;1R",
        b"\x1bP" + b"q" * 300,
        b"\x1b]52;c;aGFja2Vk\x07",
        b"\x00\x01\x02",
    ):
        os.write(one.child.child_fd, strange)
        one.read(0.1)
    assert one.child.isalive()
    os.write(one.child.child_fd, b"\x1b\x1b")
    one.read(0.5)
    assert one.child.isalive()
    one.press("\x11")
    assert one.wait_end(5) == 0
    assert answers(file)[:3] == [4, 2, 3]


CRASH = """
import sys
from pathlib import Path
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.ui.app import ReflectieApp

class Broken(ReflectieApp):
    def action_light(self):
        secret = "-".join(["GEHEIM", "BRIEFJE"])
        raise ValueError(secret)

app = Broken(sessions=Path(sys.argv[1]).parent, sets=ContentSets(), language="nl", open_file=Path(sys.argv[1]))
app.run()
sys.exit(app.return_code or 0)
"""


def test_a_crash_saves_says_so_and_tells_no_secrets(terminal: Start, file: Path, tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(textwrap.dedent(CRASH), encoding="utf-8")
    one = terminal(str(file), program=[str(script)], env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    one.wait_for("Geef de laptop door aan")
    one.press("\r")
    one.wait_for("In hoeverre klopt dit?")
    one.press("42")
    one.wait_for("2 van 5")
    one.press("\x1b[20~")  # F9
    assert one.wait_end(5) == 1
    said = one.raw[-1500:].replace("\r\n", "")
    assert "Jullie antwoorden zijn bewaard" in said and "Traceback" not in said
    assert "GEHEIM-BRIEFJE" not in one.raw
    assert answers(file) == [4, 2]
    (crash,) = (tmp_path / "cache").rglob("crash-*.txt")
    assert crash.stat().st_mode & 0o777 == 0o600
    written = crash.read_text("utf-8")
    assert "ValueError" in written and "GEHEIM-BRIEFJE" not in written
