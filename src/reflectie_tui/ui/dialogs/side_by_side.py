"""What was written in an exercise, side by side, with the question to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from reflectie_tui.ui.cells import padded, wrapped
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.widgets.reading import Column, Reading

COLUMNS_FROM = 74
"""From this width on the three lines of an organisation stand beside each other."""
PARTY = 18


@dataclass(frozen=True)
class Row:
    """What one wrote: a sentence, or three lines; who is shown only where that is asked for, or is part of it."""

    who: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """All that was written at one time, under a line that leads it in."""

    lead: str
    heads: tuple[str, ...]
    """What stands above each column; empty for sentences."""
    rows: tuple[Row, ...]


class SideBySide(Dialog[None]):
    """Tables under each other: what was written now, and below it what was written the time before."""

    CSS_PATH = Path(__file__).with_name("exercise.tcss")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "who", "who"),
        Binding("escape,enter", "back", "done"),
    ]

    named: reactive[bool] = reactive(False, init=False)
    """Whether it stands beside each sentence who wrote it."""

    def __init__(self, question: str, tables: Sequence[Table], ask: str, *, may_name: bool) -> None:
        """Take the title, the tables, and the question to talk about."""
        super().__init__(question)
        self.tables = tables
        self.ask = ask
        self.may_name = may_name

    def compose_part(self) -> ComposeResult:
        """Yield the text that scrolls."""
        yield Reading()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(Reading).begin(self._text())

    def on_resize(self) -> None:
        """Lay the tables out for the new width."""
        self.call_after_refresh(self._fill)

    def watch_named(self) -> None:
        """Show who wrote what, or no longer."""
        self._fill()

    def _fill(self) -> None:
        if self.query(Reading):  # the group may have gone on while this waited
            self.query_one(Reading).show(self._text())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer names only where there are any that are not shown already."""
        return action != "who" or self.may_name

    def action_who(self) -> None:
        """Show who wrote what, or no longer."""
        self.named = not self.named

    def _text(self) -> Content:
        cells = max(24, min(104, self.query_one(Column).scrollable_content_region.width - 2))
        lines: list[Content] = []
        for number, table in enumerate(self.tables):
            lines += [Content.styled(line, "bold") for line in wrapped(table.lead, cells)]
            lines += [Content(""), *self._rows(table, cells), Content("")]
            if number == 0:
                lines += [*(Content.styled(line, "bold $accent") for line in wrapped(self.ask, cells)), Content("")]
        while lines and not lines[-1].plain:  # else there would seem to be more below
            lines.pop()
        return Content("\n").join(lines)

    def _rows(self, table: Table, cells: int) -> Iterator[Content]:
        if not table.heads:
            for row in table.rows:
                yield from _hanging("· ", row.lines[0], cells)
                if self.named:
                    yield Content.styled(f"  {row.who}", "$quiet")
        elif cells >= COLUMNS_FROM:
            yield from _beside(table, cells)
        else:
            for row in table.rows:
                yield Content.styled(row.who, "bold $primary")
                for head, line in zip(table.heads, row.lines, strict=True):
                    yield from _hanging("  ", f"{head}: {line}", cells)


def _hanging(front: str, text: str, cells: int) -> Iterator[Content]:
    lines = [line for part in text.split("\n") for line in wrapped(part, cells - len(front))]
    for number, line in enumerate(lines):
        yield Content((front if number == 0 else " " * len(front)) + line)


def _beside(table: Table, cells: int) -> Iterator[Content]:
    """Yield the rows of a table with a column for each line."""
    room = (cells - PARTY) // len(table.heads)
    heads = "".join(padded(head, room) for head in table.heads)
    yield Content.assemble(" " * PARTY, (heads, "bold $quiet"))
    for row in table.rows:
        columns = [wrapped(row.who, PARTY - 2)]
        for line in row.lines:
            columns.append([each for part in line.split("\n") for each in wrapped(part, room - 2)])
        for number in range(max(map(len, columns))):
            at = [column[number] if number < len(column) else "" for column in columns]
            rest = "".join(padded(cell, room) for cell in at[1:])
            yield Content.assemble((padded(at[0], PARTY), "bold $primary"), rest)
        yield Content("")
