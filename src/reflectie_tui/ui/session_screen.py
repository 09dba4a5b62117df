"""The frame of every screen of a session: title, steps, the part of its own, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from reflectie_tui.model.progress import COMPARISON, step_after, step_back, step_on
from reflectie_tui.ui.host import host_of, words_of
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.line import Line
from reflectie_tui.ui.widgets.steps import Steps
from reflectie_tui.ui.widgets.title_bar import TitleBar
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session


class SessionScreen(Screen[None]):
    """A screen that shows the session it is given and tells the app what was done.

    The app binds `session`, `content`, `step` and `saving`; a screen reads them and posts messages.
    """

    focused = reactive(None, repaint=False)  # a change of focus repaints its own widgets; the screen need not

    session: reactive[Session | None] = reactive(None, repaint=False)
    content: reactive[ContentSet | None] = reactive(None, repaint=False)
    step: reactive[str] = reactive("", repaint=False)
    saving: reactive[str] = reactive("", repaint=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next"),
        Binding("escape", "back", "back"),
        Binding("b", "comparison", "comparison"),
        Binding("f2", "app.steps", "steps", show=False),
        Binding("f3", "app.people", "people", show=False),
        Binding("f1,question_mark", "app.help", "help"),
    ]

    def compose(self) -> ComposeResult:
        """Lay the frame round the screen's own part."""
        yield TitleBar().data_bind(SessionScreen.session, SessionScreen.saving)
        yield Steps().data_bind(SessionScreen.session, SessionScreen.content, SessionScreen.step)
        yield Line()
        yield from self.compose_part()
        yield Keys()

    def _compositor_refresh(self) -> None:
        """Draw the word of saving along with what is to be saved: by itself it would come a frame later."""
        self._compositor.update_widgets(set(self.query_children(TitleBar)))
        super()._compositor_refresh()

    def compose_part(self) -> ComposeResult:
        """Yield the widgets between the steps and the keys."""
        yield Widget()

    @property
    def words(self) -> Words:
        """The words of the app."""
        return words_of(self)

    @property
    def now(self) -> Session:
        """The session, which the app has given before the screen is shown."""
        assert self.session is not None
        return self.session

    @property
    def set(self) -> ContentSet:
        """The content, which the app has given before the screen is shown."""
        assert self.content is not None
        return self.content

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the way to the outcome where there is one, and no way on after the last step."""
        if action == "comparison":
            return self.step != COMPARISON and any(self.now.revealed(key) for key in self.set.perspectives)
        if action == "next":
            return step_after(self.now, self.step) is not None
        return True

    def action_next(self) -> None:
        """Go on to the next step."""
        following = step_on(self.now, self.step)
        if following is not None:
            self.post_message(StepChosen(following))

    def action_back(self) -> None:
        """Go back one step; before the first is the list of sessions, as before where a closed one opens."""
        before = None if self.now.closed and self.step == COMPARISON else step_back(self.now, self.step)
        self.post_message(StepChosen(before or "", looks_back=True))

    def action_comparison(self) -> None:
        """Take a look at what has been revealed; the way back leads here again."""
        host_of(self).aside_from = self.step
        self.post_message(StepChosen(COMPARISON, looks_back=True))
