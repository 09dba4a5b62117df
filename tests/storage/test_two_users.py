"""Two users of one computer in a folder that both may write in: neither overwrites the other without a word."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import Opened, read_session
from tests.storage.helpers import python
from tests.storage.test_processes import CHANGING, LONG, end, line_of, tell

USERS = (65533, 65534)
BECOMES = """
import os
os.setgroups([])
os.setgid(int(sys.argv[4]))
os.setuid(int(sys.argv[4]))
print("ready", flush=True)
"""
READY = 'print("ready", flush=True)\n'


@pytest.fixture
def shared(opened: Opened) -> Iterator[Path]:
    """A session in a folder for everybody, where everybody can come to."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o777)
        path = Path(place) / opened.path.name
        path.write_bytes(opened.path.read_bytes())
        path.chmod(0o666)
        yield path


@pytest.mark.promise(11)
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the administrator can be two users")
@pytest.mark.parametrize("changes", [20, pytest.param(200, marks=pytest.mark.long)])
def test_two_users_at_one_file_never_silently_overwrite_each_other(
    shared: Path, sets: ContentSets, changes: int, measured: Callable[[str], None]
) -> None:
    script = CHANGING.replace(READY, BECOMES)
    assert script != CHANGING
    both = [python(script, shared, f"u{user}x", changes, user) for user in USERS]
    try:
        assert [line_of(each) for each in both] == ["ready"] * 2
        for each in both:
            tell(each)
        told = [line.split(" ", 2) for each in both for line in each.communicate(timeout=LONG)[0].splitlines()]
    finally:
        for each in both:
            end(each)
    assert len(told) == 2 * changes
    in_file = set(read_session(shared, sets).session.perspective("ambitie").notes)
    assert {text for kind, text, _ in told if kind == "saved"} == in_file
    for kind, text, path in told:
        assert kind in ("saved", "conflict")
        assert text in read_session(Path(path), sets).session.perspective("ambitie").notes
    copies = [Path(path) for kind, _, path in told if kind == "conflict"]
    assert copies, "both had read it before the first saved"
    assert all(copy.stat().st_mode & 0o777 == 0o666 for copy in (shared, *copies)), "both can go on with each"
    measured(f"2 users × {changes} changes: 0 lost, {len(copies)} in a copy")
