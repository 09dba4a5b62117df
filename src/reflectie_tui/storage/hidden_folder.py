"""The hidden folder `.reflectie/` beside the sessions, which holds backups and locks."""

import contextlib
import errno
import secrets
import stat
import sys
from pathlib import Path

from reflectie_tui.storage.writing import NEW_FILE, NEW_FOLDER, make_folder, real_path

HIDDEN = ".reflectie"


def hidden_folder(session_file: Path, name: str) -> Path:
    """Return the folder for `backup` or `lock` that goes with a session file; it need not be there."""
    return real_path(session_file).parent / HIDDEN / name


def make_hidden(folder: Path) -> None:
    """Make such a folder: for this user only, or for those who share the folder of sessions.

    Raises:
        OSError: where that cannot be done.
    """
    if folder.is_dir():
        return
    sessions = folder.parent.parent
    make_folder(sessions)
    shared = _shared(sessions)
    for each in (folder.parent, folder):
        if shared:
            _make_for_all(each, NEW_FOLDER | shared)
        else:
            with contextlib.suppress(FileExistsError):
                each.mkdir(NEW_FOLDER)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(folder))


def _make_for_all(folder: Path, mode: int) -> None:
    """Make a folder that has its mode as soon as it is there: somebody else may come in at that very moment."""
    if folder.is_dir():
        return
    made = folder.with_name(f"{folder.name}-{secrets.token_hex(4)}")
    made.mkdir(NEW_FOLDER)
    try:
        made.chmod(mode)
        made.rename(folder)
    except OSError:
        made.rmdir()
        if not folder.is_dir():  # nor has somebody else just made it
            raise


def shared_file_mode(folder: Path) -> int:
    """Return the mode for a new file that all who share a hidden folder may use."""
    return NEW_FILE | (_shared(folder) & 0o066)


def _shared(folder: Path) -> int:
    """Return the bits that let others in a folder in which others may write too; else none."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    return mode & 0o3077 if mode & 0o022 and sys.platform != "win32" else 0
