"""What one quick pass over a TOML text tells. tomllib, which comes after, takes a minute over a key of 40 KB."""

import re
from collections.abc import Iterator

from reflectie_tui.model.fault import Fault

MAX_DEPTH = 32
"""How deep tables may be nested."""
MAX_MARKS = 30_000
"""How many `=`, dots, commas and brackets there may be; a session of 40 people that wrote all they could has 10,000."""
MAX_WORD = 1000
"""How long a key, number or date without quotes may be."""

_WORD = re.compile(r"[A-Za-z0-9_+-]+")
_BLANK = re.compile(r"[ \t]+")
_OTHER = re.compile(r"[^A-Za-z0-9_+\-. \t\"'#]+")
_MARK = re.compile(r"[=,\[{]")
_BASIC = re.compile(r'"(?:[^"\\\n]++|\\[^\n])*+"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG_BASIC_END = re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+"""', re.DOTALL)


def too_much(text: str) -> Fault | None:
    """Return what is too much in a text: a key too deep, a word too long, or too many entries; else None.

    What stands in strings and comments does not count.
    """
    return None if _plainly_fine(text) else _first_fault(text)


def _plainly_fine(text: str) -> bool:
    """Tell at a glance, as one can of nearly every session, that nothing is too much even if all of it counted."""
    if sum(text.count(mark) for mark in "=,.[{") > MAX_MARKS:
        return False
    return all(len(line) <= MAX_WORD and line.count(".") < MAX_DEPTH for line in text.split("\n"))


def _first_fault(text: str) -> Fault | None:
    parts = marks = 0
    after_dot = False
    for start, end, kind in _tokens(text):
        if kind == "dot":
            after_dot = True
            marks += 1
        elif kind == "key":
            parts = parts + 1 if after_dot else 1
            after_dot = False
        else:
            parts, after_dot = 0, False
            marks += len(_MARK.findall(text, start, end)) if kind == "other" else 0
        if parts > MAX_DEPTH:
            return Fault("too_deep", details={"line": _line(text, start), "most": str(MAX_DEPTH)})
        if marks > MAX_MARKS:
            return Fault("too_much", details={"line": _line(text, start)})
        if kind == "key" and end - start > MAX_WORD and text[start] not in "\"'":
            return Fault("word_too_long", details={"line": _line(text, start), "most": str(MAX_WORD)})
    return None


def _line(text: str, position: int) -> str:
    return str(text.count("\n", 0, position) + 1)


def _tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands between the blanks: where it begins, where it ends, and whether it is a dot, a key or else.

    A string without an end is the last: tomllib does not come past it either.
    """
    position = 0
    while position < len(text):
        if (blank := _BLANK.match(text, position)) is not None:
            position = blank.end()
            continue
        end, kind = _token(text, position)
        if end is None:
            return
        yield position, end, kind
        position = end


def _token(text: str, position: int) -> tuple[int | None, str]:
    character = text[position]
    if character == ".":
        return position + 1, "dot"
    if character == "#":
        end = text.find("\n", position)
        return len(text) if end < 0 else end, "comment"
    if text.startswith(("'''", '"""'), position):
        return _long_string_end(text, position), "text"
    if character in "\"'":
        match = (_BASIC if character == '"' else _LITERAL).match(text, position)
        return match.end() if match else None, "key"
    word = _WORD.match(text, position)
    if word is not None:
        return word.end(), "key"
    other = _OTHER.match(text, position)
    return other.end() if other else position + 1, "other"


def _long_string_end(text: str, position: int) -> int | None:
    quote = text[position]
    if quote == "'":
        end = text.find("'''", position + 3)
        found = end + 3 if end >= 0 else None
    else:
        match = _LONG_BASIC_END.match(text, position + 3)
        found = match.end() if match else None
    if found is not None:
        for _ in range(2):  # up to two quotes more may stand before the end
            if text.startswith(quote, found):
                found += 1
    return found
