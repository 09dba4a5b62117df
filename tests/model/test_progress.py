"""Where a group is: which steps there are, and what it leaves open."""

from datetime import UTC, datetime

import pytest

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.progress import (
    REVIEW,
    current_step,
    left_open,
    passed_on,
    reached,
    silent,
    step_after,
    step_before,
    step_on,
    steps,
)
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from tests.model.test_session import session


def followed_up(way: str = "rounds") -> Session:
    return session(way).with_action(Action(what="van vorig jaar", carried_from="s0"))


@pytest.mark.parametrize("way", ["rounds", "scores-first", "fingers", "together"])
def test_earlier_actions_are_reviewed_before_anything_else(way: str) -> None:
    assert steps(followed_up(way))[:2] == ["front", REVIEW]
    assert step_after(followed_up(way), "front") == REVIEW
    assert step_before(followed_up(way), f"ambitie.{'score' if way == 'scores-first' else 'read'}") == REVIEW


def test_where_all_scored_first_the_way_on_goes_past_the_turns_once_all_is_shown(content: ContentSet) -> None:
    first = content.perspective("ambitie").asked("full")[0]
    begun = session("scores-first").with_score("ambitie", "p1", first, 3)
    assert step_on(session("scores-first"), "front") == step_on(begun, "front") == "ambitie.score"
    assert step_on(begun.with_reveal("ambitie"), "front") == "ambitie.read"
    assert step_on(begun.with_reveal("ambitie"), "close") is None
    assert step_on(session("rounds"), "ambitie.read") == "ambitie.score"


def test_without_earlier_actions_there_is_nothing_to_review() -> None:
    own = session().with_action(Action(what="van nu"))
    assert REVIEW not in steps(own)
    assert current_step(own.with_about(step=REVIEW)) == "front"


def test_every_step_has_one_before_it_and_one_after_it() -> None:
    order = steps(followed_up())
    assert [step_after(followed_up(), step) for step in order] == [*order[1:], None]
    assert [step_before(followed_up(), step) for step in order] == [None, *order[:-1]]


@pytest.mark.parametrize(
    ("step", "count"),
    [("front", 1), (None, 1), ("ambitie.discuss", 1), ("belangen.read", 2), ("proces.score", 5), ("actions", 5)],
)
def test_in_rounds_what_can_be_scored_is_what_the_group_has_come_to(step: str | None, count: int) -> None:
    assert reached(session("rounds").with_about(step=step)) == list(PERSPECTIVES[:count])


@pytest.mark.parametrize("way", ["scores-first", "fingers", "together"])
def test_in_the_other_ways_all_can_be_scored_at_once(way: str) -> None:
    assert reached(session(way).with_about(step="front")) == list(PERSPECTIVES)


def test_a_group_comes_back_where_it_was_and_in_a_closed_session_at_the_picture() -> None:
    left = session().with_about(step="relatie.discuss")
    assert current_step(left) == "relatie.discuss"
    assert current_step(left.with_about(closed=datetime.now(UTC))) == "comparison"


def scored(before: Session, content: ContentSet, perspective: str, voices: list[str]) -> Session:
    for voice in voices:
        for statement in content.perspective(perspective).asked("full"):
            before = before.with_score(perspective, voice, statement, "nvt")
    return before


def test_what_is_left_open_stands_in_the_first_group_that_it_belongs_to(content: ContentSet) -> None:
    assert left_open(session(), content).empty == PERSPECTIVES
    given = scored(session(), content, "ambitie", ["p1", "p2"]).with_reveal("ambitie").with_joint("ambitie", 3)
    given = scored(given, content, "belangen", ["p1", "p2"]).with_reveal("belangen")
    given = scored(given, content, "relatie", ["p1"]).with_reveal("relatie")
    given = scored(given, content, "organisatie", ["p1", "p2"])
    found = left_open(given, content)
    assert (found.empty, found.hidden, found.unfinished, found.unjudged) == (
        ("proces",),
        ("organisatie",),
        ("relatie",),
        ("belangen",),
    )


def test_a_statement_left_open_on_purpose_leaves_nothing_unfinished(content: ContentSet) -> None:
    given = scored(session(), content, "relatie", ["p1", "p2"])
    scale = content.perspective("relatie").asked("full")[0]
    given = given.with_score("relatie", "p1", scale, None).with_reveal("relatie")
    assert left_open(given, content).unfinished == () and left_open(given, content).unjudged == ("relatie",)


def test_a_row_left_open_before_everybody_is_unfinished(content: ContentSet) -> None:
    first = content.perspective("relatie").asked("full")[0]
    given = session("fingers").with_score("relatie", "p1", first, 3).with_score("relatie", "p2", first, 3)
    assert left_open(given, content).unfinished == ("relatie",)


def test_late_is_who_has_answered_nothing_in_one_of_the_perspectives(content: ContentSet) -> None:
    given = scored(session(), content, "ambitie", ["p1", "p2"])
    given = given.with_score("belangen", "p2", content.perspective("belangen").asked("full")[0], 3)
    assert silent(given, ["ambitie"]) == []
    assert silent(given, ["belangen"]) == silent(given, PERSPECTIVES[:2]) == ["p1"]
    assert silent(given.with_away("p1", True), ["belangen"]) == []


@pytest.mark.parametrize("way", ["rounds", "scores-first"])
def test_whoever_answered_before_somebody_further_on_has_passed_the_laptop_on(way: str, content: ContentSet) -> None:
    first = content.perspective("ambitie").asked("full")[0]
    begun = session(way).with_score("ambitie", "p1", first, 3)
    assert passed_on(begun, content) == set(), "she may be in the middle of it"
    assert passed_on(begun.with_score("ambitie", "p2", first, 3), content) == {("ambitie", "p1")}
    assert passed_on(scored(session(way), content, "ambitie", ["p2"]), content) == set(), "who was not here is asked"
    elsewhere = begun.with_score("belangen", "p2", content.perspective("belangen").asked("full")[0], 3)
    assert passed_on(elsewhere, content) == ({("ambitie", "p1")} if way == "scores-first" else set())


def test_who_is_away_leaves_nothing_unfinished(content: ContentSet) -> None:
    given = scored(session(), content, "relatie", ["p1"]).with_reveal("relatie").with_away("p2", True)
    assert left_open(given, content).unfinished == ()
