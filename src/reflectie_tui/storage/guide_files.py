"""The guide for who leads the talk, as it comes with the app: a paper a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reflectie_tui.storage.content_files import shipped

if TYPE_CHECKING:
    from reflectie_tui.words import Language


def guide(language: Language) -> str | None:
    """Return the guide in a language, in Markdown; None where it did not come along."""
    try:
        return (shipped("guide", "docs") / f"facilitator-{language}.md").read_text("utf-8")
    except (OSError, ValueError):
        return None
