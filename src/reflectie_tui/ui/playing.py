"""Playing with the example sessions: on a copy that is thrown away, with the way there and back."""

from __future__ import annotations

from pathlib import Path

from textual import on

from reflectie_tui.ui.messages import DemoAsked
from reflectie_tui.ui.opening import Opening
from reflectie_tui.ui.screens.start import StartScreen


class Playing(Opening):
    """An app in which the examples can be tried out."""

    playing: bool
    own_sessions: Path | None = None
    _examples: Path | None = None

    @on(DemoAsked)
    def demo(self) -> None:
        """Go on with a throw-away copy of the example sessions; from there, go back to the group's own.

        What was tried out among the examples is there again until the app stops.
        """
        if self.restricted or (self.playing and self.own_sessions is None):
            return
        if self.own_sessions is not None:
            self.sessions, self.own_sessions, self.playing = self.own_sessions, None, False
        else:
            self.sessions, self.own_sessions, self.playing = self.examples(), self.sessions, True
        if isinstance(self.screen, StartScreen):
            self.screen.read_again(self.example_to_look_at)

    def examples(self) -> Path:
        """Return a folder with a copy of the examples, which is thrown away when the app stops."""
        if self._examples is None:
            from reflectie_tui.storage.folders import demo_copy

            self._examples = self.until_the_end.enter_context(demo_copy())
        return self._examples

    @property
    def example_to_look_at(self) -> Path | None:
        """The example to begin with: the newest is half-way, and opens on a cover."""
        if not self.playing:
            return None
        from reflectie_tui.storage.folders import WHOLE_EXAMPLE

        return self.sessions / WHOLE_EXAMPLE
