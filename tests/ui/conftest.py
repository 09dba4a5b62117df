"""The app on a folder of its own, driven by keys and mouse without a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import new_session, seats
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.session_files import create, read_session
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.parts import score_part
from reflectie_tui.ui.widgets import preview
from reflectie_tui.words import Language

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=1)))
PEOPLE = "Fatima, Hogeschool Rijn\nJoris, Het Baken\nSanne, Stichting Waterland\nKofi, Het Baken"
SIZES = [(80, 24), (120, 40)]


@pytest.fixture(autouse=True, scope="session")
def style_sheets_read_once() -> Iterator[None]:
    """Let all apps of a run share what is read from a style sheet: it takes a fifth of a second."""
    real = Stylesheet._parse_rules
    read: dict[Any, dict[Any, Any]] = {}
    last: dict[str, str] = {}
    with_last = read.setdefault((), {})

    def shared(sheet: Stylesheet, *source: Any, **how: Any) -> Any:
        nonlocal last, with_last
        if sheet._variables is not last:
            last = sheet._variables
            with_last = read.setdefault(tuple(last.items()), {})
        key = (source, tuple(how.items()))
        if key not in with_last:
            with_last[key] = real(sheet, *source, **how)
        return with_last[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", shared)
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # the same, quicker: it is asked for 170 times a widget
        yield


@pytest.fixture(autouse=True)
def drawn_when_looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no frames that nobody sees: `text_of` draws the whole screen. `every_frame` asks for all of them."""
    if "every_frame" not in request.fixturenames:
        monkeypatch.setattr(Compositor, "render_update", lambda self, *_, **__: self._dirty_regions.clear())


@pytest.fixture
def every_frame() -> None:
    """Have each frame drawn, as on a terminal."""


@pytest.fixture(autouse=True)
def explained_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rest no longer than a test looks."""
    monkeypatch.setattr(score_part, "REST", 0.001)
    monkeypatch.setattr(preview, "REST", 0.001)


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out of the home folder, the locale and the language of who runs the tests."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in (
        "LC_ALL",
        "LC_MESSAGES",
        "REFLECTIE_LANG",
        "REFLECTIE_SESSIONS",
        "NO_COLOR",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")


@pytest.fixture(scope="session")
def sets() -> ContentSets:
    return ContentSets(shipped_content())


def content_of(sets: ContentSets, language: str = "nl") -> ContentSet:
    content = sets.get("samenwerken", language)
    assert content is not None
    return content


class Room:
    """One group, its file, and the app that shows it."""

    def __init__(self, sets: ContentSets, folder: Path) -> None:
        self.sets = sets
        self.folder = folder
        self.path: Path | None = None

    def session(self, *, people: str = PEOPLE, language: Language = "nl", **choices: Any) -> Session:
        content = content_of(self.sets, language)
        return new_session(
            content, title="Opleidingsschool Rijnstreek", people=seats(people), now=NOW, random=Random(7), **choices
        )

    def app(self, session: Session | None = None, language: Language | None = None) -> ReflectieApp:
        self.folder.mkdir(exist_ok=True)
        if session is not None:
            self.path = create(session, self.folder)
        return ReflectieApp(
            sessions=self.folder, sets=self.sets, language=language, open_file=self.path, today=date(2026, 11, 23)
        )

    def on_disk(self) -> Session:
        """What stands in the file."""
        assert self.path is not None
        return read_session(self.path, self.sets).session


@pytest.fixture
def room(sets: ContentSets, tmp_path: Path) -> Room:
    return Room(sets, tmp_path / "sessions")


def text_of(app: App[Any]) -> str:
    """Return what stands on the screen, a line a row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def folded_text(app: App[Any]) -> str:
    """Return what stands on the screen as one line, so that wrapping does not matter."""
    return " ".join(text_of(app).split())


Press = Callable[..., Any]
