"""`reflectie check`: a line for each fault, whatever it is pointed at, and nothing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reflectie_tui.cli import run
from reflectie_tui.storage.content_files import shipped_content
from reflectie_tui.storage.folders import EXAMPLES, shipped_examples


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, and one with the shipped set."""
    (tmp_path / "sessies").mkdir()
    for name in EXAMPLES:
        shutil.copy(shipped_examples() / name, tmp_path / "sessies")
    for language in ("nl", "en"):
        shutil.copytree(shipped_content() / language, tmp_path / "stellingen" / language)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *paths: str | Path) -> tuple[int, list[str], list[str]]:
    status = run(["check", *map(str, paths)])
    said = capsys.readouterr()
    return status, said.out.splitlines(), said.err.splitlines()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_sessions_and_sets_that_are_in_order(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = checked(capsys, "sessies", "stellingen")
    assert (status, err) == (0, [])
    assert out == [
        *(f"sessies/{name}: in orde" for name in EXAMPLES),
        "stellingen/nl/samenwerken: in orde",
        "stellingen/en/samenwerken: in orde",
        "Geen fouten gevonden; 5 nagekeken.",
    ]


def test_one_folder_with_both_in_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(place / "sessies", place / "stellingen" / "sessies")
    assert checked(capsys, "stellingen")[1][-1] == "Geen fouten gevonden; 5 nagekeken."


def test_each_fault_has_its_line_with_file_place_and_way_out(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = place / "sessies" / "fout.toml"
    shutil.copy(place / "sessies" / EXAMPLES[2], bad)
    bad.write_text(bad.read_text("utf-8") + '\n[actions.a90]\nwhat = ""\ndue = "morgen"\n', "utf-8")
    change(place / "stellingen" / "nl" / "samenwerken" / "relatie.toml", 'core = "', 'kern = "')
    before = bad.read_bytes()
    status, _, err = checked(capsys, "sessies/fout.toml", "stellingen")
    assert status == 1
    assert err == [
        "reflectie: sessies/fout.toml: actions.a90.what: Hier staat nog niets. Vul iets in.",
        "reflectie: sessies/fout.toml: actions.a90.due: "
        "Hier hoort een datum, zonder aanhalingstekens en zonder tijd: 2026-11-23.",
        "reflectie: stellingen/nl/samenwerken/relatie.toml: core: "
        "Deze regel ontbreekt, en hij is nodig. Zet hem erbij.",
        "reflectie: stellingen/nl/samenwerken/relatie.toml: kern: "
        "Deze naam ken ik niet. Zit er een typefout in? Anders kan de regel weg.",
        "reflectie: 4 fouten gevonden.",
    ]
    assert bad.read_bytes() == before


def test_a_warning_is_said_and_is_no_fault(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place / "sessies" / EXAMPLES[0], "\n# einde\n", "\n")
    status, out, err = checked(capsys, f"sessies/{EXAMPLES[0]}")
    assert (status, err) == (0, [])
    assert out[0].startswith(f"sessies/{EXAMPLES[0]}: let op: De laatste regel (# einde) ontbreekt.")


def test_a_file_of_a_set_stands_for_the_whole_set(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "stellingen/nl/samenwerken/proces.toml")[1][0] == "stellingen/nl/samenwerken: in orde"


def test_the_set_one_stands_in(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "stellingen" / "nl" / "samenwerken")
    assert checked(capsys, ".")[:2] == (0, [".: in orde", "Geen fouten gevonden; 1 nagekeken."])


def test_a_file_that_is_not_there(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = checked(capsys, "weg.toml")
    assert status == 1 and err[0].startswith("reflectie: weg.toml: Dit bestand is er niet.")


def test_a_folder_with_nothing_to_look_at(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "leeg").mkdir()
    assert checked(capsys, "leeg")[1][0] == "leeg: hier staan geen sessies en geen stellingen."


def test_in_english_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(place / "sessies" / EXAMPLES[0], "version = 1", "version = 9")
    assert run(["check", "sessies", "--lang", "en"]) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[0].endswith("Nothing in it was changed. Update Reflectie, and then open it again.")
    assert err[1] == "reflectie: 1 fault found."
