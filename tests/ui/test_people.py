"""Who is here: late, away, back, or gone with or without their voice."""

from __future__ import annotations

import pytest

from reflectie_tui.model.records import Action, Participant
from reflectie_tui.model.session import Session
from reflectie_tui.report.lines import cell_width
from reflectie_tui.storage.backups import backups
from reflectie_tui.storage.session_files import dumps
from reflectie_tui.ui.widgets.fingers import Fingers
from reflectie_tui.ui.widgets.text_fields import LineField
from tests.ui.conftest import SIZES, Room, text_of
from tests.ui.hands import at, click, now, press, said, scored, write
from tests.ui.stage import until

LONG = "Lange naam " * 10
NAMES = ["[/]", "Ann [x]", "👩‍🏫 Lotte", LONG.strip()]


def begun(room: Room, **choices: str) -> Session:
    """A session in which two have scored the first perspective."""
    session = room.session(**choices)
    first, second, *_ = session.participants
    return scored(room, session, "ambitie", {first: [4, 2, 1, 2, 2], second: [5, 5, 5, 5, 5]})


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_the_list_says_who_is_here_and_space_changes_it(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "f3")
        shown = text_of(app)
        assert "Fatima · Hogeschool Rijn" in shown and "Kofi · Het Baken" in shown
        for key in ("Esc klaar", "spatie is er niet", "a erbij", "w gaat weg"):
            assert key in shown, key
        await press(pilot, "down", "space")
        assert now(app).participants["p2"].away
        line = next(line for line in text_of(app).splitlines() if "Joris" in line)
        assert "is er niet" in line and "○" in line and "spatie is er weer" in text_of(app)
        await press(pilot, "space")
        assert not now(app).participants["p2"].away
        await press(pilot, "escape")
        assert app.step == "front" and "Wie is er?" not in text_of(app)


async def test_the_mouse_changes_who_is_here(room: Room) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3")
        await click(pilot, "Sanne", times=2)
        assert now(app).participants["p3"].away
        await click(pilot, "spatie is er weer")
        assert not now(app).participants["p3"].away


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_a_latecomer_gets_a_seat_with_a_name_and_an_organisation(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "a")
        await write(pilot, "Zoë [x]")
        await press(pilot, "tab")
        assert "neem je een organisatie over" in said(app)
        await press(pilot, "down", "down", "enter")
        assert now(app).participants["p5"] == Participant(name="Zoë [x]", organisation="Het Baken")
        assert "Zoë [x] · Het Baken" in text_of(app)


async def test_in_the_colours_of_the_terminal_the_fields_stand_apart_and_the_one_with_the_keys_is_marked(
    room: Room,
) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=(60, 20)) as pilot:
        app.theme = "reflectie-terminal"
        await pilot.pause()
        await press(pilot, "f3", "a")
        name, organisation = app.screen.query(LineField)
        assert organisation.region.y - name.region.bottom == 1
        assert "Enter klaar" in text_of(app) and "Klaar" in text_of(app), "all fits in the smallest window still"
        for marked in ([True, False], [False, True], [False, False]):
            assert [bool(label.styles.text_style.reverse) for label in app.screen.query(".label")] == marked
            await press(pilot, "tab")


async def test_nobody_without_a_name_and_nobody_twice(room: Room) -> None:
    app = room.app(at(room.session(), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "n", "enter")
        assert "Schrijf eerst een naam op." in text_of(app)
        await write(pilot, "kofi")
        await press(pilot, "tab")
        await write(pilot, "het baken")
        await press(pilot, "enter")
        assert "Die naam is er al." in text_of(app) and len(now(app).participants) == 4
        await press(pilot, "tab", *["backspace"] * 9, "enter")
        assert now(app).participants["p5"] == Participant(name="kofi")


async def test_there_are_no_more_than_forty(room: Room) -> None:
    people = "\n".join(f"Naam {n}" for n in range(40))
    app = room.app(at(room.session(people=people), "front"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "a")
        assert "Er zijn al 40 deelnemers" in text_of(app)
        await press(pilot, "end")
        assert "Naam 39" in text_of(app), "a long list scrolls"


async def test_after_a_reveal_who_comes_in_is_warned_about_first(room: Room) -> None:
    app = room.app(at(begun(room).with_reveal("ambitie"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "a", "Z", "enter")
        assert "De anderen hebben al uitkomsten gezien." in said(app)
        await press(pilot, "escape")
        assert len(now(app).participants) == 4
        assert "Wie komt erbij?" in text_of(app), "what was typed is there still"
        await write(pilot, "oë, Het Baken")
        await press(pilot, "enter", "escape", "enter", "enter")
        assert now(app).participants["p5"] == Participant(name="Zoë", organisation="Het Baken")


async def test_who_is_not_let_in_so_late_is_left_out_by_going_back(room: Room) -> None:
    app = room.app(at(begun(room).with_reveal("ambitie"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "a", "Z", "enter", "escape", "escape")
        assert len(now(app).participants) == 4 and "Wie is er?" in text_of(app)


@pytest.mark.parametrize(
    ("name", "organisation", "seat"),
    [
        ("Joris, Het Baken", "", ("Joris", "Het Baken")),
        ("Joris, Het Baken, Zuid", "", ("Joris", "Het Baken, Zuid")),
        ("Joris, jr.", "Waterland", ("Joris, jr.", "Waterland")),
        ("Joris,", "", ("Joris", None)),
    ],
)
async def test_a_name_and_an_organisation_on_one_line_are_taken_apart(
    room: Room, name: str, organisation: str, seat: tuple[str, str | None]
) -> None:
    app = room.app(at(room.session(people="Fatima"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "a")
        await write(pilot, name)
        await press(pilot, "tab")
        await write(pilot, organisation)
        await press(pilot, "enter")
        added = now(app).participants["p2"]
        assert (added.name, added.organisation) == seat


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_a_name_can_be_put_right_and_the_voice_stays(room: Room, size: tuple[int, int]) -> None:
    session = begun(room).with_action(Action(what="Bellen", who="Joris")).with_action(Action(what="Bellen", who="Kofi"))
    app = room.app(at(session, "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "down", "e")
        assert "Zit er nu iemand anders?" in said(app)
        await write(pilot, "a")
        await press(pilot, "tab", "enter")
        assert now(app).participants["p2"] == Participant(name="Jorisa", organisation="Het Baken")
        assert "Jorisa · Het Baken" in text_of(app)
        assert now(app).perspective("ambitie").answers == session.perspective("ambitie").answers
        assert [action.who for action in now(app).actions.values()] == ["Jorisa", "Kofi"]
        await press(pilot, "escape")
        assert room.on_disk().participants["p2"].name == "Jorisa"


async def test_a_name_is_not_put_right_into_that_of_another(room: Room) -> None:
    app = room.app(at(room.session(people="Joris\nKofi"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "e", *["backspace"] * 5)
        await write(pilot, "kofi")
        await press(pilot, "enter")
        assert "Die naam is er al." in said(app)
        await press(pilot, "escape", "escape")
        assert now(app).participants["p1"].name == "Joris"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_who_leaves_may_let_their_voice_stand(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(begun(room), "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "w")
        assert "Fatima gaat weg" in text_of(app) and "laten staan" in text_of(app)
        await press(pilot, "1")
        assert now(app).participants["p1"].away and "p1" in now(app).perspective("ambitie").answers


async def test_who_takes_their_voice_along_leaves_nothing_in_the_file_or_its_backups(room: Room) -> None:
    session = begun(room).with_note("ambitie", "geheim van Fatima", by="p1", note_id="n-x")
    app = room.app(at(session, "front"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "w", "2")
        assert "ook uit de reservekopieën" in said(app)
        await press(pilot, "escape")
        assert now(app).has_voice("p1") and not now(app).participants["p1"].away
        await press(pilot, "w", "2", "enter")
        assert not now(app).has_voice("p1") and now(app).has_voice("p2")
        assert now(app).hides("ambitie"), "the others' voices stay hidden"
        assert "De stem van Fatima is weg" in text_of(app)
        await press(pilot, "ctrl+q")
    assert room.path is not None
    kept = backups(room.path, session.about.id)
    assert kept and all("geheim" not in path.read_text("utf-8") for path in kept)
    assert "geheim" not in room.path.read_text("utf-8") and "[perspectives.ambitie.answers.p2]" in dumps(room.on_disk())


async def test_who_has_no_voice_yet_leaves_a_seat_or_none(room: Room) -> None:
    app = room.app(at(begun(room), "front"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "end", "w")
        assert "Er is nog niets ingevuld of geschreven." in said(app)
        await press(pilot, "f1")
        assert "kan ook uit de lijst worden gehaald" in said(app)
        await press(pilot, "escape", "escape")
        assert not now(app).participants["p4"].away
        await press(pilot, "w", "1")
        assert now(app).participants["p4"].away and "Kofi staat nog in de lijst" in text_of(app)
        await press(pilot, "w", "2")
        assert "p4" not in now(app).participants and "Kofi staat niet meer in de lijst." in text_of(app)
        await press(pilot, "a", *"Noor", "enter")
        assert list(now(app).participants) == ["p1", "p2", "p3", "p5"], "an id is not given out twice"


async def test_the_last_seat_stays(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima"), "front"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "w")
        assert list(now(app).participants) == ["p1"] and now(app).participants["p1"].away


async def test_where_all_score_together_there_are_no_voices_to_add_or_take(room: Room) -> None:
    app = room.app(at(room.session(way="together"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3")
        assert "a erbij" not in text_of(app) and "w gaat weg" not in text_of(app)
        await press(pilot, "a", "w", "space")
        assert len(now(app).participants) == 4 and now(app).participants["p1"].away


async def test_an_anonymous_session_has_seats_and_no_names(room: Room) -> None:
    people = "A, Het Baken\nB, Het Baken\nC, Het Baken\nD, Waterland"
    app = room.app(at(begun(room, visibility="anonymous", people=people).with_reveal("ambitie"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = set(now(app).participants)
        await press(pilot, "f3")
        assert "niemand weet welke stem bij welke stoel hoort" in said(app)
        assert said(app).count("al geweest") == 2, "a seat that is still free can be told from the others"
        assert "w gaat weg" not in text_of(app) and "verbeteren" not in text_of(app)
        await press(pilot, "w")
        assert "Van wie welke stem is, weet niemand" in text_of(app)
        await press(pilot, "enter", "a")
        assert "Er wordt geen naam bewaard." in said(app) and "Waterland" not in text_of(app)
        await press(pilot, "1")
        assert "De anderen kunnen die stem dus herkennen, ook zonder naam." in said(app)
        await press(pilot, "enter")
        (new,) = set(now(app).participants) - before
        assert new.startswith("p-") and now(app).participants[new] == Participant(organisation="Het Baken")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_any_name_is_shown_as_it_is(room: Room, name: str, size: tuple[int, int]) -> None:
    session = scored(room, room.session(people=f"{name}, {name}\nJoris, Het Baken"), "ambitie", {"p1": [1]})
    app = room.app(at(session, "front"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "f3")
        assert name[:20] in text_of(app)
        await press(pilot, "w", "2", "enter")
        assert not now(app).has_voice("p1")
        assert max(map(cell_width, text_of(app).splitlines())) <= size[0]


async def test_in_a_closed_session_nobody_comes_or_goes(room: Room) -> None:
    session = begun(room)
    app = room.app(at(session.with_about(closed=session.about.created), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3", "space", "a", "w")
        assert "Deze sessie is afgesloten." in text_of(app)
        assert now(app).participants == session.participants


async def test_english_speaks_english(room: Room) -> None:
    app = room.app(at(room.session(language="en"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f3")
        assert "Who is here?" in text_of(app) and "space is not here" in text_of(app)


@pytest.mark.parametrize("way", ["rounds", "scores-first"])
@pytest.mark.parametrize("keys", [("space",), ("w", "1"), ("w", "2", "enter")])
async def test_who_is_no_longer_here_has_no_turn_any_more(room: Room, way: str, keys: tuple[str, ...]) -> None:
    app = room.app(at(room.session(way=way), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "4", "f3", *keys, "escape")
        await until(pilot, lambda: "Geef de laptop door aan" in text_of(app))
        assert "Joris" in text_of(app)
        before = now(app).perspective("ambitie").answers
        await press(pilot, "5", "5")
        assert now(app).perspective("ambitie").answers == before
        await press(pilot, "enter", "2")
        assert now(app).answer("ambitie", "p2", "belofte") == 2


async def test_with_fingers_the_row_has_the_seats_of_who_is_here(room: Room) -> None:
    app = room.app(at(room.session(way="fingers"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "4", "2", "f3", "down", "down", "space", "escape")
        await until(pilot, lambda: "Sanne" not in text_of(app))
        await press(pilot, "5")
        given = now(app).perspective("ambitie").answers
        assert {voice: answers["belofte"] for voice, answers in given.items()} == {"p1": 4, "p2": 2, "p4": 5}
        await press(pilot, "f3", "a", *"Eva", "enter", "escape")
        await until(pilot, lambda: "Eva" in text_of(app))
        await press(pilot, "1", "enter")
        assert now(app).answer("ambitie", "p5", "belofte") == 1 and app.screen.query_one(Fingers).seat == 0


async def test_in_a_session_to_look_at_nothing_is_offered_and_it_says_why(room: Room) -> None:
    app = room.app(at(room.session(), "front").with_about(content="niet-hier"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.read_only
        app.clear_notifications()
        await press(pilot, "f3")
        shown = text_of(app)
        assert "Deze sessie kan alleen worden bekeken." in shown and "Fatima" in shown
        for key in ("spatie", "a erbij", "w gaat weg", "e wijzigen"):
            assert key not in shown, key
        await press(pilot, "a", "w", "e", "space")
        await click(pilot, "Sanne", times=2)
        assert "Wie is er?" in text_of(app) and not now(app).participants["p3"].away
