"""`show --plain` and `compare --plain`: whole sentences to be read aloud, and nothing drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from tests.cli.conftest import Reflectie, Write

DRAWN = set("─━│█●○◆≠·×→┌▌✓")
AMBITIE = ("belofte", "commitment", "doen", "begrip", "halen-brengen")
ROWS = {
    "ambitie": {**{key: [3, 3, 3, 3] for key in AMBITIE}, "doen": [1, 1, 5, 5], "belofte": [4, 4, "nvt", 4]},
    "organisatie": {
        **{key: [3, 3, 3, 3] for key in ("daadkracht", "draagvlak", "wie-bepaalt", "wie-doet", "wie-hoort")},
        "balans": [-1, -1, 0, "nvt"],
    },
    "relatie": {"macht": [1, 2, 3, 4]},
}


@pytest.fixture
def session(group: Callable[..., Session]) -> Session:
    session = group(ROWS, hidden=["relatie"]).with_joint("ambitie", 3).with_attention("ambitie", True)
    session = session.with_joint("organisatie", "disagree").with_note("ambitie", "Twee\nregels", statement="doen")
    return session.with_action(Action(what="Samen eten", who="Joris", due=date(2026, 12, 1), remark="Soep"))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_statement_stands_in_one_piece_with_its_voices_in_words(
    reflectie: Reflectie, write: Write, session: Session
) -> None:
    write("een.toml", session)
    status, out, err = reflectie("show", "een.toml", "--plain")
    assert (status, err) == (0, "")
    assert not set(out) & DRAWN
    assert "We komen onze afspraken na. verdeeld; 4 stemmen: 1, 1, 5, 5; gemiddeld 3,0" in plain(out)
    assert "eensgezind; 3 stemmen: 4, 4, 4; 1 keer weet ik niet; gemiddeld 4,0" in plain(out)
    assert "iets te weinig: 2; precies genoeg: 1; 1 keer weet ik niet" in plain(out)
    english = plain(reflectie("show", "een.toml", "--plain", "--lang", "en").out)
    assert "3 voices: 4, 4, 4; once: I don't know" in english
    assert "Ambitie: gemiddeld 3,2; samen 3; verdient aandacht" in out
    assert "Relatie: nog verborgen" in out and "Proces: nog niet ingevuld" in out
    assert "Organisatie: gemiddeld 3,0; we zien dit verschillend" in out
    assert "Samen eten (open; Joris; uiterlijk 1 december 2026" in plain(out) and "Soep" in out
    assert "Joris: 1" not in out


def test_names_where_they_are_asked_for(reflectie: Reflectie, write: Write, session: Session) -> None:
    write("een.toml", session)
    out = plain(reflectie("show", "een.toml", "--plain", "--names").out)
    assert "Fatima: 1; Joris: 1; Sanne: 5; Kofi: 5" in out


def test_without_it_the_drawing_is_as_it_was(reflectie: Reflectie, write: Write, session: Session) -> None:
    write("een.toml", session)
    assert set("─█●◆") <= set(reflectie("show", "een.toml").out)


def test_many_voices_are_counted(reflectie: Reflectie, write: Write, group: Callable[..., Session]) -> None:
    people = "\n".join(f"Naam {number}" for number in range(12))
    write("een.toml", group({"ambitie": {"doen": [4] * 7 + [2] * 5}}, people=people))
    assert "12 stemmen: 5 keer 2, 7 keer 4" in plain(reflectie("show", "een.toml", "--plain").out)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_in_both_languages_as_wide_as_asked(
    reflectie: Reflectie, write: Write, session: Session, language: str
) -> None:
    write("een.toml", session)
    out = reflectie("show", "een.toml", "--plain", "--width", "50", "--lang", language).out
    assert max(map(len, out.splitlines())) <= 50 and not set(out) & DRAWN


def test_sessions_side_by_side_in_sentences(reflectie: Reflectie, write: Write, group: Callable[..., Session]) -> None:
    old = Action(what="Samen eten", perspective="ambitie", status="done")
    first = group({"ambitie": {key: [1, 1, 2, 2] for key in AMBITIE}}, day=date(2025, 11, 23)).with_action(old)
    write("een.toml", first)
    write("twee.toml", group({"ambitie": {key: [4, 4, 5, 5] for key in AMBITIE}}))
    status, out, err = reflectie("compare", "een.toml", "twee.toml", "--plain")
    assert (status, err) == (0, "")
    assert not set(out) & DRAWN
    assert "Ambitie: 1,5, daarna 4,5; +3,0, een duidelijk verschil" in plain(out)
    assert "Acties hierbij: gedaan: Samen eten" in plain(out)
    assert "Proces: niet te vergelijken" in out


def test_it_belongs_to_what_is_read(reflectie: Reflectie, write: Write, session: Session) -> None:
    write("een.toml", session)
    assert "de optie --plain hoort niet bij reflectie list." in reflectie("list", "--plain").err
