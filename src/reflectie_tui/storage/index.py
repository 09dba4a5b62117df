"""What the list of sessions told of each file the last time, so that a folder of a thousand need not be read again.

It stands in the user's cache folder, is known by the file's path, size and times, and may be deleted at any moment.
"""

import contextlib
import datetime
import json
import os
from pathlib import Path
from typing import Any

from reflectie_tui import __version__
from reflectie_tui.model.fault import Fault
from reflectie_tui.storage.entry import Entry
from reflectie_tui.storage.errors import SessionFileError, WriteError
from reflectie_tui.storage.reading import SYSTEM_FAULTS, Unreadable, read_raw
from reflectie_tui.storage.writing import make_folder, write_file

MOST = 20_000
"""How many files are remembered."""
MAX_BYTES = 16 * 1024 * 1024


def index_file() -> Path:
    """Return where this user's index stands."""
    import platformdirs

    return platformdirs.user_cache_path("reflectie", appauthor=False) / "sessions.json"


class Index:
    """What is remembered of session files; without a file of its own, nothing."""

    def __init__(self, file: Path | None, sets: str) -> None:
        """Read what was remembered with this app and these sets of statements; anything else is forgotten."""
        self._file = file
        self._for = f"{__version__} {sets}"
        self._known = _read(file, self._for) if file is not None else {}
        self._seen: set[str] = set()
        self._changed = False

    def entry(self, path: Path, facts: os.stat_result, file: str, group: str) -> Entry | None:
        """Return what is remembered of a file that is still the same, or None."""
        self._seen.add(str(path.absolute()))
        mark, told = self._known.get(str(path.absolute()), (None, None))
        if mark != _mark(facts):
            return None
        try:
            return entry_of(path, file, group, told)
        except (KeyError, TypeError, ValueError):  # somebody wrote in it
            return None

    def remember(self, facts: os.stat_result, entry: Entry) -> None:
        """Remember what a file told, unless that can change by itself, as who may read it can."""
        if self._file is not None and not (entry.error and entry.error.faults[0].code in SYSTEM_FAULTS):
            self._known[str(entry.path.absolute())] = (_mark(facts), told_of(entry))
            self._changed = True

    def forget_the_rest(self, folder: Path) -> None:
        """Forget the files of a folder that were not asked for: they are gone."""
        gone = {path for path in self._known.keys() - self._seen if Path(path).is_relative_to(folder.absolute())}
        for path in gone:
            del self._known[path]
        self._changed |= bool(gone)

    def keep(self) -> None:
        """Write what is remembered; where that cannot be done, the files are read again next time."""
        if self._file is None or not self._changed:
            return
        newest = dict(list(self._known.items())[-MOST:])
        content = json.dumps({"for": self._for, "files": newest}, ensure_ascii=False, separators=(",", ":"))
        with contextlib.suppress(WriteError):
            make_folder(self._file.parent)
            write_file(self._file, content.encode("utf-8", errors="surrogatepass"))


def _read(file: Path, for_whom: str) -> dict[str, Any]:
    try:
        found = json.loads(read_raw(file, MAX_BYTES).content.decode("utf-8", errors="surrogatepass"))
    except (Unreadable, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("for") != for_whom or not isinstance(found.get("files"), dict):
        return {}
    return {path: tuple(known) for path, known in found["files"].items() if isinstance(known, list) and len(known) == 2}


def _mark(facts: os.stat_result) -> list[int]:
    return [facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino]


def told_of(entry: Entry) -> dict[str, Any]:
    """Return what is known of a file as plain values for JSON."""
    error = entry.error
    return {
        "id": entry.id,
        "title": entry.title,
        "date": entry.date and entry.date.isoformat(),
        "changed": entry.changed and entry.changed.isoformat(),
        "participants": entry.participants,
        "progress": entry.progress,
        "states": entry.states,
        "open_actions": entry.open_actions,
        "closed": entry.closed,
        "faults": [[fault.code, fault.place, fault.details] for fault in error.faults] if error else [],
        "more": error.more if error else 0,
    }


def entry_of(path: Path, file: str, group: str, told: dict[str, Any]) -> Entry:
    """Return what is known of a file from those values.

    Raises:
        KeyError, TypeError, ValueError: where they are others.
    """
    faults = [Fault(code, place, details) for code, place, details in told["faults"]]
    return Entry(
        path=path,
        file=file,
        group=group,
        id=told["id"],
        title=told["title"],
        date=told["date"] and datetime.date.fromisoformat(told["date"]),
        changed=told["changed"] and datetime.datetime.fromisoformat(told["changed"]),
        participants=told["participants"],
        progress=told["progress"],
        states=tuple(told["states"]),
        open_actions=told["open_actions"],
        closed=told["closed"],
        error=SessionFileError(path, faults, told["more"]) if faults else None,
    )
