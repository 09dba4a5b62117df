"""Ons beeld: one chart over all five perspectives, in the views that the group likes, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from reflectie_tui.model.comparison import Comparison, compare
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.insight import results
from reflectie_tui.model.progress import DISCUSS, READ, perspective_of
from reflectie_tui.model.signals import first_three, signals
from reflectie_tui.report.comparison_text import rounding_shows
from reflectie_tui.report.sentences import Told, all_told, called
from reflectie_tui.ui.cells import wrapped
from reflectie_tui.ui.earlier import earlier_sessions
from reflectie_tui.ui.host import bounds_of, host_of
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.session_screen import SessionScreen
from reflectie_tui.ui.widgets.chart import Chart
from reflectie_tui.ui.widgets.chart_rows import CHARTS, VIEWS, Seen, View, offered, rows, signs
from reflectie_tui.ui.widgets.edge import Edge
from reflectie_tui.ui.widgets.reading import Column, Reading
from reflectie_tui.ui.widgets.sub_models import measured_models
from reflectie_tui.ui.widgets.views import Tab, Views

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session
    from reflectie_tui.model.signals import Signal

TEXT = 80
"""The widest line that reads well."""
Earlier = tuple[tuple["Session", "ContentSet"], ...]


class ComparisonScreen(SessionScreen):
    """The chart, and under it what stands out; two of the views take the place of both."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,a", "next", "to_actions"),
        Binding("o,right", "open", "open_statements"),
        *(Binding(str(n), f"view('{view}')", show=False) for n, view in enumerate(VIEWS, start=1)),
        Binding("w", "who", "who"),
        Binding("space", "read_on", "more", key_display="space"),
    ]

    view: reactive[View] = reactive("voices", init=False)
    who: reactive[bool] = reactive(False, init=False)
    earlier: reactive[Earlier | Literal["unread", "reading"]] = reactive("unread", init=False)
    """The sessions that this one follows, once they have been read; empty where they are not here."""

    @dataclass
    class Read(Message):
        """The earlier sessions were read."""

        found: Earlier

    def compose_part(self) -> ComposeResult:
        """Yield the views, the chart, and under a line what stands out."""
        yield Views()
        yield Static(id="scale", classes="quiet")
        yield Chart()
        yield Static(id="legend", classes="quiet")
        yield Edge()
        yield Reading(id="found")
        yield Reading(id="models")

    # -- filling

    def on_mount(self) -> None:
        """Show the voices first, the cursor where the group came from, if it looked at one from here."""
        for what in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
            self.watch(self.query_one(Chart), what, self._tell_edge, init=False)
        self._fill()
        if (seen := perspective_of(host_of(self).seen_from_picture)) is not None:
            self.query_one(Chart).cursor = PERSPECTIVES.index(seen)
            host_of(self).seen_from_picture = ""
        self.query_one(Chart).focus()

    def watch_session(self) -> None:
        """Follow what somebody changes, as in the list of people."""
        if self.is_mounted and self.session is not None:
            self._fill()

    watch_content = watch_session

    def on_resize(self) -> None:
        """Lay everything out for the new width."""
        if self.session is not None:
            self.call_after_refresh(self._fill)

    def watch_view(self, view: View) -> None:
        """Show another view; the earlier sessions are read the first time that they are asked for."""
        if view == "earlier" and self.earlier == "unread":
            self.earlier = "reading"
            self._read_earlier()
        self._fill()
        self._found_column.scroll_home(animate=False)
        if view in CHARTS:
            self.query_one(Chart).focus()
        else:
            column = self.query_one("#models" if view == "models" else "#found").query_one(Column)
            column.scroll_home(animate=False)
            column.focus()
        self.refresh_bindings()

    def watch_who(self) -> None:
        """Show dots, or the letters of the names."""
        self._fill()

    def watch_earlier(self) -> None:
        """Show what was read."""
        if self.is_mounted:
            self._fill()

    def _fill(self) -> None:
        if not self.query(Views):
            return  # the group went on while this waited
        if self.view not in self._views:
            self.view = "voices"  # as when the last voice was taken out
            return
        words, views = self.words, self.query_one(Views)
        views.offered = tuple(
            Tab(view, str(place), words(f"comparison.view.{view}"), words(f"comparison.view_short.{view}"))
            for place, view in enumerate(VIEWS, start=1)
            if view in self._views
        )
        views.shown = self.view
        charted = self.view in CHARTS
        for selector, shown in (("#scale", charted), ("Chart", charted), ("#found", self.view != "models")):
            self.query_one(selector).display = shown
        self.query_one("#models").display = self.view == "models"
        self.query_one(Edge).display = self.view != "models"
        self._fill_chart()
        self._fill_legend()
        self._fill_found()
        if self.view == "models":
            page = measured_models(self.now, self.set, self.words, min(TEXT, self.size.width - 8))
            self.query_one("#models", Reading).show(page)
        self._tell_edge()

    @property
    def _views(self) -> list[View]:
        return offered(self.now)

    @property
    def _seen(self) -> Seen:
        return Seen(self.now, self.set, results(self.now, self.set), self.words)

    def _fill_chart(self) -> None:
        chart = self.query_one(Chart)
        if self.view in CHARTS:
            beside = self._beside_earlier()
            drawn = self.view != "earlier" or beside is not None
            chart.show(self.view, rows(self.view, self._seen, names=self.who, earlier=beside) if drawn else ())
            self.query_one("#scale", Static).update(Content(chart.header(self._cells) if drawn else ""))

    @property
    def _cells(self) -> int:
        return self.query_one(Chart).scrollable_content_region.width or self.size.width - 3

    def _fill_legend(self) -> None:
        legend = self.query_one("#legend", Static)
        text = ""
        if self.view == "voices" and self.who:
            text = " · ".join(
                f"{sign} {called(self.now, voice, self.words)}"
                for voice, sign in signs(self.now).items()
                if voice in self.now.participants
            )
        elif self.view == "earlier":
            text = self._said_of_earlier()
        legend.display = bool(text)
        legend.update(Content(text))

    def _beside_earlier(self) -> Comparison | None:
        """Return this session beside the earlier ones, where these have been asked for, read and found."""
        if self.view != "earlier" or isinstance(self.earlier, str) or not self.earlier:
            return None
        sessions, contents = zip(*self.earlier, strict=True)
        return compare([*sessions, self.now], [*contents, self.set])

    def _said_of_earlier(self) -> str:
        beside = self._beside_earlier()
        if beside is not None:
            told = [self.words("comparison.legend_earlier")] if beside.not_compared else []
            told += [self.words("report.compare.rounded")] if rounding_shows(beside) else []
            return " ".join(told)
        return self.words(f"comparison.{'reading' if isinstance(self.earlier, str) else 'earlier_gone'}")

    def _tell_edge(self) -> None:
        chart, edge = self.query_one(Chart), self.query_one(Edge)
        below = self.view in CHARTS and chart.scroll_target_y < chart.max_scroll_y
        edge.right = self.words("comparison.more") if below else ""

    def _fill_found(self) -> None:
        """Fill in what stands out: the three that matter most, or all of it."""
        found = signals(self.now, self.set)
        first = first_three(found)
        rest = [signal for signal in found if signal not in first]
        heading = self.words("comparison.found")
        if rest and self.view != "signals":
            heading = f"{heading} · {self.words('comparison.rest', n=len(rest))}"
        self.query_one(Edge).left = heading
        shown = [*first, *rest] if self.view == "signals" else first
        self.query_one("#found", Reading).show(self._found(shown))

    def _found(self, shown: list[Signal]) -> Content:
        """Return what stands out in words, or why there is nothing to tell."""
        words = self.words
        if shown:
            said = all_told(shown, self.now, self.set, words)
            return Content("\n\n").join(self._told(signal, each) for signal, each in zip(shown, said, strict=True))
        seen = any(self.now.revealed(key) for key in PERSPECTIVES)
        hidden = any(self.now.hides(key) for key in PERSPECTIVES)
        return Content(words(f"comparison.{'no_signals' if seen else 'all_hidden' if hidden else 'nothing'}"))

    def _told(self, signal: Signal, said: Told) -> Content:
        words = self.words
        colour = f"${signal.perspective}" if signal.perspective else "$foreground"
        lines = [Content.assemble((said.name, f"bold {colour}"), (f" · {said.perspective}", "$quiet"))]
        lines += self._indented(said.sentence)
        for key, text in (("question", said.question), ("first_step", said.first_step)):
            if text:
                lines += self._indented(words(f"signals.{key}", text=text))
        return Content("\n").join(lines)

    def _indented(self, text: str) -> list[Content]:
        return [Content(f"  {line}") for line in wrapped(text, min(TEXT, self.size.width - 8))]

    # -- earlier sessions

    @work(thread=True, exclusive=True, group="earlier")
    def _read_earlier(self) -> None:
        """Read the sessions that this one follows; in a thread, for there may be many files to look through."""
        host = host_of(self)
        language, bounds = self.words.language, bounds_of(host)
        found = earlier_sessions(self.now, host.sessions, host.content_sets, language, bounds)
        self.post_message(self.Read(found))

    @on(Read)
    def _take_earlier(self, event: Read) -> None:
        event.stop()
        self.earlier = event.found

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done here now."""
        if self.session is None:
            return True
        if action == "who":
            return self.view == "voices" and not self.now.anonymous and self.now.about.way != "together"
        if action == "open":
            return self.view in CHARTS
        if action == "read_on":
            return self.is_mounted and self.view in CHARTS and self._found_column.max_scroll_y > 0
        return super().check_action(action, parameters)

    @property
    def _found_column(self) -> Column:
        return self.query_one("#found").query_one(Column)

    def action_view(self, view: View) -> None:
        """Show another view, or say why it is not there."""
        self.app.clear_notifications()
        if view in self._views:
            self.view = view
            return
        why = view if len(self._views) > 1 else "yet"
        self.notify(self.words(f"comparison.no_view.{why}"), markup=False)

    def action_back(self) -> None:
        """Go back to the chart, and from there to where the group came from: the step before, or any other by `b`."""
        if self.view not in CHARTS:
            self.view = "voices"
        elif (step := host_of(self).aside_from) and step != self.step:
            self.post_message(StepChosen(step, looks_back=True))
        else:
            super().action_back()

    @on(Views.Chosen)
    def _chosen(self, event: Views.Chosen) -> None:
        event.stop()
        self.view = event.view

    def action_who(self) -> None:
        """Show dots, or the letters of the names."""
        self.who = not self.who

    def action_read_on(self) -> None:
        """Read on in what stands out; after the end, from the beginning."""
        column = self._found_column
        if column.more:
            column.scroll_page_down()
        else:
            column.scroll_home(animate=False)

    @on(Chart.Opened)
    def action_open(self) -> None:
        """Go to the statements of the perspective under the cursor; to its text where nothing is to be seen yet."""
        key = PERSPECTIVES[self.query_one(Chart).cursor]
        step = f"{key}.{DISCUSS if self.now.revealed(key) else READ}"
        host_of(self).seen_from_picture = step
        self.post_message(StepChosen(step))
