"""How the app looks: its colours and the big screen, chosen by a key; and what is remembered until the next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Resize
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import SeverityLevel
from textual.widgets._toast import ToastHolder, ToastRack

from reflectie_tui.storage.settings import Settings, read_settings
from reflectie_tui.ui.host import BIG, LOOKS
from reflectie_tui.ui.keeping import Keeping
from reflectie_tui.ui.theme import DEFAULT, TERMINAL, THEMES

HIGH = 32
"""Lines from which on a page has some air above it on a big screen."""


class Looks(Keeping):
    """An app with themes, and with a mode for a screen on the wall."""

    BINDINGS: ClassVar[list[BindingType]] = [*LOOKS]

    def __init__(self, *, settings: Path | None = None, term: str = "", whole_lines: bool = False) -> None:
        """Take on the looks that are remembered in this file, before anything is drawn; without one, nothing is."""
        super().__init__(term=term, whole_lines=whole_lines)
        self._settings = settings
        for theme in THEMES:
            self.register_theme(theme)
        ours = [theme.name for theme in THEMES]
        kept = self._kept = read_settings(settings) if settings is not None else Settings()
        self.theme = kept.theme if kept.theme in ours and not self.no_color else self._fitting()
        self._hang(kept.big)

    def _fitting(self) -> str:
        """Return the theme to begin with: the terminal's own colours where it has no others, or none are wanted."""
        few = self.console.color_system in (None, "standard")
        return TERMINAL.name if self.no_color or few else DEFAULT

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters for each line: where no colours are wanted, the terminal's own are not made grey."""
        filters = super().get_line_filters()
        if not self.native_ansi_color:
            return filters
        return [NoColor() if isinstance(each, Monochrome) else each for each in filters]

    def action_light(self, on: int = 1) -> None:
        """Take the next theme, or the one before, and say which it is: two of them look alike at first sight."""
        names = [theme.name for theme in THEMES]
        place = (names.index(self.theme) + on) % len(names)
        self.theme = names[place]
        name = self.words(f"looks.{self.theme}")
        self.clear_notifications()
        self.notify(self.words("looks.told", name=name, place=place + 1, n=len(names)), markup=False)
        self._remember_looks(replace(self._kept, theme=self.theme))

    def action_big(self) -> None:
        """Show larger and with fewer things, for a screen on the wall; or as before."""
        self._hang(not self.has_class(BIG))
        self.refresh_css(animate=False)
        self.refresh_bindings()
        for screen in self.screen_stack:
            screen.call_after_refresh(screen.post_message, Resize(self.size, self.size))
        self.clear_notifications()
        self.notify(self.words("app.big" if self.has_class(BIG) else "app.not_big"), markup=False)
        self._remember_looks(replace(self._kept, big=self.has_class(BIG)))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something in passing; told again, it takes the place of what still stands there."""
        for told in [each for each in self._notifications if each.message == message]:
            self._unnotify(told)
        self._clear_places()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def clear_notifications(self) -> None:
        """Take away what is told in passing."""
        super().clear_notifications()
        self._clear_places()

    def leave_told(self) -> None:
        """Take away what was told of a page that is left; a warning stays until it has been read."""
        for told in [each for each in self._notifications if each.severity == "information"]:
            self._unnotify(told)
        self._clear_places()

    def _clear_places(self) -> None:
        """Take away where something was told that is gone: Textual leaves an empty line there, and they add up."""
        kept = {ToastRack._toast_id(each) for each in self._notifications}
        for screen in self.screen_stack:
            for holder in screen.query(ToastHolder):
                if holder.id not in kept:
                    holder.remove()

    def _hang(self, big: bool) -> None:
        """Be on a screen on the wall, where a high window has air above the page; or no longer."""
        self.set_class(big, BIG, update=False)
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")] if big else []

    def _remember_looks(self, settings: Settings) -> None:
        """Keep the looks for the next time; where that cannot be, say so once."""
        if self._settings is None:
            return
        if not self.remember(settings):
            self._settings = None
            self.notify(self.words("app.looks_not_kept"), timeout=8, markup=False)

    def remember(self, settings: Settings) -> bool:
        """Keep these settings for the next time, and tell whether that could be done."""
        if self._settings is None:
            return False
        from reflectie_tui.storage.errors import WriteError
        from reflectie_tui.storage.settings import write_settings

        try:
            write_settings(self._settings, settings)
        except WriteError:
            return False
        self._kept = settings
        return True
