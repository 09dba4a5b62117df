"""Whether this terminal can show the app; asked before anything of the app is loaded."""

import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

BROWSER_DRIVER = "textual.drivers.web_driver:WebDriver"
"""What textual-serve sets in TEXTUAL_DRIVER: the app then speaks to a browser, without a terminal of its own."""

COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
PROGRAMS = ("BROWSER", "EDITOR", "VISUAL", "PAGER", "SHELL", "TMPDIR")
"""What names another program, or a place for its files."""


def trouble(environ: Mapping[str, str], ascii_only: bool) -> str | None:
    """Return why the app cannot be shown here, as a word under `[cli.terminal]`, or None where it can.

    A charset counts where it is named in the first of LC_ALL, LC_CTYPE and LANG that is set; C, POSIX and none at
    all are taken for UTF-8.
    """
    if environ.get("TEXTUAL_DRIVER") == BROWSER_DRIVER:
        return None
    if not (_is_terminal(sys.__stdin__) and _is_terminal(sys.__stdout__)):
        return "no_terminal"
    if sys.platform != "win32" and environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "dumb"
    if not ascii_only and named_charset(environ).lower().replace("-", "") not in ("", "utf8"):
        return "charset"
    return None


def forget_workshop(environ: MutableMapping[str, str]) -> None:
    """Take out what steers from outside: logs, pictures and drivers of Textual, other folders, other programs.

    A browser that the app is served to stays.
    """
    for name in [name for name in environ if name in PROGRAMS or name.startswith(("TEXTUAL", "XDG_"))]:
        if environ[name] != BROWSER_DRIVER:
            del environ[name]


def named_charset(environ: Mapping[str, str]) -> str:
    """Return the charset as the locale names it; empty where it names none."""
    given = {**environ, "LC_CTYPE": _started_with(environ.get("LC_CTYPE", ""))}
    locale = next((given[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if given.get(name)), "")
    return locale.partition("@")[0].partition(".")[2]


def _started_with(locale: str) -> str:
    """Return LC_CTYPE as it was when the program was started.

    Where a locale is not installed, Python itself sets it to one of `COERCED` (PEP 538); on Linux it can be told.
    """
    if locale not in COERCED:
        return locale
    try:
        started = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return locale
    return next(
        (each.partition(b"=")[2].decode("ascii", "replace") for each in started if each[:9] == b"LC_CTYPE="), ""
    )


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except ValueError:  # closed
        return False
