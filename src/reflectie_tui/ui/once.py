"""A screen that goes away once."""

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class LeftOnce:
    """Beside a screen: it goes away only while it is the one that is seen.

    A double click, or a key that is held, may ask for it twice before it has gone; Textual would take the next screen
    away as well, or stop where there is none.
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Go away with this answer."""
        assert isinstance(self, Screen)
        if not self.is_active:
            return AwaitComplete()
        return Screen.dismiss(self, result)
