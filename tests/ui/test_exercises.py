"""De zin, and Halen · Brengen · No-go: written unseen one by one, shown together, and read again."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from reflectie_tui.model.session import Session
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.dialogs.exercise import WritingTurn
from reflectie_tui.ui.dialogs.hand_over import HandOver
from reflectie_tui.ui.messages import StepChosen
from tests.ui.conftest import SIZES, Room, text_of
from tests.ui.hands import at, click, now, press, said, scored, write

THREE = "Fatima, Hogeschool Rijn\nJoris [/], Het [x] Baken\nSanne, Waterland"
OPENING = "Over een jaar is het gelukt als ik zie dat"


async def turn(pilot: Pilot[Any], *lines: str) -> None:
    """Sit down, write, and be done; where a line is left empty, say that this is meant."""
    await press(pilot, "enter")
    for line in lines:
        await write(pilot, line)
        await press(pilot, "enter")
    if not all(lines):
        await press(pilot, "enter")


def sentences(app: ReflectieApp) -> dict[str, str]:
    return {who: each.text for who, each in now(app).perspective("ambitie").sentences.items()}


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_everyone_completes_the_sentence_unseen_and_then_all_stand_together(
    room: Room, size: tuple[int, int]
) -> None:
    app = room.app(at(room.session(people=THREE), "ambitie.read"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "z de zin" in text_of(app) and ("h halen" in text_of(app)) == (size[0] >= 80)
        await press(pilot, "z")
        assert "Niemand ziet wat een ander schrijft" in said(app)
        await press(pilot, "enter")
        assert "Geef de laptop door aan" in text_of(app) and "Fatima" in text_of(app)
        await turn(pilot, "appels groeien")
        assert now(app).hides("ambitie")
        assert "Joris [/]" in text_of(app) and "appels" not in text_of(app)
        await press(pilot, "enter")
        assert OPENING in said(app) and "appels" not in text_of(app)
        await write(pilot, "[b]peren")
        await press(pilot, "enter")
        await turn(pilot, "druiven")
        shown = text_of(app)
        assert "Iedereen heeft geschreven." in shown
        assert not any(word in shown for word in ("appels", "peren", "druiven"))
        await press(pilot, "enter")
        shown = said(app)
        assert all(word in shown for word in ("appels groeien", "[b]peren", "druiven"))
        assert "Fatima" not in shown and not now(app).hides("ambitie")
        await press(pilot, "end")
        await pilot.wait_for_scheduled_animations()
        assert "Welke woorden betekenen voor ons iets verschillends?" in said(app)
        await press(pilot, "w")
        assert "Fatima" in text_of(app) and "Joris [/]" in text_of(app)
        await press(pilot, "escape", "z")
        assert "appels groeien" in text_of(app), "it can be read again without a cover"


async def test_the_mouse_starts_and_shows_it(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "z de zin")
        await click(pilot, "beginnen, om de beurt")
        await click(pilot, "Enter ik ben zover")
        await write(pilot, "het lukt")
        await click(pilot, "Enter klaar")
        await click(pilot, "Enter alles tonen")
        assert "het lukt" in text_of(app)


async def test_no_key_and_no_page_shows_anothers_text_before_the_group_shows_it(room: Room) -> None:
    session = room.session(people=THREE).with_sentence("ambitie", "p1", "appels")
    session = session.with_exchange("ambitie", "Waterland", gets="peren", brings="druiven", no_go="bramen")
    fruit = ("appels", "peren", "druiven", "bramen")
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for keys in (
            ["z"],
            ["z", "1"],
            ["z", "1", "enter"],
            ["z", "1", "enter", "ctrl+z"],
            ["z", "3"],
            ["z", "3", "1"],
        ):
            for exercise in "zh":
                await press(pilot, exercise, *keys[1:])
                assert not any(word in text_of(app) for word in fruit), (exercise, keys)
                while app.screen.is_modal:
                    await press(pilot, "escape")
                    assert not any(word in text_of(app) for word in fruit), (exercise, keys)
        for step in ("front", "ambitie.discuss", "comparison", "actions", "close"):
            app.post_message(StepChosen(step))
            await pilot.pause()
            await pilot.pause()
            assert not any(word in text_of(app) for word in fruit), step
        await press(pilot, "x", "escape")
        assert room.path is not None
        report = room.path.with_suffix(".md").read_text("utf-8")
        assert not any(word in report for word in fruit)
        assert sentences(app) == {"p1": "appels"}, "nothing was lost on the way"


async def test_stopping_half_way_keeps_what_is_there_and_goes_on_with_the_next(room: Room) -> None:
    app = room.app(at(room.session(people=THREE), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter")
        await turn(pilot, "een")
        await press(pilot, "enter", "t", "w", "escape")
        assert app.step == "ambitie.read" and sentences(app) == {"p1": "een", "p2": "tw"}
        await press(pilot, "ctrl+q")
    assert room.on_disk().hides("ambitie")
    again = room.app()
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z")
        assert "verder: nog één te gaan" in text_of(again) and "een" not in sentences(again)["p2"]
        await press(pilot, "1")
        assert "Sanne" in text_of(again)
        await turn(pilot, "drie")
        assert "Iedereen heeft geschreven." in text_of(again)


async def test_who_is_away_is_skipped_and_comes_in_later(room: Room) -> None:
    app = room.app(at(room.session(people=THREE).with_away("p1", True), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter", "o")
        assert now(app).participants["p2"].away and "Sanne" in text_of(app)
        await turn(pilot, "drie")
        await press(pilot, "enter", "escape", "f3", "space", "escape", "z")
        assert "verder: nog één te gaan" in text_of(app)
        await press(pilot, "1")
        assert "Fatima" in text_of(app) and "De anderen hebben elkaars antwoorden al gezien." in said(app)
        await turn(pilot, "een")
        assert sentences(app) == {"p1": "een", "p3": "drie"} and now(app).hides("ambitie")


async def test_somebody_writes_anew_without_seeing_what_stood_there(room: Room) -> None:
    session = room.session(people=THREE)
    for who in session.participants:
        session = session.with_sentence("ambitie", who, f"oud van {who}")
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "1")
        assert "Wie schrijft er opnieuw?" in said(app)
        await press(pilot, "escape")
        assert "1 iemand schrijft opnieuw 2 laat zien" in said(app), "writing and showing keep their digits"
        await press(pilot, "1", "2")
        assert "Er staat al iets" in said(app) and "Joris" in text_of(app)
        await press(pilot, "enter")
        assert "oud" not in text_of(app)
        await write(pilot, "nieuw")
        await press(pilot, "enter")
        assert sentences(app) == {"p1": "oud van p1", "p2": "nieuw", "p3": "oud van p3"}
        await press(pilot, "escape", "z", "1", "1", "enter", "enter", "enter")
        assert sentences(app)["p1"] == "oud van p1", "who writes nothing keeps what was there"


async def test_with_scores_that_are_hidden_it_comes_into_sight_together_with_those(room: Room) -> None:
    session = scored(room, room.session(people="Fatima\nJoris"), "ambitie", {"p1": [4] * 5})
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter")
        await turn(pilot, "een")
        await turn(pilot, "twee")
        assert "Er zijn hier al scores die nog niemand mag zien." in said(app)
        await press(pilot, "enter", "z", "enter")
        assert "Er zijn hier al scores" in said(app) and now(app).hides("ambitie")
        await press(pilot, "enter", "enter", "enter", *"44444", "enter", "enter")
        assert app.step == "ambitie.discuss" and not now(app).hides("ambitie")
        await press(pilot, "escape", "z", "2", "enter")
        assert "een" in text_of(app) and "twee" in text_of(app)


async def test_after_the_talk_it_is_covered_by_the_screen_alone_and_the_scores_stay_in_sight(room: Room) -> None:
    rows: dict[str, list[int | str]] = {"p1": [4] * 5, "p2": [2] * 5}
    session = scored(room, room.session(people="Fatima\nJoris"), "ambitie", rows).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter")
        await turn(pilot, "appels")
        await press(pilot, "escape")
        assert now(app).revealed("ambitie")
        await press(pilot, "z", "2")
        assert "Nog niet iedereen heeft geschreven." in text_of(app) and "appels" not in text_of(app)


@pytest.mark.parametrize("way", ["fingers", "together"])
async def test_it_is_written_unseen_where_the_group_scores_in_the_open_too(room: Room, way: str) -> None:
    app = room.app(at(room.session(people="Fatima\nJoris", way=way), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter")
        await turn(pilot, "appels")
        assert "appels" not in text_of(app)
        await turn(pilot, "peren")
        assert "appels" not in text_of(app)
        await press(pilot, "enter")
        assert "appels" in text_of(app) and "peren" in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_each_organisation_fills_in_three_lines_and_all_stand_in_one_table(
    room: Room, size: tuple[int, int]
) -> None:
    app = room.app(at(room.session(people=THREE), "ambitie.read"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "h", "enter")
        assert "Hogeschool Rijn" in text_of(app)
        await turn(pilot, "stagiairs", "tijd", "namen")
        assert "Het [x] Baken" in text_of(app) and "stagiairs" not in text_of(app)
        await turn(pilot, "rust [/]", "", "")
        await press(pilot, "o")
        row = [(e.organisation, e.gets, e.brings, e.no_go) for e in now(app).perspective("ambitie").exchange.values()]
        assert row == [("Hogeschool Rijn", "stagiairs", "tijd", "namen"), ("Het [x] Baken", "rust [/]", None, None)]
        assert not now(app).participants["p3"].away, "an organisation is skipped, nobody is marked away"
        assert "Nog niet iedereen heeft geschreven." in text_of(app)
        await press(pilot, "enter")
        shown = said(app)
        assert "stagiairs" in shown and "rust [/]" in shown and "Het [x] Baken" in shown
        await press(pilot, "end")
        await pilot.wait_for_scheduled_animations()
        assert "Wat verrast je in deze tabel?" in said(app)


async def test_enter_goes_from_line_to_line_and_is_done_after_the_last(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima, Rijn\nJoris, Baken"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "h", "enter", "enter")
        for line in ("een", "twee"):
            assert "Enter volgende vak" in text_of(app) and "klaar" not in text_of(app)
            await write(pilot, line)
            await press(pilot, "enter")
        assert "Enter klaar" in text_of(app) and "Tab volgende vak" in text_of(app)
        await write(pilot, "drie")
        await press(pilot, "tab", "enter", "enter")
        assert isinstance(app.screen, WritingTurn), "from the first line on it is two lines to the last"
        await press(pilot, "enter")
        (row,) = now(app).perspective("ambitie").exchange.values()
        assert (row.gets, row.brings, row.no_go) == ("een", "twee", "drie")
        assert isinstance(app.screen, HandOver) and "Baken" in text_of(app)


async def test_what_is_left_open_is_asked_about_before_the_turn_ends(room: Room) -> None:
    app = room.app(at(room.session(people="Fatima, Rijn\nJoris, Baken"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "h", "enter", "enter", "x", "enter", "enter", "y", "enter")
        assert "Er staat nog iets open. Toch klaar?" in said(app)
        await press(pilot, "escape")
        await write(pilot, "tijd")
        await press(pilot, "enter", "enter")
        (row,) = now(app).perspective("ambitie").exchange.values()
        assert (row.gets, row.brings, row.no_go) == ("x", "tijd", "y"), "no led to the line that was open"
        await press(pilot, "escape", "z", "enter", "enter", "enter")
        assert "Er staat nog iets open. Toch klaar?" in said(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HandOver) and "Joris" in text_of(app)


async def test_the_second_exercise_covers_again_what_was_shown(room: Room) -> None:
    shown = room.session(people="Fatima, Rijn\nJoris, Baken").with_sentence("ambitie", "p1", "appels")
    app = room.app(at(shown.with_reveal("ambitie"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "h", "enter")
        await turn(pilot, "peren", "", "")
        await press(pilot, "escape")
        assert now(app).hides("ambitie")


async def test_an_anonymous_session_asks_whoever_has_not_been_and_keeps_seat_order(room: Room) -> None:
    session = room.session(people=THREE, visibility="anonymous")
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter")
        assert "iemand die nog niet is geweest" in text_of(app) and "k iemand anders" not in text_of(app)
        for word in ("een", "twee", "drie"):
            await turn(pilot, word)
        assert list(sentences(app)) == list(session.participants)
        await press(pilot, "enter", "w")
        lines = [line for line in text_of(app).splitlines() if "· " in line]
        assert [line.partition("· ")[2].split()[0] for line in lines] == ["drie", "een", "twee"], "in no order of seats"
        await press(pilot, "escape", "h")
        assert "In een anonieme sessie kan het alleen met een organisatie" in said(app)


async def test_a_session_of_a_year_later_reads_what_was_written_then(room: Room) -> None:
    old = room.session(people=THREE).with_sentence("ambitie", "p1", "wat we toen schreven").with_reveal("ambitie")
    room.app(old)
    later: Session = room.session(people="Fatima").with_about(id="later", previous=old.about.id, step="ambitie.read")
    app = room.app(later)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "2")
        assert "Dit schreven jullie de vorige keer." in said(app) and "wat we toen schreven" in text_of(app)
        await press(pilot, "escape", "z", "1")
        await turn(pilot, "wat we nu zien")
        await press(pilot, "enter")
        assert "wat we nu zien" in text_of(app) and "wat we toen schreven" in text_of(app)


async def test_a_closed_session_shows_and_does_not_write(room: Room) -> None:
    session = room.session(people=THREE).with_sentence("ambitie", "p1", "appels").with_reveal("ambitie")
    app = room.app(session.with_about(closed=session.about.created))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(StepChosen("ambitie.read"))
        await pilot.pause()
        await pilot.pause()
        await press(pilot, "z")
        assert "appels" in text_of(app), "there is nothing to choose, and nobody whose screen it is not"
        await press(pilot, "escape", "h")
        assert "Hier is niets ingevuld." in text_of(app)


async def test_other_perspectives_have_no_exercises(room: Room) -> None:
    app = room.app(at(room.session(), "belangen.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "z de zin" not in text_of(app)
        await press(pilot, "z", "h")
        assert app.step == "belangen.read" and "De zin" not in text_of(app)


async def test_who_is_skipped_in_an_exercise_is_named_on_the_next_cover_and_counts_as_away(room: Room) -> None:
    app = room.app(at(room.session(people=THREE), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "enter", "o")
        assert "Fatima is er niet en wordt overgeslagen." in said(app)
        await press(pilot, "enter")
        assert "De zin · Joris" in text_of(app), "it can be seen whose turn it is"
        await write(pilot, "een")
        await press(pilot, "enter")
        assert "overgeslagen" not in said(app)
        await turn(pilot, "twee")
        assert "Iedereen die er is, heeft geschreven." in said(app)


async def test_after_one_wrote_anew_while_others_have_still_to_write_nothing_is_offered_to_show(room: Room) -> None:
    app = room.app(at(room.session(people=THREE).with_sentence("ambitie", "p1", "oud"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "3", "1")
        assert "Er staat al iets van jou." in said(app)
        await turn(pilot, "nieuw")
        assert "verder: nog 2 te gaan" in said(app) and "alles tonen" not in said(app)


async def test_who_goes_elsewhere_from_the_cover_of_a_rewriting_is_not_called_back(room: Room) -> None:
    app = room.app(at(room.session(people=THREE).with_sentence("ambitie", "p1", "oud"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "z", "3", "1", "f2")
        await write(pilot, "belangen lezen")
        await press(pilot, "enter")
        assert app.step == "belangen.read" and "De zin" not in text_of(app)
