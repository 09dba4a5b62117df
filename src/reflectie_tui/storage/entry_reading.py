"""What a list of sessions tells of a file that it does not remember."""

from pathlib import Path

from reflectie_tui.model.borrowed import borrowed_content
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import open_actions, progress, state
from reflectie_tui.storage.content_files import OURS, ContentSets
from reflectie_tui.storage.entry import Entry
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.session_files import Opened, read_session


def read_entry(path: Path, file: str, group: str, sets: ContentSets) -> Entry:
    """Read a file and return what to tell of it."""
    try:
        return _told(read_session(path, sets), sets, file, group)
    except SessionFileError as error:
        return Entry(path, file, group, error=error)


def _told(opened: Opened, sets: ContentSets, file: str, group: str) -> Entry:
    session, content = opened.session, opened.content
    if content is None and (frame := sets.in_any_language(OURS)) is not None:
        content = borrowed_content(frame, session)
    return Entry(
        path=opened.path,
        file=file,
        group=group,
        id=session.about.id,
        title=session.about.title,
        date=session.about.date,
        changed=session.about.changed or session.about.created,
        participants=len(session.participants),
        progress=float(progress(session, content)) if content else None,
        states=tuple(state(session, content, key) for key in PERSPECTIVES) if content else (),
        open_actions=open_actions(session),
        closed=session.closed,
    )
