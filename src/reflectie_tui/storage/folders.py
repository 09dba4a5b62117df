"""Where sessions live, and what is in there."""

import datetime
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from reflectie_tui.model.fault import Fault
from reflectie_tui.storage.content_files import ContentSets, shipped
from reflectie_tui.storage.entry import EARLIEST, Entry
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.index import Index, index_file
from reflectie_tui.storage.places import inside, other_folders, sessions_folder

__all__ = [
    "EXAMPLES",
    "WHOLE_EXAMPLE",
    "Entry",
    "as_read",
    "demo_copy",
    "entries",
    "examples",
    "in_order",
    "index_file",
    "other_folders",
    "session_paths",
    "sessions_folder",
    "shipped_examples",
]

EXAMPLES = (
    "2025-11-18-opleidingsschool-rijnstreek.toml",
    "2026-11-17-opleidingsschool-rijnstreek.toml",
    "2026-11-20-kindcentrum-de-zwaluw.toml",
)
"""The example sessions by name: what users made beside them in a checkout is theirs."""
WHOLE_EXAMPLE = EXAMPLES[1]
"""The example in which everything has been done, a year after another one."""
DEEPEST = 8
"""How many folders deep sessions are looked for."""


class Unread(NamedTuple):
    """A file of which nothing is remembered: its name relative to the folder, its group, and its size and times."""

    path: Path
    file: str
    group: str
    facts: os.stat_result | None


def shipped_examples() -> Path:
    """Return the folder of the example sessions that come with the app."""
    return shipped("examples", "sessions")


@contextmanager
def demo_copy() -> Iterator[Path]:
    """Give a folder with a copy of the example sessions, and throw it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="reflectie-", ignore_cleanup_errors=True) as place:
        folder = Path(place) / "sessions"
        folder.mkdir(0o700)
        for example in examples():
            copy = folder / example.name
            shutil.copyfile(example, copy)
            copy.chmod(0o600)
        yield folder


def examples() -> list[Path]:
    """Return the example sessions that come with the app, the oldest first."""
    return [path for name in EXAMPLES if (path := shipped_examples() / name).is_file()]


def entries(folder: Path, sets: ContentSets, index: Path | None = None, bounds: Path | None = None) -> Iterator[Entry]:
    """Yield the sessions in a folder and its sub-folders: the newest first, those that cannot be read last.

    Args:
        folder: the folder of sessions; one that is not there is empty.
        sets: the sets of statements there are.
        index: where it is remembered what each file told (`index_file()`); None to read all files.
        bounds: a folder out of which no link is followed; None to follow all links.

    Raises:
        SessionFileError: where the folder is there, and cannot be looked into.
    """
    yield from in_order(as_read(folder, sets, index, bounds))


def as_read(folder: Path, sets: ContentSets, index: Path | None = None, bounds: Path | None = None) -> Iterator[Entry]:
    """Yield the sessions in a folder as their files are read, in no order: for a list that fills itself.

    Raises:
        SessionFileError: where the folder is there, and cannot be looked into.
    """
    remembered = Index(index, sets.mark if index else "")
    try:
        unread = []
        for path in session_paths(folder, bounds):
            found = _unread(path, folder, remembered)
            if isinstance(found, Entry):
                yield found
            else:
                unread.append(found)
        for each, entry in _read(unread, sets):
            if each.facts is not None:
                remembered.remember(each.facts, entry)
            yield entry
        remembered.forget_the_rest(folder)
    finally:
        remembered.keep()


def in_order(found: Iterable[Entry]) -> list[Entry]:
    """Return sessions with the newest first, of one day the one that was last changed; unreadable ones last."""
    entries = sorted(found, key=lambda entry: entry.file)
    readable = [entry for entry in entries if entry.error is None]
    readable.sort(key=lambda entry: (entry.date or datetime.date.min, entry.changed or EARLIEST), reverse=True)
    return [*readable, *(entry for entry in entries if entry.error is not None)]


def session_paths(folder: Path, bounds: Path | None = None) -> Iterator[Path]:
    """Yield the files that may be sessions, without hidden ones; a folder that leads back to itself is entered once.

    Where there are bounds, a link that leads out of them is not followed.

    Raises:
        SessionFileError: where the folder is there, and cannot be looked into.
    """
    yield from _paths_in(folder, DEEPEST, set(), bounds, top=True)


def _paths_in(
    folder: Path, depth: int, seen: set[tuple[int, int]], bounds: Path | None, *, top: bool = False
) -> Iterator[Path]:
    try:
        facts = folder.stat()
        if (facts.st_dev, facts.st_ino) in seen or depth == 0:
            return
        seen.add((facts.st_dev, facts.st_ino))
        there = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return
    except OSError:
        if top:
            raise SessionFileError(folder, [Fault("no_permission_folder")]) from None
        yield folder
        return
    folders = []
    for path in there:
        if bounds is not None and not inside(path, bounds):
            continue
        if path.suffix.lower() == ".toml":
            yield path
        elif path.is_dir():
            folders.append(path)
    for each in folders:
        yield from _paths_in(each, depth - 1, seen, bounds)


def _unread(path: Path, folder: Path, index: Index) -> Entry | Unread:
    """Return what is remembered of a file, or what is needed to read it."""
    relative = path.relative_to(folder)
    file, group = relative.as_posix(), "" if relative.parent == Path() else relative.parent.as_posix()
    try:
        facts = path.stat()  # before reading: what is changed meanwhile is read again next time
    except OSError:
        return Unread(path, file, group, None)
    return index.entry(path, facts, file, group) or Unread(path, file, group, facts)


def _read(unread: Sequence[Unread], sets: ContentSets) -> Iterator[tuple[Unread, Entry]]:
    """Read files: a few here, and many in processes of their own."""
    if not unread:
        return
    from reflectie_tui.storage.entry_reading import read_entry  # a list that is remembered is there without the model
    from reflectie_tui.storage.reader import WORTH_IT, read_apart

    by_path = {each.path: each for each in unread}
    asked = [(each.path, each.file, each.group) for each in unread]
    many = len(asked) >= WORTH_IT
    for (path, file, group), entry in read_apart(asked, sets) if many else ((each, None) for each in asked):
        yield by_path[path], entry or read_entry(path, file, group, sets)
