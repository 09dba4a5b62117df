"""Who is here: somebody comes in late, is away for a while, is back, or leaves and takes their voice along or not."""

from __future__ import annotations

from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import seen_by_all
from reflectie_tui.model.session import PARTICIPANTS
from reflectie_tui.model.starting import Seat, people_of, random_id
from reflectie_tui.report.sentences import called
from reflectie_tui.ui.cells import fitted
from reflectie_tui.ui.changes import AwayMarked, ParticipantAdded, ParticipantNamed, ParticipantRemoved, VoiceWithdrawn
from reflectie_tui.ui.dialogs.choose import Choice, Choose
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.dialogs.newcomer import Newcomer
from reflectie_tui.ui.dialogs.notice import Notice
from reflectie_tui.ui.host import host_of
from reflectie_tui.ui.widgets.people_rows import PeopleRows

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session

MOST_LINES = 14


class People(Dialog[None]):
    """The list of who takes part, and what can change in it. The app binds `session` and `content`."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "away(True)", "mark_away"),
        Binding("space", "away(False)", "mark_back"),
        Binding("a,n", "add", "add_person"),
        Binding("w", "leave", "leaves"),
        Binding("w", "whose", show=False),
        Binding("e", "rename", "rename"),
        Binding("escape", "back", "done"),
        Binding("enter", "back", show=False),
    ]

    session: reactive[Session | None] = reactive(None)
    content: reactive[ContentSet | None] = reactive(None)

    def compose_part(self) -> ComposeResult:
        """Yield the heading, what is kept of whom, and the list."""
        yield Static(Content(self.words("people.question")), classes="question")
        yield Static(id="how", classes="detail")
        yield PeopleRows()

    @property
    def now(self) -> Session:
        """The session, which the app has given before the dialog is shown."""
        assert self.session is not None
        return self.session

    def on_mount(self) -> None:
        """Begin at the first seat."""
        self._fill()
        self.query_one(PeopleRows).focus()

    def watch_session(self) -> None:
        """Follow who comes and goes."""
        if self.is_mounted and self.session is not None:
            self._fill()

    def on_resize(self) -> None:
        """Give the list the lines that it needs, or that there are."""
        if self.session is not None:
            self._fill()

    def _fill(self) -> None:
        rows = self.query_one(PeopleRows)
        rows.session = self.session
        cells = rows.size.width or 60
        rows.styles.height = max(2, min(rows.lines_at(cells), MOST_LINES, self.size.height - 12))
        self.query_one("#how", Static).update(Content(self._how()))
        self.refresh_bindings()

    @property
    def _changeable(self) -> bool:
        return not self.now.closed and not host_of(self).read_only

    def _how(self) -> str:
        if not self._changeable:
            return self.words("app.read_only" if host_of(self).read_only else "app.closed")
        if self.now.anonymous:
            return self.words("people.how_anonymous")
        return self.words("people.how_together" if self._together else "people.how")

    @property
    def _together(self) -> bool:
        return self.now.about.way == "together"

    def _called(self, participant: str) -> str:
        return fitted(called(self.now, participant, self.words), 40)

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the one under the cursor; nothing in a session that is closed or only shown."""
        if self.session is None or action not in ("away", "add", "rename", "leave", "whose"):
            return True
        if not self._changeable or not self.is_mounted:
            return False
        chosen = self.query_one(PeopleRows).chosen
        if action == "add":
            return not self._together
        if chosen is None:
            return False
        if action == "away":
            return parameters != (self.now.participants[chosen].away,)
        if action == "whose":
            return self.now.anonymous
        return not self.now.anonymous and (action == "rename" or not self._together)

    @on(PeopleRows.Moved)
    def _moved(self, event: PeopleRows.Moved) -> None:
        event.stop()
        self.refresh_bindings()

    @on(PeopleRows.Opened)
    def _opened(self, event: PeopleRows.Opened) -> None:
        event.stop()
        chosen = self.query_one(PeopleRows).chosen
        if chosen is not None and self._changeable:
            self.action_away(not self.now.participants[chosen].away)

    def action_away(self, away: bool) -> None:
        """Skip the one under the cursor for now, or no longer."""
        chosen = self.query_one(PeopleRows).chosen
        if chosen is not None:
            self.post_message(AwayMarked(chosen, away))

    @work(exclusive=True, group="people")
    async def action_add(self) -> None:
        """Let somebody in; where outcomes have been shown, say first what that means."""
        words = self.words
        if len(self.now.participants) >= PARTICIPANTS:
            self.notify(words("people.full", n=PARTICIPANTS), markup=False)
            return
        seat = await self._who()
        while seat is not None and not await self._may_come():
            seat = await self._who(seat)
        if seat is None:
            return
        if self.now.anonymous:
            self.post_message(ParticipantAdded(None, seat.organisation, random_id("p", SystemRandom())))
        else:
            self.post_message(ParticipantAdded(seat.name, seat.organisation))
        self.call_later(self.screen.call_later, self.app.call_later, self._to_last)

    def _to_last(self) -> None:
        rows = self.query_one(PeopleRows)
        rows.cursor = rows.count() - 1

    async def _may_come(self) -> bool:
        """Ask whether somebody may come in so late, where outcomes have been shown."""
        if seen_by_all(self.now) or not any(self.now.revealed(key) for key in PERSPECTIVES):
            return True
        detail = self.words("people.late_anonymous" if self.now.anonymous else "people.late")
        anyway = await self.app.push_screen_wait(Confirm(self.words("people.late_question"), detail))
        return anyway is True

    async def _who(self, typed: Seat | None = None) -> Seat | None:
        """Ask who comes in; of somebody without a name at most for which organisation."""
        words = self.words
        if not self.now.anonymous:
            question, detail = words("people.newcomer"), words("people.newcomer_detail")
            return await self.app.push_screen_wait(Newcomer(question, detail, people_of(self.now), typed))
        kept = {person.organisation: None for person in self.now.participants.values() if person.organisation}
        choices = [Choice(f"o{number}", name) for number, name in enumerate(kept)]
        choices.append(Choice("none", words("people.no_organisation" if kept else "people.just_in")))
        chosen = await self.app.push_screen_wait(
            Choose(words("people.newcomer"), choices, words("people.newcomer_anonymous"))
        )
        if chosen is None:
            return None
        return Seat("", None if chosen == "none" else list(kept)[int(chosen[1:])])

    @work(exclusive=True, group="people")
    async def action_rename(self) -> None:
        """Put a name or an organisation right; for somebody else there is a seat of their own."""
        chosen, words = self.query_one(PeopleRows).chosen, self.words
        if chosen is None:
            return
        person = self.now.participants[chosen]
        here = Seat(person.name or "", person.organisation)
        others = [seat for seat in people_of(self.now) if seat != here]
        seat = await self.app.push_screen_wait(
            Newcomer(words("people.rename"), words("people.rename_detail"), others, here, help="renamed")
        )
        if seat is not None and seat != here:
            self.post_message(ParticipantNamed(chosen, seat.name, seat.organisation))

    async def _without_voice(self, chosen: str, name: str) -> None:
        """Somebody leaves of whom there is nothing: perhaps they were put in the list by mistake."""
        words = self.words
        answer: str | None = "keep"
        if len(self.now.participants) > 1:
            choices = [Choice("keep", words("people.keep_seat")), Choice("remove", words("people.remove"))]
            question = Choose(words("people.leaves", name=name), choices, words("people.nothing"), help="leaves")
            answer = await self.app.push_screen_wait(question)
        if answer == "keep":
            self.post_message(AwayMarked(chosen, True))
            self.notify(words("people.seat_kept", name=name), markup=False)
        elif answer == "remove":
            self.post_message(ParticipantRemoved(chosen))
            self.notify(words("people.removed", name=name), markup=False)

    def action_whose(self) -> None:
        """Say why no voice can be taken out where nobody knows whose it is."""
        self.app.push_screen(Notice(self.words("people.whose"), self.words("people.whose_detail")))

    @work(exclusive=True, group="people")
    async def action_leave(self) -> None:
        """Somebody leaves: ask what is to happen with the voice until now."""
        chosen, words = self.query_one(PeopleRows).chosen, self.words
        if chosen is None:
            return
        name = self._called(chosen)
        if not self.now.has_voice(chosen):
            await self._without_voice(chosen, name)
            return
        choices = [Choice("keep", words("people.keep")), Choice("take", words("people.take"))]
        answer = await self.app.push_screen_wait(
            Choose(words("people.leaves", name=name), choices, words("people.voice"), help="leaves")
        )
        if answer == "keep":
            self.post_message(AwayMarked(chosen, True))
            self.notify(words("people.left", name=name), markup=False)
        elif answer == "take":
            sure = Confirm(words("people.take_sure", name=name), words("people.take_detail"))
            if await self.app.push_screen_wait(sure):
                self.post_message(VoiceWithdrawn(chosen))
                self.notify(words("people.taken", name=name), timeout=10, markup=False)
