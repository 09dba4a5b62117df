"""The two exercises that stand beside the statements: written unseen one by one, and shown side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message

from reflectie_tui.model.exercises import exchange_waits_for, may_show, parties, sentence_waits_for, writers
from reflectie_tui.report.sentences import called, person
from reflectie_tui.ui.changes import AwayMarked, ExchangeWritten, Revealed, SentenceWritten
from reflectie_tui.ui.dialogs.choose import Choice, Choose
from reflectie_tui.ui.dialogs.exercise import ShowAll, WritingTurn
from reflectie_tui.ui.dialogs.hand_over import HandOver, NextTurn
from reflectie_tui.ui.dialogs.notice import Notice
from reflectie_tui.ui.dialogs.side_by_side import Row, SideBySide, Table
from reflectie_tui.ui.host import bounds_of, host_of
from reflectie_tui.ui.parts.part import Part

if TYPE_CHECKING:
    from reflectie_tui.model.content import Perspective
    from reflectie_tui.model.session import Session


@dataclass(frozen=True)
class Exercise:
    """One of the two, as the round needs it."""

    kind: str
    title: str
    intro: str
    question: str
    all: list[str]
    """Who takes part: participants, or organisations."""
    waiting: list[str]
    """Who of them has not written yet."""
    labels: list[str]
    lead: str


class ExercisesPart(Part):
    """A part that offers the exercises of its perspective, where it has any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next"),
        Binding("z", "exercise('sentence')", "sentence"),
        Binding("h", "exercise('exchange')", "exchange"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: set[str] = set()  # what the group has shown in this sitting needs no cover to be read again,
        self._seen: set[str] = set()  # until somebody writes on; who does so is told that the others have seen it

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an exercise only where the perspective has one."""
        if action != "exercise" or self.content is None:
            return True
        return (self.perspective.sentence if parameters == ("sentence",) else self.perspective.exchange) is not None

    def _exercise(self, kind: str) -> Exercise:
        perspective, session = self.perspective, self.now
        if kind == "sentence":
            sentence = perspective.sentence
            assert sentence is not None
            waiting = sentence_waits_for(session, perspective.id)
            everyone = writers(session)
            text = sentence.title, sentence.intro, sentence.question
            return Exercise(kind, *text, everyone, waiting, [sentence.opening], sentence.opening)
        exchange = perspective.exchange
        assert exchange is not None
        waiting = exchange_waits_for(session, perspective.id)
        text = exchange.title, exchange.intro, exchange.question
        labels = [exchange.gets, exchange.brings, exchange.no_go]
        return Exercise(kind, *text, parties(session), waiting, labels, self.words("exercise.table"))

    def _table(self, session: Session, perspective: Perspective, kind: str, lead: str) -> Table:
        """Return what a session has of an exercise; without names its order tells nothing."""
        record = session.perspective(perspective.id)
        if kind == "sentence":
            rows = [Row(person(session, who, self.words), (each.text,)) for who, each in record.sentences.items()]
            return Table(lead, (), tuple(sorted(rows, key=lambda row: row.lines)))
        words = self.words
        heads = (words("report.gets"), words("report.brings"), words("report.no_go"))
        lines = [
            Row(row.organisation or words("report.group"), (row.gets or "–", row.brings or "–", row.no_go or "–"))
            for row in record.exchange.values()
        ]
        return Table(lead, heads, tuple(lines))

    def _earlier(self, kind: str) -> list[Table]:
        """Return what the session before this one has of it, if that can be read and has any."""
        if self.now.about.previous is None:
            return []
        from reflectie_tui.ui.earlier import earlier_sessions

        host, perspective = host_of(self), self.perspective
        exercise = perspective.sentence if kind == "sentence" else perspective.exchange
        found = earlier_sessions(self.now, host.sessions, host.content_sets, self.words.language, bounds_of(host))
        if exercise is None or not found or found[-1][0].hides(perspective.id):
            return []
        table = self._table(found[-1][0], perspective, kind, exercise.later)
        return [table] if table.rows else []

    # -- what to do

    @work(exclusive=True, group="exercise")
    async def action_exercise(self, kind: str) -> None:
        """Ask what the group wants: write, show what there is, or write anew."""
        exercise, words = self._exercise(kind), self.words
        if not exercise.all:
            await self.app.push_screen_wait(Notice(exercise.title, words(f"exercise.nobody_{kind}")))
            return
        if kind in self._shown and not exercise.waiting and may_show(self.now, self.perspective.id):
            await self._read(exercise)
            return
        earlier = self._earlier(kind)
        choices = self._choices(exercise, bool(earlier))
        if not choices:
            await self.app.push_screen_wait(Notice(exercise.title, words("exercise.nothing")))
            return
        ids = [choice.id for choice in choices]
        if ids == ["show"] and not self.changeable:
            await self._show(exercise)
            return
        at = "write" if "write" in ids else "show"
        while True:
            menu = Choose(exercise.title, choices, self._about(exercise), at=at, help="exercises")
            chosen = await self.app.push_screen_wait(menu)
            if chosen != "again":
                break
            named = [Choice(who, self._called(exercise, who)) for who in exercise.all if who not in exercise.waiting]
            who = await self.app.push_screen_wait(Choose(words("exercise.whose"), named))
            if who is not None:
                written = await self._round(exercise, [who])
                if written and exercise.waiting:  # others have still to write: nothing is shown by one key too many
                    self.action_exercise(kind)
                return
            at = "again"
        if chosen == "write":
            await self._round(exercise, exercise.waiting)
        elif chosen == "show":
            await self._show(exercise)
        elif chosen == "earlier":
            await self.app.push_screen_wait(SideBySide(exercise.title, earlier, "", may_name=False))

    def _about(self, exercise: Exercise) -> str:
        intro = " ".join(exercise.intro.split())
        if not self.changeable:
            return intro
        if exercise.kind == "exchange" and self.now.anonymous:
            return f"{intro}\n\n{self.words('exercise.kept_organisations')}"
        return f"{intro}\n\n{self.words('exercise.unseen')}"

    def _choices(self, exercise: Exercise, earlier: bool) -> list[Choice]:
        """Return what can be done: writing first and showing second, also when all that is left is to rewrite."""
        words, waiting = self.words, len(exercise.waiting)
        record = self.now.perspective(self.perspective.id)
        written = bool(record.sentences if exercise.kind == "sentence" else record.exchange)
        choices = []
        if self.changeable and waiting:
            choices.append(Choice("write", words("exercise.go_on", n=waiting) if written else words("exercise.begin")))
        if written:
            choices.append(Choice("show", words("exercise.show")))
        if self.changeable and waiting < len(exercise.all) and not self.now.anonymous:
            choices.insert(len(choices) if waiting else 0, Choice("again", words("exercise.again")))
        if earlier:
            choices.append(Choice("earlier", words("exercise.earlier")))
        return choices

    # -- writing, one by one

    async def _round(self, exercise: Exercise, whose: Sequence[str]) -> bool:
        """Hand the laptop to each of these; after the last, show all when the group is ready for it.

        Returns:
            Whether each of them has been; False where the group stopped, or went elsewhere.
        """
        waiting = list(whose)
        anew = bool(waiting) and waiting[0] not in exercise.waiting
        skipped = ""  # said on the cover that follows: a key pressed by mistake should not go by unseen
        while waiting:
            who = waiting[0]
            if self.now.anonymous and exercise.kind == "sentence":
                who = SystemRandom().choice(waiting)  # the order of the seats must not tell who wrote first
            turn = self._next_turn(exercise, who, len(waiting), anew, skipped)
            answer = await self.app.push_screen_wait(HandOver(turn))
            if answer == "other":
                choices = [Choice(each, self._called(exercise, each)) for each in waiting]
                other = await self.app.push_screen_wait(Choose(self.words("hand_over.who"), choices))
                waiting.sort(key=lambda each: each != (other or who))
                continue
            if answer in (None, "elsewhere"):
                return False
            if answer == "again":
                exercise = self._exercise(exercise.kind)
                if anew and who not in exercise.all:
                    return False
                waiting = waiting if anew else list(exercise.waiting)
                gone = self.now.participants.get(skipped)
                skipped = skipped if gone is not None and gone.away else ""
                continue
            if answer == "ready" and await self._turn(exercise, who) != "done":
                return False
            if answer == "away" and exercise.kind == "sentence" and not self.now.anonymous:
                self.post_message(AwayMarked(who, True))
                await self.changes_in()
                skipped = who
            else:
                skipped = ""
            waiting.remove(who)
        if not (anew and exercise.waiting):
            await self._show(self._exercise(exercise.kind))
        return True

    async def _turn(self, exercise: Exercise, who: str) -> str | None:
        perspective = self.perspective.id
        self._shown.discard(exercise.kind)

        def sentence(lines: list[str]) -> Message:
            return SentenceWritten(perspective, who, lines[0])

        def exchange(lines: list[str]) -> Message:
            return ExchangeWritten(perspective, who, *lines)

        written: Callable[[list[str]], Message] = sentence if exercise.kind == "sentence" else exchange
        known = exercise.kind == "exchange" or not self.now.anonymous
        title = f"{exercise.title} · {self._called(exercise, who)}" if known else exercise.title
        turn = WritingTurn(title, self.words("exercise.own"), exercise.labels, written)
        return await self.app.push_screen_wait(turn)

    def _who(self, exercise: Exercise, who: str) -> tuple[str, str]:
        """Return what to call somebody whose turn it is, and for which organisation."""
        if exercise.kind == "exchange":
            return who, ""
        if self.now.anonymous:
            return self.words("hand_over.anybody"), ""
        somebody = self.now.participants[who]
        return somebody.name or self.words("common.nameless"), somebody.organisation or ""

    def _called(self, exercise: Exercise, who: str) -> str:
        """Return what to call somebody among others."""
        if exercise.kind == "exchange" or self.now.anonymous:
            return self._who(exercise, who)[0]
        return called(self.now, who, self.words)

    def _next_turn(self, exercise: Exercise, who: str, waiting: int, anew: bool, skipped: str) -> NextTurn:
        words, called = self.words, self._who(exercise, who)
        warnings = []
        if skipped:
            warnings.append(words("hand_over.skipped", name=self._called(exercise, skipped)))
        if exercise.kind in self._seen:
            warnings.append(words("exercise.late"))
        if anew:
            warnings.append(words("exercise.anew_own" if exercise.kind == "sentence" else "exercise.anew"))
        others = waiting > 1 and not (self.now.anonymous and exercise.kind == "sentence")
        count = words("exercise.count", n=waiting, title=exercise.title)
        return NextTurn(*called, count, tuple(warnings), others)

    # -- showing

    async def _show(self, exercise: Exercise) -> None:
        """Show all that was written, when the group says so; where scores are hidden still, together with those."""
        words, perspective = self.words, self.perspective.id
        record = self.now.perspective(perspective)
        if not (record.sentences if exercise.kind == "sentence" else record.exchange):
            return
        if not may_show(self.now, perspective):
            await self.app.push_screen_wait(Notice(words("exercise.kept"), words("exercise.with_voices")))
            return
        if not self.changeable:  # nobody has still to come and sit here
            if self.now.hides(perspective):  # it was never shown, and nobody can say now that it may be
                await self.app.push_screen_wait(Notice(exercise.title, words("exercise.never_shown")))
                return
            await self._read(exercise)
            return
        away = any(person.away for person in self.now.participants.values())
        question = words("exercise.not_all" if exercise.waiting else "exercise.all_here" if away else "exercise.all")
        answer = await self.app.push_screen_wait(ShowAll(question, words("exercise.how")))
        if answer == "again":
            await self._show(self._exercise(exercise.kind))
        if answer != "show":
            return
        if self.now.hides(perspective):
            self.post_message(Revealed([perspective]))
        self._shown.add(exercise.kind)
        self._seen.add(exercise.kind)
        await self._read(exercise)

    async def _read(self, exercise: Exercise) -> None:
        tables = [self._table(self.now, self.perspective, exercise.kind, exercise.lead)]
        may_name = exercise.kind == "sentence" and not self.now.anonymous
        tables += self._earlier(exercise.kind)
        await self.app.push_screen_wait(SideBySide(exercise.title, tables, exercise.question, may_name=may_name))
