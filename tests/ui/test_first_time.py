"""What somebody who never used a terminal program runs into: the way on, the way back, and what is and is not kept."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.ui.changes import AttentionMarked
from reflectie_tui.ui.parts.score_lines import legend
from reflectie_tui.ui.screens.start import StartScreen
from reflectie_tui.ui.widgets.fingers import Fingers
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.words import LANGUAGES, Language
from tests.ui import tour
from tests.ui.conftest import NOW, SIZES, Room, content_of, folded_text, text_of
from tests.ui.hands import at, click, last_line, now, press, said, scored
from tests.ui.stage import settled, until

SMALL = (60, 20)
SEVEN = "\n".join(("Aya", "Bo", "Cas", "Dee", "Els", "Finn", "Gus"))


def seen(room: Room, session: Session) -> Session:
    """Return a session in which all voices about the ambition can be seen."""
    return scored(room, session, "ambitie", {voice: [3, 3, 3, 3, 3] for voice in session.voices}).with_reveal("ambitie")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["front", "ambitie.read", "ambitie.discuss", "comparison", "actions", "close"])
async def test_the_way_on_stands_in_the_last_line_however_narrow(room: Room, size: tuple[int, int], step: str) -> None:
    app = room.app(at(seen(room, room.session()), step))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Enter" in last_line(text_of(app)) and last_line(text_of(app)).rstrip().endswith("F1")
        assert [key for _, key, _, _ in app.screen.query_one(Keys).placed()].count("Enter") == 1


@pytest.mark.parametrize("keys", ["f2", "ctrl+p", "f1"])
async def test_the_question_and_the_way_back_stay_in_sight_in_a_small_window(room: Room, keys: str) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, keys)
        for size in (SMALL, (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = text_of(app)
            assert "Esc terug" in text
            assert any(question in text for question in ("Waar willen", "Wat wil je doen?", "Wat is dit"))


async def test_a_long_explanation_is_read_on_with_space(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "f1")
        assert "spatie doorlezen" in text_of(app) and "Ctrl+Q" not in text_of(app)
        for _ in range(4):
            await press(pilot, "space")
        assert "Ctrl+Q" in text_of(app)


async def test_remarks_that_do_not_fit_are_read_on_with_space(room: Room) -> None:
    session = seen(room, room.session())
    statement = content_of(room.sets).perspective("ambitie").asked(session.about.length)[0]
    for number, voice in enumerate(session.voices):
        session = session.with_note("ambitie", f"Opmerking nummer {number}.", statement=statement.id, by=voice)
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "s", "s")  # in the order of the model
        last = f"Opmerking nummer {len(session.voices) - 1}."
        talk = app.screen.query_one("#talk", VerticalScroll)
        assert talk.max_scroll_y > 0 and "spatie doorlezen" in last_line(text_of(app))
        assert last not in text_of(app)
        await press(pilot, "space")
        assert last in text_of(app)
        while talk.scroll_y:
            await press(pilot, "space")
        assert "Opmerking nummer 0." in text_of(app)


async def test_a_closed_session_takes_no_notes_and_offers_none(room: Room) -> None:
    closed = at(seen(room, room.session()), "close").with_about(closed=NOW)
    app = room.app(closed)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "f2", *"ambitie besp", "enter")
        line = last_line(text_of(app))
        assert "s volgorde" in line and "n notitie" not in line and "a actie" not in line
        assert "nog geen oordeel" in text_of(app) and "oordeel: g" not in text_of(app)
        before = now(app)
        for key in ("n", "N", "g", "!", "a"):
            app.clear_notifications()
            await settled(pilot)
            assert "Deze sessie is afgesloten." not in folded_text(app)
            await press(pilot, key)
            await settled(pilot)
            assert "Deze sessie is afgesloten." in folded_text(app), key
        assert len(app.screen_stack) == 2 and now(app) == before


async def test_in_a_closed_session_nobody_is_asked_to_score(room: Room) -> None:
    closed = room.session().with_about(closed=NOW)
    app = room.app(closed)
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "f2", *"belangen scor", "enter")
        await until(pilot, lambda: app.step == "belangen.discuss")
        assert "Geef de laptop" not in text_of(app)
        await press(pilot, "f2", *"belangen lez", "enter", "enter")
        assert app.step == "belangen.discuss"


async def test_who_comes_in_later_finds_the_key_for_it_in_the_last_line(room: Room) -> None:
    session = scored(room, room.session(), "ambitie", {"p1": [3] * 5, "p2": [4] * 5, "p3": [4] * 5})
    app = room.app(at(session.with_away("p4", True), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Is die er intussen? Druk dan op F3." in folded_text(app)
        await press(pilot, "enter")
        assert "l laatkomer" not in last_line(text_of(app))
        await press(pilot, "f3", "down", "down", "down", "space", "escape")
        assert "l laatkomer" in last_line(text_of(app))


@pytest.mark.parametrize("keys", ["f2", "ctrl+p"])
async def test_the_list_of_sessions_is_one_of_the_places_to_go_to(room: Room, keys: str) -> None:
    app = room.app(at(seen(room, room.session()), "actions"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, keys, *"lijst", "enter")
        await until(pilot, lambda: app.session is None)
        assert len(app.screen_stack) == 1 and "Enter openen" in text_of(app)


async def test_among_the_examples_it_is_said_that_nothing_stays(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss"))
    app.playing = True
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "om mee te spelen" in text_of(app) and "bewaard" not in text_of(app)
        await press(pilot, "n", "x", "escape")
        assert "om mee te spelen" in text_of(app)
        await press(pilot, "f2", *"lijst", "enter")
        await until(pilot, lambda: app.session is None)
        await press(pilot, "n", *"Rijn", "enter", *"Fatima", "enter", "f8")
        assert "Nergens" in folded_text(app) and str(room.path.parent) not in folded_text(app)


async def test_scores_first_goes_back_to_the_scoring_from_a_text_that_was_read_in_between(room: Room) -> None:
    app = room.app(at(room.session(way="scores-first"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Alle vijf perspectieven" in text_of(app)
        await press(pilot, "enter", *"33333", "enter", "f2", *"belangen lezen", "enter")
        assert app.step == "belangen.read"
        await press(pilot, "enter")
        assert "Geef de laptop door aan" in text_of(app)


async def test_the_way_back_in_a_turn_through_all_perspectives_stays_in_that_turn(room: Room) -> None:
    app = room.app(at(room.session(way="scores-first"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "k", "2", "enter", *"33333", "enter")
        assert "BELANGEN" in text_of(app) and "Joris" in text_of(app)
        await press(pilot, "escape")
        assert "AMBITIE" in text_of(app) and "Joris" in text_of(app) and "[3]" in text_of(app)
        await press(pilot, "escape")
        assert "Geef de laptop door aan" in text_of(app) and "Joris" in text_of(app), "their own cover"
        await press(pilot, "escape")
        assert app.step == "front"


async def test_the_way_back_from_a_question_of_its_own_leads_to_the_statements(room: Room) -> None:
    app = room.app(at(room.session(), "proces.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", *"33333", "enter")
        assert "In welke fase" in text_of(app)
        await press(pilot, "escape")
        assert "[3]" in text_of(app)
        await press(pilot, "escape")
        assert app.step == "proces.read"


async def test_what_was_left_open_on_purpose_is_remembered_across_the_front_page(room: Room) -> None:
    app = room.app(at(room.session(way="scores-first", length="short", people="Fatima\nJoris"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "4", "enter", "enter", *["4", "4", "enter"] * 4)
        assert "Joris" in text_of(app) and "Geef de laptop" in text_of(app)
        await press(pilot, "escape", "enter")
        assert "Joris" in text_of(app) and "Fatima" not in text_of(app)


async def test_who_comes_late_and_turns_back_is_in_the_talk_again(room: Room) -> None:
    for way in ("rounds", "scores-first"):
        app = room.app(at(seen(room, room.session(way=way)), "ambitie.discuss").with_participant("Noor", None))
        async with app.run_test() as pilot:
            await pilot.pause()
            await press(pilot, "l")
            assert "Geef de laptop door aan" in text_of(app) and "overslaan" not in text_of(app)
            await press(pilot, "escape")
            assert app.step == "ambitie.discuss"
            await press(pilot, "escape", "enter")
            assert app.step == "ambitie.discuss", "reading once more does not lead to a turn"


@pytest.mark.parametrize("way", ["rounds", "scores-first"])
async def test_from_statements_that_were_opened_in_the_picture_the_way_back_leads_there(room: Room, way: str) -> None:
    app = room.app(at(seen(room, room.session(way=way)), "comparison"))
    async with app.run_test() as pilot:
        await pilot.pause()
        for keys, step in (("o", "ambitie.discuss"), ("downo", "belangen.read")):
            await press(pilot, *(["down", "o"] if keys == "downo" else [keys]))
            assert app.step == step
            await press(pilot, "escape")
            assert app.step == "comparison"
        await press(pilot, "o", "enter")
        assert app.step != "comparison", "who goes on, goes on"
        await press(pilot, "escape")
        assert app.step != "comparison"


@pytest.mark.parametrize("way", ["rounds", "scores-first"])
async def test_from_a_cover_the_group_may_go_to_any_step(room: Room, way: str) -> None:
    app = room.app(at(room.session(way=way), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "f1")
        assert "F2" in text_of(app), "and it is told"
        await press(pilot, "escape", "f2", *"ambitie scor", "enter")
        assert "Geef de laptop door aan" in text_of(app), "there it is already"
        await press(pilot, "f2", "escape")
        assert "Geef de laptop door aan" in text_of(app)
        await press(pilot, "f2", *"relatie lez", "enter")
        assert app.step == "relatie.read" and len(app.screen_stack) == 2
        await press(pilot, "f2", *"ambitie scor", "enter", "enter", *"33333", "enter")
        for _ in range(3):
            await press(pilot, "enter", *"33333", "enter")
        if way == "rounds":
            assert "Iedereen is geweest" in text_of(app)
            await press(pilot, "f2", *"acties", "enter")
            assert app.step == "actions" and now(app).hides("ambitie")
            await press(pilot, "f2", *"ambitie scor", "enter")
            assert "Iedereen is geweest" in text_of(app)
            await press(pilot, "f2", *"lijst", "enter")
            assert len(app.screen_stack) == 1


async def test_from_the_cover_of_an_exercise_the_group_may_go_to_any_step(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.read"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter", "f2", *"ambitie lez", "enter")
        assert app.step == "ambitie.read" and len(app.screen_stack) == 2
        await press(pilot, "z", "enter", "f2", *"proces lez", "enter")
        assert app.step == "proces.read" and len(app.screen_stack) == 2


async def test_a_choice_of_who_is_next_outlives_a_look_at_the_people(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "k", "3", "f3", "escape")
        assert "Sanne" in text_of(app) and "Geef de laptop" in text_of(app)


async def test_who_is_said_not_to_be_here_is_named_once_more_and_the_way_back_told(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        name = now(app).participants[now(app).present[0]].name
        assert name is not None
        await press(pilot, "o")
        assert f"{name} is er niet" in folded_text(app) and "F3" in folded_text(app)


async def test_the_cover_says_so_where_not_everybody_is_here(room: Room) -> None:
    session = room.session()
    others = session.voices[1:]
    for voice in others:
        session = scored(room, session, "ambitie", {voice: [3, 3, 3, 3, 3]})
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "o")
        assert "Iedereen die er is, is geweest." in text_of(app) and "Iedereen is geweest." not in text_of(app)
        await press(pilot, "f1")
        assert "nog verborgen" in folded_text(app) and "druk dan op o" not in folded_text(app)


async def test_a_remark_that_is_kept_is_counted_in_ones_own_turn_only(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "n", *"Ja", "escape")
        assert "0 van 5 · * 1 opmerking" in text_of(app)
        rows = [line for line in text_of(app).splitlines() if " 1  2  3 " in line]
        assert ["*" in row for row in rows] == [True, False, False, False, False]
        await press(pilot, "m")
        assert "0 van 5 · * 1 opmerking · je scores zijn afgedekt" in text_of(app)
        await press(pilot, *"33333", "enter", "enter")
        assert "1 opmerking" not in text_of(app) and "*" not in text_of(app)


@pytest.mark.parametrize("cells", [30, 54, 74, 120])
def test_a_legend_breaks_only_between_two_points(room: Room, cells: int) -> None:
    scale = content_of(room.sets).facts.scale
    lines = legend(scale, scale.unknown, cells).split("\n")
    assert all(len(line) <= cells for line in lines)
    said_of = [part for line in lines for part in line.split(" · ")]
    assert said_of == [*(f"{each.point} {each.label}" for each in scale.labels), f"? {scale.unknown}"]
    assert len(lines) <= 2 or cells < 54


async def test_who_wrote_a_remark_before_the_break_is_told_that_it_stays(room: Room) -> None:
    session = scored(room, room.session(people="Fatima\nJoris"), "ambitie", {"p1": [4]})
    second = content_of(room.sets).perspective("ambitie").asked("full")[1]
    session = session.with_note("ambitie", "mijn eerste gedachte", statement=second.id, by="p1")
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "n")
        shown = said(app)
        assert "Wat je hier eerder schreef, is bewaard" in shown and "gedachte" not in shown
        await press(pilot, "escape", "up", "n")
        assert "eerder al iets" not in said(app), "that was at another statement"


async def test_seven_rows_of_fingers_and_the_count_fit_in_a_small_window(room: Room) -> None:
    app = room.app(at(room.session(people=SEVEN, way="fingers"), "ambitie.score"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert text_of(app).count("[") == 7 and "Tel samen af" in text_of(app)
        await press(pilot, "space")
        assert "3 …" in text_of(app)
        fingers = app.screen.query_one(Fingers)
        await click(pilot, "[ ]", place=0)
        assert fingers.seat == 1


async def test_a_perspective_that_the_group_skips_is_left_by_one_key_on_the_cover(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.read"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        assert "Geef de laptop door aan" in text_of(app) and "s overslaan" in folded_text(app)
        await press(pilot, "s")
        assert "Ambitie overslaan?" in text_of(app), "a letter typed by mistake skips nothing"
        await press(pilot, "escape")
        assert "Geef de laptop door aan" in text_of(app) and app.step == "ambitie.score"
        await press(pilot, "s", "enter")
        assert app.step == "belangen.read"
        assert not now(app).perspective("ambitie").answers


async def test_who_comes_in_at_the_cover_gets_a_turn(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima\nJoris"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "nog 2 mensen te gaan" in text_of(app)
        await press(pilot, "f3", "a", *"Sanne", "enter", "escape")
        await settled(pilot)
        assert "Sanne" in {person.name for person in now(app).participants.values()}
        assert "Geef de laptop door aan" in text_of(app) and "nog 3 mensen te gaan" in text_of(app)
        await press(pilot, "o", "o", "o")
        await settled(pilot)
        assert "Er is niemand die kan scoren. Ambitie overslaan?" in folded_text(app).replace("│ │ ", "")
        await press(pilot, "enter")
        assert app.step == "belangen.read"


async def test_people_are_shown_also_before_all_voices_are(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", *"42533", "enter")
        await settled(pilot)
        assert "is geweest" in text_of(app)
        await press(pilot, "f3", "a", *"Sanne", "enter", "escape")
        await settled(pilot)
        assert "Geef de laptop door aan" in text_of(app) and "Sanne" in text_of(app)


async def test_a_question_after_the_five_is_announced(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima"), "organisatie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", *"4253")
        assert "nog één vraag" not in text_of(app)
        await press(pilot, "3")
        await until(pilot, lambda: "5 van 5 · met Enter nog één vraag" in text_of(app))


async def test_where_nobody_is_here_to_score_the_group_goes_on(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima\nJoris"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "o", "o", "escape")
        assert app.step == "ambitie.read", "it may have been a mistake"
        await press(pilot, "enter", "enter")
        assert app.step == "belangen.read"
        await press(pilot, "enter", "enter")
        assert app.step == "relatie.read", "Enter does not go round between the text and the cover"


async def test_a_skipped_perspective_keeps_what_was_given_hidden(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", *"42533", "enter", "s", "enter")
        assert app.step == "belangen.read" and now(app).hides("ambitie")


async def test_where_everybody_scores_first_escape_leads_to_the_list(room: Room) -> None:
    app = room.app(at(room.session(way="scores-first", people="Fatima"), "front"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        assert "Geef de laptop door aan" in text_of(app)
        await press(pilot, "escape")
        assert app.step == "front"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))


async def test_after_the_voices_escape_does_not_lead_back_to_turns_that_nobody_has(room: Room) -> None:
    session = room.session(way="scores-first", people="Fatima")
    for perspective in PERSPECTIVES:
        rows = {voice: [3, 3, 3, 3, 3] for voice in session.voices}
        session = scored(room, session, perspective, rows).with_reveal(perspective)
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "escape")
        assert app.step == "ambitie.read"
        await press(pilot, "escape")
        assert app.step == "front"


async def test_who_scores_first_has_one_turn_and_skips_nothing(room: Room) -> None:
    app = room.app(at(room.session(way="scores-first"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "overslaan" not in folded_text(app)
        await press(pilot, "s")
        assert "Geef de laptop door aan" in text_of(app)


async def test_stopping_asks_first_where_a_new_session_was_being_set_up(room: Room) -> None:
    app = room.app()
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "n", "R", "ctrl+q")
        await until(pilot, lambda: "Wat je hier invulde, gaat dan weg." in folded_text(app))
        await press(pilot, "ctrl+q")
        await settled(pilot)
        assert folded_text(app).count("Wat je hier invulde") == 1 and app.return_code is None
        await press(pilot, "escape")
        await settled(pilot)
        assert "Hoe heet deze sessie?" in text_of(app) and app.return_code is None
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: "Wat je hier invulde, gaat dan weg." in folded_text(app))
        await press(pilot, "enter")
        await until(pilot, lambda: app.return_code == 0)


async def test_stopping_asks_first_where_an_action_was_being_written(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "a", "B", "ctrl+q")
        await until(pilot, lambda: "gaat dan verloren" in folded_text(app))
        await press(pilot, "escape")
        await settled(pilot)
        assert "Een nieuwe actie" in text_of(app) and app.return_code is None


async def test_before_there_is_a_session_help_does_not_say_that_all_is_saved(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "n", "f1")
        await settled(pilot)
        assert "stoppen" in text_of(app) and "alles is bewaard" not in folded_text(app)


async def test_behind_a_dialog_no_keys_are_shown_that_do_nothing(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        assert "n notitie" not in text_of(app) and "2× Enter klaar" in text_of(app)
        await press(pilot, "f1")
        assert "2× Enter klaar" not in text_of(app), "nor behind a second one"
        await press(pilot, "escape")
        await settled(pilot)
        assert "2× Enter klaar" in text_of(app)
        await press(pilot, "escape")
        await settled(pilot)
        assert "n notitie" in last_line(text_of(app))


async def test_what_was_told_in_passing_does_not_stand_before_a_cover(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.read"))
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        app.notify("even iets", timeout=60)
        await until(pilot, lambda: "even iets" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "Geef de laptop door aan" in text_of(app) and "even iets" not in text_of(app))


async def test_what_was_told_of_a_page_goes_with_it_and_a_warning_stays(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        app.notify("even iets", timeout=60)
        app.notify("let op", severity="warning", timeout=60)
        await until(pilot, lambda: "even iets" in text_of(app) and "let op" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: app.step == "belangen.read" and "even iets" not in text_of(app))
        assert "let op" in text_of(app)


async def test_why_one_is_sent_on_is_told_where_one_comes(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "belangen.read").with_about(closed=NOW))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "f2", *"belangen scor", "enter")
        await until(pilot, lambda: app.step == "belangen.discuss" and "Deze sessie is afgesloten" in text_of(app))


async def test_the_same_notice_is_told_once_at_a_time(room: Room) -> None:
    app = room.app(at(seen(room, room.session()), "ambitie.discuss").with_about(closed=NOW))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        for _ in range(3):
            app.post_message(AttentionMarked("ambitie", True))
            await until(pilot, lambda: "afgesloten" in text_of(app))
            await settled(pilot)
        assert folded_text(app).count("Deze sessie is afgesloten") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "step", ["ambitie.read", "ambitie.score", "organisatie.score", "ambitie.discuss", "comparison"]
)
async def test_the_way_back_stands_in_the_last_line_as_well(room: Room, step: str, language: Language) -> None:
    session = room.session(language=language)
    app = room.app(at(session if step.endswith("score") else seen(room, session), step), language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        if step.endswith("score"):
            assert "Esc " in text_of(app), "on the cover"
            await press(pilot, "enter")
        if step == "organisatie.score":
            await press(pilot, *"33333", "enter")
        await settled(pilot)
        assert {"Esc", "Enter"} <= set(last_line(text_of(app)).split())


async def test_fingers_show_the_way_back_beside_the_key_that_corrects(room: Room) -> None:
    app = room.app(at(room.session(way="fingers"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "⌫ herstel" in last_line(text_of(app)) and "Esc terug" in last_line(text_of(app))
        await press(pilot, "4", "backspace")
        assert app.screen.query_one(Fingers).seat == 0
        await press(pilot, "escape")
        assert app.step == "ambitie.read"


@pytest.mark.parametrize("way", ["fingers", "together"])
async def test_a_digit_that_is_no_score_is_answered_in_the_open_too(room: Room, way: str) -> None:
    app = room.app(at(room.session(way=way), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = now(app)
        await press(pilot, *"679")
        await settled(pilot)
        assert "Kies 1 tot en met 5" in folded_text(app) and now(app) == before


async def test_a_row_that_is_too_long_is_noticed(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"54334")
        await settled(pilot)
        assert "Je veranderde net" not in folded_text(app)
        await press(pilot, "2")
        await settled(pilot)
        assert "Je veranderde net een 4 in een 2." in folded_text(app)
        await press(pilot, "3")
        await settled(pilot)
        assert "Je veranderde net" not in folded_text(app), "it is said once"
        await press(pilot, "u")
        await press(pilot, "u")
        await settled(pilot)
        assert "Je veranderde net" not in folded_text(app) and now(app).answer("ambitie", "p1", "halen-brengen") == 4
        await press(pilot, "m", "5")
        await settled(pilot)
        assert "Je veranderde net" not in folded_text(app), "not on a screen on the wall"


@pytest.mark.parametrize("way", ["fingers", "together"])
async def test_a_typing_mistake_in_the_open_is_put_right_from_the_talk(room: Room, way: str) -> None:
    session = room.session(way=way, length="short")
    rows = {voice: [4, 4] for voice in session.voices}
    app = room.app(at(scored(room, session, "ambitie", rows), "ambitie.discuss"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f1")
        assert "scores verbeteren" in said(app)
        await press(pilot, "escape", "v")
        assert app.step == "ambitie.score"
        await press(pilot, "left", *["backspace"] * 4, "2")
        assert now(app).answer("ambitie", session.voices[0], "doen") == 2


@pytest.mark.parametrize(
    ("step", "keys", "told"),
    [
        ("ambitie.discuss", ("g",), "Jullie oordeel hoeft niet het gemiddelde te zijn, en veranderen kan altijd."),
        ("ambitie.read", ("z",), "Ieder schrijft om de beurt, en de anderen kijken niet mee"),
        ("ambitie.read", ("f3", "w"), "de app vraagt dat eerst nog een keer"),
        ("review", (), "Dit zijn de acties die na de vorige keer nog openstonden."),
        ("actions", (), "Met a komt er een actie bij"),
    ],
)
async def test_f1_explains_what_is_asked(room: Room, step: str, keys: tuple[str, ...], told: str) -> None:
    session = seen(room, room.session()).with_action(Action(what="van vorig jaar", carried_from="s0"))
    app = room.app(at(session, step))
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        await press(pilot, *keys, "f1")
        await settled(pilot)
        assert told in said(app)


async def test_one_score_together_has_words_of_its_own(room: Room) -> None:
    app = room.app(at(room.session(way="together"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "question_mark")
        await settled(pilot)
        assert "Klopt wat er staat?" in text_of(app) and "de rij" not in text_of(app)
        await press(pilot, "f1")
        assert "vinger" not in said(app) and "Jullie scoren samen." in said(app)
        await press(pilot, "escape", "enter", *"4", "enter", *"4", "enter", *"4", "enter", *"2", "enter")
        await until(pilot, lambda: app.step == "ambitie.discuss")
        assert "volgorde" in folded_text(app) and "verschil" not in text_of(app).split("Vraag")[0]
        await press(pilot, "s")
        assert "laagste eerst" in folded_text(app)
        await press(pilot, "s")
        assert "gewone volgorde" in folded_text(app)
        await press(pilot, "f1")
        assert "één rondje bij elke stelling" in said(app)


@pytest.mark.parametrize("step", ["ambitie.score", "organisatie.score"])
async def test_a_digit_that_is_no_score_is_answered_once_and_kindly(room: Room, step: str) -> None:
    app = room.app(at(room.session(), step))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        if step == "organisatie.score":
            await press(pilot, *"33333", "enter")
        await settled(pilot)
        before = now(app)
        await press(pilot, *"06789")
        await settled(pilot)
        assert folded_text(app).count("Kies 1 tot en met 5") == 1 and now(app) == before
        assert not app._notifications, "it would cover the scores"
        await press(pilot, "4")
        await settled(pilot)
        assert now(app) != before


async def test_the_seats_of_who_has_no_name_can_be_told_apart(room: Room) -> None:
    people = "A, Het Baken\nB, Het Baken\nC, Het Baken\nD, Klein"
    app = room.app(at(room.session(way="fingers", visibility="anonymous", people=people), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seats = [str(somebody.organisation) for somebody in now(app).participants.values()]
        for number, organisation in enumerate(seats, start=1):
            called = f"stoel {number}" if organisation == "None" else f"{number} {organisation}"
            assert called in text_of(app)


@pytest.mark.parametrize("keys", [("n",), ("g", "6")])
async def test_in_a_low_window_a_note_stands_under_what_it_is_about(room: Room, keys: tuple[str, ...]) -> None:
    app = room.app(tour.filled(room, "nl", tour.PLAIN).with_about(step="ambitie.discuss"))
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        await settled(pilot)
        about = "Elke partner voelt zich echt" if keys == ("n",) else "We zien dit verschillend"
        shown = said(app)
        assert about in shown and "Esc klaar" in shown
        assert not app.screen.query_one(".box").max_scroll_y
