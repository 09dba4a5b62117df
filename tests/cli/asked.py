"""Answers to plain questions: from somebody at a keyboard, or from a pipe."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import NamedTuple

import pytest

from reflectie_tui.cli import run


class Told(NamedTuple):
    """What a talk came to."""

    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """What was said, on one line, so that it does not matter where a line was broken."""
        return " ".join(self.out.split())


class Keyboard(io.StringIO):
    """Lines that somebody types."""

    def isatty(self) -> bool:
        return True


Typed = Callable[..., Told]


def talks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: type[io.StringIO]) -> Typed:
    """Return what runs a command while these lines come in."""

    def told(command: str, *lines: str) -> Told:
        monkeypatch.setattr("sys.stdin", kind("".join(f"{line}\n" for line in lines)))
        status = run(command.split())
        out, err = capsys.readouterr()
        return Told(status, out, err)

    return told
