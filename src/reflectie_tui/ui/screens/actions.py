"""The actions: those of an earlier session first, and at the end what is agreed now."""

from pathlib import Path

from textual.app import ComposeResult

from reflectie_tui.model.progress import REVIEW
from reflectie_tui.ui.parts.actions_part import ActionsPart
from reflectie_tui.ui.session_screen import SessionScreen


class ActionsScreen(SessionScreen):
    """The frame round the list of actions, for the steps `review` and `actions`."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    @property
    def explained_as(self) -> str:
        """Under which word of `[help]` it is explained: the review of earlier actions in words of its own."""
        return REVIEW if self.step == REVIEW else ""

    def compose_part(self) -> ComposeResult:
        """Yield the list with all that can be done with it."""
        yield ActionsPart().data_bind(SessionScreen.session, SessionScreen.content, SessionScreen.step)
