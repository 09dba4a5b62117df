"""`show`, `compare` and the screen *Ons beeld* give the same figures for the same file, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from reflectie_tui.cli import run
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.storage.folders import shipped_examples
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.words import load
from tests.ui.conftest import Room, content_of
from tests.ui.stage import settled
from tests.ui.test_comparison import Look

BEFORE, AFTER = "2025-11-18-opleidingsschool-rijnstreek.toml", "2026-11-17-opleidingsschool-rijnstreek.toml"
WIDE = (120, 60)
"""All bars of all views are on one screen."""
words = load("nl")


@pytest.fixture
def files(room: Room) -> tuple[Path, Path]:
    room.folder.mkdir()
    before, after = (Path(copy(shipped_examples() / name, room.folder)) for name in (BEFORE, AFTER))
    room.path = after
    return before, after


def told(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> str:
    assert run([str(word) for word in argv]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def under(name: str, text: str) -> list[str]:
    """The words in each line of a chart from the one that begins with this perspective."""
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.lstrip(" ▌>").startswith(f"{name} "))
    return [" ".join(line.lstrip(" ▌>").split()) for line in lines[first:]]


async def test_show_compare_and_the_screen_agree(
    room: Room, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = (json.loads(told(capsys, "show", path, "--json", "--names"))["perspectives"] for path in files)
    names = json.loads(told(capsys, "show", files[1], "--json", "--names"))["names"]
    compared = json.loads(told(capsys, "compare", *files, "--json"))["perspectives"]
    shown, beside = told(capsys, "show", files[1]), told(capsys, "compare", *files).partition("perspectieven")[2]

    seen: dict[str, str] = {}
    async with room.app().run_test(size=WIDE) as pilot:
        pilot.app.post_message(StepChosen("comparison"))
        await settled(pilot)
        look = Look(pilot)
        for view in "2345":
            seen[view] = "\n".join((await look.press(view)).splitlines()[4:])  # below the steps

    for key in PERSPECTIVES:
        name = content_of(room.sets).perspective(key).name
        score: float = after[key]["score"]
        assert compared[key]["scores"] == [before[key]["score"], score]
        assert compared[key]["change"] == pytest.approx(score - before[key]["score"])

        number, earlier = words.number(score), words.number(before[key]["score"])
        assert f" {number} " in under(name, shown)[0]
        assert f" {earlier} → {number}" in under(name, beside)[0]
        change = words.change(compared[key]["change"])
        assert under(name, beside)[1].startswith(f"{change}, ")

        assert under(name, seen["5"])[0].startswith(f"{name} {number} ")
        last_year, this_year, difference = under(name, seen["4"])[:3]
        assert last_year.endswith(f" {earlier}") and this_year.endswith(f" {number}")
        assert f"▲ {change} " in difference
        for view, means in (
            ("2", {names[voice]: mean for voice, mean in after[key]["by_participant"].items()}),
            ("3", after[key]["by_organisation"]),
        ):
            bars = under(name, seen[view])
            assert means and [each for each in means.items() if not found(each, bars[: len(means)])] == []


def found(bar: tuple[str, Any], lines: list[str]) -> bool:
    """Tell whether somebody's bar stands in one of these lines, with this number."""
    name, mean = bar
    return any(f"{name} " in line and line.endswith(f" {words.number(mean)}") for line in lines)
