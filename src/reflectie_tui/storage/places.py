"""The folders of this machine where sessions may stand. Loads nothing heavy: it is asked before the first paint."""

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "REFLECTIE_SESSIONS"
BESIDE = (".reflectie", ".reflectie/backup", ".reflectie/lock")
"""What is written beside a session file when that is saved."""


def sessions_folder(wish: Path | None, environ: Mapping[str, str], here: Path) -> Path:
    """Return the folder of sessions: as asked, else as the environment has it, else `./sessions`, else Documents."""
    if wish is not None:
        return wish
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE]).expanduser()
    if (here / "sessions").is_dir():
        return here / "sessions"
    import platformdirs

    return platformdirs.user_documents_path() / "Reflectie"


def other_folders() -> list[Path]:
    """Return where a copy of a session may go when its own disk is full: the user's documents and home, and /tmp."""
    import tempfile

    import platformdirs

    found = [platformdirs.user_documents_path() / "Reflectie", Path.home(), Path(tempfile.gettempdir())]
    return list(dict.fromkeys(found))


def inside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads to somewhere in a folder, whatever links it goes by; it need not be there."""
    return _real(path).is_relative_to(_real(folder))


def kept_inside(session_file: Path, folder: Path) -> bool:
    """Tell whether a session file stands in a folder, and so does all that is written beside it."""
    beside = (_real(session_file).parent / name for name in BESIDE)
    return all(inside(path, folder) for path in (session_file, *beside))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike resolve(), no error where links go round in a circle
