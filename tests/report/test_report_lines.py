"""Lines that fit a terminal, whatever letters stand in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reflectie_tui.report.lines import cell_width, cut, indented, padded, wrapped

SIGNS = ["a", "é", "日", "👩‍🏫", "👍🏽", "🇳🇱", "☺️", "e\u0301", "…", "[", "/", "]", "ﬁ", "ا", "한", "⌫", "●"]
texts = st.lists(st.sampled_from([*SIGNS, " ", "\n", "woord"]), max_size=60).map("".join)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_takes_as_many_columns_as_the_screen_gives_it(sign: str) -> None:
    assert cell_width(sign) == cell_len(sign)


@given(texts, st.integers(12, 50))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts, st.integers(12, 50))
def test_what_is_too_long_ends_in_dots_and_fits(text: str, width: int) -> None:
    short = cut(text, width)
    assert cell_width(short) <= width
    assert "\n" not in short
    assert short == text.replace("\n", " ") or short.endswith("…")
    assert cell_width(padded(short, width)) == width


def test_further_lines_hang_under_the_first_word() -> None:
    assert indented("een twee drie", 10, "  1. ") == ["  1. een", "     twee", "     drie"]


def test_a_long_word_is_broken_and_never_within_a_sign() -> None:
    assert wrapped("👩‍🏫" * 7, 6) == ["👩‍🏫" * 3, "👩‍🏫" * 3, "👩‍🏫"]


def test_line_ends_of_a_text_are_kept() -> None:
    assert wrapped("een\n\ntwee\n", 20) == ["een", "", "twee"]
