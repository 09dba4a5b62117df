"""The last net before the terminal: no control character passes, and with `--ascii` nothing but ASCII does."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reflectie_tui.model.plain_text import clean_text

# each mark keeps its width, so that nothing on the screen moves
ASCII = str.maketrans(
    {
        **dict.fromkeys("─━╺╸╌┄–—−▁▂▃▔", "-"),
        **dict.fromkeys("│┃▏▎▕▐┊╎", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝", "+"),
        **dict.fromkeys("█▉▊▋▆▇▅▄▀◆", "#"),
        **dict.fromkeys("▌▶→", ">"),
        **dict.fromkeys("◀←⌫", "<"),
        **dict.fromkeys("▲↑", "^"),
        **dict.fromkeys("▼↓✓", "v"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’‹›", "'"),
        "▓": "%",
        "▒": "=",
        "░": ":",
        "■": "+",
        "▪": ".",
        "╱": "/",
        "●": "*",
        "○": "o",
        "◐": "c",
        "≠": "~",
        "×": "x",
        "✗": "x",
        "·": ".",
        "…": ".",
        "↔": "-",
        "•": "*",
        "€": "E",
        "\u00a0": " ",
    }
)


class Net(LineFilter):
    """Replaces what a terminal would obey, whichever widget let it through."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments as they may be written."""
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        # an end of a line would go on in the next line of the terminal: within a line it is a space, as wide
        return [Segment(clean_text(text).replace("\n", " "), style, control) for text, style, control in segments]


class Ascii(LineFilter):
    """Replaces every mark and letter by one of ASCII of the same width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in plain ASCII."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


@lru_cache(4096)
def in_ascii(text: str) -> str:
    """Return a text in ASCII: accents dropped, marks as signs, other letters as question marks."""
    if text.isascii():
        return text
    found = []
    for letter in text:
        if letter.isascii():
            found.append(letter)
            continue
        sign = letter.translate(ASCII)
        if not sign.isascii():
            plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
            sign = plain if len(plain) == cell_len(letter) else "?" * cell_len(letter)
        found.append(sign)
    return "".join(found)
