"""How deep the keys of a TOML text go, found in one pass: tomllib takes a minute over a dotted key of 40 KB."""

import re
from dataclasses import dataclass

MAX_DEPTH = 32
"""How deep tables may be nested."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]+")
_OTHER = re.compile(r"[^A-Za-z0-9_\-. \t\"'#]+")
_BASIC = re.compile(r'"(?:[^"\\\n]++|\\[^\n])*+"')
_LITERAL = re.compile(r"'[^'\n]*'")
_BASIC_END = re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+"""', re.DOTALL)


@dataclass(frozen=True)
class Deepest:
    """The first key that is too deep, or else the deepest: how many parts, and on which line."""

    parts: int = 0
    line: int = 1


def deepest_key(text: str) -> Deepest:
    """Return the deepest dotted key; the search stops at the first of more than `MAX_DEPTH` parts.

    Text in strings and comments is passed over. A string without an end ends the search: tomllib does not come past
    it either.
    """
    deepest, position = Deepest(), 0
    parts, after_dot = 0, False
    while position < len(text):
        character = text[position]
        if character == ".":
            after_dot = True
            position += 1
            continue
        if (blank := _BLANK.match(text, position)) is not None:
            position = blank.end()
            continue
        end, is_key = _token(text, position)
        if end is None:
            break
        parts = (parts + 1 if after_dot else 1) if is_key else 0
        after_dot = False
        if parts > deepest.parts:
            deepest = Deepest(parts, text.count("\n", 0, position) + 1)
            if parts > MAX_DEPTH:
                break
        position = end
    return deepest


def _token(text: str, position: int) -> tuple[int | None, bool]:
    """Return where the token ends (None: nowhere) and whether it can be part of a key."""
    character = text[position]
    if character == "#":
        end = text.find("\n", position)
        return (len(text) if end < 0 else end), False
    if text.startswith(("'''", '"""'), position):
        return _long_string_end(text, position), False
    if character in "\"'":
        match = (_BASIC if character == '"' else _LITERAL).match(text, position)
        return (match.end() if match else None), True
    plain = _PLAIN.match(text, position)
    if plain is not None:
        return plain.end(), True
    other = _OTHER.match(text, position)
    return (other.end() if other else position + 1), False


def _long_string_end(text: str, position: int) -> int | None:
    if text[position] == "'":
        end = text.find("'''", position + 3)
        found = end + 3 if end >= 0 else None
    else:
        match = _BASIC_END.match(text, position + 3)
        found = match.end() if match else None
    if found is not None:
        for _ in range(2):  # up to two quotes more may stand before the end
            if text.startswith(text[position], found):
                found += 1
    return found
