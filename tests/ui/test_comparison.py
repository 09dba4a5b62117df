"""Ons beeld: all five perspectives in one chart, what stands out, and nothing that is still hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.model.signals import signals
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage.session_files import create
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.widgets.chart import Chart
from reflectie_tui.ui.widgets.views import Views
from tests.ui.conftest import NOW, PEOPLE, Random, Room, content_of, folded_text, text_of
from tests.ui.stage import until

SIZES = [(60, 20), (80, 24), (120, 40)]
Rows = Mapping[str, Sequence[Sequence[Answer]]]
ROWS: Rows = {
    "ambitie": [[4, 2, 2, 1, 3], [5, 4, 2, 4, 3], [4, 3, 3, 5, 4], [4, 4, 1, 2, 3]],
    "belangen": [[4, 3, 2, 3, 2], [4, 4, 1, 3, 2], [5, 3, 2, 4, 3], [4, 4, 2, 3, 2]],
    "relatie": [[4, 4, 4, 4, 4]] * 4,
    "organisatie": [[4, 2, 3, 3, 3, -1], [5, 2, 3, 4, 3, 1], [4, 1, 3, 4, 3, 0], [3, 4, 3, 4, 3, 0]],
    "proces": [
        [3, 3, 3, 3, 3, "delen"],
        [3, 4, 3, 3, 2, "delen"],
        [3, 3, 2, 3, 3, "uitvoeren"],
        [2, 2, 3, 3, 3, "nvt"],
    ],
}


def answered(room: Room, session: Session, rows: Rows = ROWS, *, reveal: bool = True) -> Session:
    """Return the session with these rows of answers, in seat order."""
    for key, given in rows.items():
        asked = content_of(room.sets).perspective(key).asked(session.about.length)
        for voice, row in zip(session.voices, given, strict=False):
            for statement, answer in zip(asked, row, strict=False):
                session = session.with_score(key, voice, statement, answer)
        session = session.with_reveal(key) if reveal else session
    return session


def full(room: Room, **choices: Any) -> Session:
    session = answered(room, room.session(**choices))
    return session.with_joint("ambitie", 3).with_attention("ambitie", True).with_joint("proces", "disagree")


class Look:
    """What somebody sees on the screen, and where they press."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot

    async def press(self, *keys: str) -> str:
        for key in keys:
            await self.pilot.press(key)
            reading = [worker for worker in self.pilot.app.workers if worker.group == "earlier"]
            if reading:
                await self.pilot.app.workers.wait_for_complete(reading)
            await self.pilot.pause()
        await self.pilot.pause()
        return self.text

    @property
    def text(self) -> str:
        return text_of(self.pilot.app)  # type: ignore[arg-type]

    def rows(self, name: str, until: str = "Wat opvalt") -> list[str]:
        """The lines of the chart from the one with this perspective on."""
        lines = self.text.split(until)[0].splitlines()[4:]
        start = next(number for number, line in enumerate(lines) if line.strip(" ▌>").startswith(name))
        return lines[start:]


def opened(room: Room, session: Session) -> Any:
    return room.app(session.with_about(step="comparison"))


@pytest.mark.parametrize("size", SIZES)
async def test_each_voice_stands_at_its_mean_and_the_joint_judgement_under_it(
    room: Room, size: tuple[int, int]
) -> None:
    async with opened(room, full(room)).run_test(size=size) as pilot:
        look = Look(pilot)
        await look.press()
        scale = look.text.splitlines()[4]
        voices, joint, attention = look.rows("Ambitie")[:3]
        assert voices.count("●") == 4 and "◆ 3 deels" in joint and "! aandacht" in attention
        assert joint.index("◆", 20) == scale.index("3")
        relation = look.rows("Relatie")[0]
        assert relation.index("●×4") == scale.index("4"), "four voices at one place are counted"
        assert "≠ verschillend" in look.rows("Proces")[1]


async def test_where_two_places_are_as_near_the_voice_stands_at_the_right_one(room: Room) -> None:
    rows = {"ambitie": [[1] * 5, [1, 1, 1, 1, 2], [5] * 5, [4, 4, 4, 5, 5]]}
    async with opened(room, answered(room, room.session(), rows)).run_test(size=(120, 40)) as pilot:
        look = Look(pilot)
        await look.press()
        scale, line = look.text.splitlines()[4], look.rows("Ambitie")[0]
        one, five, unit = scale.index("1"), scale.index("5"), (scale.index("5") - scale.index("1")) // 20
        assert [at for at, sign in enumerate(line) if sign == "●"] == [one, one + unit, one + 17 * unit, five]


async def test_the_letters_of_the_names_are_told_apart(room: Room) -> None:
    people = "Sanne, Het Baken\nSam, Het Baken\nKofi Mensah, Het Baken\n[/], Het Baken"
    rows = {"ambitie": [[2] * 5, [3] * 5, [4] * 5, [4] * 5]}
    async with opened(room, answered(room, room.session(people=people), rows)).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        shown = await look.press("w")
        assert "S1 Sanne · S2 Sam · K3 Kofi Mensah · [4 [/]" in shown
        first, second = look.rows("Ambitie")[:2]
        assert first.split()[1:] == ["Ambitie", "·", "S1", "S2", "K3", "·"] and second.split()[-1] == "[4"
        assert "S1" not in await look.press("w")


async def test_a_bar_for_each_person_with_the_number_and_a_sign_of_its_own(room: Room) -> None:
    async with opened(room, full(room)).run_test(size=(120, 40)) as pilot:
        look = Look(pilot)
        await look.press("2")
        scale = look.text.splitlines()[4]
        unit = (scale.index("5") - scale.index("1")) // 4
        told = [
            ("Fatima", "█", "2,4", 7),
            ("Joris", "▓", "3,6", 13),
            ("Sanne", "▒", "3,8", 14),
            ("Kofi", "░", "2,8", 9),
        ]
        for line, (name, sign, number, fifths) in zip(look.rows("Ambitie"), told, strict=False):
            assert name in line and line.rstrip().endswith(number)
            assert line.count(sign) == int(fifths / 5 * unit + 0.5) + 1
        assert "◆ 3 deels" in look.text and "! aandacht" in look.text and "≠ verschillend" in look.text


async def test_twelve_people_fit_by_scrolling_with_the_keyboard_alone(room: Room) -> None:
    people = "\n".join(f"Deelnemer {letter}, Organisatie {letter}" for letter in "ABCDEFGHIJKL")
    rows = {key: [[(n % 5) + 1] * 5 for n in range(12)] for key in PERSPECTIVES}
    async with opened(room, answered(room, room.session(people=people), rows)).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        shown = await look.press("2")
        assert "Deelnemer A" in shown and "Deelnemer L" not in shown and "↓ er staat nog meer" in shown
        assert "Deelnemer L" in await look.press("down")
        chart = pilot.app.screen.query_one(Chart)
        assert chart.cursor == 0
        await look.press("down")
        assert chart.cursor == 1
        await look.press("up")
        assert chart.cursor == 0
        await look.press("end", *["down"] * 4)
        assert look.text.split("Wat opvalt")[0].count("Deelnemer L") == 1


async def test_by_organisation_everyone_of_it_counts(room: Room) -> None:
    async with opened(room, full(room)).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press("3")
        told = [("Hogeschool Rijn", "2,4"), ("Het Baken", "3,2"), ("Stichting Waterl…", "3,8")]
        for line, (name, number) in zip(look.rows("Ambitie"), told, strict=False):
            assert name in line and f" {number}" in line


@pytest.mark.parametrize("size", SIZES)
async def test_the_table_has_the_figures_in_words_and_nothing_is_cut(room: Room, size: tuple[int, int]) -> None:
    async with opened(room, full(room)).run_test(size=size) as pilot:
        look = Look(pilot)
        shown = await look.press("5")
        assert shown.splitlines()[4].split() == ["gemiddeld", "stemmen", "van–tot", "verdeeld"]
        assert "3,2 4 2,4–3,8 1 van 5" in " ".join(look.rows("Ambitie")[0].split())
        assert "4,0 4 4,0 0 van 5" in " ".join(look.rows("Relatie")[0].split())
        assert "…" not in shown.split("Wat opvalt")[0]


async def test_the_three_that_matter_most_come_first_and_the_rest_on_a_key(room: Room) -> None:
    async with opened(room, full(room)).run_test(size=(120, 60)) as pilot:
        look = Look(pilot)
        shown = await look.press()
        below = shown[shown.index("Wat opvalt") :]
        assert "Schijnsamenwerking · Ambitie" in below and "Kracht" in below and "Uit balans" not in below
        rest = len(signals(full(room), content_of(room.sets))) - 3
        assert "Vraag: " in below and f"nog {rest} met toets 7" in below
        text = folded_text(pilot.app)  # type: ignore[arg-type]
        assert "De ambitie klinkt goed, en er gebeurt nog weinig. Herkennen jullie dat?" in text
        shown = await look.press("7")
        assert "Ambitie ✓" in shown and "Uit balans" not in shown.split("Wat opvalt")[0]
        for _ in range(9):
            shown += await look.press("space")
        assert "Uit balans · Organisatie" in shown and "Eerste stap: " in shown


async def test_a_lone_voice_is_never_asked_who(room: Room) -> None:
    rows = {"ambitie": [[1, 3, 3, 3, 3], [4, 3, 3, 3, 3], [4, 3, 3, 3, 3], [4, 3, 3, 3, 3]]}
    async with opened(room, answered(room, room.session(), rows)).run_test(size=(120, 40)) as pilot:
        look = Look(pilot)
        await look.press()
        text = folded_text(pilot.app)  # type: ignore[arg-type]
        assert "Eén andere stem" in text and "niemand hoeft te zeggen wie het was" in text
        assert "Fatima" not in text


async def test_o_opens_the_statements_and_arrows_choose_which(room: Room) -> None:
    app = opened(room, full(room))
    async with app.run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        shown = await look.press("down", "down")
        assert "▌ Relatie" in shown and "o stellingen" in shown
        await look.press("o")
        assert app.step == "relatie.discuss"
        shown = await look.press("escape")
        assert app.step == "comparison" and "▌ Relatie" in shown, "the way back leads to where one was"


async def test_where_a_closed_session_opens_the_way_back_is_the_list(room: Room) -> None:
    session = full(room)
    app = room.app(session.with_about(closed=session.about.created))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.step == "comparison")
        await pilot.press("enter")
        await until(pilot, lambda: app.step == "actions")
        await pilot.press("escape")
        await until(pilot, lambda: app.step == "comparison")
        await pilot.press("escape")
        await until(pilot, lambda: app.session is None)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_is_the_way_on_in_every_view(room: Room, size: tuple[int, int]) -> None:
    app = opened(room, full(room))
    async with app.run_test(size=size) as pilot:
        look = Look(pilot)
        for view in "1234567":
            shown = await look.press(view)
            assert "Enter naar de acties" in shown and "Esc terug" in shown
            await look.press("enter")
            assert app.step == "actions"
            await look.press("b")
            assert app.step == "comparison"


async def test_the_mouse_alone_does_it_too(room: Room) -> None:
    app = opened(room, full(room))
    async with app.run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press()
        at = look.text.splitlines()[3].index("5 tabel")
        await pilot.click(Views, offset=(at + 2, 0))
        await pilot.pause()
        assert "van–tot" in look.text
        line = next(y for y, text in enumerate(look.text.splitlines()) if text.strip().startswith("Belangen  "))
        await pilot.click(offset=(10, line))
        await pilot.pause()
        assert "▌ Belangen" in look.text
        await pilot.click(offset=(10, line), times=2)
        await look.press()
        assert app.step == "belangen.discuss"


async def test_escape_goes_from_the_models_to_the_chart_and_from_the_chart_to_the_step_before(room: Room) -> None:
    app = opened(room, full(room))
    async with app.run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        assert "◀ de zwakste" in await look.press("6")
        assert "▌ Ambitie" in await look.press("escape")
        await look.press("escape")
        assert app.step == "proces.discuss"


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_hidden_says_so_and_shows_nothing(room: Room, size: tuple[int, int]) -> None:
    session = answered(room, room.session(), {"ambitie": [[3] * 5, [4] * 5]})
    session = answered(room, session, {"belangen": [[1] * 5, [5] * 5, [1] * 5, [5] * 5]}, reveal=False)
    async with opened(room, session).run_test(size=size) as pilot:
        look = Look(pilot)
        for view in "13567":
            shown = await look.press(view)
            if view in "135":
                assert look.rows("Belangen")[0].split("Belangen")[1].strip() == "nog verborgen"
                assert look.rows("Relatie")[0].split("Relatie")[1].strip() == "nog niet ingevuld"
            if view == "6":
                shown += await look.press("end")
                assert "De stemmen zijn nog verborgen." in shown
            assert "Verdeeld · Belangen" not in shown and "Kracht · Belangen" not in shown
            assert "5,0" not in shown and "1,0" not in shown


async def test_a_hidden_judgement_stays_hidden_and_o_leads_to_the_reading(room: Room) -> None:
    session = answered(room, room.session(), {"ambitie": [[3] * 5] * 4})
    session = answered(room, session, {"belangen": [[1] * 5]}, reveal=False)
    app = opened(room, session)
    async with app.run_test(size=(80, 24)) as pilot:
        await Look(pilot).press("down", "o")
        assert app.step == "belangen.read"


async def test_nothing_answered_yet_says_so_kindly(room: Room) -> None:
    app = opened(room, room.session())
    async with app.run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        shown = await look.press()
        assert shown.count("nog niet ingevuld") == 5 and "Hier komt jullie beeld te staan" in shown
        assert "2 mensen" not in shown and await look.press("7") == shown, "there is one view, and no empty others"
        await look.press("o")
        assert app.step == "ambitie.read"


async def test_all_hidden_says_when_it_will_be_seen(room: Room) -> None:
    session = answered(room, room.session(), {"ambitie": [[1] * 5, [5] * 5]}, reveal=False)
    async with opened(room, session).run_test(size=(80, 24)) as pilot:
        shown = await Look(pilot).press()
        assert "Jullie stemmen zijn nog verborgen" in shown and "●" not in shown.split("Wat opvalt")[0].split("─")[-1]


async def test_anonymous_voices_are_dots_without_a_name_or_an_order(room: Room) -> None:
    people = "\n".join(f"Mens {letter}, {'Het Baken' if letter < 'D' else 'Klein'}" for letter in "ABCDE")
    session = room.session(people=people, visibility="anonymous")
    rows = {"ambitie": [[5] * 5, [2] * 5, [3] * 5, [1] * 5, [4] * 5]}
    async with opened(room, answered(room, session, rows)).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        shown = await look.press()
        assert look.rows("Ambitie")[0].count("●") == 5
        assert "2 mensen" not in shown and " w wie" not in shown
        assert await look.press("w", "2") == shown
        organisations = await look.press("3")
        assert "Het Baken" in organisations and "Klein" not in organisations and "Mens" not in organisations


async def test_one_participant_and_the_group_as_one_voice(room: Room) -> None:
    session = answered(room, room.session(people="Fatima, Hogeschool Rijn"), {"ambitie": [[4] * 5]})
    async with opened(room, session).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press()
        assert look.rows("Ambitie")[0].count("●") == 1
        assert "Fatima" in (await look.press("2")).split("Wat opvalt")[0]


async def test_where_all_score_together_there_is_one_mark_and_nobody_is_named(room: Room) -> None:
    session = answered(room, room.session(way="together"), {"ambitie": [[4, 4, 3, 4, 4]]})
    async with opened(room, session).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        shown = await look.press()
        assert look.rows("Ambitie")[0].count("●") == 1
        assert "2 mensen" not in shown and "3 organisaties" not in shown
        assert "3,8" in await look.press("5") and "Fatima" not in look.text


async def test_names_of_any_kind_are_shown_as_they_are(room: Room) -> None:
    people = f"[/], [b]Baken[/b]\n日本, 東京大学\n{'Heel lang ' * 11}, Het Baken\nAnn [x], Het Baken"
    async with opened(room, full(room, people=people)).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press("2")
        lines = look.rows("Ambitie")[:4]
        assert "[/]" in lines[0] and "日本" in lines[1] and "Heel lang" in lines[2] and "…" in lines[2]
        assert "Ann [x]" in lines[3]
        marks = ("█", "▓", "▒", "░")
        starts = [
            sum(2 if ord(sign) > 0x3000 else 1 for sign in line[: line.index(mark)])
            for line, mark in zip(lines, marks, strict=True)
        ]
        assert len(set(starts)) == 1, "bars begin in one column, whatever the width of the letters"
        organisations = (await look.press("3")).split("Wat opvalt")[0]
        assert "[b]Baken[/b]" in organisations and "東京大学" in organisations


def follow_up(room: Room, *, file: bool = True, day: date = date(2025, 11, 18)) -> Session:
    """A session that follows one of a year before, which stands in the folder or does not."""
    earlier = answered(room, room.session()).with_about(date=day, created=None)
    if file:
        room.folder.mkdir(exist_ok=True)
        create(earlier, room.folder)
    session = new_session(
        content_of(room.sets), title="Een jaar later", people=seats(PEOPLE), now=NOW, random=Random(8), previous=earlier
    )
    return answered(room, session, {**ROWS, "relatie": [[2] * 5] * 4, "belangen": [[5] * 5] * 4})


async def test_beside_the_earlier_session_the_change_has_its_sign(room: Room) -> None:
    async with opened(room, follow_up(room)).run_test(size=(80, 40)) as pilot:
        look = Look(pilot)
        assert "4 eerder" in await look.press()
        await look.press("4")
        before, after, change = look.rows("Relatie")[:3]
        assert "18 nov 2025" in before and "▓" in before and "4,0" in before
        assert "23 nov 2026" in after and "█" in after and "2,0" in after
        assert "▼ −2,0" in change and "een duidelijk verschil" in change
        assert "▲ +2,0" in look.rows("Belangen")[2]
        assert "= 0,0" in look.rows("Ambitie")[2] and "te klein om er iets over te zeggen" in look.rows("Ambitie")[2]


@pytest.mark.parametrize("shows", [True, False])
async def test_where_rounding_shows_in_a_change_that_is_said(room: Room, shows: bool) -> None:
    before: Rows = {"ambitie": [[3] * 5, [3] * 5, [3] * 5, [3, 3, 2, 2, 2]] if shows else [[3] * 5] * 4}
    after: Rows = {"ambitie": [[3] * 5, [4, 4, 3, 3, 3], [4, 4, 3, 3, 3], [4, 4, 4, 3, 4]]}
    room.folder.mkdir()
    earlier = answered(room, room.session(), before).with_about(date=date(2025, 11, 18), created=None)
    create(earlier, room.folder)
    session = new_session(
        content_of(room.sets), title="Een jaar later", people=seats(PEOPLE), now=NOW, random=Random(8), previous=earlier
    )
    async with opened(room, answered(room, session, after)).run_test(size=(80, 40)) as pilot:
        look = Look(pilot)
        await look.press("4")
        first, last, change = look.rows("Ambitie")[:3]
        assert ("2,9" in first and "3,4" in last and "+0,6" in change) is shows
        assert ("Alle getallen zijn afgerond" in look.text) is shows


async def test_two_sessions_of_one_day_are_told_apart(room: Room) -> None:
    session = follow_up(room, day=NOW.date())
    async with opened(room, session).run_test(size=(80, 40)) as pilot:
        look = Look(pilot)
        await look.press("4")
        before, after = look.rows("Relatie")[:2]
        assert "23 nov 2026 (1)" in before and "4,0" in before
        assert "23 nov 2026 (2)" in after and "2,0" in after


async def test_an_earlier_session_that_is_not_here_is_said(room: Room) -> None:
    async with opened(room, follow_up(room, file=False)).run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press("4")
        assert "De eerdere sessie staat niet in deze map" in folded_text(pilot.app)  # type: ignore[arg-type]


async def test_what_is_still_hidden_is_hidden_beside_the_earlier_session_too(room: Room) -> None:
    session = follow_up(room)
    statement = content_of(room.sets).perspective("relatie").statements[0]
    cleared = session.with_perspective("relatie", answers={}, hidden=False)
    async with opened(room, cleared.with_score("relatie", "p1", statement, 1)).run_test(size=(80, 40)) as pilot:
        look = Look(pilot)
        await look.press("4")
        before, after = look.rows("Relatie")[:2]
        assert "4,0" in before and "nog verborgen" in after and "█" not in after


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_view_can_be_shown_in_both_languages_and_after_resizing(
    room: Room, size: tuple[int, int], language: Any
) -> None:
    app = room.app(follow_up(room).with_about(step="comparison"), language)
    async with app.run_test(size=size) as pilot:
        look = Look(pilot)
        for key in "1234567":
            await look.press(key)
            await pilot.resize_terminal(93, 21)
            await pilot.resize_terminal(*size)
            shown = await look.press()
            assert shown.splitlines()[0].strip().startswith("Een jaar later")
        await look.press("f1")
        assert ("Dit is jullie beeld" if language == "nl" else "This is your picture") in look.text


async def test_without_colour_and_in_ascii_every_mark_is_still_there(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    room.folder.mkdir(exist_ok=True)
    path = create(full(room).with_about(step="comparison"), room.folder)
    app = ReflectieApp(sessions=room.folder, sets=room.sets, open_file=path, ascii_only=True, today=date(2026, 11, 23))
    async with app.run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press("2")
        lines = look.rows("Ambitie")[:4]
        assert [sign in line for sign, line in zip("#%=:", lines, strict=True)] == [True] * 4
        assert look.text.isascii() and "?" not in look.text.split("Wat opvalt")[0]


async def test_a_view_that_is_not_there_says_why(room: Room) -> None:
    app = room.app(full(room).with_about(step="comparison"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        look = Look(pilot)
        assert "4 eerder" not in await look.press("4") and "bij een vervolg op een eerdere sessie" in folded_text(app)
    app = room.app(room.session().with_about(step="comparison"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await Look(pilot).press("3")
        assert "zodra jullie stemmen te zien zijn" in folded_text(app)


async def test_who_takes_a_look_at_the_picture_goes_back_to_where_they_were(room: Room) -> None:
    app = room.app(full(room).with_about(step="close"))
    async with app.run_test(size=(80, 24)) as pilot:
        look = Look(pilot)
        await look.press("b")
        assert app.step == "comparison" and app.session is not None and app.session.about.step == "close"
        await look.press("6", "escape", "escape")
        assert app.step == "close"
        await look.press("escape", "escape")
        assert app.step == "comparison", "and here by the way"
        await look.press("escape")
        assert app.step == "proces.discuss"


async def test_looking_back_loses_no_place(room: Room) -> None:
    app = room.app(full(room).with_about(step="proces.discuss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await Look(pilot).press("escape", "escape", "escape")
        assert app.step == "organisatie.read"
        assert app.session is not None and app.session.about.step == "proces.discuss"
        await Look(pilot).press("enter")
        assert app.session.about.step == "organisatie.discuss", "who goes on from there, is there"


@pytest.mark.parametrize("size", SIZES)
async def test_a_voice_with_too_few_answers_is_said_to_be_there(room: Room, size: tuple[int, int]) -> None:
    people = "Amara, Het Baken\nBente, Het Baken\nCeciel"
    rows: Rows = {"ambitie": [[4, "nvt", 3], [4] * 5, [3] * 5]}
    async with opened(room, answered(room, room.session(people=people), rows)).run_test(size=size) as pilot:
        look = Look(pilot)
        await look.press("2")
        line = next(line for line in look.text.splitlines() if "Amara" in line)
        assert "te weinig antwoorden" in line and "Bente" in look.text
        await look.press("5")
        assert "2 van 3" in look.text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "1 stemmen 2 mensen 3 org. 5 tabel 6 model 7 opvalt"),
        ("en", "1 voices 2 people 3 orgs 5 table 6 models 7 notable"),
    ],
)
async def test_on_a_narrow_screen_the_views_have_short_names_and_no_cut_ones(
    room: Room, language: Any, line: str
) -> None:
    rows = {"ambitie": [[1] * 5, [3] * 5, [5] * 5, [5] * 5]}
    session = answered(room, room.session(language=language), rows)
    async with opened(room, session).run_test(size=(60, 20)) as pilot:
        look = Look(pilot)
        shown = await look.press()
        assert line in " ".join(shown.split())
        assert "Picture Actions Close" in " ".join(shown.split()) or language == "nl"
