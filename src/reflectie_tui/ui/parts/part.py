"""What the parts of a perspective's screen share: they fill themselves from the session, and show at their own step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.reactive import reactive

from reflectie_tui.model.progress import perspective_of
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.session_screen import SessionScreen
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet, Perspective
    from reflectie_tui.model.session import Session


class Part(Vertical):
    """Read, score or discuss. `enter` is called each time the group comes to this part."""

    PART: ClassVar[str]

    session: reactive[Session | None] = reactive(None, repaint=False)
    content: reactive[ContentSet | None] = reactive(None, repaint=False)
    step: reactive[str] = reactive("", init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._visited = ""  # binding a reactive calls its watcher more than once with the same step

    @property
    def words(self) -> Words:
        """The words of the app."""
        return words_of(self)

    @property
    def now(self) -> Session:
        """The session."""
        assert self.session is not None
        return self.session

    @property
    def set(self) -> ContentSet:
        """The content."""
        assert self.content is not None
        return self.content

    @property
    def changeable(self) -> bool:
        """Whether the session may be changed now: it is not closed, and not only to be looked at."""
        assert isinstance(self.screen, SessionScreen)
        return not self.now.closed and self.screen.saving != "read_only"

    @property
    def perspective(self) -> Perspective:
        """The perspective where the group is."""
        return self.set.perspective(perspective_of(self.step) or "ambitie")

    def is_mine(self, step: str) -> bool:
        """Tell whether this part is what a step shows."""
        return step.endswith(f".{self.PART}")

    def watch_step(self, step: str) -> None:
        """Show the part at its own step, and hide it elsewhere."""
        if step == self._visited:
            return
        self._visited = step
        mine = self.session is not None and self.is_mine(step)
        self.display = mine
        if mine:
            self.enter()
        else:
            self.leave()

    def enter(self) -> None:
        """Fill the part for the perspective where the group has come."""

    def leave(self) -> None:
        """Let go of what belongs to this visit."""

    def seen_again(self) -> None:
        """Look again, once what stood before the screen has gone: somebody may have come or left."""

    def action_next(self) -> None:
        """Go on to the next step, as the screen does."""
        assert isinstance(self.screen, SessionScreen)
        self.screen.action_next()

    def after_changes(self, callback: Callable[[], object]) -> None:
        """Call back when all that was posted until now has reached the app and come back in the session.

        A change goes through the queue of the part, the screen and the app; so does this.
        """
        self.call_later(self.screen.call_later, self.app.call_later, callback)

    def go_on_after_changes(self, go_on: Callable[[], object]) -> None:
        """As `after_changes`, unless the group has gone elsewhere by then: `F2` may take this part off the screen."""

        def if_still_here() -> None:
            if self.is_attached and self.display:
                go_on()

        self.after_changes(if_still_here)

    def tell_there(self, sentence: str) -> None:
        """Tell something in passing on the page that the group has just been sent to."""
        self.after_changes(partial(self.app.notify, sentence, markup=False))

    async def changes_in(self) -> None:
        """Wait until all that was posted until now has come back in the session."""
        come = asyncio.Event()
        self.after_changes(come.set)
        await come.wait()
