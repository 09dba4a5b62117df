"""One writer at a time for a session file, by a lock that dies with the program that holds it."""

import contextlib
import errno
import hashlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reflectie_tui.model.fault import Fault
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.hidden_folder import hidden_folder, make_hidden, shared_file_mode
from reflectie_tui.storage.writing import NEW_FILE, real_path, telling

PATIENCE = 1.0
"""Seconds to wait for another program that is just writing."""
_PAUSE = 0.01
_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextlib.contextmanager
def locked(session_file: Path) -> Iterator[None]:
    """Hold the lock of a session file: one of its own, for the session file itself is replaced.

    A disk that knows no locks is written without: the comparison of what stands in the file still holds.

    Raises:
        WriteError: where another program holds it all that time, or the lock's file cannot be made.
    """
    with telling(session_file):
        handle = _opened(session_file)
    try:
        _wait_for(handle, session_file)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                _let_go(handle)
    finally:
        os.close(handle)


def _opened(session_file: Path) -> int:
    folder = hidden_folder(session_file, "lock")
    make_hidden(folder)
    name = os.fsencode(real_path(session_file).name)
    path = folder / f"{hashlib.sha256(name).hexdigest()[:24]}.lock"
    flags = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    mode = shared_file_mode(folder)
    if mode != NEW_FILE and not path.exists():
        with contextlib.suppress(OSError):  # a disk without hard links: made below, with a moment in which it is closed
            _place_for_all(path, mode)
    try:
        handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return os.open(path, flags)
    if sys.platform != "win32":
        os.fchmod(handle, mode)
    return handle


def _place_for_all(path: Path, mode: int) -> None:
    """Make a file that has its mode as soon as it is there: somebody else may open it at that very moment."""
    made = path.with_name(f"{path.name}-{secrets.token_hex(4)}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), NEW_FILE)
    try:
        os.close(handle)
        made.chmod(mode)
        os.link(made, path)
    finally:
        made.unlink()


def _wait_for(handle: int, session_file: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            _take(handle)
            return
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise WriteError(session_file, [Fault("write_other", details={"reason": str(error.errno)})]) from error
            if time.monotonic() >= give_up:
                raise WriteError(session_file, [Fault("locked")]) from error
        time.sleep(_PAUSE)
