"""Text in a place of its own size."""

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static


class Fixed(Static):
    """A text whose place does not grow or shrink with it: a new one moves nothing else, the same one draws nothing.

    Textual lays out the whole screen for each new text of a Static, which takes longer than all else that a key does.
    """

    def update(self, content: VisualType = "", *, layout: bool = False) -> None:
        """Show another text; `layout` where its place is to take another size after all."""
        shown = self.content
        if isinstance(content, Content) and isinstance(shown, Content) and content.is_same(shown):
            return
        super().update(content, layout=layout)
