"""The home folder of a program that a test starts: what the app remembers there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reflectie_tui.storage.settings import FILE, Settings, write_settings


def remember_tour(environment: Mapping[str, str]) -> None:
    """Have the app find in the user's settings that the tour was seen: a test meets what comes after it."""
    config = environment.get("XDG_CONFIG_HOME") or Path(environment["HOME"]) / ".config"
    path = Path(config) / "reflectie" / FILE
    if not path.exists():
        write_settings(path, Settings(toured=True))
