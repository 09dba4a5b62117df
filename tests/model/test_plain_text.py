"""The one rule for text, on what comes in by file, key and paste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectie_tui.model.plain_text import clean_line, clean_text, folded, holds_unsafe


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x1b[2Jb", "a�[2Jb"),
        ("a\x00b\x9bc", "a�b�c"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("a\tb", "a b"),
        ("sa\u00admen", "samen"),
        ("\u202eabc\u2066", "�abc�"),
        ("a\u200bb\ufeffc\u2028d", "a�b�c�d"),
        ("e\u0301", "é"),
        ("👩\u200d🏫 \u2764\ufe0f", "👩\u200d🏫 \u2764\ufe0f"),
        ("\ud800", "�"),
        ("日本 [/] 50% [zie bijlage]", "日本 [/] 50% [zie bijlage]"),
    ],
)
@pytest.mark.promise(8)
def test_text_comes_in_by_one_rule(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(st.text(alphabet=st.characters(codec=None)))
@pytest.mark.promise(8)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert not holds_unsafe(once)


def test_a_line_has_no_line_ends_and_no_runs_of_spaces() -> None:
    assert clean_line("  een\r\n twee\t drie ") == "een twee drie"


def test_names_are_compared_without_case_and_spaces() -> None:
    assert folded(" Fátima  B ") == folded("FÁTIMA b")
