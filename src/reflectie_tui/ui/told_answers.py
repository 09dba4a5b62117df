"""What was answered before a session begins, in words: what is offered, what it comes to, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.plain_text import clean_line
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import MANY, Duration, carried_actions
from reflectie_tui.ui.answers import LENGTHS, VISIBILITIES, WAYS, Answers, Remark, remarks
from reflectie_tui.ui.widgets.offers import Offer
from reflectie_tui.words import Words


@dataclass(frozen=True)
class Teller:
    """Says answers in words, for one set of statements and (where it is a follow-up) one earlier session."""

    words: Words
    content: ContentSet
    previous: Session | None
    folder: Path | None
    """Where it is stored; None where the group plays with the examples, and nothing stays."""
    goes_back: bool = False
    """Whether the group can go back from the examples to sessions of its own."""

    @property
    def carried(self) -> int:
        """How many open actions come along from the earlier session."""
        return len(carried_actions(self.previous)) if self.previous else 0

    def offers(self, question: str, answers: Answers) -> tuple[Offer, ...]:
        """Return what can be chosen at a question, each with what it means and how long it takes."""
        words = self.words
        if question == "visibility":
            together = {"named": "named_together"} if answers.chosen_way == "together" else {}
            return tuple(self._offer(question, each, means=together.get(each)) for each in VISIBILITIES)
        if question == "way":
            return tuple(self._offer(question, way, answers.takes(self.content, way=way)) for way in WAYS)
        return tuple(
            Offer(
                length,
                words(f"new.length.{length}", n=self.content.questions(length)),
                words(f"new.length_text.{length}"),
                self.takes(answers.takes(self.content, length=length)),
            )
            for length in LENGTHS
        )

    def _offer(self, question: str, each: str, takes: Duration | None = None, means: str | None = None) -> Offer:
        words = self.words
        aside = self.takes(takes) if takes else ""
        return Offer(each, words(f"new.{question}.{each}"), words(f"new.{question}_text.{means or each}"), aside)

    def takes(self, takes: Duration) -> str:
        """Return how long it takes: filling in, and the talk, apart."""
        return self.words("new.takes", filling=self._long(takes.filling), talk=self._long(takes.talk))

    def _long(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.words("new.minutes", n=rest)
        return self.words("new.hours_minutes" if rest else "new.hours", n=hours, rest=rest)

    def said(self, question: str, answers: Answers) -> str:
        """Return what is worth saying at a question."""
        found = remarks(question, answers)
        if self.previous and question == "people" and self.previous.anonymous:
            found.append(Remark("hint.nameless_before", {}))
        if self.carried and question == "title":
            found.append(Remark("carried", {"n": self.carried}))
        return " ".join(self.sentence(remark) for remark in found)

    def sentence(self, remark: Remark) -> str:
        """Return a remark as a sentence."""
        details = {
            key: self.words.listed(value) if isinstance(value, list) else value for key, value in remark.details.items()
        }
        return self.words(f"new.{remark.key}", **details)

    def summary(self, answers: Answers) -> tuple[tuple[str, str, str], ...]:
        """Return all of it: for each row the question behind it (if any), its word, and its text."""
        words = self.words
        people = [f"{seat.name} ({seat.organisation})" if seat.organisation else seat.name for seat in answers.seats]
        told = {
            "title": clean_line(answers.title),
            "people": f"{words('new.hint.people', n=len(people))} {', '.join(people)}",
            "facilitator": clean_line(answers.facilitator) or words("new.no_facilitator"),
            "length": words(f"new.length.{answers.length}", n=self.content.questions(answers.length)),
            "way": words(f"new.way.{answers.chosen_way}"),
            "visibility": words(f"new.visibility.{answers.visibility}"),
        }
        rows = [(question, words(f"new.summary.{question}"), text) for question, text in told.items()]
        rows += [("", words(f"new.summary.{key}"), text) for key, text in self._facts(answers)]
        return tuple(rows)

    def _facts(self, answers: Answers) -> list[tuple[str, str]]:
        """Return how long it takes, what comes along, what is stored and where, and what to look out for."""
        words = self.words
        facts = [("time", self.takes(answers.takes(self.content)))]
        if self.previous:
            come_along = words("new.carried", n=self.carried) if self.carried else words("new.nothing_carried")
            facts.append(("carried", come_along))
        stored = answers.visibility if self.folder else "playing_here" if self.goes_back else "playing"
        facts.append(("stored", words(f"new.stored.{stored}", folder=self.folder or "")))
        if answers.chosen_way == "fingers":
            facts.append(("mind", words("new.mind_fingers")))
        elif len(answers.seats) > MANY:
            facts.append(("mind", words("new.hint.many", n=len(answers.seats))))
        return facts
