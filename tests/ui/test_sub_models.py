"""Each perspective's own model, drawn with the figures of the group."""

from __future__ import annotations

import pytest

from reflectie_tui.model.content import PERSPECTIVES, SubModel
from reflectie_tui.model.insight import perspective_result
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.report.chart import scale
from reflectie_tui.ui.cells import width
from reflectie_tui.ui.widgets.sub_models import measured, measured_models
from reflectie_tui.words import load
from tests.ui.conftest import Room, content_of

NL = load("nl")


def answered(room: Room, perspective: str, *rows: dict[str, Answer], reveal: bool = True, **choices: str) -> Session:
    """A session in which each voice gave these answers."""
    session = room.session(**choices)
    by_id = content_of(room.sets).perspective(perspective).by_id
    for voice, row in zip(session.voices, rows, strict=False):
        for key, answer in row.items():
            session = session.with_score(perspective, voice, by_id[key], answer)
    return session.with_reveal(perspective) if reveal else session


def lines(room: Room, session: Session, perspective: str, model: str, cells: int = 76) -> list[str]:
    content = content_of(room.sets)
    part = content.perspective(perspective)
    (found,) = (each for each in part.sub_models if each.id == model)
    return [line.plain for line in measured(found, part, perspective_result(session, content, perspective), NL, cells)]


def test_the_factors_are_multiplied_and_the_weakest_is_marked(room: Room) -> None:
    session = answered(
        room, "ambitie", {"belofte": 4, "commitment": 3, "doen": 2}, {"belofte": 5, "commitment": 3, "doen": 2}
    )
    head, promise, commitment, doing, _, product, other = lines(room, session, "ambitie", "formule")
    assert promise.rstrip().endswith("4,5") and commitment.rstrip().endswith("3,0")
    assert doing.rstrip().endswith("2,0  ◀ de zwakste") and "◀" not in promise + commitment
    assert product.startswith("4,5 × 3,0 × 2,0 = 27 van de 125")
    assert other == "Was Doen net zo sterk als Commitment, dan stond hier 41."
    assert doing.index("▄") == head.index("1") and doing.rindex("▄") == head.index("2")


def test_the_sum_is_right_with_the_numbers_that_stand_there(room: Room) -> None:
    row = [{"belofte": b, "commitment": c, "doen": d} for b, c, d in ((4, 3, 2), (4, 3, 2), (5, 4, 2), (4, 4, 3))]
    product = lines(room, answered(room, "ambitie", *row), "ambitie", "formule")[5]
    assert product.startswith("4,3 × 3,5 × 2,3 = 35 ")  # 4.25 × 3.5 × 2.25 would be 33


def test_equal_factors_leave_nobody_the_weakest(room: Room) -> None:
    session = answered(room, "ambitie", {"belofte": 3, "commitment": 3, "doen": 3})
    text = "\n".join(lines(room, session, "ambitie", "formule"))
    assert "◀" not in text and "Was " not in text and "= 27 van de 125" in text


def test_what_the_short_list_does_not_ask_says_so(room: Room) -> None:
    session = answered(room, "ambitie", {"doen": 2}, length="short")
    _, promise, commitment, doing = lines(room, session, "ambitie", "formule")
    assert "niet gevraagd" in promise and "niet gevraagd" in commitment and "2,0" in doing and "◀" not in doing
    fewer = answered(room, "organisatie", {"draagvlak": 4}, length="short")
    assert lines(room, fewer, "organisatie", "onder-over") == ["In deze sessie is dit niet gevraagd."]
    assert "niet gevraagd" in lines(room, fewer, "organisatie", "daadkracht-draagvlak")[1]


def test_three_kinds_of_interests_stand_side_by_side_to_the_half_point(room: Room) -> None:
    row: dict[str, Answer] = {"collectief": 4, "organisatie": 3, "individueel": 1}
    drawn = lines(room, answered(room, "belangen", row, {**row, "organisatie": 4}), "belangen", "soorten")
    heights = [[line[at : at + 4].strip() for line in drawn[:5]] for at in (4, 18, 32)]
    assert [column.count("████") for column in heights] == [4, 3, 1]
    assert [column.count("▄▄▄▄") for column in heights] == [0, 1, 0]
    assert drawn[5].split() == ["4,0", "3,5", "1,0"] and drawn[6].split() == [
        "Collectief",
        "Organisatie",
        "Individueel",
    ]


def test_five_themes_with_their_number_and_how_the_voices_lie(room: Room) -> None:
    low: dict[str, Answer] = {"insluiting": 1, "macht": 3, "leiderschap": 3, "conflict": 4, "vertrouwen": 5}
    high: dict[str, Answer] = {**low, "insluiting": 5}
    drawn = lines(room, answered(room, "relatie", low, high), "relatie", "themas")
    assert len(drawn) == 6 and scale(25).split() == drawn[0].split()
    assert drawn[1].rstrip().endswith("3,0  verdeeld") and drawn[5].rstrip().endswith("5,0  eensgezind")


def test_each_voice_has_its_place_on_the_plane(room: Room) -> None:
    stands = [(4, 2), (4, 2), (1, 5), (3, 3)]
    session = answered(room, "organisatie", *({"daadkracht": x, "draagvlak": y} for x, y in stands))
    drawn = lines(room, session, "organisatie", "daadkracht-draagvlak")
    assert drawn[0] == "↑ Draagvlak" and drawn[7].rstrip().endswith("Daadkracht →")
    columns = {x: drawn[7].index(str(x)) for x in range(1, 6)}
    rows = {5 - number: line for number, line in enumerate(drawn[1:6])}
    assert rows[2][columns[4] :].startswith("●●") and rows[5][columns[1]] == "●" and rows[3][columns[3]] == "●"
    assert rows[4][columns[4]] == "╱" and sum(line.count("●") for line in rows.values()) == 4
    assert "Daadkracht 3,0 · Draagvlak 3,0" in drawn


def test_a_crowd_at_one_place_is_counted(room: Room) -> None:
    people = "\n".join(f"Deelnemer {letter}" for letter in "ABCDEFGHIJKL")
    rows = [{"daadkracht": 4, "draagvlak": 4, "balans": 0}] * 12
    session = answered(room, "organisatie", *rows, people=people)
    assert "●×12" in lines(room, session, "organisatie", "daadkracht-draagvlak")[2]
    assert lines(room, session, "organisatie", "onder-over")[0].strip() == "●×12"


@pytest.mark.parametrize("cells", [40, 55, 76])
def test_the_balance_rests_on_its_middle_with_a_mark_for_each_voice(room: Room, cells: int) -> None:
    session = answered(room, "organisatie", {"balans": -2}, {"balans": 0}, {"balans": 0}, {"balans": 2})
    marks, beam, *labels = lines(room, session, "organisatie", "onder-over", cells)
    ticks = [at for at, sign in enumerate(beam) if sign in "┬▲"]
    assert beam[ticks[2]] == "▲" and len(ticks) == 5
    assert marks.count("●") == 4 and abs(marks.index("●") - ticks[0]) <= 1 and abs(marks.rindex("●") - ticks[4]) <= 1
    assert "precies" in labels[0] and all(width(line) <= cells for line in [marks, beam, *labels])


def test_the_phases_are_a_line_with_a_mark_for_each_voice(room: Room) -> None:
    session = answered(room, "proces", {"fase": "delen"}, {"fase": "delen"}, {"fase": "uitvoeren"}, {"fase": "nvt"})
    marks, line, labels, unknown = lines(room, session, "proces", "fasen", 90)
    assert labels.split() == ["Verkennen", "Delen", "Overeenkomen", "Vormgeven", "Uitvoeren"] and "▲" not in line
    assert labels.index("Delen") <= marks.index("●●") <= labels.index("Delen") + 5
    assert marks.rindex("●") >= labels.index("Uitvoeren") and unknown == "1 × weet niet"


def test_three_minimum_conditions(room: Room) -> None:
    session = answered(room, "organisatie", {"wie-bepaalt": 2, "wie-doet": 4, "wie-hoort": "nvt"})
    _, decides, does, belongs = lines(room, session, "organisatie", "voorwaarden")
    assert decides.startswith("Wie bepaalt wat") and "2,0" in decides and "4,0" in does and "geen score" in belongs


@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_hidden_and_unanswered_models_show_no_figures(room: Room, perspective: str) -> None:
    content = content_of(room.sets)
    first = content.perspective(perspective).scale("full")[0].id
    hidden = answered(room, perspective, {first: 5}, reveal=False)
    for model in content.perspective(perspective).sub_models:
        assert lines(room, hidden, perspective, model.id) == ["De stemmen zijn nog verborgen."]
        assert lines(room, room.session(), perspective, model.id) == ["Hier is nog niets ingevuld."]
    page = measured_models(hidden, content, NL, 74).plain
    assert page.count("De stemmen zijn nog verborgen.") == 1 and page.count("Hier is nog niets ingevuld.") == 4
    assert "▄" not in page and "●" not in page


@pytest.mark.parametrize("cells", [40, 52, 80])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_is_wider_than_its_place(room: Room, cells: int, language: str) -> None:
    content = content_of(room.sets, language)
    session = room.session(language=language)
    for key in PERSPECTIVES:
        for voice in session.voices:
            for statement in content.perspective(key).statements:
                answer: Answer = {"scale": 3, "balance": 1}.get(statement.kind) or (statement.choices or [])[3].id
                session = session.with_score(key, voice, statement, answer)
        session = session.with_reveal(key)
    words = load("nl" if language == "nl" else "en")
    models: list[tuple[str, SubModel]] = [
        (key, each) for key in PERSPECTIVES for each in content.perspective(key).sub_models
    ]
    for key, model in models:
        for line in measured(model, content.perspective(key), perspective_result(session, content, key), words, cells):
            assert width(line.plain.rstrip()) <= cells, (model.id, line.plain)
