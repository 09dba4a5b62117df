"""All voices of a perspective, a row a statement: the dots stand where each voice stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from reflectie_tui.model.names import names as names_of
from reflectie_tui.report.sentences import called
from reflectie_tui.ui.cells import padded, width, wrapped
from reflectie_tui.ui.host import words_of
from reflectie_tui.ui.widgets.own_question import places
from reflectie_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Answer
    from reflectie_tui.model.session import Session

Who = Literal["dots", "names", "organisations"]
NARROW, WIDE, WIDE_FROM = 5, 9, 100
"""The width of one point of the scale, on a wide screen more: marks that do not fit in it become ●×7."""


class Voices(Rows):
    """The statements with their dots under 1 2 3 4 5, and the pattern in a word."""

    AIRY = True

    session: reactive[Session | None] = reactive(None, repaint=False)
    perspective: reactive[str] = reactive("", repaint=False)
    statements: reactive[tuple[Statement, ...]] = reactive((), repaint=False)
    patterns: reactive[dict[str, str]] = reactive({}, repaint=False)
    """For each statement the word at its end; empty where nothing is to be said."""
    who: reactive[Who] = reactive("dots", repaint=False)
    language: str = "nl"

    def count(self) -> int:
        """Return the number of statements."""
        return len(self.statements)

    def watch_session(self) -> None:
        """Draw the rows that changed."""
        self.drawn_anew()

    watch_patterns = watch_who = watch_session

    def watch_statements(self) -> None:
        """Draw other rows; there may be fewer of them."""
        self._lines = []
        self.drawn_anew()
        self.cursor = self.validate_cursor(self.cursor)

    @staticmethod
    def column(cells: int) -> int:
        """Return the width of one point of the scale, for this width of the whole."""
        return WIDE if cells >= WIDE_FROM else NARROW

    def columns(self, cells: int) -> tuple[int, int]:
        """Return the width of the text and of the word at the end, for this width of the whole."""
        word = 17 if cells >= 70 else 12
        return max(14, min(60, cells - 2 - 5 * self.column(cells) - word)), word

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return a statement with its voices; the dots stand on its first line."""
        statement = self.statements[row]
        session = self.session
        if session is None:
            return []
        room, word_room = self.columns(cells)
        text = session.wording(self.perspective, statement, self.language)
        bar = Segment("▌ ", self.style_of("mark")) if row == self.cursor else Segment("  ")
        column = self.column(cells)
        ends = [self._marks(statement, column), *([Segment(" " * (5 * column))] for _ in range(9))]
        words = wrapped(self.patterns.get(statement.id, ""), word_room - 1)
        texts = wrapped(text, room - 1)
        lines = []
        for number in range(max(len(texts), len(words))):
            line = padded(texts[number] if number < len(texts) else "", room)
            word = words[number] if number < len(words) else ""
            lines.append([bar, Segment(line), *ends[min(number, 9)], Segment(word, self.style_of("quiet"))])
        return lines

    def voices(self, statement: Statement) -> dict[Answer, list[str]]:
        """Return who gave which answer, in seat order."""
        found: dict[Answer, list[str]] = {}
        session = self.session
        if session is not None and not session.hides(self.perspective):
            answers = session.perspective(self.perspective).answers
            for voice in session.voices:
                answer = answers.get(voice, {}).get(statement.id)
                if answer is not None:
                    found.setdefault(answer, []).append(voice)
        return found

    def _marks(self, statement: Statement, column: int) -> list[Segment]:
        given = self.voices(statement)
        points: list[Answer] = [1, 2, 3, 4, 5]
        if statement.kind != "scale":
            points = [answer for answer, _ in places(statement)]
        mark = self.style_of("chosen")
        segments = []
        for point in points:
            segments.append(Segment(padded(self._mark(given.get(point, []), column), column), mark))
        segments += [Segment(" " * column, Style.null())] * (5 - len(points))
        return segments

    def _mark(self, voices: list[str], column: int) -> str:
        if self.who == "dots" or self.session is None:
            return "●" * len(voices) if len(voices) < column else f"●×{len(voices)}"
        marks = self.marks()
        text = " ".join(marks[voice] for voice in voices)
        if width(text) < column:
            return text
        others = f"+{len(voices) - 1}"
        return marks[voices[0]][: max(1, column - 1 - len(others))] + others

    def marks(self) -> dict[str, str]:
        """Return one or two letters for each voice: of its name, or of its organisation."""
        session = self.session
        if session is None:
            return {}
        if self.who == "organisations":
            names = {key: person.organisation or "" for key, person in session.participants.items()}
        else:
            names = {key: name.replace("(", "") for key, name in names_of(session).items()}
        return {voice: initials(names.get(voice) or "·") for voice in session.voices}

    def legend(self, statement: Statement) -> list[tuple[str, list[str]]]:
        """Return for each answer given, in order, its sign and the names of who gave it."""
        session = self.session
        if session is None:
            return []
        given = self.voices(statement)
        signs: list[tuple[Answer, str]] = [(point, str(point)) for point in range(1, 6)]
        if statement.kind != "scale":
            signs = [(answer, label) for answer, label in places(statement)]
        found = []
        for answer, sign in [*signs, ("nvt", "?")]:
            names = [self._called(voice) for voice in given.get(answer, [])]
            if names:
                found.append((sign, names))
        return found

    def _called(self, voice: str) -> str:
        session, words = self.session, words_of(self)
        person = session.participants.get(voice) if session else None
        if session is None or person is None:
            return words("common.group")
        if self.who == "organisations":
            return person.organisation or words("common.nameless")
        return called(session, voice, words)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name: `Hogeschool Rijn` becomes HR."""
    parts = [part for part in name.split() if part[0].isalnum()] or [name]
    letters = parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")
    return letters.upper()
