"""The questions of a turn in plain lines, and the answers that can be typed to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reflectie_tui.model.content import ContentSet, Perspective, Statement
from reflectie_tui.model.plain_text import folded
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import UNKNOWN, Session
from reflectie_tui.report.sentences import answers_to

OPEN = "-"
"""What is typed to leave a question open."""


@dataclass(frozen=True)
class Question:
    """One question of a turn, at its place in it."""

    part: Perspective
    statement: Statement

    @property
    def signs(self) -> dict[str, Answer]:
        """The answers by what is typed for them: the digits from 1 on, and the question mark."""
        answers: list[Answer] = [1, 2, 3, 4, 5]
        if self.statement.kind != "scale":
            answers = list(answers_to(self.statement))
        return {**{str(number): answer for number, answer in enumerate(answers, start=1)}, "?": UNKNOWN}

    def read(self, line: str) -> list[Answer | None] | None:
        """Return the answers that a line gives, one for each sign (None: left open), or None where it gives none."""
        for choice in self.statement.choices or ():
            if folded(line) == folded(choice.name):
                return [choice.id]
        signs = [sign for sign in line if sign not in " ,"]
        known: dict[str, Answer | None] = {**self.signs, OPEN: None}
        return [known[sign] for sign in signs] if signs and all(sign in known for sign in signs) else None


def questions(session: Session, content: ContentSet, perspectives: Iterable[str]) -> list[Question]:
    """Return what a turn through these perspectives asks, in order."""
    parts = [content.perspective(key) for key in perspectives]
    return [Question(part, statement) for part in parts for statement in part.asked(session.about.length)]
