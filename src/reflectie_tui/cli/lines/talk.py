"""`reflectie talk`: the talk of the group in plain lines: show the voices, go through them, judge, agree, close."""

from __future__ import annotations

from datetime import datetime

from reflectie_tui.cli.call import Call
from reflectie_tui.cli.lines.agreeing import go_through_actions
from reflectie_tui.cli.lines.asking import Keys, Stopped, Unclear
from reflectie_tui.cli.lines.discussing import Discussing
from reflectie_tui.cli.lines.exercising import go_through_exercises
from reflectie_tui.cli.lines.kept import Sat, as_typed, converse
from reflectie_tui.cli.lines.people import go_through_people
from reflectie_tui.cli.lines.reading import reading
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import (
    DISCUSS,
    READ,
    SCORE,
    left_open,
    perspective_of,
    state,
    step_after,
    turns,
    unheard,
)
from reflectie_tui.model.session import Session
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import called
from reflectie_tui.report.text import show_text

AT_LIST = ("actions", "picture", "exercises", "people", "close", "help", "stop")


def talk(call: Call) -> int:
    """Lead a group through its talk; the exit status is 0, also where it stops half-way."""
    return converse(call, lambda sat: Talking(sat).go(), closed_too=True)


class Talking:
    """The list of perspectives, and the way into each and back."""

    def __init__(self, sat: Sat) -> None:
        self.sat, self.ask, self.kept, self.words = sat, sat.ask, sat.kept, sat.words
        self.here = perspective_of(sat.kept.session.about.step or "")

    @property
    def now(self) -> Session:
        """The session."""
        return self.kept.session

    def go(self) -> None:
        """Go on until the group closes the session or stops."""
        self.ask.say(self.now.about.title)
        if self.now.closed and not self._opened_again():
            return
        if any(action.carried_from and action.status == "open" for action in self.now.actions.values()):
            self.ask.say(self.words("cli.talk.review"))
        while not self.now.closed:
            chosen = self.ask.answer(self.words("cli.talk.how"), self._chosen, self._say_list)
            if chosen in PERSPECTIVES:
                self._perspective(chosen)
            elif chosen == "actions":
                go_through_actions(self.sat)
            elif chosen == "picture":
                paper = Paper(self.words, self.ask.width, drawn=False)
                self.ask.say(show_text(self.now, self.sat.content, paper, today=self.sat.call.today))
            elif chosen == "exercises":
                go_through_exercises(self.sat)
            elif chosen == "people":
                go_through_people(self.sat)
            elif chosen == "help":
                for line in Keys(self.words, *AT_LIST).lines():
                    self.ask.say(line)
            else:
                self._close()

    def _opened_again(self) -> bool:
        closed = self.now.about.closed
        assert closed is not None
        self.ask.say(self.words("report.closed", day=self.words.day(closed.date())))
        if not self.ask.sure(f"{self.words('close.reopen')} {self.words('close.reopen_detail')}"):
            return False
        self.kept.keep(self.now.with_about(closed=None))
        return True

    # -- the list

    def _say_list(self) -> None:
        self.ask.say()
        for number, key in enumerate(PERSPECTIVES, start=1):
            stands = state(self.now, self.sat.content, key)
            told = self.words("report.hidden") if self.now.hides(key) else self.words(f"start.states.{stands}")
            self.ask.say(f"{number} {self.sat.content.perspective(key).name}: {told}")
        following = self._following()
        name = self.sat.content.perspective(following).name if following else self.words("steps.actions")
        self.ask.say(self.words("cli.talk.list", name=name))

    def _chosen(self, line: str) -> str:
        if not line:
            return self._following() or "actions"
        if line in ("1", "2", "3", "4", "5"):
            return PERSPECTIVES[int(line) - 1]
        act = Keys(self.words, *AT_LIST).named(line)
        if act == "stop":
            raise Stopped
        if act is None:
            raise Unclear(self.words("cli.talk.list_unclear"))
        return act

    def _following(self) -> str | None:
        """Return the perspective that Enter goes to: where the group is, or the next one that it has not judged."""
        start = PERSPECTIVES.index(self.here) if self.here else 0
        left = [key for key in PERSPECTIVES[start:] if state(self.now, self.sat.content, key) != "judged"]
        return left[0] if left else None

    # -- a perspective

    def _perspective(self, perspective: str) -> None:
        """Go through the voices of a perspective, first to their reveal; where there are none, say how to score."""
        self.here = perspective
        if not any(self.now.perspective(perspective).answers.values()):
            self._go_to(f"{perspective}.{READ}")
            for line in reading(self.sat.content.perspective(perspective), self.words):
                self.ask.say(line)
            self.ask.say()
            self.ask.say(self.words("cli.talk.empty", file=as_typed(self.sat.call.wish.files[0])))
            return
        if self.now.hides(perspective) and not self._revealed(perspective):
            self._go_to(f"{perspective}.{SCORE}")
            return
        self._go_to(f"{perspective}.{DISCUSS}")
        if Discussing(self.sat, perspective).go():
            following = step_after(self.now, f"{perspective}.{DISCUSS}")
            self._go_to(following or f"{perspective}.{DISCUSS}")
            place = PERSPECTIVES.index(perspective) + 1
            self.here = PERSPECTIVES[place] if place < len(PERSPECTIVES) else None

    def _go_to(self, step: str) -> None:
        self.kept.keep(self.now.with_about(step=step))

    def _revealed(self, perspective: str) -> bool:
        """Ask whether all voices may be shown, and show them; where scores come first, of all perspectives at once."""
        words, scores_first = self.words, self.now.about.way == "scores-first"
        keys = [key for key in PERSPECTIVES if self.now.hides(key)] if scores_first else [perspective]
        asked = PERSPECTIVES if scores_first else [perspective]
        left, away = turns(self.now, self.sat.content, asked), unheard(self.now, asked)
        self.ask.say()
        if not left:
            self.ask.say(words("all_in.question_here" if away else "all_in.question"))
        elif self.now.anonymous:
            self.ask.say(words("cli.score.left_voices", n=len(left)))
        else:
            self.ask.say(words("cli.score.left", n=len(left), names=self._names(left)))
        if away:
            names = str(len(away)) if self.now.anonymous else self._names(away)
            self.ask.say(words("all_in.away", n=len(away), names=names))
        if not self.ask.sure(words("cli.talk.reveal")):
            return False
        session = self.now
        for key in keys:
            session = session.with_reveal(key)
        self.kept.keep(session)
        return True

    def _names(self, voices: list[str]) -> str:
        return self.words.listed([called(self.now, voice, self.words) for voice in voices])

    # -- the end

    def _close(self) -> None:
        """Say what is still open, and close the session where the group is sure."""
        words, left = self.words, left_open(self.now, self.sat.content)
        groups = {"empty": left.empty, "hidden": left.hidden, "unfinished": left.unfinished, "unjudged": left.unjudged}
        self.ask.say()
        for key, found in groups.items():
            if found:
                names = words.listed([self.sat.content.perspective(each).name for each in found])
                self.ask.say(words(f"close.open.{key}", names=names))
        if not self.now.actions:
            self.ask.say(words("close.open.actions"))
        if self.ask.sure(f"{words('close.sure')} {words('close.sure_detail')}"):
            moment = datetime.now().astimezone().replace(microsecond=0)
            self.kept.keep(self.now.with_about(closed=moment))
            self.ask.say(words("report.closed", day=words.day(moment.date())))
            self.ask.say(words("cli.talk.report", file=as_typed(self.sat.call.wish.files[0])))
