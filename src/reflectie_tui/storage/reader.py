"""Reading many session files in processes of their own, so that keys stay quick and all processors help.

`python -m reflectie_tui.storage.reader [OWN_SETS]` reads the names of files as lines of JSON, and writes what a list
tells of each, a line of JSON each.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.entry import Entry
from reflectie_tui.storage.entry_reading import read_entry
from reflectie_tui.storage.index import entry_of, told_of

Asked = tuple[Path, str, str]
"""A file: its path, its name relative to the folder, and its group."""
WORTH_IT = 150
"""So many files take longer to read than a process takes to begin."""
MODULE = "reflectie_tui.storage.reader"
MOST = 4
"""How many processes read at once, at most."""


def read_apart(asked: Sequence[Asked], sets: ContentSets) -> Iterator[tuple[Asked, Entry | None]]:
    """Yield each file with what a list tells of it, in the order in which they come.

    None stands for what a process did not tell, because it could not begin or was ended: that is yet to be read.
    """
    count = max(1, min(MOST, os.cpu_count() or 1))
    shares = [asked[first::count] for first in range(count)]
    come: SimpleQueue[tuple[Asked, Entry | None]] = SimpleQueue()
    going = []
    try:
        for share in shares:
            reader = _begun(sets.own)
            listening = Thread(target=_listen, args=(reader, share, come), daemon=True)
            listening.start()
            going.append((reader, listening))
        for _ in asked:
            yield come.get()
    finally:
        for reader, listening in going:
            if reader is not None:
                reader.kill()
                listening.join()
                with reader:  # closes what it was heard by, and waits for its end
                    pass


def _begun(own: Path | None) -> subprocess.Popen[bytes] | None:
    alone = "-I" if sys.flags.isolated else "-P"  # nothing is loaded from the folder where the app was started
    command = [sys.executable, alone, "-m", MODULE, *([str(own)] if own else [])]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)
    except OSError:
        return None


def _listen(
    reader: subprocess.Popen[bytes] | None, share: Sequence[Asked], come: SimpleQueue[tuple[Asked, Entry | None]]
) -> None:
    """Hand a share of the files to a process, and pass on what it tells."""
    told = 0
    try:
        if reader is not None and reader.stdin is not None and reader.stdout is not None:
            with reader.stdin as names:
                names.write("".join(json.dumps([os.fsdecode(p), f, g]) + "\n" for p, f, g in share).encode())
            for (path, file, group), line in zip(share, reader.stdout, strict=False):
                come.put(((path, file, group), entry_of(path, file, group, json.loads(line))))
                told += 1
    except (OSError, ValueError, KeyError, TypeError):
        pass  # what it did not tell is read by who asked
    finally:
        for each in share[told:]:
            come.put((each, None))


def answer(names: IO[str], told: IO[str], sets: ContentSets) -> None:
    """Read the files that are named, and tell of each."""
    asked = [json.loads(line) for line in names]
    for path, file, group in asked:
        print(json.dumps(told_of(read_entry(Path(path), file, group, sets))), file=told, flush=True)


if __name__ == "__main__":
    try:
        answer(sys.stdin, sys.stdout, ContentSets(Path(sys.argv[1]) if sys.argv[1:] else None))
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)
