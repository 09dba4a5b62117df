"""What is answered before a session begins: what is wrong with it, and what is worth saying about it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import Any

from reflectie_tui.model.content import ContentSet, Length
from reflectie_tui.model.plain_text import NAME_LENGTH, TITLE_LENGTH, clean_line, folded
from reflectie_tui.model.records import Visibility, Way
from reflectie_tui.model.session import ANONYMOUS_ORGANISATION, PARTICIPANTS, Session
from reflectie_tui.model.starting import (
    MANY,
    Duration,
    Seat,
    doubles,
    duration,
    new_session,
    offered_way,
    people_of,
    seats,
    title_of_follow_up,
    too_long,
)

QUESTIONS = ("title", "people", "facilitator", "length", "way", "visibility")
READY = "ready"
BRACKETED = re.compile(r"(.+?)\s*\((.+)\)$")
"""A name with something in brackets behind it, perhaps the organisation."""
LENGTHS: tuple[Length, ...] = ("full", "short")
WAYS: tuple[Way, ...] = ("rounds", "scores-first", "fingers", "together")
VISIBILITIES: tuple[Visibility, ...] = ("named", "anonymous")


@dataclass(frozen=True)
class Remark:
    """Something to say about an answer: a key under `[new]` in the words, and what the sentence needs."""

    key: str
    details: dict[str, object]


@dataclass(frozen=True)
class Answers:
    """What was answered until now, as it was typed."""

    title: str = ""
    people: str = ""
    facilitator: str = ""
    length: Length = "full"
    way: Way | None = None
    """None: the way that is offered for this many people."""
    visibility: Visibility = "named"

    @property
    def seats(self) -> list[Seat]:
        """The people as they are read."""
        return seats(self.people)

    @property
    def chosen_way(self) -> Way:
        """The way: the chosen one, or what is offered for this many people."""
        return self.way or offered_way(len(self.seats))

    def chosen(self, question: str) -> str:
        """Return what is chosen at a question with a few choices."""
        choices = {"length": self.length, "way": self.chosen_way, "visibility": self.visibility}
        return choices[question]

    def with_answer(self, question: str, answer: str) -> Answers:
        """Return the answers with this one given or changed."""
        changed: dict[str, Any] = {question: answer}
        return replace(self, **changed)

    def takes(self, content: ContentSet, length: Length | None = None, way: Way | None = None) -> Duration:
        """Return how long it takes, with another length or way if that is asked."""
        return duration(content, max(1, len(self.seats)), length or self.length, way or self.chosen_way)

    def session(self, content: ContentSet, now: datetime, random: Random, previous: Session | None) -> Session:
        """Return the session that is about to begin."""
        return new_session(
            content,
            title=clean_line(self.title),
            people=self.seats,
            now=now,
            random=random,
            length=self.length,
            way=self.chosen_way,
            visibility=self.visibility,
            facilitator=clean_line(self.facilitator),
            previous=previous,
        )


def answers_from(previous: Session, today: date) -> Answers:
    """Return what an earlier session makes a good beginning: its title, its people, and how it went."""
    about = previous.about
    people = [f"{seat.name}, {seat.organisation}" if seat.organisation else seat.name for seat in people_of(previous)]
    return Answers(
        title=title_of_follow_up(about.title, about.date, today),
        people="\n".join(people),
        facilitator=about.facilitator or "",
        length=about.length,
        way=about.way,
        visibility=about.visibility,
    )


def fault(question: str, answers: Answers) -> Remark | None:
    """Return what is wrong with the answer to a question, or None."""
    if question == "title":
        return _wrong_title(clean_line(answers.title))
    if question == "people":
        return _wrong_people(answers.seats)
    if question == "facilitator" and len(name := clean_line(answers.facilitator)) > NAME_LENGTH:
        return Remark("fault.name_long", {"name": name[:40], "n": len(name), "most": NAME_LENGTH})
    return None


def _wrong_title(title: str) -> Remark | None:
    if not title:
        return Remark("fault.title_empty", {})
    if len(title) > TITLE_LENGTH:
        return Remark("fault.title_long", {"n": len(title), "most": TITLE_LENGTH})
    return None


def _wrong_people(found: list[Seat]) -> Remark | None:
    if not found:
        return Remark("fault.nobody", {})
    if len(found) > PARTICIPANTS:
        return Remark("fault.too_many", {"n": len(found), "most": PARTICIPANTS})
    if longer := too_long(found):
        return Remark("fault.name_long", {"name": longer[0][:40], "n": len(longer[0]), "most": NAME_LENGTH})
    if twice := doubles(found):
        return Remark("fault.double", {"name": twice[0]})
    return None


def remarks(question: str, answers: Answers) -> list[Remark]:
    """Return what is worth saying at a question, wrong or not."""
    found, n = answers.seats, len(answers.seats)
    if question == "people":
        return _about_people(found)
    if question == "facilitator":
        name = clean_line(answers.facilitator)
        both = any(folded(seat.name) == folded(name) for seat in found)
        return [Remark("hint.leads_and_scores", {"name": name})] if both else []
    if question in ("length", "way") and n > MANY:
        return [Remark("hint.many", {"n": n})]
    if question == "visibility":
        kept = kept_organisations(found)
        if not kept:
            return [Remark("hint.no_organisations", {})]
        said = [Remark("hint.organisations_kept", {"names": kept})]
        others = sum(seat.organisation not in kept for seat in found)
        if 0 < others < ANONYMOUS_ORGANISATION:  # as few as would not be kept under a name either
            said.append(Remark("hint.recognisable", {"n": others}))
        return said
    return []


def _about_people(found: list[Seat]) -> list[Remark]:
    organisations = {seat.organisation: None for seat in found if seat.organisation}
    said = [Remark("hint.people", {"n": len(found)})] if found else []
    if organisations:
        said.append(Remark("hint.organisations", {"n": len(organisations)}))
    crowded = next((seat for seat in found if seat.organisation and "," in seat.organisation), None)
    if crowded is not None:
        said.append(Remark("hint.one_a_line", {"name": crowded.name, "organisation": crowded.organisation}))
    bracketed = next((match for seat in found if not seat.organisation and (match := BRACKETED.match(seat.name))), None)
    if bracketed is not None:
        said.append(Remark("hint.comma", {"name": bracketed[1], "organisation": bracketed[2]}))
    elif organisations and (alone := next((seat.name for seat in found[:-1] if not seat.organisation), "")):
        said.append(Remark("hint.alone", {"name": alone}))  # not of the last: that is being typed
    spelt: dict[str, str] = {}
    for name in organisations:
        other = spelt.setdefault(folded(name), name)
        if other != name:
            said.append(Remark("hint.spelt_twice", {"one": other, "other": name}))
            break
    return said


def kept_organisations(found: list[Seat]) -> list[str]:
    """Return the organisations that an anonymous session keeps: those with three voices or more."""
    counts = Counter(seat.organisation for seat in found if seat.organisation)
    return [name for name, count in counts.items() if count >= ANONYMOUS_ORGANISATION]
