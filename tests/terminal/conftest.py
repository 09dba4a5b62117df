"""A real pseudo-terminal with an emulator behind it: what a person at the keyboard sees."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.home import remember_tour

# what the emulator does not know, and would show as text: keyboard protocols, queries, titles
UNKNOWN = re.compile(
    r"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1b\[[>?][0-9;]*[mcqn]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1bP[^\x1b]*\x1b\\|\x1b\[[0-9;]*t"
)


class Terminal:
    """One program on one terminal."""

    def __init__(
        self,
        arguments: list[str],
        folder: Path,
        *,
        columns: int,
        lines: int,
        env: dict[str, str],
        program: list[str] | None = None,
        python: str = sys.executable,
        toured: bool = True,
    ) -> None:
        keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        environment = {**keep, "HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8", **env}
        if toured and "--restricted" not in arguments:  # there it is not shown, and nothing may be written elsewhere
            remember_tour(environment)
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._rest = ""
        self.raw = ""
        self.child = pexpect.spawn(
            python,
            [*(program or ["-m", "reflectie_tui"]), *arguments],
            cwd=str(folder),
            env=environment,
            dimensions=(lines, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=20,
        )
        self.child.delaybeforesend = None

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program writes in this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                text = self.child.read_nonblocking(65536, timeout=left)
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                return
            self.raw += text
            whole = self._rest + text
            cut = whole.rfind("\x1b")
            self._rest = ""
            if cut >= 0 and len(whole) - cut < 40 and not re.match(r"\x1b(\[[0-9;?<>=$ ]*[@-~]|[^\[\]P])", whole[cut:]):
                whole, self._rest = whole[:cut], whole[cut:]
            self._stream.feed(UNKNOWN.sub("", whole))

    @property
    def text(self) -> str:
        """The screen as text, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str, gone: str | None = None, seconds: float = 20) -> None:
        """Wait until all these texts stand on the screen (and another does not)."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            folded = " ".join(self.text.split())
            if all(" ".join(text.split()) in folded for text in texts) and (gone is None or gone not in folded):
                return
        raise AssertionError(f"not seen: {texts}\n{self.text}")

    def press(self, keys: str) -> None:
        """Type these keys."""
        self.child.send(keys)

    def wait_end(self, seconds: float = 10) -> int:
        """Wait until the program has ended, and return its exit status (128 + n by signal n)."""
        end = time.monotonic() + seconds
        while self.child.isalive() and time.monotonic() < end:
            self.read(0.1)
        assert not self.child.isalive(), f"still running\n{self.text}"
        status: int | None = self.child.exitstatus
        return status if status is not None else 128 + int(self.child.signalstatus)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start programs that are ended with the test."""
    started: list[Terminal] = []

    def start(
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        env: dict[str, str] | None = None,
        folder: Path = tmp_path,
        program: list[str] | None = None,
        toured: bool = True,
    ) -> Terminal:
        one = Terminal(
            list(arguments), folder, columns=columns, lines=lines, env=env or {}, program=program, toured=toured
        )
        started.append(one)
        return one

    yield start
    for one in started:
        one.child.close(force=True)
