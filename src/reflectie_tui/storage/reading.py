"""Reading a TOML file that anybody may have made: judged before it is read, and named as what it is where it fails."""

import errno
import hashlib
import os
import re
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reflectie_tui.model.fault import Fault
from reflectie_tui.model.plain_text import clean_text, holds_unsafe
from reflectie_tui.storage.outline import MAX_DEPTH, too_much

MAX_BYTES = 1024 * 1024
"""The largest file that is read."""
LARGEST_INTEGER = 2**63 - 1
"""What TOML promises to hold; Python would read more, and then not write it."""

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_MERGE = tuple(re.compile(mark, re.MULTILINE) for mark in (r"^<{7} ", r"^={7}\r?$", r"^>{7} "))
_MISTAKES = {
    "toml_twice": ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline table key"),
    "toml_date": ("Invalid date",),
}
_SMART = "“”„‟‘’‚‛«»"
_SMART_VALUE = re.compile(rf"^[^#\"'\n]*=[ \t]*[{_SMART}]", re.MULTILINE)
_JSON = re.compile(r"\s*(\{\s*[\"}]|\[\s*[{\"\]])")
_CODES = {
    errno.ENOENT: "missing_file",
    errno.ENOTDIR: "missing_file",
    errno.ENAMETOOLONG: "missing_file",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ELOOP: "loop",
    errno.EISDIR: "directory",
    errno.ENXIO: "not_regular",
}
OTHER = "read_other"
SYSTEM_FAULTS = {*_CODES.values(), OTHER}
"""What the system says of a file, whatever is in it."""

Place = tuple[str | int, ...]
"""Where something stands in a file: the keys and the numbers (from 0) that lead there."""


class Unreadable(Exception):
    """A file that cannot be read; the caller makes it an error of its own kind."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Raw:
    """A file as bytes, judged before they were read."""

    content: bytes
    mode: int
    """Its permission bits."""

    @property
    def digest(self) -> str:
        """What tells this content from any other."""
        return digest(self.content)


@dataclass(frozen=True)
class Table:
    """A TOML file as plain dictionaries, its text cleaned by the one rule."""

    raw: Raw
    text: str
    entries: dict[str, Any]
    replaced: list[str] = field(default_factory=list)
    """The places where a control character was replaced."""


def digest(content: bytes) -> str:
    """Return what tells this content from any other."""
    return hashlib.sha256(content).hexdigest()


def read_raw(path: Path, limit: int = MAX_BYTES) -> Raw:
    """Return the bytes of a regular file of at most `limit` bytes; a pipe, a device or a folder is not waited for.

    Raises:
        Unreadable: where it is something else, too large, or not ours to read.
    """
    try:
        if path.is_dir():  # Windows would call it a lack of permission
            raise Unreadable(Fault("directory"))
        handle = os.open(path, _OPEN)
    except OSError as error:
        raise Unreadable(_system_fault(error)) from None
    except ValueError:  # a NUL in the path
        raise Unreadable(Fault("missing_file")) from None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(Fault("not_regular"))
        if facts.st_size > limit:
            raise Unreadable(_too_big(facts.st_size))
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise Unreadable(_system_fault(error)) from None
    finally:
        os.close(handle)
    if len(content) > limit:  # it grew meanwhile
        raise Unreadable(_too_big(len(content)))
    return Raw(content, stat.S_IMODE(facts.st_mode))


def read_table(path: Path) -> Table:
    """Return a TOML file as dictionaries.

    Raises:
        Unreadable: where it is no TOML, with a fault that names what it looks like instead.
    """
    raw = read_raw(path)
    text = _decoded(raw.content)
    replaced: list[str] = []
    entries = _cleaned_table(_parsed(text), (), replaced)
    return Table(raw, text, entries, replaced)


def _system_fault(error: OSError) -> Fault:
    code = _CODES.get(error.errno or 0, OTHER)
    return Fault(code, details={"reason": errno.errorcode.get(error.errno or 0, "?")})


def _too_big(size: int) -> Fault:
    return Fault("too_big", details={"size": str(-(-size // 1024))})


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(Fault("encoding_utf16"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Fault("encoding", details={"line": str(content.count(b"\n", 0, error.start) + 1)})) from None
    if not text.strip("\0 \t\r\n"):  # NUL: what a disk keeps after a power cut
        raise Unreadable(Fault("empty_file"))
    if text.count("\0") > len(text) // 4:
        raise Unreadable(Fault("encoding_utf16"))
    return text


def _parsed(text: str) -> dict[str, Any]:
    if holds_merge(text):
        raise Unreadable(_merge_fault(text))
    if (fault := too_much(text)) is not None:
        raise Unreadable(fault)
    try:
        return tomllib.loads(text)
    except (RecursionError, MemoryError):
        raise Unreadable(Fault("too_deep_anywhere", details={"most": str(MAX_DEPTH)})) from None
    except ValueError as error:
        raise Unreadable(_toml_fault(text, str(error))) from None


def holds_merge(text: str) -> bool:
    """Tell whether the three marks of an unresolved git merge stand in the text, in their order."""
    position = 0
    for mark in _MERGE:
        found = mark.search(text, position)
        if found is None:
            return False
        position = found.end()
    return True


def _merge_fault(text: str) -> Fault:
    first = min(found.start() for mark in _MERGE if (found := mark.search(text)))
    return Fault("merge_marks", details={"line": str(_line_of(text, first))})


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _toml_fault(text: str, message: str) -> Fault:
    """Say what a text that is no TOML looks like. The library's own message is English, and may hold control bytes."""
    if _JSON.match(text):
        return Fault("json")
    found = _AT.search(message)
    lines = text.split("\n")
    number = int(found[1]) if found else len(lines)
    line = lines[number - 1] if number <= len(lines) else ""
    if any(mark in line for mark in _SMART) and (_SMART_VALUE.match(line) or line.count('"') % 2):
        return Fault("smart_quotes", details={"line": str(number)})
    if (smart := _SMART_VALUE.search(text)) is not None:
        return Fault("smart_quotes", details={"line": str(_line_of(text, smart.end()))})
    if any(mark.search(text) for mark in _MERGE):
        return _merge_fault(text)
    if found is None:
        return Fault("toml_end" if "end of document" in message else "toml_somewhere")
    code = next((code for code, start in _MISTAKES.items() if message.startswith(start)), "toml")
    return Fault(code, details={"line": found[1], "column": found[2]})


def _cleaned_table(table: dict[str, Any], above: Place, replaced: list[str]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for key, value in table.items():
        name = key if _plain(key) else clean_text(key)
        place = (*above, name)
        if name in cleaned:
            raise Unreadable(Fault("same_key", spelt(place)))
        if name is not key and holds_unsafe(key):
            replaced.append(spelt(place))
        cleaned[name] = _cleaned(value, place, replaced)
    return cleaned


def _cleaned(value: Any, place: Place, replaced: list[str]) -> Any:
    if len(place) > MAX_DEPTH:
        raise Unreadable(Fault("too_deep_anywhere", details={"most": str(MAX_DEPTH)}))
    if isinstance(value, str):
        if _plain(value):
            return value
        if holds_unsafe(value):
            replaced.append(spelt(place))
        return clean_text(value)
    if isinstance(value, dict):
        return _cleaned_table(value, place, replaced)
    if isinstance(value, list):
        return [_cleaned(item, (*place, number), replaced) for number, item in enumerate(value)]
    if type(value) is int and not -LARGEST_INTEGER - 1 <= value <= LARGEST_INTEGER:
        raise Unreadable(Fault("number_too_large", spelt(place)))
    return value


def _plain(text: str) -> bool:
    """Tell at a glance that a text is as it may be."""
    return text.isascii() and text.isprintable()


def spelt(place: Place) -> str:
    """Return a place in a file as people write it: `actions.a1.due`, `retired[2]`."""
    text = ""
    for part in place:
        text = f"{text}[{part + 1}]" if isinstance(part, int) else _dotted(text, part)
    return text


def _dotted(place: str, key: str) -> str:
    """Return the place of a key in the table at a place, short enough to show: `actions.a1`, `"een sleutel"`."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", key):
        key = '"' + key.replace("\n", " ") + '"'
    if len(key) > 60:
        key = key[:59] + "…"
    return f"{place}.{key}" if place else key
