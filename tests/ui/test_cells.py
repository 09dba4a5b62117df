"""Text fitted into a place of the screen."""

import pytest

from reflectie_tui.ui.cells import HARD_SPACE, wrapped


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("een twee drie", 13, ["een twee drie"]),
        ("elke partner voelt zich verbonden", 24, ["elke partner voelt", "zich verbonden"]),
        ("een verantwoordelijkheid dragen", 20, ["een", "verantwoordelijkheid", "dragen"]),
        ("onderwijsontwikkeling en", 10, ["onderwijso", "ntwikkelin", "g en"]),
        (f"verdeeld ·{HARD_SPACE}1{HARD_SPACE}×{HARD_SPACE}weet niet", 16, ["verdeeld", "· 1 × weet niet"]),
        (HARD_SPACE.join("abcdefgh"), 5, ["a b c", "d e f", "g h"]),
        ("  ruim \n  gezet\t", 20, ["ruim gezet"]),
    ],
)
def test_lines_break_between_words_and_the_last_is_no_lone_word(text: str, cells: int, lines: list[str]) -> None:
    assert wrapped(text, cells) == lines


def test_no_line_is_too_wide_and_no_word_is_lost() -> None:
    text = "Wat ieder inbrengt, staat in verhouding tot wat het oplevert; ook wie weinig uren heeft, doet mee."
    for cells in range(3, 100):
        lines = wrapped(text, cells)
        assert all(len(line) <= cells for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
