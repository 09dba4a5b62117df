"""Read: the perspective's text, its key questions, and its sub-model drawn."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.model.progress import READ
from reflectie_tui.ui.parts.exercises import ExercisesPart
from reflectie_tui.ui.widgets.reading import Reading
from reflectie_tui.ui.widgets.sub_models import drawn


class ReadPart(ExercisesPart):
    """The heading, and under it all that there is to read."""

    PART = READ

    def compose(self) -> ComposeResult:
        """Lay out the heading and the text."""
        yield Static(id="heading")
        yield Reading()

    def enter(self) -> None:
        """Fill in the text of this perspective."""
        perspective = self.perspective
        heading = Content.assemble(
            (perspective.name.upper(), f"bold ${perspective.id}"), "  ", (perspective.title, "bold")
        )
        self.query_one("#heading", Static).update(heading)
        self.query_one(Reading).begin(self._text())

    def _text(self) -> Content:
        perspective, words = self.perspective, self.words
        colour = f"bold ${perspective.id}"
        pieces: list[Content] = [Content.styled(perspective.core, "italic"), Content(perspective.lead)]
        for section in perspective.sections:
            pieces.append(Content.assemble((section.heading, colour), "\n", section.text.strip()))
        for model in perspective.sub_models:
            pieces.append(
                Content.assemble((model.title, colour), "\n", model.text, "\n\n", drawn(model, perspective.id))
            )
        for key, lines in (("questions", perspective.key_questions), ("pitfalls", perspective.pitfalls)):
            listed = "\n".join(f"· {line}" for line in lines)
            pieces.append(Content.assemble((words(f"read.{key}"), colour), "\n", listed))
        pieces.append(Content.assemble((words("read.chance"), colour), "\n", perspective.chance.strip()))
        pieces.append(Content.styled(f"“{perspective.remember}”", "italic"))
        exercises = [("z", perspective.sentence), ("h", perspective.exchange)]
        offered = [
            Content.assemble((key, "bold $accent"), f"  {each.title}: ", " ".join(each.intro.split()))
            for key, each in exercises
            if each is not None
        ]
        if offered:
            pieces.append(Content("\n").join([Content.styled(words("read.exercises"), colour), *offered]))
        return Content("\n\n").join(pieces)
