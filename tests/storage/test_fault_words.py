"""Every fault that storage can find has its sentence, in both languages, with what it needs to be said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reflectie_tui.storage import faults, reading, writing
from reflectie_tui.words import LANGUAGES, Language, load

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(reading.__file__).parent.glob("*.py"))
BY_KIND = {"answer_scale", "answer_balance", "answer_choice", "content_labels", "content_choices"}
"""Codes that are put together from the kind of a question."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_has_a_sentence(language: Language) -> None:
    tables = {*faults._CODES.values(), *reading.SYSTEM_FAULTS, *reading._MISTAKES, *writing._CODES.values()}
    found = {*re.findall(r'Fault\(\s*"([a-z_0-9]+)"', SOURCE), *tables, *BY_KIND}
    assert len(found) > 80
    assert found <= load(language).table["faults"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_over(language: Language) -> None:
    named = {*re.findall(r'"([a-z_0-9]+)"', SOURCE), *BY_KIND, "more", "newest_backup", "perhaps_backup"}
    assert load(language).table["faults"].keys() <= named


def test_both_languages_need_the_same_to_be_said() -> None:
    dutch, english = (load(language).table["faults"] for language in LANGUAGES)
    assert list(dutch) == list(english)
    for code in dutch.keys() - {"more"}:
        needs = [set(re.findall(r"{(\w+)}", text)) for text in (dutch[code], english[code])]
        assert needs[0] == needs[1], code


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_is_one_or_two_and_says_the_way_out(language: Language) -> None:
    for code, text in load(language).table["faults"].items():
        if code != "more":
            assert text[0].isupper() or text[0] in '‘"{t', code
            assert len(text) <= 260, code
