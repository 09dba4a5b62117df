"""Two sittings, a person with an editor and a disk that fails, in any order: nothing of anybody is overwritten."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError, WriteError
from reflectie_tui.storage.session_files import create, dumps, read_session
from reflectie_tui.storage.sitting import Sitting
from tests.storage.helpers import NOW, made

sets = ContentSets()
who = st.sampled_from(["Fatima", "Joris"])
calls = st.sampled_from(["open", "write", "fsync", "replace", "link"])


class Together(RuleBasedStateMachine):
    """`disk` is what must stand in each file; `read` is what each sitting last read or wrote there."""

    def __init__(self) -> None:
        super().__init__()
        content = sets.get("samenwerken", "nl")
        assert content is not None
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name)
        self.session = made(content)
        self.path = create(self.session, self.folder)
        self.disk = {self.path: self.path.read_bytes()}
        self.sittings: dict[str, Sitting] = {}
        self.read: dict[str, bytes] = {}
        self.number = 0
        for name in ("Fatima", "Joris"):
            self.open(name)

    def teardown(self) -> None:
        self.place.cleanup()

    @rule(name=who)
    def open(self, name: str) -> None:
        try:
            self.sittings[name] = Sitting(read_session(self.path, sets), lambda: NOW)
            self.read[name] = self.disk[self.path]
        except SessionFileError:
            assert self.path not in self.disk, "only a file that is gone cannot be read"

    @rule(name=who)
    def save(self, name: str) -> None:
        sitting, content = self.sittings[name], self._changed()
        before = sitting.path
        free = self.disk.get(before) in (None, self.read[name])
        state = sitting.save(content)
        assert state.path == sitting.path
        assert state.kind == ("saved" if free else "conflict")
        assert (sitting.path == before) == free
        if not free:
            assert sitting.path not in self.disk, "a copy takes nobody's place"
        self.disk[sitting.path] = self.read[name] = dumps(content).encode()

    @rule(name=who, call=calls, at=st.integers(0, 3))
    def save_on_a_bad_disk(self, name: str, call: str, at: int) -> None:
        sitting, content = self.sittings[name], self._changed()
        there = self.disk.get(sitting.path)
        ours = there in (None, self.read[name])
        real, left = getattr(os, call), [at]

        def failing(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == -1:
                raise OSError(errno.EIO, "bad disk")
            return real(*arguments, **options)

        path = sitting.path
        try:
            with mock.patch.object(os, call, failing):
                sitting.save(content)
            self.disk[sitting.path] = self.read[name] = dumps(content).encode()
        except WriteError:
            now = path.read_bytes() if path.exists() else None
            new = dumps(content).encode()
            assert now == there or (ours and now == new)
            if now is not None:
                self.disk[path] = now
            if ours and now is not None:
                self.read[name] = now
            for copy in self._files() - self.disk.keys():  # put there whole, and then its folder failed
                assert copy.read_bytes() == new
                self.disk[copy] = new

    @rule()
    def edit(self) -> None:
        self.number += 1
        session = self.session.with_about(title=f"Met de hand {self.number}")
        self.path.write_text(dumps(session), "utf-8")
        self.disk[self.path] = dumps(session).encode()

    @rule()
    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
        self.disk.pop(self.path, None)

    @invariant()
    def everything_is_where_it_was_put(self) -> None:
        assert {path: path.read_bytes() for path in self._files()} == self.disk

    def _changed(self) -> Any:
        self.number += 1
        return self.session.with_note("ambitie", f"Wijziging {self.number}")

    def _files(self) -> set[Path]:
        return {path for path in self.folder.iterdir() if path.name != ".reflectie"}


Together.TestCase.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)
TestTogether = pytest.mark.promise(2, 11)(Together.TestCase)
