"""Standard output and standard error: text that any terminal or pipe can take."""

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Mapping
from typing import Any, TextIO

from reflectie_tui.model.plain_text import clean_text, holds_unsafe

PIPE_WIDTH = 80
PLAIN = {
    **dict.fromkeys("‘’‹›", "'"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("–—−‑", "-"),
    "…": "...",
    "·": "-",
    "•": "*",
    "×": "x",
    "→": "->",
    "◆": "*",
    "≠": "/",
    "☐": "[ ]",
    "\u00a0": " ",
}
"""What stands in for a sign where only the letters of a plain keyboard can be shown."""


def prepare() -> None:
    """Let a character that this output cannot show become the nearest that it can, never a crash."""
    codecs.register_error("reflectie", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="reflectie")


def exact() -> None:
    """Write standard output as UTF-8 from here on: data for another program, whatever the terminal's charset."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(text: str, *, plain: bool = False, end: str = "\n") -> None:
    """Write a result with a line end, and nothing in it that steers a terminal.

    Args:
        text: the result.
        plain: whether only ASCII is to be written.
        end: what stands after it: nothing, where somebody types on the same line.
    """
    text = clean_text(text).rstrip("\n") + end
    _write(text.encode("ascii", "reflectie").decode("ascii") if plain else text)


def hand_over(text: str) -> None:
    """Write data for another program or a file exactly as it is, in UTF-8."""
    exact()
    _write(text)


def say_json(figures: Any) -> None:
    """Write figures as JSON; what could steer a terminal is written as an escape, and so read back as it was."""
    hand_over(json_text(figures))


def json_text(figures: Any) -> str:
    """Return figures as JSON with a line end."""
    import json

    text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
    if not holds_unsafe(text):
        return text
    return "".join(f"\\u{ord(sign):04x}" if holds_unsafe(sign) else sign for sign in text)


def complain(sentence: str) -> None:
    """Write a fault to standard error, as `reflectie: …`."""
    complain_more(f"reflectie: {sentence}")


def complain_more(sentence: str) -> None:
    """Write a further line about a fault; on a terminal in lines that fit, and no word of it is cut in two."""
    if sys.stderr is None:
        return
    text = clean_text(sentence)
    if sys.stderr.isatty():
        import textwrap

        text = textwrap.fill(text, width(sys.stderr), break_long_words=False, break_on_hyphens=False)
    sys.stderr.write(text + "\n")


def flush() -> None:
    """Write out what still waits, so that a fault in writing shows now."""
    if sys.stdout is not None:
        sys.stdout.flush()


def settle() -> None:
    """Write out what can still be written."""
    try:
        flush()
    except OSError:
        silence()


def silence() -> None:
    """Take no further output: who listened has gone, and Python would say so once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def watched() -> bool:
    """Tell whether somebody sees what is written: not where it goes into a pipe or a file."""
    return sys.stdout is not None and sys.stdout.isatty()


def width(stream: TextIO | None = None) -> int:
    """Return the columns of the terminal behind a stream, or 80 where it goes into a pipe or a file."""
    stream = stream or sys.stdout
    if stream is None or not stream.isatty():
        return PIPE_WIDTH
    import shutil

    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def ascii_only() -> bool:
    """Tell whether this output has a charset of its own that lacks the marks we draw with."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "").replace("_", "")
    return not encoding.startswith("utf") and encoding != "cp65001"


def language_wishes(environ: Mapping[str, str]) -> list[str | None]:
    """Return where the language of this machine's user may stand, the first that counts first."""
    return [environ.get(name) for name in ("REFLECTIE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]


def _write(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Return what stands in for letters that a charset lacks: é as e, “ as ", and ? for what has nothing near."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    if letter in PLAIN:
        return PLAIN[letter]
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    return bare if len(bare) == 1 else "?"
