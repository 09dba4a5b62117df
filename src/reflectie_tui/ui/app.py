"""The app: it owns the session, hears what the screens did, and gives it to the saver. Screens show what it holds."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ScreenStackError
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen

from reflectie_tui.ui.changed_cells import ChangedCells
from reflectie_tui.ui.lifeline import HANGUP, Lifeline, let_go, write_crash
from reflectie_tui.ui.messages import (
    Change,
    ComparisonAsked,
    DemoAsked,
    NewSessionAsked,
    SessionChosen,
    SessionLeft,
    SessionMade,
    StepChosen,
    VoiceWithdrawn,
)
from reflectie_tui.ui.net import Ascii, Net
from reflectie_tui.ui.screens.start import StartScreen
from reflectie_tui.ui.theme import DEFAULT, THEMES
from reflectie_tui.words import Language, Words, language_of, load

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session
    from reflectie_tui.storage.content_files import ContentSets
    from reflectie_tui.storage.saver import Saver, SaveState
    from reflectie_tui.storage.session_files import Opened
    from reflectie_tui.ui.session_screen import SessionScreen

LAST_KEYS = 1.0
"""Seconds that the last keys have to be taken in before the app stops."""

# The screens of a session, the model and the storage are imported when they are needed: after the first paint.


class ReflectieApp(ChangedCells):
    """One owner of the session, one handler for changes, one place that saves."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, type[Screen[Any]]]] = {"start": StartScreen}  # type: ignore[assignment]
    DEFAULT_MODE = "start"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,f10", "quit", "quit", show=False, priority=True),
        Binding("ctrl+c", "how_to_stop", show=False, system=True),
        Binding("ctrl+p", "palette", "palette", show=False),
        Binding("f9", "light", "light", show=False),
    ]

    session: reactive[Session | None] = reactive(None)
    content: reactive[ContentSet | None] = reactive(None)
    step: reactive[str] = reactive("")
    saving: reactive[str] = reactive("")

    def __init__(
        self,
        *,
        sessions: Path,
        sets: ContentSets,
        language: Language | None = None,
        open_file: Path | None = None,
        ascii_only: bool = False,
        restricted: bool = False,
        demo: bool = False,
        today: date | None = None,
    ) -> None:
        super().__init__(term=os.environ.get("TERM", ""))
        self.sessions = sessions
        self.content_sets = sets
        self.restricted = restricted
        self.language = language
        self.words: Words = load(language or language_of(*locale_wishes()))
        self.session_path: Path | None = None
        self.read_only = False
        self._nets: list[LineFilter] = [Net(), Ascii()] if ascii_only else [Net()]
        self._open_file = open_file
        self._today = today
        self._saver: Saver | None = None
        self._demo = demo
        self._small_will_do = False
        self.until_the_end = ExitStack()
        self._lifeline = Lifeline(self._save_now, self._leave_from_outside)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

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
        if self._demo:
            self.notify(self.words("app.demo"), timeout=12, markup=False)
        if self._open_file is not None:
            self.post_message(SessionChosen(self._open_file))

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window has become too small."""
        self._look_at_size(event.size)

    def _look_at_size(self, size: Size) -> None:
        from reflectie_tui.ui.dialogs.too_small import TooSmall, too_small

        if self._small_will_do or not too_small(size) or any(isinstance(each, TooSmall) for each in self.screen_stack):
            return

        def go_on(anyhow: bool | None) -> None:
            self._small_will_do = bool(anyhow)

        self.push_screen(TooSmall(), go_on)

    # -- a session

    @on(SessionChosen)
    async def open_session(self, event: SessionChosen) -> None:
        """Read a session file and go to where the group was."""
        opened = self._read(event.path)
        if opened is None:
            return
        if self.language is None:
            self.words = load(language_of(opened.session.about.language))
        self.read_only = opened.read_only
        content = self._content_for(opened.session) or opened.content
        if content is None:
            from reflectie_tui.model.borrowed import borrowed_content

            content = borrowed_content(self.content_sets.usual(self.words.language), opened.session)
        for warning in opened.warnings:
            self.notify(Content(self.words.fault(warning)).plain, severity="warning", timeout=12, markup=False)
        if opened.read_only:
            self.notify(self.words("app.read_only"), severity="warning", timeout=12, markup=False)
        else:
            self._begin_saving(opened)
        await self._begin(opened.session, content, opened.path)

    def _content_for(self, session: Session) -> ContentSet | None:
        return self.content_sets.get(session.about.content, self.words.language)

    def _read(self, path: Path) -> Opened | None:
        """Read a session; where that cannot be, say why and return None."""
        from reflectie_tui.storage.errors import SessionFileError
        from reflectie_tui.storage.session_files import read_session

        try:
            return read_session(path, self.content_sets)
        except SessionFileError as error:
            self._tell(self.words("app.unreadable"), error.text(self.words))
            return None

    def _begin_saving(self, opened: Opened) -> None:
        from reflectie_tui.storage.saver import Saver
        from reflectie_tui.storage.sitting import Sitting

        self._saver = Saver(Sitting(opened), self._hear_saver, lambda: datetime.now().astimezone())

    async def _begin(self, session: Session, content: ContentSet, path: Path) -> None:
        from reflectie_tui.model.progress import current_step

        self.session_path = path
        self.set_reactive(ReflectieApp.content, content)
        self.set_reactive(ReflectieApp.session, session)
        self.saving = "read_only" if self.read_only else "saved"
        await self._go(current_step(session), push=True)

    @on(SessionMade)
    async def begin_session(self, event: SessionMade) -> None:
        """Put a new session in its file, and begin it."""
        from reflectie_tui.storage.errors import StorageError
        from reflectie_tui.storage.session_files import create

        try:
            path = create(event.session, self.sessions)
        except StorageError as error:
            self._tell(self.words("app.not_made"), error.text(self.words))
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
            self.notify(self.words("app.read_only"), severity="warning", markup=False)
            return
        from reflectie_tui.ui.messages import SessionClosed

        if self.session.closed and not isinstance(event, SessionClosed):
            self.notify(self.words("app.closed"), severity="warning", markup=False)
            return
        self._take(event.applied(self.session))

    def _take(self, session: Session) -> None:
        self.session = session
        if self._saver is not None:
            self._saver.give(session)

    @on(VoiceWithdrawn)
    def clear_backups(self, event: VoiceWithdrawn) -> None:
        """Take a voice that left out of the backups too."""
        if self.session is None or self.session.closed or self._saver is None or self.read_only:
            return
        from reflectie_tui.storage.errors import StorageError

        try:
            self._saver.sitting.clear_voice_from_backups(self.session.about.id, event.participant)
        except StorageError as error:
            self._tell(self.words("app.not_cleared"), error.text(self.words))

    def _hear_saver(self, state: SaveState) -> None:
        self.call_later(self._show_saving, state)

    def _show_saving(self, state: SaveState) -> None:
        self.saving = state.kind
        if state.kind == "conflict" and state.path is not None:
            self.session_path = state.path
            self._tell(self.words("app.conflict"), self.words("app.conflict_detail", file=state.path.name))
            self.saving = "saved"
        elif state.kind == "failed" and state.fault is not None:
            self.notify(self.words.fault(state.fault), severity="error", timeout=15, markup=False)

    # -- steps

    @on(StepChosen)
    async def choose_step(self, event: StepChosen) -> None:
        """Go to a step of the session; before the first is the list."""
        if self.session is None:
            return
        if not event.step:
            await self.leave_session()
            return
        if not self.read_only and not self.session.closed and event.step != self.session.about.step:
            self._take(self.session.with_about(step=event.step))
        await self._go(event.step)

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
    async def leave_session(self) -> None:
        """Save, and go back to the list of sessions."""
        self._stop_saving()
        left, self.session_path = self.session_path, None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.session = None
        self.words = load(self.language or language_of(*locale_wishes()))
        if isinstance(self.screen, StartScreen):
            self.screen.read_again(left)

    def _stop_saving(self) -> None:
        if self._saver is not None:
            self._saver.now()
            self._saver.close()
            self._saver = None

    # -- other ways

    @on(NewSessionAsked)
    def new_session(self, event: NewSessionAsked) -> None:
        """Ask what the new session is to be."""
        from reflectie_tui.ui.screens.new_session import NewSessionScreen

        previous = None
        content: ContentSet | None = self.content_sets.usual(self.words.language)
        if event.previous is not None:
            earlier = self._read(event.previous)
            if earlier is None:
                return
            previous = earlier.session
            content = self._content_for(previous) or earlier.content
        if content is None:
            self._tell(self.words("app.not_made"), self.words("app.no_content"))
            return
        self.push_screen(NewSessionScreen(previous, content))

    @on(ComparisonAsked)
    def compare_sessions(self, event: ComparisonAsked) -> None:
        """Show two or more sessions side by side."""
        from reflectie_tui.ui.screens.compare_sessions import CompareSessionsScreen

        opened = [each for path in event.paths if (each := self._read(path)) is not None]
        if len(opened) < len(event.paths):
            return
        contents = [each.content for each in opened if each.content is not None]
        if len(contents) < len(opened):
            self._tell(self.words("app.unreadable"), self.words("app.no_content"))
            return
        self.push_screen(CompareSessionsScreen([each.session for each in opened], contents))

    @on(DemoAsked)
    def demo(self) -> None:
        """Go on with a throw-away copy of the example sessions."""
        from reflectie_tui.storage.folders import demo_copy

        self.sessions = self.until_the_end.enter_context(demo_copy())
        self.notify(self.words("app.demo"), timeout=12, markup=False)
        if isinstance(self.screen, StartScreen):
            self.screen.read_again()

    # -- keys

    async def action_quit(self) -> None:
        """Take in what was typed just before, save, and stop."""
        self._stop()

    @work(exclusive=True, group="stop")
    async def _stop(self) -> None:
        await self.taken_in()
        self._stop_saving()
        self.exit(0)

    async def taken_in(self) -> None:
        """Wait until the keys that were typed have done what they do, and a screen that they opened is there.

        A key goes up from the focus to the app, which looks what it does; what comes of that goes the same way; and
        then there may be another focus.
        """
        with suppress(TimeoutError, ScreenStackError):
            async with asyncio.timeout(LAST_KEYS):
                for _ in range(3):
                    for node in (self.focused or self.screen).ancestors_with_self:
                        passed = asyncio.Event()
                        if node.call_later(passed.set):
                            await passed.wait()

    def action_how_to_stop(self) -> None:
        """Say how to stop: ctrl+c is what many try first."""
        self.notify(self.words("app.how_to_stop"), markup=False)

    def action_light(self) -> None:
        """Change between dark and light."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    @work(exclusive=True, group="help")
    async def action_help(self) -> None:
        """Explain the screen."""
        from reflectie_tui.ui.dialogs.help import Help
        from reflectie_tui.ui.widgets.keys import keys_of

        if isinstance(self.screen, Help):
            return
        in_the_open = self.session is not None and self.session.about.way in ("fingers", "together")
        name = help_name(self.screen, self.step, in_the_open)
        keys = [(key, word) for key, word, action in keys_of(self.screen, self.words) if action != "app.help"]
        keys += [(key, self.words(f"always.{word}")) for key, word in self._keys_anywhere()]
        await self.push_screen_wait(Help(self.words("always.title"), self.words(f"help.{name}"), keys))

    def _keys_anywhere(self) -> list[tuple[str, str]]:
        """Return the keys that do the same everywhere; some need a session, and no question that stands before it."""
        found = [("F1", "help")]
        if not isinstance(self.screen, ModalScreen):
            found += [("F2", "steps"), ("F3", "people")] if self.session is not None else []
            found += [("F9", "light"), ("Ctrl+P", "palette")]
        return [*found, ("Ctrl+Q", "quit")]

    @work(exclusive=True, group="help")
    async def action_steps(self) -> None:
        """Choose a step to go to."""
        if self.session is None:
            return
        from reflectie_tui.ui.dialogs.choose import Choice, Find

        choices = [Choice(step, name) for step, name in self._step_names()]
        dialog = Find(self.words("steps.question"), choices, self.words("choose.placeholder"))
        step = await self.push_screen_wait(dialog)
        if step is not None:
            self.post_message(StepChosen(step))

    def _step_names(self) -> Iterator[tuple[str, str]]:
        from reflectie_tui.model.progress import perspective_of, steps

        assert self.session is not None and self.content is not None
        for step in steps(self.session):
            perspective = perspective_of(step)
            if perspective is None:
                yield step, self.words(f"steps.{step}")
            else:
                name = self.content.perspective(perspective).name
                part = step.rpartition(".")[2]
                yield step, f"{name} · {self.words(f'steps.{part}')}"

    def action_people(self) -> None:
        """Show who is here, and let somebody in or go."""
        if self.session is None or self.content is None:
            return
        from reflectie_tui.ui.dialogs.people import People

        dialog = People()
        for name in ("session", "content"):
            dialog.set_reactive(getattr(People, name), getattr(self, name))
        self.push_screen(dialog.data_bind(ReflectieApp.session, ReflectieApp.content))

    @work(exclusive=True, group="help")
    async def action_palette(self) -> None:
        """Offer everything that can be done here, by its name."""
        from reflectie_tui.ui.dialogs.choose import Choice, Find
        from reflectie_tui.ui.widgets.keys import do, keys_of

        screen = self.screen
        choices = [Choice(f"do {action}", word, key) for key, word, action in keys_of(screen, self.words) if action]
        if self.session is not None:
            choices += [Choice(f"go {step}", name) for step, name in self._step_names()]
        names = [("app.people", "people", "F3")] if self.session is not None else []
        names += [("app.help", "help", "F1"), ("app.light", "light", "F9"), ("app.quit", "quit", "Ctrl+Q")]
        choices += [Choice(f"do {action}", self.words(f"always.{word}"), key) for action, word, key in names]
        each = {
            choice.id: choice for choice in choices
        }  # what has a key here may stand among what can be done anywhere
        chosen = await self.push_screen_wait(
            Find(self.words("choose.palette"), list(each.values()), self.words("choose.placeholder"))
        )
        if chosen is None:
            return
        kind, _, what = chosen.partition(" ")
        if kind == "go":
            self.post_message(StepChosen(what))
        else:
            await do(screen, what)

    # -- when the line goes

    def get_driver_class(self) -> type[Driver]:
        """Return the driver: on a terminal our own, which survives any input; in a browser Textual's for that."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from reflectie_tui.ui.driver import SteadyDriver

        return SteadyDriver

    def terminal_lost(self) -> None:
        """Save and leave: the keyboard is gone. Called by the driver, from its own thread."""
        self._lifeline.end(HANGUP)

    def _save_now(self) -> None:
        if self._saver is not None:
            self._saver.now()

    def _leave_from_outside(self, status: int) -> None:
        """Ask the app to leave, from a signal or another thread. The watchdog does it where the loop is stuck."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(partial(self.exit, return_code=status))

    def _fatal_error(self) -> None:
        """Stop after a fault of our own: quietly, with what was answered saved, and no private text on the screen."""
        from platformdirs import user_cache_path
        from rich.text import Text

        self._save_now()
        error = sys.exc_info()[1] or self._exception
        moment = datetime.now().strftime("%Y-%m-%d-%H%M%S")
        path = write_crash(user_cache_path("reflectie"), error, moment) if error is not None else None
        message = self.words("app.crash")
        if path is not None:
            message += "\n" + self.words("app.crash_file", file=path)
        self._exit_renderables[:] = [Text(message)]
        self._close_messages_no_wait()

    def _tell(self, question: str, detail: str) -> None:
        from reflectie_tui.ui.dialogs.notice import Notice

        self.push_screen(Notice(question, detail))


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


def help_name(screen: Screen[object], step: str, in_the_open: bool) -> str:
    """Return under which name a screen is explained in the words: its module, or the part of a perspective."""
    name = getattr(screen, "HELP", "") or type(screen).__module__.rpartition(".")[2]
    if name != "perspective":
        return name
    part = step.rpartition(".")[2]
    return "fingers" if part == "score" and in_the_open else part


def locale_wishes() -> tuple[str | None, ...]:
    """Return what the machine's own settings say about language."""
    return tuple(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))


def run(
    *,
    sessions: Path,
    sets: ContentSets,
    language: Language | None,
    open_file: Path | None = None,
    ascii_only: bool = False,
    restricted: bool = False,
    demo: bool = False,
) -> int:
    """Show the app until it is left, and return the exit status."""
    app = ReflectieApp(
        sessions=sessions,
        sets=sets,
        language=language,
        open_file=open_file,
        ascii_only=ascii_only,
        restricted=restricted,
        demo=demo,
    )
    with app.until_the_end:
        app.run()
    if app.return_code == HANGUP:
        let_go()
    return app.return_code or 0
