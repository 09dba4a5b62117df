"""How it stands with the saving of a session."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reflectie_tui.model.fault import Fault


@dataclass(frozen=True)
class SaveState:
    """`saved` is on the disk; `conflict` is too, in a copy at `path`; `failed` is in memory only, for this reason."""

    kind: Literal["saving", "saved", "failed", "conflict"]
    path: Path | None = None
    fault: Fault | None = None
