"""What somebody gives without the others is hidden until the reveal: answers, remarks, and the two exercises."""

import pytest

from reflectie_tui.model.exercises import exchange_waits_for, may_show, parties, sentence_waits_for
from reflectie_tui.model.records import Participant
from reflectie_tui.model.session import Session
from tests.model.test_session import OTHER, SCALE, session

UNSEEN = pytest.mark.parametrize("way", ["rounds", "scores-first"])


def written(way: str = "rounds") -> Session:
    return session(way).with_sentence("ambitie", "p1", "dat het lukt")


def exchanged(before: Session, organisation: str = "Het Baken") -> Session:
    return before.with_exchange("ambitie", organisation, gets="stagiairs", brings="tijd", no_go="")


@UNSEEN
def test_an_exercise_is_hidden_from_its_first_text_until_the_reveal(way: str) -> None:
    assert written(way).hides("ambitie")
    assert exchanged(session(way)).hides("ambitie")
    assert not written(way).with_reveal("ambitie").hides("ambitie")


@UNSEEN
def test_a_second_exercise_hides_again_what_was_shown_of_the_first(way: str) -> None:
    shown = written(way).with_reveal("ambitie")
    assert exchanged(shown).hides("ambitie")
    assert shown.with_sentence("ambitie", "p2", "ook").hides("ambitie"), "so does who writes later"


@UNSEEN
def test_the_first_answer_hides_what_was_shown_before(way: str) -> None:
    assert written(way).with_reveal("ambitie").with_score("ambitie", "p1", SCALE, 4).hides("ambitie")


@UNSEEN
def test_after_the_voices_were_shown_nothing_is_hidden_again(way: str) -> None:
    shown = session(way).with_score("ambitie", "p1", SCALE, 4).with_reveal("ambitie")
    late = exchanged(shown.with_sentence("ambitie", "p2", "later")).with_note("ambitie", "x", by="p2")
    assert late.revealed("ambitie")


@UNSEEN
def test_taking_an_answer_back_does_not_show_what_else_is_hidden(way: str) -> None:
    both = written(way).with_score("ambitie", "p2", SCALE, 4)
    assert both.with_score("ambitie", "p2", SCALE, None).hides("ambitie")
    assert both.with_sentence("ambitie", "p1", "").hides("ambitie")
    empty = both.with_score("ambitie", "p2", SCALE, None).with_sentence("ambitie", "p1", " ")
    assert not empty.hides("ambitie"), "nothing is left to hide"


@pytest.mark.parametrize("way", ["fingers", "together"])
def test_where_the_group_scores_in_the_open_the_file_hides_nothing(way: str) -> None:
    """There is no reveal in these ways: the screen keeps the texts covered until the group shows them."""
    assert not exchanged(written(way)).hides("ambitie")
    assert not session(way).with_note("ambitie", "x", by="p1").hides("ambitie")


@UNSEEN
def test_a_remark_of_ones_own_hides_even_before_any_answer(way: str) -> None:
    remarked = session(way).with_note("ambitie", "van mij", statement="doen", by="p1", note_id="n-x")
    assert remarked.hides("ambitie")
    assert not remarked.with_note("ambitie", "", by="p1", note_id="n-x").hides("ambitie")


@UNSEEN
def test_an_anonymous_remark_is_known_by_its_random_id_and_the_groups_note_is_not_hidden(way: str) -> None:
    anonymous = session(way, visibility="anonymous")
    assert anonymous.with_note("ambitie", "stil", by="p1", note_id="n-abc").hides("ambitie")
    assert not anonymous.with_note("ambitie", "van ons").hides("ambitie")
    assert not session(way).with_note("ambitie", "van ons").hides("ambitie")


def test_who_takes_their_voice_along_does_not_show_that_of_others() -> None:
    both = written().with_sentence("ambitie", "p2", "ook").with_score("ambitie", "p1", SCALE, 4)
    left = both.without_voice("p1")
    assert left.hides("ambitie") and list(left.perspective("ambitie").sentences) == ["p2"]
    assert not left.without_voice("p2").hides("ambitie")


def test_sentences_stand_in_seat_order_whoever_wrote_first() -> None:
    late = session(people=3).with_sentence("ambitie", "p3", "c").with_sentence("ambitie", "p1", "a")
    assert list(late.with_sentence("ambitie", "p3", "cc").perspective("ambitie").sentences) == ["p1", "p3"]


def test_an_exercise_waits_for_those_who_are_here_and_have_not_written() -> None:
    three = written().with_participant("Naam 3", None).with_away("p2", True)
    assert sentence_waits_for(three, "ambitie") == ["p3"]


def test_the_exchange_waits_for_the_organisations_at_the_table() -> None:
    table = session(people=0)
    for name, organisation in (("A", "Het Baken"), ("B", "Waterland"), ("C", "Het Baken"), ("D", None)):
        table = table.with_participant(name, organisation)
    assert parties(table) == ["Het Baken", "Waterland", "D"]
    assert parties(table.with_away("p2", True)) == ["Het Baken", "D"]
    assert exchange_waits_for(exchanged(table), "ambitie") == ["Waterland", "D"]


def test_in_an_anonymous_session_only_the_organisations_that_it_keeps_fill_in_a_row() -> None:
    people = {"p-a": Participant(organisation="Het Baken"), "p-b": Participant()}
    assert parties(session(visibility="anonymous").replaced(participants=people)) == ["Het Baken"]


def test_exercises_may_be_shown_unless_there_are_scores_to_hide() -> None:
    assert may_show(written(), "ambitie")
    scored = written().with_score("ambitie", "p1", OTHER, 4)
    assert not may_show(scored, "ambitie")
    assert may_show(scored.with_reveal("ambitie"), "ambitie")


def test_somebody_has_a_voice_once_anything_of_theirs_is_there() -> None:
    quiet = session()
    assert not quiet.has_voice("p1")
    assert written().has_voice("p1") and not written().has_voice("p2")
    assert quiet.with_score("relatie", "p1", SCALE, 4).has_voice("p1")
    assert quiet.with_note("relatie", "x", by="p1").has_voice("p1")
