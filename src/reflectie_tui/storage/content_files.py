"""The sets of statements there are, as `DIR/LANG/SET/`. Loads nothing heavy: a set is read when it is asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reflectie_tui.storage.reading import digest
from reflectie_tui.words import LANGUAGES

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet

OURS = "samenwerken"
"""The set that comes with the app."""


def shipped_content() -> Path:
    """Return the folder of the sets that come with the app: in the package, or in a checkout beside it."""
    return shipped("content", "content")


def shipped(in_package: str, in_checkout: str) -> Path:
    """Return a folder that comes with the app."""
    package = Path(__file__).parents[1]
    inside = package / in_package
    return inside if inside.is_dir() else package.parents[1] / in_checkout


class ContentSets:
    """The sets there are: the user's own before those that come with the app."""

    def __init__(self, own: Path | None = None) -> None:
        """Load the user's own sets, if any.

        Raises:
            ContentFileError: at a fault in one of them, with its file and its place.
        """
        self.own = own
        found = []
        if own is not None:
            from reflectie_tui.storage.content_reading import load_sets

            found = load_sets(own)
        self._loaded: dict[tuple[str, str], ContentSet | None] = {
            (content.facts.id, content.facts.language): content for content in found
        }
        self._own = {content.facts.id for content in found}

    def get(self, set_id: str, language: str) -> ContentSet | None:
        """Return a set in a language, or None where it is not here.

        A set of the user's own takes the place of ours of the same name in both languages: the two need not ask alike.
        """
        key = (set_id, language)
        if key not in self._loaded and set_id not in self._own:
            self._loaded[key] = _shipped_set(set_id, language)
        return self._loaded.get(key)

    def in_any_language(self, set_id: str) -> ContentSet | None:
        """Return a set in the first language that it is there in, or None."""
        return next((found for language in LANGUAGES if (found := self.get(set_id, language))), None)

    @cached_property
    def mark(self) -> str:
        """What tells these sets from any others: what is remembered with one is not true with another."""
        own = [self._loaded[key] for key in sorted(self._loaded) if key[0] in self._own]
        files = sorted(shipped_content().glob("*/*/*.toml"))
        ours = [(path.name, facts.st_size, facts.st_mtime_ns) for path in files if (facts := path.stat())]
        told = [content.model_dump_json() for content in own if content is not None]
        return digest(f"{told}{ours}".encode())

    def usual(self, language: str) -> ContentSet:
        """Return the set that a new session is asked from: the user's own, the first by name, else ours."""
        set_id = min(self._own, default=OURS)
        found = self.get(set_id, language) or self.in_any_language(set_id)
        assert found is not None  # loaded at the start, or shipped with the app
        return found


def _shipped_set(set_id: str, language: str) -> ContentSet | None:
    from reflectie_tui.storage.content_reading import folders_in, load_set

    if language not in LANGUAGES or set_id not in (each.name for each in folders_in(shipped_content() / language)):
        return None
    return load_set(shipped_content() / language / set_id)
