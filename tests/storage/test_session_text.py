"""A session as text: the contract's order, and the same session, the same bytes, for all of Unicode."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.plain_text import clean_text
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import dumps, read_session
from tests.storage.helpers import BY_HAND, made, read

quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
sets = ContentSets()


def set_of(language: str) -> ContentSet:
    content = sets.get("samenwerken", language)
    assert content is not None
    return content


# -- any session

any_text = st.text(max_size=200)
texts = any_text.map(clean_text)
lines = texts.map(lambda text: text.replace("\n", " ")[:120]).filter(bool)
ids = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True).filter(lambda key: key != "group")
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=offsets)
values = st.recursive(
    texts
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.dates()
    | st.times()
    | st.datetimes()
    | moments,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
extras = st.dictionaries(texts.map(lambda text: f"x{text}"), values, max_size=2)


def maybe(**choices: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=choices)


some_perspectives = st.lists(st.sampled_from(PERSPECTIVES), unique=True)


@st.composite
def records(draw: st.DrawFn, content: ContentSet, perspective: str, people: list[str]) -> dict[str, Any]:
    asked = content.perspective(perspective).statements
    given = {
        statement.id: st.sampled_from([choice.id for choice in statement.choices or ()])
        if statement.kind == "choice"
        else st.integers(*((-2, 2) if statement.kind == "balance" else (1, 5)))
        for statement in asked
    }
    answers = maybe(**{key: answer | st.just("nvt") for key, answer in given.items()})
    who, what = st.sampled_from(people), st.sampled_from(list(given))
    note = st.tuples(maybe(statement=what, by=who), extras, texts).map(lambda it: {**it[0], **it[1], "text": it[2]})
    record = draw(
        maybe(
            hidden=st.booleans(),
            joint=st.integers(1, 5) | st.just("disagree"),
            attention=st.booleans(),
            statements=maybe(**{key: lines for key in given}),
            answers=st.dictionaries(who, answers),
            notes=st.dictionaries(ids, note, max_size=3),
            sentences=st.dictionaries(who, texts.map(lambda text: {"text": text})),
            exchange=st.dictionaries(ids, maybe(organisation=lines, gets=texts, brings=texts, no_go=texts), max_size=2),
        )
    )
    return {**record, **draw(extras)}


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    language = draw(st.sampled_from(["nl", "en"]))
    content = set_of(language)
    people = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    about = {"id": "s1", "title": draw(lines), "date": draw(st.dates()), "language": language}
    about |= {"content": "samenwerken", **draw(maybe(created=moments, changed=moments, closed=moments))}
    about |= draw(maybe(length=st.sampled_from(["full", "short"]), facilitator=lines, previous=lines, step=lines))
    about |= draw(maybe(retired=st.lists(ids, max_size=3)))
    participant = st.tuples(maybe(name=lines, organisation=lines, away=st.booleans()), extras)
    action = maybe(who=lines, due=st.dates(), status=st.sampled_from(["open", "done", "dropped"]), remark=texts)
    raw = {
        "format": "reflectie-sessie",
        "version": 1,
        "session": {**about, **draw(extras)},
        "participants": {key: {**(one := draw(participant))[0], **one[1]} for key in people},
        "perspectives": {
            key: draw(records(content, key, people))
            for key in draw(st.lists(st.sampled_from(PERSPECTIVES), unique=True))
        },
        "actions": {
            key: {"what": draw(lines), **draw(action), **draw(extras)}
            for key in draw(st.lists(ids, max_size=3, unique=True))
        },
    }
    return Session.model_validate({**raw, **draw(extras)}, by_alias=True, by_name=False)


@quick
@given(session=sessions())
@pytest.mark.promise(13)
def test_save_load_save_gives_the_same_session_and_the_same_bytes(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "sessie.toml"
    text = dumps(session)
    path.write_bytes(text.encode())
    again = read_session(path, sets).session
    assert dumps(again) == text
    assert again.about == session.about
    assert (again.participants, again.actions, again.model_extra) == (
        session.participants,
        session.actions,
        session.model_extra,
    )
    for perspective in PERSPECTIVES:
        before, after = session.perspective(perspective), again.perspective(perspective)
        spoken = {voice: given for voice, given in before.answers.items() if given}
        assert after == before.replaced(answers=spoken)
    assert text.endswith("\n\n# einde\n") and "\r" not in text


@quick
@given(text=st.text(max_size=300))
@pytest.mark.promise(8, 13)
def test_any_text_that_gets_into_a_note_comes_back_as_the_one_rule_has_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "sessie.toml"
    session = made(set_of("nl")).with_note("ambitie", f"a{text}")
    path.write_bytes(dumps(session).encode())
    assert read_session(path, sets).session.perspective("ambitie").notes["n1"].text == clean_text(f"a{text}")


@pytest.mark.parametrize(
    "text",
    [
        "\n\neerst twee lege regels",
        "spaties erachter   \nen hier  \n",
        'drie """ en vier """" en \\ en \\n',
        '"""',
        "eindigt op een schuine streep\\\n",
        'eindigt op een aanhalingsteken\n"',
        "''' en ''",
        "# einde\nen verder\n# einde",
        "<<<<<<< HEAD\nja\n=======\nnee\n>>>>>>> anders\n",
        "[actions.a9]\nwhat = 'niet echt'",
        "👩\u200d🏫 e\ufe0f می\u200cخواهم 日本",
    ],
)
@pytest.mark.promise(13)
def test_texts_that_look_like_the_file_itself(content: ContentSet, text: str, tmp_path: Path) -> None:
    session = made(content).with_note("ambitie", text)
    again = read(tmp_path / "sessie.toml", sets, dumps(session)).session
    assert again == session
    assert dumps(again) == dumps(session)


# -- the order and the marks of the contract


def test_the_file_has_the_order_of_the_contract(content: ContentSet) -> None:
    session = made(content, facilitator="Ilse").with_score(
        "ambitie", "p1", content.perspective("ambitie").by_id["doen"], 4
    )
    text = dumps(session.with_note("ambitie", "een\ntwee", statement="doen", by="p1"))
    places = [
        'format = "reflectie-sessie"\nversion = 1\n\n[session]\nid = ',
        'title = "Opleidingsschool Rijnstreek"\ndate = 2026-11-23\nlanguage = "nl"\ncontent = "samenwerken"\n'
        'content_version = 1\nlength = "full"\nway = "rounds"\nvisibility = "named"\nfacilitator = "Ilse"\n',
        "created = 2026-11-23T14:00:00+01:00\n",
        '\n[participants.p1]\nname = "Fatima"\norganisation = "Hogeschool Rijn"\n',
        "\n[perspectives.ambitie]\nhidden = true\n\n[perspectives.ambitie.statements]\nbelofte = ",
        "\n[perspectives.ambitie.answers.p1]\ndoen = 4\n",
        '\n[perspectives.ambitie.notes.n1]\nstatement = "doen"\nby = "p1"\ntext = """\neen\ntwee"""\n',
        "\n[perspectives.belangen.statements]\n",
        "\n[perspectives.proces.statements]\n",
        "\n\n# einde\n",
    ]
    found = [text.index(place) for place in places]
    assert found == sorted(found)


def test_what_has_no_value_is_left_out(content: ContentSet) -> None:
    session = made(content).with_away("p1", True).with_away("p1", False)
    session = session.with_attention("ambitie", True).with_attention("ambitie", False).with_joint("ambitie", None)
    text = dumps(session)
    for word in ("away", "attention", "hidden", "joint", "closed", "answers", "actions", "facilitator"):
        assert word not in text
    assert 'length = "full"' in text


def test_a_perspective_that_was_left_empty_is_left_out(tmp_path: Path) -> None:
    session = read(tmp_path / "sessie.toml", sets, BY_HAND + "\n[perspectives.belangen]\n").session
    assert "belangen" not in dumps(session)


def test_an_empty_participant_is_kept_for_it_is_a_seat(content: ContentSet) -> None:
    session = made(content, visibility="anonymous")
    assert len(tomllib.loads(dumps(session))["participants"]) == 3


def test_the_order_of_typing_does_not_show(content: ContentSet) -> None:
    """In an anonymous session it would tell who scored when."""
    statements = content.perspective("ambitie").statements
    first, second = made(content), made(content)
    for voice in ("p1", "p2", "p3"):
        for statement in statements:
            first = first.with_score("ambitie", voice, statement, 3)
    for voice in ("p3", "p1", "p2"):
        for statement in reversed(statements):
            second = second.with_score("ambitie", voice, statement, 3)
    assert dumps(first) == dumps(second)
    noted = made(content, visibility="anonymous")
    one = noted.with_note("ambitie", "a", note_id="n-b").with_note("ambitie", "b", note_id="n-a")
    other = noted.with_note("ambitie", "b", note_id="n-a").with_note("ambitie", "a", note_id="n-b")
    assert dumps(one) == dumps(other)


def test_one_change_is_one_line_in_a_diff(content: ContentSet) -> None:
    statements = content.perspective("ambitie").statements
    session = made(content)
    for voice in ("p1", "p2"):
        for statement in statements:
            session = session.with_score("ambitie", voice, statement, 3)
    before = dumps(session).splitlines()
    after = dumps(session.with_score("ambitie", "p1", statements[1], 5)).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [("commitment = 3", "commitment = 5")]


def test_an_offset_that_toml_does_not_know_becomes_utc(content: ContentSet) -> None:
    odd = timezone(timedelta(minutes=19, seconds=32))
    text = dumps(made(content).with_about(created=datetime(1930, 5, 1, 12, 0, tzinfo=odd)))
    assert tomllib.loads(text)["session"]["created"] == datetime(1930, 5, 1, 11, 40, 28, tzinfo=UTC)


def test_dates_and_times_of_extra_keys_stay_what_they_are(tmp_path: Path) -> None:
    extra = "[ours]\nday = 2026-01-02\nhour = 07:30:00\nlocal = 2026-01-02T07:30:00.25\nmoment = 2026-01-02T07:30:00Z\n"
    session = read(tmp_path / "sessie.toml", sets, BY_HAND + extra).session
    assert tomllib.loads(dumps(session))["ours"] == {
        "day": date(2026, 1, 2),
        "hour": time(7, 30),
        "local": datetime(2026, 1, 2, 7, 30, 0, 250_000),
        "moment": datetime(2026, 1, 2, 7, 30, tzinfo=UTC),
    }
