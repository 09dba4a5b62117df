"""The last page of a session: what came of it on one screen, a report to hand over, and closing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.insight import PerspectiveResult, perspective_result
from reflectie_tui.model.progress import left_open
from reflectie_tui.model.records import DISAGREE
from reflectie_tui.model.session import natural
from reflectie_tui.report.sentences import action_facts
from reflectie_tui.ui.cells import padded, width, wrapped
from reflectie_tui.ui.changes import SessionClosed
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.notice import Notice
from reflectie_tui.ui.host import host_of, page_width
from reflectie_tui.ui.messages import SessionLeft
from reflectie_tui.ui.session_screen import SessionScreen
from reflectie_tui.ui.widgets.action_list import SIGNS
from reflectie_tui.ui.widgets.reading import Reading

if TYPE_CHECKING:
    from reflectie_tui.model.session import Session

HEADING = "bold $primary"


class CloseScreen(SessionScreen):
    """What stands where, what is still open, and what can be done with it."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,s", "close_session", "close_session"),
        Binding("x", "export", "export_report"),
        Binding("h", "reopen", "reopen"),
        Binding("enter,l", "leave", "to_list"),
    ]

    def compose_part(self) -> ComposeResult:
        """Yield the heading and the summary."""
        yield Static(id="heading")
        yield Reading()

    def on_mount(self) -> None:
        """Begin at the top."""
        self._begin()

    def _begin(self) -> None:
        self.query_one(Reading).begin(Content(""))
        self._fill()

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        """Follow the session; where it is closed or opened here, what can be done now stands at the top."""
        if not self.is_mounted or session is None:
            return
        if before is not None and before.closed != session.closed:
            self._begin()
        else:
            self._fill()

    def on_resize(self) -> None:
        """Lay it out for the new width."""
        if self.session is not None:
            self._fill()

    # -- the summary

    def _fill(self) -> None:
        session, words = self.now, self.words
        facts = [words.day(session.about.date), words("report.participants", n=len(session.participants))]
        left, right = words("close.heading"), " · ".join(facts)
        gap = " " * max(2, page_width(self) - 4 - width(left) - width(right))
        self.query_one("#heading", Static).update(Content.assemble((left, HEADING), gap, (right, "$quiet")))
        self.query_one(Reading).show(Content("\n").join(self._lines()))
        self.refresh_bindings()

    def _lines(self) -> Iterator[Content]:
        """Yield the summary: the five perspectives, what was written, the actions; and what now, where it is closed."""
        words, session = self.words, self.now
        if session.closed:
            yield from self._what_now()
            yield Content("")
        names = {key: self.set.perspective(key).name for key in PERSPECTIVES}
        cells = max(map(width, names.values())) + 2
        for key in PERSPECTIVES:
            result = perspective_result(session, self.set, key)
            yield Content.assemble((padded(names[key], cells), f"bold ${key}"), *self._told(result))
        notes = sum(len(session.perspective(key).notes) for key in PERSPECTIVES if not session.hides(key))
        said = words("close.notes", n=notes) if notes else words("close.no_notes")
        yield Content.styled(said, "$quiet")
        yield Content("")
        yield from self._actions()
        if not session.closed:
            yield Content("")
            yield from self._still_open()

    def _told(self, result: PerspectiveResult) -> Iterator[tuple[str, str]]:
        """Yield the score of a perspective, and beside it what the group made of it."""
        words = self.words
        if result.hidden:
            yield words("report.hidden"), "$quiet"
            return
        if result.score is None and result.joint is None:
            yield words("report.nothing_yet"), "$quiet"
        else:
            yield padded(words.number(result.score) if result.score is not None else "–", 6), "bold"
        if result.joint == DISAGREE:
            yield f"≠ {words('joint.disagree')}   ", "$accent"
        elif result.joint is not None:
            label = self.set.facts.scale.labels[int(result.joint) - 1].label
            yield f"◆ {result.joint} {label}   ", "$accent"
        if result.attention:
            yield f"! {words('discuss.attention')}", "bold $text-warning"

    def _actions(self) -> Iterator[Content]:
        words, today = self.words, host_of(self).today
        actions = [self.now.actions[key] for key in sorted(self.now.actions, key=natural)]
        yield Content.styled(words("steps.actions"), HEADING)
        if not actions:
            yield Content.styled(words("actions.none"), "$quiet")
        for action in sorted(actions, key=lambda action: list(SIGNS).index(action.status)):
            facts = [words(f"report.status.{action.status}")] if action.status != "open" else []
            if action.status == "open":
                facts = action_facts(action, self.set, words, today)
            yield from self._hanging(SIGNS[action.status], f"{action.what} ({' · '.join(facts)})")

    def _still_open(self) -> Iterator[Content]:
        """Yield what is still open, said kindly, and how to close."""
        words, left = self.words, self._left(actions=False)
        if left:
            yield Content.styled(words("close.left"), HEADING)
            for line in left:
                yield from self._hanging("·", line)
            yield Content("")
        if self.changeable:
            yield from map(Content, wrapped(words("close.how"), self._room))

    def _what_now(self) -> Iterator[Content]:
        """Yield when it was closed, and what the group can do from here."""
        words, closed = self.words, self.now.about.closed
        assert closed is not None
        yield Content.styled(words("close.closed", day=words.day(closed.date())), HEADING)
        path = host_of(self).session_path
        for key in ("report", "year", "file", "list"):
            yield from self._hanging("·", words(f"close.now.{key}", file=path.name if path else ""))

    def _left(self, *, actions: bool = True) -> list[str]:
        """Return what is still open, a sentence each; that there are no actions stands on the page itself already."""
        words = self.words
        left = left_open(self.now, self.set)
        groups = {"empty": left.empty, "hidden": left.hidden, "unfinished": left.unfinished, "unjudged": left.unjudged}
        lines = [
            words(f"close.open.{key}", names=words.listed([self.set.perspective(each).name for each in found]))
            for key, found in groups.items()
            if found
        ]
        return lines if self.now.actions or not actions else [*lines, words("close.open.actions")]

    @property
    def _room(self) -> int:
        return max(20, min(82, page_width(self) - 8))

    def _hanging(self, sign: str, text: str) -> Iterator[Content]:
        for number, line in enumerate(wrapped(text, self._room - 2)):
            yield Content(f"{sign if number == 0 else ' '} {line}")

    # -- keys

    @property
    def changeable(self) -> bool:
        """Whether the session is more than something to look at."""
        return self.saving != "read_only"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to close an open session, and to open a closed one."""
        if action == "close_session":
            return self.changeable and not self.now.closed
        if action == "reopen":
            return self.changeable and self.now.closed
        return super().check_action(action, parameters)

    @work(exclusive=True, group="close")
    async def action_close_session(self) -> None:
        """Close the session; what is still open is said first."""
        detail = "\n".join([*(f"· {line}" for line in self._left()), "", self.words("close.sure_detail")]).strip()
        if await self.app.push_screen_wait(Confirm(self.words("close.sure"), detail)):
            self.post_message(SessionClosed(datetime.now().astimezone().replace(microsecond=0)))

    @work(exclusive=True, group="close")
    async def action_reopen(self) -> None:
        """Open the session again; ask first."""
        if await self.app.push_screen_wait(Confirm(self.words("close.reopen"), self.words("close.reopen_detail"))):
            self.post_message(SessionClosed(None))

    def action_leave(self) -> None:
        """Go back to the list of sessions."""
        self.post_message(SessionLeft())

    @work(exclusive=True, group="close")
    async def action_export(self) -> None:
        """Write a report beside the session; one that is there already is replaced only where that is asked for."""
        from reflectie_tui.ui.exporting import beside, put, there, told

        host, words = host_of(self), self.words
        targets = beside(host.session_path, host) if host.session_path is not None else ()
        if not targets:
            await self.app.push_screen_wait(Notice(words("close.not_written"), words("close.outside")))
            return
        standing = there(targets)
        if standing and not await self.app.push_screen_wait(Confirm(words("close.replace"), standing)):
            return
        trouble = put(targets, self.now, self.set, words, host)
        heading = words("close.not_written" if trouble else "close.written")
        await self.app.push_screen_wait(Notice(heading, trouble or told(targets, words, playing=host.playing)))
