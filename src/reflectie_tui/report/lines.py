"""Text measured in columns of a terminal, and laid in lines that fit: letters of any width, emoji too."""

import unicodedata
from collections.abc import Iterator

ZWJ, EMOJI_STYLE = "\u200d", "\ufe0f"


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Split a text in what a reader sees as one sign, each with the columns it takes (0, 1 or 2).

    Follows how terminals draw: East Asian wide signs and emoji take two columns, joined and modified emoji two
    together, combining marks none.
    """
    cluster, width, joined = "", 0, False
    for sign in text:
        if cluster and (joined or _belongs_to_previous(sign, cluster)):
            cluster += sign
            width = 2 if sign == EMOJI_STYLE or _is_flag(cluster) else width
        else:
            if cluster:
                yield cluster, width
            cluster, width = sign, _columns(sign)
        joined = sign == ZWJ
    if cluster:
        yield cluster, width


def cell_width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(width for _, width in clusters(text))


def cut(text: str, width: int, mark: str = "…") -> str:
    """Return the text in at most this many columns, ending in … where it was longer; as one line."""
    text = text.replace("\n", " ")
    if cell_width(text) <= width:
        return text
    kept, room = "", width - cell_width(mark)
    for cluster, columns in clusters(text):
        if columns > room:
            break
        kept, room = kept + cluster, room - columns
    return kept.rstrip() + mark


def padded(text: str, width: int) -> str:
    """Return the text filled up with spaces to this many columns."""
    return text + " " * (width - cell_width(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most this many columns, broken at spaces; longer words are broken within."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, width):
                if line and cell_width(line) + 1 + cell_width(piece) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = f"{line} {piece}" if line else piece
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def indented(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Return the text wrapped within this many columns, `first` before its first line and `rest` before the others."""
    rest = " " * cell_width(first) if rest is None else rest
    lines = wrapped(text, width - max(cell_width(first), cell_width(rest)))
    return [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, room = "", width
    for cluster, columns in clusters(word) if cell_width(word) > width else [(word, 0)]:
        if columns > room:
            yield piece
            piece, room = "", width
        piece, room = piece + cluster, room - columns
    yield piece


def _belongs_to_previous(sign: str, cluster: str) -> bool:
    return (
        unicodedata.category(sign) in ("Mn", "Me", "Cf")
        or "\u1160" <= sign <= "\u11ff"  # the vowel and the final of a Hangul syllable
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # a skin tone
        or (_is_regional(sign) and len(cluster) == 1 and _is_regional(cluster))  # the second letter of a flag
    )


def _is_regional(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_flag(cluster: str) -> bool:
    return len(cluster) == 2 and all(map(_is_regional, cluster))


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
