"""One turn: question after question, from one voice or from the whole group at once, in plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import SystemRandom

from reflectie_tui.cli.lines.asking import Asking, Keys, Stopped, Unclear
from reflectie_tui.cli.lines.kept import Kept, Sat
from reflectie_tui.cli.lines.questions import Question
from reflectie_tui.cli.lines.reading import reading
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.progress import seen_answers, seen_by_all
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import GROUP, UNKNOWN
from reflectie_tui.model.starting import random_id
from reflectie_tui.report.sentences import answers_to, called
from reflectie_tui.words import Words


class Turn:
    """Asks the questions that are open, keeps each answer at once, and goes back where that is asked."""

    def __init__(self, sat: Sat, asked: Sequence[Question], voices: list[str]) -> None:
        self.ask: Asking = sat.ask
        self.kept: Kept = sat.kept
        self.words: Words = sat.words
        self.content = sat.content
        self.questions = asked
        self.voices = voices
        self.alone = not seen_by_all(sat.kept.session)
        helps = ["leave", "back", "note", "explain", "read", "help", "stop"]
        self.keys = Keys(self.words, *(name for name in helps if self.alone or name != "note"))
        perspectives = list(dict.fromkeys(question.part.id for question in asked))
        self._seen = seen_answers(sat.kept.session, perspectives, voices[0]) if self.alone else frozenset()
        self._given: set[int] = set()  # the places answered in this turn: only these answers may be told again
        self._notes: dict[int, str] = {}  # the ids of the remarks written in this turn
        self._under: str | None = None  # the perspective whose heading was said last

    def go(self) -> None:
        """Go through the turn until the person is done.

        Raises:
            Stopped: where the person wants to stop before.
        """
        self.ask.say(self.keys.sentence())
        place = self._open_from(0)
        while True:
            while place < len(self.questions):
                place = self._one(place)
            chosen = self._end()
            if chosen is None:
                return
            while (place := self._one(chosen)) == chosen:
                pass
            if place > chosen:
                place = len(self.questions)  # what was to be changed has been: back to the end

    # -- what is open

    def _open_from(self, place: int) -> int:
        """Return the first open question from here on, or one past the last."""
        return next((each for each in range(place, len(self.questions)) if self._missing(each)), len(self.questions))

    def _missing(self, place: int) -> list[str]:
        """Return the voices that have not answered a question."""
        asked = self.questions[place]
        answer = self.kept.session.answer
        return [voice for voice in self.voices if answer(asked.part.id, voice, asked.statement.id) is None]

    def _stays(self, place: int) -> bool:
        """Tell whether everybody has seen the answer to a question, so that it is not changed any more."""
        asked = self.questions[place]
        return (asked.part.id, asked.statement.id) in self._seen

    def _asked_of(self, place: int) -> list[str]:
        """Return whose answers are asked: of those who have none yet; else of all, once more."""
        return self._missing(place) or self.voices

    # -- one question

    def _one(self, place: int) -> int:
        """Ask one question until it is answered or left; return the place to go on at."""
        return self.ask.answer(
            self._prompt(place), lambda line: self._understood(place, line), lambda: self._present(place)
        )

    def _prompt(self, place: int) -> str:
        voices = self._asked_of(place)
        if voices == [GROUP] or self.alone:
            return self.words("cli.score.answer")
        return self.words("cli.score.row", names=", ".join(map(self._called, voices)))

    def _present(self, place: int) -> None:
        """Say the question, under the heading of its perspective where that is a new one."""
        asked, words = self.questions[place], self.words
        if asked.part.id != self._under:
            self._heading(asked)
        wording = self.kept.session.wording(asked.part.id, asked.statement, words.language)
        self.ask.say()
        self.ask.say(words("cli.score.question", place=place + 1, total=len(self.questions), question=wording))
        if asked.statement.kind != "scale":
            for number, label in enumerate(answers_to(asked.statement).values(), start=1):
                self.ask.say(f"{number} {label}")
        if not self._missing(place):
            self.ask.say(self._told_before(place))

    def _heading(self, asked: Question) -> None:
        words, part = self.words, asked.part
        scale = self.content.facts.scale
        self.ask.say()
        self.ask.say(words("cli.score.heading", title=part.title, number=PERSPECTIVES.index(part.id) + 1))
        self.ask.say(part.core)
        if self.alone and self.kept.session.revealed(part.id):
            self.ask.say(f"{words('hand_over.late')} {words('cli.score.late')}")
        if self._under is None:
            points = ", ".join(f"{each.point} {each.label}" for each in scale.labels)
            self.ask.say(words("cli.score.scale", question=scale.question, points=points, unknown=scale.unknown))
        self._under = part.id

    def _told_before(self, place: int) -> str:
        if self._stays(place):
            return self.words("score.kept")
        if self.alone and place not in self._given:
            return self.words("cli.score.given_before")
        asked, answer = self.questions[place], self.kept.session.answer
        told = [(voice, answer(asked.part.id, voice, asked.statement.id)) for voice in self.voices]
        return self.words("cli.score.given", answer=self._told(asked, told))

    def _understood(self, place: int, line: str) -> int:
        """Do what was typed at a question, and return the place to go on at; at a question mark it is an answer."""
        asked = self.questions[place]
        if not line and not self._missing(place):
            return self._open_from(place + 1)  # what was answered stays as it is
        if not line:
            raise Unclear(f"{self.words('cli.score.blank')} {self._possible(asked)}")
        answers = asked.read(line)
        if answers is not None and answers != [None]:
            return self._take(place, answers)
        act = self.keys.named(line)
        if act is None:
            raise Unclear(f"{self.words('cli.score.unclear')} {self._possible(asked)}")
        return self._act(act, place)

    def _act(self, act: str, place: int) -> int:
        if act == "leave":
            return self._open_from(place + 1)
        if act == "back":
            if place == 0:
                raise Unclear(self.words("cli.score.first"))
            return place - 1
        if act == "stop":
            raise Stopped
        if act == "note":
            self._remark(place)
        elif act == "explain":
            self._explain(self.questions[place])
        elif act == "read":
            for line in reading(self.questions[place].part, self.words):
                self.ask.say(line)
        else:
            for line in self.keys.lines():
                self.ask.say(line)
        return place

    def _possible(self, asked: Question) -> str:
        """Say what can be typed here."""
        return self.words("cli.score.possible", most=len(asked.signs) - 1)

    # -- answers

    def _take(self, place: int, answers: list[Answer | None]) -> int:
        """Keep the answers of a line: one of each voice, or a row from paper of one voice."""
        voices = self._asked_of(place)
        if len(answers) == len(voices):
            self._keep(place, zip(voices, answers, strict=True))
            return self._open_from(place + 1)
        if len(voices) > 1:
            raise Unclear(self.words("cli.score.row_length", n=len(voices), given=len(answers)))
        row = self._row(place)
        if len(answers) != len(row):
            raise Unclear(self.words("cli.score.paper_length", n=len(row), given=len(answers)))
        for each, answer in zip(row, answers, strict=True):
            self._keep(each, [(voices[0], answer)], numbered=True)
        return self._open_from(place + len(row))

    def _row(self, place: int) -> list[int]:
        """Return the places that a row from paper fills: from here to the last statement on the scale."""
        part = self.questions[place].part.id
        row = []
        for each in range(place, len(self.questions)):
            asked = self.questions[each]
            if asked.part.id != part or asked.statement.kind != "scale":
                break
            row.append(each)
        return row or [place]

    def _keep(self, place: int, answers: Iterable[tuple[str, Answer | None]], *, numbered: bool = False) -> None:
        """Keep answers to a question, and tell what was understood; in a row with the number of the question.

        What everybody has seen stays, and that is said.
        """
        if self._stays(place):
            kept = self.words("score.kept")
            self.ask.say(f"{place + 1}: {kept}" if numbered else kept)
            return
        asked, session = self.questions[place], self.kept.session
        given = [(voice, answer) for voice, answer in answers if answer is not None]
        for voice, answer in given:
            session = session.with_score(asked.part.id, voice, asked.statement, answer)
        if given:
            self._given.add(place)
            self.kept.keep(session)
            self.ask.say(f"{place + 1}: {self._told(asked, given)}" if numbered else self._told(asked, given))

    def _told(self, asked: Question, answers: Sequence[tuple[str, Answer | None]]) -> str:
        """Return answers in words, each with its name where there are more than one."""
        if len(self.voices) == 1:
            return self._word(asked, answers[0][1])
        told = [f"{self._called(voice)}: {self._word(asked, answer)}" for voice, answer in answers]
        return ", ".join(told)

    def _word(self, asked: Question, answer: Answer | None) -> str:
        scale = self.content.facts.scale
        if answer == UNKNOWN:
            return scale.unknown
        if asked.statement.kind == "scale":
            return f"{answer} {scale.labels[int(answer or 1) - 1].label}"
        return answers_to(asked.statement).get(answer or 0, "")

    def _called(self, voice: str) -> str:
        session = self.kept.session
        if session.anonymous:
            return str(session.present.index(voice) + 1)
        return called(session, voice, self.words)

    # -- beside the answers

    def _explain(self, asked: Question) -> None:
        self.ask.say(asked.statement.explanation)
        for number, choice in enumerate(asked.statement.choices or (), start=1):
            self.ask.say(f"{number} {choice.name}: {choice.text}")

    def _remark(self, place: int) -> None:
        """Take a remark of one's own; one from before this turn is not shown, and stands beside it."""
        asked, words = self.questions[place], self.words
        anonymous = self.kept.session.anonymous
        note_id = self._notes.setdefault(place, random_id("n", SystemRandom()))
        before = self.kept.session.perspective(asked.part.id).notes.get(note_id)
        self.ask.say(words("note.own_anonymous" if anonymous else "note.own"))
        if before is not None:
            self.ask.say(words("cli.asking.text_before", text=before.text))
        self.ask.say(words("cli.asking.text"))

        def keep(text: str) -> None:
            self.kept.keep(
                self.kept.session.with_note(
                    asked.part.id, text, statement=asked.statement.id, by=self.voices[0], note_id=note_id
                )
            )

        self.ask.say(words("cli.asking.text_kept" if self.ask.text(keep) else "cli.asking.text_none"))

    # -- the end

    def _end(self) -> int | None:
        """Say that all has been asked; return the place of a question to change, or None where the turn is done."""
        words = self.words
        keys = Keys(words, "done", "back", "stop")

        def present() -> None:
            left = [str(place + 1) for place in range(len(self.questions)) if self._missing(place)]
            told = words("cli.score.end_open", n=len(left), numbers=words.listed(left))
            self.ask.say()
            self.ask.say(told if left else words("cli.score.end"))

        def understood(line: str) -> int | None:
            act = keys.named(line)
            if act == "done":
                return None
            if act == "stop":
                raise Stopped
            if act == "back":
                return len(self.questions) - 1
            if line.isdecimal() and 1 <= int(line) <= len(self.questions):
                return int(line) - 1
            raise Unclear(words("cli.score.end_unclear", total=len(self.questions)))

        if self.ask.typed:
            return self.ask.answer(words("cli.score.end_how"), understood, present)
        present()  # what comes from paper is not looked over once more
        return None
