"""Sessions side by side: what changed, for whom, and what became of what was agreed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.storage.session_files import create
from reflectie_tui.ui.messages import ComparisonAsked
from reflectie_tui.ui.screens.compare_sessions import CompareSessionsScreen
from reflectie_tui.ui.screens.start import StartScreen
from tests.ui.conftest import Room, content_of, folded_text, text_of
from tests.ui.test_comparison import PEOPLE, ROWS, SIZES, Look, Rows, answered

LATER: Rows = {**ROWS, "relatie": [[2] * 5] * 4, "belangen": [[5] * 5] * 4}


def dated(session: Session, day: date, key: str, **more: Any) -> Session:
    return session.with_about(date=day, id=key, created=None, **more)


def first(room: Room, **choices: Any) -> Session:
    return dated(answered(room, room.session(**choices)), date(2025, 11, 18), "eerste")


def last(room: Room, rows: Rows = LATER, **choices: Any) -> Session:
    return dated(answered(room, room.session(**choices), rows), date(2026, 11, 23), "laatste", previous="eerste")


async def shown(room: Room, sessions: list[Session], size: tuple[int, int] = (80, 100), language: Any = None) -> str:
    """What stands on the screen that compares these sessions."""
    app = room.app(None, language)
    async with app.run_test(size=size) as pilot:
        contents = [content_of(room.sets, app.words.language) for _ in sessions]
        await app.push_screen(CompareSessionsScreen(sessions, contents))
        await pilot.pause()
        await pilot.pause()
        return text_of(app)


def under(text: str, name: str, lines: int = 4) -> list[str]:
    """The lines from the one that begins with a name."""
    found = text.splitlines()
    start = next(number for number, line in enumerate(found) if line.strip().startswith(name))
    return found[start : start + lines]


async def test_each_perspective_goes_from_what_was_to_what_is_with_the_change_and_its_sign(room: Room) -> None:
    text = await shown(room, [last(room), first(room)])
    scale = next(line for line in text.splitlines() if line.split() == ["1", "2", "3", "4", "5"])
    line, verdict = under(text, "Relatie", 2)
    assert line.index("●") == scale.index("2") and line.index("○") == scale.index("4")
    assert "4,0 → 2,0  ▼ −2,0" in line and "een duidelijk verschil" in verdict
    assert "3,0 → 5,0  ▲ +2,0" in under(text, "Belangen", 1)[0]
    line, verdict = under(text, "Ambitie", 2)
    assert "3,2 → 3,2  = 0,0" in line and "te klein om er iets over te zeggen" in verdict
    assert text.index("18 november 2025") < text.index("23 november 2026"), "the oldest first, however they came in"


async def test_who_came_and_who_left_and_the_change_of_those_who_stayed(room: Room) -> None:
    people = PEOPLE.replace("Kofi, Het Baken", "Ann [x], [/]")
    text = await shown(room, [first(room), last(room, people=people)])
    assert "Nieuw erbij: Ann [x] ([/])" in text and "De laatste keer niet erbij: Kofi (Het Baken)" in text
    assert any("Dezelfde 3 mensen: ▼ −2,0, een duidelijk verschil" in line for line in under(text, "Relatie"))


async def test_the_same_people_are_not_told_twice_and_one_alone_is_not_told_at_all(room: Room) -> None:
    text = await shown(room, [first(room), last(room)])
    assert "Dezelfde mensen als de eerste keer." in text and "Dezelfde 4" not in text
    others = "Fatima, Hogeschool Rijn\nAnna, Het Baken\nBas, Het Baken\nCas, Het Baken"
    assert "Dezelfde 1" not in await shown(room, [first(room), last(room, people=others)])


async def test_the_statements_that_moved_most_stand_first(room: Room) -> None:
    text = await shown(room, [first(room), last(room)])
    block = text[text.index("De grootste veranderingen") : text.index("Wie erbij waren")]
    assert "drijft.\n      1,8 → 5,0  ▲ +3,3  Belangen" in block and block.count("→") == 5
    sizes = [float(found.replace(",", ".")) for found in re.findall(r"[▲▼] [+−](\d,\d)", block)]
    assert len(sizes) == 5 and sizes == sorted(sizes, reverse=True) and sizes[0] > sizes[-1]


async def test_a_changed_wording_is_named_and_not_compared(room: Room) -> None:
    later = last(room)
    record = later.perspective("ambitie")
    asked = {**record.statements, "doen": "We doen [altijd] wat we zeggen."}
    text = await shown(room, [first(room), later.with_perspective("ambitie", statements=asked)])
    assert "Niet vergeleken: anders gevraagd" in text and "· We doen [altijd] wat we zeggen." in text


async def test_a_short_list_beside_a_full_one_names_what_was_not_asked_every_time(room: Room) -> None:
    text = await shown(room, [first(room), last(room, {"ambitie": [[2, 2]] * 4}, length="short")])
    assert "Niet vergeleken: niet elke keer gevraagd" in text and "en nog 7" in text
    assert "niet beide keren ingevuld" in text


async def test_what_became_of_the_actions_and_which_perspective_each_touched(room: Room) -> None:
    action = Action(what="Kennismaken op elkaars school", who="Joris", perspective="relatie", due=date(2026, 2, 1))
    earlier = first(room).with_action(action, "a1").with_action(Action(what="Iets kleins", perspective="ambitie"), "a2")
    carried = action.replaced(status="done", carried_from="eerste", remark="een mooie dag")
    text = await shown(room, [earlier, last(room).with_action(carried, "a1")])
    assert "1 gedaan, 1 open, 0 vervallen." in text
    assert "Acties hierbij: ✓ Kennismaken op elkaars school" in " ".join(" ".join(under(text, "Relatie", 3)).split())
    assert "○ Iets kleins" in text and "een mooie dag" in text
    assert text.count("Kennismaken op elkaars school") == 2, "once beside its perspective, once in the list"


async def test_no_actions_and_nothing_answered_are_said(room: Room) -> None:
    empty = [dated(room.session(), date(2025, 1, 1), "een"), dated(room.session(), date(2026, 1, 1), "twee")]
    text = await shown(room, empty)
    assert text.count("nog geen scores om te vergelijken") == 5
    assert "Er zijn in deze sessies geen acties afgesproken." in text
    assert "Bij geen enkele stelling is de score veranderd." in text


async def test_what_is_still_hidden_is_not_told(room: Room) -> None:
    hidden = dated(
        answered(room, room.session(), {"relatie": [[1] * 5] * 4}, reveal=False), date(2026, 11, 23), "laatste"
    )
    text = await shown(room, [first(room), hidden])
    assert "4,0 → –" in under(text, "Relatie", 1)[0] and "1,0" not in text


async def test_anonymous_sessions_name_nobody(room: Room) -> None:
    text = await shown(room, [first(room), last(room, visibility="anonymous")])
    assert "heeft geen namen" in text and "Kofi" not in text and "Nieuw erbij" not in text


async def test_three_sessions_show_every_score_and_the_change_from_the_first_to_the_last(room: Room) -> None:
    middle = dated(answered(room, room.session(), {**ROWS, "relatie": [[3] * 5] * 4}), date(2026, 3, 1), "midden")
    text = await shown(room, [middle, last(room), first(room)])
    assert "4,0 → 3,0 → 2,0  ▼ −2,0" in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_it_can_be_read_to_the_end_at_every_size(room: Room, size: tuple[int, int], language: Any) -> None:
    later = last(room, people="[/]\n日本, 東京大学\n" + "Heel lang " * 11 + "\nKofi, Het Baken")
    app = room.app(None, language)
    async with app.run_test(size=size) as pilot:
        content = content_of(room.sets, app.words.language)
        await app.push_screen(CompareSessionsScreen([first(room), later], [content] * 2))
        look = Look(pilot)
        seen = await look.press()
        last_line = "no actions were agreed" if language == "en" else "geen acties afgesproken"
        for _ in range(12):
            if last_line in folded_text(app).lower():
                break
            seen += await look.press("space")
        assert last_line in folded_text(app).lower()
        assert "日本 (東京大学)" in seen and "[/]" in seen
        await pilot.resize_terminal(100, 30)
        await look.press("f1")
        told = "Hier staan sessies naast elkaar" if language == "nl" else "Here sessions are side by side"
        assert told in folded_text(app)


async def test_escape_goes_back_to_the_list(room: Room) -> None:
    app = room.app()
    paths = [create(session, room.folder) for session in (first(room), last(room))]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(ComparisonAsked(paths))
        look = Look(pilot)
        await look.press()
        assert "Sessies naast elkaar" in look.text
        await look.press("escape")
        assert isinstance(app.screen, StartScreen)
