"""The guide for who leads the talk, to be read where one is."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from reflectie_tui.storage.guide_files import guide
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.paper import drawn
from reflectie_tui.ui.widgets.reading import Column, Reading

WIDEST = 76
"""Cells of the widest line that reads well."""


class Guide(Dialog[None]):
    """A paper that scrolls, over the whole window."""

    CSS_PATH = Path(__file__).with_name("guide.tcss")

    def compose_part(self) -> ComposeResult:
        """Yield the paper."""
        yield Reading()

    def on_mount(self) -> None:
        """Begin at the top, once the window has given it its width."""
        self.query_one(Column).focus()
        self.call_after_refresh(self._fill)

    def on_resize(self) -> None:
        """Lay the lines out for the new width."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.query(Reading):
            return  # it was closed while this waited
        cells = self.query_one(Column).scrollable_content_region.width - 2
        text = guide(self.words.language) or self.words("guide.missing")
        self.query_one(Reading).show(drawn(text, max(20, min(WIDEST, cells))))
