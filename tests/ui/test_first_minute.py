"""The first minute: a tour that is shown once, and the guide for who leads the talk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.widgets import Static

from reflectie_tui.storage import guide_files
from reflectie_tui.storage.guide_files import guide
from reflectie_tui.storage.settings import Settings, read_settings, write_settings
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.dialogs.guide import WIDEST, Guide
from reflectie_tui.ui.dialogs.help import Help
from reflectie_tui.ui.dialogs.tour_cards import CARDS, Tour
from reflectie_tui.ui.messages import SessionLeft
from reflectie_tui.ui.screens.front_page import FrontPageScreen
from reflectie_tui.ui.widgets.paper import drawn
from reflectie_tui.ui.widgets.reading import Column
from reflectie_tui.words import LANGUAGES, Language, load
from tests.ui.conftest import Room, text_of
from tests.ui.hands import at, press, said
from tests.ui.stage import settled, until

ROOM_FOR_A_CARD = 64
"""The cells of a line in a dialog."""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "own" / "settings.toml"


def app_of(room: Room, step: str, settings: Path, **how: Any) -> ReflectieApp:
    path = room.app(at(room.session(), step))._open_file
    return ReflectieApp(sessions=room.folder, sets=room.sets, open_file=path, settings=settings, language="nl", **how)


# -- the tour


async def test_the_tour_is_shown_over_the_first_session_and_never_again(room: Room, settings: Path) -> None:
    app = app_of(room, "front", settings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Tour))
        assert isinstance(app.screen_stack[-2], FrontPageScreen) and "1 van 5" in text_of(app)
        names = []
        for _ in CARDS:
            await settled(pilot)
            names.append(str(app.screen.query_one("#name", Static).content))
            await press(pilot, "enter")
        assert len(set(names)) == len(CARDS)
        assert isinstance(app.screen, FrontPageScreen), "after the last card"
        await press(pilot, "escape")
        await until(pilot, lambda: app.session is None)
        await until(pilot, lambda: "1 sessie" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, FrontPageScreen))
        await settled(pilot)
        assert isinstance(app.screen, FrontPageScreen)
    assert read_settings(settings).toured
    again = app_of(room, "front", settings)
    async with again.run_test() as pilot:
        await until(pilot, lambda: isinstance(again.screen, FrontPageScreen))
        await settled(pilot)
        assert isinstance(again.screen, FrontPageScreen)


async def test_who_asked_for_it_before_does_not_get_it_again(room: Room, settings: Path) -> None:
    app = ReflectieApp(sessions=room.folder, sets=room.sets, settings=settings, language="nl")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await press(pilot, "f1", "r")
        await until(pilot, lambda: isinstance(app.screen, Tour))
    assert read_settings(settings).toured


@pytest.mark.parametrize("card", range(len(CARDS)))
async def test_it_is_left_by_one_key_at_each_card(room: Room, settings: Path, card: int) -> None:
    app = app_of(room, "front", settings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Tour))
        await press(pilot, *["enter"] * card)
        await settled(pilot)
        assert f"{card + 1} van 5" in text_of(app) and "Esc overslaan" in text_of(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, FrontPageScreen)


async def test_it_goes_back_a_card(room: Room, settings: Path) -> None:
    app = app_of(room, "front", settings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Tour))
        await settled(pilot)
        assert "vorige" not in text_of(app)
        await press(pilot, "enter", "enter", "left")
        await settled(pilot)
        assert "2 van 5" in text_of(app) and "← vorige" in text_of(app)


async def test_where_somebody_s_turn_begins_the_tour_comes_first_and_nothing_stands_before_the_cover(
    room: Room, settings: Path
) -> None:
    app = app_of(room, "ambitie.score", settings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Tour))
        await settled(pilot)
        assert "Geef de laptop" not in text_of(app)
        await press(pilot, "escape")
        await until(pilot, lambda: "Geef de laptop door aan" in text_of(app))


async def test_who_chose_colours_before_keeps_them_and_the_tour_stays_seen(room: Room, settings: Path) -> None:
    write_settings(settings, Settings("reflectie-licht", big=True))
    app = app_of(room, "front", settings)
    theme = app.theme
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Tour))
        assert read_settings(settings) == Settings("reflectie-licht", big=True, toured=True)
        await press(pilot, "escape", "f4")
        assert read_settings(settings) == Settings(theme, big=False, toured=True)


@pytest.mark.parametrize("how", ["without settings", "restricted", "where nothing can be written"])
async def test_where_it_would_come_back_each_time_it_is_not_shown_by_itself(
    room: Room, settings: Path, how: str
) -> None:
    if how == "where nothing can be written":
        settings.parent.write_text("in the way")
    app = app_of(room, "front", settings, restricted=how == "restricted")
    if how == "without settings":
        app._settings = None
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, FrontPageScreen))
        await settled(pilot)
        assert isinstance(app.screen, FrontPageScreen)
        await press(pilot, "f1", "r")
        assert isinstance(app.screen, Tour)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", CARDS)
def test_a_card_has_five_lines_at_most(language: Language, card: str) -> None:
    assert len(Content(load(language)(f"tour.{card}.text")).wrap(ROOM_FOR_A_CARD)) <= 5


# -- the guide


@pytest.mark.parametrize(("key", "wish"), [("ctrl+p", "slot"), ("f2", "slot")])
async def test_what_is_chosen_is_done_after_help_was_read_there_too(room: Room, key: str, wish: str) -> None:
    app = room.app(at(room.session(), "ambitie.read"), "nl")
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, key, "f1")
        assert isinstance(app.screen, Help)
        await press(pilot, "escape", *wish, "enter")
        await until(pilot, lambda: app.step == "close")


@pytest.mark.parametrize("wish", ["handleiding", "rondleiding"])
async def test_both_are_found_by_their_name(room: Room, wish: str) -> None:
    app = room.app(language="nl")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await press(pilot, "ctrl+p", *wish, "enter")
        await until(pilot, lambda: isinstance(app.screen, Guide if wish == "handleiding" else Tour))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_guide_is_read_to_its_end_and_left_to_where_one_was(room: Room, language: Language) -> None:
    app = room.app(at(room.session(language=language), "ambitie.read"), language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = text_of(app)
        await press(pilot, "f1", "g")
        await settled(pilot)
        read = [text_of(app)]
        assert "↓" in read[0]
        while app.screen.query_one(Column).more:
            await press(pilot, "space")
            await settled(pilot)
            read.append(text_of(app))
        whole = " ".join(word for page in read for word in re.findall(r"[\w?]+", page))
        for heading in re.findall(r"^#+ (.+)$", guide(language) or "", re.MULTILINE):
            assert heading in whole, heading
        assert "↓ " not in read[-1]
        await press(pilot, "f1")
        await settled(pilot)
        assert isinstance(app.screen, Help) and "g handleiding" not in text_of(app), "it stands behind it"
        await press(pilot, "escape", "escape")
        await settled(pilot)
        assert text_of(app) == before


async def test_on_a_wide_screen_its_lines_stay_short_enough_to_read(room: Room) -> None:
    app = room.app(language="nl")
    async with app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "f1", "g")
        await settled(pilot)
        assert isinstance(app.screen, Guide)
        text = app.screen.query_one("#text", Static).content
        assert isinstance(text, Content)
        assert 60 < max(line.cell_length for line in text.split("\n")) <= WIDEST


async def test_where_the_guide_did_not_come_along_it_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide_files, "shipped", lambda *_: room.folder / "nowhere")
    app = room.app(language="nl")
    async with app.run_test() as pilot:
        await press(pilot, "f1", "g")
        await settled(pilot)
        assert "zit hier niet bij" in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_holds_nothing_that_would_not_be_drawn(language: Language) -> None:
    text = guide(language)
    assert text is not None
    shown = drawn(text, WIDEST).plain
    assert not re.search(r"[*`#|<>\[\]]", shown)
    assert [word for word in re.findall(r"\w+", text) if word not in shown] == []


def test_both_guides_say_the_same_things_in_the_same_order() -> None:
    dutch, english = (guide(language) or "" for language in LANGUAGES)
    for mark in (r"^#", r"^- ", r"^\d\. ", r"`([^`]+)`"):
        assert len(re.findall(mark, dutch, re.MULTILINE)) == len(re.findall(mark, english, re.MULTILINE)), mark
    assert re.findall(r"`([^`]+)`", dutch) == re.findall(r"`([^`]+)`", english)


def test_a_paper_is_drawn_in_lines_that_hang_under_their_points() -> None:
    paper = "# Een kop\nEen **vet** en *schuin* woord,\nen `n`.\n\n1. een twee drie\n- vier [vijf](zes.md)\n"
    found = drawn(paper, 13)
    assert found.plain.split("\n") == [
        "Een kop",
        "Een vet en",
        "schuin woord,",
        "en n.",
        "",
        "1. een twee",
        "   drie",
        "·  vier vijf",
    ]
    assert {str(span.style) for span in found.spans} >= {"bold", "italic", "bold $accent", "bold $primary"}


# -- the welcome


async def test_on_the_welcome_help_tells_of_the_welcome(room: Room) -> None:
    app = room.app(language="nl")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await press(pilot, "f1")
        await settled(pilot)
        assert "Nu is die nog leeg" in said(app) and "de nieuwste boven" not in said(app)


# -- the examples


async def test_the_examples_say_that_nothing_is_kept_and_begin_with_the_whole_one(room: Room) -> None:
    app = room.app(language="nl")
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await press(pilot, "2")
        await until(pilot, lambda: "3 sessies om mee te spelen; er blijft niets van bewaard" in text_of(app))
        await settled(pilot)
        here = next(line for line in text_of(app).splitlines() if line.startswith(" ▌"))
        assert "17 nov 2026" in here and "✓✓✓✓✓" in here and not app._notifications
        await press(pilot, "enter")
        await until(pilot, lambda: app.session is not None)
        await settled(pilot)
        assert "Geef de laptop" not in text_of(app)
    app.until_the_end.close()


async def test_from_the_examples_one_goes_back_to_ones_own_and_finds_them_again_as_they_were(room: Room) -> None:
    app = room.app(at(room.session(), "front"))
    app.post_message(SessionLeft())
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: app.session is None and "1 sessie in" in text_of(app))
        await press(pilot, "d")
        await until(pilot, lambda: "3 sessies om mee te spelen" in text_of(app))
        assert "Esc terug" in text_of(app)
        await press(pilot, "n", *"Zelf", "enter", *"Fatima", "enter", "f8")
        assert "tot jullie eigen lijst er weer staat" in " ".join(text_of(app).split())
        await press(pilot, "enter")
        await until(pilot, lambda: app.session is not None)
        await press(pilot, "f2", *"lijst", "enter")
        await until(pilot, lambda: "4 sessies om mee te spelen" in text_of(app))
        await press(pilot, "d")
        await until(pilot, lambda: "1 sessie in" in text_of(app))
        await press(pilot, "d")
        await until(pilot, lambda: "4 sessies om mee te spelen" in text_of(app), "what was tried is still there")
        await press(pilot, "x")
        await until(pilot, lambda: "als jullie stoppen, is het weg" in said(app))
        await press(pilot, "enter", "escape")
        await until(pilot, lambda: "1 sessie in" in text_of(app), "the way back leads there too")
    app.until_the_end.close()


async def test_in_the_demo_no_list_of_ones_own_is_offered(room: Room) -> None:
    app = room.app()
    app.playing = True
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "voorbeelden  " not in text_of(app) and "Esc terug" not in text_of(app)
        app.action_how_to_stop()
        kept = "Wat jullie in de voorbeelden deden, wordt niet bewaard."
        await until(pilot, lambda: kept in " ".join(text_of(app).replace("▌", " ").split()))
