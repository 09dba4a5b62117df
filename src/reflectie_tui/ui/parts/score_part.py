"""Score: one person at a time, page by page, unseen by the others."""

from __future__ import annotations

from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from reflectie_tui.model.progress import DISCUSS, SCORE, perspective_of, seen_answers, seen_by_all
from reflectie_tui.model.session import UNKNOWN
from reflectie_tui.model.starting import random_id
from reflectie_tui.ui.cells import width
from reflectie_tui.ui.changes import NoteWritten, ScoreGiven
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.note import NoteDialog
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.own_answers import OwnAnswers
from reflectie_tui.ui.parts.score_lines import heading, legend, meter
from reflectie_tui.ui.parts.turns import Page, Turns
from reflectie_tui.ui.widgets.fixed import Fixed
from reflectie_tui.ui.widgets.own_question import OwnQuestion, places
from reflectie_tui.ui.widgets.score_list import REMARKED, SIGNS, ScoreList
from reflectie_tui.ui.widgets.turn_page import TurnPage

if TYPE_CHECKING:
    from textual.timer import Timer

    from reflectie_tui.model.records import Answer, Participant

REST = 0.12
"""Seconds without a key after which the statement under the cursor is explained: over a slow line who goes on at once
does not wait for what they do not read."""


class ScorePart(Turns):
    """The turn of one voice, page by page."""

    PART = SCORE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "remark", "remark"),
        Binding("m", "cover(1)", "cover"),
        Binding("m", "cover(0)", "uncover"),
        Binding("u,ctrl+z", "undo", "undo"),
        Binding("escape", "page_back", "back"),
        Binding("0,6,7,8,9", "no_such_point", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.voice = ""
        self.page = 0
        self._own_answers = OwnAnswers()
        self._seen: frozenset[tuple[str, str]] = frozenset()  # what everybody had seen when this turn began
        self._remarks: dict[tuple[str, str], str] = {}  # the ids of the remarks written in this turn
        self._resting: Timer | None = None
        self._above: Participant | None = None  # whose name stands above the page
        self._said = ""  # what stands in the place of the explanation, until the next key that does something
        self._told_changed = False  # on this page

    def compose(self) -> ComposeResult:
        """Lay out the heading, the page, and what explains it, each in its fixed place."""
        yield Fixed(id="heading")
        yield ScoreList(id="scores")
        yield OwnQuestion(id="own-question")
        yield Fixed(id="legend", classes="quiet")
        yield Fixed(id="explanation")
        yield Fixed(id="meter")

    def is_mine(self, step: str) -> bool:
        """Tell whether each scores unseen here."""
        return super().is_mine(step) and not seen_by_all(self.now)

    # -- one turn

    def enter(self) -> None:
        """Begin with the hand-over, or go on with the page of a turn that goes through all perspectives."""
        if self.voice and self.pages[self.page].perspective == perspective_of(self.step):
            return
        self.voice = ""
        self.begin_anew()
        self._show_nothing()
        if self.changeable:
            self.hand_over()
        else:
            self.post_message(StepChosen(f"{self.perspective.id}.{DISCUSS}"))
            self.tell_there(self.words("app.closed" if self.now.closed else "app.read_only"))

    def leave(self) -> None:
        """End the turn: whoever comes back here, comes by the hand-over."""
        if self.voice:
            self.voice = ""
            self._show_nothing()

    def seen_again(self) -> None:
        """End the turn of somebody who is not here any more: what is typed next is nobody's."""
        if self.voice and self.voice not in self.now.present:
            self.leave()
            self.hand_over()

    def _show_nothing(self) -> None:
        """Take everything off the screen that belongs to one person."""
        for part in ("#heading", "#legend", "#explanation", "#meter"):
            self.query_one(part, Fixed).update(Content(""), layout=part == "#legend")
        self.query_one(ScoreList).display = False
        self.query_one(OwnQuestion).display = False

    def begin(self, voice: str) -> None:
        """Give this voice the keys, at its first page with something open."""
        self.voice = voice
        self._own_answers.clear()
        self._remarks.clear()
        self._seen = seen_answers(self.now, self.perspectives, voice)
        pages = self.pages
        first = (i for i, page in enumerate(pages) if self._left(page))
        self._show_page(next(first, 0))

    def _left(self, page: Page) -> int:
        """Count what this voice has left open on a page."""
        return len(page.statements) - self.now.answered(page.perspective, self.voice, page.statements)

    def _page_after(self, number: int) -> int | None:
        """Return the next page on which something may be answered, or None after the last."""
        for place, page in enumerate(self.pages[number + 1 :], start=number + 1):
            if any((page.perspective, statement.id) not in self._seen for statement in page.statements):
                return place
        return None

    # -- one page

    def _show_page(self, number: int) -> None:
        self.page, self._said, self._told_changed = number, "", False
        page = self.pages[number]
        if page.perspective != perspective_of(self.step):
            self.post_message(StepChosen(f"{page.perspective}.{SCORE}"))
        scores, question = self.query_one(ScoreList), self.query_one(OwnQuestion)
        own = page.own_question
        shown: TurnPage = question if own else scores
        scores.display, question.display = own is None, own is not None
        scores.language = self.words.language
        for widget in (scores, question):
            widget.perspective, widget.voice = page.perspective, self.voice
            widget.own, widget.covered = self._own_answers.at(page.perspective), self.covered
            widget.fixed = frozenset(statement for key, statement in self._seen if key == page.perspective)
            widget.session = self.session
        scores.remarked = self._written(page)
        if own:
            question.begin(own)
        else:
            scores.statements = ()
            scores.statements = page.statements
        shown.locked, shown.more = False, self._page_after(number) is not None
        shown.focus()
        self.screen.refresh_bindings()
        self._head()
        self._explain()

    def watch_session(self) -> None:
        """Pass the session on to the page that is shown."""
        if self.voice and self.display:
            scores = self.query_one(ScoreList)
            scores.session = self.query_one(OwnQuestion).session = self.session
            scores.remarked = self._written(self.pages[self.page])
            if self.now.participants.get(self.voice) != self._above:
                self._head()  # a name was put right; after a score nothing changes there
            self._explain_soon()

    def on_resize(self) -> None:
        """Lay the heading out for the new width."""
        if self.voice:
            self._head()
            self._explain()

    def _head(self) -> None:
        """Say who scores what, and on which scale."""
        page, words = self.pages[self.page], self.words
        person = self._above = self.now.participants.get(self.voice)
        if person is None:
            return  # they have just been taken out of the list, which still stands in front of this
        perspective = self.set.perspective(page.perspective)
        left = f"{perspective.name.upper()} · {self.set.facts.scale.question}"
        if page.own_question:
            left = perspective.name.upper()
        who = " · ".join(part for part in (person.name, person.organisation) if part) or words("common.nameless")
        place = self.now.present.index(self.voice) + 1 if self.voice in self.now.present else 0
        count = f" · {words('score.place', place=f'{place}/{len(self.now.present)}')}"
        head = heading(page.perspective, left, who, count, max(20, self.size.width - 2))
        self.query_one("#heading", Fixed).update(head)
        scale = self.set.facts.scale
        points = "" if page.own_question else legend(scale, scale.unknown, self.size.width - 6)
        self.query_one("#legend", Fixed).update(Content(points), layout=True)

    def _explain_soon(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._explain)

    def _explain(self) -> None:
        """Say what the statement under the cursor means, and how far the page is."""
        if not self.voice:
            return
        page, words = self.pages[self.page], self.words
        statement = page.own_question or page.statements[self.query_one(ScoreList).cursor]
        told = Content.styled(self._said, "bold") if self._said else Content(statement.explanation)
        self.query_one("#explanation", Fixed).update(told)
        done, total = len(page.statements) - self._left(page), len(page.statements)
        said = [words("score.meter", done=done, total=total)]
        if done == total and self._page_after(self.page) is not None and self.may_skip:
            said.append(words("score.one_more"))
        if written := self._written(page):
            said.append(f"{REMARKED} {words('score.remarks', n=len(written))}")
        if self.covered:
            said.append(words("score.covered"))
        so_far = " · ".join(said)
        line = meter(page.perspective, done, total, so_far, self.size.width - 7 - width(so_far))
        self.query_one("#meter", Fixed).update(line)

    def _written(self, page: Page) -> frozenset[str]:
        """Return the statements at which this voice wrote a remark in this turn."""
        notes = self.now.perspective(page.perspective).notes
        mine = self._remarks.items()
        return frozenset(at for (perspective, at), note in mine if perspective == page.perspective and note in notes)

    @on(ScoreList.Moved)
    def _moved(self, event: ScoreList.Moved) -> None:
        event.stop()
        self._said = ""
        self._explain_soon()

    @on(ScoreGiven)
    def _given_here(self, event: ScoreGiven) -> None:
        """Keep it for undo; the message goes on to the app."""
        if event.voice != self.voice:
            return
        before = self._own_answers.last
        given = self._own_answers.take(event.perspective, event.statement, event.answer)
        self._said = ""
        if before is not None and before.statement == event.statement and not self.covered:
            self._say_changed(given.before, given.answer)
        own = self._own_answers.at(self.pages[self.page].perspective)
        self.query_one(ScoreList).own = self.query_one(OwnQuestion).own = own

    @on(TurnPage.Kept)
    def _kept(self, event: TurnPage.Kept) -> None:
        event.stop()
        self._say(self.words("score.kept"))

    @on(TurnPage.Finished)
    def _finished(self, event: TurnPage.Finished) -> None:
        event.stop()
        self.go_on_after_changes(self.turn_page)

    @work(exclusive=True, group="page")
    async def turn_page(self) -> None:
        """Go to the next page, or end the turn; where something is open, ask first."""
        if not self.voice:
            return  # the group went elsewhere in the meantime
        page = self.pages[self.page]
        left = self._left(page)
        if left:
            question = self.words("score.open", n=left)
            anyway = await self.app.push_screen_wait(Confirm(question, self.words("score.open_detail")))
            if not self.voice:
                return
            if not anyway:
                self._show_page(self.page)
                return
        following = self._page_after(self.page)
        if following is not None:
            self._show_page(following)
            return
        done, self.voice = self.voice, ""
        self._show_nothing()
        self.end_turn(done)

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys do something only while somebody has a turn; the way back leads through its pages first."""
        if action == "cover" and parameters != (int(not self.covered),):
            return False  # the key says what it does now
        if action == "page_back":
            return bool(self.voice) and (self.page > 0 or not self.may_skip)
        return action not in ("remark", "undo", "cover", "no_such_point") or bool(self.voice)

    def action_page_back(self) -> None:
        """Go back a page of this turn; from the first of a turn through all perspectives to its cover."""
        if self.page > 0:
            self._show_page(self.page - 1)
            return
        voice = self.voice
        self.leave()
        self.hand_over(voice)

    def action_undo(self) -> None:
        """Take the last answer of this turn back, and go to where it stands."""
        last = self._own_answers.take_back()
        if last is None:
            self.notify(self.words("score.nothing_to_undo"))
            return
        self._said = ""
        pages = self.pages
        number = next(
            i
            for i, page in enumerate(pages)
            if page.perspective == last.perspective and last.statement in page.statements
        )
        self.screen.post_message(ScoreGiven(last.perspective, self.voice, last.statement, last.before))
        if number != self.page:
            self._show_page(number)
        if last.statement.kind == "scale":
            scores = self.query_one(ScoreList)
            scores.cursor = pages[number].statements.index(last.statement)

    def action_no_such_point(self) -> None:
        """Say which digits there are."""
        own = self.pages[self.page].own_question
        self._say(self.words("score.digits", n=len(places(own)) if own else len(SIGNS) - 1))

    def _say_changed(self, before: Answer | None, answer: Answer | None) -> None:
        """Say that a score took the place of the one before it: a row copied from paper may have been too long.

        Once a page: whoever changes their mind after that knows, and over a slow line each sentence takes its time.
        """
        if self._told_changed or before is None or answer is None or before == answer:
            return
        if self.pages[self.page].own_question:
            return
        self._told_changed = True
        was, now = ("?" if each == UNKNOWN else str(each) for each in (before, answer))
        self._say(self.words("score.changed", was=was, now=now))

    def _say(self, sentence: str) -> None:
        """Say something in the place of the explanation: a notice would cover the scores."""
        self._said = sentence
        if self.query_one("#explanation", Fixed).display:
            self._explain()
        else:  # on a big screen nothing is explained
            self.app.clear_notifications()
            self.notify(sentence, markup=False)

    def action_cover(self, covered: int) -> None:
        """Show a ✓ in place of each score, or the scores of this turn again."""
        self.covered = bool(covered)
        self.query_one(ScoreList).covered = self.query_one(OwnQuestion).covered = self.covered
        self._explain()
        self.refresh_bindings()

    def action_remark(self) -> None:
        """Write a remark of one's own at the statement under the cursor."""
        page = self.pages[self.page]
        turn_page: TurnPage = self.query_one(OwnQuestion) if page.own_question else self.query_one(ScoreList)
        if turn_page.locked:
            return  # the turn ends: the page to write on would stand open under the next cover
        statement = page.own_question or page.statements[self.query_one(ScoreList).cursor]
        perspective, voice = page.perspective, self.voice
        place = (perspective, statement.id)
        if place not in self._remarks:
            # a remark from before the hand-over is not shown: this one stands beside it, under an id of its own
            self._remarks[place] = random_id("n", SystemRandom())
        note_id = self._remarks[place]
        note = self.now.perspective(perspective).notes.get(note_id)

        def written(text: str) -> NoteWritten:
            return NoteWritten(perspective, text, statement=statement.id, by=voice, note_id=note_id)

        question = self.now.wording(perspective, statement, self.words.language)
        detail = self.words("note.own_anonymous" if self.now.anonymous else "note.own")
        notes = self.now.perspective(perspective).notes.items()
        if any(each.by == voice and each.statement == statement.id and key != note_id for key, each in notes):
            detail = f"{self.words('note.own_before')} {detail}"
        self.app.push_screen(NoteDialog(question, note.text if note else "", written, detail))
