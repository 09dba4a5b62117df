"""`score`: a whole turn as plain questions and answers, and what is asked of whom."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reflectie_tui.cli.lines import kept
from reflectie_tui.cli.lines.score import people_called
from reflectie_tui.model.fault import Fault
from reflectie_tui.model.records import Answer
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.storage.sitting import Sitting
from tests.cli.asked import Keyboard, Typed, talks
from tests.cli.conftest import Write

AMBITIE = ("belofte", "commitment", "doen", "begrip", "halen-brengen")
TURN = ("4", "2", "?", "5", "3")
FIRST = "Onze ambitie zegt wat we alleen samen kunnen bereiken."
SECOND = "Elke partner voelt zich echt verbonden met onze ambitie."


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    return talks(monkeypatch, capsys, Keyboard)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    return talks(monkeypatch, capsys, io.StringIO)


@pytest.fixture
def file(write: Write, group: Callable[..., Session]) -> Path:
    """A session of four in rounds, about to score Ambitie."""
    return write("een.toml", group({}).with_about(step="ambitie.score"))


def on_disk(file: Path = Path("een.toml")) -> Session:
    return read_session(file, ContentSets()).session


def answers(voice: str = "p1", perspective: str = "ambitie") -> dict[str, Answer]:
    return on_disk().perspective(perspective).answers.get(voice, {})


def numbers(given: tuple[str, ...]) -> Iterator[Answer]:
    return ("nvt" if sign == "?" else int(sign) for sign in given)


# -- a turn


def test_a_whole_turn_is_asked_one_question_a_line_and_saved(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", *TURN, "k")
    assert (told.status, told.err) == (0, "")
    assert answers() == dict(zip(AMBITIE, numbers(TURN), strict=True))
    assert f"1 van 5: {FIRST}" in told.text
    assert "In hoeverre klopt dit? 1 helemaal niet, 2 nauwelijks, 3 deels, 4 grotendeels, 5 helemaal." in told.text
    assert told.text.count("In hoeverre klopt dit?") == 1
    assert "Jouw antwoord: 4 grotendeels" in told.text
    assert "Dank je, je beurt is bewaard." in told.text
    assert on_disk().hides("ambitie")


def test_nothing_that_is_said_steers_a_terminal_or_is_drawn(typed: Typed, file: Path) -> None:
    out = typed("score een.toml --who Fatima", *TURN, "k").out
    assert not set(out) & set("\x1b\r\t\x07─━●█│")


def test_what_is_no_answer_is_said_in_a_sentence_and_the_same_question_comes_again(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", "", "9", "vier", "\x1b[A", "4", "s")
    assert told.text.count(f"1 van 5: {FIRST}") == 5
    assert told.text.count("Typ een cijfer van 1 tot 5, of een vraagteken.") == 4
    assert "Er is niets getypt." in told.text and told.text.count("Dat is hier geen antwoord.") == 3
    assert "\x1b" not in told.out
    assert answers() == {"belofte": 4}


def test_it_goes_back_changes_and_leaves_open(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", "t", "4", "t", "2", "overslaan", "3", "-", "1", "k")
    assert "Dit is de eerste vraag." in told.text
    assert "Ingevuld: 4 grotendeels." in told.text
    assert "Nog open, en niet meegeteld: 2 en 4." in told.text
    assert answers() == {"belofte": 2, "doen": 3, "halen-brengen": 1}


def test_enter_keeps_what_was_answered(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", "4", "t", "", "2", "s")
    assert "Ingevuld: 4 grotendeels. Met Enter blijft het zo." in told.text
    assert answers() == {"belofte": 4, "commitment": 2}
    told = typed("score een.toml --who Fatima", "t", "", "3", "s")
    assert "met Enter blijft het zo" in told.text
    assert answers() == {"belofte": 4, "commitment": 2, "doen": 3}


def test_at_the_end_an_answer_can_be_changed_by_its_number(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", *TURN, "", "9", "2", "5", "terug", "1", "klaar")
    assert told.text.count("Typ k voor klaar, of een nummer van 1 tot 5.") == 2
    assert answers() == {"belofte": 4, "commitment": 5, "doen": "nvt", "begrip": 5, "halen-brengen": 1}


def test_what_everybody_has_seen_stays_as_it_was_given(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({"ambitie": dict(zip(AMBITIE, ([4, 1], [2, 1], [3, 1], [None, 1]), strict=False))}))
    told = typed("score een.toml --who Fatima", "t", "1", "5", "t", "t", "?", "5", "1", "2", "k")
    assert "Deze score blijft" in told.text and "komt ervoor in de plaats" not in told.text
    assert answers() == {"belofte": 4, "commitment": 2, "doen": 3, "begrip": 5, "halen-brengen": 5}
    told = typed("score een.toml --who Fatima", "11111", "k")
    assert answers() == {"belofte": 4, "commitment": 2, "doen": 3, "begrip": 5, "halen-brengen": 5}


def test_explanation_reading_and_help(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", "u", "l", "h", "s")
    part = ContentSets().get("samenwerken", "nl").perspective("ambitie")  # type: ignore[union-attr]
    assert " ".join(part.statements[0].explanation.split()) in told.text
    assert " ".join(part.sections[0].text.split()) in told.text
    assert "s, stoppen: alles blijft bewaard" in told.text
    assert answers() == {}


def test_a_remark_is_kept_line_by_line_and_stays_unseen(typed: Typed, file: Path) -> None:
    typed("score een.toml --who Fatima", "n", "Eerste regel [/]", "tweede", "", "4", "s")
    (note,) = on_disk().perspective("ambitie").notes.values()
    assert (note.text, note.by, note.statement) == ("Eerste regel [/]\ntweede", "p1", "belofte")
    assert on_disk().hides("ambitie")
    told = typed("score een.toml --who Fatima", "t", "n", "Nieuw", "", "s")
    assert "Eerste regel" not in told.out, "a remark of before this turn is not shown"
    assert len(on_disk().perspective("ambitie").notes) == 2


def test_a_remark_that_was_not_ended_is_kept_too(typed: Typed, file: Path) -> None:
    typed("score een.toml --who Fatima", "n", "Half af")
    assert [note.text for note in on_disk().perspective("ambitie").notes.values()] == ["Half af"]


def test_stopped_half_way_it_goes_on_there_and_tells_no_earlier_answer(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", "4", "2", "s")
    assert told.status == 0 and "Gestopt. Alles wat is ingevuld, is bewaard." in told.text
    told = typed("score een.toml --who Fatima", "t", "-", "3")
    assert "Een deel is al ingevuld. Er staan nog 3 vragen open." in told.text
    assert "Dit is al ingevuld." in told.text and "nauwelijks" not in told.text.partition("2 van 5")[2]
    assert answers() == {"belofte": 4, "commitment": 2, "doen": 3}


def test_a_row_from_paper_is_read_back_and_has_to_fit(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima", "44", "4 2 ? - 3", "k")
    assert "Typ één antwoord, of een rij voor alle 5 stellingen die nu komen; je typte er 2." in told.text
    assert "1: 4 grotendeels 2: 2 nauwelijks 3: weet ik niet 5: 3 deels" in told.text
    assert answers() == {"belofte": 4, "commitment": 2, "doen": "nvt", "halen-brengen": 3}


def test_all_five_perspectives_where_scores_come_first(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({}, way="scores-first"))
    told = typed("score een.toml --who Joris", "33333", "44444", "22222", "55555", "4", "1?123", "delen", "k")
    assert "27 van 27: In welke fase zit onze samenwerking nu?" in told.text
    assert "4 iets te veel" in told.text and "2 Delen" in told.text
    assert "Organisatie" in told.text or "Perspectief 4 van 5." in told.text
    assert answers("p2", "organisatie")["balans"] == 1
    assert answers("p2", "proces") == {
        "fase-helder": 1,
        "stappen": "nvt",
        "regie": 1,
        "tempo": 2,
        "evaluatie": 3,
        "fase": "delen",
    }
    assert len(on_disk().perspectives["relatie"].answers["p2"]) == 5


def test_in_rounds_only_what_the_group_has_come_to_is_asked(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    done = {key: [4, 4, 4] for key in AMBITIE}
    write("een.toml", group({"ambitie": done}).with_about(step="belangen.read"))
    told = typed("score een.toml --who Fatima", "s")
    assert "1 van 5:" in told.text and "Respect voor elkaars belangen" in told.text
    told = typed("score een.toml --who Kofi", "s")
    assert f"1 van 10: {FIRST}" in told.text, "who was not there catches up"
    assert "De anderen hebben de uitkomst hier al gezien." in told.text
    late = told.text.index("De anderen hebben")
    assert late < told.text.index(FIRST)


def test_in_english_with_english_letters(typed: Typed, file: Path) -> None:
    told = typed("score een.toml --who Fatima --lang en", "e", "4", "b", "5", "skip", "?", "1", "2", "done")
    assert "1 of 5: Our ambition" in told.text and "Your answer:" in told.text
    assert answers() == {"belofte": 5, "doen": "nvt", "begrip": 1, "halen-brengen": 2}


def test_in_ascii(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({}, people="Zoë, Het Baken\nJoris, Het Baken", title="Één “school”"))
    told = typed("score een.toml --ascii", "1", "", "4", "s")
    assert told.out.isascii() and "Zoe, Het Baken" in told.out


# -- who


def test_who_is_asked_with_a_list_of_those_who_have_something_open(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    session = group({"ambitie": {key: [4] for key in AMBITIE}}, hidden=["ambitie"]).with_away("p3", True)
    write("een.toml", session.with_about(step="ambitie.score"))
    told = typed("score een.toml", "9", "Fatima", "2", "", *TURN, "k", "s")
    assert "1 Joris, Het Baken 2 Kofi, Het Baken 3 Sanne, Hogeschool Rijn (is er niet)" in told.text
    assert "Al klaar: Fatima." in told.text
    assert told.text.count("Die staat er niet bij.") == 2
    assert "Zit je klaar, en kijkt er niemand mee? Druk op Enter." in told.text
    assert list(answers("p4").values()) == list(numbers(TURN))
    assert "Al klaar: Fatima en Kofi." in told.text, "the next turn is offered"
    assert told.status == 0


def test_a_name_may_be_typed_and_it_can_be_somebody_else_after_all(typed: Typed, file: Path) -> None:
    told = typed("score een.toml", "sanne", "terug", "jor", "", "4", "s")
    assert told.text.count("Wie is er aan de beurt?") == 2
    assert answers("p2") == {"belofte": 4} and answers("p3") == {}


def test_s_stops_also_where_somebody_is_called_with_an_s(typed: Typed, file: Path) -> None:
    told = typed("score een.toml", "s")
    assert "Gestopt." in told.text and "Zit je klaar" not in told.text


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("Piet", "‘Piet’ staat niet bij de deelnemers. Wel: Fatima, Hogeschool Rijn; Joris, Het Baken;"),
        ("", "bij --who hoort een naam."),
    ],
)
def test_a_name_that_is_nobodys_is_wrong_usage(typed: Typed, file: Path, wish: str, said: str) -> None:
    told = typed(f"score een.toml --who={wish}")
    assert told.status == 2 and said in told.err


def test_a_name_that_may_be_two_is_not_guessed(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({}, people="Fatima, Hogeschool Rijn\nFatima, Het Baken\nFatimah, Het Baken"))
    told = typed("score een.toml --who fatima")
    assert told.status == 2 and "kan meer dan één persoon zijn: Fatima, Hogeschool Rijn; Fatima, Het Baken." in told.err
    told = typed("score een.toml --who FATIMAH", "4", "s")
    assert told.status == 0 and answers("p3") == {"belofte": 4}


def test_of_two_with_one_name_each_can_be_named_as_the_list_has_them(group: Callable[..., Session]) -> None:
    for wish, voice in (("Ben", "p1"), ("Ben (Baken)", "p2")):
        session = group({}, people="Ben\nBen, Baken")
        assert people_called(wish, session, list(session.voices)) == [voice]


def test_who_has_filled_in_all_is_told_so(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({"ambitie": {key: [4] for key in AMBITIE}}, hidden=["ambitie"]))
    told = typed("score een.toml --who Fatima")
    assert told.status == 0
    assert "Fatima heeft alles al ingevuld. Nog niet klaar: Joris, Sanne en Kofi." in told.text


def test_who_is_marked_as_not_here_is_asked_first(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({}).with_away("p2", True))
    told = typed("score een.toml --who Joris", "misschien", "nee")
    assert "Joris staat op ‘is er niet’. Is Joris er nu wel?" in told.text and "Typ ja of nee." in told.text
    assert on_disk().participants["p2"].away and told.status == 0
    typed("score een.toml --who Joris", "j", "4", "s")
    assert not on_disk().participants["p2"].away and answers("p2") == {"belofte": 4}


def test_when_everybody_has_been_it_says_so(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({"ambitie": {key: [4] * 4 for key in AMBITIE}}))
    told = typed("score een.toml")
    assert (told.status, told.err) == (0, "")
    assert "Wie er is, heeft alles ingevuld wat nu aan de beurt is." in told.text


# -- without names


def test_an_anonymous_session_asks_for_no_name(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    session = group({}, visibility="anonymous")
    first, second, *_ = session.voices
    write("een.toml", session)
    told = typed("score een.toml", "", "4", "s")
    assert "Stem 1 van 4" in told.text and "Wie is er" not in told.text
    assert answers(first) == {"belofte": 4}
    told = typed("score een.toml", "nee", "", "5", "s")
    assert "Stem 1 van 4 is begonnen en nog niet klaar. Is dat die van jou?" in told.text
    assert answers(first) == {"belofte": 4} and answers(second) == {"belofte": 5}
    typed("score een.toml", "ja", "", "n", "Geheim", "", "3", "s")
    assert answers(first) == {"belofte": 4, "commitment": 3}
    (note,) = on_disk().perspective("ambitie").notes.values()
    assert note.by is None and on_disk().hides("ambitie")
    assert typed("score een.toml --who Fatima").status == 2


# -- in the open


def test_fingers_are_typed_in_a_row_in_the_order_of_the_seats(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({}, way="fingers").with_away("p3", True))
    told = typed("score een.toml", "42", "4 ? 5", "-,2,1", "t", "t", "n", "111", "3", "s")
    assert "De rij, in deze volgorde: Fatima, Joris, Kofi:" in told.text
    assert "Hier horen 3 antwoorden, voor ieder één; je typte er 2." in told.text
    assert "Fatima: 4 grotendeels, Joris: weet ik niet, Kofi: 5 helemaal" in told.text
    assert "De rij, in deze volgorde: Fatima: " in told.text, "who is missing is asked alone"
    given = on_disk().perspective("ambitie").answers
    assert given == {
        "p1": {"belofte": 1, "commitment": 3},
        "p2": {"belofte": 1, "commitment": 2},
        "p4": {"belofte": 1, "commitment": 1},
    }
    assert not on_disk().hides("ambitie")
    assert "leeggemaakt" not in told.text and "opmerking" not in told.text
    assert typed("score een.toml --who Fatima").status == 2


def test_one_score_together(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({}, way="together", length="short"))
    told = typed("score een.toml", "4", "?", "s")
    assert "Jullie geven samen één score." in told.text and "2 van 10:" in told.text
    assert on_disk().perspective("ambitie").answers == {"group": {"doen": 4, "begrip": "nvt"}}


# -- what cannot be


def test_a_closed_session_is_refused(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    path = write("een.toml", group({}).with_about(closed=datetime(2026, 11, 23, 15, tzinfo=UTC)))
    before = path.read_bytes()
    told = typed("score een.toml --who Fatima", "4")
    assert told.status == 1 and "deze sessie is afgesloten" in told.err and told.out == ""
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_and_one_that_is_locked_are_refused(typed: Typed, file: Path) -> None:
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("version = 1", "version = 2", 1), "utf-8")
    told = typed("score een.toml", "1")
    assert told.status == 1 and "nieuwere Reflectie" in told.err
    file.write_text(whole, "utf-8")
    file.chmod(0o444)
    told = typed("score een.toml", "1")
    assert told.status == 1 and "kan alleen worden bekeken" in told.err and "tegen schrijven beveiligd" in told.err


def test_a_session_of_a_set_that_is_not_here_is_refused(typed: Typed, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"samenwerken"', '"elders"'), "utf-8")
    told = typed("score een.toml", "1")
    assert told.status == 1 and "De stellingen van deze sessie staan niet op deze computer." in told.err


@pytest.mark.promise(16)
def test_restricted_holds(typed: Typed, file: Path, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    told = typed("score een.toml --restricted --sessions map", "1")
    assert told.status == 2 and "buiten de map met sessies" in told.err


# -- from a pipe


def test_a_ballot_from_a_pipe(piped: Typed, file: Path) -> None:
    told = piped("score een.toml --who Fatima", "42?53")
    assert (told.status, told.err) == (0, "")
    assert list(answers().values()) == [4, 2, "nvt", 5, 3]
    assert "Druk op Enter." not in told.text.replace("Druk steeds op Enter.", "")
    assert "scherm" not in told.text


@pytest.mark.parametrize("guide", ["guide-nl.md", "guide-en.md"])
def test_the_ballot_in_the_guide_is_a_whole_one(
    piped: Typed, write: Write, group: Callable[..., Session], guide: str
) -> None:
    write("een.toml", group({}, way="scores-first"))
    text = (Path(__file__).parents[2] / "docs" / guide).read_text("utf-8")
    (line,) = re.findall(r"^printf '%s\\n' (.*) \| reflectie score", text, re.MULTILINE)
    told = piped("score een.toml --who Fatima", *shlex.split(line))
    assert (told.status, told.err) == (0, "")
    given = on_disk().perspectives
    assert sum(len(record.answers["p1"]) for record in given.values()) == 26
    assert given["proces"].answers["p1"]["fase"] == "delen" and "regie" not in given["proces"].answers["p1"]


def test_the_first_line_of_a_pipe_that_is_no_answer_ends_it(piped: Typed, file: Path) -> None:
    told = piped("score een.toml --who Fatima", "4", "zes", "2", "3")
    assert told.status == 1
    assert told.err.startswith("reflectie: regel 2 van de invoer is geen antwoord.")
    assert answers() == {"belofte": 4}, "what follows may belong to another question"


def test_a_pipe_that_ends_early_is_no_fault(piped: Typed, file: Path) -> None:
    told = piped("score een.toml", "2", "4", "2")
    assert told.status == 0 and told.out.endswith("Jouw antwoord: \nGestopt. Alles wat is ingevuld, is bewaard.\n")
    assert answers("p2") == {"belofte": 4, "commitment": 2}


# -- saving


def test_a_disk_that_takes_nothing_is_said_and_tried_again(
    typed: Typed, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved, fails = Sitting.save, [True, False, True, True]

    def save(self: Sitting, session: Session) -> object:
        if fails.pop(0):
            raise WriteError(self.path, [Fault("disk_full")])
        return saved(self, session)

    monkeypatch.setattr(Sitting, "save", save)
    monkeypatch.setattr(kept, "other_folders", lambda: [tmp_path / "elders"])
    told = typed("score een.toml --who Fatima", "4", "2", "3", "s")
    assert "NIET BEWAARD: De schijf is vol." in told.text and "Bewaren lukt weer: alles is bewaard." in told.text
    assert told.status == 1 and "Gestopt. Alles" not in told.text
    assert "NIET BEWAARD" in told.err and "De kopie is bewaard" in told.err
    assert answers() == {"belofte": 4, "commitment": 2}
    assert on_disk(tmp_path / "elders" / "een.toml").perspective("ambitie").answers["p1"]["doen"] == 3


@pytest.mark.promise(11)
def test_somebody_elses_change_is_not_overwritten(
    typed: Typed, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved, whole = Sitting.save, file.read_text("utf-8")

    def save(self: Sitting, session: Session) -> object:
        if self.path == file:
            file.write_text(whole.replace("Rijnstreek", "Waterland"), "utf-8")
        return saved(self, session)

    monkeypatch.setattr(Sitting, "save", save)
    told = typed("score een.toml --who Fatima", "4", "2", "s")
    assert "Iemand anders heeft dit bestand intussen veranderd." in told.text and told.status == 0
    assert on_disk().about.title == "Opleidingsschool Waterland" and answers() == {}
    (copy,) = tmp_path.glob("een (conflict *.toml")
    assert on_disk(copy).perspective("ambitie").answers["p1"] == {"belofte": 4, "commitment": 2}
