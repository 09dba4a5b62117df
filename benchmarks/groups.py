"""Made-up sessions to measure with: any number of people, notes and files."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import Seat, new_session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=1)))


def content() -> ContentSet:
    """Return the statements, in Dutch."""
    found = ContentSets().get("samenwerken", "nl")
    assert found is not None
    return found


def group(people: int = 4, *, seed: int = 1, title: str = "Opleidingsschool Rijnstreek") -> Session:
    """Return a session that is about to begin."""
    seats = [Seat(f"Persoon {number}", f"Organisatie {number % 3 + 1}") for number in range(1, people + 1)]
    return new_session(content(), title=title, people=seats, now=NOW, random=Random(seed))


def scored(session: Session, *, seed: int = 1, notes: int = 0) -> Session:
    """Return the session with all answered and revealed, and so many notes."""
    chance, asked = Random(seed), content()
    for key in PERSPECTIVES:
        answers = {
            voice: {
                statement.id: (
                    chance.randint(1, 5)
                    if statement.kind == "scale"
                    else chance.randint(-2, 2)
                    if statement.kind == "balance"
                    else chance.choice(statement.choices or []).id
                )
                for statement in asked.perspective(key).asked(session.about.length)
            }
            for voice in session.voices
        }
        session = session.with_perspective(key, answers=answers)
    for number in range(notes):
        session = session.with_note("ambitie", f"Notitie {number} over onze ambitie.", note_id=f"n{number + 1}")
    return session


def folder_of(count: int, folder: Path) -> Path:
    """Fill a folder with so many session files of one group after another, quickly: one is written, the rest copied."""
    folder.mkdir(parents=True, exist_ok=True)
    path = create(scored(group()), folder)
    text = path.read_text("utf-8")
    for number in range(1, count):
        day = (NOW - timedelta(days=number)).date().isoformat()
        other = re.sub(r'(?m)^id = ".*"$', f'id = "00000000-0000-4000-8000-{number:012d}"', text, count=1)
        other = other.replace(f"date = {NOW.date().isoformat()}", f"date = {day}", 1)
        (folder / f"{day}-groep-{number}.toml").write_text(other, "utf-8")
    return folder
