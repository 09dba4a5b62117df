"""The looks that people choose: remembered, without colour, and on a screen on the wall."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList
from textual.widgets._toast import Toast, ToastRack

from reflectie_tui.storage.session_files import create
from reflectie_tui.storage.settings import Settings, read_settings, write_settings
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.dialogs.dialog import Dialog
from reflectie_tui.ui.dialogs.help import Help
from reflectie_tui.ui.theme import DARK, DEFAULT, LIGHT, TERMINAL, THEMES
from reflectie_tui.ui.widgets.keys import Keys
from reflectie_tui.ui.widgets.rows import Rows
from reflectie_tui.ui.widgets.session_rows import SessionRows
from reflectie_tui.words import Language
from tests.ui.conftest import Room, folded_text, text_of
from tests.ui.stage import settled, until
from tests.ui.tour import PLACES, PLAIN, Place, fresh

BY_NAME = {place.name: place for place in PLACES}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def app_with(room: Room, settings: Path | None, language: Language = "nl") -> ReflectieApp:
    room.folder.mkdir(exist_ok=True)
    return ReflectieApp(
        sessions=room.folder, sets=room.sets, language=language, settings=settings, today=date(2026, 11, 23)
    )


# -- remembered


async def test_the_theme_and_the_big_screen_are_there_the_next_time(room: Room, file: Path) -> None:
    app = app_with(room, file)
    assert app.theme == DEFAULT
    async with app.run_test() as pilot:
        await pilot.press("f9", "f4")
        assert app.theme == LIGHT.name
    assert read_settings(file) == Settings(LIGHT.name, big=True)
    again = app_with(room, file)
    assert (again.theme, again.has_class("-big")) == (LIGHT.name, True)
    async with again.run_test() as pilot:
        await settled(pilot)
        assert str(again.screen.styles.background.hex).lower() == LIGHT.background
        await pilot.press("f4")
    assert read_settings(file) == Settings(LIGHT.name, big=False)


async def test_the_big_screen_says_nothing_of_colours(room: Room, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with app_with(room, file).run_test() as pilot:
        await pilot.press("f4")
    assert read_settings(file) == Settings("", big=True)


async def test_all_themes_come_by_in_turn(room: Room, file: Path) -> None:
    app = app_with(room, file)
    async with app.run_test(notifications=True) as pilot:
        seen, told = [], set()
        for _ in THEMES:
            seen.append(app.theme)
            await pilot.press("f9")
            await settled(pilot)
            told.add(told_on(app))
        assert seen == [theme.name for theme in THEMES]
        assert len(told) == len(THEMES) and all("F9" in each for each in told)
        assert app.theme == DARK.name


@pytest.mark.parametrize("content", ["theme = 'een-andere'\n", "theme = \n", "theme = 'textual-dark'"])
async def test_a_file_that_says_nothing_we_know_hinders_nobody(room: Room, file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, "utf-8")
    app = app_with(room, file)
    assert app.theme == DEFAULT
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "Welkom bij Reflectie" in text_of(app)


@pytest.mark.parametrize(("language", "said"), [("nl", "bewaren lukt hier niet"), ("en", "cannot be kept here")])
async def test_where_they_cannot_be_kept_it_is_said_once(room: Room, tmp_path: Path, language: Any, said: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    app = app_with(room, tmp_path / "file" / "settings.toml", language)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f9")
        await settled(pilot)
        assert said in folded_text(app)
        app.clear_notifications()
        await pilot.press("f9")
        await settled(pilot)
        assert said not in folded_text(app)
        assert app.theme == THEMES[2].name


async def test_without_a_place_nothing_is_written(room: Room, tmp_path: Path) -> None:
    app = app_with(room, None)
    before = {path for path in tmp_path.rglob("*")}
    async with app.run_test() as pilot:
        await pilot.press("f9", "f4")
        await settled(pilot)
    assert {path for path in tmp_path.rglob("*.toml")} <= before


# -- without colours


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "vt100"}, {"TERM": "screen"}])
async def test_where_there_are_few_colours_the_terminal_s_own_are_taken(
    room: Room, monkeypatch: pytest.MonkeyPatch, wish: dict[str, str]
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    for name, value in wish.items():
        monkeypatch.setenv(name, value)
    app = app_with(room, None)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.theme == TERMINAL.name


async def test_what_was_chosen_goes_before_the_kind_of_terminal(
    room: Room, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    write_settings(file, Settings(LIGHT.name))
    assert app_with(room, file).theme == LIGHT.name
    monkeypatch.setenv("NO_COLOR", "1")
    assert app_with(room, file).theme == TERMINAL.name


@pytest.mark.parametrize(
    "name", ["start-full", "score", "discuss-ambitie", "comparison-1", "actions", "palette", "joint"]
)
async def test_without_colour_one_sees_where_one_is(room: Room, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with BY_NAME[name].visit(room) as (app, pilot):
        await until(pilot, lambda: "gelezen …" not in text_of(app))
        await settled(pilot)
        rows = [each for each in app.screen.query(Rows) if each.has_focus]
        listed = list(app.screen.query(OptionList))
        assert rows or listed
        place = (rows or listed)[0].region
        strips = app.screen._compositor.render_strips()[place.y : place.bottom]
        seen = [
            strip.text
            for strip in strips
            if any((style and style.reverse) or "▌" in text for text, style, _ in strip.crop(place.x, place.right))
        ]
        assert seen and len(seen) < len(strips), name
        for strip in app.screen._compositor.render_strips():
            for _, style, _ in strip:
                assert style is None or all(each is None or each.is_default for each in (style.color, style.bgcolor))


# -- a screen on the wall


async def big(pilot: Pilot[Any]) -> None:
    await pilot.app.run_action("app.big")
    await settled(pilot)
    pilot.app.clear_notifications()
    await settled(pilot)


@pytest.mark.parametrize(("language", "name"), [("nl", "groot scherm"), ("en", "big screen")])
async def test_the_big_screen_is_found_by_its_name(room: Room, language: Any, name: str) -> None:
    async with BY_NAME["discuss-ambitie"].visit(room, language) as (app, pilot):
        await pilot.press("ctrl+p", *name.replace(" ", ""))
        await pilot.press(*["backspace"] * 20, *name.split()[0], "enter")
        await settled(pilot)
        assert app.has_class("-big")
        assert ("Groot scherm" if language == "nl" else "Big screen") in folded_text(app)
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(app.screen, Help)
        assert [key for key, _ in app.screen.keys].count("F4") == 1


async def test_the_big_screen_shows_fewer_things(room: Room) -> None:
    async with BY_NAME["score-given"].visit(room) as (app, pilot):
        await until(pilot, lambda: app.saving == "saved")
        usual = text_of(app)
        assert "herstel" in usual and "afdekken" in usual
        await big(pilot)
        shown = text_of(app)
        keys = shown.splitlines()[-1]
        assert "herstel" not in keys and "afdekken" in keys, "for a screen on the wall, of all keys"
        assert "Enter klaar" in keys and "1-5 ? score" in keys and "Esc terug" in keys
        assert keys.endswith("F1 alle toetsen"), "there the others stand"
        assert "We bedoelen hetzelfde als we dezelfde" in shown
        assert not app.screen.query_one("#explanation").display
        await pilot.press("f4")
        await settled(pilot)
        app.clear_notifications()
        await settled(pilot)
        assert text_of(app) == usual


async def test_the_big_screen_has_more_room_between_rows(room: Room) -> None:
    async with BY_NAME["score-given"].visit(room, size=(120, 40)) as (app, pilot):
        listed = app.screen.query_one("#scores", Rows)
        usual = listed._tops[1] - listed._tops[0]
        await big(pilot)
        assert listed._tops[1] - listed._tops[0] == usual + 1
        left, right = listed.region.x, 120 - listed.region.right
        assert left == right > 5


def list_of(room: Room, n: int) -> None:
    """Put so many sessions in the folder, each with a title of its own, and one in a folder in it."""
    session = fresh(room, "nl", PLAIN)
    for number in range(n):
        create(session.with_about(title=f"Groep {number:02}"), room.folder / ("sub" if number == n - 1 else ""))


@pytest.mark.parametrize(("size", "n", "between"), [((80, 24), 4, 2), ((80, 24), 14, 1), ((60, 20), 14, 1)])
async def test_on_the_big_screen_the_list_of_sessions_shows_less_with_more_room(
    room: Room, size: tuple[int, int], n: int, between: int
) -> None:
    (room.folder / "sub").mkdir(parents=True)
    list_of(room, n)
    app = app_with(room, None)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Groep 00" in text_of(app) and "gelezen …" not in text_of(app))
        await settled(pilot)
        usual = text_of(app)
        assert "acties" in usual
        await big(pilot)
        shown = text_of(app).splitlines()
        assert "acties" not in "".join(shown) and "mensen" not in "".join(shown) and "hoever" in "".join(shown)
        places = [y for y, line in enumerate(shown) if "Groep" in line]
        assert len(places) > 2 and {b - a for a, b in pairwise(places)} <= {
            between + 1,
            between + 3,  # the name of the folder
        }
        for number in range(n):
            rows = app.screen.query_one(SessionRows)
            assert rows.cursor == number and rows.here is not None
            (here,) = [line for line in text_of(app).splitlines() if line.lstrip().startswith("▌")]
            assert str(rows.here.title) in here
            await pilot.press("down")
            await settled(pilot)
        await pilot.press("home", "pagedown")
        await settled(pilot)
        seen = [line.split()[-2] for line in shown if "Groep" in line]
        assert app.screen.query_one(SessionRows).cursor in range(1, len(seen)), "a page passes over nothing"
        await pilot.press("home", "f4")
        await settled(pilot)
        app.clear_notifications()
        await settled(pilot)
        assert text_of(app) == usual


@pytest.mark.parametrize(
    "name",
    [
        *(
            "start-full",
            "front",
            "read-ambitie",
            "score-given",
            "score-phase",
            "fingers-row",
            "discuss-names",
            "actions",
        ),
        *("comparison-1", "comparison-2", "comparison-5", "close", "new-way", "hand-over", "all-in", "action"),
    ],
)
async def test_on_the_big_screen_nothing_is_cut(room: Room, name: str) -> None:
    async with BY_NAME[name].visit(room, size=(120, 40)) as (app, pilot):
        await big(pilot)
        for size in ((120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            nothing_is_cut(app, size)


@pytest.mark.parametrize("name", ["action", "note", "close-asked", "joint", "people-new", "guide"])
async def test_the_keys_of_a_dialog_stay_in_sight_on_a_narrow_big_screen(room: Room, name: str) -> None:
    async with BY_NAME[name].visit(room, size=(60, 20)) as (app, pilot):
        await big(pilot)
        await settled(pilot)
        box, keys = app.screen.query_one(".box"), app.screen.query_one(Keys)
        assert isinstance(app.screen, Dialog) and box.content_region.contains_region(keys.region)
        assert "Esc" in text_of(app).splitlines()[keys.region.y]


def nothing_is_cut(app: ReflectieApp, size: tuple[int, int]) -> None:
    window = app.screen.region
    if isinstance(app.screen, Dialog):
        window = app.screen.query_one(".box").region
    for widget in app.screen.query("*"):
        if widget.region and widget.is_on_screen and not widget.is_scrollable:
            assert widget.region.right <= window.right, widget
    for line in text_of(app).splitlines():
        assert len(line) <= size[0]
    room_left = [each for each in app.screen.query(Rows) if each.max_scroll_x > 0]
    assert room_left == []


async def test_the_big_screen_hides_what_is_hidden(room: Room) -> None:
    async with BY_NAME["hand-over"].visit(room, size=(120, 40)) as (app, pilot):
        before = text_of(app)
        await big(pilot)
        assert "AMBITIE" not in text_of(app) and "Rijnoever 2026" not in text_of(app)
        assert "Geef de laptop door aan" in before and "Geef de laptop door aan" in text_of(app)


@pytest.mark.parametrize(
    "name", ["start-full", "front", "read-ambitie", "score", "discuss-ambitie", "close", "new-way"]
)
async def test_on_a_very_wide_window_the_page_stands_in_the_middle(room: Room, name: str) -> None:
    place: Place = BY_NAME[name]
    async with place.visit(room, size=(200, 60)) as (app, _pilot):
        pages = [each for each in app.screen.children if each.styles.dock == "none" and each.region.width > 60]
        assert pages
        for page in pages:
            assert page.region.width <= 124
            assert abs(page.region.x - (200 - page.region.right)) <= 1, page


async def test_a_screen_knows_the_width_of_the_window_before_it_is_filled(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: dict[str, bool] = {}
    fill = Screen._compose

    async def noticed(screen: Screen[Any]) -> None:
        known[type(screen).__name__] = screen.has_class("-wide")
        await fill(screen)

    monkeypatch.setattr(Screen, "_compose", noticed)
    async with BY_NAME["help"].visit(room, size=(200, 60)):
        assert known == {"StartScreen": True, "PerspectiveScreen": True, "Help": True}


# -- what is told in passing


def told_on(app: ReflectieApp) -> str:
    """What is told in passing, as it stands on the screen."""
    lines = text_of(app).splitlines()
    places = [toast.region for toast in app.screen.query(Toast)]
    return " ".join(" ".join(line[1:] for place in places for line in lines[place.y : place.bottom]).split())


@pytest.mark.parametrize(
    "name",
    [
        *("start-full", "start-empty", "new-way", "front", "score-given", "score-balance", "fingers-row"),
        *("discuss-names", "comparison-1", "comparison-2", "actions", "close", "hand-over", "action", "joint", "guide"),
    ],
)
async def test_what_is_told_in_passing_covers_nothing(room: Room, name: str) -> None:
    async with BY_NAME[name].visit(room) as (app, pilot):
        short = app.words("app.closed")
        long = app.words("faults.written_otherwise") + "\n" + app.words("unsaved.key")
        for told, size in ((short, (80, 24)), (long, (60, 20))):
            app.clear_notifications()
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: not app.screen.query(Toast))
            await settled(pilot)
            last = text_of(app).splitlines()[-1]
            app.notify(told, severity="error", timeout=60, markup=False)
            await until(pilot, lambda: told_on(app), f"{told} is told")
            await settled(pilot)
            covers_nothing(app, told, last)


def covers_nothing(app: ReflectieApp, told: str, last: str) -> None:
    """See that all that is told can be read, above the keys, and that it lies over nothing."""
    toast = app.screen.query_one(Toast).region
    lines = text_of(app).splitlines()
    assert told_on(app) == " ".join(told.split())
    for each in app.screen.children:
        if not isinstance(each, ToastRack) and each.display:
            assert not each.region.overlaps(toast), each
    if not isinstance(app.screen, ModalScreen):
        assert toast.bottom == app.size.height - 1 and lines[-1].split()[-1] == last.split()[-1] == "F1"
    for place in (rows.region for rows in app.screen.query(Rows) if rows.has_focus and rows.count() > 1):
        assert "▌" in "".join(line[place.x : place.x + 2] for line in lines[place.y : place.bottom])


async def test_in_the_smallest_window_the_row_that_is_typed_stays_in_sight_beside_a_fault(room: Room) -> None:
    async with BY_NAME["fingers-row"].visit(room, size=(60, 20)) as (app, pilot):
        told = app.words("faults.written_otherwise") + "\n" + app.words("unsaved.key")
        app.notify(told, severity="error", timeout=60, markup=False)
        await until(pilot, lambda: app.screen.query(Toast))
        await settled(pilot)
        assert all(box in text_of(app) for box in ("[4]", "[2]", "[?]", "[5]")) and "Fatima" in text_of(app)


async def test_when_it_is_gone_all_stands_where_it_stood(room: Room) -> None:
    async with BY_NAME["score-given"].visit(room) as (app, pilot):
        await until(pilot, lambda: app.saving == "saved")
        before = text_of(app)
        app.notify(app.words("app.closed"), timeout=60, markup=False)
        await until(pilot, lambda: told_on(app) == app.words("app.closed"))
        await pilot.click(Toast)
        await settled(pilot)
        assert text_of(app) == before


async def test_told_again_it_stands_there_once(room: Room) -> None:
    async with BY_NAME["start-full-broken"].visit(room) as (app, pilot):
        for _ in range(3):
            await pilot.press("ctrl+c")
            await settled(pilot)
        assert told_on(app) == app.words("app.how_to_stop")


async def test_what_was_told_stands_once_where_a_window_opens_over_it(room: Room) -> None:
    async with BY_NAME["discuss-ambitie"].visit(room) as (app, pilot):
        told = app.words("app.not_big")
        app.notify(told, timeout=60, markup=False)
        await until(pilot, lambda: text_of(app).count(told) == 1)
        await pilot.press("f2")
        await settled(pilot)
        shown = [rack for screen in app.screen_stack for rack in screen.query(ToastRack) if rack.display]
        assert isinstance(app.screen, ModalScreen) and [rack.screen for rack in shown] == [app.screen]
        await pilot.press("escape")
        await settled(pilot)
        assert text_of(app).count(told) == 1


# -- while something is asked


ASKED = list({place.shows: place for place in PLACES if not place.shows.endswith("Screen")}.values())
"""A place for each dialog that may stand before all else."""


@pytest.mark.parametrize("place", ASKED, ids=lambda place: place.name)
async def test_the_looks_are_chosen_while_something_is_asked(room: Room, place: Place) -> None:
    async with place.visit(room) as (app, pilot):
        asked, typed = app.screen, [each.value for each in app.screen.query(Input)]
        assert isinstance(asked, ModalScreen)
        await pilot.press("f9", "f4")
        await settled(pilot)
        assert (app.theme, app.has_class("-big")) == (LIGHT.name, True)
        assert asked.styles.background.rgb == Color.parse(LIGHT.background).rgb
        assert told_on(app) == app.words("app.big")
        assert app.screen is asked and typed == [each.value for each in asked.query(Input)]
        await pilot.press("f4")
        await settled(pilot)
        assert not app.has_class("-big")


async def test_what_stands_behind_the_question_hangs_on_the_wall_too(room: Room) -> None:
    async with BY_NAME["discuss-ambitie"].visit(room) as (app, pilot):
        await big(pilot)
        wanted = text_of(app)
        await pilot.press("f4")
        await settled(pilot)
        assert text_of(app) != wanted
        await pilot.press("g", "f4", "escape")
        await settled(pilot)
        app.clear_notifications()
        await settled(pilot)
        assert text_of(app) == wanted


async def test_in_a_window_that_is_too_small_the_looks_are_chosen(room: Room) -> None:
    app = app_with(room, None)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("f9", "f4")
        await settled(pilot)
        assert (app.theme, app.has_class("-big")) == (LIGHT.name, True)


async def test_help_tells_of_the_looks_while_something_is_asked(room: Room) -> None:
    async with BY_NAME["joint"].visit(room) as (app, pilot):
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(app.screen, Help)
        keys = [key for key, _ in app.screen.keys]
        assert "F4" in keys and "F9" in keys and "F2" not in keys and "Ctrl+P" not in keys


async def test_the_colours_before_come_back_and_help_says_which_there_are(room: Room) -> None:
    app = app_with(room, None)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f9", "shift+f9")
        assert app.theme == DEFAULT
        await pilot.press("f21")
        assert app.theme == THEMES[-1].name
        await pilot.press("f9", "f1")
        await settled(pilot)
        assert "andere kleuren; nu: donker" in folded_text(app)
        await pilot.press("f9")
        await settled(pilot)
        assert "andere kleuren; nu: licht" in folded_text(app)


@pytest.mark.parametrize("name", ["score-open", "joint", "help", "palette", "people", "action"])
async def test_on_a_big_screen_a_dialog_stays_within_the_window(room: Room, name: str) -> None:
    async with BY_NAME[name].visit(room, size=(60, 20)) as (app, pilot):
        await big(pilot)
        for size in ((60, 20), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert app.screen.region.contains_region(app.screen.query_one(".box").region)
            assert "Esc" in text_of(app) or size == (60, 20), "in the smallest window a long one scrolls"


@pytest.mark.parametrize("key", ["f1", "f2", "ctrl+p"])
async def test_what_is_told_in_passing_leaves_the_keys_of_help_and_lists_in_sight(room: Room, key: str) -> None:
    async with BY_NAME["score"].visit(room, size=(60, 20)) as (app, pilot):
        await pilot.press(key)
        await settled(pilot)
        app.notify("Twee regels over iets wat ook nog van belang is, en dan nog iets.", timeout=600)
        for size in ((60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert list(app.screen.query(Toast)) and "Twee regels" in text_of(app)
            assert "Esc terug" in text_of(app)
