"""Read, score and discuss: what a group does most, and what nobody may see too early."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.score_lines import heading
from reflectie_tui.ui.theme import THEMES
from reflectie_tui.ui.widgets.own_question import OwnQuestion
from reflectie_tui.ui.widgets.score_list import ScoreList
from reflectie_tui.words import Language
from tests.ui import tour
from tests.ui.conftest import SIZES, Room, folded_text, text_of
from tests.ui.hands import at, click, last_line, now, scored
from tests.ui.stage import settled, until


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys as somebody types: all at once for a word such as `42?53`."""
    for key in keys:
        await pilot.press(
            *(
                {"?": "question_mark", "!": "exclamation_mark"}.get(k, k)
                for k in ([key] if len(key) > 1 and key.isalpha() else key)
            )
        )
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_person_scores_with_one_key_a_statement(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Geef de laptop door aan" in text_of(app) and "Fatima" in text_of(app)
        await press(pilot, "enter", "42?5")
        assert "4 van 5" in text_of(app)
        await press(pilot, "3")
        assert app.session is not None
        given = app.session.perspective("ambitie").answers["p1"]
        assert given == {"belofte": 4, "commitment": 2, "doen": "nvt", "begrip": 5, "halen-brengen": 3}
        assert "[4]" in text_of(app) and "[?]" in text_of(app)


async def test_a_row_from_paper_and_enter_typed_in_one_go_are_taken_over(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("4", "2", "question_mark", "5", "3", "enter", "1", "1")
        await pilot.pause()
        assert "Joris" in text_of(app), "the next person is asked for"
        assert app.session is not None
        assert list(app.session.perspective("ambitie").answers["p1"].values()) == [4, 2, "nvt", 5, 3]
        assert "p2" not in app.session.perspective("ambitie").answers, "keys typed ahead are nobody's"


@pytest.mark.parametrize("way", ["rounds", "scores-first"])
async def test_nothing_that_another_answered_can_be_seen_before_the_reveal(room: Room, way: str) -> None:
    session = scored(room, room.session(way=way), "ambitie", {"p1": [1, 1, 1, 1, 1], "p2": [5, 5]})
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        shown = text_of(app)
        assert "[5]" not in shown and "[1]" not in shown
        assert "Joris" in shown and shown.count("✓") == 3, "one says that all is saved"
        for step in ("ambitie.discuss", "comparison", "ambitie.read", "close"):
            await app.run_action("app.steps")
            await pilot.pause()
            await press(pilot, "escape")

            app.post_message(StepChosen(step))
            await pilot.pause()
            await pilot.pause()
            shown = text_of(app)
            assert "●●" not in shown and "[1]" not in shown and "[5]" not in shown
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "[1]" not in text_of(app)


async def test_answers_of_an_earlier_sitting_are_covered_when_the_turn_goes_on(room: Room) -> None:
    session = scored(room, room.session(), "ambitie", {"p1": [1, 5]})
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Een deel is al ingevuld" in folded_text(app)
        await press(pilot, "enter")
        shown = text_of(app)
        assert "[1]" not in shown and "[5]" not in shown and "✓" in shown
        assert app.screen.query_one(ScoreList).cursor == 2, "it goes on at the first open statement"


async def test_undo_stays_within_ones_own_turn_and_brings_no_hidden_score_back(room: Room) -> None:
    session = scored(room, room.session(), "ambitie", {"p1": [1]})
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "up", "5", "u")
        assert app.session is not None
        assert "belofte" not in app.session.perspective("ambitie").answers.get("p1", {})
        await press(pilot, "u", "3", "2", "u", "u", "u")
        assert app.session.perspective("ambitie").answers == {}


async def test_a_change_of_mind_shows_and_undo_takes_it_back(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "2", "up", "4")
        assert "[4]" in text_of(app)
        await press(pilot, "u")
        assert "[2]" in text_of(app)


async def test_covering_shows_a_tick_in_place_of_every_digit(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "45", "m")
        shown = text_of(app)
        assert "[4]" not in shown and "[5]" not in shown and shown.count("✓") >= 3
        assert "m weer tonen" in text_of(app)
        await press(pilot, "m")
        assert "m afdekken" in text_of(app)
        assert "[4]" in text_of(app)


async def test_a_click_on_what_is_covered_changes_nothing(room: Room) -> None:
    rows: dict[str, list[int | str]] = {"p1": ["nvt", 2]}
    app = room.app(at(scored(room, room.session(), "ambitie", rows), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        before = now(app)
        scores = app.screen.query_one(ScoreList)
        for row in (0, 1):
            line = text_of(app).splitlines()[scores.region.y + scores._tops[row]]
            await pilot.click(offset=(line.index("✓"), scores.region.y + scores._tops[row]))
            assert scores.cursor == row and now(app) == before
        await press(pilot, "4")
        assert now(app).answer("ambitie", "p1", "commitment") == 4, "a key still answers anew"


async def test_who_is_not_here_is_skipped_and_named_at_the_reveal(room: Room) -> None:
    app = room.app(at(room.session(length="short"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "o")
        for _ in range(3):
            await press(pilot, "enter", "44", "enter")
        shown = folded_text(app)
        assert "Iedereen die er is, is geweest" in shown and "Fatima" in shown
        await press(pilot, "enter")
        assert "●●●" in text_of(app)
        assert app.session is not None and app.session.participants["p1"].away


@pytest.mark.parametrize("given", [[4] * 5, [4]])
async def test_who_has_left_after_scoring_has_been(room: Room, given: list[int | str]) -> None:
    rows: dict[str, list[int | str]] = {"p1": given, "p2": [3] * 5, "p3": [2] * 5, "p4": [1] * 5}
    session = scored(room, room.session(), "ambitie", rows).with_away("p1", True)
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = folded_text(app)
        assert "Iedereen is geweest." in shown and "Nog niet geweest" not in shown
        assert ("liet iets open: Fatima" in shown) == (len(given) < 5)
        assert "aanvullen" not in shown, "she is not here to do so"


async def test_who_was_said_to_be_away_by_mistake_comes_back_at_the_next_cover(room: Room) -> None:
    app = room.app(at(room.session(length="short"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "o")
        assert "Fatima is er niet en wordt overgeslagen" in folded_text(app)
        await pilot.press("f3")
        await press(pilot, "space", "escape")
        assert "overgeslagen" not in text_of(app)
        assert "Geef de laptop door aan" in text_of(app) and "Fatima" in text_of(app) and "nog 4" in text_of(app)


async def test_what_was_left_open_on_purpose_is_not_asked_again_and_can_still_be_filled_in(room: Room) -> None:
    app = room.app(at(room.session(length="short"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "4", "enter", "enter")  # and yes, that is enough
        for _ in range(3):
            await press(pilot, "enter", "44", "enter")
        assert "Eén van jullie liet iets open: Fatima." in folded_text(app)
        await press(pilot, "escape", "enter")
        assert "Iedereen is geweest." in folded_text(app), "the group read once more, and comes back to the same"
        await press(pilot, "v")
        assert "Geef de laptop door aan" in text_of(app) and "Fatima" in text_of(app)
        await press(pilot, "escape")
        assert "Iedereen is geweest." in folded_text(app), "there is a way back from it"
        await press(pilot, "v", "enter", "5", "enter")
        assert "Iedereen is geweest." in folded_text(app) and "liet iets open" not in text_of(app)
        assert "aanvullen" not in text_of(app)
        await press(pilot, "v", "enter")
        assert "bespreken" in text_of(app)


async def test_what_is_still_open_after_the_reveal_is_asked_again(room: Room) -> None:
    app = room.app(at(room.session(length="short"), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "4", "enter", "enter")
        for _ in range(3):
            await press(pilot, "enter", "44", "enter")
        await press(pilot, "enter")
        assert "laatkomer" not in last_line(text_of(app)), "nobody is late: something was left open on purpose"
        assert "a actie" in last_line(text_of(app))
        await press(pilot, "v")
        assert "Geef de laptop door aan" in text_of(app) and "Fatima" in text_of(app)


@pytest.mark.parametrize("key", ["1", "question_mark", "delete"])
async def test_what_everybody_has_seen_stays_as_it_was_given(room: Room, key: str) -> None:
    rows: dict[str, list[int | str]] = {"p1": [3, 3], "p2": [4] * 5}
    session = scored(room, room.session(people="Fatima\nJoris"), "ambitie", rows).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "v")
        assert "Die scores blijven: iedereen zag ze al" in folded_text(app)
        await press(pilot, "enter")
        await pilot.press("home", key)
        await settled(pilot)
        assert "Deze score blijft zo: iedereen heeft hem al gezien" in folded_text(app)
        assert now(app).perspective("ambitie").answers == session.perspective("ambitie").answers
        await pilot.press("end", "5", "end", "4")
        await settled(pilot)
        last = app.screen.query_one(ScoreList).statements[-1].id
        assert now(app).answer("ambitie", "p1", last) == 4, "what was open can be filled in, and changed in this turn"


async def test_who_fills_in_what_was_open_does_not_go_through_what_everybody_has_seen(room: Room) -> None:
    session = room.session(people="Fatima\nJoris", way="scores-first", length="short")
    for key in PERSPECTIVES:
        session = scored(room, session, key, {"p1": [4, 2] if key != "relatie" else [4], "p2": [2, 3]})
        session = session.with_reveal(key)
    app = room.app(at(session, "relatie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "v", "enter")
        await settled(pilot)
        assert app.step == "relatie.score" and "Enter klaar" in last_line(text_of(app))
        await press(pilot, "5", "enter")
        await settled(pilot)
        assert app.step.endswith(".discuss")


async def test_a_late_comer_need_not_wait_for_who_left_something_open(room: Room) -> None:
    rows: dict[str, list[int | str]] = {"p1": [3], "p2": [4] * 5, "p3": [2] * 5}
    app = room.app(at(scored(room, room.session(), "ambitie", rows).with_reveal("ambitie"), "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "l laatkomer" in last_line(text_of(app))
        await press(pilot, "l")
        assert "Kofi" in text_of(app) and "Fatima" not in text_of(app)
        await press(pilot, "enter", "44444", "enter")
        assert "bespreken" in text_of(app)
        await press(pilot, "v")
        assert "Fatima" in text_of(app)


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ({"p1": [3, 3, 3], "p2": [4] * 5, "p3": [2]}, "Sanne"),  # who was in the middle of it goes on
        ({"p1": [3, 3, 3], "p2": [4], "p3": [2] * 5}, "Kofi"),
        ({"p2": [4] * 5}, "Fatima"),  # who was not here yet is asked when she is
        ({"p1": [3], "p2": [4] * 5, "p3": [2] * 5, "p4": [1] * 5}, "Iedereen is geweest"),
    ],
)
async def test_opened_again_a_session_does_not_ask_what_was_left_open_on_purpose(
    room: Room, rows: dict[str, list[int | str]], asked: str
) -> None:
    app = room.app(at(scored(room, room.session(), "ambitie", rows), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert asked in folded_text(app)


async def test_a_turn_with_something_open_asks_first_and_may_be_left_so(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "444", "enter")
        assert "Er staan nog 2 stellingen open" in folded_text(app)
        await press(pilot, "escape", "1")
        assert app.session is not None
        assert len(app.session.perspective("ambitie").answers["p1"]) == 4
        await press(pilot, "enter", "enter")
        assert "Joris" in text_of(app)


async def test_the_own_question_of_a_perspective_has_a_page_of_its_own(room: Room) -> None:
    app = room.app(at(room.session(), "proces.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "44444", "enter", "3")
        assert app.session is not None
        assert app.session.perspective("proces").answers["p1"]["fase"] == "overeenkomen"
        assert "[3]" in text_of(app)


async def test_a_remark_is_kept_at_every_letter_and_not_shown_to_the_next(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "n", "h", "o", "i", "escape")
        assert app.session is not None
        (note,) = app.session.perspective("ambitie").notes.values()
        assert (note.text, note.by, note.statement) == ("hoi", "p1", "belofte")
        await press(pilot, "escape", "enter", "enter", "n")
        assert "hoi" not in text_of(app)


async def test_enter_on_an_empty_line_is_the_end_of_a_note(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter", "n")
        assert "2× Enter klaar" in text_of(app)
        await press(pilot, "a", "enter", "b", "up", "enter", "down", "down", "enter", "enter", "4")
        assert app.session is not None
        (note,) = app.session.perspective("ambitie").notes.values()
        assert note.text == "a\n\nb" and app.session.perspective("ambitie").answers["p1"] == {"belofte": 4}
        await press(pilot, "n", "enter", "3")
        assert app.session.perspective("ambitie").answers["p1"] == {"belofte": 4, "commitment": 3}


async def test_all_voices_appear_together_and_the_largest_difference_stands_first(room: Room) -> None:
    rows: dict[str, list[int | str]] = {
        "p1": [4, 1, 4, 3, 4],
        "p2": [4, 5, 4, 3, 4],
        "p3": [4, 1, 5, 3, "nvt"],
        "p4": [4, 5, 4, 3, 4],
    }
    session = scored(room, room.session(), "ambitie", rows).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = text_of(app).splitlines()
        first = next(line for line in lines if line.startswith(" ▌"))
        assert "Elke partner" in first and first.count("●") == 4 and "verdeeld" in first
        await press(pilot, "s", "s")
        rows_of = [line for line in text_of(app).splitlines() if line[:3] in (" ▌ ", "   ") and "●" in line]
        assert "Onze ambitie zegt" in rows_of[0], "the model's own order"
        here = next(line for line in text_of(app).splitlines() if line.startswith(" ▌"))
        assert "Elke partner" in here, "the bar stays with its statement"


async def test_the_group_judges_together_or_agrees_to_differ(room: Room) -> None:
    session = scored(room, room.session(), "ambitie", {"p1": [4] * 5, "p2": [2] * 5}).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "g", "3")
        assert "◆ 3 deels" in text_of(app)
        await press(pilot, "!")
        assert "verdient aandacht" in text_of(app)
        await press(pilot, "g", "6")
        assert "Waar zit het verschil?" in folded_text(app)
        await press(pilot, "o", "p", "escape")
        assert "≠ we zien dit verschillend" in text_of(app)
        assert app.session is not None
        record = app.session.perspective("ambitie")
        assert record.joint == "disagree" and record.attention
        assert [note.text for note in record.notes.values()] == ["op"]
        await press(pilot, "!")
        assert "verdient aandacht" not in text_of(app)


async def test_anonymous_voices_never_get_a_name(room: Room) -> None:
    session = room.session(visibility="anonymous")
    voices = list(session.participants)
    session = scored(room, session, "ambitie", {voice: [4] * 5 for voice in voices}).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert " w wie" not in text_of(app)
        await press(pilot, "w")
        assert "●●●●" in text_of(app)
    assert "Fatima" not in room.path.read_text("utf-8") if room.path else False


@pytest.mark.parametrize("way", ["fingers", "together"])
async def test_a_row_of_fingers_is_typed_in_seat_order(room: Room, way: str) -> None:
    app = room.app(at(room.session(way=way, length="short"), "ambitie.score"))
    row = "42?5" if way == "fingers" else "4"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, row, "enter", row, "enter")
        assert app.session is not None
        answers = app.session.perspective("ambitie").answers
        if way == "fingers":
            assert {voice: given["doen"] for voice, given in answers.items()} == {
                "p1": 4,
                "p2": 2,
                "p3": "nvt",
                "p4": 5,
            }
        else:
            assert answers == {"group": {"doen": 4, "begrip": 4}}
        assert "bespreken" in text_of(app)


async def test_a_late_voice_is_warned_that_the_others_have_seen_the_outcome(room: Room) -> None:
    session = scored(room, room.session(), "ambitie", {"p1": [4] * 5, "p2": [2] * 5, "p3": [2] * 5})
    app = room.app(at(session.with_reveal("ambitie"), "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "l")
        assert "De anderen hebben de uitkomst hier al gezien" in folded_text(app) and "Kofi" in text_of(app)


async def test_scores_first_goes_through_all_perspectives_in_one_turn(room: Room) -> None:
    people = "Fatima, Hogeschool Rijn\nJoris, Het Baken"
    app: ReflectieApp = room.app(at(room.session(people=people, way="scores-first", length="short"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for name in ("Fatima", "Joris"):
            assert name in text_of(app)
            await press(pilot, "enter")
            for _ in PERSPECTIVES:
                await press(pilot, "44", "enter")
        assert "Iedereen is geweest" in text_of(app)
        await press(pilot, "enter")
        assert app.step == "ambitie.discuss" and app.session is not None
        assert all(app.session.revealed(key) for key in PERSPECTIVES)
        assert "Esc lezen" in last_line(text_of(app)), "what nobody has read yet is one key away"
        await press(pilot, "escape")
        assert app.step == "ambitie.read"
        await press(pilot, "enter")
        assert app.step == "ambitie.discuss"


async def test_other_colours_reach_every_row_at_once(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "4")
        seen = set()
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause(0.1)
            strips = app.screen._compositor.render_strips()
            (chosen,) = [part for strip in strips for part in strip if part.text == "[4]"]
            assert chosen.style is not None and chosen.style.color is not None
            seen.add(chosen.style.color.name)
        assert len(seen) == len(THEMES)


async def test_on_a_large_screen_the_rows_stand_apart_and_the_scores_stay_near(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "4")
        lines = text_of(app).splitlines()
        first = next(y for y, line in enumerate(lines) if "[4]" in line)
        assert not lines[first + 1].strip() and "Elke partner" in lines[first + 2]
        await pilot.click(offset=(lines[first].index("[4]") - 2, first))
        await pilot.pause()
        assert app.session is not None
        assert app.session.perspective("ambitie").answers["p1"]["belofte"] == 3, "a click still finds its point"


@pytest.mark.parametrize("seen", [False, True])
async def test_the_points_and_the_order_stand_there_where_there_are_voices_to_see(room: Room, seen: bool) -> None:
    session = scored(room, room.session(), "ambitie", {"p1": [1, 2, 3, 4, 5], "p2": [5, 4, 3, 2, 1]})
    if seen:
        session = session.with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test() as pilot:
        await settled(pilot)
        lines = [line.split() for line in text_of(app).splitlines()]
        assert ("grootste verschil eerst" in text_of(app)) == (["1", "2", "3", "4", "5"] in lines) == seen
        assert "2 stemmen" in text_of(app)


async def test_the_mark_of_many_voices_leaves_room_before_the_word(room: Room) -> None:
    people = "\n".join(f"Jo Hoog {number}, School" for number in range(12))
    session = room.session(people=people)
    rows: dict[str, list[int | str]] = {voice: [5] * 5 for voice in session.voices}
    app = room.app(at(scored(room, session, "ambitie", rows).with_reveal("ambitie"), "ambitie.discuss"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await press(pilot, "w")
        assert "+11 eensgezind" in text_of(app)


async def test_from_the_last_row_of_a_longer_perspective_one_comes_to_a_shorter_one(room: Room) -> None:
    app = room.app(tour.filled(room, "nl", tour.PLAIN).with_about(step="proces.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "PROCES · bespreken" in text_of(app))
        await pilot.press("end")
        app.post_message(StepChosen("ambitie.discuss"))
        await until(pilot, lambda: "AMBITIE · bespreken" in text_of(app))
        assert "Waaraan merk je dat een partner" in text_of(app), "the question of the first row"


@pytest.mark.parametrize(("size", "beside"), [((80, 24), True), ((60, 20), False)])
async def test_the_phases_say_what_they_mean_and_are_whole_words(
    room: Room, size: tuple[int, int], beside: bool
) -> None:
    session = room.session(people="Fatima")
    app = room.app(at(scored(room, session, "proces", {"p1": [4] * 5}), "proces.score"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        shown = text_of(app)
        assert ("Delen: Belangen met elkaar delen." in shown) is beside, "where there is room"
        assert "weet ik niet" in shown and "Overeenkomen" in shown and "Vormgeven" in shown
        phase = app.screen.query_one(OwnQuestion).statement
        assert phase is not None
        for word, answer in (("Vormgeven", "vormgeven"), ("weet ik niet", "nvt"), ("Delen", "delen")):
            await click(pilot, word)
            assert now(app).answer("proces", "p1", phase.id) == answer


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_on_a_narrow_screen_the_last_steps_keep_their_names_and_a_remark_its_room(
    room: Room, language: Language
) -> None:
    app = room.app(at(room.session(language=language), "ambitie.score"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", *("n", "x", "escape", "down") * 5)
        shown = text_of(app)
        assert ("Picture Actions Close" if language == "en" else "Beeld Acties Slot") in shown
        rows = [line for line in shown.splitlines() if "* 1  2  3  4  5  ?" in line]
        assert len(rows) == 5 and all(" * 1" in row for row in rows)


async def test_the_line_under_the_voices_says_that_there_are_more(room: Room) -> None:
    rows: dict[str, list[int | str]] = {voice: [4, 2, 1, 2, 2] for voice in ("p1", "p2", "p3", "p4")}
    session = scored(room, room.session(), "ambitie", rows).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        assert "↓ er staat nog meer" in text_of(app)
        await press(pilot, "end")
        await settled(pilot)
        assert "↓ er staat nog meer" not in text_of(app)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert "↓ er staat nog meer" not in text_of(app)
        await pilot.resize_terminal(60, 20)
        await press(pilot, "home")
        await settled(pilot)
        assert "↓ er staat nog meer" in text_of(app)


@pytest.mark.parametrize(
    ("left", "cells", "shown"),
    [
        ("AMBITION · To what extent is this true?", 78, "Fatima · Hogeschool Rijn · voice 1/4"),
        ("AMBITION · To what extent is this true?", 58, "Fati… · voice 1/4"),
        ("ORGANISATION · To what extent is this true?", 58, "Fatima · Hog…"),
    ],
)
def test_above_a_turn_the_name_gives_way_and_which_voice_it_is_stands_whole_or_not(
    left: str, cells: int, shown: str
) -> None:
    line = heading("ambitie", left, "Fatima · Hogeschool Rijn", " · voice 1/4", cells)
    assert line.cell_length <= cells and line.plain.startswith(f"{left}  ") and line.plain.endswith(f" {shown}")


async def test_on_a_narrow_screen_one_sees_how_to_uncover_the_scores(room: Room) -> None:
    app = room.app(at(room.session(), "ambitie.score"))
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "4", "m")
        assert "m weer tonen" in last_line(text_of(app))
