"""What happens to the answers, the terminal and the process when something goes wrong outside the app."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.terminal.group import PUT_RIGHT, Start, answers, cut_off, scoring, session_file, status_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return session_file(tmp_path / "sessions")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
@pytest.mark.promise(3, 18)
def test_a_signal_saves_what_was_answered_and_leaves_with_its_status(
    terminal: Start, file: Path, number: signal.Signals, status: int
) -> None:
    one = scoring(terminal, file)
    os.kill(one.child.pid, number)
    assert one.wait_end(5) == status
    assert answers(file) == [4, 2, 3]


@pytest.mark.promise(3, 18)
def test_ctrl_q_leaves_at_any_moment_and_loses_nothing(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    one.press("5\x11")
    assert one.wait_end(5) == 0
    assert answers(file) == [4, 2, 3, 5]
    assert all(code in one.raw[-500:] for code in PUT_RIGHT)
    assert "".join(one.raw.split("\x1b[?1049l")[-1].split()).endswith(f"Allesisbewaard,in{file}")


@pytest.mark.promise(3, 5)
def test_a_window_that_is_closed_leaves_no_process_behind(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    cut_off(one)
    status = status_of(one, 6)
    assert status in (129, -signal.SIGHUP)
    assert answers(file) == [4, 2, 3]


@pytest.mark.parametrize("way", ["ctrl+q", "SIGTERM", "closed window"])
def test_of_the_examples_nothing_is_left_behind(terminal: Start, tmp_path: Path, way: str) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    one = terminal("demo", "--lang", "nl", env={"TMPDIR": str(place)})
    one.wait_for("3 sessies om mee te spelen")
    assert len(list(place.glob("reflectie-*/sessions/*.toml"))) == 3
    if way == "ctrl+q":
        one.press("\x11")
        one.wait_end(5)
    elif way == "SIGTERM":
        os.kill(one.child.pid, signal.SIGTERM)
        one.wait_end(5)
    else:
        cut_off(one)
        status_of(one, 6)
    assert list(place.glob("reflectie-*")) == []


@pytest.mark.promise(3)
def test_kill_loses_at_most_the_last_half_second(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    one.wait_for("✓ bewaard")
    end = time.monotonic() + 2
    while answers(file) != [4, 2, 3] and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(one.child.pid, signal.SIGKILL)
    assert one.wait_end(5) == 137
    assert answers(file) == [4, 2, 3]


@pytest.mark.promise(12)
def test_it_is_reopened_where_it_was_left_and_shows_nobody_elses_scores(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file, "555")
    os.kill(one.child.pid, signal.SIGKILL)
    one.wait_end(5)
    two = terminal("open", str(file), "--lang", "nl")
    two.wait_for("Geef de laptop door aan")
    two.press("\r")
    two.wait_for("In hoeverre klopt dit?")
    assert "[5]" not in two.text


@pytest.mark.promise(17)
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


@pytest.mark.promise(3, 15, 18)
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
