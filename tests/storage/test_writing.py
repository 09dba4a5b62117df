"""Putting a file in place: the old or the new, never a mix; links, modes, and what stands in the way."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reflectie_tui.storage import writing
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.report_files import write_report
from reflectie_tui.storage.writing import clear_unfinished, make_folder, telling, write_file, write_new
from tests.storage.helpers import codes, files_in, said

OLD, NEW = b"oud\n" * 2_000, b"nieuw\n" * 3_000
CALLS = ("open", "write", "fsync", "replace", "link", "fchmod")


class Faults:
    """Lets the system fail at one call, counted from the first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 0
        self.seen: list[str] = []
        for name in CALLS:
            monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            self.seen.append(name)
            if len(self.seen) == self.at:
                raise OSError(errno.ENOSPC, "no space")
            return call(*arguments, **options)

        return wrapped

    def each(self) -> Iterator[int]:
        """Yield for each call in turn, until there was none left to fail."""
        at = 0
        while True:
            at += 1
            self.at, self.seen = at, []
            yield at
            if len(self.seen) < at:
                return


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)


def let_each_call_fail(write: Callable[[Path, bytes], object], path: Path, faults: Faults) -> set[str]:
    """Return at which calls it was let fail; each time the file is the old or the new, and nothing is left beside."""
    failed = set()
    for at in faults.each():
        faults.at = 0
        path.write_bytes(OLD)
        faults.at, faults.seen = at, []
        try:
            write(path, NEW)
            assert path.read_bytes() == NEW
        except WriteError as error:
            assert codes(error) == ["disk_full"]
            failed.add(faults.seen[at - 1])
            assert path.read_bytes() in (OLD, NEW)
        assert files_in(path.parent) == [path.name]
    return failed


@pytest.mark.promise(1, 2)
def test_whatever_fails_there_is_a_whole_file(tmp_path: Path, faults: Faults) -> None:
    failed = let_each_call_fail(write_file, tmp_path / "a.toml", faults)
    assert failed == {"open", "write", "fsync", "replace", "fchmod"}


@pytest.mark.promise(2)
def test_that_test_finds_a_naive_way_of_writing(tmp_path: Path, faults: Faults) -> None:
    def naive(path: Path, content: bytes) -> None:
        with telling(path):
            handle = os.open(path, os.O_WRONLY | os.O_TRUNC)
            try:
                os.write(handle, content)
                os.fsync(handle)
            finally:
                os.close(handle)

    with pytest.raises(AssertionError):
        let_each_call_fail(naive, tmp_path / "a.toml", faults)


@pytest.mark.promise(1, 2)
def test_a_new_file_is_there_whole_or_not_at_all(tmp_path: Path, faults: Faults) -> None:
    path = tmp_path / "a.toml"
    for _ in faults.each():
        try:
            assert write_new(path, NEW) == path
            assert path.read_bytes() == NEW
        except WriteError:
            assert files_in(tmp_path) in ([], [path.name])
        path.unlink(missing_ok=True)


@pytest.mark.promise(1)
def test_what_is_interrupted_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.toml"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, NEW)
    assert files_in(tmp_path) == ["a.toml"] and path.read_bytes() == OLD


def test_a_disk_that_takes_a_byte_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, bytes(content[:100])))
    write_file(tmp_path / "a.toml", NEW)
    assert (tmp_path / "a.toml").read_bytes() == NEW


@pytest.mark.promise(2)
def test_a_disk_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lying(handle: int, content: memoryview) -> int:
        os.pwrite(handle, bytes(content).replace(b"i", b"o"), 0)
        return len(content)

    path = tmp_path / "a.toml"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "write", lying)
    with pytest.raises(WriteError) as caught:
        write_file(path, NEW)
    assert codes(caught.value) == ["written_otherwise"] and said(caught.value)
    assert files_in(tmp_path) == ["a.toml"] and path.read_bytes() == OLD


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "disk_read_only"),
        (errno.EACCES, "no_permission_to_write"),
        (errno.EIO, "disk_broken"),
        (errno.ENXIO, "write_other"),
    ],
)
def test_the_reason_is_told_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def failing(*_: object) -> None:
        raise OSError(number, "in English")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path / "a.toml", NEW)
    assert codes(caught.value) == [code]
    assert "English" not in said(caught.value)


# -- modes and links


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.promise(14)
def test_new_files_and_folders_are_for_this_user_only(tmp_path: Path) -> None:
    folder = tmp_path / "een" / "twee"
    make_folder(folder)
    write_file(folder / "a.toml", NEW)
    made = write_new(folder / "b.toml", NEW)
    assert [mode_of(path) for path in (folder.parent, folder, folder / "a.toml", made)] == [0o700, 0o700, 0o600, 0o600]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
@pytest.mark.promise(14)
def test_a_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(OLD)
    path.chmod(mode)
    write_file(path, NEW)
    assert (mode_of(path), path.read_bytes()) == (mode, NEW)


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert mode_of(tmp_path) == 0o755


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
@pytest.mark.promise(14)
def test_a_file_that_is_not_to_be_written_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(OLD)
    path.chmod(mode)
    with pytest.raises(WriteError) as caught:
        write_file(path, NEW)
    assert codes(caught.value) == ["file_read_only"] and said(caught.value)
    assert path.read_bytes() == OLD and mode_of(path) == mode


@pytest.mark.promise(14)
def test_a_link_stays_a_link_and_leads_to_the_new(tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    real, link = tmp_path / "echt" / "a.toml", tmp_path / "b.toml"
    real.write_bytes(OLD)
    link.symlink_to("echt/a.toml")
    write_file(link, NEW)
    assert link.is_symlink() and link.readlink() == Path("echt/a.toml")
    assert real.read_bytes() == NEW and files_in(real.parent) == ["a.toml"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a.toml"
    make(path)
    with pytest.raises(WriteError) as caught:
        write_file(path, NEW)
    assert codes(caught.value)[0] in ("directory", "not_regular") and said(caught.value)
    assert not path.is_file()


@pytest.mark.parametrize("name", ["a" * 300, "a\0b"])
def test_a_name_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path / name, NEW)
    assert codes(caught.value) == ["name_too_long"]


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 125 + ".toml")
    write_file(path, NEW)
    assert path.read_bytes() == NEW


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path / "weg" / "a.toml", NEW)
    assert codes(caught.value) == ["no_folder"] and said(caught.value)


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "map").touch()
    with pytest.raises(WriteError) as caught:
        make_folder(tmp_path / "map" / "onder")
    assert codes(caught.value) == ["no_folder"]


# -- new names


def test_nothing_is_replaced_by_a_new_file(tmp_path: Path) -> None:
    paths = [write_new(tmp_path / "a.toml", str(number).encode()) for number in range(3)]
    assert [path.name for path in paths] == ["a.toml", "a-2.toml", "a-3.toml"]
    assert [path.read_text() for path in paths] == ["0", "1", "2"]


def test_a_link_that_leads_nowhere_is_not_replaced_either(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("weg")
    assert write_new(tmp_path / "a.toml", NEW).name == "a-2.toml"


def test_the_same_on_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", no_links)
    names = [write_new(tmp_path / "a.toml", NEW).name for _ in range(2)]
    assert names == files_in(tmp_path)[::-1] == ["a.toml", "a-2.toml"]


def test_what_a_dead_program_left_of_this_file_is_cleared(tmp_path: Path) -> None:
    kept = [".a.toml.12345678.reflectie-new", ".b.toml.12345678.reflectie-tmp", ".a.toml.x.12345678.reflectie-tmp", "c"]
    for name in (*kept, ".a.toml.12345678.reflectie-tmp"):
        (tmp_path / name).touch()
    clear_unfinished(tmp_path / "a.toml")
    assert files_in(tmp_path) == sorted(kept)


@pytest.mark.parametrize("held", [5, 32, 33])
def test_windows_is_given_time_to_let_go_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    replace, tried = os.replace, []

    def holding(*arguments: Any) -> None:
        tried.append(arguments)
        if len(tried) < 3:
            error = OSError(errno.EACCES, "held")
            error.winerror = held  # type: ignore[attr-defined]
            raise error
        replace(*arguments)

    monkeypatch.setattr(os, "replace", holding)
    monkeypatch.setattr(writing, "time", SimpleNamespace(sleep=lambda _: None, monotonic=lambda: 0.0))
    write_file(tmp_path / "a.toml", NEW)
    assert len(tried) == 3 and (tmp_path / "a.toml").read_bytes() == NEW


def test_and_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def holding(*_: Any) -> None:
        error = OSError(errno.EACCES, "held")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    moments = iter(range(100))
    clock = SimpleNamespace(sleep=lambda _: None, monotonic=lambda: next(moments) / 2)
    monkeypatch.setattr(os, "replace", holding)
    monkeypatch.setattr(writing, "time", clock)
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path / "a.toml", NEW)
    assert codes(caught.value) == ["no_permission_to_write"]
    assert next(moments) in range(6, 10)


# -- reports


def test_a_report_is_put_in_its_file_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "verslagen" / "a.md"
    write_report(path, "# Ons beeld – 日本\n")
    write_report(path, "# Ons beeld – 日本\r\n")
    assert path.read_bytes() == "# Ons beeld – 日本\r\n".encode()
    assert (mode_of(path), files_in(path.parent)) == (0o600, ["a.md"])


def test_a_report_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(WriteError) as caught:
        write_report(tmp_path / "a.md", "# Ons beeld\n")
    assert codes(caught.value) == ["directory"]
