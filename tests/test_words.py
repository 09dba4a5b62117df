"""The words: found by their path, each table parsed when it is needed, and the same as the file read whole."""

import tomllib
from pathlib import Path

import pytest

import reflectie_tui.words
from reflectie_tui.words import LANGUAGES, Language, Sections, load


def whole(language: Language) -> dict[str, object]:
    return tomllib.loads(Path(reflectie_tui.words.__file__).with_name(f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_read_by_table_are_those_of_the_file_read_whole(language: Language) -> None:
    assert dict(load(language).table) == whole(language)


def test_a_table_is_parsed_when_it_is_asked_for() -> None:
    sections = Sections('[good]\nword = "goed"\n[bad]\nword = nothing of the kind\n[good.more]\nword = "meer"\n')
    assert sections["good"] == {"word": "goed", "more": {"word": "meer"}}
    assert list(sections) == ["good", "bad"] and len(sections) == 2
    with pytest.raises(tomllib.TOMLDecodeError):
        sections["bad"]
    with pytest.raises(KeyError):
        sections["none"]
