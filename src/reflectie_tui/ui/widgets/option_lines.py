"""A list of things to choose from, one a line, of which the one under the cursor can be drawn reversed."""

from __future__ import annotations

from textual.style import Style
from textual.widgets import OptionList


class OptionLines(OptionList):
    """Textual's list; but what its style sheet says of *reverse* holds too, which Textual leaves out of a part."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of a part of the list."""
        style = super().get_visual_style(*component_classes, partial=partial)
        reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + Style(reverse=True) if reverse else style
