"""The sessions that a session follows, read from the folder where they are all kept."""

from __future__ import annotations

from pathlib import Path

from reflectie_tui.model.borrowed import borrowed_content
from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.folders import entries
from reflectie_tui.storage.session_files import read_session


def earlier_sessions(
    session: Session, folder: Path, sets: ContentSets, language: str, bounds: Path | None = None
) -> tuple[tuple[Session, ContentSet], ...]:
    """Return the sessions that this one follows, the oldest first, each with what it asked.

    The chain ends where a file is not in the folder or cannot be read. No link is followed out of the bounds, if any.
    """
    if session.about.previous is None:
        return ()
    paths = {entry.id: entry.path for entry in entries(folder, sets, None, bounds) if entry.error is None}
    found: list[tuple[Session, ContentSet]] = []
    seen = {session.about.id}
    wanted: str | None = session.about.previous
    while wanted is not None and wanted in paths and wanted not in seen:
        seen.add(wanted)
        try:
            opened = read_session(paths[wanted], sets)
        except SessionFileError:
            break
        content = sets.get(opened.session.about.content, language) or opened.content
        base = sets.get("samenwerken", language)
        if content is None and base is not None:
            content = borrowed_content(base, opened.session)
        if content is None:
            break
        found.append((opened.session, content))
        wanted = opened.session.about.previous
    return tuple(found[::-1])
