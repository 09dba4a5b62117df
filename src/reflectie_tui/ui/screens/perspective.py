"""One of the five perspectives: read, score and discuss at the same place. One screen, filled five times."""

from pathlib import Path

from textual.app import ComposeResult

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import COMPARISON, DISCUSS, READ, SCORE, perspective_of, seen_by_all, turns
from reflectie_tui.ui.host import host_of
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.discuss_part import DiscussPart
from reflectie_tui.ui.parts.fingers_part import FingersPart
from reflectie_tui.ui.parts.part import Part
from reflectie_tui.ui.parts.read_part import ReadPart
from reflectie_tui.ui.parts.score_part import ScorePart
from reflectie_tui.ui.session_screen import SessionScreen


class PerspectiveScreen(SessionScreen):
    """The frame, and the part that belongs to the step."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def compose_part(self) -> ComposeResult:
        """Yield the parts; each shows itself at its own step."""
        for part in (ReadPart, ScorePart, FingersPart, DiscussPart):
            bound = (SessionScreen.session, SessionScreen.content, SessionScreen.step)
            yield part().data_bind(*bound)

    def on_screen_resume(self) -> None:
        """Have the part look again once a dialog has gone."""
        for part in self.query(Part):
            if part.display and self.session is not None:
                part.go_on_after_changes(part.seen_again)

    def action_next(self) -> None:
        """Go on; from reading to the scoring where it is not done yet, and past it where it is or can be no more."""
        perspective, _, part = self.step.partition(".")
        seen, may_score = self.now.revealed(perspective), not self.now.closed and self.saving != "read_only"
        if seen and seen_by_all(self.now):
            seen = not turns(self.now, self.set, [perspective])  # what is scored in the open is seen at once
        if part == READ and (not may_score or seen):
            self.post_message(StepChosen(f"{perspective}.{DISCUSS}"))
        elif part == READ and not any(map(self.now.revealed, PERSPECTIVES)):
            self.post_message(StepChosen(f"{perspective}.{SCORE}"))
        else:
            super().action_next()

    def action_back(self) -> None:
        """Go back one step; in the fingers' way first one statement; from the talk to the reading."""
        perspective, _, part = self.step.partition(".")
        fingers = self.query_one(FingersPart)
        if part == SCORE and fingers.display and fingers.back():
            return
        if self.step == host_of(self).seen_from_picture:
            self.post_message(StepChosen(COMPARISON, looks_back=True))
        elif part in (SCORE, DISCUSS):
            self.post_message(StepChosen(f"{perspective}.{READ}", looks_back=True))
        else:
            super().action_back()

    @property
    def perspective(self) -> str:
        """The perspective where the group is."""
        return perspective_of(self.step) or ""
