"""What the fuzzer begins with is read or refused, so that it can be trusted when it finds nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.storage.fuzz_targets import TARGETS, dictionary, target


@pytest.mark.promise(9)
@pytest.mark.parametrize("name", TARGETS)
def test_each_seed_is_read_or_refused(name: str) -> None:
    with target(name) as reader:
        found = [reader.read(seed) for seed in reader.seeds()]
        assert {True, False} == set(found)
        dice = Random(3)
        seed = max(reader.seeds(), key=len)
        assert any(reader.changed(seed, dice) != seed for _ in range(9))


@pytest.mark.parametrize("name", TARGETS)
def test_a_fault_of_ours_is_not_taken_for_a_refusal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise KeyError(path)

    with target(name) as reader:
        for module in ("session_files", "content_reading"):
            monkeypatch.setattr(f"reflectie_tui.storage.{module}.read_table", broken)
            monkeypatch.setattr("tests.storage.fuzz_targets.read_table", broken)
        with pytest.raises(KeyError):
            reader.read(next(iter(reader.seeds())))


def test_it_knows_the_words_of_our_files() -> None:
    assert {b"participants", b"statements", b"labels", b"nvt"} <= set(dictionary())
