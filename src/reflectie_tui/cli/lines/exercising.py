"""The exercises beside the statements in a talk of plain lines: written unseen one by one, and read side by side."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom

from reflectie_tui.cli.lines.asking import Keys, Stopped, Unclear
from reflectie_tui.cli.lines.kept import Sat
from reflectie_tui.model.content import PERSPECTIVES, Perspective
from reflectie_tui.model.exercises import exchange_waits_for, may_show, parties, sentence_waits_for, writers
from reflectie_tui.model.plain_text import TEXT_LENGTH
from reflectie_tui.model.session import Session
from reflectie_tui.report.outcome import outcome
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import called
from reflectie_tui.report.text import exercise_lines


@dataclass(frozen=True)
class Exercise:
    """One of the two exercises of a perspective."""

    part: Perspective
    kind: str
    title: str
    intro: str
    question: str

    def everyone(self, session: Session) -> list[str]:
        """Return who takes part: participants, or organisations."""
        return writers(session) if self.kind == "sentence" else parties(session)

    def waiting(self, session: Session) -> list[str]:
        """Return who has not written yet."""
        waits_for = sentence_waits_for if self.kind == "sentence" else exchange_waits_for
        return waits_for(session, self.part.id)

    def written(self, session: Session) -> bool:
        """Tell whether anything has been written."""
        record = session.perspective(self.part.id)
        return bool(record.sentences if self.kind == "sentence" else record.exchange)


def exercises(sat: Sat) -> list[Exercise]:
    """Return the exercises that the content has, in the order of the model."""
    found = []
    for part in map(sat.content.perspective, PERSPECTIVES):
        for kind, each in (("sentence", part.sentence), ("exchange", part.exchange)):
            if each is not None:
                found.append(Exercise(part, kind, each.title, " ".join(each.intro.split()), each.question))
    return found


def go_through_exercises(sat: Sat) -> None:
    """Let the group choose an exercise, write in it one by one, and hear what was written."""
    ask, words = sat.ask, sat.words
    found = exercises(sat)

    def present() -> None:
        ask.say()
        for number, each in enumerate(found, start=1):
            ask.say(f"{number} {each.title} ({each.part.name})")
        if not found:
            ask.say(words("cli.talk.no_exercises"))

    def understood(line: str) -> Exercise | None:
        if not line:
            return None
        if line.isdecimal() and 1 <= int(line) <= len(found):
            return found[int(line) - 1]
        raise Unclear(words("cli.talk.number_unclear"))

    while (chosen := ask.answer(words("cli.talk.which_exercise"), understood, present)) is not None:
        Exercising(sat, chosen).go()


class Exercising:
    """One exercise: who writes, and when all of it is read."""

    def __init__(self, sat: Sat, exercise: Exercise) -> None:
        self.sat, self.ask, self.kept, self.words = sat, sat.ask, sat.kept, sat.words
        self.exercise = exercise
        self.seen = False  # whether the group has read it in this talk

    @property
    def now(self) -> Session:
        """The session."""
        return self.kept.session

    def go(self) -> None:
        """Go on until the group is done with it."""
        words, kind = self.words, self.exercise.kind
        self.ask.say()
        self.ask.say(self.exercise.intro)
        if not self.exercise.everyone(self.now):
            self.ask.say(words(f"exercise.nobody_{kind}"))
            return
        kept_only = kind == "exchange" and self.now.anonymous
        self.ask.say(words("exercise.kept_organisations" if kept_only else "exercise.unseen"))
        prompt = words("cli.talk.writes" if self._listed() else "cli.talk.writes_nameless")
        while chosen := self.ask.answer(prompt, self._chosen, self._say_who):
            if chosen == "show":
                self._show()
            else:
                self._write(chosen)

    # -- who

    def _listed(self) -> list[str]:
        """Return who can be chosen by number: nobody where the seats would tell whose a sentence is."""
        if self.now.anonymous and self.exercise.kind == "sentence":
            return []
        return self.exercise.everyone(self.now)

    def _say_who(self) -> None:
        words, waiting = self.words, self.exercise.waiting(self.now)
        self.ask.say()
        self.ask.say(self.exercise.title)
        for number, who in enumerate(self._listed(), start=1):
            done = "" if who in waiting else f" ({words('score.given')})"
            self.ask.say(f"{number} {self._called(who)}{done}")
        if not self._listed():
            self.ask.say(words("cli.talk.writes_next", n=len(waiting)))

    def _chosen(self, line: str) -> str:
        if not line:
            return ""
        listed = self._listed()
        if line.isdecimal() and 1 <= int(line) <= len(listed):
            return listed[int(line) - 1]
        act = Keys(self.words, "show", "writer", "stop").named(line)
        if act == "stop":
            raise Stopped
        waiting = self.exercise.waiting(self.now)
        if act == "show":
            return act
        if act == "writer" and not listed and waiting:
            return SystemRandom().choice(waiting)  # the order of the seats must not tell who wrote first
        raise Unclear(self.words("cli.talk.number_unclear"))

    def _called(self, who: str) -> str:
        if self.exercise.kind == "exchange":
            return who
        return called(self.now, who, self.words)

    # -- writing

    def _write(self, who: str) -> None:
        """Let one person, or one organisation, write unseen; the screen is cleared afterwards."""
        words = self.words
        self.ask.forget_typed()
        if self._listed():
            self.ask.say(self._called(who))
        if self.seen:
            self.ask.say(words("exercise.late"))
        if who not in self.exercise.waiting(self.now):
            self.ask.say(words("exercise.anew"))
        if self.ask.typed:
            self.ask.answer(words("hand_over.enter"), self._ready)
            self.ask.say(words("cli.score.seen" if self.ask.clears else "cli.score.seen_on"))
        self.ask.private = True
        before = self.now
        self.ask.say(words("cli.talk.own"))
        if self.exercise.kind == "sentence":
            self._sentence(who)
        else:
            self._exchange(who)
        self.ask.forget()
        self.ask.say(words("cli.asking.text_kept" if self.now != before else "cli.asking.text_none"))

    def _ready(self, line: str) -> None:
        """Go on at Enter only: what is typed here is not what somebody writes."""
        if line:
            raise Unclear(self.words("cli.score.ready_unclear"))

    def _sentence(self, who: str) -> None:
        sentence, part = self.exercise.part.sentence, self.exercise.part.id
        text = self.ask.ask(sentence.opening if sentence else "")[:TEXT_LENGTH]
        if text:
            self.kept.keep(self.now.with_sentence(part, who, text))

    def _exchange(self, who: str) -> None:
        """Take three lines; each is kept at once, with those before it."""
        exchange, part = self.exercise.part.exchange, self.exercise.part.id
        lines = {"gets": "", "brings": "", "no_go": ""}
        for key in lines:
            lines[key] = self.ask.ask(f"{getattr(exchange, key)}:")[:TEXT_LENGTH]
            if any(lines.values()):
                self.kept.keep(self.now.with_exchange(part, who, **lines))

    # -- showing

    def _show(self) -> None:
        """Read all that was written, when the group says so; where scores are hidden still, together with those."""
        words, part = self.words, self.exercise.part.id
        if not self.exercise.written(self.now):
            self.ask.say(words("exercise.nothing"))
            return
        if not may_show(self.now, part):
            self.ask.say(words("exercise.with_voices"))
            return
        if self.now.hides(part):
            asked = words("exercise.not_all" if self.exercise.waiting(self.now) else "exercise.all")
            if not self.ask.sure(f"{asked} {words('cli.talk.show')}"):
                return
            self.kept.keep(self.now.with_reveal(part))
        self.seen = True
        told = outcome(self.now, self.sat.content, words, today=self.sat.call.today)
        paper = Paper(words, self.ask.width, drawn=False)
        for line in exercise_lines(told.chapters[PERSPECTIVES.index(part)], paper):
            self.ask.say(line)
        self.ask.say()
        self.ask.say(words("signals.question", text=self.exercise.question))
