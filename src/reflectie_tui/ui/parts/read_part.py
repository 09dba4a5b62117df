"""Read: the perspective's text, its key questions, and its sub-model drawn."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.model.progress import READ
from reflectie_tui.ui.parts.part import Part
from reflectie_tui.ui.widgets.sub_models import drawn


class Reading(VerticalScroll, can_focus=True):
    """The text, with a line that says when there is more below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "page_down", "more", key_display="space"),
        Binding("pageup", "page_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
    ]


class ReadPart(Part):
    """One column of text, not too wide to read."""

    PART = READ

    def compose(self) -> ComposeResult:
        """Lay out the heading, the text, and the hint that there is more."""
        yield Static(id="heading")
        with Reading():
            yield Static(id="text")
        yield Static(id="more", classes="quiet")

    def on_mount(self) -> None:
        """Follow the scrolling, to say whether there is more."""
        reading = self.query_one(Reading)
        self.watch(reading, "scroll_y", self._tell_more, init=False)
        self.watch(reading, "virtual_size", self._tell_more, init=False)

    def enter(self) -> None:
        """Fill in the text of this perspective."""
        perspective = self.perspective
        heading = Content.assemble(
            (perspective.name.upper(), f"bold ${perspective.id}"), "  ", (perspective.title, "bold")
        )
        self.query_one("#heading", Static).update(heading)
        self.query_one("#text", Static).update(self._text())
        reading = self.query_one(Reading)
        reading.scroll_home(animate=False)
        reading.focus()

    def _tell_more(self) -> None:
        reading = self.query_one(Reading)
        more = reading.max_scroll_y > 0 and reading.scroll_y < reading.max_scroll_y
        self.query_one("#more", Static).update(Content(self.words("read.more") if more else ""))

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
        return Content("\n\n").join(pieces)
