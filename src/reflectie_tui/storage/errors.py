"""What can go wrong with files, as errors that say in plain words what is wrong, where, and what to do."""

from collections.abc import Sequence
from pathlib import Path

from reflectie_tui.model.fault import Fault
from reflectie_tui.words import Words

SHOWN = 5
"""How many faults are told; the rest is counted."""
BROKEN = ("toml", "toml_somewhere", "toml_end", "empty_file")
"""Faults of a file that is spoilt as a whole: a backup may be the only way out."""


class StorageError(Exception):
    """Something is wrong with a file or folder; `faults` are the first few, `more` counts those not told."""

    backup_told = False
    """Whether it is told beside this which backup there is."""

    def __init__(self, path: Path, faults: Sequence[Fault], more: int = 0) -> None:
        super().__init__(str(path), *(fault.code for fault in faults))
        self.path = path
        self.faults = tuple(faults[:SHOWN])
        self.more = more + max(0, len(faults) - SHOWN)

    def lines(self, words: Words) -> list[str]:
        """Return a line for each fault: the file, the place in it, what is wrong and the way out."""
        return [f"{self.path}: {line}" for line in self._told(words)]

    def text(self, words: Words) -> str:
        """Return all of it as one text: the file, and a line for each fault."""
        return f"{self.path}: " + "\n".join(self._told(words))

    def _told(self, words: Words) -> list[str]:
        told = [words.fault(fault) for fault in self.faults]
        if told and self.faults[0].code in BROKEN and not self.backup_told:
            told[0] += f" {words('faults.perhaps_backup')}"
        return [*told, words("faults.more", n=self.more)] if self.more else told


class SessionFileError(StorageError):
    """A session file that cannot be read."""


class ContentFileError(StorageError):
    """A set of statements that cannot be used."""


class WriteError(StorageError):
    """A file that could not be written; what stood there before is whole."""

    @property
    def fault(self) -> Fault:
        """What went wrong."""
        return self.faults[0]
