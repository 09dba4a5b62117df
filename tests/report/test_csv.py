"""The answers as a table that a spreadsheet or a program reads back."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.report.csv import COLUMNS, csv_text, harmless
from tests.report.conftest import Group, Rows


def rows(session: Session, content: ContentSet, file: str = "map/een.toml", **choices: Any) -> list[dict[str, str]]:
    text = csv_text([(Path(file), session, content)], content.facts.language, **choices)
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if choices.get("excel") else ","))


def test_the_columns_are_those_of_the_contract() -> None:
    contract = "file,session,title,date,content,length,participant,name,organisation,perspective,statement,kind,answer"
    assert ",".join(COLUMNS) == f"{contract},wording"


def test_it_has_a_row_for_each_answer(group: Group, content: ContentSet) -> None:
    session = group(
        {"ambitie": {"doen": [4, "nvt", None, 1]}, "organisatie": {"balans": [-2, 0]}, "proces": {"fase": ["delen"]}}
    )
    found = rows(session, content)
    assert [(row["participant"], row["statement"], row["kind"], row["answer"]) for row in found] == [
        ("p1", "doen", "scale", "4"),
        ("p2", "doen", "scale", "nvt"),
        ("p4", "doen", "scale", "1"),
        ("p1", "balans", "balance", "-2"),
        ("p2", "balans", "balance", "0"),
        ("p1", "fase", "choice", "delen"),
    ]
    assert found[0] == {
        "file": "een.toml",
        "session": session.about.id,
        "title": "Opleidingsschool Rijnstreek",
        "date": "2026-11-23",
        "content": "samenwerken",
        "length": "full",
        "participant": "p1",
        "name": "",
        "organisation": "Hogeschool Rijn",
        "perspective": "ambitie",
        "statement": "doen",
        "kind": "scale",
        "answer": "4",
        "wording": "We komen onze afspraken na.",
    }


def test_names_only_when_asked_for_and_never_of_an_anonymous_session(group: Group, content: ContentSet) -> None:
    answers: Rows = {"ambitie": {"doen": [4, 4, 4, 4]}}
    assert {row["name"] for row in rows(group(answers), content)} == {""}
    assert [row["name"] for row in rows(group(answers), content, names=True)] == ["Fatima", "Joris", "Sanne", "Kofi"]
    people = "Fatima, Een\nJoris, Een\nSanne, Een\nKofi, Twee"
    anonymous = group(answers, people=people, visibility="anonymous")
    # a file made by hand may hold what an anonymous one should not
    anonymous = anonymous.replaced(
        participants={
            key: {"name": "Fatima", "organisation": one.organisation or "Twee"}
            for key, one in anonymous.participants.items()
        }
    )
    found = rows(anonymous, content, names=True)
    assert {row["name"] for row in found} == {""}
    assert sorted(row["organisation"] for row in found) == ["", "Een", "Een", "Een"]


def test_what_is_hidden_is_left_out(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4] * 4}, "relatie": {"macht": [1] * 4}}, hidden=["relatie"])
    assert {row["perspective"] for row in rows(session, content)} == {"ambitie"}


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-2", "@som", "  =1", "＝1", "\t=1", "\n=1"])
def test_no_text_becomes_a_formula(group: Group, content: ContentSet, text: str) -> None:
    assert harmless(text) == f"'{text}"
    session = group({"ambitie": {"doen": [4, 4]}}, people="Fatima, x\nJoris, x").with_about(
        title=" ".join(text.split())
    )
    session = session.replaced(participants={"p1": {"name": " ".join(text.split()), "organisation": "=x"}})
    record = session.perspective("ambitie")
    session = session.with_perspective("ambitie", statements={**record.statements, "doen": "=WEBSERVICE(1)"})
    row = rows(session, content, "=file.toml", names=True)[0]
    for column in ("file", "title", "name", "organisation", "wording"):
        assert row[column].startswith("'"), column


def test_plain_text_is_left_as_it_is() -> None:
    assert [harmless(text) for text in ("1 + 1", "Ann [x]", "[/]", "", "日本")] == [
        "1 + 1",
        "Ann [x]",
        "[/]",
        "",
        "日本",
    ]


def test_for_excel_it_has_semicolons_a_mark_and_numbers_that_are_numbers(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4, 4]}}).with_about(title='Een; "twee", drie')
    text = csv_text([(Path("een.toml"), session, content)], "nl", excel=True)
    assert text.startswith("\ufefffile;session;")
    assert text.count("\r\n") == 3 and "\n" not in text.replace("\r\n", "")
    assert rows(session, content, excel=True)[0]["title"] == 'Een; "twee", drie'


def test_the_file_name_cannot_steer_a_terminal(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4]}})
    assert rows(session, content, "a\x1b]0;x\x07.toml")[0]["file"] == "a\ufffd]0;x\ufffd.toml"


def test_the_wording_is_that_of_the_language_asked(group: Group, content: ContentSet, english: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4]}})
    assert rows(session, english)[0]["wording"] == "We do what we agreed to do."
