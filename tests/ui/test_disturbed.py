"""A turn that is disturbed: by another screen, by who leaves in the middle of it, by a key that comes too fast."""

from __future__ import annotations

import pytest
from textual import events
from textual.content import Content
from textual.screen import ModalScreen

from reflectie_tui.storage.session_files import create
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.changes import AwayMarked, ParticipantNamed, ParticipantRemoved, VoiceWithdrawn
from reflectie_tui.ui.dialogs.hand_over import HandOver
from reflectie_tui.ui.dialogs.help import Help
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.own_answers import OwnAnswers
from reflectie_tui.ui.screens.front_page import FrontPageScreen
from reflectie_tui.ui.session_screen import SessionScreen
from reflectie_tui.ui.widgets.own_question import MIDDLE, OwnQuestion
from reflectie_tui.ui.widgets.score_list import ScoreList
from tests.ui.conftest import NOW, Room, content_of, folded_text, text_of
from tests.ui.hands import at, now, press, said, scored, write
from tests.ui.stage import settled, until

TWO = "Fatima, Hogeschool Rijn\nJoris, Het Baken"


def phase(app: ReflectieApp) -> OwnQuestion:
    return app.screen.query_one(OwnQuestion)


def chosen_by_eye(app: ReflectieApp) -> list[str]:
    """Return what stands out of the answers of the own question."""
    drawn = phase(app)._fitting()[1]
    return [
        line.plain[span.start : span.end].strip()
        for line in drawn
        if isinstance(line, Content)
        for span in line.spans
        if "bold" in str(span.style) and line.plain[span.start : span.end].strip()
    ]


def at_once(app: ReflectieApp, *keys: str) -> None:
    """Type faster than the app can follow."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


# -- to another screen


@pytest.mark.parametrize("way", ["fingers", "together"])
@pytest.mark.parametrize("keys", [("f2", "end", "enter"), ("f2", "home", "enter")])
async def test_from_the_fingers_one_may_go_to_any_screen(room: Room, way: str, keys: tuple[str, ...]) -> None:
    app = room.app(at(room.session(way=way), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "4", *keys)
        await until(pilot, lambda: app.step in ("close", "front"))
        await settled(pilot)
        assert app.return_code is None and app._exception is None


# -- what the one before left


async def test_an_own_question_tells_the_next_person_nothing(room: Room) -> None:
    app = room.app(at(room.session(people=TWO), "proces.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"44444", "enter")
        await settled(pilot)
        before = chosen_by_eye(app)
        await press(pilot, "5")
        assert now(app).answer("proces", "p1", "fase") == "uitvoeren" and chosen_by_eye(app) != before
        await press(pilot, "enter", "enter", *"44444", "enter")
        await settled(pilot)
        assert phase(app).voice == "p2" and phase(app).at == MIDDLE and chosen_by_eye(app) == before
        await press(pilot, "space")
        assert now(app).answer("proces", "p2", "fase") != "uitvoeren"


async def test_a_covered_own_question_does_not_show_what_was_chosen(room: Room) -> None:
    app = room.app(at(room.session(people=TWO), "proces.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"44444", "enter")
        await settled(pilot)
        await press(pilot, "5", "m")
        assert not chosen_by_eye(app) and "ingevuld" in text_of(app)


def test_undo_knows_only_what_was_answered_in_this_turn(room: Room) -> None:
    first, second = content_of(room.sets).perspective("ambitie").asked("full")[:2]
    own = OwnAnswers()
    assert own.take("ambitie", first, 5).before is None, "what stood there before the turn is not known here"
    assert own.take("ambitie", first, 4).before == 5
    assert own.take("ambitie", second, 4).before is None
    assert own.take("relatie", first, 1).before is None, "another perspective may have a statement of the same name"
    assert own.at("ambitie") == {first.id, second.id} and own.at("relatie") == {first.id}
    taken = [own.take_back() for _ in range(5)]
    assert [each and each.answer for each in taken] == [1, 4, 4, 5, None]
    assert own.last is None


async def test_keys_typed_at_once_over_a_hidden_score_do_not_show_it(room: Room) -> None:
    rows: dict[str, list[int | str]] = {"p1": [1, 1, 1, 1]}
    app = room.app(at(scored(room, room.session(people=TWO), "ambitie", rows), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "3", "end", "up")
        await settled(pilot)
        app.screen.query_one(ScoreList).action_score(4)
        app.screen.query_one(ScoreList).cursor = 3
        app.screen.query_one(ScoreList).action_score(3)
        await settled(pilot)
        assert "een 1 in een" not in folded_text(app)
        await press(pilot, "u")
        assert "[1]" not in text_of(app) and now(app).answer("ambitie", "p1", "begrip") == 5


async def test_a_remark_cannot_be_begun_once_the_turn_ends(room: Room) -> None:
    app = room.app(at(room.session(people=TWO), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"44444")
        at_once(app, "enter", "n")
        await settled(pilot)
        assert isinstance(app.screen, HandOver) and len(app.screen_stack) == 3


async def test_where_somebody_clicks_below_the_last_line_nothing_is_scored(room: Room) -> None:
    app = room.app(at(room.session(people=TWO), "organisatie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"44444", "enter")
        await settled(pilot)
        own = phase(app)
        assert own.display and own.statement is not None
        used = sum(map(len, own._fitting()))
        for below in range(used, own.size.height):
            await pilot.click(OwnQuestion, offset=(10, below + 1))
            assert now(app).answer("organisatie", "p1", own.statement.id) is None, below


# -- who leaves in the middle of it


async def test_who_was_away_and_is_taken_out_is_not_asked_for(room: Room) -> None:
    app = room.app(at(room.session(people=f"{TWO}\nMira"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "o", "f3", "w", "2", "escape")
        await until(pilot, lambda: "Geef de laptop door aan" in text_of(app))
        assert "Joris" in text_of(app) and "Fatima" not in text_of(app)


@pytest.mark.parametrize("keys", [("space",), ("w", "2")])
async def test_where_the_last_writer_goes_what_was_written_is_shown(room: Room, keys: tuple[str, ...]) -> None:
    session = room.session(people=TWO).with_sentence("ambitie", "p1", "er appels groeien")
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "z", "enter")
        assert "Joris" in text_of(app)
        await press(pilot, "f3", "down", *keys, "escape")
        await settled(pilot)
        assert "Geef de laptop door aan" not in text_of(app) and "geschreven" in said(app)


async def test_who_is_back_in_a_group_with_one_score_is_not_called_away(room: Room) -> None:
    app = room.app(at(room.session(people=f"{TWO}\nMira", way="together"), "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "z", "enter", "o")
        assert "Fatima" in said(app) and "Joris" in said(app)
        await press(pilot, "f3", "space", "escape")
        await settled(pilot)
        assert "Fatima is er niet" not in said(app)


async def test_who_is_taken_out_leaves_a_window_that_can_still_be_made_larger(room: Room) -> None:
    app = room.app(at(room.session(people=f"{TWO}\nMira"), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "f3", "w", "2")
        await pilot.resize_terminal(100, 30)
        await settled(pilot)
        assert app._exception is None and "p1" not in now(app).participants
        await press(pilot, "escape")
        await until(pilot, lambda: "Joris" in text_of(app))


# -- what is put right in the middle of it


async def test_a_name_that_is_put_right_stands_above_the_turn(room: Room) -> None:
    app = room.app(at(room.session(people=TWO), "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "f3", "e")
        await write(pilot, "h")
        await press(pilot, "tab", "enter", "escape")
        await settled(pilot)
        assert "Fatimah" in text_of(app).splitlines()[3]


async def test_of_what_was_answered_only_what_all_have_seen_is_said_to_stay(room: Room) -> None:
    session = room.session(people=TWO, way="scores-first", length="short")
    session = scored(room, session, "ambitie", {"p1": [4], "p2": [2, 3]}).with_reveal("ambitie")
    session = scored(room, session, "relatie", {"p1": [4]})
    app = room.app(at(session, "relatie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Geef de laptop door aan" in text_of(app))
        assert app.words("hand_over.continued") in said(app)
        assert app.words("hand_over.continued_seen") not in said(app)


async def test_seats_without_names_keep_their_number_where_somebody_is_away(room: Room) -> None:
    session = room.session(people=f"{TWO}\nMira", way="fingers", visibility="anonymous")
    session = session.with_away(next(iter(session.participants)), True)
    app = room.app(at(session, "ambitie.score"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seats = next(line for line in text_of(app).splitlines() if "2" in line and "3" in line and "[" not in line)
        assert "1" not in seats


# -- keys that come faster than the app can follow


@pytest.mark.parametrize("keys", [("enter", "f3", "w"), ("b", "f3", "w"), ("enter", "f1"), ("b", "f2"), ("enter", "n")])
async def test_a_dialog_that_comes_up_on_the_way_is_not_replaced_by_the_page(room: Room, keys: tuple[str, ...]) -> None:
    session = scored(room, room.session(people=TWO), "ambitie", {"p1": [4] * 5, "p2": [3] * 5}).with_reveal("ambitie")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        at_once(app, *keys)
        await settled(pilot)
        for _ in range(3):
            if isinstance(app.screen, ModalScreen) and not isinstance(app.screen, HandOver):
                await press(pilot, "escape")
                await settled(pilot)
        pages = [screen for screen in app.screen_stack if isinstance(screen, SessionScreen)]
        assert len(pages) == 1 and app._exception is None
        assert app.step in ("belangen.read", "comparison"), "once the dialog has gone, the way goes on"
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: app.return_code == 0)


@pytest.mark.parametrize("keys", [("enter", "enter"), ("enter", "n"), ("enter", "v")])
async def test_a_session_that_is_being_opened_is_opened_once(room: Room, keys: tuple[str, ...]) -> None:
    app = room.app()
    create(at(room.session(people=TWO), "front"), room.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 sessie" in text_of(app))
        at_once(app, *keys)
        await until(pilot, lambda: app.session is not None)
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack[1:]] == [FrontPageScreen]


async def test_f1_on_the_last_page_of_a_new_session_does_not_stand_in_its_way(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "1")
        await write(pilot, "Samen")
        await press(pilot, "enter")
        await write(pilot, "Fatima")
        for _ in range(9):
            if "Klopt het zo?" in text_of(app):
                break
            await press(pilot, "enter")
        at_once(app, "enter", "f1")
        await settled(pilot)
        for _ in range(2):
            if isinstance(app.screen, Help):
                await press(pilot, "escape")
        await until(pilot, lambda: app.session is not None)
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack[1:2]] == [FrontPageScreen] and app._exception is None


async def test_who_was_just_taken_out_cannot_be_marked(room: Room) -> None:
    app = room.app(at(room.session(people=f"{TWO}\nMira"), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f3", "w")
        at_once(app, "2", "space")
        await settled(pilot)
        assert app._exception is None and list(now(app).participants) == ["p2", "p3"]
    gone = room.session(people=TWO)
    assert AwayMarked("p9", True).applied(gone) == gone == VoiceWithdrawn("p9").applied(gone)
    assert ParticipantRemoved("p9").applied(gone) == gone == ParticipantNamed("p9", "Eva", None).applied(gone)


async def test_f1_may_come_right_after_the_key_for_a_newcomer(room: Room) -> None:
    app = room.app(at(room.session(people=TWO), "front"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        at_once(app, "f3", "a", "f1")
        await settled(pilot)
        assert app._exception is None


# -- what nobody may see


async def test_what_was_never_shown_stays_hidden_in_a_closed_session(room: Room) -> None:
    session = room.session(people=TWO).with_sentence("ambitie", "p1", "er appels groeien").with_about(closed=NOW)
    app = room.app(at(session, "ambitie.read"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(StepChosen("ambitie.read"))
        await until(pilot, lambda: app.step == "ambitie.read")
        await settled(pilot)
        await press(pilot, "z")
        await settled(pilot)
        assert "appels" not in text_of(app) and "nooit aan elkaar laten zien" in said(app)


async def test_anonymous_remarks_stand_in_no_order_and_are_told_from_the_group_s(room: Room) -> None:
    session = room.session(people=TWO, visibility="anonymous")
    for note in ("n-zz", "n-mm", "n-aa"):
        session = session.with_note("ambitie", note, statement="belofte", by="p1", note_id=note)
    assert list(session.perspective("ambitie").notes) == ["n-aa", "n-mm", "n-zz"], "not the order of writing"
    one, two = session.voices
    session = scored(room, session, "ambitie", {one: [1], two: [5]}).with_reveal("ambitie")
    session = session.with_note("ambitie", "Van ons samen", statement="belofte")
    app = room.app(at(session, "ambitie.discuss"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = text_of(app)
        assert shown.count("Opmerking") == 3 and shown.count("Notitie") == 1
