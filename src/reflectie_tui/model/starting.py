"""Starting a session: a new one, or one that follows an earlier one."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from uuid import UUID

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Length
from reflectie_tui.model.plain_text import NAME_LENGTH, clean_line, folded
from reflectie_tui.model.records import About, Action, Participant, PerspectiveRecord, Visibility, Way
from reflectie_tui.model.session import ANONYMOUS_ORGANISATION, FORMAT, VERSION, Session

ROUNDS_UP_TO = 4
"""Up to this many people the way offered first is `rounds`; above it `scores-first`."""
MANY = 6
"""Above this many people the app offers fingers, the short set or paper."""
SECONDS_A_QUESTION, SECONDS_A_HAND_OVER, SECONDS_A_ROW = 9, 20, 22
MINUTES_A_PERSPECTIVE = {"full": 10, "short": 6}
MINUTES_TO_END = 20
"""The comparison, the actions and the close."""


@dataclass(frozen=True)
class Seat:
    """Somebody at the table, as typed before the start."""

    name: str
    organisation: str | None = None


@dataclass(frozen=True)
class Duration:
    """How long a session takes, in whole minutes: filling in, and the talk."""

    filling: int
    talk: int


def title_of_follow_up(title: str, then: date, today: date) -> str:
    """Return an earlier title with the year of today, where the year of then stands in it and no other does."""
    years = re.findall(r"\b\d{4}\b", title)
    return title.replace(years[0], str(today.year)) if years == [str(then.year)] else title


def seats(text: str) -> list[Seat]:
    """Read a list of people, one a line as `Fatima, Hogeschool Rijn`; a comma, semicolon or tab parts the two.

    Numbers and dashes before a name, as a pasted list has them, are left out; so are empty lines. A name longer than
    120 characters is kept whole here: `too_long` names it.
    """
    found = []
    for line in text.splitlines():
        line = re.sub(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)", "", line)  # first: a tab may stand behind a number
        name, _, organisation = re.sub("[;\t]", ",", line, count=1).partition(",")
        name = clean_line(name)
        if name or organisation.strip():
            found.append(Seat(name or clean_line(organisation), clean_line(organisation) or None if name else None))
    return found


def too_long(found: list[Seat]) -> list[str]:
    """Return the names and organisations over 120 characters."""
    return [word for seat in found for word in (seat.name, seat.organisation) if word and len(word) > NAME_LENGTH]


def doubles(found: list[Seat]) -> list[str]:
    """Return the names that stand in the list more than once with the same organisation."""
    counts = Counter((folded(seat.name), folded(seat.organisation or "")) for seat in found)
    twice = {key for key, count in counts.items() if count > 1}
    return list(
        {s.name: None for s in found if (folded(s.name), folded(s.organisation or "")) in twice},
    )


def offered_way(people: int) -> Way:
    """Return the way that the app offers first for this many people."""
    return "rounds" if people <= ROUNDS_UP_TO else "scores-first"


def duration(content: ContentSet, people: int, length: Length, way: Way) -> Duration:
    """Return how long it takes: 9 s a question and 20 s a hand-over for each, and the talk apart."""
    questions = content.questions(length)
    if way in ("fingers", "together"):
        seconds = questions * SECONDS_A_ROW
    else:
        hand_overs = people * (1 if way == "scores-first" else len(PERSPECTIVES))
        seconds = people * questions * SECONDS_A_QUESTION + hand_overs * SECONDS_A_HAND_OVER
    talk = len(PERSPECTIVES) * MINUTES_A_PERSPECTIVE[length] + MINUTES_TO_END
    return Duration(math.ceil(seconds / 60), talk)


def random_id(letter: str, random: Random) -> str:
    """Return an id that tells nothing about the order of things, for anonymous sessions."""
    return letter + "-" + "".join(random.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))


def new_session(
    content: ContentSet,
    *,
    title: str,
    people: list[Seat],
    now: datetime,
    random: Random,
    length: Length = "full",
    way: Way = "rounds",
    visibility: Visibility = "named",
    facilitator: str | None = None,
    previous: Session | None = None,
) -> Session:
    """Return a session that is about to begin, with the wording of all that it asks.

    In an anonymous session nobody's name is kept, the order is shuffled once, and an organisation is kept only where
    it has three voices or more. A session that follows another takes over its open actions, under their own ids.

    Args:
        content: the set of statements that is asked.
        title: at most 200 characters.
        people: at most 40.
        now: the moment of starting, with an offset.
        random: where ids and the anonymous order come from.
        length: `full` or `short`.
        way: how the scores come in.
        visibility: `named` or `anonymous`.
        facilitator: who leads the talk; not kept in an anonymous session.
        previous: the session that this one follows.
    """
    anonymous = visibility == "anonymous"
    session = Session(
        format=FORMAT,
        version=VERSION,
        about=About(
            id=str(UUID(int=random.getrandbits(128), version=4)),
            title=title,
            date=now.date(),
            language=content.facts.language,
            content=content.facts.id,
            content_version=content.facts.version,
            length=length,
            way=way,
            visibility=visibility,
            facilitator=None if anonymous else facilitator or None,
            previous=previous.about.id if previous else None,
            created=now,
        ),
        participants=_anonymous(people, random) if anonymous else _named(people),
        perspectives={
            key: PerspectiveRecord(
                statements={asked.id: asked.text for asked in content.perspective(key).asked(length)},
            )
            for key in PERSPECTIVES
        },
        actions=carried_actions(previous) if previous else {},
    )
    return session


def carried_actions(earlier: Session) -> dict[str, Action]:
    """Return the actions of an earlier session that are still open, each with the session it was first agreed in."""
    return {
        key: action.replaced(carried_from=action.carried_from or earlier.about.id)
        for key, action in earlier.actions.items()
        if action.status == "open"
    }


def people_of(earlier: Session) -> list[Seat]:
    """Return the people of an earlier session as a list to start from; empty where they had no names."""
    return [Seat(person.name, person.organisation) for person in earlier.participants.values() if person.name]


def _named(people: list[Seat]) -> dict[str, Participant]:
    return {
        f"p{number}": Participant(name=seat.name, organisation=seat.organisation)
        for number, seat in enumerate(people, start=1)
    }


def _anonymous(people: list[Seat], random: Random) -> dict[str, Participant]:
    sizes = Counter(seat.organisation for seat in people)
    shuffled = random.sample(people, len(people))
    return {
        random_id("p", random): Participant(
            organisation=seat.organisation if sizes[seat.organisation] >= ANONYMOUS_ORGANISATION else None
        )
        for seat in shuffled
    }
