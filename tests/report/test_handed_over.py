"""The reports that are handed over: Markdown and HTML say the same as the text, and nothing in them comes to life."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.report.html import page
from reflectie_tui.report.markdown import report, safe
from reflectie_tui.words import load
from tests.report.conftest import Group, Rows

TODAY = date(2026, 12, 1)
LIVELY = [
    "[/]",
    "Ann [x]",
    "日本",
    "👩‍🏫",
    "<b>vet</b>",
    "<script>alert(1)</script>",
    "*ster* _lijn_ `code` ~weg~",
    "| pijp | | |",
    "# geen kop",
    "- geen punt",
    "1. geen lijst",
    "2) ook niet",
    "3.",
    "+ geen punt",
    "---",
    "===",
    "www.voorbeeld.example",
    "https://voorbeeld.example",
    "[hier](javascript:alert(1))",
    "![plaatje](x)",
    "&amp; &copy;",
    "\\",
    "$x$ @iemand :smile:",
    "\"aanhaling\" en 'zo'",
]
VOID = ("meta", "br", "line", "rect", "circle")

Write = Callable[..., str]


class Page(HTMLParser):
    """What stands in a page, with its tags judged to be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def rendered(markdown: str) -> Page:
    """A Markdown report as GitHub shows it: with tables, links made of addresses, and HTML."""
    return Page(MarkdownIt("gfm-like", {"html": True}).render(markdown).replace("<hr />", ""))


def as_markdown(session: Session, content: ContentSet, **choices: bool) -> Page:
    return rendered(report(session, content, load(content.facts.language), today=TODAY, **choices))


def as_html(session: Session, content: ContentSet, **choices: bool) -> Page:
    return Page(page(session, content, load(content.facts.language), today=TODAY, **choices))


@pytest.fixture(params=[as_markdown, as_html])
def write(request: pytest.FixtureRequest) -> Callable[..., Page]:
    return request.param


@pytest.fixture
def lively(group: Group, everything: Rows) -> Session:
    """A session whose every name and note would like to be markup."""
    session = group(everything, people="x\ny\nz\nq", title=LIVELY[5], hidden=["proces"])
    for name in LIVELY:
        session = session.with_participant(name, name)
    session = session.with_note("ambitie", "\n".join(LIVELY), statement="doen", by="p5")
    session = session.with_sentence("ambitie", "p5", LIVELY[4])
    session = session.with_exchange("ambitie", LIVELY[7], gets=LIVELY[7], brings="\n".join(LIVELY), no_go=LIVELY[9])
    session = session.with_note("proces", "GEHEIM", by="p5")
    return session.with_action(Action(what=LIVELY[13], who=LIVELY[0], remark="\n".join(LIVELY)))


def test_nothing_in_a_name_or_note_comes_to_life(
    lively: Session, content: ContentSet, write: Callable[..., Page]
) -> None:
    found = write(lively, content, names=True)
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "a", "img", "b", "del", "code", "pre", "iframe", "object"}
    assert all(not name.startswith("on") for _, attributes in found.tags for name in attributes)
    for text in LIVELY:
        assert " ".join(text.split()) in found.text, "and it stands there as it was written"


def test_a_text_that_markdown_would_change_is_kept(content: ContentSet) -> None:
    for text in LIVELY:
        assert rendered(safe(text)).text == " ".join(text.split())
        assert rendered(f"- {safe(text)}").text == " ".join(text.split())


def test_plain_text_stays_readable_as_it_is() -> None:
    for text in ("3.4", "10.30 uur", "1-2-3", "a = b", "Ann (Een)", "in 2026."):
        assert safe(text) == text


def test_it_tells_what_the_text_tells(lively: Session, content: ContentSet, write: Callable[..., Page]) -> None:
    session = lively.with_joint("ambitie", 3).with_attention("belangen", True)
    found = write(session, content)
    for part in (
        "23 november 2026",
        "Ons beeld",
        "1. Ambitie van betekenis",
        "5. Betekenis geven",
        "samen 3",
        "verdient aandacht",
        "Het grootste verschil staat bovenaan.",
        "Hoeveel is er bij ons geregeld, gezien onze ambitie?",
        "precies genoeg",
        "De zin",
        "Halen · Brengen · No-go",
        "Bij ‘We komen onze afspraken na’",
        "Wat opvalt",
        "Acties",
        "zonder datum",
        content.facts.credit,
    ):
        assert part in found.text, part


def test_hidden_is_hidden_and_names_wait_to_be_asked_for(
    lively: Session, content: ContentSet, write: Callable[..., Page]
) -> None:
    assert "GEHEIM" not in write(lively, content, names=True).text
    assert "De antwoorden blijven verborgen" in write(lively, content).text
    assert "x: 1" in write(lively, content, names=True).text
    assert "x: 1" not in write(lively, content).text


def test_english_is_whole(group: Group, everything: Rows, english: ContentSet, write: Callable[..., Page]) -> None:
    found = write(group(everything, language="en"), english)
    assert "all questions · not closed yet" in found.text
    for dutch in (" van ", " een ", "gemiddeld", "Acties", "verdeeld", "Stemmen"):
        assert dutch not in found.text


def test_the_statements_are_a_table_with_a_dot_for_each_voice(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [1, 4, 4, "nvt"], "begrip": [4] * 4}}, length="short")
    text = report(session, content, load("nl"), today=TODAY)
    assert "| We komen onze afspraken na. | ● |  |  | ●● |  | 1 | 3,0 | verdeeld |" in text
    assert "| Ambitie | 3,6 |  |" in text


def test_each_drawing_says_what_it_shows(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [1, 4, 4, "nvt"], "begrip": [5, 4, 4, 4]}}, length="short")
    found = as_html(session, content)
    drawings = [attributes for tag, attributes in found.tags if tag == "svg" and not attributes.get("aria-hidden")]
    assert all(attributes.get("role") == "img" and attributes.get("aria-label") for attributes in drawings)
    labels = [attributes["aria-label"] for attributes in drawings]
    assert "verdeeld · 1 4 4 · 1 × weet ik niet · gemiddeld 3,0" in labels
    assert sum(tag == "circle" for tag, _ in found.tags) == 7, "a dot for each voice with a number"


def test_each_table_has_heads_that_tell_what_they_are_of(lively: Session, content: ContentSet) -> None:
    text = page(lively.with_reveal("proces"), content, load("nl"), today=TODAY, names=True)
    tables = re.findall(r"<table.*?</table>", text)
    assert len(tables) > 5
    for table in tables:
        head, *rows = re.findall(r"<tr>(.*?)</tr>", table)
        assert '<th scope="col"' in head and "<th></th>" not in head
        assert rows and all(row.startswith('<th scope="row">') for row in rows)


def test_all_ink_can_be_read_in_light_in_dark_and_on_paper(lively: Session, content: ContentSet) -> None:
    text = page(lively, content, load("nl"), today=TODAY)
    schemes = [dict(re.findall(r"--(\w+): (#\w+)", root)) for root in re.findall(r":root \{(.*?)\}", text)]
    assert len(schemes) == 3
    for scheme in schemes:
        ground = light(scheme["ground"])
        for ink in ("ink", "quiet", "mark"):
            low, high = sorted([light(scheme[ink]), ground])
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, scheme)


def light(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as WCAG reckons it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_stands_on_its_own(lively: Session, content: ContentSet) -> None:
    text = page(lively, content, load("nl"), today=TODAY)
    head = text[: text.index("<body>")]
    assert text.startswith('<!doctype html>\n<html lang="nl">')
    assert "default-src 'none'" in head, "a browser fetches nothing"
    assert not re.search(r"url\(|@import|https?:|src=|href=", head)
    assert not [name for _, attributes in Page(text).tags for name in attributes if name in ("src", "href", "style")]
    for asked in ("prefers-color-scheme: dark", "@page { size: A4", "@media print"):
        assert asked in head
    headings = [int(tag[1]) for tag, _ in Page(text).tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1 and headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
