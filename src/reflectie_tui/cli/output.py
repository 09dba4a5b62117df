"""Standard output and standard error: text that any terminal or pipe can take."""

import io
import os
import shutil
import sys
from collections.abc import Mapping

from reflectie_tui.model.plain_text import clean_text

PIPE_WIDTH = 80


def prepare() -> None:
    """Let a character that this output cannot show become `?`, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def exact() -> None:
    """Write standard output as UTF-8 from here on: data for another program, whatever the terminal's charset."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(text: str) -> None:
    """Write a result, with a line end."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def complain(sentence: str) -> None:
    """Write a fault to standard error, as `reflectie: …`."""
    complain_more(f"reflectie: {sentence}")


def complain_more(sentence: str) -> None:
    """Write a further line about a fault."""
    sys.stderr.write(clean_text(sentence) + "\n")


def silence() -> None:
    """Take no further output: who listened has gone, and Python would say so once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def width() -> int:
    """Return the columns of the terminal, or 80 where the output goes into a pipe or a file."""
    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if sys.stdout.isatty() else PIPE_WIDTH


def ascii_only() -> bool:
    """Tell whether this output has a charset of its own that lacks the marks we draw with."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "").replace("_", "")
    return not encoding.startswith("utf") and encoding != "cp65001"


def language_wishes(environ: Mapping[str, str]) -> list[str | None]:
    """Return where the language of this machine's user may stand, the first that counts first."""
    return [environ.get(name) for name in ("REFLECTIE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
