"""What the pages of one person's turn share: Enter ends a page, and it says of Enter what that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget

    from reflectie_tui.model.content import Statement

    Beside = Widget
else:
    Beside = object  # of two widgets Textual would take over the styles of the first only


class TurnPage(Beside):
    """Beside a widget: a page that somebody fills in alone."""

    ENDS: ClassVar[tuple[Binding, ...]] = (
        Binding("enter", "finish(1)", "next"),
        Binding("enter", "finish(0)", "finish"),
    )

    class Finished(Message):
        """The person is done with this page."""

    class Kept(Message):
        """An answer was typed where one stands that everybody has seen: that stays."""

    locked = False
    """From *done* until the next person sits here: what is typed ahead is nobody's."""
    fixed: frozenset[str] = frozenset()
    """The statements whose answers everybody has seen: a score stays as it was given."""
    more = False
    """Whether another page of this turn follows, so that Enter goes on."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say of Enter what it does on this page."""
        return action != "finish" or parameters == (int(self.more),)

    def stays(self, statement: Statement) -> bool:
        """Tell whether an answer may not be changed any more; if so, have that said."""
        if statement.id in self.fixed:
            self.post_message(self.Kept())
            return True
        return False

    def action_finish(self, _more: int) -> None:
        """Say that this page is done; keys typed ahead of the next page do nothing."""
        if not self.locked:
            self.locked = True
            self.post_message(self.Finished())
