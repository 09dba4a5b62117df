"""What is remembered between two starts: a few lines in the user's own folder, and no loss where they go.

Read before the first paint, so nothing heavy is loaded for it, and nothing that stands there stops the app.
"""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 16 * 1024
FILE = "settings.toml"
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Settings:
    """What is remembered: the theme (empty where none was chosen), a screen on the wall, and the tour once seen."""

    theme: str = ""
    big: bool = False
    toured: bool = False


def settings_file(bounds: Path | None = None) -> Path | None:
    """Return where the settings stand: in the user's config folder, or in `.reflectie/` within these bounds.

    None where that would lead out of the bounds.
    """
    if bounds is None:
        import platformdirs

        return platformdirs.user_config_path("reflectie", appauthor=False) / FILE
    from reflectie_tui.storage.places import inside

    path = bounds / ".reflectie" / FILE
    return path if inside(path, bounds) else None


def read_settings(path: Path) -> Settings:
    """Return what is remembered; nothing where there is no such file, or it is another kind of thing."""
    try:
        found = tomllib.loads(_content(path).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    theme, big, toured = found.get("theme"), found.get("big_screen"), found.get("tour_seen")
    return Settings(theme if isinstance(theme, str) else "", big is True, toured is True)


def write_settings(path: Path, settings: Settings) -> None:
    """Remember these settings.

    Raises:
        WriteError: where that cannot be done; what stood there is whole.
    """
    import tomli_w

    from reflectie_tui.storage.hidden_folder import HIDDEN, make_hidden
    from reflectie_tui.storage.writing import make_folder, telling, write_file

    with telling(path):
        if path.parent.name == HIDDEN:
            make_hidden(path.parent / "lock")  # so that it is open to those who share the folder of sessions
        else:
            make_folder(path.parent)
    kept = {"theme": settings.theme, "big_screen": settings.big, "tour_seen": settings.toured}
    head = "# Reflectie: kleuren, groot scherm, rondleiding gezien · colours, big screen, tour seen\n"
    write_file(path, (head + tomli_w.dumps(kept)).encode())


def _content(path: Path) -> bytes:
    """Return a regular file of a few bytes; a pipe is not waited for, nor a large file read."""
    handle = os.open(path, _OPEN)
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > MAX_BYTES:
            raise OSError
        return os.read(handle, MAX_BYTES)
    finally:
        os.close(handle)
