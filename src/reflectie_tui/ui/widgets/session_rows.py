"""The list of sessions: a row each, under the name of the sub-folder where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive

from reflectie_tui.model.plain_text import folded, told_apart
from reflectie_tui.storage.file_names import is_copy
from reflectie_tui.ui.cells import fitted, padded, width
from reflectie_tui.ui.host import is_big, words_of
from reflectie_tui.ui.signs import CLOSED, SIGNS
from reflectie_tui.ui.theme import PERSPECTIVE_COLOURS
from reflectie_tui.ui.widgets.rows import NO_ROW, Rows
from reflectie_tui.words import Words

if TYPE_CHECKING:
    from reflectie_tui.storage.folders import Entry

MARK = 4
"""The bar of the cursor, and the sign of what is marked: a click there marks."""
DATE, PEOPLE, FAR, ACTIONS = 13, 9, 8, 8
NARROW = 66
"""Below this width the number of people is left to the preview."""
BIG_LEAST_AIR = 1
"""Open lines between two sessions on a big screen, also where that makes the list go on below."""


class SessionRows(Rows):
    """One line a session: date, title, people, five signs of progress, open actions.

    On a big screen only date, title and signs, with open lines between them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{name}" for name in PERSPECTIVE_COLOURS}

    entries: reactive[tuple[Entry, ...]] = reactive((), repaint=False, always_update=True)
    marked: reactive[frozenset[Path]] = reactive(frozenset(), repaint=False)

    class Opened(Message):
        """A session was clicked twice."""

    class MarkAsked(Message):
        """Somebody clicked where the sign of what is marked stands."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows_drawn: dict[tuple[int, bool, bool], list[list[Segment]]] = {}
        self._between = 0
        self._behind: dict[Path, str] = {}

    @property
    def here(self) -> Entry | None:
        """The session under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def count(self) -> int:
        """Return the number of sessions."""
        return len(self.entries)

    def above(self, row: int, cells: int) -> list[list[Segment]]:
        """Return the name of the sub-folder above its first session."""
        group = self.entries[row].group
        if (self.entries[row - 1].group if row else "") == group:
            return []
        name = fitted(group.replace("/", " / "), cells - 2)
        return [*([[]] if row else []), [Segment(f"  {name}", self.style_of("strong"))]]

    def draw(self, row: int, cells: int) -> list[list[Segment]]:
        """Return the line of a session; drawn once for each look that it can have."""
        look = (row, row == self.cursor, self.entries[row].path in self.marked)
        if look not in self._rows_drawn:
            self._rows_drawn[look] = [self._line(*look, cells)]
        return self._rows_drawn[look]

    def _line(self, row: int, here: bool, marked: bool, cells: int) -> list[Segment]:
        entry, words = self.entries[row], words_of(self)
        quiet, mark = self.style_of("quiet"), self.style_of("mark")
        front = [Segment("▌ " if here else "  ", mark), Segment("✓ " if marked else "  ", mark)]
        if entry.error is not None:
            said = words("start.unreadable")
            name = padded(entry.file.rpartition("/")[2], max(8, cells - MARK - width(said) - 2))
            return [*front, Segment(f"{name}  ", quiet), Segment(said, mark)]
        title, people, actions = columns(cells, big=is_big(self))
        day = words.short_day(entry.date) if entry.date else ""
        count = str(entry.participants) if entry.participants else ""
        behind = f" ({words('start.copy')})" if is_copy(entry.path) else self._behind.get(entry.path, "")
        called = fitted(entry.title or "", title - 1 - width(behind)) + behind
        line = [*front, Segment(padded(day, DATE), quiet), Segment(padded(called, title))]
        if people:
            line.append(Segment(f"{count:>{people - 3}}   "))
        for name, state in zip(PERSPECTIVE_COLOURS, entry.states, strict=False):
            line.append(Segment(SIGNS[state], self.style_of(name)))
        line.append(Segment((f" {CLOSED}" if entry.closed else "").ljust(FAR - len(entry.states)), quiet))
        if entry.open_actions and actions:
            line.append(Segment(words("start.open_actions", n=entry.open_actions)))
        return line

    def heads(self) -> str:
        """Return the heads of the columns."""
        words = words_of(self)
        title, people, actions = columns(self.scrollable_content_region.width, big=is_big(self))
        names = [("date", DATE), ("title", title), ("people", people), ("how_far", FAR), ("actions", actions)]
        return " " * MARK + "".join(padded(words(f"start.{name}"), cells) for name, cells in names if cells)

    # -- changes

    def drawn_anew(self) -> None:
        """Give each row its line; it is drawn when it comes into view, since there may be ten thousand."""
        if not self.is_attached or self.size.width == 0:
            return
        if not self._lines:  # another width, other colours, other sessions
            self._rows_drawn.clear()
            self._styles.clear()
        cells = self.scrollable_content_region.width
        lines: list[tuple[int, list[Segment]]] = []
        self._tops = []
        headed = [self.above(row, cells) for row in range(self.count())]
        self._between = self._air(len(headed) + sum(len(above) for above in headed), len(headed))
        for row, above in enumerate(headed):
            lines += [(NO_ROW, [])] * self._between if row else []
            self._tops.append(len(lines))
            lines += [(NO_ROW, segments) for segments in above]
            lines.append((row, []))
        self._lines = lines
        self.virtual_size = Size(cells, len(lines))
        self.refresh()

    def _air(self, lines: int, rows: int) -> int:
        """Return how many lines are left open between two sessions: on a big screen always some."""
        return max(super()._air(lines, rows), BIG_LEAST_AIR if is_big(self) else 0)

    def segments_at(self, place: int) -> list[Segment]:
        """Return what stands on a line: a session, or what stands above one."""
        row, above = self._lines[place]
        return above if row == NO_ROW else self.draw(row, self.scrollable_content_region.width)[0]

    def watch_entries(self) -> None:
        """Draw other sessions."""
        self._lines, self._tops = [], []
        self.drawn_anew()
        self.cursor = self.cursor  # there may be fewer now
        self.refresh()

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Draw the two rows that look otherwise now, and no other."""
        for row in {before, cursor}:
            if row < len(self._tops):
                below = self._tops[row + 1] - self._between if row + 1 < len(self._tops) else len(self._lines)
                place = below - 1
                self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))
        self.show_cursor()
        self.post_message(self.Moved(self, cursor))

    def watch_marked(self) -> None:
        """Draw the marks that changed."""
        self.drawn_anew()

    def show(self, found: tuple[Entry, ...], among: Iterable[Entry]) -> None:
        """Show the sessions that were found; a number stays with its session, whatever is looked for."""
        self._behind = _numbers(among)
        self.entries = found

    def put_on(self, path: Path | None) -> None:
        """Put the cursor on this file, where it is in the list."""
        place = next((row for row, entry in enumerate(self.entries) if entry.path == path), None)
        self.cursor = self.cursor if place is None else place

    def action_page(self, pages: int) -> None:
        """Move a page up or down."""
        self.cursor += pages * max(1, self.size.height // (1 + self._between) - 1)

    async def on_click(self, event: events.Click) -> None:
        """Go to the session that was clicked; at its left edge mark it; with a second click open it."""
        row = self.row_at(event.y)
        if row is None:
            return
        self.cursor = row
        if event.x < MARK:
            self.post_message(self.MarkAsked())
        elif event.chain == 2:
            self.post_message(self.Opened())


def columns(cells: int, *, big: bool) -> tuple[int, int, int]:
    """Return the width of the title, of the number of people, and of the open actions; 0 for what is not shown."""
    people = PEOPLE if cells >= NARROW and not big else 0
    actions = 0 if big else ACTIONS
    return max(8, cells - MARK - DATE - people - FAR - actions), people, actions


def _numbers(entries: Iterable[Entry]) -> dict[Path, str]:
    """Return what stands behind the titles of sessions that would look alike: of one title, day and folder."""
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        if entry.error is None and not is_copy(entry.path):
            alike.setdefault((entry.group, entry.date, entry.title), []).append(entry)
    return {
        entry.path: number
        for twins in alike.values()
        if len(twins) > 1
        # by their files, x.toml before x-2.toml, so that a number stays with its session
        for entry, number in zip(
            sorted(twins, key=lambda entry: (len(entry.file), entry.file)), told_apart([""] * len(twins)), strict=True
        )
    }


def in_groups(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the sessions by sub-folder: those of the folder itself first, then the sub-folder of the newest."""
    groups: dict[str, list[Entry]] = {"": []}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return tuple(entry for group in groups.values() for entry in group)


def found_by(wish: str, entry: Entry, words: Words) -> bool:
    """Tell whether all parts of a wish stand in a session's title, its file, or its date."""
    if not wish.strip():
        return True
    day = words.day(entry.date) if entry.date else ""
    text = folded(f"{entry.title or ''} {entry.file} {day}")
    return all(part in text for part in folded(wish).split())
