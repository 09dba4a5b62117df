"""What is agreed: written, changed, done or dropped by one key; and what became of what was agreed before."""

from __future__ import annotations

from datetime import date

import pytest

from reflectie_tui.model.records import Action, Status
from reflectie_tui.model.session import Session
from reflectie_tui.report.lines import cell_width
from reflectie_tui.ui.dialogs.action import ActionDialog
from reflectie_tui.ui.widgets.action_list import ActionList
from tests.ui.conftest import SIZES, Room, content_of, text_of
from tests.ui.hands import at, click, now, press, said, scored, write

LONG = "N" * 120
NAMES = ["[/]", "Ann [x]", "👩‍🏫 Lotte", LONG]
TODAY = date(2026, 11, 23)


def low(room: Room, session: Session) -> Session:
    """A session in which everybody finds that agreements are not kept, and that words mean different things."""
    rows: dict[str, list[int | str]] = {voice: [4, 4, 1, 1, 4] for voice in session.participants}
    return scored(room, session, "ambitie", rows).with_reveal("ambitie")


def with_actions(session: Session, *actions: Action) -> Session:
    for action in actions:
        session = session.with_action(action)
    return session


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_an_empty_list_says_what_to_do(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = said(app)
        assert "Nog geen acties" in shown and "Met a schrijf je de eerste op" in shown
        assert "a nieuw" in shown and "Enter verder" in shown
        assert "gedaan" not in shown, "there is nothing that can be done yet"


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_an_action_is_written_field_by_field(room: Room, size: tuple[int, int]) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "a")
        await write(pilot, "Drie doelen [x] kiezen")
        await press(pilot, "tab")
        await write(pilot, "Zoë")
        await press(pilot, "tab")
        await write(pilot, "over 6 weken")
        assert "maandag 4 januari 2027" in text_of(app), "the day that was understood is said in words"
        await press(pilot, "tab", "right", "enter")
        assert now(app).actions == {
            "a1": Action(what="Drie doelen [x] kiezen", who="Zoë", due=date(2027, 1, 4), perspective="ambitie")
        }
        agreed = now(app).actions
        assert "Drie doelen [x] kiezen" in text_of(app) and "4 januari 2027 · Ambitie" in text_of(app)
        await press(pilot, "ctrl+q")
    assert room.on_disk().actions == agreed


async def test_names_and_dates_that_are_offered_are_taken_over_by_one_key(room: Room) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a")
        await write(pilot, "x")
        await press(pilot, "tab")
        assert "Kofi" in text_of(app)
        await press(pilot, "k", "down", "tab", "down", "enter", "enter")
        (action,) = now(app).actions.values()
        assert (action.who, action.due) == ("Kofi", date(2026, 12, 7)), "what was typed narrows what is offered"


async def test_enter_just_after_a_choice_goes_to_the_next_field_and_is_done_after_that(room: Room) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "x", "tab", "k", "down")
        assert "Enter volgende vak" in text_of(app) and "Enter klaar" not in text_of(app)
        await press(pilot, "enter")
        assert "Enter klaar" in text_of(app) and not now(app).actions
        await write(pilot, "vr")
        await press(pilot, "enter")
        assert now(app).actions["a1"] == Action(what="x", who="Kofi", due=date(2026, 11, 27), perspective=None)


@pytest.mark.parametrize("keys", [("down", "!"), ("down", "up"), ("down", "!", "backspace"), ("down", "tab")])
async def test_enter_is_done_where_nothing_was_just_chosen(room: Room, keys: tuple[str, ...]) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "x", "tab", *keys, "enter")
        assert len(now(app).actions) == 1


async def test_with_the_mouse_alone_an_action_is_agreed_and_done(room: Room) -> None:
    app = room.app(at(low(room, room.session()), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "a nieuw")
        await click(pilot, "Kies drie woorden", place=0)
        await click(pilot, "een naam; mag leeg")
        await click(pilot, "Sanne")
        await click(pilot, "‹ de samenwerking")
        await click(pilot, "Klaar")
        (action,) = now(app).actions.values()
        assert action.what.startswith("Kies drie woorden") and action.who == "Sanne"
        await click(pilot, "g gedaan")
        assert now(app).actions["a1"].status == "done"
        await click(pilot, "Kies drie woorden", times=2)
        assert isinstance(app.screen, ActionDialog), "a double click changes it"


@pytest.mark.parametrize("wrong", ["kerst", "31-2-2027", "[/]", "15-1-0027"])
async def test_a_date_that_is_none_is_said_plainly_and_nothing_is_lost(room: Room, wrong: str) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await press(pilot, "a")
        await write(pilot, "Iets doen")
        await press(pilot, "tab", "tab")
        await write(pilot, wrong)
        await press(pilot, "enter")
        assert "Dat is geen datum." in text_of(app) and "Iets doen" in text_of(app)
        assert not now(app).actions
        await press(pilot, *["backspace"] * len(wrong))
        await write(pilot, "vr")
        await press(pilot, "enter")
        assert now(app).actions["a1"].due == date(2026, 11, 27)


async def test_a_day_that_is_past_is_taken_and_said(room: Room) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "x", "tab", "tab")
        await write(pilot, "1-9-2026")
        assert "1 september 2026: al voorbij" in text_of(app)
        await press(pilot, "enter")
        assert "! de datum is voorbij" in text_of(app)


async def test_without_a_what_there_is_no_action(room: Room) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "tab", "J", "enter")
        assert "Schrijf eerst op wat er gaat gebeuren." in said(app) and not now(app).actions


async def test_leaving_asks_only_where_something_was_written(room: Room) -> None:
    app = room.app(at(room.session(), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "escape")
        assert not isinstance(app.screen, ActionDialog)
        await press(pilot, "a", "x", "escape")
        assert "Weggaan zonder te bewaren?" in text_of(app)
        await press(pilot, "escape", "y", "escape", "enter")
        assert not isinstance(app.screen, ActionDialog) and not now(app).actions


async def test_a_first_step_is_offered_where_something_stands_out_and_one_digit_takes_it(room: Room) -> None:
    app = room.app(at(low(room, room.session()), "actions"))
    steps = content_of(room.sets).perspective("ambitie").by_id
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert steps["begrip"].first_step in said(app) and steps["doen"].first_step in said(app)
        place = next(line.strip()[0] for line in text_of(app).splitlines() if "Loop de afspraken" in line)
        await press(pilot, place, "J", "enter")
        (action,) = now(app).actions.values()
        assert (action.what, action.who, action.perspective, action.statement) == (
            steps["doen"].first_step,
            "J",
            "ambitie",
            "doen",
        )
        offered = said(app).partition("Misschien een eerste stap?")[2]
        assert steps["begrip"].first_step in offered and steps["doen"].first_step not in offered


async def test_a_first_step_is_taken_by_the_mouse_and_leaving_it_agrees_on_nothing(room: Room) -> None:
    app = room.app(at(low(room, room.session()), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "Loop de afspraken")
        assert isinstance(app.screen, ActionDialog)
        await press(pilot, "escape")
        assert not isinstance(app.screen, ActionDialog) and not now(app).actions


async def test_a_step_taken_over_while_typing_belongs_to_its_statement(room: Room) -> None:
    app = room.app(at(low(room, room.session()), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "a", "down", "down", "down", "up", "enter", "enter")
        (action,) = now(app).actions.values()
        assert action.perspective == "ambitie" and action.statement is not None


async def test_a_step_taken_for_the_whole_partnership_is_not_offered_again(room: Room) -> None:
    app = room.app(at(low(room, room.session()), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "1", "tab", "tab", "left", "enter")
        (action,) = now(app).actions.values()
        assert action.perspective is None and action.statement is None
        offered = said(app).partition("Misschien een eerste stap?")[2]
        assert offered and action.what not in offered


async def test_a_hidden_perspective_offers_no_step(room: Room) -> None:
    rows: dict[str, list[int | str]] = {voice: [1] * 5 for voice in ("p1", "p2")}
    app = room.app(at(scored(room, room.session(), "ambitie", rows), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "eerste stap" not in text_of(app)


async def test_from_the_fourth_open_action_on_a_friendly_word_is_said(room: Room) -> None:
    three = with_actions(room.session(), *(Action(what=f"doel {n}") for n in range(3)))
    app = room.app(at(low(room, three), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Met drie acties" not in text_of(app) and "Misschien een eerste stap" not in text_of(app)
        await press(pilot, "n", "x", "enter")
        assert "Met drie acties hebben jullie genoeg te doen." in text_of(app)
        await press(pilot, "g")
        assert "Met drie acties" not in text_of(app)


async def test_an_action_is_changed_and_the_change_taken_back(room: Room) -> None:
    first = Action(what="oud", who="Joris", due=date(2027, 1, 15), perspective="relatie", statement="macht")
    app = room.app(at(with_actions(room.session(), first), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "e")
        assert "vrijdag 15 januari 2027" in text_of(app)
        await write(pilot, "er")
        await press(pilot, "enter")
        assert now(app).actions["a1"] == first.replaced(what="ouder")
        await press(pilot, "u")
        assert now(app).actions["a1"] == first
        await press(pilot, "e", "tab", "tab", "tab", "left", "enter")
        assert now(app).actions["a1"] == first.replaced(perspective="belangen", statement=None)


async def test_done_and_open_again(room: Room) -> None:
    app = room.app(at(with_actions(room.session(), Action(what="een"), Action(what="twee")), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "o open" not in text_of(app)
        await press(pilot, "g")
        assert now(app).actions["a1"].status == "done" and "✓ een" in text_of(app)
        lines = [line for line in text_of(app).splitlines() if "een" in line or "twee" in line]
        assert "een" in lines[0], "it does not jump away"
        await press(pilot, "o")
        assert now(app).actions["a1"].status == "open"


async def test_dropping_asks_a_word_why_and_escape_drops_nothing(room: Room) -> None:
    app = room.app(at(with_actions(room.session(), Action(what="plan [/]")), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "v")
        assert "Vervallen. Waarom? ‘plan [/]’" in said(app)
        await press(pilot, "escape")
        assert now(app).actions["a1"].status == "open"
        await press(pilot, "v")
        await write(pilot, "geen [b]tijd")
        await press(pilot, "enter")
        assert now(app).actions["a1"] == Action(what="plan [/]", status="dropped", remark="geen [b]tijd")
        assert "geen [b]tijd" in text_of(app)
        await press(pilot, "u")
        assert now(app).actions["a1"] == Action(what="plan [/]")


@pytest.mark.parametrize(("key", "status"), [("g", "done"), ("o", "open")])
async def test_why_an_action_was_dropped_is_neither_lost_nor_taken_for_what_came_of_it(
    room: Room, key: str, status: Status
) -> None:
    app = room.app(at(with_actions(room.session(), Action(what="plan")), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "v", *"geen tijd", "enter")
        dropped = now(app).actions["a1"]
        await press(pilot, key)
        assert "Eerder (vervallen): geen tijd" in said(app) and "Wat er eerder bij stond" in said(app)
        await press(pilot, "escape")
        assert now(app).actions["a1"] == dropped, "who goes back has changed nothing"
        await press(pilot, key, "enter")
        assert now(app).actions["a1"] == Action(what="plan", status=status, remark="Eerder (vervallen): geen tijd")
        assert "u herstel" in text_of(app)
        await press(pilot, "u")
        assert now(app).actions["a1"] == dropped
        await press(pilot, key, *"toch wel", "enter")
        assert now(app).actions["a1"].remark == "toch wel\nEerder (vervallen): geen tijd"


async def test_what_was_said_earlier_can_be_cleared_and_says_only_once_when_it_was(room: Room) -> None:
    dropped = Action(what="plan", status="dropped", remark="geen tijd")
    app = room.app(at(with_actions(room.session(), dropped), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "o", "enter", "v", "enter")
        assert now(app).actions["a1"].remark == "Eerder (vervallen): geen tijd"
        await press(pilot, "o", "down", "end", "ctrl+u", "enter")
        assert now(app).actions["a1"] == Action(what="plan")
        await press(pilot, "g")
        assert now(app).actions["a1"].status == "done", "where nothing was said, one key is enough"


async def test_what_was_needed_then_is_not_the_answer_to_what_came_of_it(room: Room) -> None:
    waits = Action(what="plan", remark="een zaal", carried_from=str(room.session().about.id))
    app = room.app(at(with_actions(room.session(), waits), "review"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "g")
        assert "Gedaan. Wat heeft het opgeleverd?" in said(app) and "Eerder (open): een zaal" in said(app)
        await write(pilot, "rust")
        await press(pilot, "enter")
        assert now(app).actions["a1"].remark == "rust\nEerder (open): een zaal"


async def test_removing_asks_first_and_can_be_taken_back(room: Room) -> None:
    app = room.app(at(with_actions(room.session(), Action(what="een"), Action(what="twee")), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "w", "escape")
        assert list(now(app).actions) == ["a1", "a2"]
        await press(pilot, "delete", "enter")
        assert list(now(app).actions) == ["a2"]
        await press(pilot, "u")
        assert now(app).actions["a1"] == Action(what="een") and not now(app).about.retired
        await press(pilot, "u")
        assert len(now(app).actions) == 2, "there is nothing left to take back"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_any_name_and_any_text_is_shown_as_it_is(room: Room, name: str, size: tuple[int, int]) -> None:
    session = room.session(people=f"{name}, {name}\nJoris, Het Baken")
    app = room.app(at(with_actions(session, Action(what=name, who=name, remark=name)), "actions"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert (name if name != LONG else "NNN…") in text_of(app)
        assert max(map(cell_width, text_of(app).splitlines())) <= size[0]
        await press(pilot, "a", "x", "tab", "down", "enter", "enter")
        assert now(app).actions["a2"].who == name


async def test_a_long_action_ends_in_dots_in_the_list_and_is_whole_where_it_is_changed(room: Room) -> None:
    what = "lang " * 200 + "einde"
    app = room.app(at(with_actions(room.session(), Action(what=what)), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "…" in text_of(app) and "einde" not in text_of(app)
        await press(pilot, "e", "enter")
        assert now(app).actions["a1"].what == what


async def test_enter_goes_on_and_the_keys_say_so(room: Room) -> None:
    app = room.app(at(with_actions(room.session(), Action(what="een")), "actions"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "e wijzigen" in text_of(app) and "Enter verder" in text_of(app)
        await press(pilot, "enter")
        assert app.step == "close"


def followed_up(room: Room) -> Session:
    old = [Action(what=f"toen {n}", carried_from="s0") for n in range(2)]
    return with_actions(room.session(), *old, Action(what="van nu"))


async def test_earlier_actions_are_gone_through_first_each_with_a_word(room: Room) -> None:
    app = room.app(at(followed_up(room), "review"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert "wat is ervan gekomen?" in shown and "toen 0" in shown and "van nu" not in shown
        assert "a nieuw" not in shown
        await press(pilot, "g")
        assert "Wat heeft het opgeleverd?" in said(app)
        await write(pilot, "veel")
        await press(pilot, "enter", "o")
        assert "Wat is ervoor nodig? ‘toen 1’" in said(app), "the cursor went on to the next"
        await write(pilot, "tijd")
        await press(pilot, "enter")
        found = now(app).actions
        assert (found["a1"].status, found["a1"].remark) == ("done", "veel")
        assert (found["a2"].status, found["a2"].remark) == ("open", "tijd")
        await press(pilot, "enter")
        assert app.step == "ambitie.read"


async def test_the_actions_of_now_and_of_then_stand_together_at_the_end(room: Room) -> None:
    app = room.app(at(followed_up(room), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert "toen 0" in shown and "van nu" in shown and "uit een eerdere sessie" in shown


async def test_in_a_closed_session_nothing_can_be_changed(room: Room) -> None:
    session = with_actions(room.session(), Action(what="een"))
    app = room.app(at(session.with_about(closed=session.about.created), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f2")
        await write(pilot, "acties")
        await press(pilot, "enter")
        assert "Deze sessie is afgesloten." in text_of(app) and "a nieuw" not in text_of(app)
        await press(pilot, "a", "g", "w", "e", "v")
        assert now(app).actions == session.actions and app.screen.query(ActionList)


async def test_english_speaks_english(room: Room) -> None:
    app = room.app(at(low(room, room.session(language="en")), "actions"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "A first step, perhaps?" in text_of(app) and "a new" in text_of(app)
        await press(pilot, "a", "x", "tab", "tab")
        await write(pilot, "15 Jan")
        assert "Friday 15 January 2027" in text_of(app)
