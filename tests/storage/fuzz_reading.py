"""Fuzzing of the readers, guided by the lines that are reached: python -m tests.storage.fuzz_reading session 600 DIR.

Needs atheris, which is no dependency of this project. Stops at the first input that fails, and keeps it in DIR; what
reached something new is kept in DIR/session, to go on with another time. `content` reads sets of statements.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["tomllib", "reflectie_tui"]):
    from tests.storage.fuzz_targets import dictionary, target

LONGEST = 40_000
"""Bytes of an input: an example of a session fits in."""


def fuzz(name: str, seconds: int, corpus: Path) -> None:
    """Feed one reader for so many seconds."""
    with target(name) as reader, TemporaryDirectory() as place:
        for number, seed in enumerate(reader.seeds()):
            if len(seed) <= LONGEST:
                (corpus / f"seed-{number:03}").write_bytes(seed)
        words = Path(place) / "words"
        words.write_text("".join(f'"{escaped(word)}"\n' for word in sorted(set(dictionary()))), "ascii")

        def changed(content: bytes, most: int, seed: int) -> bytes:
            dice = Random(seed)
            if content and dice.random() < 0.5:
                return reader.changed(content, dice)[:most]
            return bytes(atheris.Mutate(content, most))

        def read(content: bytes) -> None:
            reader.read(content)

        options = [f"-max_total_time={seconds}", f"-dict={words}", f"-max_len={LONGEST}", "-timeout=10"]
        options += ["-rss_limit_mb=1000", "-print_final_stats=1", f"-artifact_prefix={corpus.parent}/"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], read, custom_mutator=changed)
        atheris.Fuzz()


def escaped(word: bytes) -> str:
    """Return a word as libFuzzer spells it."""
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    kind, time, where = sys.argv[1:]
    folder = Path(where) / kind
    folder.mkdir(parents=True, exist_ok=True)
    fuzz(kind, int(time), folder.absolute())
