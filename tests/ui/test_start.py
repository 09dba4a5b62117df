"""The list of sessions: what a group sees first, and every way on from there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.fault import Fault
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage import folders
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.session_files import create
from reflectie_tui.ui import exporting
from reflectie_tui.ui.cells import width
from reflectie_tui.ui.dialogs.notice import Notice
from reflectie_tui.ui.messages import ComparisonAsked, DemoAsked, NewSessionAsked, SessionChosen, SessionLeft
from reflectie_tui.ui.screens.start import StartScreen
from reflectie_tui.ui.widgets import preview
from reflectie_tui.ui.widgets.preview import Preview, read
from reflectie_tui.ui.widgets.session_rows import SessionRows
from tests.ui.conftest import NOW, PEOPLE, SIZES, Room, content_of, folded_text, text_of
from tests.ui.stage import Stage, settled, until

BROKEN = 'format = "reflectie-sessie"\nversion = 1\n[session\n'


class Shelf:
    """A folder of sessions, and the screen that lists it."""

    def __init__(self, sets: ContentSets, folder: Path) -> None:
        self.sets = sets
        self.folder = folder
        self.screen = StartScreen()

    def session(self, title: str, day: date, *, people: str = PEOPLE, **choices: Any) -> Session:
        now = NOW.replace(year=day.year, month=day.month, day=day.day)
        content = content_of(self.sets)
        return new_session(content, title=title, people=seats(people), now=now, random=Random(title), **choices)

    def add(self, title: str, day: date, sub_folder: str = "", session: Session | None = None, **choices: Any) -> Path:
        return create(session or self.session(title, day, **choices), self.folder / sub_folder)

    def scored(self, session: Session, *perspectives: str) -> Session:
        for key in perspectives:
            for voice in session.voices:
                for statement in content_of(self.sets).perspective(key).asked(session.about.length):
                    session = session.with_score(key, voice, statement, "nvt")
            session = session.with_reveal(key)
        return session

    def stage(self, **options: Any) -> Stage:
        return Stage(self.screen, self.folder, self.sets, **options)

    async def filled(self, pilot: Pilot[int]) -> None:
        """Wait until all files are read, and the one under the cursor too."""
        await until(pilot, lambda: self.screen.whole, "the folder is read")
        await until(pilot, lambda: self.told, "the preview is read")
        await settled(pilot)

    @property
    def told(self) -> bool:
        """Whether all is told of the session under the cursor."""
        shown = self.screen.query_one(Preview)
        return shown._shown == shown.entry and (shown.entry is None or shown._opened is not None)

    @property
    def here(self) -> Path | None:
        entry = self.screen.query_one(SessionRows).here
        return entry.path if entry else None


@pytest.fixture
def shelf(sets: ContentSets, tmp_path: Path) -> Shelf:
    return Shelf(sets, tmp_path / "sessions")


@pytest.fixture
def three(shelf: Shelf) -> list[Path]:
    """Three sessions, the newest first."""
    return [
        shelf.add("Rijnstreek, derde keer", date(2026, 11, 23)),
        shelf.add("Rijnstreek, tweede keer", date(2026, 3, 2)),
        shelf.add("Zuid", date(2025, 9, 9)),
    ]


def line_with(text: str, app: Stage) -> str:
    return next(line for line in text_of(app).splitlines() if text in line)


# -- what is seen


async def test_two_sessions_of_one_title_and_day_can_be_told_apart(shelf: Shelf) -> None:
    day = date(2026, 11, 23)
    first, second, third = (shelf.add("Rijnstreek", day) for _ in range(3))
    shelf.add("Zuid", day)
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        rows = app.screen.query_one(SessionRows)
        for place, path in ((1, first), (2, second), (3, third)):
            rows.put_on(path)
            await settled(pilot)
            assert f"▌   23 nov 2026  Rijnstreek ({place})" in text_of(app)
        assert "Zuid (" not in text_of(app)
        await pilot.press("slash", *f"{second.stem}.toml")
        await settled(pilot)
        assert "Rijnstreek (2)" in text_of(app), "also where it is found alone"
        assert "Rijnstreek (1)" not in text_of(app) and "Rijnstreek (3)" not in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_of_a_folder_with_a_long_name_the_end_is_seen(sets: ContentSets, tmp_path: Path, size: Any) -> None:
    shelf = Shelf(sets, tmp_path / ("een-lange-naam-" * 6) / "sessies")
    shelf.folder.mkdir(parents=True)
    shelf.add("Zuid", date(2025, 9, 9))
    app = shelf.stage()
    async with app.run_test(size=size) as pilot:
        await shelf.filled(pilot)
        assert re.search(r"1 sessie in ….*naam-/sessies +/ zoeken", text_of(app))


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_each_session_stands_on_a_line_with_its_date_progress_and_open_actions(
    shelf: Shelf, size: tuple[int, int]
) -> None:
    session = shelf.scored(shelf.session("Rijnstreek", date(2026, 11, 23)), "ambitie", "belangen")
    session = session.with_joint("ambitie", 3)
    session = session.with_action(Action(what="Doelen kiezen")).with_action(Action(what="Bellen", status="done"))
    statement = content_of(shelf.sets).perspective("relatie").asked("full")[0]
    shelf.add("", date(2026, 11, 23), session=session.with_score("relatie", "p1", statement, 4))
    app = shelf.stage()
    async with app.run_test(size=size) as pilot:
        await shelf.filled(pilot)
        line = line_with("23 nov 2026", app)
        assert "Rijnstreek" in line and "✓●◐○○" in line and "1 open" in line
        assert size[0] < 66 or " 4 " in line
        assert "1 sessie" in text_of(app)


async def test_the_newest_stands_first_and_sub_folders_have_a_heading(shelf: Shelf) -> None:
    shelf.add("Oud", date(2024, 1, 1))
    shelf.add("Van de klant", date(2026, 6, 1), "Klant A/Noord")
    shelf.add("Nieuw", date(2026, 11, 1))
    shelf.add("Eerder van de klant", date(2025, 6, 1), "Klant A/Noord")
    (shelf.folder / ".reflectie" / "backup").mkdir(parents=True)
    (shelf.folder / ".reflectie" / "backup" / "x.toml").write_text(BROKEN)
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        text = text_of(app)
        order = ["Nieuw", "Oud", "Klant A / Noord", "Van de klant", "Eerder van de klant"]
        places = [text.index(name) for name in order]
        assert places == sorted(places)
        assert "4 sessies" in text
        await pilot.press("down", "down")
        assert "▌" in line_with("1 jun 2026", app), "a heading is no row: the cursor passes it"


async def test_the_preview_tells_who_was_there_where_they_were_and_what_they_agreed(shelf: Shelf) -> None:
    session = shelf.session("Rijnstreek", date(2026, 11, 23), facilitator="Ilse")
    session = shelf.scored(session, "ambitie").with_joint("ambitie", "disagree").with_attention("ambitie", True)
    session = session.with_action(Action(what="Doelen kiezen", who="Fatima", due=date(2026, 11, 2)))
    session = session.with_action(Action(what="Elkaar bellen", status="done")).with_about(step="belangen.read")
    shelf.add("", date(2026, 11, 23), session=session)
    shelf.add("Eerder", date(2025, 11, 23), session=shelf.session("Eerder", date(2025, 11, 23)).with_about(closed=NOW))
    app = shelf.stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        text = folded_text(app)
        assert "Het Baken: Joris, Kofi" in text
        assert "Gespreksleider Ilse" in text
        assert "Gebleven bij Belangen · lezen" in text
        assert "● stemmen in beeld: Ambitie" not in text and "✓ samen beoordeeld: Ambitie" in text
        assert "○ nog te doen: Belangen, Relatie, Organisatie, Proces" in text
        assert "Ambitie ≠ we zien dit verschillend, verdient aandacht" in text
        assert "Staat open Doelen kiezen (Fatima · " in text and "2 november 2026" in text
        assert "Gedaan Elkaar bellen" in text
        await pilot.press("down")
        await shelf.filled(pilot)
        assert "Afgesloten ■ 23 november 2026" in folded_text(app)
        assert "○○○○○ ■" in line_with("23 nov 2025", app)
        assert "Er is nog niets afgesproken." in folded_text(app)


async def test_the_preview_names_nobody_of_an_anonymous_session(shelf: Shelf) -> None:
    shelf.add("Stil", date(2026, 11, 23), visibility="anonymous", facilitator="Ilse")
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        text = text_of(app)
        assert "4 mensen, zonder naam" in text and "Ilse" not in text and "Fatima" not in text


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_that_cannot_be_read_stays_in_the_list_with_the_reason(
    shelf: Shelf, three: list[Path], size: tuple[int, int]
) -> None:
    broken = shelf.folder / "2027-01-01-kapot [b].toml"
    broken.write_text(BROKEN)
    app = shelf.stage()
    async with app.run_test(size=size, notifications=True) as pilot:
        await shelf.filled(pilot)
        assert "kan niet gelezen worden" in line_with(broken.name, app)
        assert "3 sessies · 1 bestand is niet te lezen" in text_of(app)
        await pilot.press("end")
        assert shelf.here == broken, "it stands last, whatever its name says"
        await until(pilot, lambda: "klopt de schrijfwijze" in folded_text(app))
        assert "Op regel 3" in folded_text(app)
        for key in ("v", "space", "x"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, Notice))
            assert "Op regel 3" in folded_text(app), "the reason stands there on a big screen, too"
            await pilot.press("enter")
            await until(pilot, lambda: not isinstance(app.screen, Notice))
        assert app.heard == [] and not shelf.screen.rows.marked
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.heard), "who opens it says so, and offers a backup")
        assert broken.read_text() == BROKEN


async def test_a_long_title_ends_in_dots_and_is_whole_in_the_preview(shelf: Shelf) -> None:
    title = "Een samenwerking met een titel die veel te lang is voor één regel van de lijst, tot en met het eind"
    shelf.add(title, date(2026, 11, 23))
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        assert "…" in line_with("23 nov 2026", app)
        assert title in folded_text(app)


@pytest.mark.parametrize("title", ["中文合作学校", "👩‍🏫 Ann [x]", "[/] [bold]vet", "é" * 200, "\\[/]"])
async def test_wide_and_strange_titles_keep_the_columns_in_line(shelf: Shelf, title: str) -> None:
    shelf.add(title, date(2026, 11, 23))
    shelf.add("Gewoon", date(2026, 11, 22), people="[/], [bold]\n👩‍🏫 Ann [x], Het Baken")
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        ends = [line_with(day, app).split("○")[0] for day in ("23 nov 2026", "22 nov 2026")]
        assert width(ends[0]) == width(ends[1])
        assert title[:10] in line_with("23 nov 2026", app)
        await pilot.press("down")
        await shelf.filled(pilot)
        assert "[bold]: [/] · Het Baken: 👩‍🏫 Ann [x]" in folded_text(app)


async def test_a_session_whose_statements_are_not_installed_is_listed_and_previewed(shelf: Shelf) -> None:
    path = shelf.add("Andere vragen", date(2026, 11, 23))
    path.write_text(path.read_text("utf-8").replace('content = "samenwerken"', 'content = "elders"'), "utf-8")
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        assert "Andere vragen" in line_with("23 nov 2026", app)
        assert "Hogeschool Rijn: Fatima" in folded_text(app)


async def test_everything_can_be_read_in_english(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        await until(pilot, lambda: "still to do" in text_of(app))
        text = folded_text(app)
        assert "3 sessions" in text and "23 Nov 2026" in text and "Enter open" in text and "d examples" in text


# -- an empty folder


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
@pytest.mark.parametrize("there", [True, False])
async def test_an_empty_folder_welcomes_with_three_choices(shelf: Shelf, size: tuple[int, int], there: bool) -> None:
    if there:
        shelf.folder.mkdir()
    app = shelf.stage()
    async with app.run_test(size=size) as pilot:
        await shelf.filled(pilot)
        text = text_of(app)
        assert "Welkom bij Reflectie." in text and "titel" not in text
        assert "Een nieuwe sessie beginnen" in text and "De voorbeelden bekijken" in text and "3    Stoppen" in text
        assert "sessions" in text, "it says which folder is empty"
        await pilot.press("enter")
        assert app.heard == [NewSessionAsked(None)]
        assert not shelf.folder.exists() or there, "looking makes no folder"


@pytest.mark.parametrize(("key", "heard"), [("1", NewSessionAsked), ("2", DemoAsked), ("n", NewSessionAsked)])
async def test_the_welcome_is_answered_by_a_key(shelf: Shelf, key: str, heard: type) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert [type(message) for message in app.heard] == [heard]


async def test_the_welcome_is_answered_by_the_mouse(shelf: Shelf) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        lines = text_of(app).splitlines()
        await pilot.click(offset=(12, next(y for y, line in enumerate(lines) if "De voorbeelden" in line)))
        await pilot.pause()
        assert [type(message) for message in app.heard] == [DemoAsked]
        await pilot.click(offset=(12, next(y for y, line in enumerate(lines) if "3    Stoppen" in line)))
        await pilot.pause()
        assert not app.is_running or app._exit


async def test_the_welcome_makes_way_for_the_list_when_there_is_something_to_list(shelf: Shelf) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        path = shelf.add("Zuid", date(2026, 11, 23))
        shelf.screen.read_again()
        await until(pilot, lambda: "Zuid" in text_of(app))
        assert "Welkom" not in text_of(app)
        await pilot.pause()
        await pilot.press("enter")
        assert app.heard == [SessionChosen(path)]


# -- reading


async def test_the_frame_is_painted_and_answers_before_the_files_are_read(
    shelf: Shelf, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()
    every = list(folders.entries(shelf.folder, shelf.sets))

    def slowly(*where: Any) -> Iterator[folders.Entry]:
        goes_on.wait(20)
        yield from every

    monkeypatch.setattr(folders, "as_read", slowly)
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            await pilot.pause()
            text = text_of(app)
            assert "De sessies worden gelezen" in text and "Welkom" not in text and "nieuw" in text
            await pilot.press("n")
            assert app.heard == [NewSessionAsked(None)]
        finally:
            goes_on.set()
        await shelf.filled(pilot)
        assert "3 sessies" in text_of(app)


async def test_what_has_been_read_is_shown_while_the_rest_comes_in(
    shelf: Shelf, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()
    every = list(folders.entries(shelf.folder, shelf.sets))

    def slowly(*where: Any) -> Iterator[folders.Entry]:
        yield every[1]
        yield every[2]
        goes_on.wait(20)
        yield every[0]

    monkeypatch.setattr(folders, "as_read", slowly)
    monkeypatch.setattr("reflectie_tui.ui.screens.start.BETWEEN_LOOKS", -1)
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            await until(pilot, lambda: "2 gelezen" in text_of(app))
            assert "Zuid" in text_of(app) and "derde keer" not in text_of(app)
            await pilot.press("down")
            assert shelf.here == three[2]
        finally:
            goes_on.set()
        await shelf.filled(pilot)
        assert shelf.here == three[2], "the cursor stays with its session when a newer one comes in above it"
        assert text_of(app).index("derde keer") < text_of(app).index("tweede keer")


async def test_reading_again_keeps_the_cursor_on_the_same_file(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("space", "down", "space")
        shelf.add("Het nieuwste", date(2026, 12, 1))
        three[0].unlink()
        shelf.screen.read_again()
        await until(pilot, lambda: "Het nieuwste" in text_of(app))
        assert shelf.here == three[1]
        assert shelf.screen.rows.marked == {three[1]}, "what is gone is not marked any more"


async def test_reading_again_can_put_the_cursor_on_a_file(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        shelf.screen.read_again(three[2])
        await until(pilot, lambda: shelf.here == three[2])


async def test_reading_again_shows_what_changed_in_the_session_under_the_cursor(
    shelf: Shelf, three: list[Path]
) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        three[0].write_text(three[0].read_text("utf-8").replace("derde keer", "vierde keer"), "utf-8")
        shelf.screen.read_again()
        await until(pilot, lambda: text_of(app).count("vierde keer") == 2)


async def test_another_folder_begins_at_its_first_session(shelf: Shelf, three: list[Path], tmp_path: Path) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("space", "end")
        create(shelf.session("Ander", date(2020, 1, 1)), tmp_path / "elders")
        app.sessions = tmp_path / "elders"
        shelf.screen.read_again()
        await until(pilot, lambda: "Ander" in text_of(app))
        assert "Rijnstreek" not in text_of(app) and not shelf.screen.rows.marked


async def test_a_folder_that_may_not_be_looked_into_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path, *_: object) -> Iterator[folders.Entry]:
        raise folders.SessionFileError(folder, [Fault("no_permission_folder")])
        yield

    monkeypatch.setattr(folders, "as_read", refused)
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        assert app.words("faults.no_permission_folder") in folded_text(app)


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    heavy = (
        "pydantic",
        "plotext",
        "reflectie_tui.model.session",
        "reflectie_tui.storage.folders",
        "reflectie_tui.report",
    )
    code = f"import sys, reflectie_tui.ui.screens.start; print([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_cursor_goes_through_very_many_sessions(
    shelf: Shelf, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (one, *_) = folders.entries(shelf.folder, shelf.sets)
    first = date(2026, 1, 1)
    many = [
        folders.Entry(one.path.with_name(f"{n}.toml"), f"{n}.toml", "", title=f"Nr {n:03}", date=first - timedelta(n))
        for n in range(300)
    ]
    monkeypatch.setattr(folders, "as_read", lambda *_: iter(many))
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "300 sessies" in text_of(app))
        assert "▌" in line_with("Nr 000", app)
        await pilot.press("end")
        assert "▌" in line_with("Nr 299", app)
        await pilot.press("pageup")
        assert shelf.screen.rows.cursor < 299 and "▌" in line_with(f"Nr {shelf.screen.rows.cursor:03}", app)
        await pilot.press("home", "pagedown", "up")
        assert "▌" in line_with(f"Nr {shelf.screen.rows.cursor:03}", app)
        assert text_of(app).count("▌") == 1


# -- ways on


async def test_keys_open_begin_follow_up_and_show_the_examples(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("down", "enter", "v", "n", "d")
        await pilot.pause()
        assert app.heard[:3] == [SessionChosen(three[1]), NewSessionAsked(three[1]), NewSessionAsked(None)]
        assert [type(message) for message in app.heard[3:]] == [DemoAsked]


async def test_two_sessions_are_marked_and_compared(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shelf.filled(pilot)
        await pilot.press("c")
        await until(pilot, lambda: "Vink eerst twee" in text_of(app))
        await pilot.press("space")
        assert "1 sessie aangevinkt" in text_of(app) and "✓" in line_with("23 nov 2026", app)
        await pilot.press("c")
        assert app.heard == []
        await pilot.press("down", "down", "space", "c")
        await pilot.pause()
        assert app.heard == [ComparisonAsked([three[0], three[2]])]
        await pilot.press("space")
        assert "1 sessie aangevinkt" in text_of(app), "space takes a mark away too"
        await pilot.press("escape")
        assert "3 sessies" in text_of(app) and not shelf.screen.rows.marked


async def test_escape_with_nothing_to_take_back_says_how_to_stop(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shelf.filled(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "how to stop" in text_of(app))


async def test_the_mouse_moves_marks_opens_and_uses_the_keys_line(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        lines = text_of(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "2 mrt 2026" in line)
        await pilot.click(offset=(30, row))
        assert shelf.here == three[1] and app.heard == []
        await pilot.click(offset=(3, row))
        assert shelf.screen.rows.marked == {three[1]}
        await pilot.click(offset=(30, row), times=2)
        await pilot.pause()
        assert app.heard == [SessionChosen(three[1])]
        keys = lines[-1]
        for word in ("vervolg", "voorbeelden"):
            await pilot.click(offset=(keys.index(word), 39))
            await pilot.pause()
        assert app.heard[1] == NewSessionAsked(three[1]) and isinstance(app.heard[2], DemoAsked)


async def test_the_heading_of_a_sub_folder_is_no_row_to_click(shelf: Shelf) -> None:
    shelf.add("Een", date(2026, 11, 23))
    shelf.add("Twee", date(2026, 1, 1), "Klant")
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        row = next(y for y, line in enumerate(text_of(app).splitlines()) if line.strip() == "Klant")
        await pilot.click(offset=(5, row), times=2)
        assert shelf.screen.rows.cursor == 0 and app.heard == []


async def test_the_preview_can_be_scrolled_by_keys(shelf: Shelf) -> None:
    session = shelf.session("Vol", date(2026, 11, 23))
    for n in range(20):
        session = session.with_action(Action(what=f"Actie nummer {n}"))
    shelf.add("", date(2026, 11, 23), session=session)
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        assert "Actie nummer 19" not in text_of(app)
        await pilot.press("tab", "end")
        await until(pilot, lambda: "Actie nummer 19" in text_of(app))
        await pilot.press("escape", "enter")
        assert [type(message) for message in app.heard] == [SessionChosen]


# -- searching


@pytest.mark.parametrize("way", ["key", "mouse"])
async def test_typing_narrows_the_list_until_escape(shelf: Shelf, three: list[Path], way: str) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        if way == "key":
            await pilot.press("slash")
        else:
            await pilot.click("#search-word")
            await pilot.pause()
        await pilot.press(*"RIJN", "space", *"maart")
        text = text_of(app)
        assert "tweede keer" in text and "derde keer" not in text and "Zuid" not in text
        assert "1 van de 3 sessies gevonden" in text
        assert app.heard == [], "letters are typed, not taken as keys"
        await pilot.press("enter", "enter")
        assert app.heard == [SessionChosen(three[1])]
        await pilot.press("escape")
        assert "derde keer" in text_of(app) and "Zuid" in text_of(app) and "RIJN" not in text_of(app)
        assert shelf.here == three[1]


async def test_the_first_that_is_found_is_the_one_to_open(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("end", "slash", *"keer", "down", "enter")
        assert app.heard == [SessionChosen(three[0])]


async def test_finding_nothing_says_so_and_how_to_go_back(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("slash", "x", "y", "left_square_bracket", "slash", "right_square_bracket")
        assert "Niets gevonden voor ‘xy[/]’" in text_of(app)
        await pilot.press("enter")
        assert app.heard == []
        await pilot.press("escape")
        assert "Zuid" in text_of(app)


async def test_where_it_does_not_fit_what_is_said_of_the_folder_ends_in_dots(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    app.playing = True
    async with app.run_test(size=(60, 20)) as pilot:
        await shelf.filled(pilot)
        where = text_of(app).splitlines()[1]
        assert "om mee te spelen" in where and "…" in where and where.rstrip().endswith("/ zoeken")


# -- a report


async def test_a_report_is_written_beside_the_session_and_its_whole_path_told(shelf: Shelf, three: list[Path]) -> None:
    app = shelf.stage()
    target = three[0].with_suffix(".md")
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Het verslag is gemaakt" in text_of(app))
        page = target.with_suffix(".html")
        assert str(page) in "".join(text_of(app).replace("│", "").split()) and "derde keer" in page.read_text("utf-8")
        text = target.read_text("utf-8")
        assert "derde keer" in text and "Ambitie" in text
        await pilot.press("enter")
        target.write_text("van ons")
        await pilot.press("x")
        await until(pilot, lambda: "Vervangen?" in text_of(app))
        await pilot.press("escape")
        assert target.read_text() == "van ons"
        await pilot.press("x")
        await until(pilot, lambda: "Vervangen?" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Het verslag is gemaakt" in text_of(app))
        assert target.read_text("utf-8") == text


async def test_a_report_that_cannot_be_written_says_why(
    shelf: Shelf, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise WriteError(path, [Fault("disk_full")])

    monkeypatch.setattr(exporting, "write_report", full)
    app = shelf.stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Het verslag kon niet worden gemaakt" in text_of(app))
        assert not three[0].with_suffix(".md").exists()


async def test_a_report_is_in_the_language_of_its_session(shelf: Shelf) -> None:
    content = content_of(shelf.sets, "en")
    people = seats("Ann, Rijn College")
    path = create(new_session(content, title="Rijn", people=people, now=NOW, random=Random(1)), shelf.folder)
    app = shelf.stage()
    app.language = None
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Het verslag is gemaakt" in text_of(app))
        assert "Ambition" in path.with_suffix(".md").read_text("utf-8")


@pytest.mark.promise(16)
async def test_a_restricted_app_writes_no_report_outside_the_folder(shelf: Shelf, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    path = shelf.add("Hier", date(2026, 11, 23))
    path.with_suffix(".md").symlink_to(elsewhere / "verslag.md")
    app = shelf.stage()
    app.restricted = True
    async with app.run_test(size=(120, 40)) as pilot:
        await shelf.filled(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "buiten de map" in text_of(app))
        assert not elsewhere.exists()


def test_the_five_signs_are_those_of_the_steps() -> None:
    from reflectie_tui.ui.theme import PERSPECTIVE_COLOURS

    assert tuple(PERSPECTIVES) == PERSPECTIVE_COLOURS, "the list draws its signs in the order of the model"


# -- in the app itself


async def test_back_from_a_session_the_list_shows_what_was_done_there(room: Room) -> None:
    app = room.app()
    create(room.session(), room.folder)
    older = room.session(way="fingers", length="short").with_about(date=date(2025, 1, 1), step="ambitie.score")
    path = create(older, room.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "2 sessies" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.session is not None)
        await pilot.press("4")
        await until(pilot, lambda: app.session is not None and app.session.perspective("ambitie").answers)
        app.post_message(SessionLeft())
        await until(pilot, lambda: isinstance(app.screen, StartScreen) and "◐" in text_of(app))
        assert isinstance(app.screen, StartScreen) and "2 sessies" in text_of(app)
        assert app.screen.rows.here is not None and app.screen.rows.here.path == path


async def test_after_the_first_session_the_heads_stand_above_their_columns(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        create(room.session(), room.folder)
        assert isinstance(app.screen, StartScreen)
        app.screen.read_again()
        await until(pilot, lambda: "Rijnstreek" in text_of(app) and "mensen" in text_of(app))
        heads, row = text_of(app).splitlines()[3:5]
        assert heads.index("hoever") == row.index("○○○○○") and heads.index("titel") == row.index("Opleidings")


async def test_what_was_looked_for_stays_with_its_own_folder(room: Room) -> None:
    app = room.app(room.session())
    app._open_file = None
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 sessie in" in text_of(app))
        await pilot.press("slash", *"opleiding", "enter", "d")
        await until(pilot, lambda: f"{len(folders.examples())} sessies" in text_of(app))
        await settled(pilot)
        assert "/ zoeken" in text_of(app) and app.screen.focused is app.screen.query_one(SessionRows)
        app.until_the_end.close()


async def test_the_examples_take_the_place_of_the_welcome(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Welkom" in text_of(app))
        await pilot.press("2")
        await until(pilot, lambda: f"{len(folders.examples())} sessies" in text_of(app))
        await settled(pilot)
        assert list(room.folder.iterdir()) == [] and app.sessions != room.folder
        app.until_the_end.close()


async def test_stopping_while_very_many_files_are_read_does_not_wait_for_them(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    path = create(room.session(), room.folder)
    (one,) = folders.entries(room.folder, room.sets)

    def endless(*_: object) -> Iterator[folders.Entry]:
        while True:
            looked_at.append(1)
            yield one

    monkeypatch.setattr(folders, "as_read", endless)
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: looked_at)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running or app._exit)
    assert app.return_code == 0 and path.exists()


async def test_a_session_that_is_read_while_nothing_is_found_any_more_is_not_told_about(
    shelf: Shelf, three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go_on = Event(), Event()
    app = shelf.stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await shelf.filled(pilot)
        monkeypatch.setattr(preview, "read", lambda path, sets: (asked.set(), go_on.wait(20), read(path, sets))[2])
        await pilot.press("down")
        await until(pilot, asked.is_set)
        shown = shelf.screen.query_one(Preview)
        shown.show(None)
        go_on.set()
        await until(pilot, lambda: not app.workers or all(worker.is_finished for worker in app.workers))
        await settled(pilot)
        assert shown._shown is None and "Wie" not in "".join(text_of(app).splitlines()[-8:])


async def test_what_is_read_for_the_preview_may_come_when_the_list_is_gone(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(room.session(), room.folder)
    asked, go_on = Event(), Event()
    monkeypatch.setattr(preview, "read", lambda path, sets: (asked.set(), go_on.wait(20), read(path, sets))[2])
    app = room.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, asked.is_set)
        await app.screen.query_one("#about").remove()
        go_on.set()
        await until(pilot, lambda: not app.workers)
        assert app.return_code is None
