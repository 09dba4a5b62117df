"""Session files: one TOML file a session, read strictly and written so that the same session gives the same bytes."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.fault import Fault
from reflectie_tui.model.session import FORMAT, VERSION, Session
from reflectie_tui.storage import faults
from reflectie_tui.storage.backups import newest_backup
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.file_names import session_file_name
from reflectie_tui.storage.reading import Table, Unreadable, read_table
from reflectie_tui.storage.session_check import unknown_ids
from reflectie_tui.storage.session_text import END, dumps
from reflectie_tui.storage.writing import make_folder, write_new

__all__ = ["Opened", "create", "dumps", "read_session"]

MOMENTS = ("created", "changed", "closed")
"""The keys of `[session]` that are a moment."""


@dataclass(frozen=True)
class Opened:
    """A session as it was read, and what goes with it."""

    path: Path
    session: Session
    content: ContentSet | None
    """The set of statements in the session's own language; None where it is not installed."""
    read_only: bool
    """Whether it can only be looked at: its set is not installed, or its file is not to be written."""
    warnings: tuple[Fault, ...]
    digest: str
    """What tells this content of the file from any other."""


def read_session(path: Path, sets: ContentSets) -> Opened:
    """Read and check a session file; it is not changed.

    Raises:
        SessionFileError: with the first faults, each with its place; a file that has one is not used at all.
    """
    try:
        table = read_table(path)
        session = parsed(table)
    except Unreadable as error:
        raise SessionFileError(path, error.faults) from None
    about = session.about
    content = sets.get(about.content, about.language) or sets.in_any_language(about.content)
    unknown = unknown_ids(session, content)
    if unknown:
        raise SessionFileError(path, unknown)
    locked = not table.raw.mode & 0o222 or not os.access(path, os.W_OK)  # the administrator may write anything
    warnings = _warnings(path, table, session, locked)
    return Opened(path, session, content, content is None or locked, warnings, table.raw.digest)


def parsed(table: Table) -> Session:
    """Return the session that a table holds.

    Raises:
        Unreadable: where it is of another format or version, or a value is not one that the file may hold.
    """
    entries = table.entries
    _judge_kind(entries)
    about = entries.get("session")
    if isinstance(about, dict):
        for key in MOMENTS:
            if isinstance(about.get(key), datetime):
                about[key] = _local(about[key], key)
    try:
        return Session.model_validate(entries, by_alias=True, by_name=False)
    except ValidationError as error:
        raise Unreadable(*faults.from_validation(error)) from None


def create(session: Session, folder: Path) -> Path:
    """Put a new session in a file of its own in a folder, which is made where it is not there yet.

    Raises:
        WriteError: where that cannot be done; no file is left behind.
    """
    created = session.about.created
    if created is not None and session.about.changed is None:
        created = created.replace(microsecond=0)
        session = session.with_about(created=created, changed=created)
    make_folder(folder)
    name = session_file_name(session.about.date, session.about.title, session.about.language)
    return write_new(folder / name, dumps(session).encode())


def _judge_kind(entries: dict[str, Any]) -> None:
    """Look at the version before anything else: a newer one may look quite different."""
    kind, version = entries.get("format"), entries.get("version")
    if kind is None and "session" not in entries:
        raise Unreadable(Fault("no_session"))
    if kind is not None and kind != FORMAT:
        raise Unreadable(Fault("other_format", "format", {"format": FORMAT}))
    if type(version) is int and version > VERSION:
        raise Unreadable(Fault("newer_version", "version", {"version": str(version), "known": str(VERSION)}))
    if version is not None and (type(version) is not int or version != VERSION):
        raise Unreadable(Fault("other_version", "version", {"known": str(VERSION)}))
    if "about" in entries:  # the name under which our own model has the table `session`
        raise Unreadable(Fault("taken_key", "about"))


def _local(moment: datetime, key: str) -> datetime:
    """Return a moment with an offset: one without is taken for this machine's own time."""
    if moment.tzinfo is not None:
        return moment
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):  # at the far ends of the calendar
        raise Unreadable(Fault("moment_expected", f"session.{key}")) from None


def _warnings(path: Path, table: Table, session: Session, locked: bool) -> tuple[Fault, ...]:
    found = []
    if locked:
        found.append(Fault("warning_locked"))
    if session.about.changed is not None and table.text.rstrip().rpartition("\n")[2] != END:
        backup = newest_backup(path, session.about.id)
        found.append(Fault("warning_end_backup", details={"file": str(backup)}) if backup else Fault("warning_end"))
    if table.replaced:
        code = "warning_control" if len(table.replaced) == 1 else "warning_control_more"
        found.append(Fault(code, table.replaced[0], {"others": str(len(table.replaced) - 1)}))
    if session.anonymous and _names(session):
        found.append(Fault("warning_names"))
    return tuple(found)


def _names(session: Session) -> bool:
    """Tell whether an anonymous session's file holds names all the same."""
    by = any(note.by for record in session.perspectives.values() for note in record.notes.values())
    return by or session.about.facilitator is not None or any(one.name for one in session.participants.values())
