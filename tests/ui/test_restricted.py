"""What nobody can do in a restricted app: each attempt is refused, or there is no way to make it."""

from __future__ import annotations

import os
import subprocess
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import create, dumps, read_session
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.dialogs.choose import Find
from reflectie_tui.ui.earlier import earlier_sessions
from reflectie_tui.ui.messages import ComparisonAsked, DemoAsked, NewSessionAsked, SessionChosen
from reflectie_tui.ui.screens.start import StartScreen
from tests.ui.conftest import Room, folded_text, text_of
from tests.ui.hands import at, press, said
from tests.ui.stage import settled, until

pytestmark = pytest.mark.promise(16)

THEIRS, OURS = "Buren van de overkant", "Opleidingsschool Rijnstreek"
OUTWARD = (
    "app.screenshot",
    "app.suspend_process",
    "app.save_elsewhere",
    "suspend_process",
    "screenshot('buiten.svg', '/')",
)
"""What Textual and the app themselves can do that reaches further than a folder of sessions."""


class Fence:
    """A folder of sessions with one session in it, and the folder of another client beside it."""

    def __init__(self, room: Room, place: Path) -> None:
        self.room = room
        self.inside = room.folder
        self.outside = place / "buren"
        self.own = create(room.session(), self.inside)
        theirs = room.session(people="Ann, Zandbank").with_about(title=THEIRS, id="van-de-buren")
        self.theirs = create(theirs, self.outside)
        (self.outside / "verslag.md").write_text("van de buren\n", "utf-8")
        self.before = self.outside_now()

    def outside_now(self) -> dict[str, bytes]:
        """Return what stands outside."""
        return {str(path): path.read_bytes() for path in self.outside.rglob("*") if path.is_file()}

    def stand_at(self, step: str) -> None:
        """Let our group be at this step."""
        self.own.write_text(dumps(at(self.room.session(), step)), "utf-8")

    def app(self, open_file: Path | None = None) -> ReflectieApp:
        app = self.room.app(language="nl")
        app._open_file = open_file
        app.restricted = True
        return app


@pytest.fixture
def fence(room: Room, tmp_path: Path) -> Iterator[Fence]:
    """Both folders; afterwards that of the neighbours is as it was."""
    one = Fence(room, tmp_path)
    yield one
    assert one.outside_now() == one.before


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note each program that is started, each page that is opened and each signal; in the end there are none."""
    noted: list[str] = []
    for module, names in (
        (webbrowser, ("open", "open_new", "open_new_tab", "get")),
        (subprocess.Popen, ("__init__",)),
        (os, ("system", "popen", "execv", "execve", "posix_spawn", "fork", "kill", "killpg")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, lambda *_, name=name, **__: noted.append(name))
    yield noted
    assert noted == []


async def listed(app: ReflectieApp, pilot: Pilot[Any]) -> str:
    """Wait for the list, and return it as it is on the screen."""
    await until(pilot, lambda: isinstance(app.screen, StartScreen) and app.screen.whole)
    await settled(pilot)
    return text_of(app)


# -- another client's files


Way = Callable[[Fence], Path]
WAYS_OUT: dict[str, Way] = {
    "an absolute path": lambda fence: fence.theirs,
    "two dots": lambda fence: fence.inside / ".." / "buren" / fence.theirs.name,
    "a link to a file": lambda fence: linked(fence.inside / "koppeling.toml", fence.theirs),
    "a link to a link": lambda fence: linked(
        fence.inside / "verder.toml", linked(fence.inside / "koppeling.toml", fence.theirs)
    ),
    "a file in a folder that is a link": lambda fence: linked(fence.inside / "map", fence.outside) / fence.theirs.name,
    "a link to nothing": lambda fence: linked(fence.inside / "niets.toml", fence.outside / "nog-niet.toml"),
    "a link to itself": lambda fence: linked(fence.inside / "rond.toml", fence.inside / "rond.toml"),
}


LINKS = ("a link to a file", "a link to a link", "a file in a folder that is a link", "a link to nothing")


def linked(place: Path, target: Path) -> Path:
    place.symlink_to(target)
    return place


@pytest.mark.parametrize("way", WAYS_OUT)
async def test_no_session_outside_the_folder_is_opened(fence: Fence, way: str) -> None:
    path = WAYS_OUT[way](fence)
    app = fence.app(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Dit bestand kan niet worden gelezen" in said(app))
        assert app.session is None and THEIRS not in text_of(app)
        await press(pilot, "escape")
        for message in (SessionChosen(path), NewSessionAsked(path), ComparisonAsked([fence.own, path])):
            app.post_message(message)
            await until(pilot, lambda: "Dit bestand kan niet worden gelezen" in said(app), str(message))
            await press(pilot, "escape")
            assert isinstance(app.screen, StartScreen) and app.session is None


@pytest.mark.parametrize("way", LINKS)
async def test_the_list_does_not_go_where_a_link_leads_out(fence: Fence, way: str) -> None:
    WAYS_OUT[way](fence)
    linked(fence.inside / "zelfde.toml", fence.own)
    app = fence.app()
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await listed(app, pilot)
        assert THEIRS not in shown
        assert shown.count(OURS) >= 2, "a link that stays within the folder is a session as any other"
        assert isinstance(app.screen, StartScreen) and len(app.screen.entries) == 2


async def test_a_session_does_not_look_at_an_earlier_one_outside(fence: Fence, sets: ContentSets) -> None:
    linked(fence.inside / "vorige.toml", fence.theirs)
    theirs = read_session(fence.theirs, sets).session
    later = fence.room.session().with_about(previous=theirs.about.id)
    found = earlier_sessions(later, fence.inside, sets, "nl")
    assert [each.about.title for each, _ in found] == [THEIRS], "without the restriction it does"
    assert earlier_sessions(later, fence.inside, sets, "nl", fence.inside) == ()


@pytest.mark.parametrize("name", [".reflectie", ".reflectie/lock", ".reflectie/backup"])
async def test_no_backup_or_lock_goes_where_a_link_leads_out(fence: Fence, name: str) -> None:
    place = fence.inside / name
    place.parent.mkdir(exist_ok=True)
    linked(place, fence.outside)
    before = fence.own.read_bytes()
    app = fence.app(fence.own)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "buiten de map met sessies" in said(app))
        await press(pilot, "escape", "enter", "4")
        assert app.session is None
    assert fence.own.read_bytes() == before


# -- writing outside


@pytest.mark.parametrize("form", [".md", ".html"])
@pytest.mark.parametrize("target", ["verslag.md", "nog-niet.md", "nog/geen/map.md"])
@pytest.mark.parametrize("where", ["list", "close"])
async def test_no_report_goes_where_a_link_leads_out(fence: Fence, where: str, target: str, form: str) -> None:
    linked(fence.own.with_suffix(form), fence.outside / target)
    await report_refused(fence, where)


@pytest.mark.parametrize("where", ["list", "close"])
async def test_a_report_whose_place_goes_round_in_a_circle_is_refused_in_words(fence: Fence, where: str) -> None:
    place = fence.own.with_suffix(".md")
    linked(place, place)
    await report_refused(fence, where)


async def report_refused(fence: Fence, where: str) -> None:
    fence.stand_at("close")
    app = fence.app(fence.own if where == "close" else None)
    async with app.run_test(size=(120, 40)) as pilot:
        if where == "list":
            await listed(app, pilot)
        else:
            await until(pilot, lambda: app.step == "close")
            await settled(pilot)
        await press(pilot, "x")
        await until(pilot, lambda: "kon niet worden gemaakt" in said(app))
    assert not (fence.outside / "nog").exists() and not (fence.outside / "nog-niet.md").exists()


@pytest.mark.parametrize("title", ["../../buren/verslag", "/etc/passwd", "..", "a/../../../b", "~root"])
async def test_a_title_is_no_path(fence: Fence, title: str) -> None:
    from reflectie_tui.ui.messages import SessionMade

    app = fence.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await listed(app, pilot)
        app.post_message(SessionMade(fence.room.session().with_about(title=title)))
        await until(pilot, lambda: app.session is not None)
        assert app.session_path is not None and app.session_path.parent == fence.inside


# -- out of the app


@pytest.mark.parametrize("action", OUTWARD)
async def test_what_reaches_outside_is_turned_off(fence: Fence, tmp_path: Path, action: str) -> None:
    there = set(tmp_path.rglob("*"))
    app = fence.app(fence.own)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.session is not None)
        app.saving = "failed"
        assert not await app.run_action(action)
        assert not await app.screen.run_action(action)
        await settled(pilot)
        assert "Waar moet de kopie komen?" not in said(app)
    assert {path for path in set(tmp_path.rglob("*")) - there if ".svg" in path.name} == set()


async def test_no_link_opens_a_browser(fence: Fence, started: list[str]) -> None:
    app = fence.app()
    async with app.run_test() as pilot:
        await listed(app, pilot)
        app.open_url("https://example.org/")
        app.open_url("file:///etc/passwd", new_tab=False)
        await settled(pilot)
        assert started == []


async def test_text_of_people_is_no_link(fence: Fence, started: list[str]) -> None:
    title = "[@click=app.screenshot]Rijn[/] [link=https://example.org]Maas[/]"
    create(fence.room.session().with_about(title=title), fence.inside)
    app = fence.app()
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await listed(app, pilot)
        assert "[@click=app.screenshot]Rijn[/]" in shown
        for y, line in enumerate(shown.splitlines()):
            for word in ("Rijn[/]", "Maas[/]"):
                if word in line:
                    await pilot.click(offset=(line.index(word) + 1, y))
        await settled(pilot)
        assert started == []


STEPS = ("", "front", "ambitie.read", "ambitie.score", "ambitie.discuss", "comparison", "actions", "close")
REACHES_OUT = ("screenshot", "suspend", "url", "command_palette", "shell", "edit", "demo", "elsewhere")


@pytest.mark.parametrize("step", STEPS)
async def test_the_palette_offers_nothing_that_reaches_outside(fence: Fence, step: str) -> None:
    if step:
        fence.stand_at(step)
    app = fence.app(fence.own if step else None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.step == step)
        await settled(pilot)
        await press(pilot, *(["enter"] if step == "ambitie.score" else []), "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Find))
        assert isinstance(app.screen, Find)
        offered = [choice.id for choice in app.screen.choices]
    assert {"do app.quit", "do app.help"} <= {*offered}
    assert [choice for choice in offered if any(word in choice for word in REACHES_OUT)] == []


@pytest.mark.parametrize("step", STEPS)
async def test_keys_that_lead_out_of_other_programs_do_nothing(fence: Fence, tmp_path: Path, step: str) -> None:
    if step:
        fence.stand_at(step)
    app = fence.app(fence.own if step else None)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.step == step)
        await settled(pilot)
        there = {path for path in tmp_path.rglob("*") if not path.is_relative_to(fence.inside)}
        for key in (
            "ctrl+z",
            "ctrl+backslash",
            "ctrl+s",
            "ctrl+o",
            "ctrl+e",
            "ctrl+x",
            "ctrl+t",
            "f5",
            "f8",
            "f11",
            "f12",
        ):
            await press(pilot, key)
        assert app.is_running and app.return_code is None
        assert {path for path in tmp_path.rglob("*") if not path.is_relative_to(fence.inside)} == there


# -- the examples, which would stand elsewhere


async def test_the_examples_are_not_offered(room: Room) -> None:
    app = room.app(language="nl")
    app.restricted = True
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await listed(app, pilot)
        assert "Een nieuwe sessie" in shown and "voorbeelden" not in shown
        assert "stoppen" in shown.lower()
        await press(pilot, "d")
        app.post_message(DemoAsked())
        await settled(pilot)
        assert app.sessions == room.folder and "voorbeelden" not in folded_text(app)
        await press(pilot, "2")
        await until(pilot, lambda: app.return_code == 0)


async def test_the_examples_are_no_key_beside_sessions_either(fence: Fence) -> None:
    app = fence.app()
    async with app.run_test(size=(120, 40)) as pilot:
        assert "voorbeelden" not in await listed(app, pilot)
        await press(pilot, "d")
        await settled(pilot)
        assert app.sessions == fence.inside
