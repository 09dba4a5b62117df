"""The statements of one page, and one person's scores beside them: the heart of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from reflectie_tui.ui.cells import width, wrapped
from reflectie_tui.ui.changes import ScoreGiven
from reflectie_tui.ui.widgets.rows import Rows
from reflectie_tui.ui.widgets.turn_page import TurnPage

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Answer
    from reflectie_tui.model.session import Session

POINTS: tuple[Answer, ...] = (1, 2, 3, 4, 5, "nvt")
SIGNS = "12345?"
CELL = 3
REMARKED = "*"
"""Stands behind a statement at which this person wrote a remark, as it would refer to a note on paper."""
SCORES = CELL * len(POINTS)
"""The width of the column of scores: ` 1  2  3 [4] 5  ? `."""
WIDEST = 72
"""Cells of a statement on one line, at most."""
_SCORE_KEYS = Binding.Group("score", compact=True)


class ScoreList(TurnPage, Rows):
    """One row a statement: its text, and the five points and the question mark."""

    AIRY = True
    SNUG = True

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(sign, f"score({point})", "score", group=_SCORE_KEYS) for point, sign in enumerate("12345")),
        Binding("question_mark", "score(5)", "score", group=_SCORE_KEYS),
        Binding("delete,backspace", "clear", show=False),
        *TurnPage.ENDS,
    ]

    session: reactive[Session | None] = reactive(None, repaint=False)
    perspective: reactive[str] = reactive("", repaint=False)
    voice: reactive[str] = reactive("", repaint=False)
    statements: reactive[tuple[Statement, ...]] = reactive((), repaint=False)
    own: reactive[frozenset[str]] = reactive(frozenset(), repaint=False)
    """The statements answered in this turn: only these may be seen, others were answered before a hand-over."""
    remarked: reactive[frozenset[str]] = reactive(frozenset(), repaint=False)
    """The statements with a remark from this turn."""
    covered: reactive[bool] = reactive(False, repaint=False)
    """Whether a ✓ stands in place of every score, for a screen on the wall."""

    language: str = "nl"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._on_its_way: set[str] = set()  # chosen, and not yet come back in the session: fast typing

    def count(self) -> int:
        """Return the number of statements."""
        return len(self.statements)

    def given(self, statement: Statement) -> Answer | None:
        """Return this voice's answer, or None."""
        if self.session is None:
            return None
        return self.session.answer(self.perspective, self.voice, statement.id)

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return a statement as lines, its scores at the end of the first."""
        statement = self.statements[row]
        quiet, mark = self.style_of("quiet"), self.style_of("mark")
        room = self._room(cells)
        session = self.session
        text = statement.text if session is None else session.wording(self.perspective, statement, self.language)
        here = row == self.cursor
        lines = []
        remarked = statement.id in self.remarked
        texts = wrapped(text, room)
        if remarked and width(texts[0]) == room:
            texts = wrapped(text, room - 1)  # a space before its sign
        for number, line in enumerate(texts):
            bar = Segment("▌ " if here and number == 0 else "  ", mark)
            sign = REMARKED if number == 0 and remarked else " "
            gap = Segment(" " * (room - width(line)) + sign)
            end = self._scores(statement, quiet) if number == 0 else []
            lines.append([bar, Segment(line), gap, *end])
        return lines

    @staticmethod
    def _room(cells: int) -> int:
        """Return the width of the text; on a wide screen the scores stay near enough for the eye to find its row."""
        return max(12, min(cells - SCORES - 4, WIDEST))

    def _unseen(self, statement: Statement) -> bool:
        """Tell whether there is an answer that may not be seen: a ✓ stands in its place, and no points to click."""
        return self.given(statement) is not None and (self.covered or statement.id not in self.own)

    def _scores(self, statement: Statement, quiet: Style) -> list[Segment]:
        answer = self.given(statement)
        chosen = self.style_of("chosen")
        if self._unseen(statement):
            return [Segment(f"{'✓':^{SCORES}}", chosen)]
        return [
            Segment(f"[{sign}]", chosen) if point == answer else Segment(f" {sign} ", quiet)
            for point, sign in zip(POINTS, SIGNS, strict=True)
        ]

    def _watch_any(self) -> None:
        self.drawn_anew()

    def watch_session(self) -> None:
        """Draw the scores that changed."""
        self._on_its_way.clear()
        self.drawn_anew()

    watch_own = watch_covered = watch_voice = watch_remarked = _watch_any

    def watch_statements(self) -> None:
        """Begin at the first statement that is still open."""
        self._lines = []
        self.drawn_anew()
        self.cursor = next((row for row, s in enumerate(self.statements) if self.given(s) is None), 0)

    def action_score(self, place: int) -> None:
        """Give the statement under the cursor the point at this place, and go on to the next open one."""
        self._choose(self.cursor, POINTS[place])

    def action_clear(self) -> None:
        """Take the score under the cursor back."""
        if self.statements and not self.locked and self.given(self.statements[self.cursor]) is not None:
            self._give(self.statements[self.cursor], None)

    def _give(self, statement: Statement, answer: Answer | None) -> None:
        """Tell what was answered, and whose answer it is: by the time this is heard, somebody else may sit here."""
        if not self.stays(statement):
            self.post_message(ScoreGiven(self.perspective, self.voice, statement, answer))

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted row of scores, as from a paper ballot."""
        event.stop()
        for sign in event.text:
            if sign in SIGNS:
                self.action_score(SIGNS.index(sign))

    def _choose(self, row: int, answer: Answer) -> None:
        if not self.statements or self.locked:
            return
        statement = self.statements[row]
        if self.stays(statement):
            return
        self._on_its_way.add(statement.id)
        self._give(statement, answer)
        after = [*range(row + 1, self.count()), *range(row)]
        last = self.count() - 1
        self.cursor = next((place for place in after if self._open(place)), min(row + 1, last))

    def _open(self, row: int) -> bool:
        statement = self.statements[row]
        return self.given(statement) is None and statement.id not in self._on_its_way

    async def on_click(self, event: events.Click) -> None:
        """Score where a point was clicked; elsewhere only move."""
        row = self.row_at(event.y)
        if row is None:
            return
        place = event.x - (self._room(self.scrollable_content_region.width) + 3)
        if 0 <= place < SCORES and self._first_line(event.y) and not self._unseen(self.statements[row]):
            self.cursor = row
            self._choose(row, POINTS[place // CELL])
        else:
            self.cursor = row

    def _first_line(self, y: int) -> bool:
        return y + self.scroll_offset.y in self._tops
