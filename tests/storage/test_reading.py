"""Reading a session file: what is fine, what is refused and how it is named, and that the file stays as it was."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import dumps, read_session
from reflectie_tui.words import load
from tests.storage.helpers import BY_HAND, by_hand, codes, read, refused, said

# -- what is fine

HEAD, *TABLES = BY_HAND.strip().split("\n\n")


def test_a_file_by_hand_is_read_as_it_says(path: Path, sets: ContentSets) -> None:
    opened = read(path, sets, BY_HAND)
    session = opened.session
    assert (session.about.title, session.about.length, session.about.way) == ("Proef", "full", "rounds")
    assert session.answer("ambitie", "p1", "belofte") == 4
    assert session.answer("organisatie", "p1", "balans") == -1
    assert session.answer("proces", "p1", "fase") == "delen"
    assert (opened.warnings, opened.read_only) == ((), False)
    assert opened.content is not None and opened.content.facts.language == "nl"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + BY_HAND, id="byte-order mark"),
        pytest.param(BY_HAND.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("# van ons\n" + BY_HAND.replace("joint = 3", "joint = 3 # samen\n\n\n"), id="comments"),
        pytest.param(BY_HAND + "\n# einde\n", id="end"),
        pytest.param(BY_HAND.rstrip("\n"), id="no line end"),
        pytest.param("\n\n".join([HEAD, *reversed(TABLES)]), id="any order of tables"),
    ],
)
def test_what_makes_no_difference(path: Path, sets: ContentSets, text: str) -> None:
    assert read(path, sets, text).session == read(path, sets, BY_HAND).session


def test_a_session_without_its_wording_is_read_with_the_sets_own(path: Path, sets: ContentSets) -> None:
    opened = read(path, sets, BY_HAND)
    assert opened.content is not None
    statement = opened.content.perspective("ambitie").by_id["belofte"]
    assert opened.session.wording("ambitie", statement) == statement.text


def test_keys_that_are_not_known_are_kept_and_written_back(path: Path, sets: ContentSets) -> None:
    text = BY_HAND.replace('id = "s1"', 'id = "s1"\nroom = "2.14"').replace("joint = 3", "joint = 3\nweight = 1.5")
    text += '\n[ours]\nlist = [1, 2]\nmodel_config = "x"\n'
    written = dumps(read(path, sets, text).session)
    for kept in ('room = "2.14"', "weight = 1.5", "[ours]", 'model_config = "x"'):
        assert kept in written


def test_a_moment_without_offset_is_this_machines_own(
    path: Path, sets: ContentSets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "XYZ-3")
    time.tzset()
    try:
        session = read(path, sets, by_hand('id = "s1"', 'id = "s1"\ncreated = 2026-11-23T14:00:00')).session
    finally:
        monkeypatch.undo()
        time.tzset()
    assert session.about.created is not None and session.about.created.utcoffset() == timedelta(hours=3)
    assert "created = 2026-11-23T14:00:00+03:00" in dumps(session)


def test_a_set_that_is_not_here_opens_to_look_at_with_the_wording_it_carries(path: Path, sets: ContentSets) -> None:
    text = by_hand('content = "samenwerken"', 'content = "onze-set"')
    for perspective, statement in (("ambitie", "belofte"), ("organisatie", "balans"), ("proces", "fase")):
        text += f'\n[perspectives.{perspective}.statements]\n{statement} = "Zo stond het er."\n'
    text = text.replace('statement = "doen"\n', "")
    opened = read(path, sets, text)
    assert opened.content is None and opened.read_only
    assert opened.session.perspective("ambitie").statements == {"belofte": "Zo stond het er."}


def test_a_statement_that_the_set_lost_is_known_by_the_files_own_wording(path: Path, sets: ContentSets) -> None:
    text = by_hand("belofte = 4", "vroeger = 4") + '\n[perspectives.ambitie.statements]\nvroeger = "Dat was zo."\n'
    assert read(path, sets, text).session.answer("ambitie", "p1", "vroeger") == 4


def test_a_carried_action_may_name_a_statement_of_the_session_it_comes_from(path: Path, sets: ContentSets) -> None:
    text = by_hand('statement = "doen"', 'statement = "weg"\ncarried_from = "s0"')
    assert read(path, sets, text).session.actions["a1"].statement == "weg"


@pytest.mark.promise(14)
def test_a_file_that_may_not_be_written_opens_to_look_at(path: Path, sets: ContentSets) -> None:
    path.write_text(BY_HAND)
    path.chmod(0o444)
    opened = read_session(path, sets)
    assert opened.read_only and [warning.code for warning in opened.warnings] == ["warning_locked"]


def test_the_group_together_answers_under_its_own_name(path: Path, sets: ContentSets) -> None:
    text = by_hand('id = "s1"', 'id = "s1"\nway = "together"').replace("answers.p1", "answers.group")
    assert read(path, sets, text).session.answer("ambitie", "group", "belofte") == 4


# -- warnings

CHANGED = by_hand('id = "s1"', 'id = "s1"\nchanged = 2026-11-23T15:12:44+01:00')


def test_a_file_of_the_app_without_its_last_line_opens_with_the_way_to_the_newest_backup(
    path: Path, sets: ContentSets
) -> None:
    backup = path.parent / ".reflectie" / "backup"
    backup.mkdir(parents=True)
    for moment in ("2026-11-23T140000", "2026-11-23T150000", "2026-11-22T160000"):
        (backup / f"s1-{moment}.toml").write_text(BY_HAND)
    (backup / "s2-2026-11-24T120000.toml").write_text(BY_HAND)
    warnings = read(path, sets, CHANGED).warnings
    assert [warning.code for warning in warnings] == ["warning_end_backup"]
    assert "s1-2026-11-23T150000.toml" in load("nl").fault(warnings[0])


def test_without_a_backup_it_says_so(path: Path, sets: ContentSets) -> None:
    assert [warning.code for warning in read(path, sets, CHANGED).warnings] == ["warning_end"]


@pytest.mark.parametrize("end", ["\n# einde\n", "\n# einde", "\r\n# einde\r\n\r\n"])
def test_with_its_last_line_there_is_nothing_to_say(path: Path, sets: ContentSets, end: str) -> None:
    assert read(path, sets, CHANGED.rstrip("\n") + end).warnings == ()


@pytest.mark.promise(8)
def test_control_characters_are_replaced_with_a_warning(path: Path, sets: ContentSets) -> None:
    opened = read(path, sets, by_hand('"Proef"', '"Pr\\u001b[2Joef\\u202e"').replace("Fatima", "Fa\u200btima"))
    assert opened.session.about.title == "Pr�[2Joef�"
    assert opened.session.participants["p1"].name == "Fa�tima"
    assert [(warning.code, warning.place) for warning in opened.warnings] == [("warning_control_more", "session.title")]
    assert "nog 1 keer" in load("nl").fault(opened.warnings[0])


def test_tabs_line_ends_and_accents_are_put_right_without_a_word(path: Path, sets: ContentSets) -> None:
    text = by_hand('"Wij horen vooral goede bedoelingen."', '"""een\\ttwee\\r\\ndrie\u0301 👩\u200d🏫"""')
    opened = read(path, sets, text)
    assert opened.session.perspective("ambitie").notes["n1"].text == "een twee\ndrié 👩\u200d🏫"
    assert opened.warnings == ()


def test_names_in_an_anonymous_file_are_a_warning(path: Path, sets: ContentSets) -> None:
    opened = read(path, sets, by_hand('id = "s1"', 'id = "s1"\nvisibility = "anonymous"'))
    assert [warning.code for warning in opened.warnings] == ["warning_names"]


# -- values that a file may not hold

WRONG = [
    ("date = 2026-11-23", 'date = "2026-11-23"', "date_expected", "session.date"),
    ("date = 2026-11-23", "date = 2026-11-23T10:00:00", "date_expected", "session.date"),
    ("date = 2026-11-23\n", "", "missing_key", "session.date"),
    ('id = "s1"\n', "", "missing_key", "session.id"),
    ('title = "Proef"\n', "", "missing_key", "session.title"),
    ('content = "samenwerken"\n', "", "missing_key", "session.content"),
    ('format = "reflectie-sessie"\n', "", "missing_key", "format"),
    ("version = 1\n", "", "missing_key", "version"),
    ("version = 1", 'version = "1"', "other_version", "version"),
    ("version = 1", "version = true", "other_version", "version"),
    ("version = 1", "version = 0", "other_version", "version"),
    ("version = 1", "version = 2", "newer_version", "version"),
    ('"reflectie-sessie"', '"iets"', "other_format", "format"),
    ('"reflectie-sessie"', "1", "other_format", "format"),
    ("version = 1", "version = 1\n[about]\nx = 1", "taken_key", "about"),
    ('title = "Proef"', 'title = ""', "empty_text", "session.title"),
    ('title = "Proef"', 'title = "a\\nb"', "one_line_expected", "session.title"),
    ('title = "Proef"', f'title = "{"a" * 201}"', "too_long", "session.title"),
    ('id = "s1"', 'id = "s1"\ncreated = 2026-11-23', "moment_expected", "session.created"),
    ('id = "s1"', 'id = "s1"\ncreated = 0001-01-01T00:00:00', "moment_expected", "session.created"),
    ('id = "s1"', 'id = "s1"\nway = "anders"', "one_of_expected", "session.way"),
    ('id = "s1"', 'id = "s1"\nlanguage = "de"', "one_of_expected", "session.language"),
    ('id = "s1"', 'id = "s1"\ncontent_version = 0', "at_least", "session.content_version"),
    ('id = "s1"', 'id = "s1"\nretired = "n1"', "list_expected", "session.retired"),
    ('id = "s1"', 'id = "s1"\nretired = ["n1", 2]', "text_expected", "session.retired[2]"),
    ('id = "s1"', "id = 1", "text_expected", "session.id"),
    ('content = "samenwerken"', 'content = "../weg"', "id_expected", "session.content"),
    ("[session]", "[[session]]", "table_expected", "session"),
    ("[participants.p1]", '[participants.p1]\nextra = "x"\n[participants.P2]', "id_expected", "participants.P2"),
    ("[participants.p1]", '[participants."p 2"]\n[participants.p1]', "id_expected", 'participants."p 2"'),
    ("[participants.p1]", "[participants.group]\n[participants.p1]", "group_taken", "participants.group"),
    ('name = "Fatima"', f'name = "{"a" * 121}"', "too_long", "participants.p1.name"),
    ('name = "Fatima"', "away = 1", "true_or_false_expected", "participants.p1.away"),
    ("joint = 3", "joint = 6", "joint_expected", "perspectives.ambitie.joint"),
    ("joint = 3", "joint = true", "joint_expected", "perspectives.ambitie.joint"),
    ("joint = 3", 'joint = "3"', "joint_expected", "perspectives.ambitie.joint"),
    ("belofte = 4", "belofte = 4.0", "answer_expected", "perspectives.ambitie.answers.p1.belofte"),
    ("belofte = 4", "belofte = true", "answer_expected", "perspectives.ambitie.answers.p1.belofte"),
    ("belofte = 4", "belofte = inf", "answer_expected", "perspectives.ambitie.answers.p1.belofte"),
    ("belofte = 4", 'belofte = "4"', "answer_scale", "perspectives.ambitie.answers.p1.belofte"),
    ("belofte = 4", "belofte = 0", "answer_scale", "perspectives.ambitie.answers.p1.belofte"),
    ("belofte = 4", "belofte = 6", "answer_scale", "perspectives.ambitie.answers.p1.belofte"),
    ("balans = -1", "balans = 3", "answer_balance", "perspectives.organisatie.answers.p1.balans"),
    ('fase = "delen"', 'fase = "klaar"', "answer_choice", "perspectives.proces.answers.p1.fase"),
    ('fase = "delen"', "fase = 2", "answer_choice", "perspectives.proces.answers.p1.fase"),
    ("belofte = 4", "beloften = 4", "unknown_statement", "perspectives.ambitie.answers.p1.beloften"),
    ("answers.p1]\nbel", "answers.p2]\nbel", "unknown_participant", "perspectives.ambitie.answers.p2"),
    ("answers.p1]\nbel", "answers.group]\nbel", "group_only_together", "perspectives.ambitie.answers.group"),
    ("perspectives.proces", "perspectives.ambities", "unknown_perspective", "perspectives.ambities"),
    ('by = "p1"', 'by = "p9"', "unknown_participant", "perspectives.ambitie.notes.n1.by"),
    ('statement = "belofte"', 'statement = "x"', "unknown_statement", "perspectives.ambitie.notes.n1.statement"),
    ('text = "Wij', 'texts = "Wij', "missing_key", "perspectives.ambitie.notes.n1.text"),
    ("sentences.p1", "sentences.p2", "unknown_participant", "perspectives.ambitie.sentences.p2"),
    ("due = 2027-01-15", 'due = "vrijdag"', "date_expected", "actions.a1.due"),
    ('statement = "doen"', 'statement = "dan"', "unknown_statement", "actions.a1.statement"),
    ('perspective = "ambitie"', 'perspective = "anders"', "unknown_perspective", "actions.a1.perspective"),
    ('status = "open"', 'status = "klaar"', "one_of_expected", "actions.a1.status"),
    ('what = "Ambitie uitwerken"', f'what = "{"a" * 10_001}"', "too_long", "actions.a1.what"),
    ('what = "Ambitie uitwerken"', "n = 99999999999999999999", "number_too_large", "actions.a1.n"),
    ('what = "Ambitie uitwerken"', '"a\\u0007" = 1\n"a�" = 2', "same_key", 'actions.a1."a�"'),
]


@pytest.mark.parametrize(("old", "new", "code", "place"), WRONG)
@pytest.mark.promise(9, 10)
def test_each_fault_is_named_with_its_place(
    path: Path, sets: ContentSets, old: str, new: str, code: str, place: str
) -> None:
    error = refused(path, sets, by_hand(old, new))
    assert (error.faults[0].code, error.faults[0].place) == (code, place)
    assert f"{place}: " in said(error)


def test_together_the_group_alone_answers(path: Path, sets: ContentSets) -> None:
    error = refused(path, sets, by_hand('id = "s1"', 'id = "s1"\nway = "together"'))
    assert codes(error) == ["group_expected"] * 3


def test_at_most_40_participants(path: Path, sets: ContentSets) -> None:
    more = "".join(f"[participants.p{number}]\n" for number in range(2, 42))
    assert codes(refused(path, sets, by_hand(new=more))) == ["too_many_participants"]
    assert len(read(path, sets, by_hand(new=more.replace("[participants.p41]\n", ""))).session.participants) == 40


def test_without_its_set_an_id_that_the_file_does_not_carry_is_unknown(path: Path, sets: ContentSets) -> None:
    error = refused(path, sets, by_hand('content = "samenwerken"', 'content = "onze-set"'))
    assert set(codes(error)) == {"unknown_statement_no_set"}
    assert "--content" in said(error)


@pytest.mark.parametrize("answer", ["6", "-3", '"Klaar!"'])
def test_without_its_set_an_answer_is_still_one_that_could_be(path: Path, sets: ContentSets, answer: str) -> None:
    text = by_hand('content = "samenwerken"', 'content = "onze-set"').split("[perspectives.ambitie]")[0]
    text += f'[perspectives.ambitie.statements]\nwe = "We."\n[perspectives.ambitie.answers.p1]\nwe = {answer}\n'
    assert codes(refused(path, sets, text)) == ["answer_any"]


def test_the_first_five_faults_are_told_and_the_rest_is_counted(path: Path, sets: ContentSets) -> None:
    many = "".join(f'\n[actions.b{number}]\nwhat = "Iets"\ndue = "vrijdag"\n' for number in range(8))
    error = refused(path, sets, by_hand(new=many))
    assert [fault.place for fault in error.faults] == [f"actions.b{number}.due" for number in range(5)]
    assert error.more == 3
    assert error.lines(load("nl"))[-1] == f"{path}: En nog 3 fouten."
    assert len(error.lines(load("nl"))) == 6


@pytest.mark.promise(10)
def test_a_newer_version_is_said_before_anything_else_is_judged(path: Path, sets: ContentSets) -> None:
    text = by_hand("version = 1", "version = 3").replace("date = 2026-11-23", 'date = "anders"')
    assert codes(refused(path, sets, text)) == ["newer_version"]
