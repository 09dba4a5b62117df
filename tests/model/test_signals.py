"""Each kind of signal just over its edge and just under it, in their order, and in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.model.signals import ORDER, Signal, first_three, signals
from reflectie_tui.report.sentences import all_told, told
from reflectie_tui.words import LANGUAGES
from reflectie_tui.words import load as words_of

Group = Callable[..., Session]
Scores = Mapping[str, Mapping[str, Sequence[Answer | None]]]
TWO_AND_TWO = ["Noord", "Noord", "Zuid", "Zuid"]


def of(kind: str, found: Sequence[Signal]) -> list[Signal]:
    return [signal for signal in found if signal.kind == kind]


def row(text: str) -> list[Answer | None]:
    """Answers as one writes them down: 4 4 ? -, where ? is not knowing and - is no answer yet."""
    marks: dict[str, Answer | None] = {"?": "nvt", "-": None}
    return [marks[mark] if mark in marks else int(mark) for mark in text.split()]


def rows(**texts: str) -> dict[str, list[Answer | None]]:
    return {key.replace("_", "-"): row(text) for key, text in texts.items()}


EDGES: list[tuple[str, Scores, list[Signal]]] = [
    ("opposed", {"relatie": rows(macht="2 2 4 4")}, [Signal("opposed", "relatie", "macht")]),
    ("opposed", {"relatie": rows(macht="2 4")}, [Signal("opposed", "relatie", "macht")]),
    ("opposed", {"relatie": rows(macht="2 2 3 3")}, []),
    ("opposed", {"relatie": rows(macht="3 3 5 5")}, []),
    ("opposed", {"relatie": rows(macht="2 - - ?")}, []),
    ("lone-voice", {"relatie": rows(macht="2 4 4 4")}, [Signal("lone-voice", "relatie", "macht")]),
    ("lone-voice", {"relatie": rows(macht="2 4 4")}, []),
    ("lone-voice", {"relatie": rows(macht="3 4 4 4")}, []),
    ("lone-voice", {"relatie": rows(macht="3 5 5 5")}, [Signal("lone-voice", "relatie", "macht")]),
    ("low", {"relatie": rows(macht="2 2 3")}, [Signal("low", "relatie", "macht")]),
    ("low", {"relatie": rows(macht="2 3")}, []),
    ("low", {"relatie": rows(macht="1 ? -")}, []),
    ("unknown", {"relatie": rows(macht="? ? 4")}, [Signal("unknown", "relatie", "macht")]),
    ("unknown", {"relatie": rows(macht="? ? 4 4")}, []),
    ("unknown", {"relatie": rows(macht="? ? 4 -")}, [Signal("unknown", "relatie", "macht")]),
    ("unknown", {"relatie": rows(macht="- - -", conflict="3 3 3")}, []),
    ("strength", {"relatie": rows(macht="4 5 5")}, [Signal("strength", "relatie", "macht")]),
    ("strength", {"relatie": rows(macht="3 4 4")}, [Signal("strength", "relatie", "macht")]),
    ("strength", {"relatie": rows(macht="3 4")}, []),
    ("strength", {"relatie": rows(macht="3 4 5 5")}, []),
    ("strength", {"relatie": rows(macht="5 ?")}, []),
    ("strength", {"ambitie": rows(begrip="4 4")}, [Signal("strength", "ambitie", "begrip", "own_example")]),
    ("strength", {"ambitie": rows(belofte="4 4")}, [Signal("strength", "ambitie", "belofte", "own_example")]),
    ("strength", {"ambitie": rows(doen="4 4")}, [Signal("strength", "ambitie", "doen")]),
    ("confusion", {"ambitie": rows(begrip="2 2 3")}, [Signal("confusion", "ambitie", "begrip")]),
    ("confusion", {"ambitie": rows(begrip="2 4")}, [Signal("confusion", "ambitie", "begrip")]),
    ("confusion", {"ambitie": rows(begrip="2 3")}, []),
    ("confusion", {"ambitie": rows(begrip="2 4 4 4")}, []),
    ("confusion", {"ambitie": rows(begrip="1 -", doen="2 2")}, []),
    (
        "many-differences",
        {"relatie": rows(macht="2 4", conflict="3 3", vertrouwen="4 4", insluiting="5 -")},
        [Signal("many-differences", None)],
    ),
    (
        "many-differences",
        {"relatie": rows(macht="2 4", conflict="3 3"), "belangen": rows(individueel="3 3")},
        [Signal("many-differences", None)],
    ),
    ("many-differences", {"relatie": rows(macht="2 4", conflict="3 3", vertrouwen="4 4", insluiting="5 5")}, []),
    ("many-differences", {"relatie": rows(macht="5 -")}, []),
    ("sham", {"ambitie": rows(belofte="4 4", doen="2 2")}, [Signal("sham", "ambitie", "doen", "words")]),
    ("sham", {"ambitie": rows(belofte="3 4", doen="2 2")}, []),
    ("sham", {"ambitie": rows(belofte="4 4", doen="2 3")}, []),
    ("sham", {"ambitie": rows(belofte="4 4", doen="2 -")}, []),
    (
        "sham",
        {"ambitie": rows(doen="4 4"), "organisatie": rows(draagvlak="2 2")},
        [Signal("sham", "organisatie", "draagvlak", "support")],
    ),
    ("sham", {"ambitie": rows(doen="3 4"), "organisatie": rows(draagvlak="2 2")}, []),
    ("sham", {"ambitie": rows(doen="4 4"), "organisatie": rows(draagvlak="2 3")}, []),
    ("sham", {"ambitie": rows(doen="4 -"), "organisatie": rows(draagvlak="2 2")}, []),
    (
        "weakest-factor",
        {"ambitie": rows(belofte="4 4", commitment="3 3", doen="3 2")},
        [Signal("weakest-factor", "ambitie", "doen", names=("doen",))],
    ),
    ("weakest-factor", {"ambitie": rows(belofte="4 4", commitment="4 3", doen="3 3")}, []),
    ("weakest-factor", {"ambitie": rows(belofte="4 4 4", commitment="3 3 2", doen="3 2 2")}, []),
    ("weakest-factor", {"ambitie": rows(belofte="4 4", doen="2 2")}, []),
    (
        "weakest-factor",
        {"ambitie": rows(belofte="2 2", commitment="4 4", doen="3 3")},
        [Signal("weakest-factor", "ambitie", "belofte", names=("belofte",))],
    ),
    (
        "interest-missing",
        {"belangen": rows(collectief="4 4", organisatie="4 4", individueel="3 3")},
        [Signal("interest-missing", "belangen", "individueel", names=("individueel",))],
    ),
    (
        "interest-missing",
        {"belangen": rows(collectief="4 4", organisatie="3 3", individueel="3 3")},
        [Signal("interest-missing", "belangen", "organisatie", "shared", ("organisatie", "individueel"))],
    ),
    ("interest-missing", {"belangen": rows(collectief="3 4", organisatie="3 4", individueel="3 3")}, []),
    ("interest-missing", {"belangen": rows(collectief="5 5", organisatie="5 5", individueel="3 4")}, []),
    ("interest-missing", {"belangen": rows(collectief="4 4", individueel="2 2")}, []),
    (
        "act-support-imbalance",
        {"organisatie": rows(daadkracht="4 4", draagvlak="3 3")},
        [Signal("act-support-imbalance", "organisatie", "draagvlak", names=("draagvlak",))],
    ),
    (
        "act-support-imbalance",
        {"organisatie": rows(daadkracht="1 2", draagvlak="3 3")},
        [Signal("act-support-imbalance", "organisatie", "daadkracht", names=("daadkracht",))],
    ),
    ("act-support-imbalance", {"organisatie": rows(daadkracht="3 4", draagvlak="3 3")}, []),
    ("act-support-imbalance", {"organisatie": rows(daadkracht="5 5", draagvlak="3 4")}, []),
    ("act-support-imbalance", {"organisatie": rows(daadkracht="5 5")}, []),
    ("under-organised", {"organisatie": rows(balans="-1 -1 0")}, [Signal("under-organised", "organisatie", "balans")]),
    ("under-organised", {"organisatie": rows(balans="-1 0")}, []),
    ("under-organised", {"organisatie": rows(balans="-2 ?")}, []),
    ("over-organised", {"organisatie": rows(balans="1 1 0")}, [Signal("over-organised", "organisatie", "balans")]),
    ("over-organised", {"organisatie": rows(balans="1 0")}, []),
    ("over-organised", {"organisatie": rows(balans="2 -", daadkracht="3 3")}, []),
    ("organising-split", {"organisatie": rows(balans="-1 1")}, [Signal("organising-split", "organisatie", "balans")]),
    ("organising-split", {"organisatie": rows(balans="0 1 2")}, []),
    ("organising-split", {"organisatie": rows(balans="-2 0 0")}, []),
    (
        "phase-split",
        {"proces": {"fase": ["overeenkomen", "verkennen"]}},
        [Signal("phase-split", "proces", "fase", names=("verkennen", "overeenkomen"))],
    ),
    (
        "phase-split",
        {"proces": {"fase": ["uitvoeren", "delen", "overeenkomen", "delen"]}},
        [Signal("phase-split", "proces", "fase", names=("delen", "overeenkomen", "uitvoeren"))],
    ),
    ("phase-split", {"proces": {"fase": ["verkennen", "delen", "nvt"]}}, []),
    (
        "skipped-steps",
        {"proces": {"fase": ["vormgeven", "vormgeven"]}, "ambitie": rows(doen="3 2", begrip="3 3", belofte="3 3")},
        [Signal("skipped-steps", "ambitie")],
    ),
    (
        "skipped-steps",
        {
            "proces": {"fase": ["vormgeven", "uitvoeren"]},
            "ambitie": rows(doen="2 2", begrip="3 3", belofte="3 3"),
            "belangen": rows(collectief="3 3", organisatie="3 3", individueel="2 3"),
        },
        [Signal("skipped-steps", "ambitie"), Signal("skipped-steps", "belangen")],
    ),
    (
        "skipped-steps",
        {"proces": {"fase": ["vormgeven", "vormgeven"]}, "ambitie": rows(doen="3 3", begrip="3 3", belofte="3 3")},
        [],
    ),
    (
        "skipped-steps",
        {"proces": {"fase": ["overeenkomen", "vormgeven"]}, "ambitie": rows(doen="1 1", begrip="1 1", belofte="1 1")},
        [],
    ),
    (
        "skipped-steps",
        {
            "proces": {"fase": ["uitvoeren", "overeenkomen", "uitvoeren"]},
            "ambitie": rows(doen="1 1 1", begrip="1 1 1", belofte="1 1 1"),
        },
        [],
    ),
]
"""A kind, the answers, and the signals of that kind that they give."""


@pytest.mark.parametrize(("kind", "scores", "expected"), EDGES, ids=[f"{n}-{edge[0]}" for n, edge in enumerate(EDGES)])
def test_each_kind_just_over_and_just_under_its_edge(
    content: ContentSet, group: Group, kind: str, scores: Scores, expected: list[Signal]
) -> None:
    assert of(kind, signals(group(scores), content)) == expected


def test_no_kind_is_left_untried() -> None:
    tried = {kind for kind, _, expected in EDGES if expected}
    assert {*ORDER} - tried == {"between-organisations"}, "which has tests of its own"
    assert {kind for kind, _, expected in EDGES if not expected} == tried


# -- between organisations


def test_two_organisations_that_differ_by_one_and_a_half(content: ContentSet, group: Group) -> None:
    found = of(
        "between-organisations",
        signals(group({"relatie": rows(macht="2 3 4 4")}, ["Zuid", "Zuid", "Noord", "Noord"]), content),
    )
    assert found == [Signal("between-organisations", "relatie", "macht", names=("Noord", "Zuid"))]


@pytest.mark.parametrize(
    ("scores", "organisations"),
    [
        ("3 3 4 4", TWO_AND_TWO),
        ("2 3 4 3", TWO_AND_TWO),
        ("1 ? 5 5", TWO_AND_TWO),
        ("1 1 5 5", ["Noord", "Noord", "Noord", "Zuid"]),
        ("1 1 5 5", ["Noord", "Noord", None, None]),
    ],
    ids=["a step", "under a step and a half", "one voice with a number", "one voice", "no organisation"],
)
def test_too_near_or_too_few_to_compare(
    content: ContentSet, group: Group, scores: str, organisations: list[str | None]
) -> None:
    assert not of("between-organisations", signals(group({"relatie": rows(macht=scores)}, organisations), content))


def test_at_most_one_a_perspective_and_that_the_widest(content: ContentSet, group: Group) -> None:
    session = group(
        {
            "relatie": rows(macht="2 2 4 4", conflict="1 1 4 4", vertrouwen="4 4 1 1"),
            "ambitie": rows(doen="2 2 4 4"),
        },
        TWO_AND_TWO,
    )
    found = of("between-organisations", signals(session, content))
    assert [(signal.perspective, signal.statement) for signal in found] == [
        ("relatie", "conflict"),
        ("ambitie", "doen"),
    ]


def test_in_an_anonymous_session_three_voices_make_an_organisation(content: ContentSet, group: Group) -> None:
    organisations = ["Noord"] * 3 + ["Zuid"] * 3
    enough = group({"relatie": rows(macht="1 1 1 4 4 4")}, organisations, visibility="anonymous")
    assert of("between-organisations", signals(enough, content))
    too_few = group({"relatie": rows(macht="1 1 ? 4 4 4")}, organisations, visibility="anonymous")
    assert not of("between-organisations", signals(too_few, content))


# -- what is hidden, short or together


def everything() -> Scores:
    """Answers that give nearly every kind there is."""
    return {
        "ambitie": rows(
            belofte="4 4 4 4", commitment="4 4 4 4", doen="1 2 2 4", begrip="2 2 4 4", halen_brengen="2 2 2 2"
        ),
        "belangen": rows(
            collectief="5 5 5 4", organisatie="2 2 2 2", individueel="? ? ? 4", spannende_punten="2 2 5 5"
        ),
        "relatie": rows(macht="1 1 5 5", conflict="1 1 4 5", vertrouwen="2 4 4 4", insluiting="4 4 4 4"),
        "organisatie": {**rows(daadkracht="5 5 4 4", draagvlak="2 2 2 2"), "balans": [-2, -1, -1, 1]},
        "proces": {**rows(tempo="3 3 3 3"), "fase": ["delen", "uitvoeren", "uitvoeren", "uitvoeren"]},
    }


@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_nothing_is_told_of_what_is_hidden(content: ContentSet, group: Group, perspective: str) -> None:
    scores = everything()
    hidden = signals(group(scores, TWO_AND_TWO, hidden=[perspective]), content)
    without = signals(group({key: each for key, each in scores.items() if key != perspective}, TWO_AND_TWO), content)
    assert hidden == without
    assert hidden and all(signal.perspective != perspective for signal in hidden)


@pytest.mark.parametrize("hidden", ["ambitie", "organisatie"])
def test_support_that_lags_needs_both_perspectives_shown(content: ContentSet, group: Group, hidden: str) -> None:
    scores = {"ambitie": rows(doen="4 4"), "organisatie": rows(draagvlak="2 2")}
    assert of("sham", signals(group(scores), content))
    assert not of("sham", signals(group(scores, hidden=[hidden]), content))


@pytest.mark.parametrize("hidden", ["belangen", "proces"])
def test_skipped_steps_need_both_perspectives_shown(content: ContentSet, group: Group, hidden: str) -> None:
    scores = {
        "proces": {"fase": ["uitvoeren", "uitvoeren"]},
        "belangen": rows(collectief="2 2", organisatie="2 2", individueel="2 2"),
    }
    assert of("skipped-steps", signals(group(scores), content))
    assert not of("skipped-steps", signals(group(scores, hidden=[hidden]), content))


def test_the_short_set_gives_what_it_can(content: ContentSet, group: Group) -> None:
    scores = {"ambitie": rows(doen="2 2", begrip="4 4"), "organisatie": rows(draagvlak="2 2")}
    found = signals(group(scores, length="short"), content)
    assert [signal.kind for signal in found] == ["low", "low", "strength"]


def test_one_joint_score_makes_no_pattern(content: ContentSet, group: Group) -> None:
    found = signals(group({"relatie": rows(macht="1", conflict="?", vertrouwen="5")}, way="together"), content)
    assert found == [Signal("unknown", "relatie", "conflict")]


def test_nothing_answered_gives_no_signals(content: ContentSet, group: Group) -> None:
    assert signals(group({}, names=["Ann", "Bob"]), content) == []
    assert first_three([]) == []


# -- their order


def test_what_needs_talk_most_comes_first(content: ContentSet, group: Group) -> None:
    found = signals(group(everything(), TWO_AND_TWO), content)
    places = [ORDER.index(signal.kind) for signal in found]
    assert places == sorted(places)
    assert found[0].kind == "sham" and found[-1].kind == "strength"
    assert of("opposed", found)[0].statement == "macht", "the smallest agreement first"
    assert len(found) == len(set(found)), "each is told once"


def test_among_the_low_the_lowest_comes_first_and_among_the_strong_the_strongest(
    content: ContentSet, group: Group
) -> None:
    session = group({"relatie": rows(insluiting="2 2", macht="1 1", leiderschap="4 4", conflict="5 5")})
    assert [signal.statement for signal in signals(session, content)] == [
        "macht",
        "insluiting",
        "conflict",
        "leiderschap",
    ]


def test_three_come_first_and_one_of_them_is_a_strength(content: ContentSet, group: Group) -> None:
    found = signals(group(everything(), TWO_AND_TWO), content)
    first = first_three(found)
    assert len(first) == 3
    assert [signal.kind for signal in first].count("strength") == 1
    assert first[:2] == found[:2] and first[2] == of("strength", found)[0]


def test_without_a_strength_three_others_come_first() -> None:
    found = [Signal("opposed", "relatie", key) for key in ("macht", "conflict", "vertrouwen", "insluiting")]
    assert first_three(found) == found[:3]


def test_strengths_alone_fill_the_three() -> None:
    found = [Signal("strength", "relatie", key) for key in ("macht", "conflict", "vertrouwen", "insluiting")]
    assert first_three(found) == found[:3]
    assert first_three(found[:2]) == found[:2]


def test_the_first_three_are_about_different_statements_where_that_can_be() -> None:
    understanding = [Signal("confusion", "ambitie", "begrip"), Signal("opposed", "ambitie", "begrip")]
    other, strength = Signal("low", "proces", "tempo"), Signal("strength", "relatie", "macht")
    assert first_three([*understanding, other, strength]) == [understanding[0], other, strength]
    assert first_three([*understanding, strength]) == [*understanding, strength], "two of one where there is no other"


ANSWERS = st.lists(st.one_of(st.integers(1, 5), st.just("nvt"), st.none()), min_size=5, max_size=5)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.lists(ANSWERS, min_size=2, max_size=6), st.randoms())
def test_nobodys_order_matters(
    content: ContentSet, group: Group, people: list[list[Answer | None]], random: Random
) -> None:
    asked = [statement.id for statement in content.perspective("relatie").statements]
    chairs = ["Noord", "Zuid"] * 3

    def found(order: Sequence[int]) -> list[Signal]:
        columns = {key: [people[place][number] for place in order] for number, key in enumerate(asked)}
        return signals(group({"relatie": columns}, [chairs[place] for place in order]), content)

    seats = range(len(people))
    assert found(random.sample(seats, len(seats))) == found(seats)


# -- in words


SPOKEN = [
    *[expected[0] for _, _, expected in EDGES if expected],
    Signal("between-organisations", "relatie", "macht", names=("School {one} [x]", "Hogeschool")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("signal", SPOKEN, ids=lambda signal: f"{signal.kind}-{signal.variant or ''}")
def test_every_kind_has_a_sentence_in_both_languages(
    content: ContentSet, english: ContentSet, group: Group, signal: Signal, language: str
) -> None:
    asked = content if language == "nl" else english
    words = words_of("nl" if language == "nl" else "en")
    session = group({}, names=["Ann", "Bob"], language=language)
    for found in all_told([signal, signal], session, asked, words):
        assert found.name and found.perspective
        assert found.sentence[0].isupper() or found.sentence[0] == "‘"
        assert found.sentence.endswith((".", "?"))
        left_open = found.sentence.replace("School {one} [x]", "")
        assert "{" not in left_open and "}" not in left_open, "all that it names is filled in"
        if signal.statement and signal.kind in ("opposed", "lone-voice", "low", "unknown", "strength"):
            wording = asked.perspective(signal.perspective or "").by_id[signal.statement].text
            assert f"‘{wording.removesuffix('.')}’" in found.sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reads_on_reads_no_sentence_twice(
    content: ContentSet, english: ContentSet, group: Group, language: str
) -> None:
    asked = content if language == "nl" else english
    session = group({}, names=["Ann", "Bob"], language=language)
    kinds = [("opposed", None), ("lone-voice", None), ("low", None), ("unknown", None), ("strength", None)]
    kinds += [("strength", "own_example"), ("between-organisations", None), ("skipped-steps", None)]
    found = [
        Signal(kind, where, at, variant, ("Het Baken", "Hogeschool Rijn") if kind == "between-organisations" else ())
        for kind, variant in kinds
        for where, at in (("relatie", "macht"), ("proces", "stappen"))
    ]
    said = all_told(found, session, asked, words_of("nl" if language == "nl" else "en"))
    for first, second in zip(said[::2], said[1::2], strict=True):
        once, again = (set(re.split("[.:?] ?", told.sentence)) - {""} for told in (first, second))
        assert not once & again


def test_every_kind_and_variant_is_spoken() -> None:
    assert {signal.kind for signal in SPOKEN} == set(ORDER)
    assert {signal.variant for signal in SPOKEN} == {None, "words", "support", "own_example", "shared"}
    for language in LANGUAGES:
        assert set(ORDER) <= set(words_of(language).table["signals"])


def test_a_sentence_names_what_it_is_about(content: ContentSet, english: ContentSet, group: Group) -> None:
    session = group({}, names=["Ann", "Bob"])
    dutch, spoken = words_of("nl"), words_of("en")
    weakest = Signal("weakest-factor", "ambitie", "doen", names=("doen",))
    assert "Doen" in told(weakest, session, content, dutch).sentence
    shared = Signal("interest-missing", "belangen", "organisatie", "shared", ("organisatie", "individueel"))
    assert "Organisatie en Individueel" in told(shared, session, content, dutch).sentence
    phases = Signal("phase-split", "proces", "fase", names=("delen", "uitvoeren"))
    assert "Delen en Uitvoeren" in told(phases, session, content, dutch).sentence
    assert "Share and Carry out" in told(phases, session, english, spoken).sentence
    back = Signal("skipped-steps", "belangen")
    assert "naar Belangen" in told(back, session, content, dutch).sentence
    chairs = Signal("between-organisations", "relatie", "macht", names=("{other}", "Hogeschool [/]"))
    assert "denken {other} en Hogeschool [/] verschillend" in told(chairs, session, content, dutch).sentence


def test_the_wording_is_the_sessions_own(content: ContentSet, english: ContentSet, group: Group) -> None:
    session = group({}, names=["Ann"]).with_perspective("relatie", statements={"macht": "Ieder telt mee."})
    signal = Signal("opposed", "relatie", "macht")
    assert "‘Ieder telt mee’" in told(signal, session, content, words_of("nl")).sentence
    assert "‘Each of us can influence what we decide’" in told(signal, session, english, words_of("en")).sentence


def test_a_question_or_a_first_step_follows(content: ContentSet, group: Group) -> None:
    session, words = group({}, names=["Ann"]), words_of("nl")
    statement = content.perspective("relatie").by_id["macht"]
    opposed = told(Signal("opposed", "relatie", "macht"), session, content, words)
    assert (opposed.question, opposed.first_step) == (statement.question, None)
    low = told(Signal("low", "relatie", "macht"), session, content, words)
    assert (low.question, low.first_step) == (None, statement.first_step)
