"""A thin line across the screen."""

from textual.widget import Widget


class Line(Widget, can_focus=False):
    """One row of ─, which parts what stands above from what stands below."""

    def render(self) -> str:
        """Return the line."""
        return "─" * self.size.width
