"""Terminals as they come: none at all, too small, of another charset, strange bytes, a full disk, or restricted."""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.hostile import PAYLOADS, in_toml
from tests.terminal.group import Start, answers, on_disk, scoring, session_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

Measured = Callable[[str], None]
SMALL = [
    (1, 1),
    (1, 200),
    (200, 1),
    (2, 2),
    (3, 7),
    (10, 3),
    (20, 5),
    (39, 10),
    (40, 9),
    (59, 19),
    (60, 20),
    (500, 200),
]
"""Columns and lines."""
STRANGE = [
    b"\xe9",
    b"\xff\xfe\x80",
    b"\x1b[",
    b"\x1b[999999999999u",
    b"\x1b[;;;u",
    b"\x1b[<0;1;1M",
    b"\x1b[<64;30;10M",
    b"\x1b[<35;9999;9999M",
    b"\x1b[1;1R",
    b"\x1bP",
    b"\x1b]52;c;aGE=\x07",
    b"\x1b[200~\x1b[2J\x1b[201~",
    b"\x1b_x",
    b"\x00",
    b"\x1b\x1b",
    b"\x9b31m",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return session_file(tmp_path / "sessions")


@pytest.mark.promise(6)
def test_that_there_is_no_terminal_is_said_within_a_second_of_work(tmp_path: Path, measured: Measured) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "reflectie_tui"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm", "LANG": "nl_NL.UTF-8"},
        timeout=60,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"ssh -t" in done.stderr
    assert work < 1
    measured(f"no terminal: said after {work:.2f} s of work")


@pytest.mark.promise(6)
def test_with_ascii_a_terminal_of_another_charset_will_do(terminal: Start, file: Path) -> None:
    one = terminal("open", str(file), "--ascii", "--lang", "nl", env={"LANG": "nl_NL.ISO-8859-1"})
    one.wait_for("Geef de laptop door aan", "Fatima")
    one.press("\x11")
    assert one.wait_end(5) == 0
    assert one.raw.isascii()


@pytest.mark.promise(17)
@pytest.mark.parametrize("rounds", [20, pytest.param(200, marks=pytest.mark.long)])
def test_any_size_and_any_bytes_are_lived_through(terminal: Start, file: Path, rounds: int, measured: Measured) -> None:
    one = scoring(terminal, file)
    dice = random.Random(rounds)
    sizes = SMALL + [(dice.randint(1, 220), dice.randint(1, 70)) for _ in range(rounds)]
    for columns, lines in sizes:
        one.child.setwinsize(lines, columns)
        if dice.random() < 0.5:
            noise = bytes(letter for letter in dice.randbytes(dice.randint(1, 12)) if letter not in b"\x11\x1b")
            os.write(one.child.child_fd, dice.choice([*STRANGE, noise]))
        drained(one.child, 0.03)
        assert one.child.isalive(), (columns, lines)
    one.child.setwinsize(24, 80)
    os.write(one.child.child_fd, b"\x1b\\\x1b[201~")
    for _ in range(50):
        if not one.child.isalive():
            break
        os.write(one.child.child_fd, b"\x11")
        drained(one.child, 0.2)
    assert one.wait_end(5) == 0
    assert on_disk(file).about.title == "Opleidingsschool Rijnstreek"
    measured(f"{len(sizes)} sizes with strange bytes between them: no crash")


def drained(child: object, seconds: float) -> None:
    """Take in what the app paints, without an emulator: none of ours draws on one column."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            child.read_nonblocking(65536, timeout=left)  # type: ignore[attr-defined]
        except Exception as error:
            if type(error).__name__ not in ("TIMEOUT", "EOF"):
                raise
            return


@pytest.mark.promise(4)
@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="takes away the disk of another process as Linux does")
def test_a_disk_that_takes_nothing_more_is_said_until_it_does(terminal: Start, file: Path) -> None:
    one = scoring(terminal, file)
    one.wait_for("✓ bewaard")
    before = file.read_bytes()
    limits = resource.prlimit(one.child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(one.child.pid, resource.RLIMIT_FSIZE, (0, limits[1]))
    one.press("5")
    one.wait_for("NIET BEWAARD")
    one.press("1")
    one.wait_for("5 van 5", "NIET BEWAARD")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".toml"] == [file.name]
    resource.prlimit(one.child.pid, resource.RLIMIT_FSIZE, limits)
    one.wait_for("✓ bewaard", gone="NIET BEWAARD")
    assert answers(file) == [4, 2, 3, 5, 1]


def guarded_place(folder: Path) -> Mapping[str, str]:
    """Programs that leave a trace when they are started, and wishes of Textual's own that reach outside."""
    programs = folder / "programs"
    programs.mkdir()
    for name in ("xdg-open", "www-browser", "sensible-browser", "firefox", "w3m", "lynx", "sh", "bash", "vi", "less"):
        (programs / name).write_text(f"#!/bin/sh\n: > '{folder}/started-{name}'\n", "utf-8")
        (programs / name).chmod(0o755)
    return {
        "PATH": str(programs),
        **{name: str(programs / "vi") for name in ("BROWSER", "EDITOR", "VISUAL", "PAGER", "SHELL")},
        "TEXTUAL_LOG": str(folder / "log"),
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(folder / "pictures"),
        "TEXTUAL_DRIVER": "json:JSONDecoder",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


@pytest.mark.promise(16)
def test_restricted_nothing_is_started_and_nothing_written_elsewhere(
    terminal: Start, file: Path, tmp_path: Path
) -> None:
    env = guarded_place(tmp_path)
    there = {path for path in tmp_path.rglob("*") if not path.is_relative_to(file.parent)}
    one = terminal("--restricted", "--sessions", str(file.parent), "open", str(file), "--lang", "nl", env=dict(env))
    one.wait_for("Geef de laptop door aan")
    for keys in ("\r", "4", "\x1a", "\x10", "\x1b", "\x1bOP", "\x1b", "\x1b[19~", "\x05", "\x13"):
        one.press(keys)
        one.read(0.15)
    one.press("\x10")
    one.wait_for("uitleg bij dit scherm")
    offered = one.text
    one.press("\x1b[A")  # to the end of the list
    one.wait_for("stoppen")
    offered += one.text
    assert not re.search("screenshot|schermafdruk|browser|shell|keys|maximize", offered.lower())
    one.press("\x1b")
    one.read(1.2)  # when Textual would take its picture
    one.press("\x11")
    assert one.wait_end(5) == 0
    after = {path for path in tmp_path.rglob("*") if not path.is_relative_to(file.parent)}
    assert {path.relative_to(tmp_path).parts[0] for path in after - there} <= {".cache"}


HIDING = re.compile("[\x80-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What no app of ours writes to a terminal, not even to draw."""


@pytest.mark.promise(8)
def test_no_byte_of_a_file_reaches_the_terminal_as_a_code(terminal: Start, tmp_path: Path) -> None:
    file = session_file(tmp_path / "sessions", facilitator="QQ")
    text = file.read_text("utf-8").replace("Fatima", "Fatima QQ").replace("Het Baken", "RR")
    payloads = [*PAYLOADS.values()]
    text = text.replace("Opleidingsschool", f"Rijn {in_toml(''.join(payloads[:11]))}")
    text = text.replace("QQ", in_toml("".join(payloads[11:]))).replace("RR", in_toml("".join(payloads[3:9])))
    file.write_text(text, "utf-8")
    one = terminal("open", str(file), "--lang", "nl", lines=40, columns=120)
    one.wait_for("Geef de laptop door aan", "Fatima \ufffd")
    for keys in (
        "\r",
        "\x1bOR",
        "\x1b",
        "\x10",
        "\x1b",
        "n",
        "\x1b[200~" + payloads[0] + "\x1b[201~",
        "\x1b",
        "\x1b",
        "\x1b",
    ):
        one.press(keys)
        one.read(0.15)
    found = [name for name, payload in PAYLOADS.items() if len(payload) > 3 and payload in one.raw]
    assert found == []
    one.press("\x11")
    assert one.wait_end(5) == 0
    assert not HIDING.search(one.raw)


def test_back_in_the_list_one_stands_on_the_session_that_was_named(terminal: Start, tmp_path: Path) -> None:
    """It was named as people do, from the folder where they are."""
    file = session_file(tmp_path / "sessions")
    text = file.read_text("utf-8")
    for year in (2098, 2099):
        later = re.sub(r"(?m)^date = .*$", f"date = {year}-01-01", re.sub(r"(?m)^title = .*$", 'title = "Later"', text))
        file.with_name(f"{year}-later.toml").write_text(
            re.sub(r'(?m)^id = ".*"$', f'id = "later{year}"', later), "utf-8"
        )
    one = terminal("--lang", "nl", f"sessions/{file.name}")
    one.wait_for("Geef de laptop door aan")
    one.press("\x1b")
    one.wait_for("bewaard", "AMBITIE")
    one.press("\x1b[12~")
    one.wait_for("Waar willen jullie heen?")
    one.press("lijst met")
    one.wait_for("De lijst met sessies")
    one.press("\r")
    one.wait_for("Later", "v vervolg", "▌ 23 nov 2026 Opleidingsschool")
