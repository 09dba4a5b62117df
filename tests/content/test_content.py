"""The set `samenwerken` in both languages: valid, alike, complete, and in the words that we promised."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective, SetFacts, Statement

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGES = ("nl", "en")

ASKED = {
    "ambitie": "belofte commitment doen* begrip* halen-brengen",
    "belangen": "collectief organisatie* individueel achter-standpunten spannende-punten*",
    "relatie": "insluiting macht leiderschap conflict* vertrouwen*",
    "organisatie": "daadkracht draagvlak* wie-bepaalt* wie-doet wie-hoort balans",
    "proces": "fase-helder* stappen regie tempo* evaluatie fase",
}
"""The questions of each perspective in their order; an asterisk marks those of the short set."""

SUB_MODELS = {
    "ambitie": {"product": "belofte commitment doen"},
    "belangen": {"kinds": "collectief organisatie individueel"},
    "relatie": {"themes": "insluiting macht leiderschap conflict vertrouwen"},
    "organisatie": {
        "tension": "daadkracht draagvlak",
        "balance": "onder-georganiseerd over-georganiseerd",
        "conditions": "wie-bepaalt wie-doet wie-hoort",
    },
    "proces": {"phases": "verkennen delen overeenkomen vormgeven uitvoeren"},
}

FORBIDDEN = {
    "nl": {"en", "niet", "geen", "nooit", "niemand", "nergens", "zonder", "altijd", "wij"},
    "en": {"and", "not", "never", "no", "nobody", "none", "without", "always", "don't", "cannot", "can't"},
}
"""Words that no statement has: two ideas in one, a negation, or a claim nobody can score."""

SAME_IN_BOTH = {"Commitment", "Conflict"}
"""Words that are spelt alike in both languages."""

NOT_WORDS = {"id", "kind", "statement", "language"}
"""Text fields that carry an id and no words for the reader."""


def read(language: str, name: str) -> dict:
    return tomllib.loads((CONTENT / language / "samenwerken" / f"{name}.toml").read_text(encoding="utf-8"))


def load(language: str) -> ContentSet:
    return ContentSet(
        facts=SetFacts.model_validate(read(language, "set")),
        perspectives={name: Perspective.model_validate(read(language, name)) for name in PERSPECTIVES},
    )


@pytest.fixture(scope="module")
def sets() -> dict[str, ContentSet]:
    return {language: load(language) for language in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def content(sets: dict[str, ContentSet], language: str) -> ContentSet:
    return sets[language]


def statements(content: ContentSet) -> list[Statement]:
    return [statement for perspective in content.perspectives.values() for statement in perspective.statements]


def shape(value: object, key: str = "") -> object:
    """Return the value with every reader's text replaced by an ellipsis."""
    if isinstance(value, BaseModel):
        value = dict(value)
    if isinstance(value, dict):
        return {name: shape(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner, key) for inner in value]
    return "…" if isinstance(value, str) and key not in NOT_WORDS else value


def texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text for the reader, with its place."""
    if isinstance(value, BaseModel):
        value = dict(value)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_WORDS:
                yield from texts(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{place}[{number}]")
    elif isinstance(value, str):
        yield place, value


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!…])\s+(?=[A-Z])", text)


def too_long(texts: Iterator[str], width: int) -> list[str]:
    return [f"{len(text)}: {text}" for text in texts if len(text) > width]


def test_folder_holds_the_set_and_its_five_perspectives(language: str) -> None:
    names = {path.name for path in (CONTENT / language / "samenwerken").iterdir()}
    assert names == {"set.toml", *(f"{name}.toml" for name in PERSPECTIVES)}


def test_each_file_carries_its_own_id_and_language(content: ContentSet, language: str) -> None:
    assert (content.facts.id, content.facts.version, content.facts.language) == ("samenwerken", 1, language)
    assert [perspective.id for perspective in content.perspectives.values()] == list(PERSPECTIVES)


def test_both_languages_have_the_same_shape(sets: dict[str, ContentSet]) -> None:
    dutch, english = (shape(sets[language]) for language in LANGUAGES)
    dutch["facts"].pop("language")
    english["facts"].pop("language")
    assert dutch == english


@pytest.mark.parametrize("name", ("set", *PERSPECTIVES))
def test_both_languages_put_their_keys_in_the_same_order(name: str) -> None:
    dutch, english = (repr(shape(read(language, name))) for language in LANGUAGES)
    assert dutch.replace("'language': 'nl'", "") == english.replace("'language': 'en'", "")


def test_questions_are_those_of_the_model_in_its_order(content: ContentSet) -> None:
    asked = {
        name: " ".join(statement.id + "*" * statement.short for statement in perspective.statements)
        for name, perspective in content.perspectives.items()
    }
    assert asked == ASKED


def test_full_set_asks_27_questions_and_the_short_one_10(content: ContentSet) -> None:
    assert (content.questions("full"), content.questions("short")) == (27, 10)
    assert all(len(perspective.scale("full")) == 5 for perspective in content.perspectives.values())


def test_two_questions_are_of_their_own_kind(content: ContentSet) -> None:
    kinds = {statement.id: statement.kind for statement in statements(content) if statement.kind != "scale"}
    assert kinds == {"balans": "balance", "fase": "choice"}
    for statement in statements(content):
        assert (statement.labels is not None) == (statement.kind == "balance")
        assert (statement.choices is not None) == (statement.kind == "choice")


def test_sub_models_are_those_of_the_model(content: ContentSet) -> None:
    found = {
        name: {sub_model.kind: " ".join(part.id for part in sub_model.parts) for sub_model in perspective.sub_models}
        for name, perspective in content.perspectives.items()
    }
    assert found == SUB_MODELS


def test_parts_of_a_sub_model_point_at_the_statement_of_their_own_name(content: ContentSet) -> None:
    for perspective in content.perspectives.values():
        for sub_model in perspective.sub_models:
            for part in sub_model.parts:
                measured = None if sub_model.kind in ("balance", "phases") else part.id
                assert part.statement == measured
                assert measured is None or perspective.by_id[measured].kind == "scale"


def test_phases_to_choose_from_are_the_phases_of_the_sub_model(content: ContentSet) -> None:
    process = content.perspective("proces")
    drawn = [(part.id, part.name, part.text) for part in process.sub_models[0].parts]
    assert [(choice.id, choice.name, choice.text) for choice in process.by_id["fase"].choices or []] == drawn


def test_only_ambition_has_the_two_exercises(content: ContentSet) -> None:
    having = [name for name, one in content.perspectives.items() if one.sentence and one.exchange]
    partly = [name for name, one in content.perspectives.items() if one.sentence or one.exchange]
    assert having == partly == ["ambitie"]


def test_front_page_names_both_dangers(content: ContentSet) -> None:
    assert [danger.id for danger in content.facts.front_page.dangers] == ["spraakverwarring", "schijnsamenwerking"]


def test_credit_names_the_source(content: ContentSet) -> None:
    assert all(name in content.facts.credit for name in ("Common Eye", "VSL", "PBT"))


def test_scale_has_its_five_points_and_a_sixth_answer(sets: dict[str, ContentSet]) -> None:
    scales = [sets[language].facts.scale for language in LANGUAGES]
    assert [[(label.point, label.label) for label in scale.labels] for scale in scales] == [
        list(enumerate(("helemaal niet", "nauwelijks", "deels", "grotendeels", "helemaal"), 1)),
        list(enumerate(("not at all", "barely", "partly", "largely", "completely"), 1)),
    ]
    assert [(scale.question, scale.unknown) for scale in scales] == [
        ("In hoeverre klopt dit?", "weet ik niet"),
        ("To what extent is this true?", "I don't know"),
    ]


def test_statements_are_short_and_say_one_thing_in_the_positive(content: ContentSet, language: str) -> None:
    for statement in statements(content):
        assert len(words(statement.text)) <= 14, statement.text
        assert not FORBIDDEN[language] & set(words(statement.text)), statement.text
        assert len(sentences(statement.text)) == 1, statement.text
        assert statement.text.endswith("." if statement.kind == "scale" else "?"), statement.text


def test_no_two_statements_read_the_same(content: ContentSet) -> None:
    for field in ("text", "explanation", "question", "first_step"):
        said = [getattr(statement, field) for statement in statements(content)]
        assert len(set(said)) == len(said), field


def test_what_goes_with_a_statement_fits_its_place(content: ContentSet) -> None:
    asked = statements(content)
    assert too_long((statement.explanation for statement in asked), 110) == []
    assert too_long((statement.question for statement in asked), 130) == []
    assert too_long((statement.first_step for statement in asked), 110) == []


def test_a_conversation_question_asks_and_never_asks_who_scored(content: ContentSet) -> None:
    for statement in statements(content):
        assert "?" in statement.question
        assert not re.search(
            r"\b(wie gaf|wie heeft|who gave|who scored|scores?|stem|voice)\b", statement.question.lower()
        )


def test_a_first_step_is_an_instruction_of_one_sentence(content: ContentSet) -> None:
    for statement in statements(content):
        assert len(sentences(statement.first_step)) == 1, statement.first_step
        assert not re.match(r"(we|jullie|you|de|het|een|the|an?|er|there)\b", statement.first_step.lower())


def test_labels_fit_the_drawings(content: ContentSet) -> None:
    assert too_long((perspective.name for perspective in content.perspectives.values()), 11) == []
    for perspective in content.perspectives.values():
        for sub_model in perspective.sub_models:
            assert too_long((part.name for part in sub_model.parts), 16) == []
            assert too_long((part.text for part in sub_model.parts), 110) == []
            assert too_long(iter([sub_model.text]), 110) == []
    assert too_long((label.label for label in content.facts.scale.labels), 13) == []
    assert too_long(iter(content.perspective("organisatie").by_id["balans"].labels or []), 16) == []
    exchange = content.perspective("ambitie").exchange
    assert exchange is not None
    assert too_long(iter([exchange.gets, exchange.brings, exchange.no_go]), 40) == []


def test_a_row_of_phases_fits_80_columns(content: ContentSet) -> None:
    names = [part.name for part in content.perspective("proces").sub_models[0].parts]
    assert len("  1 " + "   2 ".join(names)) <= 78


def test_reading_comes_in_short_pieces(content: ContentSet) -> None:
    for perspective in content.perspectives.values():
        assert 2 <= len(sentences(perspective.lead)) <= 3, perspective.lead
        for section in perspective.sections:
            assert 2 <= len(sentences(section.text)) <= 5, section.text
        read_aloud = [perspective.lead, perspective.chance, *(section.text for section in perspective.sections)]
        for sentence in (sentence for text in read_aloud for sentence in sentences(text)):
            assert len(words(sentence)) <= 26, sentence


def test_dutch_says_we(sets: dict[str, ContentSet]) -> None:
    found = [place for place, text in texts(sets["nl"]) if re.search(r"\bwij\b", text.lower())]
    assert found == []


def test_no_text_was_left_untranslated(sets: dict[str, ContentSet]) -> None:
    dutch, english = (dict(texts(sets[language])) for language in LANGUAGES)
    assert dutch.keys() == english.keys()
    assert {dutch[place] for place in dutch if dutch[place] == english[place]} == SAME_IN_BOTH


def test_text_is_clean(content: ContentSet) -> None:
    for place, text in texts(content):
        assert text == text.strip(), place
        assert "  " not in text and "\n" not in text, place
        assert text.isprintable(), place
        assert not re.search(r"\s[.,;:?!]|\.\.|['’]{2}|\[|\]", text), place
