"""Names for files that are good on every machine."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal

LONGEST_TITLE = 60
LONGEST_NAME = 200
"""In bytes; most file systems take 255."""

_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_BESIDE = re.compile(r" \((conflict|backup) \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\)(-\d+)?$")
_WITHOUT_LETTERS = {"nl": "sessie", "en": "session"}


def session_file_name(day: date, title: str, language: str) -> str:
    """Return the name of a new session's file: `2026-11-23-opleidingsschool-rijnstreek.toml`."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_SPELT)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").lower())
    name = ""
    for word in words:
        if len(name) + 1 + len(word) > LONGEST_TITLE:
            break
        name += f"-{word}"
    if words and not name:  # one word longer than the whole name may be
        name = f"-{words[0][:LONGEST_TITLE]}"
    return f"{day.isoformat()}{name or '-' + _WITHOUT_LETTERS[language]}.toml"


def name_beside(path: Path, word: Literal["conflict", "backup"], moment: datetime) -> Path:
    """Return where a sitting goes on beside a file: one that somebody else has changed, or one that is broken."""
    mark = f" ({word} {moment:%Y-%m-%d %H.%M.%S})"
    stem = _BESIDE.sub("", path.stem)
    while len(f"{stem}{mark}{path.suffix}".encode(errors="surrogateescape")) > LONGEST_NAME:
        stem = stem[:-1]
    return path.with_name(f"{stem}{mark}{path.suffix}")


def is_copy(path: Path) -> bool:
    """Tell whether a file is one in which a sitting went on beside another."""
    return _BESIDE.search(path.stem) is not None


def numbered(path: Path) -> Iterator[Path]:
    """Yield a path, and then the same name with a number: `name.toml`, `name-2.toml`, `name-3.toml` …"""
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


def safe_part(text: str) -> str:
    """Return a text as part of a file name: letters, digits and dashes, the same for the same text, two never alike."""
    if re.fullmatch(r"[a-z0-9-]{1,64}", text):
        return text
    import hashlib

    kept = re.sub(r"[^a-z0-9]+", "-", text.lower())[:32].strip("-")
    return f"{kept}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
