"""What a fuzzer feeds: any bytes, to the readers of sessions and of sets; nothing but our own errors may come of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from reflectie_tui.storage import content_reading
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.content_reading import load_sets
from reflectie_tui.storage.errors import ContentFileError, SessionFileError
from reflectie_tui.storage.reading import Table, read_table
from reflectie_tui.storage.session_files import dumps, read_session
from tests.storage.helpers import BY_HAND, by_hand, said
from tests.storage.test_any_file import SOURCES, WORDS, spoilt
from tests.storage.test_content_files import FAULTS
from tests.storage.test_other_files import ELSE
from tests.storage.test_reading import WRONG


class Sessions:
    """Reads bytes as a session; what is read is written as it was read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sessie.toml"
        self.sets = ContentSets()

    def seeds(self) -> Iterator[bytes]:
        """Every kind of bad file that is known by name, the file by hand, and the examples."""
        for text, _ in ELSE.values():
            yield text if isinstance(text, bytes) else text.encode()
        for old, new, *_ in WRONG:
            yield by_hand(old, new).encode()
        yield from SOURCES

    def changed(self, content: bytes, dice: Random) -> bytes:
        """Change a file as a person would: in its words and lines."""
        return spoilt(content, dice)

    def read(self, content: bytes) -> bool:
        """Read these bytes, and tell whether they are a session."""
        self.path.write_bytes(content)
        try:
            session = read_session(self.path, self.sets).session
        except SessionFileError as error:
            said(error)
            return False
        once = dumps(session)
        self.path.write_text(once, "utf-8")
        assert dumps(read_session(self.path, self.sets).session) == once
        return True


class Sets:
    """Reads bytes as one of the files of a set of statements: the first byte tells which."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        shutil.copytree(shipped_content(), self.folder)
        self.files = sorted(self.folder.rglob("*.toml"))
        self.untouched = {path: read_table(path) for path in self.files}
        self.texts = [path.read_bytes() for path in self.files]

    def seeds(self) -> Iterator[bytes]:
        """The files of the set that comes with the app, every fault that is known by name, and what is no such file."""
        for number, text in enumerate(self.texts):
            yield bytes([number]) + text
        for name, old, new, *_ in FAULTS:
            number = self.files.index(self.folder / "nl" / "samenwerken" / name)
            before, after = (each.replace("onze-set", "samenwerken").encode() for each in (old, new))
            assert before in self.texts[number]
            yield bytes([number]) + self.texts[number].replace(before, after, 1)
        for number, (other, _) in enumerate(ELSE.values()):
            yield bytes([number]) + (other if isinstance(other, bytes) else other.encode())
        yield b"\0" + BY_HAND.encode()

    def changed(self, content: bytes, dice: Random) -> bytes:
        """Change a file as a person would, and let it be the same file of the set."""
        return content[:1] + spoilt(content[1:], dice)

    def read(self, content: bytes) -> bool:
        """Read the set with these bytes in the place of one file, and tell whether it is still a set."""
        number = (content or b"\0")[0] % len(self.files)
        path, text = self.files[number], self.texts[number]
        path.write_bytes(content[1:])

        def once_read(each: Path) -> Table:
            return read_table(each) if each == path else self.untouched[each]

        try:
            with mock.patch.object(content_reading, "read_table", once_read):
                load_sets(self.folder)
        except ContentFileError as error:
            said(error)
            return False
        finally:
            path.write_bytes(text)
        return True


TARGETS = {"session": Sessions, "content": Sets}


@contextmanager
def target(name: str) -> Iterator[Sessions | Sets]:
    """Return what reads one kind of file, in a folder that is thrown away."""
    memory = Path("/dev/shm")  # where Linux has it: a hundred thousand files are written
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield TARGETS[name](Path(folder))


def dictionary() -> Iterator[bytes]:
    """The words that stand in our files, for a fuzzer to try."""
    yield from (word.encode() for word in WORDS.split())
    for path in sorted(shipped_content().glob("nl/*/*.toml")):
        for line in path.read_bytes().splitlines():
            key, sign, _ = line.partition(b" = ")
            if sign:
                yield key
