"""What the tests of storage share: a session file by hand, and a session by the model."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError, StorageError
from reflectie_tui.storage.session_files import Opened, create, read_session
from reflectie_tui.words import LANGUAGES, load

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=1)))

BY_HAND = """\
format = "reflectie-sessie"
version = 1

[session]
id = "s1"
title = "Proef"
date = 2026-11-23
content = "samenwerken"

[participants.p1]
name = "Fatima"

[perspectives.ambitie]
joint = 3

[perspectives.ambitie.answers.p1]
belofte = 4

[perspectives.organisatie.answers.p1]
balans = -1

[perspectives.proces.answers.p1]
fase = "delen"

[perspectives.ambitie.notes.n1]
statement = "belofte"
by = "p1"
text = "Wij horen vooral goede bedoelingen."

[perspectives.ambitie.sentences.p1]
text = "Samen zorgen we voor Goed Onderwijs."

[actions.a1]
what = "Ambitie uitwerken"
due = 2027-01-15
perspective = "ambitie"
statement = "doen"
status = "open"
"""


def by_hand(old: str = "", new: str = "") -> str:
    """Return the file by hand with one piece of it replaced."""
    assert old in BY_HAND
    return BY_HAND.replace(old, new, 1) if old else BY_HAND + new


def made(content: ContentSet, **choices: Any) -> Session:
    """Return a session that is about to begin."""
    people = seats("Fatima, Hogeschool Rijn\nJoris, Het Baken\nSanne, Stichting Waterland")
    given = {"title": "Opleidingsschool Rijnstreek", "people": people, "now": NOW, "random": Random(7), **choices}
    return new_session(content, **given)


def started(content: ContentSet, sets: ContentSets, folder: Path, **choices: Any) -> Opened:
    """Return a session of its own in a file, opened."""
    return read_session(create(made(content, **choices), folder), sets)


def said(error: StorageError) -> str:
    """Return what the user is told, after a look whether both languages say it whole."""
    for language in LANGUAGES:
        lines = error.lines(load(language))
        assert lines and all(str(error.path) in line for line in lines)
        assert not any("{" in line.replace(str(error.path), "") for line in lines), lines
    return error.text(load("nl"))


def codes(error: StorageError) -> list[str]:
    return [fault.code for fault in error.faults]


def files_in(folder: Path) -> list[str]:
    """Return the names in a folder, without the hidden folder that belongs there."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".reflectie")


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program in a process of its own, to talk with by lines."""
    keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=keep,
    )


def read(path: Path, sets: ContentSets, text: str | bytes) -> Opened:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_session(path, sets)


def refused(path: Path, sets: ContentSets, text: str | bytes) -> SessionFileError:
    """Return why a file is refused, after a look whether it is left as it was."""
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(SessionFileError) as caught:
        read(path, sets, content)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]
    said(caught.value)
    return caught.value
