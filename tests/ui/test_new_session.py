"""Setting up a session: one question at a time, by keys alone and by the mouse alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import duration
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create, read_session
from reflectie_tui.ui.answers import Answers, remarks
from reflectie_tui.ui.messages import SessionMade
from reflectie_tui.ui.screens.new_session import NewSessionScreen
from reflectie_tui.ui.told_answers import Teller
from reflectie_tui.ui.widgets.answer_fields import PeopleField
from reflectie_tui.words import load
from tests.ui.conftest import NOW, SIZES, Room, content_of, folded_text, text_of
from tests.ui.stage import Stage, settled, until

PEOPLE = ["Fatima, Hogeschool Rijn", "Joris, Het Baken", "Sanne"]


class Table:
    """The screen that asks, and what it made."""

    def __init__(self, sets: ContentSets, folder: Path) -> None:
        self.sets = sets
        self.folder = folder
        self.screen: NewSessionScreen

    def stage(self, previous: Session | None = None, language: Any = "nl") -> Stage:
        self.screen = NewSessionScreen(previous, content_of(self.sets, language))
        return Stage(self.screen, self.folder, self.sets, language=language)


@pytest.fixture
def table(sets: ContentSets, tmp_path: Path) -> Table:
    return Table(sets, tmp_path / "sessions")


async def typed(pilot: Pilot[int], *keys: str) -> None:
    """Press keys; a text in quotes is typed letter by letter."""
    for key in keys:
        if key.startswith("'"):
            for letter in key[1:]:
                await pilot.press({" ": "space", ",": "comma"}.get(letter, letter))
        else:
            await pilot.press(key)
        await pilot.pause()


async def pasted(pilot: Pilot[int], text: str) -> None:
    """Paste a text where the cursor is."""
    focused = pilot.app.screen.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()


async def listed(pilot: Pilot[int], people: list[str] = PEOPLE) -> None:
    """Answer the first question and list these people."""
    await typed(pilot, "'Rijn", "enter")
    await pasted(pilot, "\n".join(people))


async def clicked(pilot: Pilot[int], text: str) -> None:
    """Click on a text, as it stands on the screen."""
    await settled(pilot)
    lines = list(enumerate(text_of(pilot.app).splitlines()))
    for y, line in reversed(lines):  # the buttons stand below a text that names them
        if text in line:
            await pilot.click(offset=(line.index(text) + 1, y))
            await pilot.pause()
            return
    raise AssertionError(f"not on the screen: {text}")


def made(app: Stage) -> Session:
    """The one session that was made."""
    (message,) = app.heard
    assert isinstance(message, SessionMade)
    return message.session


# -- the way through


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_a_session_is_set_up_with_the_keyboard_alone(table: Table, size: tuple[int, int]) -> None:
    app = table.stage()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "vraag 1 van 6" in text_of(app) and "Hoe heet deze sessie?" in text_of(app)
        await typed(pilot, "'Rijn Oost", "enter")
        assert "vraag 2 van 6" in text_of(app)
        await typed(pilot, "'Fatima, Hogeschool Rijn", "enter", "'Joris", "enter")
        assert "2 mensen. 1 organisatie." in text_of(app)
        await typed(pilot, "enter")
        assert "Wie leidt het gesprek?" in text_of(app)
        await typed(pilot, "'Ilse", "enter")
        assert "Hoeveel vragen?" in text_of(app)
        await typed(pilot, "2")
        assert "● De korte lijst" in text_of(app), "a digit marks, and can be seen before Enter goes on"
        await typed(pilot, "enter")
        assert "Hoe willen jullie het doen?" in text_of(app)
        await typed(pilot, "down", "down", "enter")
        assert "Met namen, of anoniem?" in text_of(app)
        await typed(pilot, "enter")
        text = folded_text(app)
        assert "Klopt het zo?" in text
        for told in ("Rijn Oost", "Fatima (Hogeschool Rijn), Joris", "Ilse", "10 vragen", "Met vingers", "Met namen"):
            assert told in text
        assert app.heard == []
        await typed(pilot, "enter")
        session = made(app)
        about = session.about
        assert (about.title, about.facilitator, about.length, about.way) == ("Rijn Oost", "Ilse", "short", "fingers")
        assert about.visibility == "named" and about.previous is None
        assert about.date == app.today and about.created is not None and about.created.tzinfo is not None
        assert [(p.name, p.organisation) for p in session.participants.values()] == [
            ("Fatima", "Hogeschool Rijn"),
            ("Joris", None),
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_all_but_the_typing_can_be_done_with_the_mouse(table: Table, size: tuple[int, int]) -> None:
    app = table.stage()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pasted(pilot, "Rijn")
        await clicked(pilot, "Verder")
        await pasted(pilot, "Fatima\nJoris")
        await clicked(pilot, "Verder")
        await clicked(pilot, "Terug")
        assert "Wie doen er mee?" in text_of(app)
        await clicked(pilot, "Verder")
        await clicked(pilot, "Verder")
        for choice in ("De korte lijst", "Samen één score", "Anoniem"):
            await clicked(pilot, choice)
            assert f"● {choice}" in text_of(app), "a click marks, and the button goes on"
            await clicked(pilot, "Verder")
        await clicked(pilot, "De korte lijst: 10 vragen")
        assert "Hoeveel vragen?" in text_of(app), "a line of the last page leads to its question"
        await clicked(pilot, "Alle 27 vragen")
        await clicked(pilot, "Verder")
        assert "Klopt het zo?" in text_of(app), "and that leads back to the last page"
        await clicked(pilot, "Beginnen")
        about = made(app).about
        assert (about.length, about.way, about.visibility) == ("full", "together", "anonymous")


async def test_the_button_goes_on_with_the_choice_under_the_cursor(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "tab", "enter")
        assert "Wie leidt het gesprek?" in text_of(app), "the button is the first place that Tab comes to"
        await typed(pilot, "enter", "down", "tab", "enter")
        assert table.screen.answers.length == "short"


async def test_straight_to_the_end_takes_good_defaults(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "f8")
        assert "Geef de sessie een titel." in text_of(app) and "vraag 1 van 6" in text_of(app)
        await typed(pilot, "'Rijn")
        await clicked(pilot, "Meteen naar het eind")
        assert "Zet er minstens één naam in." in text_of(app) and "vraag 2 van 6" in text_of(app)
        await pasted(pilot, "\n".join(f"Mens {n}" for n in range(1, 6)))
        await typed(pilot, "f8")
        assert "Klopt het zo?" in text_of(app)
        await typed(pilot, "enter")
        about = made(app).about
        assert (about.length, about.way, about.visibility) == ("full", "scores-first", "named")
        assert about.facilitator is None


async def test_answers_stay_when_going_back_and_forth(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "tab", "enter", "'Ilse", *["enter", "2", "enter", "4", "enter", "2", "enter"])
        assert "Klopt het zo?" in text_of(app)
        await typed(pilot, "escape")
        assert "● Anoniem" in text_of(app)
        await typed(pilot, "escape")
        assert "● Samen één score" in text_of(app) and "▌ 4" in text_of(app)
        await typed(pilot, "escape", "escape")
        assert "Ilse" in text_of(app)
        await typed(pilot, "escape")
        assert "Joris, Het Baken" in text_of(app)
        await typed(pilot, "escape")
        assert "Rijn" in text_of(app) and "vraag 1 van 6" in text_of(app)
        await typed(pilot, "'!", "f8", "enter")
        about = made(app).about
        assert (about.title, about.length, about.way, about.visibility) == ("Rijn!", "short", "together", "anonymous")


async def test_a_digit_on_the_last_page_changes_one_answer_and_comes_back(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "f8", "1")
        assert "Hoe heet deze sessie?" in text_of(app)
        await typed(pilot, "' Oost", "enter")
        assert "Klopt het zo?" in text_of(app) and "Rijn Oost" in text_of(app)
        await typed(pilot, "5", "escape")
        assert "Klopt het zo?" in text_of(app)
        await typed(pilot, "6", "2", "escape")
        assert "Klopt het zo?" in text_of(app) and "Anoniem" in text_of(app)
        await typed(pilot, "escape")
        assert "Met namen, of anoniem?" in text_of(app), "from there Escape goes back a question again"


async def test_begin_pressed_twice_makes_one_session(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "f8")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert len(app.heard) == 1


# -- leaving


async def test_before_the_first_question_is_the_list(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "escape")
        assert app.screen is not table.screen, "nothing was typed, so nothing is asked"


@pytest.mark.parametrize(("answer", "stays"), [("escape", True), ("enter", False)])
async def test_leaving_what_was_typed_asks_first(table: Table, answer: str, stays: bool) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "'R", "enter", "escape")
        await clicked(pilot, "Naar de lijst")
        assert "Wat je hier invulde, gaat dan weg." in text_of(app)
        await typed(pilot, answer)
        assert (app.screen is table.screen) is stays
        assert app.heard == []


# -- what is wrong


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "Geef de sessie een titel."),
        ("   ", "Geef de sessie een titel."),
        ("x" * 201, "Deze titel heeft 201 tekens"),
    ],
)
async def test_a_title_that_will_not_do_is_said_at_its_place(table: Table, title: str, said: str) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pasted(pilot, title) if title.strip() else await typed(pilot, f"'{title}")
        await typed(pilot, "enter")
        assert said in text_of(app) and "vraag 1 van 6" in text_of(app)
        await typed(pilot, "home", "'R", "backspace", "backspace")
        assert said not in text_of(app), "it goes when something is typed"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "Zet er minstens één naam in."),
        ("\n".join(f"Mens {n}" for n in range(41)), "Dit zijn 41 mensen; er kunnen er 40 meedoen."),
        ("Fatima\nA" + "b" * 120, "heeft 121 tekens; in een naam passen er 120."),
        ("Fatima, O" + "r" * 120, "heeft 121 tekens; in een naam passen er 120."),
        ("Fatima, Rijn\nJoris\nfatima, rijn", "Fatima staat er twee keer in."),
    ],
)
async def test_people_that_will_not_do_are_said_at_their_place(table: Table, people: str, said: str) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "'Rijn", "enter")
        await pasted(pilot, people)
        await typed(pilot, "tab", "enter")
        assert said in folded_text(app) and "vraag 2 van 6" in text_of(app)
        assert isinstance(app.screen.focused, PeopleField), "typing goes on where it is wrong"


async def test_a_leader_with_a_name_too_long_is_told_so(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "tab", "enter")
        await pasted(pilot, "I" * 121)
        await typed(pilot, "enter")
        assert "heeft 121 tekens" in folded_text(app) and "vraag 3 van 6" in text_of(app)


# -- what is worth saying


async def test_a_pasted_list_is_read_whatever_it_came_from(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "'Rijn", "enter")
        await pasted(
            pilot, "1.\tFatima\tHogeschool Rijn\r\n2) Joris; Het Baken\r\n\r\n- Sanne\r\n• Kofi, Het Baken\r\n"
        )
        assert "4 mensen. 2 organisaties." in text_of(app)
        for line in ("Fatima, Hogeschool Rijn", "Joris, Het Baken", "Sanne", "Kofi, Het Baken"):
            assert line in text_of(app)
        await typed(pilot, "enter")
        assert "vraag 3 van 6" in text_of(app), "after a list that ends its last line, Enter goes on"


async def test_enter_on_a_line_with_a_name_begins_a_new_line(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "'Rijn", "enter", "'Fatima", "enter")
        assert "vraag 2 van 6" in text_of(app)
        await typed(pilot, "'Joris", "up", "end", "enter", "'Kofi")
        assert table.screen.answers.people == "Fatima\nKofi\nJoris"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("Fatima, Joris, Sanne", "Bij Fatima lezen we als organisatie: Joris, Sanne."),
        ("Fatima, Het Baken\nJoris, het baken", "‘Het Baken’ en ‘het baken’ tellen als twee organisaties."),
    ],
)
async def test_a_list_that_may_be_meant_otherwise_gets_a_question(table: Table, people: str, said: str) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "'Rijn", "enter")
        await pasted(pilot, people)
        assert said in folded_text(app)
        await typed(pilot, "tab", "enter")
        assert "vraag 3 van 6" in text_of(app), "it is no fault"


async def test_a_leader_who_scores_too_is_pointed_out(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "tab", "enter", "'fatima")
        assert "fatima staat ook bij de deelnemers" in folded_text(app)


@pytest.mark.parametrize(("people", "way"), [(4, "In rondes"), (5, "Eerst scoren, dan praten")])
async def test_the_way_offered_first_depends_on_how_many_they_are(table: Table, people: int, way: str) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, [f"Mens {n}" for n in range(people)])
        await typed(pilot, "tab", "enter", "enter", "enter")
        assert f"● {way}" in text_of(app)
        text = folded_text(app)
        assert "Niet als iemand leiding geeft aan een ander" in text, "fingers say when not to"
        for each in ("rounds", "scores-first", "fingers", "together"):
            takes = duration(table.screen.content, people, "full", each)  # type: ignore[arg-type]
            assert f"invullen {takes.filling} min, praten 1 uur 10 min" in text


async def test_a_chosen_way_stays_when_more_people_come(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot)
        await typed(pilot, "tab", "enter", "enter", "enter", "1", "enter", *["escape"] * 5)
        await typed(pilot, "'x", "enter")
        await pasted(pilot, "\n".join(f"Mens {n}" for n in range(9)))
        await typed(pilot, "f8", "enter")
        assert made(app).about.way == "rounds"


@pytest.mark.parametrize(("people", "offered"), [(6, False), (7, True)])
async def test_above_six_people_something_faster_is_offered(table: Table, people: int, offered: bool) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, [f"Mens {n}" for n in range(people)])
        await typed(pilot, "tab", "enter", "enter")
        said = "Met vingers of de korte lijst gaat het sneller. Of op papier"
        assert (said in folded_text(app)) is offered
        await typed(pilot, "enter")
        assert (said in folded_text(app)) is offered


async def test_who_stands_there_without_an_organisation_among_others_with_one_is_asked_about(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, ["Bram Hogeschool Delta", "Joris, Het Baken"])
        assert "Bij Bram Hogeschool Delta staat geen organisatie." in folded_text(app)
        await pasted(pilot, "\nKofi")
        assert "Bij Kofi" not in folded_text(app), "that one is still being typed"


async def test_an_organisation_in_brackets_is_asked_about_and_not_guessed(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, ["Truus (School C)", "Jan Piet (invaller), School D"])
        assert "Is ‘School C’ de organisatie van Truus? Schrijf dan een komma" in folded_text(app)
        assert table.screen.answers.seats[0].name == "Truus (School C)"


async def test_anonymous_says_what_it_hides_and_what_it_does_not(table: Table) -> None:
    app = table.stage()
    people = ["A, Rijn", "B, Rijn", "C, Rijn", "D, Baken"]
    async with app.run_test(size=(80, 24)) as pilot:
        await listed(pilot, people)
        await typed(pilot, "tab", "enter", "'Ilse", "enter", "enter", "enter")
        text = folded_text(app)
        assert "Namen worden niet bewaard" in text and "drie of meer stemmen" in text and "is een stem te raden" in text
        assert "en van de organisaties alleen: Rijn." in text
        await typed(pilot, "2", "enter", "enter")
        session = made(app)
        assert session.anonymous and session.about.facilitator is None
        assert sorted(str(p.organisation) for p in session.participants.values()) == ["None", "Rijn", "Rijn", "Rijn"]
        assert {p.name for p in session.participants.values()} == {None}


async def test_the_last_page_says_what_is_stored_where_and_how_long_it_takes(table: Table) -> None:
    app = table.stage()
    table.folder.mkdir()
    async with app.run_test(size=(120, 40)) as pilot:
        await listed(pilot)
        await typed(pilot, "f8")
        text = folded_text(app)
        assert f"in één bestand in {table.folder}" in text.replace(" /", "/").replace("in/", "in /")
        assert "Namen, scores, opmerkingen en acties" in text and "praten 1 uur 10 min" in text
        await typed(pilot, "6", "2", "enter")
        assert "Scores, opmerkingen en acties, zonder namen" in folded_text(app)
        await typed(pilot, "5", "3", "enter")
        assert "Dan zijn vingers geen goed idee" in folded_text(app)
        assert list(table.folder.iterdir()) == [], "nothing is stored before the beginning"


@pytest.mark.parametrize("name", ["[/]", "Ann [x]", "👩‍🏫 Juf", "N" * 120, "中文"])
async def test_strange_names_are_shown_and_kept_as_they_are(table: Table, name: str) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pasted(pilot, name)
        await typed(pilot, "enter")
        await pasted(pilot, f"{name}, Org {name[:110]}")
        await typed(pilot, "tab", "enter")
        await pasted(pilot, name)
        await typed(pilot, "enter", "enter", "enter", "enter")
        assert name in text_of(app).replace("\n", "").replace(" ", "") or name in folded_text(app)
        await typed(pilot, "enter")
        session = made(app)
        assert session.about.title == session.about.facilitator == name
        assert [p.name for p in session.participants.values()] == [name]


@pytest.mark.promise(8)
async def test_control_characters_in_a_paste_are_taken_out(table: Table) -> None:
    app = table.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pasted(pilot, "Rijn\x1b]52;c;x\x07")
        await typed(pilot, "enter")
        await pasted(pilot, "Fat\x1b[2Jima\u202e, Rijn")
        await typed(pilot, "f8", "enter")
        session = made(app)
        assert "\x1b" not in session.about.title and "\x07" not in session.about.title
        (person,) = session.participants.values()
        assert person.name == "Fat\ufffd[2Jima\ufffd"


# -- a follow-up


def earlier(room: Room, **choices: Any) -> Session:
    session = room.session(length="short", way="together", facilitator="Ilse", **choices)
    session = session.with_action(Action(what="Doelen kiezen", who="Fatima"))
    session = session.with_action(Action(what="Bellen", status="done")).with_action(Action(what="Afspreken"))
    return session.with_about(closed=NOW)


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_a_follow_up_takes_people_settings_and_open_actions_along(
    table: Table, room: Room, size: tuple[int, int]
) -> None:
    before = earlier(room)
    app = table.stage(before)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Vervolg op ‘Opleidingsschool R" in text_of(app)
        assert "2 open acties gaan mee." in folded_text(app)
        await typed(pilot, "enter")
        assert "Kofi, Het Baken" in text_of(app) and "4 mensen. 3 organisaties." in text_of(app)
        await typed(pilot, "f8")
        for told in ("Ilse", "10 vragen", "Samen één score", "Fatima (Hogeschool Rijn)"):
            assert told in folded_text(app)
        while "2 open acties gaan mee. Die bekijken jullie als eerste." not in folded_text(app):
            await typed(pilot, "end")  # the page has its height only after it is laid out
        await typed(pilot, "enter")
        session = made(app)
        assert session.about.previous == before.about.id
        assert [action.what for action in session.actions.values()] == ["Doelen kiezen", "Afspreken"]
        assert all(action.carried_from == before.about.id for action in session.actions.values())
        assert not any(record.answers for record in session.perspectives.values())


async def test_a_follow_up_may_be_left_at_once_when_nothing_was_changed(table: Table, room: Room) -> None:
    app = table.stage(earlier(room))
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "enter", "escape", "escape")
        assert app.screen is not table.screen


async def test_a_follow_up_has_the_year_of_today_in_its_title(table: Table, room: Room) -> None:
    for title, wanted in (("Rijnoever 2025", "Rijnoever 2026"), ("Rijnoever 2025-2026", "Rijnoever 2025-2026")):
        app = table.stage(earlier(room).with_about(title=title, date=date(2025, 11, 18)))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert table.screen.answers.title == wanted
            await typed(pilot, "escape")
            assert app.screen is not table.screen, "nothing was changed by anybody"


async def test_a_follow_up_of_an_anonymous_session_has_no_names_to_begin_with(table: Table, room: Room) -> None:
    app = table.stage(earlier(room, visibility="anonymous"))
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "enter")
        assert "De vorige sessie was anoniem" in folded_text(app)
        await typed(pilot, "f8")
        assert "Zet er minstens één naam in." in text_of(app)


async def test_a_follow_up_without_open_actions_says_so(table: Table, room: Room) -> None:
    app = table.stage(room.session())
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "f8")
        assert "Er staan geen acties meer open van de vorige keer." in folded_text(app)


# -- language


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_everything_can_be_read_in_english(table: Table, size: tuple[int, int]) -> None:
    app = table.stage(language="en")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seen = [text_of(app)]
        await listed(pilot, [f"Person {n}" for n in range(8)])
        for keys in (("tab", "enter"), ("enter",), ("enter",), ("enter",), ("2", "enter")):
            seen.append(text_of(app))
            await typed(pilot, *keys)
        seen.append(folded_text(app))
        for text, told in zip(
            seen,
            [
                "question 1 of 6",
                "Who takes part?",
                "Who leads the talk?",
                "How many",
                "How would you",
                "With names",
                "Is this right?",
            ],
            strict=True,
        ):
            assert told in text
        assert "Begin" in seen[-1] and "8 people." in seen[-1]
        await typed(pilot, "enter")
        assert made(app).about.language == "en"


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_no_line_of_a_question_is_cut_off(table: Table, language: str) -> None:
    """Every choice is whole on a small screen too, or can be reached with the arrows."""
    app = table.stage(language=language)
    async with app.run_test(size=(60, 20)) as pilot:
        await listed(pilot, [f"Mens {n}" for n in range(8)])
        await typed(pilot, "tab", "enter", "enter", "enter")
        teller, answers = table.screen.teller, table.screen.answers
        for place, offer in enumerate(teller.offers("way", answers)):
            await typed(pilot, *["home", *["down"] * place])
            await settled(pilot)
            text = folded_text(app).replace(" ▌", "")
            assert offer.label in text and offer.aside in text
            assert offer.text.split(". ")[-1][-20:] in text


# -- in the app itself


async def test_the_new_session_stands_in_a_file_and_begins(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await typed(pilot, "1")
        await listed(pilot)
        await typed(pilot, "f8", "enter")
        await until(pilot, lambda: app.session is not None)
        (path,) = room.folder.glob("*.toml")
        assert path.name == "2026-11-23-rijn.toml"
        assert read_session(path, room.sets).session.about.title == "Rijn"


async def test_a_folder_that_takes_no_file_keeps_the_answers(room: Room) -> None:
    app = room.app()
    room.folder.rmdir()
    room.folder.write_text("a file where the folder should be")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await typed(pilot, "1")
        await listed(pilot)
        await typed(pilot, "f8", "enter")
        await until(pilot, lambda: "De sessie kon niet worden gemaakt" in text_of(app))
        await typed(pilot, "enter")
        await until(pilot, lambda: "Klopt het zo?" in text_of(app))
        room.folder.unlink()
        await typed(pilot, "enter")
        await until(pilot, lambda: app.session is not None)
        assert len(list(room.folder.glob("*.toml"))) == 1


async def test_a_follow_up_is_asked_for_in_the_list(room: Room) -> None:
    create(earlier(room), room.folder)
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 sessie" in text_of(app))
        await typed(pilot, "v")
        await until(pilot, lambda: "Vervolg op" in text_of(app))
        await typed(pilot, "escape")
        await until(pilot, lambda: "1 sessie" in text_of(app))


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("A, Rijn\nB, Rijn\nC, Rijn\nD, Baken", "één van jullie"),
        ("A, Rijn\nB, Rijn\nC, Rijn\nD, Baken\nE", "2 van jullie"),
        ("A, Rijn\nB, Rijn\nC, Rijn", ""),
        ("A, Rijn\nB, Rijn\nC, Rijn\nD\nE, Baken\nF, Waterland", ""),
        ("A, Rijn\nB, Rijn\nC", ""),
    ],
)
async def test_who_can_be_recognised_by_what_is_left_out_is_warned(room: Room, people: str, said: str) -> None:
    told = [remark.key for remark in remarks("visibility", Answers(people=people))]
    assert ("hint.recognisable" in told) is bool(said)
    teller = Teller(load("nl"), content_of(room.sets), None, room.folder)
    assert said in teller.said("visibility", Answers(people=people))


async def test_with_one_score_together_the_choice_of_names_says_what_that_keeps(room: Room) -> None:
    teller = Teller(load("nl"), content_of(room.sets), None, room.folder)
    named = [teller.offers("visibility", Answers(way=way))[0].text for way in ("together", "rounds")]
    assert "één score van jullie samen" in named[0] and "wie welke score gaf" in named[1]
