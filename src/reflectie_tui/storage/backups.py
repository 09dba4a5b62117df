"""Backups: a session file as it was when opened, once a sitting, the newest 20 a session."""

import contextlib
import re
from datetime import datetime
from pathlib import Path

from reflectie_tui.storage.file_names import safe_part
from reflectie_tui.storage.hidden_folder import hidden_folder, make_hidden
from reflectie_tui.storage.writing import telling, write_new

KEPT = 20
"""How many backups of a session are kept."""


def make_backup(session_file: Path, session_id: str, content: bytes, mode: int, moment: datetime) -> Path:
    """Put this content away as a backup, and let go of the oldest beyond `KEPT`.

    Raises:
        WriteError: where it could not be written.
    """
    folder = hidden_folder(session_file, "backup")
    with telling(session_file):
        make_hidden(folder)
    made = write_new(folder / f"{safe_part(session_id)}-{moment:%Y-%m-%dT%H%M%S}.toml", content, mode)
    for old in backups(session_file, session_id)[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
    return made


def backups(session_file: Path, session_id: str) -> list[Path]:
    """Return the backups of a session, the newest first."""
    folder = hidden_folder(session_file, "backup")
    name = re.compile(rf"{re.escape(safe_part(session_id))}-(\d{{4}}-\d\d-\d\dT\d{{6}})(?:-(\d+))?\.toml")
    try:
        found = [(match, path) for path in folder.iterdir() if (match := name.fullmatch(path.name))]
    except OSError:
        return []
    return [path for match, path in sorted(found, key=lambda one: (one[0][1], int(one[0][2] or 1)), reverse=True)]


def newest_backup(session_file: Path, session_id: str) -> Path | None:
    """Return the newest backup of a session, or None."""
    return next(iter(backups(session_file, session_id)), None)
