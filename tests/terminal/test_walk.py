"""A group of four, from the first key to a closed session, in a real terminal and by keys alone: once in each way."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

Start = Callable[..., Terminal]
PEOPLE = ("Fatima, Hogeschool Rijn", "Joris, Het Baken", "Sanne, Stichting Waterland", "Kofi, Het Baken")
NAMES = [person.partition(",")[0] for person in PEOPLE]
PERSPECTIVES = ("ambitie", "belangen", "relatie", "organisatie", "proces")
OWN = {"organisatie": ("balans", "2", -1), "proces": ("fase", "3", "overeenkomen")}
"""The question of its own kind: its id, the key that is typed, and the answer that this stands for."""
SCORES = ("42?53", "44444", "25315", "41244")
"""What each of the four types in every perspective."""
ANSWERS = [[4, 2, "nvt", 5, 3], [4, 4, 4, 4, 4], [2, 5, 3, 1, 5], [4, 1, 2, 4, 4]]
WAYS = {"rounds": "1", "scores-first": "2", "fingers": "3", "together": "4"}
LESS_OFTEN = ("scores-first", "together")
"""The ways that are walked in a real terminal only among the long tests; a pilot walks them every time."""
NEW = "rounds"
"""The way of a group that has never seen the app."""
ENTER, ESCAPE = "\r", "\x1b"


def begin(one: Terminal, way: str) -> None:
    """Start a session, question by question; who goes in rounds never did before, and sees the tour first."""
    one.wait_for("Welkom bij Reflectie")
    one.press("n")
    one.wait_for("Hoe heet deze sessie?")
    one.press(f"Opleidingsschool Rijnstreek{ENTER}")
    one.wait_for("Wie doen er mee?")
    for person in PEOPLE:
        one.press(f"{person}{ENTER}")
    one.press(ENTER)
    one.wait_for("Wie leidt het gesprek?")
    one.press(f"Ilse{ENTER}")
    one.wait_for("Hoeveel vragen?")
    one.press(ENTER)
    one.wait_for("Hoe willen jullie het doen?")
    one.press(WAYS[way])
    one.wait_for("●")
    one.press(ENTER)
    one.wait_for("Met namen, of anoniem?")
    one.press(ENTER)
    one.wait_for("Klopt het zo?", "Opleidingsschool Rijnstreek", "Ilse")
    one.press(ENTER)
    if way == NEW:
        for card in range(1, 6):
            one.wait_for(f"{card} van 5", "Esc overslaan")
            one.press(ENTER)
    one.wait_for("Samen kijken naar onze samenwerking", "bewaard", gone="van 5")


def turn(one: Terminal, number: int, perspectives: tuple[str, ...]) -> None:
    """One person scores: in one perspective, or in all."""
    one.wait_for("Geef de laptop door aan", NAMES[number])
    one.press(ENTER)
    for key in perspectives:
        one.wait_for(f"{key.upper()} · In hoeverre klopt dit?", NAMES[number], "0 van 5")
        assert "[" not in one.text.replace("[x]", ""), "nobody else's score is to be seen"
        one.press(SCORES[number])
        one.wait_for("5 van 5")
        one.press(ENTER)
        if key in OWN:
            one.wait_for("0 van 1")
            one.press(OWN[key][1])
            one.wait_for("1 van 1")
            one.press(ENTER)


def in_the_open(one: Terminal, key: str, way: str) -> None:
    """The group scores a row a statement, with fingers or as one."""
    for place in range(5):
        one.wait_for(f"stelling {place + 1} van")
        row = "".join(scores[place] for scores in SCORES) if way == "fingers" else "4"
        one.press(row)
        one.wait_for("Klopt wat er staat?" if way == "together" else "Klopt de rij?")
        one.press(ENTER)
    if key in OWN:
        one.wait_for("stelling 6 van 6")
        one.press(OWN[key][1] * (4 if way == "fingers" else 1))
        one.wait_for("Klopt wat er staat?" if way == "together" else "Klopt de rij?")
        one.press(ENTER)


def discuss(one: Terminal, number: int, key: str) -> None:
    """The group talks: a note at a statement and one at the whole, a judgement, and three times an action."""
    one.wait_for(f"{key.upper()} · bespreken")
    one.press("n")
    one.wait_for("De notitie van jullie samen")
    one.press(f"Bij deze stelling {number}")
    one.wait_for(f"Bij deze stelling {number}")
    one.press(ESCAPE)
    one.wait_for("Notitie", gone="De notitie van jullie samen")
    if number % 2 == 0:
        one.press("g")
        one.wait_for("lukt ons dit?")
        one.press("3")
        one.wait_for("◆ 3 deels")
    else:
        one.press("g")
        one.wait_for("lukt ons dit?")
        one.press("6")
        one.wait_for("Waar zit het verschil?")
        one.press("Over geld praten we in maart verder.")
        one.wait_for("in maart verder.")
        one.press(ESCAPE)
        one.wait_for("≠ we zien dit verschillend", gone="Waar zit het verschil?")
    if number < 3:
        one.press("a")
        one.wait_for("Een nieuwe actie")
        one.press(f"Actie {number} voor ons allemaal\tFatima\t15-1-2027")
        one.wait_for("15 januari 2027")
        one.press(ENTER)
        one.wait_for("1 actie", gone="Een nieuwe actie")
    one.press(ENTER)


def session_of_four(one: Terminal, way: str) -> None:
    """Go from the front page to the comparison."""
    one.press(ENTER)
    if way == "scores-first":
        for number in range(len(NAMES)):
            turn(one, number, PERSPECTIVES)
        one.wait_for("Iedereen is geweest.")
        one.press(ENTER)
    for number, key in enumerate(PERSPECTIVES):
        if way != "scores-first" or number:
            one.wait_for(f"{key.upper()} ", "doorlezen")
            one.press(ENTER)
        if way == "rounds":
            for person in range(len(NAMES)):
                turn(one, person, (key,))
            one.wait_for("Iedereen is geweest.")
            one.press(ENTER)
        elif way != "scores-first":
            in_the_open(one, key, way)
        discuss(one, number, key)


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.toml"))


def expected(way: str, key: str) -> dict[str, dict[str, Any]]:
    ids = list(tomllib.loads(CONTENT.joinpath(f"{key}.toml").read_text("utf-8"))["statements"])
    scale = [statement["id"] for statement in ids if statement.get("kind", "scale") == "scale"]
    own = {OWN[key][0]: OWN[key][2]} if key in OWN else {}
    if way == "together":
        return {"group": {**dict.fromkeys(scale, 4), **own}}
    return {f"p{n}": {**dict(zip(scale, row, strict=True)), **own} for n, row in enumerate(ANSWERS, start=1)}


CONTENT = Path(__file__).parents[2] / "content" / "nl" / "samenwerken"


@pytest.mark.lasting
@pytest.mark.parametrize(
    "way", [pytest.param(way, marks=[pytest.mark.long] if way in LESS_OFTEN else []) for way in WAYS]
)
def test_a_group_of_four_goes_all_the_way(terminal: Start, tmp_path: Path, way: str) -> None:
    folder = tmp_path / "sessies"
    one = terminal("--lang", "nl", "--sessions", str(folder), toured=way != NEW)
    begin(one, way)
    session_of_four(one, way)
    one.wait_for("Wat opvalt")
    one.press("a")
    one.wait_for("wat spreken we af?", "Actie 0", "Actie 1", "Actie 2")
    one.press(ENTER)
    one.wait_for("SLOT · waar staan we?", "◆ 3 deels", "≠ we zien dit verschillend")
    one.press(ENTER)
    one.wait_for("De sessie afsluiten?")
    one.press(ENTER)
    one.wait_for("Afgesloten op")
    one.press("\x11")
    assert one.wait_end() == 0

    (path,) = files(folder)
    assert path.name.endswith("-opleidingsschool-rijnstreek.toml")
    session = tomllib.loads(path.read_text("utf-8"))
    assert session["session"]["way"] == way and "closed" in session["session"]
    assert [person["name"] for person in session["participants"].values()] == NAMES
    for number, key in enumerate(PERSPECTIVES):
        record = session["perspectives"][key]
        assert record["answers"] == expected(way, key)
        assert record["joint"] == (3 if number % 2 == 0 else "disagree")
        assert "hidden" not in record
        texts = [note["text"].strip() for note in record["notes"].values()]
        assert f"Bij deze stelling {number}" in texts
        assert ("Over geld praten we in maart verder." in texts) == (number % 2 == 1)
    assert [action["what"] for action in session["actions"].values()] == [
        f"Actie {number} voor ons allemaal" for number in range(3)
    ]
    assert {str(action["due"]) for action in session["actions"].values()} == {"2027-01-15"}

    said = reflectie("show", str(path), "--json")
    figures = json.loads(said)
    voices = 1 if way == "together" else 4
    assert figures["perspectives"]["ambitie"]["asked"] == figures["perspectives"]["ambitie"]["answered"] == 5 * voices
    assert figures["perspectives"]["belangen"]["joint"] == "disagree"
    assert "Actie 2 voor ons allemaal" in reflectie("show", str(path))
    follow_up(terminal, folder, way)


def follow_up(terminal: Start, folder: Path, way: str) -> None:
    """The same file is opened again, and a year later followed by a new session that begins with the actions."""
    one = terminal("--lang", "nl", "--sessions", str(folder))
    one.wait_for("Opleidingsschool Rijnstreek", "3 open")
    one.press(ENTER)
    one.wait_for("Wat opvalt")
    one.press("\x1bOQ")  # F2: the steps
    one.wait_for("Waar willen jullie heen?")
    one.press(f"Slot{ENTER}")
    one.wait_for("Afgesloten op")
    one.press(ENTER)
    one.wait_for("Opleidingsschool Rijnstreek", "vervolg")
    one.press("v")
    one.wait_for("Hoe heet deze sessie?", "Opleidingsschool Rijnstreek")
    one.press("\x1b[19~")  # F8: to the end
    one.wait_for("Klopt het zo?", "Fatima")
    one.press(ENTER)
    one.wait_for("Samen kijken naar onze samenwerking")
    one.press(ENTER)
    one.wait_for("Actie 0", "Actie 1", "Actie 2")
    one.press("\x11")
    assert one.wait_end() == 0
    assert len(list(files(folder))) == 2


def reflectie(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reflectie_tui", *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout
