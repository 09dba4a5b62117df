"""What a session lets be done to it, and what it keeps hidden."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from reflectie_tui.model.content import Choice, ContentSet, Statement
from reflectie_tui.model.records import Action, Participant
from reflectie_tui.model.session import Session, fits, natural

SCALE = Statement(id="doen", text="We doen het.", explanation="x", question="x?", first_step="x")
OTHER = Statement(id="begrip", text="We snappen het.", explanation="x", question="x?", first_step="x")
BALANCE = Statement(
    id="balans",
    kind="balance",
    text="?",
    explanation="x",
    question="x",
    first_step="x",
    labels=["a", "b", "c", "d", "e"],
)
CHOICE = Statement(
    id="fase",
    kind="choice",
    text="?",
    explanation="x",
    question="x",
    first_step="x",
    choices=[Choice(id="delen", name="Delen", text="x"), Choice(id="verkennen", name="Verkennen", text="x")],
)


def session(way: str = "rounds", visibility: str = "named", people: int = 2) -> Session:
    return Session.model_validate(
        {
            "format": "reflectie-sessie",
            "version": 1,
            "session": {
                "id": "s1",
                "title": "Proef",
                "date": date(2026, 11, 23),
                "content": "samenwerken",
                "way": way,
                "visibility": visibility,
            },
            "participants": {f"p{n}": {"name": f"Naam {n}"} for n in range(1, people + 1)},
        }
    )


@pytest.mark.parametrize("way", ["rounds", "scores-first"])
def test_the_first_answer_hides_a_perspective_until_the_reveal(way: str) -> None:
    given = session(way).with_score("ambitie", "p1", SCALE, 4)
    assert given.hides("ambitie") and not given.revealed("ambitie")
    shown = given.with_reveal("ambitie")
    assert shown.revealed("ambitie")
    assert shown.with_score("ambitie", "p2", SCALE, 1).revealed("ambitie"), "a late voice hides nothing again"


@pytest.mark.parametrize("way", ["fingers", "together"])
def test_what_is_scored_in_the_open_is_never_hidden(way: str) -> None:
    voice = "group" if way == "together" else "p1"
    assert session(way).with_score("ambitie", voice, SCALE, 4).revealed("ambitie")


def test_taking_back_the_only_answer_leaves_nothing_behind() -> None:
    given = session().with_score("ambitie", "p1", SCALE, 4).with_score("ambitie", "p1", SCALE, None)
    assert given.perspective("ambitie").answers == {}
    assert not given.hides("ambitie")
    assert given.with_score("ambitie", "p1", SCALE, 5).hides("ambitie")


@pytest.mark.parametrize(
    ("statement", "answer"),
    [(SCALE, 0), (SCALE, 6), (SCALE, True), (SCALE, "4"), (BALANCE, 3), (BALANCE, -3), (CHOICE, "x"), (CHOICE, 1)],
)
def test_an_answer_that_does_not_fit_its_statement_is_refused(statement: Statement, answer: int | str) -> None:
    assert not fits(statement, answer)
    with pytest.raises(ValueError, match=statement.id):
        session().with_score("ambitie", "p1", statement, answer)


@pytest.mark.parametrize(("statement", "answer"), [(SCALE, 1), (SCALE, 5), (BALANCE, -2), (CHOICE, "delen")])
def test_each_kind_takes_its_answers_and_not_knowing(statement: Statement, answer: int | str) -> None:
    assert fits(statement, answer) and fits(statement, "nvt")


def test_somebody_who_is_not_at_the_table_has_no_voice() -> None:
    with pytest.raises(ValueError, match="p9"):
        session().with_score("ambitie", "p9", SCALE, 4)
    with pytest.raises(ValueError, match="p1"):
        session("together").with_score("ambitie", "p1", SCALE, 4)


def test_a_note_is_replaced_at_its_place_and_removed_when_empty() -> None:
    once = session().with_note("ambitie", "een", statement="doen")
    twice = once.with_note("ambitie", "twee", statement="doen").with_note("ambitie", "geheel")
    assert [note.text for note in twice.perspective("ambitie").notes.values()] == ["twee", "geheel"]
    gone = twice.with_note("ambitie", "  ", statement="doen")
    assert list(gone.perspective("ambitie").notes) == ["n2"]


def test_ids_are_never_used_again_after_a_deletion() -> None:
    made = session().with_action(Action(what="een")).with_action(Action(what="twee")).without_action("a2")
    assert list(made.with_action(Action(what="drie")).actions) == ["a1", "a3"]
    noted = session().with_note("ambitie", "x").with_note("ambitie", "")
    assert list(noted.with_note("relatie", "y").perspective("relatie").notes) == ["n2"]


def test_an_action_that_is_put_back_has_its_id_again() -> None:
    made = session().with_action(Action(what="een")).with_action(Action(what="twee"))
    back = made.without_action("a1").with_action(Action(what="een"), "a1")
    assert set(back.actions) == {"a1", "a2"} and not back.about.retired


def test_an_anonymous_remark_has_no_hand_and_is_not_taken_for_the_groups_note() -> None:
    remarked = session(visibility="anonymous").with_note("ambitie", "stil", statement="doen", by="p1", note_id="n-abc")
    both = remarked.with_note("ambitie", "van ons", statement="doen")
    notes = both.perspective("ambitie").notes
    assert {key: (note.by, note.text) for key, note in notes.items()} == {
        "n-abc": (None, "stil"),
        "n1": (None, "van ons"),
    }


def test_who_takes_their_voice_along_leaves_nothing_but_the_seat() -> None:
    full = (
        session()
        .with_score("ambitie", "p1", SCALE, 4)
        .with_score("ambitie", "p2", SCALE, 2)
        .with_note("ambitie", "van mij", by="p1", note_id="n-x")
        .with_sentence("ambitie", "p1", "dat het lukt")
    )
    left = full.without_voice("p1")
    record = left.perspective("ambitie")
    assert list(record.answers) == ["p2"] and not record.notes and not record.sentences
    assert left.participants["p1"].away and left.present == ["p2"]
    assert not full.without_voice("p1").without_voice("p2").hides("ambitie")


def test_the_exchange_keeps_one_row_for_each_organisation() -> None:
    row = session().with_exchange("ambitie", "Het Baken", gets="stagiairs", brings="tijd", no_go="")
    changed = row.with_exchange("ambitie", "Het Baken", gets="collega's", brings="", no_go="")
    assert [(e.organisation, e.gets, e.brings) for e in changed.perspective("ambitie").exchange.values()] == [
        ("Het Baken", "collega's", None)
    ]
    assert (
        not changed.with_exchange("ambitie", "Het Baken", gets="", brings="", no_go="").perspective("ambitie").exchange
    )


def test_a_change_that_the_file_may_not_hold_is_refused() -> None:
    with pytest.raises(ValidationError):
        session().with_joint("ambitie", 6)
    with pytest.raises(ValidationError):
        session().with_about(title="")
    with pytest.raises(ValueError, match="40"):
        session(people=40).with_participant("nog een", None)


def test_a_newcomer_in_an_anonymous_session_has_no_name() -> None:
    late = session(visibility="anonymous").with_participant("Naam", "Nieuwe school", new_id="p-late")
    assert late.participants["p-late"] == Participant()


def test_an_action_is_overdue_only_while_it_is_open() -> None:
    action = Action(what="x", due=date(2026, 1, 1))
    assert action.overdue(date(2026, 1, 2)) and not action.overdue(date(2026, 1, 1))
    assert not action.replaced(status="done").overdue(date(2026, 1, 2))


def test_ids_are_sorted_as_people_count() -> None:
    assert sorted(["a10", "a2", "p-x", "a1"], key=natural) == ["a1", "a2", "a10", "p-x"]


def test_changing_a_session_leaves_the_old_one_as_it_was() -> None:
    before = session()
    before.with_score("ambitie", "p1", SCALE, 4).with_about(closed=datetime.now(UTC))
    assert not before.perspectives and not before.closed


def test_a_seat_of_which_there_is_nothing_can_go_and_its_id_does_not_come_back() -> None:
    left = session().with_participant("Noor", None)
    (noor,) = set(left.participants) - set(session().participants)
    gone = left.without_participant(noor)
    assert gone.participants == session().participants
    assert noor not in gone.with_participant("Eva", None).participants


def test_a_seat_with_a_voice_and_the_last_seat_stay(content: ContentSet) -> None:
    first = content.perspective("ambitie").asked("full")[0]
    with pytest.raises(ValueError, match="p1"):
        session().with_score("ambitie", "p1", first, 3).without_participant("p1")
    with pytest.raises(ValueError, match="p1"):
        session().without_participant("p2").without_participant("p1")
