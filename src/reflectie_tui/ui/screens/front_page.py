"""The first page of a session: why, what it asks, how it goes, what is kept, and who is at the table."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.model.progress import REVIEW, seen_by_all, steps
from reflectie_tui.report.sentences import seat
from reflectie_tui.ui.session_screen import SessionScreen
from reflectie_tui.ui.widgets.reading import Reading

HEADING = "bold $primary"


class FrontPageScreen(SessionScreen):
    """Something to read together; Enter goes on."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    def compose_part(self) -> ComposeResult:
        """Yield the heading and the text."""
        yield Static(id="heading", classes="heading")
        yield Reading()

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one("#heading", Static).update(Content(self.set.facts.front_page.title))
        self.query_one(Reading).begin(self._text())

    def watch_session(self) -> None:
        """Follow who comes in and goes."""
        if self.is_mounted and self.session is not None:
            self.query_one(Reading).show(self._text())

    def _text(self) -> Content:
        front, words = self.set.facts.front_page, self.words
        dangers = [
            Content.assemble((f"{danger.name}. ", "bold"), " ".join(danger.text.split())) for danger in front.dangers
        ]
        pieces = [
            Content(front.why),
            _under(words("front.asks"), *(Content(f"· {line}") for line in front.asks)),
            _under(words("front.dangers"), *dangers),
            _under(words("front.how"), Content(front.how), *map(Content, self._how())),
            _under(words("front.stored"), *(Content(f"· {line}") for line in self._stored())),
            _under(words("front.table"), *map(Content, self._table())),
            Content.styled(self.set.facts.credit, "$quiet"),
            Content.styled(words("front.enter"), "bold"),
        ]
        return Content("\n\n").join(pieces)

    def _how(self) -> list[str]:
        words = self.words
        lines = [words(f"front.way.{self.now.about.way}"), words("front.end")]
        return [*lines, words("front.review")] if REVIEW in steps(self.now) else lines

    def _stored(self) -> list[str]:
        """Return what is kept and who can see it, as it is in this session."""
        way = self.now.about.way
        if way == "together":
            said = ["file", "together"]
        else:
            unseen = "fingers" if seen_by_all(self.now) else "unseen"
            said = ["file", unseen, "anonymous" if self.now.anonymous else "named"]
        return [self.words(f"front.kept.{each}") for each in said]

    def _table(self) -> list[str]:
        words, session = self.words, self.now
        if session.anonymous:
            lines = [words("front.nameless", n=len(session.participants))]
        else:
            here = [seat(session, key, words) for key, each in session.participants.items() if not each.away]
            away = [seat(session, key, words) for key, each in session.participants.items() if each.away]
            lines = [words.listed(here)] if here else []
            lines += [words("front.away", names=words.listed(away))] if away else []
        if session.about.facilitator and not session.anonymous:
            lines.append(words("front.facilitator", name=session.about.facilitator))
        return [*lines, words("front.people")]


def _under(heading: str, *lines: Content) -> Content:
    return Content("\n").join([Content.styled(heading, HEADING), *lines])
