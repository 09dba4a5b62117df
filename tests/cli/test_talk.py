"""`talk`: the whole talk of a group in plain lines, from the reveal to the close."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest

from reflectie_tui.cli.lines.agreeing import MARKS
from reflectie_tui.cli.lines.discussing import AT_END, AT_STATEMENT
from reflectie_tui.cli.lines.talk import AT_LIST
from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.words import LANGUAGES, load
from tests.cli.asked import Keyboard, Typed, talks
from tests.cli.conftest import Write
from tests.hostile import OBEYED, PAYLOADS

ROWS = {
    "belofte": [4, 4, 4, 4],
    "commitment": [3, 4, 4, 3],
    "doen": [1, 1, 5, 5],
    "begrip": [2, 4, 4, 4],
    "halen-brengen": [3, 3, "nvt", 4],
}
NEXT = ("",) * len(ROWS)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    return talks(monkeypatch, capsys, Keyboard)


@pytest.fixture
def session(group: Callable[..., Session]) -> Session:
    """A session of four in rounds, of which Ambitie is scored and not shown yet."""
    return group({"ambitie": ROWS}, hidden=["ambitie"]).with_about(step="ambitie.score")


def on_disk() -> Session:
    return read_session(Path("een.toml"), ContentSets()).session


def test_the_whole_way_from_the_reveal_to_the_close(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session)
    told = typed(
        "talk een.toml",
        *("", "ja"),  # on with Ambitie, show all voices
        *("n", "Wat bedoelen we", "met doen?", ""),
        *("a", "=", "Fatima", "ooit", "15 januari 2027"),
        *NEXT,
        *("3", "!", "n", "Over het geheel.", "", ""),
        *("einde", "nee", "e", "j"),
    )
    assert (told.status, told.err) == (0, "")
    assert "Iedereen is geweest." in told.text
    assert "Stelling 1 van 5. We komen onze afspraken na. verdeeld; 4 stemmen: 1, 1, 5, 5; gemiddeld 3,0" in told.text
    assert "eensgezind; 3 stemmen: 3, 3, 4; 1 keer weet ik niet" in told.text
    assert "Dat is geen datum." in told.text
    assert "Samen: 3 deels; verdient aandacht" in told.text
    assert "Nog niet ingevuld: Belangen, Relatie, Organisatie en Proces." in told.text
    now = on_disk()
    record = now.perspective("ambitie")
    assert (record.hidden, record.joint, record.attention) == (False, 3, True)
    notes = [(note.statement, note.text) for note in record.notes.values()]
    assert notes == [("doen", "Wat bedoelen we\nmet doen?"), (None, "Over het geheel.")]
    (action,) = now.actions.values()
    assert (action.who, action.due, action.perspective, action.statement) == (
        "Fatima",
        date(2027, 1, 15),
        "ambitie",
        "doen",
    )
    assert now.closed and now.about.step == "belangen.read"


def test_what_stands_out_is_said_after_the_voices_and_once(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session)
    told = typed("talk een.toml", "", "ja", *NEXT, "terug", "", "", "s").text
    assert told.count("Wat opvalt") == 1
    assert told.index("Stelling 5 van 5.") < told.index("Wat opvalt") < told.index("Typ een cijfer van 1 tot 5")


def test_who_has_left_after_scoring_has_been(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session.with_away("p4", True))
    told = typed("talk een.toml", "1", "nee", "s").text
    assert "Iedereen is geweest." in told and "Nog niet geweest" not in told


def test_two_of_one_name_are_told_apart(typed: Typed, write: Write, session: Session) -> None:
    people = session.participants
    twin = people["p4"].replaced(name=people["p1"].name)
    write("een.toml", session.with_perspective("ambitie", answers={}).replaced(participants={**people, "p4": twin}))
    left = typed("talk een.toml", "o", "1", "", "", "s").text
    assert "1 Fatima (Hogeschool Rijn)" in left and "4 Fatima (Het Baken)" in left
    listed = typed("score een.toml", "Fatima", "Fatima (Het Baken)", "", "s").text
    assert "1 Fatima, Hogeschool Rijn" in listed and "4 Fatima, Het Baken" in listed, "not the organisation twice"
    assert "Jouw antwoord:" in listed


def test_nothing_is_shown_before_the_group_says_so(typed: Typed, write: Write, session: Session) -> None:
    given = session.perspective("ambitie").answers
    given = {**given, "p3": {key: each for key, each in given["p3"].items() if key != "doen"}}
    del given["p4"]
    path = write("een.toml", session.with_perspective("ambitie", answers=given).with_away("p4", True))
    before = path.read_bytes()
    told = typed("talk een.toml", "1", "misschien", "nee", "b", "s")
    assert "Nog niet klaar: Sanne." in told.text and "Nog niet geweest: Kofi." in told.text
    assert "Typ ja of nee." in told.text
    assert on_disk().hides("ambitie") and path.read_bytes() == before
    assert "stemmen:" not in told.text and "verdeeld" not in told.text
    assert "1 Ambitie: nog verborgen" in told.text and "Ambitie: nog verborgen Belangen" in told.text


def test_stopping_is_an_answer_to_yes_or_no_as_well(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session)
    told = typed("talk een.toml", "", "wat?", "s")
    assert (told.status, told.err) == (0, "")
    assert "Met s stop je." in told.text and "Gestopt." in told.text
    assert on_disk().perspective("ambitie").hidden


def test_scores_first_shows_all_at_once(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    rows = {"ambitie": {"doen": [1, 2, 3, 4]}, "relatie": {"macht": [1, 2, 3, 4]}}
    write("een.toml", group(rows, hidden=list(rows), way="scores-first"))
    typed("talk een.toml", "3", "j", "s")
    assert not on_disk().hides("ambitie") and not on_disk().hides("relatie")


def test_names_only_where_they_are_asked_for(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    assert "Joris" not in typed("talk een.toml", "1", *NEXT, "s").out
    assert "Fatima: 1; Joris: 1; Sanne: 5; Kofi: 5" in typed("talk een.toml", "1", "wie", "s").text


def test_an_anonymous_group_has_no_names_to_say(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({"ambitie": ROWS}, visibility="anonymous"))
    assert "Hier is niet te zeggen van wie welke stem is." in typed("talk een.toml", "1", "w", "s").text


def test_one_goes_back_reads_hears_an_explanation_and_returns_to_the_list(
    typed: Typed, write: Write, session: Session, content: ContentSet
) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    told = typed("talk een.toml", "1", "t", "qqq", "", "t", "u", "l", "h", "o", "h", "7", "s")
    assert "Dit is de eerste vraag." in told.text and "Dat kan hier niet. Enter gaat verder" in told.text
    assert told.text.count("Stelling 1 van 5.") == 2 and told.text.count("Stelling 2 van 5.") == 1
    assert content.perspective("ambitie").by_id["doen"].explanation in told.text
    assert content.perspective("ambitie").remember in told.text
    assert "w, wie: wie welke score gaf" in told.text
    assert told.text.count("1 Ambitie: stemmen in beeld") == 4
    assert on_disk().about.step == "ambitie.discuss"


def test_the_group_sees_it_differently_and_takes_its_judgement_back(
    typed: Typed, write: Write, session: Session
) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    told = typed("talk een.toml", "1", *NEXT, "v", "Over een maand verder.", "", "t", "", "s")
    assert "Waar zit het verschil?" in told.text and "Samen: we zien dit verschillend" in told.text
    record = on_disk().perspective("ambitie")
    assert record.joint == "disagree" and [note.text for note in record.notes.values()] == ["Over een maand verder."]
    typed("talk een.toml", "1", *NEXT, "n", "Erbij.", "", "s")
    assert [note.text for note in on_disk().perspective("ambitie").notes.values()] == ["Over een maand verder.\nErbij."]
    told = typed("talk een.toml", "1", *NEXT, "0", "n", "-", "", "9", "s")
    assert on_disk().perspective("ambitie").joint is None and not on_disk().perspective("ambitie").notes
    assert "Typ een cijfer van 1 tot 5, of v voor: we zien dit verschillend. Enter gaat verder;" in told.text


def test_the_actions_of_last_time_are_gone_through(typed: Typed, write: Write, session: Session) -> None:
    old = Action(what="Een lijst met woorden", who="Joris", carried_from="s0")
    write("een.toml", session.with_action(old).with_action(Action(what="Samen eten")))
    told = typed(
        "talk een.toml",
        *("a", "9", "1", "x", "g", "Hij hangt in de gang.", "2", "", "n", "", "n", "Iets nieuws", "", "", ""),
        "s",
    )
    assert "Er staan nog acties open van de vorige keer." in told.text
    assert "1. Een lijst met woorden (open; Joris; zonder datum; uit een eerdere sessie)" in told.text
    assert "Gedaan. Wat heeft het opgeleverd? ‘Een lijst met woorden’" in told.text
    first, second, third = on_disk().actions.values()
    assert (first.status, first.remark, first.carried_from) == ("done", "Hij hangt in de gang.", "s0")
    assert second.status == "open"
    assert (third.what, third.who, third.due, third.perspective) == ("Iets nieuws", None, None, None)


def test_why_an_action_was_dropped_is_not_what_came_of_it(typed: Typed, write: Write, session: Session) -> None:
    dropped = Action(what="Samen eten", status="dropped", remark="Geen tijd.")
    write("een.toml", session.with_action(dropped))
    typed("talk een.toml", "a", "1", "g", "", "", "s")
    assert on_disk().actions["a1"] == dropped.replaced(status="done", remark="Eerder (vervallen): Geen tijd.")
    typed("talk een.toml", "a", "1", "o", "Een zaal.", "", "s")
    assert on_disk().actions["a1"].remark == "Een zaal.\nEerder (vervallen): Geen tijd."


@pytest.mark.parametrize(
    "keys", [("a",), ("a", "1"), ("a", "n", "Samen koken", "", "", "2"), ("w",), ("w", "v"), ("o",), ("o", "1")]
)
def test_s_stops_at_every_list(typed: Typed, write: Write, session: Session, keys: tuple[str, ...]) -> None:
    write("een.toml", session.with_action(Action(what="Samen eten")))
    told = typed("talk een.toml", *keys, "s", "9")
    assert told.status == 0 and told.text.endswith("Gestopt. Alles wat is ingevuld, is bewaard.")
    assert "alleen op Enter" not in told.text


def test_s_is_no_date_and_does_not_stop_in_the_midst_of_an_action(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session)
    told = typed("talk een.toml", "a", "n", "Samen eten", "", "s", "", "s")
    assert "Dat is geen datum." in told.text and on_disk().actions["a1"].what == "Samen eten"


def test_three_actions_are_enough(typed: Typed, write: Write, session: Session) -> None:
    new = ("n", "Iets", "", "")
    write("een.toml", session)
    told = typed("talk een.toml", "a", *new * 3, "", "s")
    assert "Met drie acties" not in told.text
    assert "Met drie acties" in typed("talk een.toml", "a", *new, "", "s").text


def test_an_empty_perspective_is_read_and_says_how_to_score(
    typed: Typed, write: Write, session: Session, content: ContentSet
) -> None:
    write("een.toml", session)
    told = typed("talk een.toml", "2", "s")
    assert content.perspective("belangen").title in told.text
    assert "Hier is nog niets ingevuld. Dat kan met: reflectie score een.toml" in told.text
    assert on_disk().about.step == "belangen.read"
    assert "1 van 5:" in typed("score een.toml --who Joris", "s").text, "and now it can be scored"


def test_a_closed_session_is_only_opened_again_where_that_is_wanted(
    typed: Typed, write: Write, session: Session
) -> None:
    path = write("een.toml", session.with_about(closed=datetime(2026, 11, 23, 15, tzinfo=UTC)))
    before = path.read_bytes()
    told = typed("talk een.toml", "nee")
    assert told.status == 0 and "afgesloten op 23 november 2026" in told.text and path.read_bytes() == before
    typed("talk een.toml", "ja", "s")
    assert not on_disk().closed


def test_a_session_that_can_only_be_looked_at_is_refused(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session).chmod(0o444)
    told = typed("talk een.toml", "1")
    assert told.status == 1 and "kan alleen worden bekeken" in told.err


def test_a_pipe_ends_at_what_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], write: Write, session: Session
) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    told = talks(monkeypatch, capsys, io.StringIO)("talk een.toml", "1", *NEXT, "7", "3")
    assert told.status == 1 and told.err.startswith("reflectie: regel 7 van de invoer is geen antwoord.")
    assert on_disk().perspective("ambitie").joint is None


@pytest.mark.promise(8)
def test_no_text_of_a_person_steers_the_terminal(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    for payload in PAYLOADS.values():
        line = payload.replace("\n", " ").replace("\r", " ")
        out = typed("talk een.toml", "1", "n", line, "", "a", line, line, "", "s").out
        out += typed("talk een.toml", "1", "o", "a", "", "b", "s").out
        assert not OBEYED.search(out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_or_word_means_two_things(language: str) -> None:
    words = load(cast("object", language))  # type: ignore[arg-type]
    score = ("leave", "back", "note", "explain", "read", "help", "stop")
    others = (("done", "back", "stop"), ("show", "writer", "stop"), ("newcomer", "leaves"), tuple(MARKS))
    for names in (AT_STATEMENT, AT_END, AT_LIST, score, *others):
        letters = [words.lines(f"cli.keys.{name}")[0] for name in names]
        typed_words = [words.lines(f"cli.keys.{name}")[1] for name in names]
        assert len(set(letters)) == len(letters) and len(set(typed_words)) == len(typed_words)
        assert not set(letters) & set("12345?")


def test_the_picture_is_read_without_drawings(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    out = typed("talk een.toml", "beeld", "s").out
    assert "Ambitie: gemiddeld 3,5" in out and not set(out) & set("─█●│○◆·×")
    assert all(f"{place}. " in out for place in range(1, len(PERSPECTIVES) + 1))


# -- the exercises


def test_a_sentence_is_written_unseen_and_read_side_by_side(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({}, people="Fatima, Hogeschool Rijn\nJoris, Het Baken"))
    told = typed(
        "talk een.toml",
        *("o", "9", "1"),
        *("l", "2", "", "iedereen elkaar kent [/].", "l", "nee"),
        *("1", "", "we samen eten.", "l", "ja"),
        *("2", "", "iets anders.", "", "", "s"),
    )
    assert "1 De zin (Ambitie) 2 Halen · Brengen · No-go (Ambitie)" in told.text
    assert "Niemand ziet wat een ander schrijft" in told.text and "Hier is niets ingevuld." in told.text
    assert "2 Joris (ingevuld)" in told.text
    assert "Nog niet iedereen heeft geschreven. Nu alles laten zien?" in told.text
    shown = told.text.partition("Iedereen heeft geschreven. Nu alles laten zien?")[2]
    assert "iedereen elkaar kent [/]. we samen eten." in shown
    assert "Welke woorden betekenen voor ons iets verschillends?" in shown
    assert "De anderen hebben elkaars antwoorden al gezien." in shown and "Er staat al iets van jullie." in shown
    sentences = on_disk().perspective("ambitie").sentences
    assert {who: each.text for who, each in sentences.items()} == {"p1": "we samen eten.", "p2": "iets anders."}
    assert on_disk().hides("ambitie"), "what was written anew is not shown before the group says so"


def test_who_sits_down_to_write_may_stop_and_nothing_is_saved_where_nothing_was_written(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({}, people="Fatima, Hogeschool Rijn\nJoris, Het Baken"))
    told = typed("talk een.toml", "o", "1", "1", "we samen eten", "s")
    assert "Druk op Enter" in told.text and not on_disk().perspective("ambitie").sentences
    told = typed("talk een.toml", "o", "1", "1", "", "", "s")
    assert "Er is niets veranderd." in told.text and "Bewaard." not in told.text


def test_what_organisations_get_and_bring_waits_for_the_scores(typed: Typed, write: Write, session: Session) -> None:
    write("een.toml", session)
    told = typed("talk een.toml", "o", "2", "1", "", "kennis", "", "reizen", "l", "", "", "s")
    assert "1 Hogeschool Rijn 2 Het Baken" in told.text
    assert "Dit halen we eruit:" in told.text and "Er zijn hier al scores die nog niemand mag zien." in told.text
    (row,) = on_disk().perspective("ambitie").exchange.values()
    assert (row.organisation, row.gets, row.brings, row.no_go) == ("Hogeschool Rijn", "kennis", None, "reizen")
    assert on_disk().hides("ambitie")
    shown = typed("talk een.toml", "1", "ja", "s").text
    assert "Hogeschool Rijn" in shown and "No-go: reizen" in shown, "it comes into sight with the scores"


def test_without_names_nobody_is_chosen_by_seat(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    write("een.toml", group({}, visibility="anonymous"))
    told = typed("talk een.toml", "o", "1", "1", "v", "", "een zin.", "", "2", "", "", "s")
    assert "Er kunnen er nog 4 schrijven." in told.text and "Er kunnen er nog 3 schrijven." in told.text
    assert len(on_disk().perspective("ambitie").sentences) == 1
    assert (
        "Alleen organisaties met drie of meer stemmen doen mee" in told.text or "Er is nu geen organisatie" in told.text
    )


# -- who


def test_somebody_goes_comes_and_takes_their_voice_along(
    typed: Typed, write: Write, session: Session, tmp_path: Path
) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    told = typed(
        "talk een.toml",
        *("w", "4", "n", "ja", "fatima", "hogeschool rijn", "n", "ja", "Zoë", "Het Baken", "n", "j", "", "99"),
        *("v", "2", "ja", "ja", "v", "3", "nee", "v", "", "", "s"),
    )
    assert "4 Kofi, Het Baken: is er Wie" not in told.text and "4 Kofi, Het Baken: is er niet" in told.text
    assert "Misschien herkennen ze straks de nieuwe stem." in told.text and "Die naam is er al." in told.text
    assert "De stem van Joris is weg, ook uit de reservekopieën." in told.text
    assert "Sanne is er niet meer bij." in told.text
    now = on_disk()
    assert [person.away for person in now.participants.values()] == [False, True, True, True, False]
    assert (now.participants["p5"].name, now.participants["p5"].organisation) == ("Zoë", "Het Baken")
    assert set(now.perspective("ambitie").answers) == {"p1", "p3", "p4"}
    for backup in (tmp_path / ".reflectie" / "backup").iterdir():
        assert "p2" not in read_session(backup, ContentSets()).session.perspective("ambitie").answers


def test_an_anonymous_table_has_seats_and_no_names(typed: Typed, write: Write, group: Callable[..., Session]) -> None:
    people = "\n".join(f"Naam {number}, Het Baken" for number in range(3)) + "\nKofi, Hogeschool Rijn"
    write("een.toml", group({}, people=people, visibility="anonymous"))
    told = typed("talk een.toml", "w", "n", "7", "1", "v", "", "s")
    assert "Van wie welke stem is, weet niemand." in told.text and "Naam" not in told.text
    *_, newcomer = on_disk().participants.items()
    assert newcomer[0].startswith("p-") and newcomer[1].organisation == "Het Baken" and newcomer[1].name is None


def test_where_all_score_together_there_is_nobody_to_add(
    typed: Typed, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({}, way="together"))
    told = typed("talk een.toml", "w", "n", "2", "", "s")
    assert "Dat kan hier niet. Typ een nummer uit de lijst" in told.text
    assert on_disk().participants["p2"].away


@pytest.mark.parametrize("command", ["score", "talk"])
def test_no_screen_is_loaded(write: Write, session: Session, tmp_path: Path, command: str) -> None:
    write("een.toml", session.with_reveal("ambitie"))
    code = (
        f"import sys; from reflectie_tui.cli import run; assert run(['{command}', 'een.toml']) == 0;"
        "print('loaded', *(name for name in ('textual', 'rich', 'readline') if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="1\n", capture_output=True, text=True, cwd=tmp_path, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.rpartition("loaded")[2].split() == [], "and no history of what others typed"
