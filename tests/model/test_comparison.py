"""What changed between sessions, what is too small to call, who came and went, and what became of the actions."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction as F
from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectie_tui.model.comparison import Comparison, NotCompared, Person, clear, compare
from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import carried_actions

Group = Callable[..., Session]
STEADY = settings(deadline=None, derandomize=True, max_examples=40)
THEN, NOW, LATER = date(2025, 11, 18), date(2026, 11, 17), date(2027, 11, 16)
BONDS = ("insluiting", "macht", "leiderschap", "conflict", "vertrouwen")
NAMES = ("Ann", "Bob", "Cor", "Dee")


def bonds(*scores: int | str | None) -> dict[str, dict[str, list[int | str | None]]]:
    """Everybody's one answer to each of the five statements of `relatie`."""
    return {"relatie": {key: list(scores) for key in BONDS}}


@pytest.fixture(scope="session")
def side_by_side(content: ContentSet) -> Callable[..., Comparison]:
    return lambda *sessions: compare(sessions, [content] * len(sessions))


Compare = Callable[..., Comparison]


# -- order and change


def test_sessions_stand_in_the_order_of_their_dates_and_change_is_last_minus_first(
    group: Group, side_by_side: Compare
) -> None:
    one, two, three = (
        group(bonds(*scores), names=NAMES, day=day) for scores, day in (((2, 3), THEN), ((3, 3), NOW), ((4, 4), LATER))
    )
    found = side_by_side(three, one, two)
    assert [session.about.date for session in found.sessions] == [THEN, NOW, LATER]
    change = found.perspectives["relatie"]
    assert change.scores == (F(5, 2), F(3), F(4))
    assert change.change == F(3, 2)
    assert change.compared == 5
    assert found == side_by_side(one, two, three)


def test_each_session_keeps_its_own_set_when_it_is_put_in_order(
    content: ContentSet, english: ContentSet, group: Group
) -> None:
    dutch = group(bonds(2, 2), names=NAMES, day=NOW)
    spoken = group(bonds(4, 4), names=NAMES, day=THEN, language="en")
    found = compare([dutch, spoken], [content, english])
    assert found.perspectives["relatie"].scores == (4, 2)
    assert not found.not_compared


def test_on_one_day_a_session_comes_after_the_one_it_follows(group: Group, side_by_side: Compare) -> None:
    first = group(bonds(2, 2), day=NOW).with_about(id="eerste")
    second = group(bonds(4, 4), day=NOW).with_about(id="tweede", previous="eerste")
    for sessions in ((first, second), (second, first)):
        assert [session.about.id for session in side_by_side(*sessions).sessions] == ["eerste", "tweede"]


def test_on_one_day_without_a_bond_they_stand_as_they_were_made(group: Group, side_by_side: Compare) -> None:
    morning, noon = (
        group(bonds(4, 4), day=NOW).with_about(id=str(hour), created=datetime(2026, 11, 23, hour, tzinfo=UTC))
        for hour in (9, 12)
    )
    for sessions in ((morning, noon), (noon, morning)):
        assert [each.about.id for each in side_by_side(*sessions).sessions] == ["9", "12"]


def test_sessions_that_name_each_other_as_previous_are_no_endless_loop(group: Group, side_by_side: Compare) -> None:
    first = group(bonds(2, 2), day=NOW).with_about(id="eerste", previous="tweede")
    second = group(bonds(4, 4), day=NOW).with_about(id="tweede", previous="eerste")
    assert len(side_by_side(first, second).sessions) == 2


def test_one_session_is_nothing_to_compare(content: ContentSet, group: Group) -> None:
    with pytest.raises(ValueError, match="two sessions"):
        compare([group(bonds(2, 2))], [content])


# -- which statements


def test_statements_come_by_the_size_of_their_change(group: Group, side_by_side: Compare) -> None:
    before = {"relatie": {"macht": [2, 2], "conflict": [4, 4], "vertrouwen": [3, 3], "insluiting": [3, None]}}
    after = {"relatie": {"macht": [3, 3], "conflict": [1, 2], "vertrouwen": [3, 3], "insluiting": [None, None]}}
    found = side_by_side(group(before, day=THEN), group(after, day=NOW, names=NAMES[:2])).statements
    assert len(found) == 25, "all that both asked"
    assert [(each.statement, each.change) for each in found[:3]] == [
        ("conflict", F(-5, 2)),
        ("macht", F(1)),
        ("vertrouwen", F(0)),
    ]
    assert found[0].scores == (F(4), F(3, 2))
    assert found[0].wording == "We zeggen het tegen elkaar als we het oneens zijn."
    left = next(each for each in found if each.statement == "insluiting")
    assert left.scores == (F(3), None) and left.change is None


def test_a_changed_wording_is_left_out_and_named(content: ContentSet, group: Group, side_by_side: Compare) -> None:
    before, after = group(bonds(2, 2), day=THEN), group(bonds(4, 4), day=NOW)
    asked = {**before.perspective("relatie").statements, "macht": "Ieder van ons mag iets zeggen."}
    before = before.with_perspective("relatie", statements=asked)
    before = before.with_score("relatie", "p1", content.perspective("relatie").by_id["macht"], 5)
    found = side_by_side(before, after)
    assert found.not_compared == (
        NotCompared("relatie", "macht", "Ieder van ons heeft invloed op wat we besluiten.", "changed"),
    )
    assert found.perspectives["relatie"].compared == 4
    assert found.perspectives["relatie"].scores == (2, 4), "without the answers to the one that was changed"
    assert all(each.statement != "macht" for each in found.statements)


def test_only_what_all_sessions_asked_counts(group: Group, side_by_side: Compare) -> None:
    before = group({"relatie": {**bonds(1, 1)["relatie"], "conflict": [3, 3], "vertrouwen": [3, 3]}}, day=THEN)
    after = group({"relatie": {"conflict": [4, 4], "vertrouwen": [4, 5]}}, day=NOW, length="short")
    found = side_by_side(before, after)
    change = found.perspectives["relatie"]
    assert (change.scores, change.compared) == ((F(3), F(17, 4)), 2)
    assert {each.why for each in found.not_compared} == {"missing"}
    assert len(found.statements) == 10 and len(found.not_compared) == 15


def test_the_questions_of_their_own_kind_are_no_statements_to_compare(group: Group, side_by_side: Compare) -> None:
    found = side_by_side(group(bonds(2, 2), day=THEN), group(bonds(4, 4), day=NOW, length="short"))
    named = {each.statement for each in (*found.statements, *found.not_compared)}
    assert len(named) == 25 and not named & {"balans", "fase"}


def test_the_same_version_of_a_set_in_another_language_counts_as_the_same_words(
    content: ContentSet, english: ContentSet, group: Group
) -> None:
    before, after = group(bonds(2, 2), day=THEN), group(bonds(4, 4), day=NOW, language="en")
    for contents in ([content, english], [content, content], [english, english]):
        found = compare([before, after], contents)
        assert not found.not_compared and found.perspectives["relatie"].change == 2
    newer = after.with_about(content_version=2)
    assert len(compare([before, newer], [content, english]).not_compared) == 25
    other = after.with_about(content="anders")
    assert len(compare([before, other], [content, english]).not_compared) == 25


def test_a_newer_version_with_the_same_words_is_compared(group: Group, side_by_side: Compare) -> None:
    found = side_by_side(group(bonds(2, 2), day=THEN), group(bonds(4, 4), day=NOW).with_about(content_version=2))
    assert not found.not_compared and len(found.statements) == 25


def test_a_file_without_wording_was_asked_in_the_words_of_its_set(
    content: ContentSet, english: ContentSet, group: Group
) -> None:
    bare = group(bonds(2, 2), day=THEN)
    for key in PERSPECTIVES:
        bare = bare.with_perspective(key, statements={})
    after = group(bonds(4, 4), day=NOW)
    assert not compare([bare, after], [content, content]).not_compared
    changed = after.with_perspective("relatie", statements={**after.perspective("relatie").statements, "macht": "Hm."})
    assert [each.statement for each in compare([bare, changed], [content, content]).not_compared] == ["macht"]
    assert not compare([bare, after], [english, english]).not_compared, "its own words are not here: the same version"
    assert len(compare([bare, after.with_about(content_version=2)], [english, english]).not_compared) == 25


def test_a_statement_that_the_set_no_longer_has_is_named(group: Group, side_by_side: Compare) -> None:
    before, after = group(bonds(2, 2), day=THEN), group(bonds(4, 4), day=NOW)
    gone = {**before.perspective("relatie").statements, "vroeger": "Vroeger was alles beter."}
    before = before.with_perspective("relatie", statements=gone)
    assert side_by_side(before, after).not_compared == (
        NotCompared("relatie", "vroeger", "Vroeger was alles beter.", "missing"),
    )


def test_what_no_set_knows_is_not_compared_even_where_all_asked_it(group: Group, side_by_side: Compare) -> None:
    before, after = (
        session.with_perspective("relatie", statements={"vroeger": "Vroeger was alles beter."})
        for session in (group(bonds(2, 2), day=THEN), group(bonds(4, 4), day=NOW))
    )
    found = side_by_side(before, after)
    assert [(each.statement, each.why) for each in found.not_compared] == [("vroeger", "missing")]
    assert found.perspectives["relatie"].compared == 0


def test_what_is_hidden_counts_as_nothing(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2, 2), day=THEN)
    after = group(bonds(5, 5), day=NOW, hidden=["relatie"])
    found = side_by_side(before, after)
    change = found.perspectives["relatie"]
    assert (change.scores, change.change, change.clear, change.matched) == ((2, None), None, False, None)
    assert all(each.scores[1] is None for each in found.statements)
    between = side_by_side(before, group(bonds(5, 5), day=NOW, hidden=["relatie"]), group(bonds(3, 3), day=LATER))
    assert between.perspectives["relatie"].scores == (2, None, 3)
    assert between.perspectives["relatie"].change == 1


# -- who


def test_people_in_both_are_matched_by_name_and_organisation(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2, 2, 2), ["Noord", "Noord", "Zuid"], names=["Ann", "Bob", "Cor"], day=THEN)
    after = group(bonds(5, 3, 5), ["Zuid", " noord", "Oost"], names=["Dee", "  ANN ", "Cor"], day=NOW)
    found = side_by_side(before, after)
    matched = found.perspectives["relatie"].matched
    assert matched is not None and (matched.people, matched.change) == (1, 1), "only Ann; Cor has another chair now"
    assert found.perspectives["relatie"].change == F(13, 3) - 2
    assert [person.name for person in found.joiners] == ["Dee", "Cor"]
    assert found.leavers == (Person("p2", "Bob", "Noord"), Person("p3", "Cor", "Zuid"))


def test_only_the_first_and_the_last_session_tell_who_came_and_went(group: Group, side_by_side: Compare) -> None:
    found = side_by_side(
        group(bonds(2, 2), names=["Ann", "Bob"], day=THEN),
        group(bonds(2, 2), names=["Cor", "Dee"], day=NOW),
        group(bonds(2, 3), names=["Ann", "Dee"], day=LATER),
    )
    assert [person.name for person in found.joiners] == ["Dee"]
    assert [person.name for person in found.leavers] == ["Bob"]
    matched = found.perspectives["relatie"].matched
    assert matched is not None and matched.people == 1


def test_somebody_who_has_left_is_no_longer_there(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2, 2), names=["Ann", "Bob"], day=THEN)
    after = group(bonds(3, None), names=["Ann", "Bob"], day=NOW).with_away("p2", True)
    assert [person.name for person in side_by_side(before, after).leavers] == ["Bob"]
    answered = group(bonds(3, 3), names=["Ann", "Bob"], day=NOW).with_away("p2", True)
    assert not side_by_side(before, answered).leavers, "who scored and then had to go was there"


def test_without_names_nobody_is_matched_or_missed(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2, 2), names=["Ann", "Bob"], day=THEN)
    after = group(bonds(5, 5), names=["Ann", "Bob"], day=NOW, visibility="anonymous")
    for found in (side_by_side(before, after), side_by_side(after.with_about(date=THEN), before.with_about(date=NOW))):
        assert found.perspectives["relatie"].matched is None
        assert found.joiners == found.leavers == ()
        assert abs(found.perspectives["relatie"].change or 0) == 3


def test_names_left_in_an_anonymous_file_are_not_told(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2, 2), names=["Ann", "Bob"], day=THEN)
    after = group(bonds(5, 5), names=["Ann", "Cor"], day=NOW).with_about(visibility="anonymous")
    found = side_by_side(before, after)
    assert found.perspectives["relatie"].matched is None and found.joiners == ()


def test_two_of_one_name_cannot_be_told_apart(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2, 2, 3), names=["Ann", "ann", "Bob"], day=THEN)
    after = group(bonds(5, 5, 4), names=["Ann", "Ann", "Bob"], day=NOW)
    found = side_by_side(before, after)
    matched = found.perspectives["relatie"].matched
    assert matched is not None and (matched.people, matched.change) == (1, 1)
    assert found.joiners == found.leavers == ()
    fewer = group(bonds(5, 4), names=["Ann", "Bob"], day=NOW)
    assert len(side_by_side(before, fewer).leavers) == 1


def test_a_joint_score_is_nobodys_own(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(2), names=["Ann"], day=THEN, way="together")
    after = group(bonds(5), names=["Ann"], day=NOW)
    change = side_by_side(before, after).perspectives["relatie"]
    assert change.change == 3 and change.matched is None


# -- clear, or too small to call


def test_the_bound_for_five_statements_is_that_of_the_design() -> None:
    for people in (1, 4, 6, 9):
        for same_people, z in ((True, 0.83), (False, 1.86)):
            bound = z / sqrt(people)
            assert not clear(F(bound - 0.01), people, 5, same_people=same_people)
            assert clear(F(bound + 0.01), people, 5, same_people=same_people)
            assert clear(-F(bound + 0.01), people, 5, same_people=same_people), "down as well as up"


def test_the_bound_follows_its_formula_for_any_number_of_statements() -> None:
    for statements in (1, 2, 4, 5):
        same = 1.96 * sqrt(2 * (0.36 + 1 / 12) / statements)
        others = 1.96 * sqrt(2 * (0.36 + (0.36 + 1 / 12) / statements))
        for bound, same_people in ((same, True), (others, False)):
            assert not clear(F(bound / 2 - 1e-9), 4, statements, same_people=same_people)
            assert clear(F(bound / 2 + 1e-9), 4, statements, same_people=same_people)


def test_without_voices_or_statements_nothing_is_clear() -> None:
    assert not clear(F(4), 0, 5, same_people=True)
    assert not clear(F(4), 5, 0, same_people=True)


def test_the_same_people_need_less_to_be_clear_than_others(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(3, 3, 3, 3), names=NAMES, day=THEN)
    same = group(bonds(3, 3, 4, 4), names=NAMES, day=NOW)
    others = group(bonds(3, 3, 4, 4), names=["Eva", "Flo", "Gus", "Han"], day=NOW)
    assert side_by_side(before, same).perspectives["relatie"].clear, "half a step of four: over 0.83/√4"
    assert not side_by_side(before, others).perspectives["relatie"].clear, "and under 1.86/√4"
    far = group(bonds(4, 4, 4, 4), names=["Eva", "Flo", "Gus", "Han"], day=NOW)
    assert side_by_side(before, far).perspectives["relatie"].clear


def test_those_of_both_may_be_clear_where_the_whole_group_is_not(group: Group, side_by_side: Compare) -> None:
    before = group(bonds(3, 3, 3, 5), names=NAMES, day=THEN)
    after = group(bonds(4, 4, 4, 5), names=["Ann", "Bob", "Cor", "Eva"], day=NOW)
    change = side_by_side(before, after).perspectives["relatie"]
    assert change.change == F(3, 4) and not change.clear
    assert change.matched is not None and (change.matched.people, change.matched.clear) == (3, True)


def test_the_smaller_group_counts(group: Group, side_by_side: Compare) -> None:
    many = group(bonds(*[3] * 12), names=[f"Eerder {n}" for n in range(12)], day=THEN)
    two = group(bonds(4, 4), names=["Ann", "Bob"], day=NOW)
    assert not side_by_side(many, two).perspectives["relatie"].clear
    twelve = group(bonds(*[4] * 12), names=[f"Later {n}" for n in range(12)], day=NOW)
    assert side_by_side(many, twelve).perspectives["relatie"].clear


@pytest.mark.parametrize("same_people", [True, False], ids=["the same people", "others"])
@pytest.mark.parametrize(("people", "statements"), [(4, 5), (6, 2), (12, 5)])
def test_chance_alone_is_seldom_called_clear(people: int, statements: int, same_people: bool) -> None:
    """Where nothing changed, about 5 in 100 comparisons are called clear: person and answer scatter with SD 0.6."""
    random, rounds = Random(20261123), 3000

    def means(persons: Sequence[float]) -> F:
        answers = [round(random.gauss(person, 0.6)) for person in persons for _ in range(statements)]
        return F(sum(answers), people * statements)

    called = 0
    for _ in range(rounds):
        middle = random.uniform(2.5, 3.5)
        before = [random.gauss(middle, 0.6) for _ in range(people)]
        after = before if same_people else [random.gauss(middle, 0.6) for _ in range(people)]
        called += clear(means(after) - means(before), people, statements, same_people=same_people)
    assert 0.03 < called / rounds < 0.075


ROW = st.lists(st.integers(1, 5), min_size=1, max_size=5)


@STEADY
@given(ROW, ROW)
def test_turned_round_a_change_turns_its_sign(
    content: ContentSet, group: Group, before: list[int], after: list[int]
) -> None:
    one, other = group(bonds(*before), day=THEN), group(bonds(*after), day=NOW)
    there = compare([one, other], [content] * 2)
    back = compare([one.with_about(date=NOW), other.with_about(date=THEN)], [content] * 2)
    first, second = there.perspectives["relatie"], back.perspectives["relatie"]
    assert first.change == -(second.change or 0)
    assert first.clear == second.clear
    assert first.scores == tuple(reversed(second.scores))
    assert [person.name for person in there.joiners] == [person.name for person in back.leavers]


@STEADY
@given(ROW)
def test_a_session_beside_itself_shows_no_change(content: ContentSet, group: Group, row: list[int]) -> None:
    session = group(bonds(*row))
    found = compare([session, session.with_about(date=LATER)], [content] * 2)
    assert found.perspectives["relatie"].change == 0 and not found.perspectives["relatie"].clear
    assert found.joiners == found.leavers == ()


# -- what became of the actions


def followed(group: Group) -> tuple[Session, Session]:
    """A session with three actions, and the one that follows it with two of these carried over."""
    first = group(bonds(2, 2), day=THEN).with_about(id="eerste")
    for what, status, perspective in (
        ("Bezoek", "open", "relatie"),
        ("Brief", "open", "proces"),
        ("Etentje", "done", "relatie"),
    ):
        first = first.with_action(Action(what=what, status=status, perspective=perspective))
    second = group(bonds(4, 4), day=NOW).with_about(id="tweede", previous="eerste")
    return first, second.replaced(actions=carried_actions(first))


def test_an_action_counts_once_in_its_latest_state(group: Group, side_by_side: Compare) -> None:
    first, second = followed(group)
    second = second.with_action(second.actions["a1"].replaced(status="done", remark="Gedaan!"), "a1")
    second = second.with_action(Action(what="Kalender"))
    found = side_by_side(first, second)
    assert [(each.action.what, each.status) for each in found.actions] == [
        ("Bezoek", "done"),
        ("Brief", "open"),
        ("Etentje", "done"),
        ("Kalender", "open"),
    ]
    assert [found.count(status) for status in ("done", "open", "dropped")] == [2, 2, 0]
    assert found.actions[0].agreed_in == "eerste" and found.actions[3].agreed_in == "tweede"
    assert [each.action.what for each in found.touching("relatie")] == ["Bezoek", "Etentje"]


def test_the_order_of_dates_decides_what_is_latest(group: Group, side_by_side: Compare) -> None:
    first, second = followed(group)
    second = second.with_action(second.actions["a2"].replaced(status="dropped"), "a2")
    for sessions in ((first, second), (second, first)):
        assert side_by_side(*sessions).count("dropped") == 1


def test_an_action_carried_twice_is_still_one(group: Group, side_by_side: Compare) -> None:
    first, second = followed(group)
    third = group(bonds(4, 4), day=LATER).with_about(id="derde", previous="tweede")
    third = third.replaced(actions=carried_actions(second))
    third = third.with_action(third.actions["a1"].replaced(status="dropped"), "a1")
    found = side_by_side(first, second, third)
    assert len(found.actions) == 3
    assert [found.count(status) for status in ("done", "open", "dropped")] == [1, 1, 1]
    assert len(side_by_side(first, third).actions) == 3, "also without the session in between"


def test_the_same_id_in_another_session_is_another_action(group: Group, side_by_side: Compare) -> None:
    one = group(bonds(2, 2), day=THEN).with_about(id="een").with_action(Action(what="Bezoek"))
    other = group(bonds(2, 2), day=NOW).with_about(id="ander").with_action(Action(what="Brief", status="done"))
    found = side_by_side(one, other)
    assert [each.id for each in found.actions] == ["a1", "a1"]
    assert (found.count("open"), found.count("done")) == (1, 1)
