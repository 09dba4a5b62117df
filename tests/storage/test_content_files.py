"""Sets of statements: the shipped, and those a consultant brings, checked as strictly as a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.content_reading import faults_in_set, load_sets, sets_in
from reflectie_tui.storage.errors import ContentFileError
from tests.storage.helpers import said


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the shipped set under a name of its own, to be changed."""
    for language in ("nl", "en"):
        folder = tmp_path / "eigen" / language / "onze-set"
        shutil.copytree(shipped_content() / language / "samenwerken", folder)
        change(folder / "set.toml", 'id = "samenwerken"', 'id = "onze-set"')
    return tmp_path / "eigen"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_shipped_set_is_there_in_both_languages(sets: ContentSets) -> None:
    for language in ("nl", "en"):
        content = sets.get("samenwerken", language)
        assert content is not None and content.facts.language == language
        assert sets.get("samenwerken", language) is content, "read once"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("anders", "nl"),
        ("samenwerken", "de"),
        ("..", "nl"),
        ("../nl/samenwerken", "nl"),
        ("", "nl"),
        ("samenwerken", ".."),
    ],
)
def test_what_is_not_there_is_none(sets: ContentSets, name: str, language: str) -> None:
    assert sets.get(name, language) is None


def test_a_set_of_ones_own_is_found_beside_ours(own: Path) -> None:
    sets = ContentSets(own)
    content = sets.get("onze-set", "nl")
    assert content is not None and content.facts.id == "onze-set"
    assert sets.get("samenwerken", "nl") is not None


def test_and_goes_before_ours_of_the_same_name_in_both_languages(own: Path) -> None:
    shutil.rmtree(own / "en")
    (own / "nl" / "onze-set").rename(own / "nl" / "samenwerken")
    change(own / "nl" / "samenwerken" / "set.toml", 'id = "onze-set"', 'id = "samenwerken"')
    change(own / "nl" / "samenwerken" / "set.toml", "version = 1", "version = 7")
    sets = ContentSets(own)
    content = sets.get("samenwerken", "nl")
    assert content is not None and content.facts.version == 7
    assert sets.get("samenwerken", "en") is None
    assert sets.in_any_language("samenwerken") is content


def test_the_shipped_folder_may_be_given_as_ones_own() -> None:
    assert ContentSets(shipped_content()).get("samenwerken", "en") is not None


PART = "sub_models[1].parts[1].statement"
CHOICE = "[[statements.choices]]\nid = "
BELOFTE = 'id = "belofte"\n'
FAULTS = [
    ("set.toml", 'id = "onze-set"', 'id = "andere-set"', "content_name", "id"),
    ("set.toml", 'language = "nl"', 'language = "en"', "content_name", "language"),
    ("set.toml", "version = 1", "version = 0", "at_least", "version"),
    ("set.toml", "version = 1", 'version = "1"', "whole_number_expected", "version"),
    ("set.toml", "point = 3", "point = 2", "content_points", "scale.labels"),
    ("ambitie.toml", 'id = "ambitie"', 'id = "belangen"', "content_name", "id"),
    ("ambitie.toml", 'core = "', 'kern = "', "missing_key", "core"),
    ("ambitie.toml", "[[statements]]", '[[statements]]\nlabel = "x"', "unknown_key", "statements[1].label"),
    ("ambitie.toml", BELOFTE + "text", 'id = "Belofte!"\ntext', "id_expected", "statements[1].id"),
    ("ambitie.toml", 'id = "commitment"\ntext', BELOFTE + "text", "content_twice", "statements"),
    (
        "ambitie.toml",
        'statement = "belofte"',
        'statement = "weg"',
        "content_statement",
        "sub_models[1].parts[1].statement",
    ),
    (
        "ambitie.toml",
        BELOFTE + 'text = "',
        BELOFTE + f'text = "{"x" * 201}',
        "too_long",
        "statements[1].text",
    ),
    (
        "ambitie.toml",
        BELOFTE + "text",
        BELOFTE + 'kind = "choice"\ntext',
        "content_choices",
        "statements[1]",
    ),
    ("organisatie.toml", 'kind = "balance"\ntext', 'kind = "scale"\ntext', "content_labels", "statements[6]"),
    (
        "proces.toml",
        CHOICE + '"delen"',
        CHOICE + '"nvt"',
        "content_reserved",
        "",
    ),
    (
        "proces.toml",
        CHOICE + '"delen"',
        CHOICE + '"verkennen"',
        "content_twice",
        "",
    ),
    ("proces.toml", 'id = "proces"', "id = “proces”", "smart_quotes", ""),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "place"), FAULTS)
def test_a_fault_is_named_with_its_file_and_place(
    own: Path, file: str, old: str, new: str, code: str, place: str
) -> None:
    path = own / "nl" / "onze-set" / file
    change(path, old, new)
    with pytest.raises(ContentFileError) as caught:
        ContentSets(own)
    found = [(fault.code, fault.place) for fault in caught.value.faults]
    assert caught.value.path == path
    assert any(each == code and at.startswith(place) for each, at in found), found
    said(caught.value)


def test_a_perspective_asks_something_in_the_short_list_too(own: Path) -> None:
    path = own / "nl" / "onze-set" / "ambitie.toml"
    path.write_text(path.read_text("utf-8").replace("short = true", "short = false"), "utf-8")
    with pytest.raises(ContentFileError) as caught:
        ContentSets(own)
    assert [fault.code for fault in caught.value.faults] == ["content_short"] and said(caught.value)


def test_a_file_that_is_missing_is_named(own: Path) -> None:
    (own / "en" / "onze-set" / "relatie.toml").unlink()
    with pytest.raises(ContentFileError) as caught:
        ContentSets(own)
    assert caught.value.path == own / "en" / "onze-set" / "relatie.toml"
    assert [fault.code for fault in caught.value.faults] == ["missing_file"]


def test_both_languages_ask_the_same(own: Path) -> None:
    change(own / "en" / "onze-set" / "ambitie.toml", 'id = "begrip"\n', 'id = "meaning"\n')
    with pytest.raises(ContentFileError) as caught:
        ContentSets(own)
    assert caught.value.path == own / "en" / "onze-set"
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("content_languages", "ambitie")]
    assert said(caught.value)


def test_a_folder_without_sets_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    with pytest.raises(ContentFileError) as caught:
        load_sets(tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["no_sets"] and said(caught.value)


def test_each_file_with_a_fault_is_told_when_asked_to_check(own: Path) -> None:
    folder = own / "nl" / "onze-set"
    change(folder / "ambitie.toml", 'core = "', 'kern = "')
    change(folder / "proces.toml", 'core = "', 'kern = "')
    assert [error.path.name for error in faults_in_set(folder)] == ["ambitie.toml", "proces.toml"]
    assert faults_in_set(own / "en" / "onze-set") == []


def test_sets_are_found_from_any_height(own: Path) -> None:
    both = [own / "nl" / "onze-set", own / "en" / "onze-set"]
    assert sets_in(own) == both
    assert sets_in(own / "nl") == sets_in(both[0]) == both[:1]
    assert sets_in(own / "weg") == []


def test_control_characters_in_a_set_do_not_get_in(own: Path) -> None:
    change(own / "nl" / "onze-set" / "set.toml", 'title = "', 'title = "\\u001b[2J')
    content = ContentSets(own).get("onze-set", "nl")
    assert content is not None and content.facts.title.startswith("�[2J")
