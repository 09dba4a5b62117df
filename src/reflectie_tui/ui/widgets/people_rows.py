"""Who is at the table, a row a seat, with whether they are here now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive

from reflectie_tui.ui.cells import padded, width, wrapped
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from reflectie_tui.model.session import Session

INDENT = 4


class PeopleRows(Rows):
    """The participants in seat order."""

    session: reactive[Session | None] = reactive(None, repaint=False)

    class Opened(Message):
        """A seat was clicked twice."""

    @property
    def seats(self) -> list[str]:
        """The ids of the participants."""
        return list(self.session.participants) if self.session is not None else []

    @property
    def chosen(self) -> str | None:
        """The participant under the cursor."""
        return self.seats[self.cursor] if 0 <= self.cursor < self.count() else None

    def count(self) -> int:
        """Return the number of seats."""
        return len(self.seats)

    def watch_session(self) -> None:
        """Draw what changed; keep the cursor on a row."""
        self.cursor = self.validate_cursor(self.cursor)
        self.drawn_anew()

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return a seat: a mark, the name and the organisation, and whether somebody is here."""
        if self.session is None:
            return []
        words = words_of(self)
        seat = self.seats[row]
        person = self.session.participants[seat]
        here = row == self.cursor
        been = self.session.anonymous and self.session.has_voice(seat)  # by its seat alone nobody is known
        state = words(f"people.state_{'away' if person.away else 'been' if been else 'here'}")
        room = max(8, cells - INDENT - width(state) - 2)
        name = person.name or words("common.nameless")
        text = f"{name} · {person.organisation}" if person.organisation else name
        quiet, mark = self.style_of("quiet"), self.style_of("mark")
        lines = []
        for number, line in enumerate(wrapped(text, room)):
            front = [Segment("▌ " if here else "  ", mark), Segment("○ " if person.away else "● ", mark)]
            if number:
                front = [Segment(("▌" if here else " ").ljust(INDENT), mark)]
            end = [Segment(f" {state}", quiet)] if number == 0 else []
            text_style = quiet if person.away else self.style_of("strong")
            lines.append([*front, Segment(padded(line, room), text_style), *end])
        return lines

    def lines_at(self, cells: int) -> int:
        """Return how many lines all the seats take at this width."""
        return sum(len(self.draw(row, cells)) for row in range(self.count()))

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor on the seat that was clicked; a second click changes whether somebody is here."""
        await super().on_click(event)
        if event.chain == 2 and self.row_at(event.y) is not None:
            self.post_message(self.Opened())
