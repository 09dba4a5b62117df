"""`compare` as text: what changed, how sure that is, and what became of the actions."""

from datetime import date

import pytest
from rich.cells import cell_len

from reflectie_tui.model.comparison import compare
from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.report.comparison_text import compare_text
from reflectie_tui.report.paper import ASCII_MARKS, Paper
from reflectie_tui.words import load
from tests.report.conftest import Group

BEFORE, AFTER = date(2025, 11, 18), date(2026, 11, 23)
Rows = dict[str, dict[str, list[int | str]]]


def compared(sessions: list[Session], content: ContentSet, width: int = 80, paper: Paper | None = None) -> str:
    paper = paper or Paper(load(content.facts.language), width)
    return compare_text(compare(sessions, [content] * len(sessions)), content, paper, today=date(2026, 12, 1))


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def two(group: Group) -> list[Session]:
    """A year between them: doing what was agreed has gone up, one person has gone and one has come."""
    people = "Fatima, Een\nJoris, Een\nSanne, Twee\nMargriet, Twee"
    before = group(
        {"ambitie": {"doen": [2, 2, 2, 2], "begrip": [3, 3, 3, 3]}}, people=people, day=BEFORE, length="short"
    )
    before = before.with_action(Action(what="Doelen maken", perspective="ambitie", who="Fatima"))
    after = group(
        {"ambitie": {"doen": [4, 4, 4, 4], "begrip": [3, 3, 3, 3]}},
        people="Fatima, Een\nJoris, Een\nSanne, Twee\nThijs [x], Twee",
        day=AFTER,
        length="short",
    )
    done = Action(what="Doelen maken", perspective="ambitie", who="Fatima", status="done", carried_from=before.about.id)
    return [before, after.with_action(done, "a1").with_action(Action(what="Bellen", due=date(2026, 11, 30)), "a2")]


def test_it_tells_what_changed_and_what_came_of_the_actions(two: list[Session], content: ContentSet) -> None:
    text = compared(two, content, 100)
    assert "1. 18 november 2025 · Opleidingsschool Rijnstreek · 4 deelnemers\n2. 23 november 2026" in text
    ambition = next(line for line in text.split("\n") if line.startswith("Ambitie"))
    assert ambition.endswith("  2,5 → 3,5")
    assert ambition.index("○") < ambition.index("●")
    assert "Acties hierbij: ✓ Doelen maken" in text
    assert "We komen onze afspraken na.\n    2,0 → 4,0 (+2,0) · Ambitie" in text
    assert "We bedoelen hetzelfde" not in text, "what did not change is no change"
    assert "Nieuw erbij: Thijs [x] (Twee)" in text
    assert "De laatste keer niet erbij: Margriet (Twee)" in text
    assert "1 gedaan, 1 open, 0 vervallen." in text
    assert "de datum is voorbij" in text
    assert "vuistregel" in text


def test_the_order_in_which_they_are_named_does_not_matter(two: list[Session], content: ContentSet) -> None:
    assert compared(two[::-1], content) == compared(two, content)


def test_a_small_change_is_called_small(group: Group, content: ContentSet) -> None:
    rows: Rows = {"relatie": {"macht": [3, 3, 3, 3], "conflict": [3, 3, 3, 3], "insluiting": [3, 3, 3, 3]}}
    nearly: Rows = {"relatie": {"macht": [3, 3, 3, 4], "conflict": [3, 3, 3, 3], "insluiting": [3, 3, 3, 3]}}
    text = folded(compared([group(rows, day=BEFORE), group(nearly, day=AFTER)], content))
    small = "+0,1, te klein om er iets over te zeggen"
    assert small in text and f"Wie er de eerste én de laatste keer bij was (4 mensen): {small}" in text


def test_a_clear_change_is_called_clear(group: Group, content: ContentSet) -> None:
    keys = ("macht", "conflict", "insluiting", "leiderschap", "vertrouwen")
    low, high = ({"relatie": {key: [score] * 4 for key in keys}} for score in (2, 4))
    text = folded(compared([group(low, day=BEFORE), group(high, day=AFTER)], content))
    assert "+2,0, een duidelijk verschil" in text


def test_the_change_of_one_person_alone_is_not_told(group: Group, content: ContentSet) -> None:
    low, high = ({"relatie": {key: [score] * 2 for key in ("macht", "conflict", "vertrouwen")}} for score in (2, 4))
    before = group(low, people="Fatima, Een\nJoris, Een", day=BEFORE)
    after = group(high, people="Fatima, Een\nSanne, Een", day=AFTER)
    assert "Wie er de eerste én de laatste keer bij was" not in compared([before, after], content)


def test_what_was_asked_otherwise_is_named_and_left_out(group: Group, content: ContentSet) -> None:
    before = group({"relatie": {"conflict": [2] * 4}}, length="short", day=BEFORE)
    after = group({"relatie": {"conflict": [4] * 4}}, day=AFTER)
    record = after.perspective("relatie")
    after = after.with_perspective("relatie", statements={**record.statements, "vertrouwen": "Heel anders."})
    text = folded(compared([before, after], content))
    assert "niet elke keer in dezelfde woorden gevraagd: · Heel anders. · Relatie" in text
    assert "niet elke keer gevraagd: · Onze ambitie zegt wat we alleen samen kunnen bereiken. · Ambitie" in text


def test_of_what_is_hidden_nothing_is_told(group: Group, content: ContentSet) -> None:
    before, after = (
        group({"relatie": {"conflict": [score] * 4, "vertrouwen": [score] * 4}}, day=day, hidden=hidden, length="short")
        for score, day, hidden in ((1, BEFORE, []), (5, AFTER, ["relatie"]))
    )
    after = after.with_note("relatie", "GEHEIM")
    text = compared([before, after], content)
    assert "GEHEIM" not in text
    assert "5,0" not in text
    relations = next(line for line in text.split("\n") if line.startswith("Relatie"))
    assert relations.endswith("  1,0 → –")
    assert "Er is geen stelling die elke keer" in text
    assert "Proces        niet te vergelijken" in text


def test_three_sessions_stand_in_a_row(group: Group, content: ContentSet) -> None:
    sessions = [
        group({"ambitie": {"doen": [score] * 4, "begrip": [3] * 4, "belofte": [3] * 4}}, day=date(year, 11, 20))
        for year, score in ((2024, 2), (2025, 5), (2026, 4))
    ]
    assert "2,0 → 5,0 → 4,0 (+2,0) · Ambitie" in compared(sessions, content)


def test_nothing_changed_says_so(group: Group, content: ContentSet) -> None:
    rows: Rows = {"ambitie": {"doen": [3] * 4}}
    later = group(rows, day=AFTER, length="short").with_action(Action(what="Bellen", perspective="ambitie"))
    text = compared([group(rows, day=BEFORE, length="short"), later.without_action("a1")], content)
    assert "              gelijk gebleven\n" in text
    assert "Acties hierbij" not in compared([group(rows, day=BEFORE, length="short"), later], content)
    assert "Bij geen enkele stelling is de score veranderd." in text
    assert "Er zijn nog geen acties afgesproken." in text


@pytest.mark.parametrize("width", [40, 57, 80, 120, 400])
def test_no_line_is_wider_than_asked(two: list[Session], content: ContentSet, width: int) -> None:
    two[1] = two[1].with_about(title="日本" * 90).with_action(Action(what="👩‍🏫" * 90, perspective="ambitie"))
    text = compared([*two, two[1].with_about(date=date(2027, 1, 1))], content, width)
    assert max(cell_len(line) for line in text.split("\n")) <= width


def test_in_english_and_in_ascii(two: list[Session], english: ContentSet) -> None:
    text = compared(two, english, paper=Paper(load("en"), 80, ASCII_MARKS))
    assert "2.0 -> 4.0 (+2.0) - Ambition" in text
    assert "[x] done" in text


def test_two_groups_of_other_people_are_said_to_be_that(group: Group, content: ContentSet) -> None:
    rows: Rows = {"ambitie": {"doen": [2, 2]}}
    ours, theirs = ("Fatima, Een\nJoris, Een", "Sanne, Twee\nKofi, Twee")
    said = "Niemand van de eerste keer was er de laatste keer bij."
    assert said in folded(
        compared([group(rows, people=ours, day=BEFORE), group(rows, people=theirs, day=AFTER)], content)
    )
    partly = group(rows, people="Fatima, Een\nKofi, Twee", day=AFTER)
    assert said not in compared([group(rows, people=ours, day=BEFORE), partly], content)
    nameless = group(rows, people=theirs, day=AFTER, visibility="anonymous")
    assert said not in compared([group(rows, people=ours, day=BEFORE), nameless], content), "that cannot be known"


def test_rounding_is_told_only_where_it_can_be_seen(group: Group, content: ContentSet) -> None:
    said = "Alle getallen zijn afgerond."
    before = group({"ambitie": {"doen": [2, 2, 2, 2]}}, day=BEFORE)
    plain = group({"ambitie": {"doen": [4, 4, 4, 4]}}, day=AFTER)
    assert said not in folded(compared([before, plain], content))
    before, after = (
        group({"ambitie": {"doen": row}}, people="\n".join("ABCDEFGHIJKL"), day=day)
        for row, day in (([3] * 9 + [2, 2, 2], BEFORE), ([3] * 8 + [4, 4, 4, 4], AFTER))
    )
    text = folded(compared([before, after], content))
    assert "2,8 → 3,3 (+0,6)" in text and said in text
