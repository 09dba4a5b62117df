"""The one rule for text from files, keyboards and pastes: what may stand in it, and what is replaced."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NAME_LENGTH = 120
TITLE_LENGTH = 200
TEXT_LENGTH = 10_000

# Not listed, and so kept: ZWJ, ZWNJ, variation selectors and emoji tags, which belong to the letters round them.
_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # Cc but line feed (tab and carriage return are turned into others before)
    "\u200b"  # zero-width space
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\u2028\u2029"  # line and paragraph separator
    "\ufeff"  # byte-order mark inside
    "\ud800-\udfff"  # surrogates
    "]"
)


def clean_text(text: str) -> str:
    """Return the text as it may be stored and shown: control characters as U+FFFD, line ends as LF, NFC."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u00ad", "")
    return unicodedata.normalize("NFC", _UNSAFE.sub(REPLACEMENT, text))


def clean_line(text: str) -> str:
    """Return the text as one line: cleaned, line ends and runs of spaces folded to one space, trimmed."""
    return " ".join(clean_text(text).split())


def holds_unsafe(text: str) -> bool:
    """Tell whether something in the text has to be replaced by U+FFFD."""
    return _UNSAFE.search(text.replace("\r", "\n").replace("\t", " ")) is not None


def folded(text: str) -> str:
    """Return the text for comparing names: case, spaces and Unicode forms folded."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def told_apart(names: Sequence[str]) -> list[str]:
    """Return names in their order; those that come more than once with a number behind them: a (1), b, a (2)."""
    often, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if often[name] > 1 else name)
    return told
