"""A thin line across the screen with a word in it, at the left and at the right."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reflectie_tui.ui.cells import fitted, width


class Edge(Widget, can_focus=False):
    """One row of ─ that says what stands below it, and whether there is more above it."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the line."""
        if not self.left and not self.right:
            return Content("─" * self.size.width)
        left = f" {fitted(self.left, self.size.width - 6)} " if self.left else ""
        right = f" {self.right} " if self.right else ""
        if width(left) + width(right) > self.size.width - 6:
            right = ""
        rest = self.size.width - 4 - width(left) - width(right)
        return Content.assemble("──", (left, "bold $foreground"), "─" * rest, (right, "$quiet"), "──")
