"""The example sessions: as the app writes them, whole, and lively enough to show what it does."""

import re
from pathlib import Path

import pytest

from reflectie_tui.model.comparison import Comparison, compare
from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.progress import progress, state, turns
from reflectie_tui.model.records import DISAGREE
from reflectie_tui.model.session import UNKNOWN, Session
from reflectie_tui.model.signals import first_three, signals
from reflectie_tui.model.starting import carried_actions
from reflectie_tui.report.figures import show_figures
from reflectie_tui.storage.content_files import ContentSets, shipped_content
from reflectie_tui.storage.file_names import session_file_name
from reflectie_tui.storage.session_files import Opened, dumps, read_session

SESSIONS = Path(__file__).parents[2] / "sessions"
FIRST = "2025-11-18-opleidingsschool-rijnstreek.toml"
SECOND = "2026-11-17-opleidingsschool-rijnstreek.toml"
OPEN = "2026-11-20-kindcentrum-de-zwaluw.toml"
EXAMPLES = (FIRST, SECOND, OPEN)


def opened(name: str) -> Opened:
    return read_session(SESSIONS / name, ContentSets(shipped_content()))


def session(name: str) -> Session:
    return opened(name).session


@pytest.fixture(scope="module")
def content() -> ContentSet:
    found = ContentSets(shipped_content()).get("samenwerken", "nl")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def comparison(content: ContentSet) -> Comparison:
    return compare([session(FIRST), session(SECOND)], [content, content])


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_reads_without_a_fault_or_a_warning_and_saves_to_the_same_bytes(name: str) -> None:
    found = opened(name)
    assert found.warnings == () and not found.read_only and found.content is not None
    assert dumps(found.session).encode() == (SESSIONS / name).read_bytes()


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_has_the_name_that_the_app_gives(name: str) -> None:
    about = session(name).about
    assert session_file_name(about.date, about.title, about.language) == name


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_asks_the_whole_set_in_the_words_of_today(content: ContentSet, name: str) -> None:
    found = session(name)
    assert found.about.length == "full"
    for key in PERSPECTIVES:
        asked = {each.id: each.text for each in content.perspective(key).asked("full")}
        assert found.perspective(key).statements == asked


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_dutch_says_we_and_has_no_double_spaces(name: str) -> None:
    text = (SESSIONS / name).read_text("utf-8")
    assert not re.search(r"\bwij\b", text, re.IGNORECASE)
    assert "  " not in text


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_a_closed_round_is_whole(content: ContentSet, name: str) -> None:
    found = session(name)
    assert found.closed and progress(found, content) == 1
    assert {state(found, content, key) for key in PERSPECTIVES} == {"judged"}
    assert len(found.participants) == 6
    assert len({person.organisation for person in found.participants.values()}) == 3
    answers = [
        answer for key in PERSPECTIVES for given in found.perspective(key).answers.values() for answer in given.values()
    ]
    assert UNKNOWN in answers, "somebody does not know something"
    joint = {found.perspective(key).joint for key in PERSPECTIVES}
    assert DISAGREE in joint and len(joint) > 2
    assert any(found.perspective(key).attention for key in PERSPECTIVES)
    assert len(found.perspective("ambitie").sentences) == 6 and len(found.perspective("ambitie").exchange) == 3
    for key in PERSPECTIVES:
        record = found.perspective(key)
        assert record.notes
        if record.joint == DISAGREE:
            assert any(note.by is None and note.statement is None for note in record.notes.values()), "with its reason"
    assert any(note.by for key in PERSPECTIVES for note in found.perspective(key).notes.values())


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_a_closed_round_gives_lively_signals(content: ContentSet, name: str) -> None:
    found = signals(session(name), content)
    kinds = {signal.kind for signal in found}
    assert len(kinds) >= 6
    assert {"sham", "opposed", "lone-voice", "between-organisations", "strength"} <= kinds
    assert "strength" in {signal.kind for signal in first_three(found)}


def test_the_two_faces_of_cooperation_in_name_are_both_there(content: ContentSet) -> None:
    faces = [
        next(each.variant for each in signals(session(name), content) if each.kind == "sham")
        for name in (FIRST, SECOND)
    ]
    assert faces == ["words", "support"]


def test_the_second_round_follows_the_first_with_its_open_actions() -> None:
    first, second = session(FIRST), session(SECOND)
    assert second.about.previous == first.about.id
    carried = carried_actions(first)
    assert carried
    for key, action in carried.items():
        now = second.actions[key]
        assert (now.what, now.carried_from) == (action.what, first.about.id)
        assert now.remark, "what became of it"
    assert {now.status for key, now in second.actions.items() if key in carried} == {"open", "done", "dropped"}
    fresh = {key for key, action in second.actions.items() if action.carried_from is None}
    assert fresh and not fresh & set(first.actions), "ids are not used again"


def test_a_year_later_something_is_clear_and_something_too_small_to_call(comparison: Comparison) -> None:
    assert not comparison.not_compared and len(comparison.statements) == 25
    changes = comparison.perspectives
    assert {change.clear for change in changes.values()} == {True, False}
    assert any(change.matched and change.matched.clear and not change.clear for change in changes.values())
    assert {change.matched.people for change in changes.values() if change.matched} == {5}
    assert all(comparison.touching(key) for key in PERSPECTIVES), "each has an action that touched it"


def test_one_person_left_and_one_came(comparison: Comparison) -> None:
    assert [person.name for person in comparison.leavers] == ["Margriet"]
    assert [person.name for person in comparison.joiners] == ["Thijs"]
    assert all(comparison.count(status) for status in ("open", "done", "dropped"))


def test_the_third_is_still_going_on(content: ContentSet) -> None:
    found = session(OPEN)
    assert not found.closed and 0 < progress(found, content) < 1
    assert [state(found, content, key) for key in PERSPECTIVES] == ["judged", "revealed", "started", "open", "open"]
    assert found.about.step == "relatie.score"
    assert found.hides("relatie")
    here = turns(found, content, ["relatie"])
    assert here and len(here) < len(found.voices), "some are done, some have their turn to come"
    assert signals(found, content) and all(signal.perspective != "relatie" for signal in signals(found, content))


def test_what_the_third_hides_stays_hidden(content: ContentSet) -> None:
    found = session(OPEN)
    relation = show_figures(found, content, found.about.date)["perspectives"]["relatie"]
    assert relation["score"] is None and relation["by_participant"] is None
    assert relation["answered"] > 0
