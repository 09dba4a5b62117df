"""What a list of sessions tells of one file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reflectie_tui.model.progress import State
    from reflectie_tui.storage.errors import SessionFileError

EARLIEST = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Entry:
    """What a list of sessions tells of one file; of one that cannot be read, the reason."""

    path: Path
    file: str
    """Relative to the folder, with `/` between its parts."""
    group: str
    """The sub-folder that it is in; empty in the folder itself."""
    id: str | None = None
    title: str | None = None
    date: datetime.date | None = None
    changed: datetime.datetime | None = None
    """When it was last changed, or else made."""
    participants: int | None = None
    progress: float | None = None
    """How much has been answered, 0..1."""
    states: tuple[State, ...] = ()
    """How far each of the five perspectives has come."""
    open_actions: int | None = None
    closed: bool = False
    error: SessionFileError | None = None
