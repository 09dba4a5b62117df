"""What the answers say: agreement, patterns and scores, exactly."""

from collections.abc import Callable
from fractions import Fraction as F
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.insight import (
    StatementResult,
    agreement,
    by_difference,
    median,
    pattern,
    perspective_result,
    results,
)
from reflectie_tui.model.session import Session

Group = Callable[..., Session]
STEADY = settings(deadline=None, derandomize=True, max_examples=60)
"""The same examples on every machine, however slow it is."""

VECTORS = [
    ("4444", F(4), F(1), "united"),
    ("4445", F(4), F(7, 8), "united"),
    ("3445", F(4), F(3, 4), "nuanced"),
    ("2444", F(4), F(3, 4), "lone-voice"),
    ("1444", F(4), F(5, 8), "lone-voice"),
    ("2244", F(3), F(1, 2), "opposed"),
    ("1333", F(3), F(3, 4), "lone-voice"),
    ("12345", F(3), F(2, 5), "opposed"),
    ("23345", F(3), F(3, 5), "opposed"),
    ("135", F(3), F(1, 3), "opposed"),
    ("1155", F(3), F(0), "opposed"),
    ("444441", F(4), F(3, 4), "lone-voice"),
    ("1555", F(5), F(1, 2), "lone-voice"),
    ("5", F(5), None, None),
]
"""The table of the design: the scores, their median, agreement and pattern."""
EDGES = [
    ("2334", "opposed"),
    ("5333", "lone-voice"),
    ("3335", "lone-voice"),
    ("3555", "lone-voice"),
    ("355", "nuanced"),
    ("24", "opposed"),
    ("244", "opposed"),
    ("23", "united"),
    ("13", "nuanced"),
    ("3345", "nuanced"),
    ("2455", "lone-voice"),
    ("22444", "opposed"),
    ("23344", "opposed"),
    ("233444", "lone-voice"),
    ("12224", "lone-voice"),
    ("1355", "lone-voice"),
    ("33355", "nuanced"),
]


def scores(text: str) -> list[int]:
    return [int(score) for score in text]


@pytest.mark.parametrize(("text", "middle", "agreed", "shape"), VECTORS)
def test_median_agreement_and_pattern(text: str, middle: F, agreed: F | None, shape: str | None) -> None:
    assert median(scores(text)) == middle
    assert agreement(scores(text)) == agreed
    assert pattern(scores(text)) == shape


@pytest.mark.parametrize(("text", "shape"), EDGES)
def test_patterns_at_their_edges(text: str, shape: str) -> None:
    assert pattern(scores(text)) == shape


def test_nothing_has_no_figures() -> None:
    assert median([]) is None and agreement([]) is None and pattern([]) is None


VOICES = st.lists(st.integers(1, 5), min_size=2, max_size=12)


@STEADY
@given(VOICES)
def test_agreement_is_half_the_mean_distance_to_the_middle(voices: list[int]) -> None:
    middle = median(voices)
    assert middle is not None
    distance = F(sum(abs(voice - middle) for voice in voices)) / len(voices)
    assert agreement(voices) == 1 - distance / 2


@STEADY
@given(VOICES)
def test_mirrored_scores_mirror(voices: list[int]) -> None:
    mirrored = [6 - voice for voice in voices]
    middle = median(voices)
    assert middle is not None and median(mirrored) == 6 - middle
    assert agreement(mirrored) == agreement(voices)
    assert pattern(mirrored) == pattern(voices)


@STEADY
@given(VOICES)
def test_doubling_every_voice_changes_no_agreement(voices: list[int]) -> None:
    assert agreement(voices * 2) == agreement(voices)
    assert median(voices * 2) == median(voices)


@STEADY
@given(VOICES, st.randoms())
def test_nobodys_order_matters(voices: list[int], random: Random) -> None:
    other = random.sample(voices, len(voices))
    assert (median(other), agreement(other), pattern(other)) == (median(voices), agreement(voices), pattern(voices))


@STEADY
@given(VOICES)
def test_agreement_lies_between_none_and_all(voices: list[int]) -> None:
    agreed = agreement(voices)
    assert agreed is not None and 0 <= agreed <= 1
    assert (agreed == 1) == (len(set(voices)) == 1)


ANSWER = st.one_of(st.integers(1, 5), st.just("nvt"), st.none())
AMBITION = ("belofte", "commitment", "doen", "begrip", "halen-brengen")


@STEADY
@given(st.lists(st.tuples(*[ANSWER] * 5), min_size=1, max_size=6))
def test_a_score_lies_between_the_lowest_and_the_highest_voice(
    content: ContentSet, group: Group, rows: list[tuple[int | str | None, ...]]
) -> None:
    columns = dict(zip(AMBITION, zip(*rows, strict=True), strict=True))
    found = perspective_result(group({"ambitie": columns}), content, "ambitie")
    means = found.by_participant
    expected = {f"p{place + 1}" for place, row in enumerate(rows) if sum(isinstance(a, int) for a in row) >= 3}
    assert set(means) == expected
    if found.score is None:
        assert not means
    else:
        assert min(means.values()) <= found.score <= max(means.values())
        assert 1 <= found.score <= 5


@STEADY
@given(st.lists(st.tuples(*[st.integers(1, 5)] * 5), min_size=2, max_size=6), st.randoms())
def test_a_perspective_does_not_mind_who_sits_where(
    content: ContentSet, group: Group, rows: list[tuple[int, ...]], random: Random
) -> None:
    def figures(rows: list[tuple[int, ...]]) -> tuple[F | None, F | None]:
        columns = dict(zip(AMBITION, zip(*rows, strict=True), strict=True))
        found = perspective_result(group({"ambitie": columns}), content, "ambitie")
        return found.score, found.agreement

    assert figures(random.sample(rows, len(rows))) == figures(rows)


def test_every_voice_weighs_the_same_however_much_it_answered(content: ContentSet, group: Group) -> None:
    session = group(
        {
            "ambitie": {
                "belofte": [5, 2],
                "commitment": [5, 2],
                "doen": [5, 2],
                "begrip": [None, 2],
                "halen-brengen": ["nvt", 2],
            }
        }
    )
    found = perspective_result(session, content, "ambitie")
    assert found.by_participant == {"p1": 5, "p2": 2}
    assert found.score == F(7, 2)
    assert (found.asked, found.answered) == (10, 9), "not knowing is an answer"
    assert found.statements["halen-brengen"].nvt == 1 and found.statements["halen-brengen"].n == 1
    assert found.statements["begrip"].agreement is None
    assert found.agreement == F(1, 4), "the mean of the three statements with two voices"


def test_no_agreement_at_all_counts_in_that_of_the_perspective(content: ContentSet, group: Group) -> None:
    found = perspective_result(group({"relatie": {"macht": [1, 5], "conflict": [3, 3]}}), content, "relatie")
    assert (found.statements["macht"].agreement, found.agreement) == (0, F(1, 2))


def test_the_joint_judgement_and_the_mark_of_attention_are_part_of_it(content: ContentSet, group: Group) -> None:
    session = group({"relatie": {"macht": [1, 5]}}).with_joint("relatie", "disagree").with_attention("relatie", True)
    found = perspective_result(session, content, "relatie")
    assert (found.joint, found.attention) == ("disagree", True)


def test_under_half_of_the_statements_a_voice_has_no_mean(content: ContentSet, group: Group) -> None:
    session = group(
        {"ambitie": {"belofte": [5, 2], "commitment": [4, 2], "doen": ["nvt", 2], "begrip": ["nvt", "nvt"]}}
    )
    found = perspective_result(session, content, "ambitie")
    assert found.by_participant == {"p2": 2}, "two of five is under half, three is not"
    short = group({"ambitie": {"doen": [4], "begrip": ["nvt"]}}, length="short")
    assert perspective_result(short, content, "ambitie").by_participant == {"p1": 4}, "one of two is half"


def test_by_organisation_is_the_mean_of_its_participants(content: ContentSet, group: Group) -> None:
    row = {key: [5, 2, 1] for key in AMBITION}
    found = perspective_result(group({"ambitie": row}, ["Noord", "Noord", "Zuid"]), content, "ambitie")
    assert found.by_organisation == {"Noord": F(7, 2), "Zuid": 1}


def test_an_anonymous_session_tells_of_no_person_and_of_no_small_organisation(
    content: ContentSet, group: Group
) -> None:
    organisations = ["Noord", "Noord", "Noord", "Zuid", "Zuid"]
    row = {key: [5, 4, 3, 1, 1] for key in AMBITION}
    found = perspective_result(group({"ambitie": row}, organisations, visibility="anonymous"), content, "ambitie")
    assert found.by_participant == {}
    assert found.by_organisation == {"Noord": 4}
    few = {key: [5, 4, None, 1, 1] for key in AMBITION}
    found = perspective_result(group({"ambitie": few}, organisations, visibility="anonymous"), content, "ambitie")
    assert found.by_organisation == {}, "three people, but two voices"


def test_what_is_hidden_tells_only_how_far_it_is(content: ContentSet, group: Group) -> None:
    session = group({"ambitie": {key: [5, 1] for key in AMBITION}}, hidden=["ambitie"]).with_joint("ambitie", 3)
    found = perspective_result(session, content, "ambitie")
    assert found.hidden and (found.asked, found.answered) == (10, 10)
    assert found.score is None and found.agreement is None and found.joint is None
    assert not found.by_participant and not found.by_organisation
    assert all(not each.voices and each.mean is None and each.pattern is None for each in found.statements.values())


def test_questions_of_their_own_kind(content: ContentSet, group: Group) -> None:
    session = group(
        {
            "organisatie": {"balans": [-2, -1, 0, "nvt"]},
            "proces": {"fase": ["delen", "vormgeven", "vormgeven", "uitvoeren"]},
        }
    )
    found = results(session, content)
    balance, phase = found["organisatie"].questions["balans"], found["proces"].questions["fase"]
    assert (balance.median, balance.n, balance.nvt) == (-1, 3, 1)
    assert balance.counts == {-2: 1, -1: 1, 0: 1, 1: 0, 2: 0}
    assert phase.median == 3, "the place of Vormgeven"
    assert list(phase.counts) == ["verkennen", "delen", "overeenkomen", "vormgeven", "uitvoeren"]
    assert found["organisatie"].asked == 24, "the balance is asked too"
    assert "balans" not in found["organisatie"].statements


def test_a_session_without_answers_has_empty_figures(content: ContentSet, group: Group) -> None:
    found = results(group({}, names=["Ann", "Bob"]), content)
    assert list(found) == list(PERSPECTIVES)
    assert sum(each.asked for each in found.values()) == 54
    assert all(each.score is None and each.answered == 0 for each in found.values())


def test_where_the_agreement_is_the_same_who_stand_opposite_each_other_come_first() -> None:
    def found(text: str) -> StatementResult:
        given = scores(text)
        return StatementResult(text, text, n=len(given), agreement=agreement(given), pattern=pattern(given))

    rows = [found(text) for text in ("4444", "33445", "5", "22234", "23344", "1155")]
    assert rows[1].agreement == rows[3].agreement == rows[4].agreement
    order = [each.id for each in sorted(rows, key=by_difference)]
    assert order[0] == "1155" and order[3:] == ["33445", "4444", "5"]
    assert {*order[1:3]} == {"22234", "23344"}
