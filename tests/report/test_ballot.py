"""The statements on paper, in the order in which they are typed in."""

from html import unescape

import pytest

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Length
from reflectie_tui.report.ballot import ballot_markdown, ballot_page
from reflectie_tui.report.markdown import safe
from reflectie_tui.words import load


@pytest.mark.parametrize(("length", "questions"), [("full", 27), ("short", 10)])
def test_all_questions_stand_on_paper_in_their_order(content: ContentSet, length: Length, questions: int) -> None:
    asked = [each.text for key in PERSPECTIVES for each in content.perspective(key).asked(length)]
    assert len(asked) == questions
    page, markdown = ballot_page(content, load("nl"), length), ballot_markdown(content, load("nl"), length)
    for text, wordings in ((unescape(page), asked), (markdown, [safe(each) for each in asked])):
        places = [text.index(wording) for wording in wordings]
        assert places == sorted(places)
    assert page.count("<td>☐</td>") == 6 * sum(
        each.kind == "scale" for key in PERSPECTIVES for each in content.perspective(key).asked(length)
    )


@pytest.mark.parametrize("length", ["full", "short"])
def test_an_anonymous_group_is_told_to_shuffle_before_typing_in(
    content: ContentSet, english: ContentSet, length: Length
) -> None:
    for asked, words, told in (
        (content, load("nl"), "hussel de formulieren voordat jullie ze overtypen"),
        (english, load("en"), "shuffle the forms before you type them in"),
    ):
        for text in (ballot_markdown(asked, words, length), unescape(ballot_page(asked, words, length))):
            assert told in text and text.index(told) < text.index(asked.perspective("ambitie").name)


def test_a_balance_and_a_choice_have_their_answers(english: ContentSet) -> None:
    text = ballot_markdown(english, load("en"), "full")
    for answer in (*(english.perspective("organisatie").by_id["balans"].labels or []), "I don't know"):
        assert f". {safe(answer)}" in text
    assert "Tick one box for each statement." in text


def test_the_page_fetches_nothing_and_keeps_a_perspective_together(content: ContentSet) -> None:
    page = ballot_page(content, load("nl"), "full")
    assert not any(sign in page for sign in ("http", "src=", "href=", "url(", "@import"))
    assert "break-inside: avoid" in page
    assert page.count("<section>") == page.count("</section>") == 5
