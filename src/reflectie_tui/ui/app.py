"""The app: it owns the session, hears what the screens did, and gives it to the saver. Screens show what it holds."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen

from reflectie_tui.storage.settings import settings_file
from reflectie_tui.ui.lifeline import HANGUP, let_go
from reflectie_tui.ui.messages import (
    Change,
    ComparisonAsked,
    NewSessionAsked,
    SessionChosen,
    SessionLeft,
    SessionMade,
    StepChosen,
)
from reflectie_tui.ui.net import Ascii, Net
from reflectie_tui.ui.playing import Playing
from reflectie_tui.ui.screens.start import StartScreen
from reflectie_tui.ui.style_sheets import ParsedOnce
from reflectie_tui.words import Language, Words, language_of, load

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete

    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session
    from reflectie_tui.storage.content_files import ContentSets
    from reflectie_tui.ui.session_screen import SessionScreen

# The screens of a session, the model and the storage are imported when they are needed: after the first paint.


SETTLED = 1.0
"""Seconds after the first frame in which all that stays has been loaded."""


class ReflectieApp(Playing):
    """One owner of the session, one handler for changes, one place that saves."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, type[Screen[Any]]]] = {"start": StartScreen}  # type: ignore[assignment]
    DEFAULT_MODE = "start"

    def __init__(
        self,
        *,
        sessions: Path,
        sets: ContentSets | None = None,
        language: Language | None = None,
        open_file: Path | None = None,
        ascii_only: bool = False,
        whole_lines: bool = False,
        restricted: bool = False,
        demo: bool = False,
        settings: Path | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__(settings=settings, term=os.environ.get("TERM", ""), whole_lines=whole_lines)
        self.sessions = sessions
        self._sets = sets
        self.restricted = restricted
        self.language = language
        self.words: Words = load(language or language_of(*locale_wishes()))
        self._nets: list[LineFilter] = [Net(), Ascii()] if ascii_only else [Net()]
        self._open_file = open_file
        self._today = today
        self.playing = demo
        self._on_the_way: StepChosen | SessionMade | None = None
        self.ended_turns: set[tuple[str, str]] = set()
        self.aside_from = self.seen_from_picture = ""
        self.stylesheet = ParsedOnce(variables=self.get_css_variables())

    @property
    def today(self) -> date:
        """The day, as the machine has it."""
        return self._today or date.today()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that each line passes on its way to the terminal."""
        return [*super().get_line_filters(), *self._nets]

    def on_mount(self) -> None:
        """Hold the lifeline, and open the session that was asked for on the command line, if any."""
        if not self.is_headless:
            self._lifeline.start()
        self._look_at_size(self.size)
        if self._open_file is not None:
            self.post_message(SessionChosen(self._open_file))

    def on_ready(self) -> None:
        """Have the folder read once the first frame stands on the terminal."""
        if isinstance(self.screen, StartScreen):
            self.screen.call_later(self.screen.read_again, self.example_to_look_at)
        self.set_timer(SETTLED, look_for_garbage)

    # -- a session

    async def begin(self, session: Session, content: ContentSet, path: Path) -> None:
        """Show a session that has been read, where the group was in it."""
        from reflectie_tui.model.progress import current_step, passed_on

        self.session_path = path
        self.ended_turns = passed_on(session, content)
        self.aside_from = self.seen_from_picture = ""
        self.set_reactive(ReflectieApp.content, content)
        self.set_reactive(ReflectieApp.session, session)
        self.saving = "read_only" if self.read_only else "saved"
        step = current_step(session)
        go = partial(self._go, step, push=True)
        covered = step.endswith(".score")
        if covered and self.tour_once(go):
            return  # somebody's turn begins under a cover, and nothing stands before that
        await go()
        if not covered:
            self.tour_once()

    @on(SessionMade)
    async def begin_session(self, event: SessionMade) -> None:
        """Put a new session in its file, and begin it."""
        if self._waits(event):
            return
        from reflectie_tui.storage.errors import StorageError
        from reflectie_tui.storage.session_files import create

        try:
            path = create(event.session, self.sessions)
        except StorageError as error:
            self.tell(self.words("app.not_made"), error.text(self.words))
            return
        if self.screen_stack[1:]:
            await self.pop_screen()
        self.post_message(SessionChosen(path))

    @on(Change)
    def change(self, event: Change) -> None:
        """Take over what was done, and have it saved."""
        if self.session is None:
            return
        if self.read_only:
            self._tell_once(self.words("app.read_only"))
            return
        from reflectie_tui.ui.changes import SessionClosed, VoiceWithdrawn

        if self.session.closed and not isinstance(event, SessionClosed):
            self._tell_once(self.words("app.closed"))
            return
        self.keep(event.applied(self.session))
        if isinstance(event, VoiceWithdrawn):
            self.clear_backups(event.participant)

    def _tell_once(self, sentence: str) -> None:
        """Say why nothing changed; pressed again, it is not said on top of itself."""
        self.clear_notifications()
        self.notify(sentence, severity="warning", markup=False)

    # -- steps

    @on(StepChosen)
    async def choose_step(self, event: StepChosen) -> None:
        """Go to a step of the session; before the first is the list."""
        if self.session is None or self._waits(event):
            return
        if not event.step:
            self.leave_session()
            return
        if event.step != self.step:
            self.leave_told()
        if event.step != "comparison":
            self.aside_from = ""
        if event.step not in (self.seen_from_picture, "comparison"):
            self.seen_from_picture = ""
        changeable = not self.read_only and not self.session.closed
        if changeable and not event.looks_back and event.step != self.session.about.step:
            self.keep(self.session.with_about(step=event.step))
        await self._go(event.step)

    def _waits(self, event: StepChosen | SessionMade) -> bool:
        """Tell whether a way has to wait: a dialog came up between its key and now, and would be replaced by a page."""
        self._on_the_way = event if isinstance(self.screen, ModalScreen) else None
        return self._on_the_way is not None

    def pop_screen(self) -> AwaitComplete:
        """Take away what stands in front; where the group was on its way somewhere, it goes there now."""
        popped = super().pop_screen()
        if self._on_the_way is not None and not isinstance(self.screen, ModalScreen):
            event, self._on_the_way = self._on_the_way, None
            self.post_message(event)
        return popped

    async def _go(self, step: str, *, push: bool = False) -> None:
        kind = screen_of(step)
        if not push and type(self.screen) is kind:
            self.step = step
            return
        self.set_reactive(ReflectieApp.step, step)  # the screen that goes must not fill itself for it
        screen = kind()
        names = ("session", "content", "step", "saving")
        for name in names:
            screen.set_reactive(getattr(kind, name), getattr(self, name))
        screen.data_bind(*(getattr(ReflectieApp, name) for name in names))
        if push:
            await self.push_screen(screen)
        else:
            await self.switch_screen(screen)

    @on(SessionLeft)
    def leave_session(self) -> None:
        """Save, and go back to the list of sessions."""
        self._leave()

    @work(exclusive=True, group="stop")
    async def _leave(self) -> None:
        if not await self.all_kept():
            return
        self._on_the_way = None
        left, self.session_path = self.session_path, None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.session = None
        self.words = load(self.language or language_of(*locale_wishes()))
        if isinstance(self.screen, StartScreen):
            self.screen.read_again(left)

    # -- other ways

    @on(NewSessionAsked)
    def new_session(self, event: NewSessionAsked) -> None:
        """Ask what the new session is to be."""
        if self.session is not None:
            return  # it was asked for while one was being opened
        self.leave_told()
        from reflectie_tui.ui.screens.new_session import NewSessionScreen

        previous = None
        content: ContentSet | None = self.content_sets.usual(self.words.language)
        if event.previous is not None:
            earlier = self.read(event.previous)
            if earlier is None:
                return
            previous = earlier.session
            content = self.content_for(previous) or earlier.content
        if content is None:
            self.tell(self.words("app.not_made"), self.words("app.no_content"))
            return
        self.push_screen(NewSessionScreen(previous, content))

    @on(ComparisonAsked)
    def compare_sessions(self, event: ComparisonAsked) -> None:
        """Show two or more sessions side by side."""
        self.leave_told()
        from reflectie_tui.ui.screens.compare_sessions import CompareSessionsScreen

        opened = [each for path in event.paths if (each := self.read(path)) is not None]
        if len(opened) < len(event.paths):
            return
        contents = [each.content for each in opened if each.content is not None]
        if len(contents) < len(opened):
            self.tell(self.words("app.unreadable"), self.words("app.no_content"))
            return
        self.push_screen(CompareSessionsScreen([each.session for each in opened], contents))


def look_for_garbage() -> None:
    """Let Python look for garbage again where the start put that off, but not through what was loaded then."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def screen_of(step: str) -> type[SessionScreen]:
    """Return the screen that shows a step."""
    from reflectie_tui.ui.screens.actions import ActionsScreen
    from reflectie_tui.ui.screens.close import CloseScreen
    from reflectie_tui.ui.screens.comparison import ComparisonScreen
    from reflectie_tui.ui.screens.front_page import FrontPageScreen
    from reflectie_tui.ui.screens.perspective import PerspectiveScreen

    screens: dict[str, type[SessionScreen]] = {
        "front": FrontPageScreen,
        "review": ActionsScreen,
        "comparison": ComparisonScreen,
        "actions": ActionsScreen,
        "close": CloseScreen,
    }
    return screens.get(step, PerspectiveScreen)


def locale_wishes() -> tuple[str | None, ...]:
    """Return what the machine's own settings say about language."""
    return tuple(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))


def run(
    *,
    sessions: Path,
    sets: ContentSets | None,
    language: Language | None,
    open_file: Path | None = None,
    ascii_only: bool = False,
    whole_lines: bool = False,
    restricted: bool = False,
    demo: bool = False,
    say: Callable[[str], object] = print,
) -> int:
    """Show the app until it is left, say where all is kept, and return the exit status."""
    app = ReflectieApp(
        sessions=sessions,
        sets=sets,
        language=language,
        open_file=open_file,
        ascii_only=ascii_only,
        whole_lines=whole_lines,
        restricted=restricted,
        demo=demo,
        settings=settings_file(sessions if restricted else None),
    )
    with app.until_the_end:
        if demo:
            app.sessions = app.examples()
        app.run()
    if app.return_code == HANGUP:
        let_go()
    elif app.farewell and not app.return_code:
        say(app.farewell)
    return app.return_code or 0
