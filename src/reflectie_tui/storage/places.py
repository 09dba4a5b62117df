"""The folders of this machine where sessions may stand. Loads nothing heavy: it is asked before the first paint."""

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "REFLECTIE_SESSIONS"


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
