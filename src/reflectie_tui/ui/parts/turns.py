"""Whose turn it is: from one person to the next behind a cover, until all voices can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import (
    DISCUSS,
    SCORE,
    incomplete,
    seen_answers,
    silent,
    step_after,
    step_before,
    turns,
    unheard,
)
from reflectie_tui.report.sentences import called
from reflectie_tui.ui.changes import AwayMarked, Revealed
from reflectie_tui.ui.dialogs.choose import Choice, Choose
from reflectie_tui.ui.dialogs.confirm import Confirm
from reflectie_tui.ui.dialogs.hand_over import AllIn, HandOver, NextTurn
from reflectie_tui.ui.host import host_of
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.part import Part

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement


@dataclass(frozen=True)
class Page:
    """What stands on the screen at once: the scale statements of a perspective, or its own question."""

    perspective: str
    statements: tuple[Statement, ...]

    @property
    def own_question(self) -> Statement | None:
        """The question of its own kind, where the page is one."""
        return self.statements[0] if self.statements[0].kind != "scale" else None


class Turns(Part):
    """Hands the laptop over to one voice after the other, and asks to show all when each has been."""

    def __init__(self) -> None:
        super().__init__()
        self.covered = False
        self._skipped = ""  # who was just said not to be here: a key pressed by mistake should not go by unseen

    def begin(self, voice: str) -> None:
        """Give this voice the keys."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """Come here once more: what somebody left open on purpose is asked again only after all was shown.

        And then only where nobody is late: a late comer need not wait for who has been.
        """
        self._skipped = ""
        first = self.perspectives[0]
        if self.now.revealed(first):
            host_of(self).ended_turns -= {(first, voice) for voice in self.now.voices}
            if late := silent(self.now, self.perspectives):
                host_of(self).ended_turns |= {(first, voice) for voice in self.now.voices if voice not in late}

    def end_turn(self, voice: str) -> None:
        """Go on to the next voice; what this one left open is not asked again for now."""
        host_of(self).ended_turns.add((self.perspectives[0], voice))
        self.hand_over()

    # -- what a turn goes through

    @property
    def perspectives(self) -> list[str]:
        """The perspectives that one turn goes through: this one, or all where everybody scores first."""
        if self.now.about.way == "scores-first":
            return list(PERSPECTIVES)
        return [self.perspective.id]

    @property
    def pages(self) -> list[Page]:
        """The pages of one turn."""
        found = []
        for key in self.perspectives:
            asked = self.set.perspective(key).asked(self.now.about.length)
            scale = tuple(statement for statement in asked if statement.kind == "scale")
            found += [Page(key, scale)] if scale else []
            found += [Page(key, (statement,)) for statement in asked if statement.kind != "scale"]
        return found

    # -- from one to the next

    @work(exclusive=True, group="hand-over")
    async def hand_over(self, whose: str = "", *, to_fill_in: bool = False) -> None:
        """Find the next voice, cover the screen until it sits here, and give it its turn.

        Args:
            whose: who comes first, where that was chosen.
            to_fill_in: whether also those are asked who left something open on purpose.
        """
        ended = set() if to_fill_in else host_of(self).ended_turns
        left = turns(self.now, self.set, self.perspectives)
        waiting = [voice for voice in left if (self.perspectives[0], voice) not in ended]
        waiting.sort(key=lambda each: each != whose)
        if self._skipped not in self.now.participants or not self.now.participants[self._skipped].away:
            self._skipped = ""  # it was a mistake, or they have left since
        while waiting:
            voice = waiting[0]
            answer = await self.app.push_screen_wait(HandOver(self._next_turn(voice, len(waiting))))
            if answer == "ready":
                self._skipped = ""
                self.begin(voice)
                return
            if answer == "away":
                self._skipped = voice
                self.post_message(AwayMarked(voice, True))
                await self.changes_in()  # the cover that follows says who is not here
                waiting.remove(voice)
            elif answer == "skip":
                if await self.app.push_screen_wait(self._really_skip()):
                    self._skip()
                    return
            elif answer == "again":
                self.hand_over(whose, to_fill_in=to_fill_in)
                return
            elif answer == "other":
                other = await self.app.push_screen_wait(self._who(waiting))
                whose = other or voice
                waiting.sort(key=lambda each: each != whose)
            elif answer == "elsewhere":
                return
            elif to_fill_in:
                break  # back to what is asked when everybody has been
            else:
                self.post_message(StepChosen(self._before))
                return
        await self._finish()

    @property
    def _before(self) -> str:
        """Where who leaves the turns comes: to the talk, where somebody came late; else to what stands before them."""
        if self.now.revealed(self.perspective.id):
            return f"{self.perspective.id}.{DISCUSS}"
        first = f"{self.perspectives[0]}.{SCORE}"
        return step_before(self.now, first) or first

    def _who(self, waiting: list[str]) -> Choose:
        return Choose(self.words("hand_over.who"), [Choice(voice, self._called(voice)) for voice in waiting])

    @property
    def may_skip(self) -> bool:
        """Whether a turn goes through one perspective, so that there is a next one to go on to."""
        return len(self.perspectives) == 1

    def _really_skip(self) -> Confirm:
        return Confirm(
            self.words("hand_over.skip", perspective=self.perspective.name), self.words("hand_over.skip_detail")
        )

    def _nobody_here(self) -> Confirm:
        """Say so where nobody is here to score, and ask whether to go on: it may have been a mistake."""
        question = self.words("score.nobody", perspective=self.perspective.name)
        return Confirm(question, self.words("score.nobody_detail"))

    def _skip(self) -> None:
        """Leave this perspective as it is; what was answered stays hidden until the group comes back."""
        following = step_after(self.now, f"{self.perspective.id}.{DISCUSS}")
        self.post_message(StepChosen(following or f"{self.perspective.id}.{DISCUSS}"))

    async def _finish(self) -> None:
        """Nobody is left: show all voices when the group is ready for it."""
        hidden = [key for key in self.perspectives if self.now.hides(key)]
        here = f"{self.perspectives[0]}.discuss"
        if not hidden:
            if self.now.revealed(self.perspective.id):
                self.post_message(StepChosen(here))
                return
            if not self.may_skip:
                self.post_message(StepChosen(self._before))
                self.tell_there(self.words("score.nobody_at_all"))
            elif await self.app.push_screen_wait(self._nobody_here()):
                self._skip()
            else:
                self.post_message(StepChosen(self._before))
            return
        away = unheard(self.now, self.perspectives)
        question = self.words("all_in.question_here" if away else "all_in.question")
        fills = bool(turns(self.now, self.set, self.perspectives))
        answer = await self.app.push_screen_wait(AllIn(question, self._missing(away), fills=fills))
        if answer == "show":
            self.post_message(Revealed(hidden))
            self.post_message(StepChosen(here))
        elif answer in ("again", "fill"):
            self.hand_over(to_fill_in=answer == "fill")
        elif answer != "elsewhere":
            self.post_message(StepChosen(self._before))

    def _missing(self, away: list[str]) -> str:
        """Say who left something open, also who has gone since; who is away and has not had a turn; and what to do."""
        left = [voice for voice in incomplete(self.now, self.set, self.perspectives) if voice not in away]
        lines = []
        if left:
            lines.append(self._left_open(left))
        if away:
            lines.append(self._away(away))
        return "\n".join([*lines, self.words("all_in.how")])

    def _away(self, voices: list[str]) -> str:
        if self.now.anonymous:
            return self.words("all_in.away_anonymous", n=len(voices))
        names = self.words.listed([self._called(voice) for voice in voices])
        return self.words("all_in.away", n=len(voices), names=names)

    def _left_open(self, voices: list[str]) -> str:
        if self.now.anonymous:
            return self.words("all_in.left_open_anonymous", n=len(voices))
        names = self.words.listed([self._called(voice) for voice in voices])
        return self.words("all_in.left_open", n=len(voices), names=names)

    def _next_turn(self, voice: str, waiting: int) -> NextTurn:
        words = self.words
        person = self.now.participants[voice]
        warnings = []
        if self._skipped:
            name = self._called(self._skipped) if not self.now.anonymous else words("hand_over.somebody")
            warnings.append(words("hand_over.skipped", name=name))
        if any(self.now.revealed(key) for key in self.perspectives):
            warnings.append(words("hand_over.late"))
        if self.covered:
            warnings.append(words("hand_over.covered"))
        if given := sum(self.now.answered(page.perspective, voice, page.statements) for page in self.pages):
            all_seen = len(seen_answers(self.now, self.perspectives, voice)) >= given
            warnings.append(words("hand_over.continued_seen" if all_seen else "hand_over.continued"))
        return NextTurn(
            who=words("hand_over.anybody") if self.now.anonymous else person.name or words("common.nameless"),
            organisation=person.organisation or "",
            count=words("hand_over.count", n=waiting, perspective=self._asked_for),
            warnings=tuple(warnings),
            others=waiting > 1 and not self.now.anonymous,
            skips=self.may_skip and not self.now.revealed(self.perspective.id),
        )

    @property
    def _asked_for(self) -> str:
        """What a turn goes through: one perspective, or all of them."""
        return self.perspective.name if self.may_skip else self.words("hand_over.all")

    def _called(self, voice: str) -> str:
        """Return what to call somebody among others; on their own cover the organisation has a line of its own."""
        return called(self.now, voice, self.words)
