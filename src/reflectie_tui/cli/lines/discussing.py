"""One perspective in a talk of plain lines: what stands out, the voices, and what the group makes of them."""

from __future__ import annotations

from reflectie_tui.cli.lines.agreeing import agree
from reflectie_tui.cli.lines.asking import Keys, Stopped, Unclear
from reflectie_tui.cli.lines.kept import Sat
from reflectie_tui.cli.lines.reading import reading
from reflectie_tui.cli.lines.writing import write_note
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.insight import QuestionResult, StatementResult
from reflectie_tui.model.records import DISAGREE
from reflectie_tui.model.session import GROUP, Session
from reflectie_tui.model.signals import signals
from reflectie_tui.report.outcome import Asked, Chapter, outcome
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import told
from reflectie_tui.report.text import exercise_lines, signal_lines
from reflectie_tui.report.voices import question_lines, statement_lines

AT_STATEMENT = ("back", "group_note", "who", "act", "explain", "read", "to_list", "help", "stop")
AT_END = ("differ", "attention", "whole_note", "act", "no_joint", "back", "read", "to_list", "help", "stop")


class Discussing:
    """Goes through a perspective of which the voices may be seen."""

    def __init__(self, sat: Sat, perspective: str) -> None:
        self.sat, self.ask, self.kept, self.words = sat, sat.ask, sat.kept, sat.words
        self.part = sat.content.perspective(perspective)
        self.paper = Paper(sat.words, sat.ask.width, drawn=False)

    @property
    def now(self) -> Session:
        """The session."""
        return self.kept.session

    def go(self) -> bool:
        """Go through the perspective; tell whether the group went on after the end, or back to the list before."""
        self._begin()
        place, said = 0, -1
        asked = self._asked()
        self.ask.say(Keys(self.words, *AT_STATEMENT).sentence())
        found_told = False
        while True:
            while place < len(asked):
                if place != said:
                    self._present(asked[place], place, len(asked))
                said = place
                after = self._statement(asked[place], place)
                if after is None:
                    return False
                place += after
            if not found_told:
                self._say_found()
            found_told = True
            done = self._end()
            if done is not None:
                return done
            place, said = len(asked) - 1, -1

    def _chapter(self, *, names: bool = False) -> Chapter:
        found = outcome(self.now, self.sat.content, self.words, today=self.sat.call.today, names=names)
        return found.chapters[PERSPECTIVES.index(self.part.id)]

    def _asked(self, *, names: bool = False) -> list[Asked[StatementResult] | Asked[QuestionResult]]:
        chapter = self._chapter(names=names)
        return [*chapter.statements, *chapter.questions]

    # -- before the statements

    def _begin(self) -> None:
        chapter, words = self._chapter(), self.words
        self.ask.say()
        self.ask.say(words("cli.score.heading", title=self.part.title, number=PERSPECTIVES.index(self.part.id) + 1))
        self.ask.say(self.paper.facts(chapter.facts))
        for label, means in chapter.means:
            self.ask.say(f"{label}: {self.paper.facts(means)}")
        self._lines(exercise_lines(chapter, self.paper))
        self.ask.say()
        if chapter.differences:
            self.ask.say(words("report.sorted"))

    def _lines(self, lines: list[str]) -> None:
        for line in lines:
            self.ask.say(line)

    # -- one statement

    def _present(self, asked: Asked[StatementResult] | Asked[QuestionResult], place: int, total: int) -> None:
        self.ask.say()
        self.ask.say(self.words("cli.talk.place", place=place + 1, total=total))
        self._voices(asked)

    def _statement(self, asked: Asked[StatementResult] | Asked[QuestionResult], place: int) -> int | None:
        """Do what the group wants with a statement; return how many statements to go on, None for the list."""

        def understood(line: str) -> int | None:
            act = Keys(self.words, *AT_STATEMENT).named(line) if line else "next"
            if act == "back" and place == 0:
                raise Unclear(self.words("cli.score.first"))
            if act is None:
                raise Unclear(self.words("cli.talk.unclear"))
            return self._act(act, asked)

        return self.ask.answer(self.words("cli.talk.on"), understood)

    def _voices(self, asked: Asked[StatementResult] | Asked[QuestionResult]) -> None:
        """Say the voices on a statement, what was written at it, and what to ask each other."""
        if isinstance(asked.result, StatementResult):
            lines = statement_lines(Asked(asked.statement, asked.wording, asked.result, asked.who), self.paper)
        else:
            lines = question_lines(Asked(asked.statement, asked.wording, asked.result, asked.who), self.paper)
        self._lines([line for line in lines if line])
        for note in self.now.perspective(self.part.id).notes.values():
            if note.statement == asked.statement.id:
                self.ask.say(f"{self.words('discuss.remark' if note.by else 'discuss.note')}: {note.text}")
        self.ask.say(self.words("signals.question", text=asked.statement.question))

    def _act(self, act: str, asked: Asked[StatementResult] | Asked[QuestionResult]) -> int | None:
        """Do what was typed at a statement; return how many statements to go on."""
        if act in ("next", "back"):
            return 1 if act == "next" else -1
        if act == "to_list":
            return None
        if act == "group_note":
            write_note(self.sat, self.part.id, asked.statement.id, self.words("cli.talk.note"))
        elif act == "act":
            agree(self.sat, self.part.id, asked.statement)
        elif act == "explain":
            self.ask.say(asked.statement.explanation)
        elif act == "who":
            self._who(asked.statement.id)
        else:
            self._beside(act, AT_STATEMENT)
        return 0

    def _who(self, statement: str) -> None:
        """Say who gave which answer, where that is known and may be said."""
        if self.now.anonymous or self.now.voices == [GROUP]:
            self.ask.say(self.words("cli.talk.no_names"))
            return
        for asked in self._asked(names=True):
            if asked.statement.id == statement:
                self.ask.say(self.paper.facts(asked.who))

    def _beside(self, act: str, keys: tuple[str, ...]) -> None:
        if act == "stop":
            raise Stopped
        if act == "read":
            self._lines(list(reading(self.part, self.words)))
        else:
            self._lines(Keys(self.words, *keys).lines())

    # -- after the statements

    def _end(self) -> bool | None:
        """Let the group say what it makes of the whole; None where it goes back to the statements."""
        words, perspective = self.words, self.part.id
        keys = Keys(words, *AT_END)

        def understood(line: str) -> str:
            if line in ("1", "2", "3", "4", "5"):
                return line
            act = keys.named(line) if line else "next"
            if act is None:
                raise Unclear(words("cli.talk.end_unclear"))
            return act

        while True:
            act = self.ask.answer(words("cli.talk.end_how"), understood, self._say_together)
            if act in ("next", "to_list"):
                return act == "next"
            if act == "back":
                return None
            if act.isdecimal():
                self.kept.keep(self.now.with_joint(perspective, int(act)))
            elif act == "no_joint":
                self.kept.keep(self.now.with_joint(perspective, None))
            elif act == "differ":
                self.kept.keep(self.now.with_joint(perspective, "disagree"))
                write_note(self.sat, perspective, None, words("joint.where_detail"))
            elif act == "attention":
                attention = not self.now.perspective(perspective).attention
                self.kept.keep(self.now.with_attention(perspective, attention))
            elif act == "whole_note":
                write_note(self.sat, perspective, None, words("cli.talk.note"))
            elif act == "act":
                agree(self.sat, perspective, None)
            else:
                self._beside(act, AT_END)

    def _say_found(self) -> None:
        """Say what stands out: after the voices, for the group sees for itself first."""
        words = self.words
        found = [signal for signal in signals(self.now, self.sat.content) if signal.perspective == self.part.id]
        self.ask.say()
        self.ask.say(words("report.signals" if found else "report.no_signals"))
        for number, signal in enumerate(found, start=1):
            self._lines(signal_lines(told(signal, self.now, self.sat.content, words), number, self.paper))

    def _say_together(self) -> None:
        """Say how the shared judgement stands, and the notes about the whole."""
        words, record = self.words, self.now.perspective(self.part.id)
        self.ask.say()
        self.ask.say(words("joint.question", perspective=self.part.title))
        for note in record.notes.values():
            if note.statement is None:
                self.ask.say(f"{words('discuss.note')}: {note.text}")
        if record.joint is None:
            joint = words("joint.none")
        elif record.joint == DISAGREE:
            joint = words("joint.disagree")
        else:
            joint = f"{record.joint} {self.sat.content.facts.scale.labels[int(record.joint) - 1].label}"
        said = [f"{words('discuss.together')}: {joint}", *([words("discuss.attention")] if record.attention else [])]
        self.ask.say(self.paper.facts(said))
