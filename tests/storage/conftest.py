"""Storage on folders of its own, away from the home folder and the locale of who runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import Opened
from tests.storage.helpers import started


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("REFLECTIE_SESSIONS", "REFLECTIE_LANG", "XDG_DOCUMENTS_DIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def sets() -> ContentSets:
    return ContentSets()


@pytest.fixture(scope="session")
def content(sets: ContentSets) -> ContentSet:
    found = sets.get("samenwerken", "nl")
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def opened(content: ContentSet, sets: ContentSets, folder: Path) -> Opened:
    """A new session in its file."""
    return started(content, sets, folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessie.toml"
