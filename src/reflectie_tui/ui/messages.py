"""What the app hears from its screens. All that changes a session stands in `changes.py`, under one handler."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reflectie_tui.model.session import Session


class Change(Message):
    """Something that changes the session."""

    def applied(self, session: Session) -> Session:
        """Return the session after the change."""
        raise NotImplementedError


@dataclass
class StepChosen(Message):
    """The group goes to a step: `front`, `ambitie.read` … `close`."""

    step: str
    looks_back: bool = False
    """Whether it only looks at what went before: the file keeps the step to go on at."""


@dataclass
class SessionChosen(Message):
    """Somebody opens a session file."""

    path: Path


@dataclass
class SessionMade(Message):
    """A new session is ready to be put in a file and begun."""

    session: Session


@dataclass
class NewSessionAsked(Message):
    """Somebody wants to start a session, on its own or following an earlier one."""

    previous: Path | None = None


@dataclass
class ComparisonAsked(Message):
    """Somebody wants to see these sessions side by side."""

    paths: list[Path]


class DemoAsked(Message):
    """Somebody wants to look at the example sessions."""


class SessionLeft(Message):
    """The group goes back to the list of sessions."""
