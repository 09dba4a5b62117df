"""What the pages of one person's turn share: Enter ends a page, and it says of Enter what that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget

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

    locked = False
    """From *done* until the next person sits here: what is typed ahead is nobody's."""
    more = False
    """Whether another page of this turn follows, so that Enter goes on."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say of Enter what it does on this page."""
        return action != "finish" or parameters == (int(self.more),)

    def action_finish(self, _more: int) -> None:
        """Say that this page is done; keys typed ahead of the next page do nothing."""
        if not self.locked:
            self.locked = True
            self.post_message(self.Finished())
