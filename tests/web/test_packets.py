"""The app as it speaks to `reflectie web`, packet by packet: it ends with its line, and nothing leads out of it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reflectie_tui.cli.terminal import BROWSER_DRIVER
from tests.home import remember_tour
from tests.terminal.group import answers, session_file
from tests.web.serving import PATIENCE, SOON

OUTWARD = """
import io, sys
from reflectie_tui.ui.app import ReflectieApp

def light(app):
    app.open_url("http://voorbeeld.example/")
    app.deliver_text(io.StringIO("gezegd"), save_filename="buiten.txt")
    app.deliver_screenshot("buiten.svg")

ReflectieApp.action_light = light
from reflectie_tui.__main__ import main
sys.exit(main())
"""
F9 = b"\x1b[20~"


class Line:
    """An app at the other end of two pipes."""

    def __init__(self, file: Path, *arguments: str) -> None:
        self.drawn, self.told, self._rest = "", [], b""
        keep = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        home = {"HOME": str(file.parent)}
        remember_tour(home)
        self.app = subprocess.Popen(
            [sys.executable, "-c", OUTWARD, "open", str(file), "--lang", "nl", "--whole-lines", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=file.parent,
            env={**keep, **home, "TEXTUAL_DRIVER": BROWSER_DRIVER, "COLUMNS": "80", "ROWS": "24"},
            bufsize=0,
        )

    def say(self, load: bytes, kind: bytes = b"D") -> None:
        assert self.app.stdin is not None
        self.app.stdin.write(kind + len(load).to_bytes(4, "big") + load)

    def tell(self, **what: object) -> None:
        self.say(json.dumps(what).encode(), b"M")

    def read(self, wanted: Callable[[], bool]) -> None:
        """Take in what comes until this is so, or nothing comes any more."""
        assert self.app.stdout is not None
        end = time.monotonic() + PATIENCE
        while not wanted():
            ready, _, _ = select.select([self.app.stdout], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"not drawn\n{self.drawn[-2000:]}"
            more = os.read(self.app.stdout.fileno(), 1 << 16)
            if not more:
                return
            self._rest = (self._rest + more).removeprefix(b"__GANGLION__\n")
            self._take()

    def _take(self) -> None:
        while len(self._rest) >= 5 and len(self._rest) >= (end := 5 + int.from_bytes(self._rest[1:5], "big")):
            kind, load, self._rest = self._rest[:1], self._rest[5:end], self._rest[end:]
            if kind == b"D":
                self.drawn += load.decode()
            else:
                self.told.append(load if kind != b"M" else json.loads(load)["type"])

    def seen(self, text: str) -> None:
        """Wait until this is drawn."""
        self.read(lambda: text in self.drawn)
        assert text in self.drawn
        self.drawn = ""

    def status(self) -> int:
        """Read all that still comes, and return the exit status."""
        self.read(lambda: False)
        return self.app.wait(PATIENCE)

    def close(self) -> None:
        """Close both pipes, as when the server is gone."""
        for pipe in (self.app.stdin, self.app.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Callable[..., Line]]:
    started: list[Line] = []

    def start(*arguments: str) -> Line:
        one = Line(session_file(tmp_path), *arguments)
        started.append(one)
        return one

    yield start
    for one in started:
        if one.app.poll() is None:
            one.app.kill()
        one.app.wait()
        one.close()


def scoring(one: Line) -> None:
    one.seen("Fatima")
    one.say(b"\r")
    one.seen("In hoeverre klopt dit?")
    one.say(b"4")
    one.seen("1 van 5")


def scored(folder: Path) -> list[int | str]:
    return answers(next(folder.glob("*.toml")))


@pytest.mark.promise(3, 5, 18)
@pytest.mark.parametrize("how", ["quit", "input ends", "line gone", "SIGINT", "SIGTERM"])
def test_it_saves_and_leaves_with_its_line(line: Callable[..., Line], tmp_path: Path, how: str) -> None:
    one = line()
    scoring(one)
    begun = time.monotonic()
    if how == "quit":
        one.tell(type="quit")
    elif how == "input ends":
        assert one.app.stdin is not None
        one.app.stdin.close()
    elif how == "line gone":
        one.close()
    else:
        one.app.send_signal(getattr(signal, how))
    status = one.app.wait(PATIENCE) if how == "line gone" else one.status()
    assert time.monotonic() - begun < SOON
    assert status == (143 if how == "SIGTERM" else 129)
    assert scored(tmp_path) == [4]


@pytest.mark.promise(16)
@pytest.mark.parametrize("restricted", [False, True])
def test_no_link_is_opened_and_no_file_delivered(line: Callable[..., Line], tmp_path: Path, restricted: bool) -> None:
    one = line(*(["--restricted", "--sessions", str(tmp_path)] if restricted else []))
    scoring(one)
    one.say(F9)
    one.tell(type="deliver_chunk_request", key="0", size=9)
    one.say(b"3")
    one.seen("2 van 5")
    one.tell(type="quit")
    assert one.status() == 129
    assert one.told == ["exit"]
    assert scored(tmp_path) == [4, 3]
    assert not list(tmp_path.rglob("buiten*"))


@pytest.mark.promise(17)
def test_wrong_bytes_and_impossible_sizes_do_not_stop_it(line: Callable[..., Line], tmp_path: Path) -> None:
    one = line()
    scoring(one)
    for load in (b"\xe9\xff", b"\x1b[9999999999999;1;1u", b"\x1b[<0;9999999;1M", b"\xf0\x9f\x91", b"\x1b[200~\x00half"):
        one.say(load)
    one.say(b"\x1b[201~")
    for width, height in ((0, 0), (-1, 24), (10**9, 10**9), (1, 1), (80, 24)):
        one.tell(type="resize", width=width, height=height)
    one.drawn = ""
    one.say(b"3")
    one.seen("2 van 5")
    one.tell(type="quit")
    assert one.status() == 129
    assert scored(tmp_path) == [4, 3]
