"""`reflectie score`: a whole person's turn as plain questions and answers, a line at a time, unseen by the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reflectie_tui.cli.arguments import UsageFault
from reflectie_tui.cli.call import Call
from reflectie_tui.cli.lines.asking import Keys, Stopped, Unclear
from reflectie_tui.cli.lines.kept import Sat, as_typed, converse
from reflectie_tui.cli.lines.questions import Question, questions
from reflectie_tui.cli.lines.turn import Turn
from reflectie_tui.model.names import names
from reflectie_tui.model.plain_text import folded
from reflectie_tui.model.progress import reached, seen_by_all, turns
from reflectie_tui.report.sentences import called

if TYPE_CHECKING:
    from reflectie_tui.model.session import Session


def score(call: Call) -> int:
    """Let somebody score, or the group together where it scores in the open.

    The exit status is 0 where the turn was done or stopped, 1 where the session cannot be scored, or a line from a
    pipe was no answer.

    Raises:
        UsageFault: where `--who` names nobody, or more than one.
    """
    return converse(call, lambda sat: Scoring(sat).go())


class Scoring:
    """Finds whose turn it is, lets them score, and clears the screen after them."""

    def __init__(self, sat: Sat) -> None:
        self.sat, self.ask, self.kept, self.words = sat, sat.ask, sat.kept, sat.words
        self.passed: set[str] = set()  # who had a turn just now, and may have left something open

    @property
    def now(self) -> Session:
        """The session."""
        return self.kept.session

    def go(self) -> None:
        """Go through one turn; where somebody sits at a keyboard and named nobody, through the next ones too."""
        named = self._named()
        self.ask.say(self.now.about.title)
        if seen_by_all(self.now):
            self._together()
            return
        if named is not None:
            self._turn(named)
            self._say_what_next()
            return
        while (voice := self._who()) is not None:
            self._turn(voice)
            if not self.ask.typed:
                break  # one turn for each pipe
        self._say_what_next()

    # -- who

    def _named(self) -> str | None:
        """Return the voice that `--who` names."""
        wish = self.sat.call.wish.who
        if wish is None:
            return None
        if seen_by_all(self.now) or self.now.anonymous:
            raise UsageFault("who_none", hint=False)
        found = people_called(wish, self.now, list(self.now.participants))
        if len(found) == 1:
            return found[0]
        names = [self._seat(voice) for voice in found or self.now.participants]
        raise UsageFault("who_several" if found else "who_nobody", hint=False, name=wish, names="; ".join(names))

    def _waiting(self) -> list[str]:
        """Return who has something left to answer: first those who are here."""
        away = [voice for voice in self.now.voices if voice not in self.now.present]
        everybody = self.now
        for voice in away:
            everybody = everybody.with_away(voice, False)
        open_for = turns(everybody, self.sat.content, reached(self.now))
        waiting = [voice for voice in open_for if voice not in self.passed]
        return sorted(waiting, key=lambda voice: voice in away)

    def _who(self) -> str | None:
        """Ask whose turn it is, and whether they sit here; None where nobody is left."""
        self.ask.forget_typed()
        while True:
            waiting = self._waiting()
            if self.now.anonymous:
                voice = self._next_voice([voice for voice in waiting if voice in self.now.present])
            elif any(voice in self.now.present for voice in waiting) or (waiting and not self.passed):
                voice = self._chosen(waiting)
            else:
                voice = None
            if voice is None or self._sits_here(voice):
                return voice

    def _chosen(self, waiting: list[str]) -> str:
        words = self.words
        done = [self._called(voice) for voice in self.now.present if voice not in waiting]

        def present() -> None:
            self.ask.say()
            self.ask.say(words("hand_over.who"))
            for number, voice in enumerate(waiting, start=1):
                away = "" if voice in self.now.present else f" ({words('people.state_away')})"
                self.ask.say(f"{number} {self._seat(voice)}{away}")
            if done:
                self.ask.say(words("cli.score.done_already", n=len(done), names=words.listed(done)))

        def understood(line: str) -> str:
            if line.isdecimal() and 1 <= int(line) <= len(waiting):
                return waiting[int(line) - 1]
            stops = Keys(words, "stop").named(line) is not None
            found = people_called(line, self.now, waiting)
            if len(found) == 1 and not (stops and len(line) == 1):  # s stops, also where somebody is called Sanne
                return found[0]
            if stops:
                raise Stopped
            raise Unclear(words("cli.score.who_unclear", most=len(waiting)))

        return self.ask.answer(words("cli.score.who"), understood, present)

    def _next_voice(self, waiting: list[str]) -> str | None:
        """Return the next voice where nobody has a name; one that was begun is only gone on with by its own."""
        begun = [voice for voice in waiting if self._begun(voice)]
        fresh = [voice for voice in waiting if voice not in begun]
        for voice in begun:
            if self.ask.sure(self.words("cli.score.begun", **self._place(voice))):
                return voice
        return fresh[0] if fresh else None

    def _begun(self, voice: str) -> bool:
        """Tell whether a voice has answered a part of a perspective, and not all of it."""
        asked = [self._of(key) for key in reached(self.now)]
        return any(0 < self._left(each, [voice]) < len(each) for each in asked)

    def _sits_here(self, voice: str) -> bool:
        """Let whoever has the turn take the keyboard; False where it is somebody else's turn after all."""
        words = self.words
        if not self.ask.typed:
            return True
        self.ask.say()
        name = words("cli.score.voice", **self._place(voice)) if self.now.anonymous else self._seat(voice)
        self.ask.say(name)

        def understood(line: str) -> bool:
            act = Keys(words, "back", "stop").named(line) if line else "go"
            if act == "stop":
                raise Stopped
            if act is None or (act == "back" and self.now.anonymous):
                raise Unclear(words("cli.score.ready_unclear"))
            return act == "go"

        return self.ask.answer(words("hand_over.enter"), understood)

    # -- turns

    def _turn(self, voice: str) -> None:
        """Let one voice score what it has left open."""
        if voice not in self.now.present:
            if not self.ask.sure(self.words("cli.score.away", name=self._called(voice))):
                return
            self.kept.keep(self.now.with_away(voice, False))
        asked = self._asked(voice)
        if not self._left(asked, [voice]):
            self.passed.add(voice)
            self.ask.say(self.words("cli.score.complete", name=self._called(voice)))
            return
        if self.ask.typed:
            self.ask.say(self.words("cli.score.seen" if self.ask.clears else "cli.score.seen_on"))
        if self._left(asked, [voice]) < len(asked):
            self.ask.say(self.words("cli.score.continued", n=self._left(asked, [voice])))
        self.ask.private = True
        Turn(self.sat, asked, [voice]).go()
        self.ask.forget()
        self.passed.add(voice)
        self.ask.say(self.words("cli.score.thanks"))
        if self.ask.screen:
            self.ask.say(self.words("cli.score.cleared" if self.ask.clears else "cli.score.not_cleared"))

    def _together(self) -> None:
        """Let the group score in the open: a row for each statement, or one score."""
        voices = self.now.present
        asked = self._asked()
        way = "together" if self.now.about.way == "together" else "fingers"
        if voices and self._left(asked, voices):
            self.ask.say(self.words(f"cli.score.{way}"))
            Turn(self.sat, asked, voices).go()
        self._say_what_next()

    def _asked(self, voice: str | None = None) -> list[Question]:
        """Return what a turn asks; in rounds what this voice has finished before is left out."""
        perspectives = reached(self.now)
        if voice is not None and self.now.about.way == "rounds":
            perspectives = [key for key in perspectives if self._left(self._of(key), [voice])]
        return questions(self.now, self.sat.content, perspectives)

    def _of(self, perspective: str) -> list[Question]:
        return questions(self.now, self.sat.content, [perspective])

    def _left(self, asked: list[Question], voices: list[str]) -> int:
        """Count what these voices have left open."""
        return sum(
            self.now.answer(each.part.id, voice, each.statement.id) is None for each in asked for voice in voices
        )

    def _say_what_next(self) -> None:
        words = self.words
        left = turns(self.now, self.sat.content, reached(self.now))
        if left and self.now.anonymous:
            self.ask.say(words("cli.score.left_voices", n=len(left)))
        elif left and not seen_by_all(self.now):
            self.ask.say(
                words("cli.score.left", n=len(left), names=words.listed([self._called(each) for each in left]))
            )
        elif not left:
            self.ask.say(words("cli.score.all_done"))
            self.ask.say(words("cli.score.next", file=as_typed(self.sat.call.wish.files[0])))

    # -- names

    def _called(self, voice: str) -> str:
        return called(self.now, voice, self.words)

    def _seat(self, voice: str) -> str:
        person = self.now.participants[voice]
        if not person.organisation:
            return self._called(voice)
        return f"{person.name or self._called(voice)}, {person.organisation}"

    def _place(self, voice: str) -> dict[str, int]:
        return {"number": self.now.voices.index(voice) + 1, "total": len(self.now.voices)}


def people_called(wish: str, session: Session, among: list[str]) -> list[str]:
    """Return who of them a name means: the whole name, with the organisation or without; else its beginning."""

    told_apart = names(session)

    def ways(voice: str) -> list[str]:
        person = session.participants[voice]
        name = folded(person.name or "")
        return [name, f"{name}, {folded(person.organisation or '')}", folded(told_apart.get(voice, ""))]

    said = folded(wish)
    if not said:
        return []
    exactly = [voice for voice in among if said == folded(told_apart.get(voice, ""))]
    if len(exactly) == 1:
        return exactly  # as the list has it: Ben, beside Ben (Hill Trust)
    whole = [voice for voice in among if said in ways(voice)]
    return whole or [voice for voice in among if ways(voice)[0].startswith(said)]
