"""The guide for who leads the talk comes along, in a checkout and in a wheel; and what is remembered of the tour."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reflectie_tui.storage import guide_files
from reflectie_tui.storage.guide_files import guide
from reflectie_tui.storage.settings import Settings, read_settings, write_settings
from reflectie_tui.words import LANGUAGES, Language

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_comes_along(language: Language) -> None:
    name = f"facilitator-{language}.md"
    assert guide(language) == (CHECKOUT / "docs" / name).read_text("utf-8")
    build = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    included = build["targets"]["wheel"]["force-include"]
    assert included[f"docs/{name}"] == f"reflectie_tui/guide/{name}"


def test_a_guide_that_is_not_there_or_is_no_text_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide_files, "shipped", lambda *_: tmp_path)
    assert guide("nl") is None
    (tmp_path / "facilitator-nl.md").write_bytes(b"\xff\xfe\x00")
    assert guide("nl") is None


def test_that_the_tour_was_seen_is_remembered_beside_the_looks(tmp_path: Path) -> None:
    path = tmp_path / "own" / "settings.toml"
    assert not read_settings(path).toured
    write_settings(path, Settings("reflectie-licht", big=True, toured=True))
    assert read_settings(path) == Settings("reflectie-licht", big=True, toured=True)


@pytest.mark.parametrize("wrong", ['tour_seen = "ja"', "tour_seen = 1", "tour_seen = [true]", "tour_seen ="])
def test_what_is_no_yes_is_no(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(wrong, "utf-8")
    assert read_settings(path) == Settings()
