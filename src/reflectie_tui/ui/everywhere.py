"""What can be done on every screen: have it explained, go elsewhere, see who is here, find a thing by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen

from reflectie_tui.ui.looks import Looks
from reflectie_tui.ui.messages import StepChosen

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet

SLIVER = 16
"""Columns below which a scrollbar would take the room for which it came, go again, and so on without end."""

LIST = ""
"""The step before the first: the list of sessions."""

WIDE = 130
"""Columns from which on a page stands in the middle."""


class Everywhere(Looks):
    """An app with the keys that do the same on every screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", "palette", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-sliver"), (SLIVER, "-window"), (WIDE, "-wide")]

    content: reactive[ContentSet | None] = reactive(None, repaint=False)
    step: reactive[str] = reactive("", repaint=False)

    def __init__(self, *, settings: Path | None = None, term: str = "", whole_lines: bool = False) -> None:
        super().__init__(settings=settings, term=term, whole_lines=whole_lines)
        self._small_will_do = False

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Have a screen know the size of the window before it is filled: else all on it is styled and placed twice."""
        size = self.size
        for length, known in ((size.width, self.HORIZONTAL_BREAKPOINTS), (size.height, self.VERTICAL_BREAKPOINTS)):
            classes = known or []
            fitting = screen._get_breakpoint_classes(length, classes)
            screen.update_classes({name: name in fitting for _, name in classes}, animate=False)
        super()._load_screen_css(screen)

    async def on_event(self, event: events.Event) -> None:
        """Let a click go that hits what has just been taken away: Textual would stop on it."""
        if isinstance(event, events.MouseDown) and self._gone_at(event.x, event.y):
            return
        await super().on_event(event)

    def _gone_at(self, x: int, y: int) -> bool:
        widget, _ = self.screen.get_widget_and_offset_at(x, y)
        return widget is not None and widget.parent is None

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

    @work(exclusive=True, group="help")
    async def action_help(self) -> None:
        """Explain the screen."""
        from reflectie_tui.ui.dialogs.help import GUIDE, TOUR, Help
        from reflectie_tui.ui.dialogs.too_small import TooSmall
        from reflectie_tui.ui.widgets.keys import keys_of

        if isinstance(self.screen, Help | TooSmall):
            return
        name = help_name(self.screen, self.step, self.session.about.way if self.session is not None else "")
        here = [(key, word) for key, word, action in keys_of(self.screen, self.words) if action != "app.help"]
        anywhere = self._keys_anywhere()

        def keys() -> list[tuple[str, str]]:
            looks = self.words(f"looks.{self.theme}")
            return here + [(key, self.words(f"always.{word}", now=looks)) for key, word in anywhere]

        offered = [GUIDE, TOUR] if not isinstance(self.screen, ModalScreen) else [GUIDE] if name != GUIDE else []
        told = Help(self.words("always.title"), self.words(f"help.{name}"), keys, offered)
        if (wish := await self.push_screen_wait(told)) is not None:
            await self.run_action(wish)

    def action_guide(self) -> None:
        """Open the guide for who leads the talk."""
        from reflectie_tui.ui.dialogs.guide import Guide

        if not isinstance(self.screen, Guide):
            self.push_screen(Guide())

    def action_tour(self) -> None:
        """Show what a session is like, a card at a time."""
        from reflectie_tui.ui.dialogs.tour_cards import Tour

        if not isinstance(self.screen, Tour):
            self.push_screen(Tour())
            if not self.restricted:  # who has seen it need not see it again over the first session
                self.remember(replace(self._kept, toured=True))

    def tour_once(self, then: Callable[[], Awaitable[None]] | None = None) -> bool:
        """Show the tour to who has never seen it here, and go on after it; tell whether it is shown.

        Where it cannot be remembered that it was seen it is not shown: it would come back each time. Nor when
        restricted: on a server the settings are those of all who share the folder. F1 offers it there as well.
        """
        if self.restricted or self._kept.toured or isinstance(self.screen, ModalScreen):
            return False
        if not self.remember(replace(self._kept, toured=True)):
            return False
        from reflectie_tui.ui.dialogs.tour_cards import Tour

        def ended(_: None) -> None:
            if then is not None:
                self.call_later(then)

        self.push_screen(Tour(), ended)
        return True

    def _keys_anywhere(self) -> list[tuple[str, str]]:
        """Return the keys that do the same everywhere; some need a session, and no question that stands before it."""
        from reflectie_tui.ui.dialogs.hand_over import Gate

        asked = isinstance(self.screen, ModalScreen)
        gate = isinstance(self.screen, Gate)
        found = [("F1", "help")]
        found += [("F2", "steps"), ("F3", "people")] if self.session is not None and (not asked or gate) else []
        found += [("F4", "big"), ("F9", "light_now")]
        found += [("Ctrl+P", "palette")] if not asked else []
        return [*found, ("Ctrl+Q", "quit" if self.session is not None else "quit_list")]

    @work(exclusive=True, group="find")
    async def action_steps(self) -> None:
        """Choose a step to go to."""
        if self.session is not None and (step := await self.step_asked()) is not None:
            self.post_message(StepChosen(step))

    async def step_asked(self) -> str | None:
        """Ask which step of the session to go to; None where it stays as it is."""
        from reflectie_tui.ui.dialogs.choose import Choice, Find

        choices = [Choice(step, name) for step, name in self._step_names()]
        return await self.push_screen_wait(
            Find(self.words("steps.question"), choices, self.words("choose.placeholder"))
        )

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
        yield LIST, self.words("steps.list")

    def action_people(self) -> None:
        """Show who is here, and let somebody in or go."""
        if self.session is None or self.content is None:
            return
        from reflectie_tui.ui.dialogs.people import People

        dialog = People()
        for name in ("session", "content"):
            dialog.set_reactive(getattr(People, name), getattr(self, name))
        self.push_screen(dialog.data_bind(Everywhere.session, Everywhere.content))

    @work(exclusive=True, group="find")
    async def action_palette(self) -> None:
        """Offer everything that can be done here, by its name."""
        from reflectie_tui.ui.dialogs.choose import Choice, Find
        from reflectie_tui.ui.widgets.keys import do, keys_of

        screen = self.screen
        choices = [Choice(f"do {action}", word, key) for key, word, action in keys_of(screen, self.words) if action]
        if self.session is not None:
            choices += [Choice(f"go {step}", name) for step, name in self._step_names()]
        names = [("app.people", "people", "F3")] if self.session is not None else []
        names += [("app.help", "help", "F1"), ("app.big", "big", "F4"), ("app.light", "light", "F9")]
        names += [("app.guide", "guide", "F1 g"), ("app.tour", "tour", "F1 r"), ("app.quit", "quit", "Ctrl+Q")]
        choices += [Choice(f"do {action}", self.words(f"always.{word}"), key) for action, word, key in names]
        # what has a key here may stand among what can be done anywhere
        each = {choice.id: choice for choice in choices}
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


def help_name(screen: Screen[object], step: str, way: str) -> str:
    """Return under which name a screen is explained in the words: its module, or the part of a perspective."""
    name = (
        getattr(screen, "explained_as", "") or getattr(screen, "HELP", "") or type(screen).__module__.rpartition(".")[2]
    )
    if name != "perspective":
        return name
    part = step.rpartition(".")[2]
    own = {"fingers": {"score": "fingers"}, "together": {"score": "together", "discuss": "discuss_together"}}
    return own.get(way, {}).get(part, part)
