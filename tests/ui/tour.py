"""A tour of all that the app can show: every screen, part and dialog, each with how one comes there.

What must hold everywhere (its words, its keys, what it does with hostile names) is tested on the whole tour, and a test
finds the screen or dialog that the tour does not visit.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.pilot import Pilot

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.storage.session_files import create
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.words import Language
from tests.ui.conftest import NOW, Room, content_of, text_of
from tests.ui.stage import settled, until

SCORES = ((4, 2, "nvt", 5, 3), (4, 4, 4, 4, 4), (2, 5, 3, 1, 5), (4, 1, 2, 4, 4))
OWN = {"balans": (-1, 0, 1, -1), "fase": ("delen", "delen", "vormgeven", "nvt")}


@dataclass(frozen=True)
class People:
    """The texts of people that stand on the screens."""

    title: str = "Rijnoever 2026"
    people: str = "Fatima, Rijnoever\nJoris, Zandbank\nSanne, Waterkant\nKofi, Zandbank"
    note: str = "Fatima Joris Sanne Kofi"
    facilitator: str = "Ilse"


PLAIN = People()


@dataclass(frozen=True)
class Place:
    """Something to see: the session that is open, at which step, and the keys that lead there from it."""

    name: str
    session: Callable[[Room, Language, People], Session] | None
    step: str = ""
    keys: tuple[str, ...] = ()
    shows: str = "PerspectiveScreen"
    """The class of the screen or dialog that stands there."""

    @asynccontextmanager
    async def visit(
        self, room: Room, language: Language = "nl", size: tuple[int, int] = (80, 24), people: People = PLAIN
    ) -> AsyncIterator[tuple[ReflectieApp, Pilot[int]]]:
        """Open the app, and go there."""
        if self.name.startswith("start-full"):
            for session in (fresh, filled, anonymous):
                create(session(room, language, people), room.folder)
            (room.folder / "stuk.toml").write_text("[session\n", encoding="utf-8")
        session = self.session(room, language, people).with_about(step=self.step) if self.session else None
        app = room.app(session, language)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            if session is None:
                waits = [app.words(f"start.{name}") for name in ("reading", "opening")]
                await until(pilot, lambda: not any(each in text_of(app) for each in waits), "the folder is read")
                await settled(pilot)
            for key in self.keys:
                await pilot.press(key)
                await settled(pilot)
            yield app, pilot
        app.until_the_end.close()


def fresh(room: Room, language: Language, people: People, **choices: Any) -> Session:
    """A session in which nobody has answered yet."""
    about = {"facilitator": people.facilitator} if "visibility" not in choices else {}
    session = room.session(people=people.people, language=language, **about, **choices)
    return session.with_about(title=people.title)


def scored(room: Room, language: Language, people: People, **choices: Any) -> Session:
    """All have answered in Ambitie, and nothing is shown yet."""
    session = fresh(room, language, people, **choices)
    return _answered(session, content_of(room.sets, language), "ambitie")


def filled(room: Room, language: Language, people: People, **choices: Any) -> Session:
    """All has been answered, shown, judged and written."""
    session = fresh(room, language, people, **choices)
    content = content_of(room.sets, language)
    for number, key in enumerate(PERSPECTIVES):
        session = _answered(session, content, key).with_reveal(key)
        session = session.with_joint(key, 3 if number % 2 == 0 else "disagree").with_attention(key, number == 0)
        session = session.with_note(key, people.note).with_note(
            key, people.note, statement=content.perspective(key).statements[0].id
        )
    voices = session.voices
    session = session.with_note("ambitie", people.note, statement="begrip", by=voices[0])
    for voice in voices:
        if voice in session.participants:
            session = session.with_sentence("ambitie", voice, people.note)
    for number, status in enumerate(("open", "done", "dropped")):
        due = date(2026, 10 + number, 1)
        action = Action(
            what=people.note, who=people.facilitator, due=due, perspective="ambitie", status=status, remark=people.note
        )  # type: ignore[arg-type]
        session = session.with_action(action)
    return session


def anonymous(room: Room, language: Language, people: People) -> Session:
    """All has been answered by people without a name."""
    return filled(room, language, people, visibility="anonymous")


def closed(room: Room, language: Language, people: People) -> Session:
    """A session that the group has ended."""
    return filled(room, language, people).with_about(closed=NOW)


def followed(room: Room, language: Language, people: People) -> Session:
    """A session that follows an earlier one, with its actions."""
    return fresh(room, language, people, previous=filled(room, language, people))


def fingers(room: Room, language: Language, people: People) -> Session:
    """All score at once, with fingers."""
    return fresh(room, language, people, way="fingers")


def together(room: Room, language: Language, people: People) -> Session:
    """The group gives one score."""
    return fresh(room, language, people, way="together")


def _answered(session: Session, content: ContentSet, key: str) -> Session:
    for seat, voice in enumerate(session.voices):
        rows = iter(SCORES[seat % 4])
        for statement in content.perspective(key).asked(session.about.length):
            answer = next(rows) if statement.kind == "scale" else OWN[statement.id][seat % 4]
            session = session.with_score(key, voice, statement, answer)
    return session


TURN = ("enter",)
PLACES = [
    Place("start-empty", None, shows="StartScreen"),
    Place("start-full", None, shows="StartScreen"),
    Place("start-full-broken", None, keys=("end",), shows="StartScreen"),
    Place("start-full-search", None, keys=("slash",), shows="StartScreen"),
    Place("start-full-compared", None, keys=("space", "down", "space", "c"), shows="CompareSessionsScreen"),
    Place("new-title", None, keys=("n",), shows="NewSessionScreen"),
    Place("new-people", None, keys=("n", "A", "enter"), shows="NewSessionScreen"),
    Place("new-facilitator", None, keys=("n", "A", "enter", "B", "enter", "enter"), shows="NewSessionScreen"),
    Place("new-length", None, keys=("n", "A", "enter", "B", "enter", "enter", "enter"), shows="NewSessionScreen"),
    Place("new-way", None, keys=("n", "A", "enter", "B", "enter", "enter", "enter", "enter"), shows="NewSessionScreen"),
    Place(
        "new-names",
        None,
        keys=("n", "A", "enter", "B", "enter", "enter", "enter", "enter", "enter"),
        shows="NewSessionScreen",
    ),
    Place(
        "new-all",
        None,
        keys=("n", "A", "enter", "B", "f8"),
        shows="NewSessionScreen",
    ),
    Place("front", fresh, "front", shows="FrontPageScreen"),
    Place("review", followed, "review", shows="ActionsScreen"),
    *(Place(f"read-{key}", fresh, f"{key}.read") for key in PERSPECTIVES),
    Place("hand-over", fresh, "ambitie.score", shows="HandOver"),
    Place("score", fresh, "ambitie.score", TURN),
    Place("score-given", fresh, "ambitie.score", (*TURN, "4", "2", "question_mark")),
    Place("score-remark", fresh, "ambitie.score", (*TURN, "n"), shows="NoteDialog"),
    Place("score-open", fresh, "ambitie.score", (*TURN, "enter"), shows="Confirm"),
    Place("score-balance", fresh, "organisatie.score", (*TURN, *"44444", "enter")),
    Place("score-phase", fresh, "proces.score", (*TURN, *"44444", "enter")),
    Place("all-in", scored, "ambitie.score", shows="AllIn"),
    Place("fingers", fingers, "ambitie.score"),
    Place("fingers-row", fingers, "ambitie.score", ("4", "2", "question_mark", "5")),
    Place("together", together, "ambitie.score"),
    *(Place(f"discuss-{key}", filled, f"{key}.discuss") for key in PERSPECTIVES),
    Place("discuss-names", filled, "ambitie.discuss", ("w",)),
    Place("discuss-organisations", filled, "ambitie.discuss", ("w", "w")),
    Place("discuss-anonymous", anonymous, "ambitie.discuss"),
    Place("discuss-hidden", scored, "ambitie.discuss"),
    Place("discuss-empty", fresh, "ambitie.discuss"),
    Place("note", filled, "ambitie.discuss", ("n",), shows="NoteDialog"),
    Place("joint", filled, "ambitie.discuss", ("g",), shows="Choose"),
    Place("action", filled, "ambitie.discuss", ("a",), shows="ActionDialog"),
    Place("sentence", fresh, "ambitie.read", ("z",), shows="Choose"),
    Place("sentence-cover", fresh, "ambitie.read", ("z", "1"), shows="HandOver"),
    Place("sentence-turn", fresh, "ambitie.read", ("z", "1", "enter"), shows="WritingTurn"),
    Place("sentence-all", filled, "ambitie.read", ("z", "2"), shows="ShowAll"),
    Place("sentence-shown", filled, "ambitie.read", ("z", "2", "enter"), shows="SideBySide"),
    Place("exchange", fresh, "ambitie.read", ("h",), shows="Choose"),
    Place("exchange-turn", fresh, "ambitie.read", ("h", "1", "enter"), shows="WritingTurn"),
    *(Place(f"comparison-{n}", filled, "comparison", (str(n),), shows="ComparisonScreen") for n in range(1, 8)),
    Place("comparison-empty", fresh, "comparison", shows="ComparisonScreen"),
    Place("comparison-anonymous", anonymous, "comparison", shows="ComparisonScreen"),
    Place("actions", filled, "actions", shows="ActionsScreen"),
    Place("actions-empty", fresh, "actions", shows="ActionsScreen"),
    Place("action-edit", filled, "actions", ("e",), shows="ActionDialog"),
    Place("action-dropped", filled, "actions", ("v",), shows="WordDialog"),
    Place("close", filled, "close", shows="CloseScreen"),
    Place("close-early", fresh, "close", shows="CloseScreen"),
    Place("close-asked", filled, "close", ("enter",), shows="Confirm"),
    Place("closed", closed, "close", ("a", "enter"), shows="CloseScreen"),
    Place("reopen", closed, "close", ("a", "enter", "h"), shows="Confirm"),
    Place("people", filled, "ambitie.read", ("f3",), shows="People"),
    Place("people-new", filled, "ambitie.read", ("f3", "a"), shows="Newcomer"),
    Place("people-leave", filled, "ambitie.read", ("f3", "w"), shows="Choose"),
    Place("steps", filled, "ambitie.read", ("f2",), shows="Find"),
    Place("palette", filled, "ambitie.read", ("ctrl+p",), shows="Find"),
    Place("help", filled, "ambitie.read", ("f1",), shows="Help"),
    Place("help-welcome", None, keys=("f1",), shows="Help"),
    Place("guide", filled, "ambitie.read", ("f1", "g"), shows="Guide"),
    Place("guide-end", filled, "ambitie.read", ("f1", "g", "end"), shows="Guide"),
    Place("tour", filled, "ambitie.read", ("f1", "r"), shows="Tour"),
    *(Place(f"tour-{n + 1}", fresh, "front", ("f1", "r", *["enter"] * n), shows="Tour") for n in range(1, 5)),
]
NAMES = [place.name for place in PLACES]
