"""Writing a file so that there is always a whole one: the old, or the new."""

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reflectie_tui.model.fault import Fault
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.file_names import LONGEST_NAME, numbered

NEW_FILE, NEW_FOLDER = 0o600, 0o700
UNFINISHED, UNNAMED = ".reflectie-tmp", ".reflectie-new"
"""How the name of a file ends that is not finished yet: one that will replace its target, and one that is new."""
WINDOWS_PATIENCE = 2.5
"""Seconds to keep trying to replace a file that Windows holds for another program (a virus scanner, a sync)."""
_WINDOWS_HELD = (5, 32, 33)

_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "disk_read_only",
    errno.EACCES: "no_permission_to_write",
    errno.EPERM: "no_permission_to_write",
    errno.EIO: "disk_broken",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.ELOOP: "loop",
    errno.ENAMETOOLONG: "name_too_long",
}


def write_fault(error: OSError) -> Fault:
    """Return in our own terms why writing failed."""
    number = error.errno or 0
    return Fault(_CODES.get(number, "write_other"), details={"reason": errno.errorcode.get(number, "?")})


@contextlib.contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what the system says about a file that is written into an error of our own."""
    try:
        yield
    except OSError as error:
        raise WriteError(path, [write_fault(error)]) from error
    except ValueError as error:
        if "null byte" not in str(error) and not isinstance(error, UnicodeEncodeError):
            raise
        raise WriteError(path, [Fault("name_too_long")]) from error


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for this user only; one that is there stays as it is.

    Raises:
        WriteError: where that cannot be done.
    """
    with telling(folder):
        if folder.is_dir():
            return
        for above in reversed([folder, *folder.parents]):
            if not above.exists():
                with contextlib.suppress(FileExistsError):
                    above.mkdir(NEW_FOLDER)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "", str(folder))


def write_file(path: Path, content: bytes) -> None:
    """Put this content in a file, in one step; a symbolic link stays one, and the mode stays what it was.

    Raises:
        WriteError: where it could not be done, or the file is not to be written; what stood there is whole.
    """
    with telling(path):
        target = real_path(path)
        mode = mode_to_keep(path, target)
        temporary = _written_beside(target, content, mode, UNFINISHED)
        try:
            _replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _settle(target.parent)


def write_new(path: Path, content: bytes, mode: int = NEW_FILE) -> Path:
    """Put this content in a new file; where there is one of that name, a number is added. Nothing is replaced.

    Raises:
        WriteError: where it could not be done; no file is left behind.
    """
    with telling(path):
        temporary = _written_beside(path, content, mode, UNNAMED)
        try:
            for free in numbered(path):
                if _placed(temporary, free):
                    break
        finally:
            temporary.unlink(missing_ok=True)
        _settle(path.parent)
        return free


def real_path(path: Path) -> Path:
    """Return where a path leads to, through symbolic links."""
    return Path(os.path.realpath(path))


def mode_to_keep(path: Path, target: Path) -> int:
    """Return the mode for a file that is written: that of the one which is there, else for this user only.

    Raises:
        WriteError: where what is there is not a file, or is not to be written.
    """
    try:
        facts = target.stat()
    except FileNotFoundError:
        return NEW_FILE
    if stat.S_ISDIR(facts.st_mode):
        raise WriteError(path, [Fault("directory")])
    if not stat.S_ISREG(facts.st_mode):
        raise WriteError(path, [Fault("not_regular")])
    if not facts.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise WriteError(path, [Fault("file_read_only")])
    return stat.S_IMODE(facts.st_mode)


def clear_unfinished(target: Path) -> None:
    """Remove what a program left behind that died while it was replacing this file. Hold its lock meanwhile."""
    name = re.compile(rf"{re.escape(_unfinished(target))}[0-9a-f]{{8}}{re.escape(UNFINISHED)}")
    with contextlib.suppress(OSError):
        for path in target.parent.iterdir():
            if name.fullmatch(path.name):
                path.unlink(missing_ok=True)


def _unfinished(target: Path) -> str:
    """Return how the unfinished files of a target begin; cut off, for a name may not grow too long."""
    kept = target.name
    while len(os.fsencode(kept)) > LONGEST_NAME:
        kept = kept[:-1]
    return f".{kept}."


def _written_beside(target: Path, content: bytes, mode: int, ending: str) -> Path:
    """Write a temporary file in the same folder and see to it that it is on the disk, whole."""
    temporary = target.with_name(f"{_unfinished(target)}{secrets.token_hex(4)}{ending}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(temporary, flags, NEW_FILE)
    try:
        try:
            _write_all(handle, content)
            _set_rights(handle, target, mode)
            os.fsync(handle)
        finally:
            os.close(handle)
        if temporary.read_bytes() != content:
            raise WriteError(target, [Fault("written_otherwise")])
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _set_rights(handle: int, target: Path, mode: int) -> None:
    """Give a new file the mode, and the group of the one it replaces, as far as the disk knows such things."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # somebody else's group
            group = target.stat().st_gid
            if group != os.fstat(handle).st_gid:
                os.fchown(handle, -1, group)
        try:
            os.fchmod(handle, mode)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):  # a memory stick has no modes
                raise


def _replace(temporary: Path, target: Path) -> None:
    """Put a finished file in the place of another; on Windows (untested) with patience."""
    give_up = time.monotonic() + WINDOWS_PATIENCE
    while True:
        try:
            temporary.replace(target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_HELD or time.monotonic() > give_up:
                raise
        time.sleep(0.05)


def _placed(temporary: Path, free: Path) -> bool:
    """Give a finished file its name, unless something of that name is there already."""
    try:
        if sys.platform == "win32":
            temporary.rename(free)  # which never replaces there
        else:
            os.link(temporary, free)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        return _claimed(temporary, free)
    return True


def _claimed(temporary: Path, free: Path) -> bool:
    """The same on a disk without hard links: take the name first, then put the file in its place."""
    try:
        os.close(os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, NEW_FILE))
    except FileExistsError:
        return False
    try:
        _replace(temporary, free)
    except BaseException:
        free.unlink(missing_ok=True)
        raise
    return True


def _settle(folder: Path) -> None:
    """See to it that the folder itself is on the disk, so that the new name outlives a power cut."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):  # some file systems have no such thing
            raise
    finally:
        os.close(handle)
