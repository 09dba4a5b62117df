"""`reflectie list` as text: the sessions of a folder, each with the file to open it by."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from reflectie_tui.report.paper import Paper
from reflectie_tui.report.text import joined
from reflectie_tui.words import Words

DAY = 13
"""Columns for the day of a session."""


class Fault(Protocol):
    """Why a file cannot be read."""

    path: Path

    def lines(self, words: Words) -> list[str]:
        """Return it in plain words, a line a fault, each with the file before it."""

    def text(self, words: Words) -> str:
        """Return the same as one text."""


class Listed(Protocol):
    """A session file in a folder; what it tells is None where it cannot be read."""

    @property
    def file(self) -> str:
        """Its place in the folder."""

    @property
    def id(self) -> str | None:
        """The session's id."""

    @property
    def title(self) -> str | None:
        """The session's title."""

    @property
    def date(self) -> date | None:
        """The session's day."""

    @property
    def participants(self) -> int | None:
        """How many took part."""

    @property
    def progress(self) -> float | None:
        """How much was answered, 0..1."""

    @property
    def open_actions(self) -> int | None:
        """How many actions are open."""

    @property
    def closed(self) -> bool:
        """Whether the session was closed."""

    @property
    def error(self) -> Fault | None:
        """Why it cannot be read, if it cannot."""


def list_text(found: Sequence[Listed], folder: str, paper: Paper) -> str:
    """Return the sessions in the order given: day, title, participants, progress, open actions and file."""
    if not found:
        return joined(paper.lines(paper.words("report.list.empty", folder=folder)))
    lines = paper.lines(paper.words("report.list.heading", folder=folder))
    for each in found:
        lines += ["", *(_unreadable(each.error, each.file, paper) if each.error else _readable(each, paper))]
    return joined(lines)


def _readable(each: Listed, paper: Paper) -> list[str]:
    words = paper.words
    day = words.short_day(each.date) if each.date else ""
    facts = [
        words("report.participants", n=each.participants),
        words("report.list.progress", percent=int(each.progress * 100)) if each.progress is not None else "",
        words("report.list.open_actions", n=each.open_actions),
        words("report.list.closed") if each.closed else "",
    ]
    return [
        *paper.lines(each.title or "", first=day.ljust(DAY)),
        *paper.lines(paper.facts(facts), DAY),
        *paper.lines(each.file, DAY),
    ]


def _unreadable(error: Fault, file: str, paper: Paper) -> list[str]:
    """Return a file with what is wrong in it; its name is said once."""
    lines = paper.lines(file, DAY)
    for line in error.lines(paper.words):
        lines += paper.lines(line.removeprefix(f"{error.path}: "), DAY, f"{paper.marks.attention} ")
    return lines
