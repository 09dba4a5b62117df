"""What stands under a list or a question stays near it on a tall screen."""

from textual.widget import Widget

BELOW = 2
"""Lines that stay open under what takes no more than it can fill."""


def keep_snug(widget: Widget, lines: int) -> None:
    """Let a widget, however tall its place, take no more than these lines, its padding, and a little air."""
    most = lines + widget.styles.padding.height + BELOW
    if widget.styles.max_height is None or widget.styles.max_height.value != most:
        widget.styles.max_height = most
