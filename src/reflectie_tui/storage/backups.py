"""Backups: a session file as it was when opened, once a sitting, the newest 20 a session."""

import contextlib
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

from reflectie_tui.storage.file_names import name_beside, safe_part, session_file_name
from reflectie_tui.storage.hidden_folder import hidden_folder, make_hidden
from reflectie_tui.storage.reading import Unreadable, read_raw
from reflectie_tui.storage.writing import real_path, telling, write_new

KEPT = 20
"""How many backups of a session are kept."""

_NAME = re.compile(r"(.+)-(\d{4}-\d\d-\d\dT\d{6})(?:-(\d+))?\.toml")
_ID = re.compile(rb'^id\s*=\s*["\']([^"\'\n]{1,120})["\']', re.MULTILINE)
_AFTER_HEAD = re.compile(r"^\[(?!session\])", re.MULTILINE)


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
    return _all(session_file).get(safe_part(session_id), [])


def newest_backup(session_file: Path, session_id: str) -> Path | None:
    """Return the newest backup of a session, or None."""
    return next(iter(backups(session_file, session_id)), None)


def backup_of_broken(session_file: Path) -> Path | None:
    """Return the newest backup of a file that cannot be read, or None.

    It is found by the id, where that can still be seen in the file; else by the name that its session gave the file.
    """
    try:
        content = read_raw(session_file).content
    except Unreadable:
        content = b""
    found = _ID.search(content)
    if found and (backup := newest_backup(session_file, found[1].decode(errors="replace"))):
        return backup
    whole, without_number = session_file.stem, re.sub(r"-\d+$", "", session_file.stem)
    named = [(_first_name(each[0]), each[0]) for each in _all(session_file).values()]
    fitting = [(name == whole, moment_of(each), each) for name, each in named if name in (whole, without_number)]
    return max(fitting)[2] if fitting else None


def moment_of(backup: Path) -> datetime:
    """Return when a backup was made, in the time of the machine that made it."""
    match = _NAME.fullmatch(backup.name)
    return datetime.strptime(match[2], "%Y-%m-%dT%H%M%S") if match else datetime.min


def put_back(backup: Path, session_file: Path) -> Path:
    """Copy a backup beside the file that it was made of, and return the copy; both others stay as they are.

    Raises:
        WriteError: where it could not be read or written.
    """
    place = real_path(session_file)
    with telling(place):
        content, mode = backup.read_bytes(), backup.stat().st_mode & 0o777
    return write_new(name_beside(place, "backup", moment_of(backup)), content, mode | 0o600)


def _all(session_file: Path) -> dict[str, list[Path]]:
    """Return all backups in the folder of a file, by the part of their name that is the session's; the newest first."""
    found: dict[str, list[tuple[str, int, Path]]] = {}
    try:
        for path in hidden_folder(session_file, "backup").iterdir():
            if match := _NAME.fullmatch(path.name):
                found.setdefault(match[1], []).append((match[2], int(match[3] or 1), path))
    except OSError:
        return {}
    return {name: [path for _, _, path in sorted(each, reverse=True)] for name, each in found.items()}


def _first_name(backup: Path) -> str | None:
    """Return how the file of a session was called when it was made, without its ending; None where it tells not."""
    try:
        text = read_raw(backup).content.decode()
        about = tomllib.loads(_AFTER_HEAD.split(text, maxsplit=1)[0])["session"]
        day, title, language = about["date"], about["title"], about.get("language", "nl")
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(day, date) or not isinstance(title, str) or language not in ("nl", "en"):
        return None
    return Path(session_file_name(day, title, language)).stem
