"""Less to send: of each frame only the cells that changed go to the terminal.

Textual writes the whole span of a line in which something changed. Over a slow line that is what people wait for. Here
each frame is compared with what stands on the terminal (`terminal_cells`), and what differs is written in the order
that takes the fewest bytes (`pieces`), with no more of a style than has to change (`sgr`). This leans on a few private
parts of Textual, named here and in `terminal_cells`; where they are not as we expect, Textual's own way is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.strip import Strip

from reflectie_tui.ui.terminal_cells import Cells

if TYPE_CHECKING:
    from textual.timer import Timer


def fits_textual(app: App[Any]) -> bool:
    """Tell whether the private parts of Textual that this file leans on are there."""
    names = ("_display", "_begin_update", "_end_update", "_batch_count", "_running", "_closed")
    return (
        all(hasattr(app, name) for name in (*names, "_previous_cursor_position"))
        and hasattr(Strip, "render_ansi")
        and hasattr(Strip([]), "_segments")
    )


class ChangedCells(App[Any]):
    """An app that sends only the cells that changed. `whole_lines` turns it off: Textual's own way is taken then."""

    whole_lines: bool = False
    NO_ERASE: ClassVar[tuple[str, ...]] = ("screen", "vt", "dumb", "ansi")
    """Kinds of terminal that erase to the default colour, whatever the current one is: the begin of $TERM."""

    HOLD: ClassVar[float] = 0.03
    """Seconds that a frame of which more than a third is new waits for the one after it: a new step is laid out twice,
    and drawn once. What a key in a list does is never held. A screen may have another `HOLD`."""

    _cells: Cells | None = None
    _held: Timer | None = None
    _term: str = ""

    def __init__(self, *, term: str = "", whole_lines: bool = False, **kwargs: Any) -> None:
        """Take the kind of terminal, as $TERM names it, and whether Textual's own way is wanted."""
        super().__init__(**kwargs)
        self._term = term
        self.whole_lines = self.whole_lines or whole_lines or not fits_textual(self)

    def forget_screen(self) -> None:
        """Know nothing any more of what stands on the terminal: something else wrote to it, or it changed itself."""
        if self._cells is not None:
            self._cells.forget()

    async def _on_resize(self, event: events.Resize) -> None:
        self.forget_screen()  # a terminal may shift its lines when its size changes

    def _display(self, screen: Any, renderable: Any) -> None:
        if (
            self.whole_lines
            or not isinstance(renderable, LayoutUpdate | ChopsUpdate)
            or self._driver is None
            or self._driver.is_inline
            or self._batch_count
            or not self._running
            or self._closed
            or self.is_headless
        ):
            if isinstance(renderable, CompositorUpdate):
                self.forget_screen()
            super()._display(screen, renderable)
            return
        try:
            self._send(renderable)
        finally:
            self.post_display_hook()

    def _send(self, update: LayoutUpdate | ChopsUpdate) -> None:
        begun = self._cells is not None and self._cells.size == self.size
        if self._cells is None or not begun:
            self._cells = Cells(self.size, erases=not self._term.startswith(self.NO_ERASE))
        self._cells.take(update, self.console)
        if self._held is not None:
            return
        hold = getattr(self.screen, "HOLD", self.HOLD)
        if hold and begun and self._cells.changed_lines * 3 > self.size.height:
            self._held = self.set_timer(hold, self._let_go)
        else:
            self._write_out()

    def _let_go(self) -> None:
        """Write the frame that was held, and all that came after it."""
        self._held = None
        self._write_out()

    def _write_out(self) -> None:
        if self._cells is None or self._driver is None or not self._running or self._closed:
            return
        sequence = self._cells.due()
        place = self.screen.outer_size.clamp_offset(self.cursor_position)
        moved = place != self._previous_cursor_position
        if not sequence and not moved:
            return
        self._previous_cursor_position = place
        if moved or self.cursor_position:  # where nobody types, the cursor is hidden and may stand anywhere
            sequence += f"\x1b[{place.y + 1};{place.x + 1}H"
        self._begin_update()
        self._driver.write(sequence)
        self._end_update()
        self._driver.flush()
