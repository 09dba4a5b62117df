"""`show`, with and without --json, on real session files."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.storage.backups import make_backup
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import read_session
from tests.cli.conftest import Reflectie, Write
from tests.hostile import MARKUP, OBEYED, PAYLOADS, in_toml

VECTORS = [
    ("4 4 4 4", 4, 1, "united"),
    ("4 4 4 5", 4, 7 / 8, "united"),
    ("3 4 4 5", 4, 3 / 4, "nuanced"),
    ("2 4 4 4", 4, 3 / 4, "lone-voice"),
    ("1 4 4 4", 4, 5 / 8, "lone-voice"),
    ("2 2 4 4", 3, 1 / 2, "opposed"),
    ("1 3 3 3", 3, 3 / 4, "lone-voice"),
    ("1 2 3 4 5", 3, 2 / 5, "opposed"),
    ("2 3 3 4 5", 3, 3 / 5, "opposed"),
    ("1 3 5", 3, 1 / 3, "opposed"),
    ("1 1 5 5", 3, 0, "opposed"),
    ("4 4 4 4 4 1", 4, 3 / 4, "lone-voice"),
    ("1 5 5 5", 5, 1 / 2, "lone-voice"),
    ("5", 5, None, None),
    ("2 3 3 4", 3, 3 / 4, "opposed"),
    ("5 3 3 3", 3, 3 / 4, "lone-voice"),
]
"""The table of docs: the scores, their median, agreement and pattern."""

BY_HAND = """format = "reflectie-sessie"
version = 1

[session]
id = "s1"
title = "Met de hand"
date = 2026-11-23
content = "samenwerken"
"""


def by_hand(folder: Path, scores: str) -> str:
    """Put a session in a file as somebody with a text editor would."""
    voices = range(1, len(scores.split()) + 1)
    seats = "".join(f'\n[participants.p{voice}]\nname = "Naam {voice}"\n' for voice in voices)
    given = "".join(
        f"\n[perspectives.ambitie.answers.p{voice}]\nbelofte = {score}\n"
        for voice, score in zip(voices, scores.split(), strict=True)
    )
    (folder / "hand.toml").write_text(BY_HAND + seats + given)
    return "hand.toml"


@pytest.mark.parametrize(("scores", "median", "agreement", "pattern"), VECTORS)
def test_the_figures_of_a_file(
    reflectie: Reflectie, tmp_path: Path, scores: str, median: float, agreement: float | None, pattern: str | None
) -> None:
    status, out, err = reflectie("show", by_hand(tmp_path, scores), "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)["perspectives"]["ambitie"]["statements"]["belofte"]
    numbers = [int(score) for score in scores.split()]
    assert found == {
        "n": len(numbers),
        "mean": sum(numbers) / len(numbers),
        "median": median,
        "counts": {str(point): numbers.count(point) for point in range(1, 6)},
        "nvt": 0,
        "agreement": agreement,
        "pattern": pattern,
    }


def test_what_was_written_unseen_is_nowhere(
    reflectie: Reflectie, write: Write, group: Callable[..., Session], tmp_path: Path
) -> None:
    session = group({"ambitie": {"doen": [2, 4, 4, 4]}, "relatie": {"macht": [1, 5, 1, 5]}}, hidden=["relatie"])
    session = session.with_note("relatie", "GEHEIM", statement="macht", by="p2").with_note("relatie", "OOK GEHEIM")
    session = session.with_sentence("ambitie", "p1", "Dit mag.")
    # as a file made by hand may have it: remarks and exercises where nothing was revealed
    session = session.with_perspective(
        "relatie", sentences={"p1": {"text": "GEHEIM"}}, exchange={"e1": {"organisation": "Rijn", "gets": "GEHEIM"}}
    ).with_perspective("belangen", notes={"n9": {"by": "p1", "text": "GEHEIM"}})
    one = write("een.toml", session)
    other = write("twee.toml", session.with_about(id="ander"))
    outputs = [
        reflectie("show", one, "--names").out,
        reflectie("show", one, "--json", "--names").out,
        reflectie("compare", one, other).out,
        reflectie("compare", one, other, "--json").out,
        *(reflectie("export", one, "--to", form, "--names").out for form in ("md", "html", "csv", "json")),
    ]
    for text in outputs:
        assert "GEHEIM" not in text
    assert "Dit mag." in outputs[0] and "Dit mag." in outputs[4]
    assert all(text for text in outputs)
    shown = json.loads(outputs[1])["perspectives"]["relatie"]
    assert shown["answered"] == 4 and shown["statements"]["macht"]["counts"] is None


@pytest.mark.parametrize("width", [40, 80, 400])
def test_the_width_is_kept_to(reflectie: Reflectie, write: Write, width: int) -> None:
    out = reflectie("show", write("een.toml"), "--width", str(width)).out
    longest = max(map(len, out.split("\n")))
    assert longest <= width
    assert longest > min(width, 110) - 15, "and made use of"


def test_a_pipe_has_80_columns_and_no_colour(reflectie: Reflectie, write: Write) -> None:
    out = reflectie("show", write("een.toml")).out
    assert 60 < max(map(len, out.split("\n"))) <= 80
    assert "\x1b" not in out


def test_in_ascii_nothing_else_is_written(reflectie: Reflectie, write: Write, group: Callable[..., Session]) -> None:
    rows = {"ambitie": {"doen": [2, 4], "begrip": [4, 4]}}
    session = group(rows, people="Zoë, 日本\nJoris, Een", title="‘Één’ …", length="short")
    out = reflectie("show", write("een.toml", session), "--ascii", "--names").out
    assert out.isascii()
    assert out.startswith("'Een' ...\n")
    assert "Zoe (??)" in out
    assert re.search("#{5}", out)


@pytest.mark.promise(8)
def test_no_name_steers_the_terminal(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    path = tmp_path / write("een.toml")
    text = path.read_text("utf-8").replace('"Fatima"', '"Fa\\u001b]52;c;x\\u0007\\u202e[/]"')
    path.write_text(text, "utf-8")
    status, out, err = reflectie("show", "een.toml", "--names")
    assert status == 0
    assert "Fa\ufffd]52;c;x\ufffd\ufffd[/]" in " ".join(out.split())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out + err)
    assert "let op" in err, "that something was replaced is said"
    assert "\\u202e" not in reflectie("export", "een.toml", "--to", "json", "--names").out


@pytest.mark.promise(8)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_file_steers_the_terminal_in_any_command(
    reflectie: Reflectie, write: Write, group: Callable[..., Session], tmp_path: Path, payload: str
) -> None:
    session = group({"ambitie": {"doen": [2, 4, 4, 4]}}, people="XX, XX\nJoris, Een", title="XX", facilitator="XX")
    session = session.with_note("ambitie", "XX").with_sentence("ambitie", "p1", "XX")
    session = session.with_note("ambitie", "XX", statement="doen", by="p1").with_joint("ambitie", "disagree")
    session = session.with_exchange("ambitie", "XX", gets="XX", brings="XX", no_go="XX")
    session = session.with_action(Action(what="XX", who="XX", remark="XX"))
    path = tmp_path / write("sessions/een.toml", session)
    hostile = in_toml(f"a{PAYLOADS[payload]}z")
    path.write_text(re.sub("XX", lambda _: hostile, path.read_text("utf-8")), "utf-8")
    one = "sessions/een.toml"
    commands = [("show", one, "--names"), ("show", one), ("show", one, "--json", "--names"), ("list",)]
    commands += [("list", "--json"), ("compare", one, one), ("compare", one, one, "--json"), ("check", one)]
    commands += [("export", one, "--to", form, "--names") for form in ("md", "html", "csv", "json")]
    for command in commands:
        status, out, err = reflectie(*command)
        assert status == 0, (command, err)
        assert not OBEYED.search(out + err), command
        assert "\ufffd" in out or command[0] == "check", command


@pytest.mark.promise(8)
def test_names_as_they_are(reflectie: Reflectie, write: Write, group: Callable[..., Session]) -> None:
    names = [*MARKUP, "日本", "👩‍🏫", "x" * 120]
    session = group({"ambitie": {"doen": [4] * len(names)}}, people="\n".join(names))
    out = reflectie("show", write("een.toml", session), "--names", "--width", "400").out
    for name in names:
        assert f"{name}: 4" in out


def test_a_session_without_its_set_is_shown_in_its_own_words(
    reflectie: Reflectie, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / write("een.toml")
    text = path.read_text("utf-8").replace('content = "samenwerken"', 'content = "elders"')
    path.write_text(text.replace("We komen onze afspraken na.", "Wij doen wat we zeggen."), "utf-8")
    status, out, _ = reflectie("show", "een.toml")
    assert status == 0
    assert "De stellingen van deze sessie staan niet op deze computer" in out
    assert "Wij doen wat we" in out
    assert json.loads(reflectie("show", "een.toml", "--json").out)["perspectives"]["ambitie"]["statements"]["doen"]["n"]


def test_compare_as_figures_and_as_text(reflectie: Reflectie, write: Write, group: Callable[..., Session]) -> None:
    rows = {"ambitie": {"doen": [4] * 4, "begrip": [4] * 4}}
    later = write("b.toml", group(rows, length="short"))
    earlier = write(
        "a.toml", group({"ambitie": {"doen": [2] * 4, "begrip": [4] * 4}}, length="short", day=date(2025, 11, 20))
    )
    status, out, err = reflectie("compare", later, earlier, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert [each["date"] for each in found["sessions"]] == ["2025-11-20", "2026-11-23"]
    assert found["perspectives"]["ambitie"]["scores"] == [3, 4]
    assert found["perspectives"]["ambitie"]["matched"] == {"people": 4, "change": 1, "clear": True}
    assert found["statements"][0]["statement"] == "doen"
    text = reflectie("compare", later, earlier, "--width", "100").out
    assert "3,0 → 4,0" in text
    assert max(map(len, text.split("\n"))) <= 100


def test_list_keeps_what_cannot_be_read(reflectie: Reflectie, write: Write, broken: Path, tmp_path: Path) -> None:
    write("sessions/klant/een.toml")
    (tmp_path / "sessions" / "stuk.toml").write_text((tmp_path / broken).read_text())
    status, out, err = reflectie("list", "--json")
    assert (status, err) == (0, "")
    readable, unreadable = json.loads(out)
    assert readable == {
        "file": "klant/een.toml",
        "id": readable["id"],
        "title": "Opleidingsschool Rijnstreek",
        "date": "2026-11-23",
        "participants": 4,
        "progress": pytest.approx(4 / 108),
        "open_actions": 0,
        "error": None,
    }
    assert unreadable["file"] == "stuk.toml"
    assert "session.title" in unreadable["error"]
    assert [key for key, value in unreadable.items() if value is not None] == ["file", "error"]
    text = reflectie("list").out
    assert "23 nov 2026  Opleidingsschool Rijnstreek" in text
    assert "! session.title: " in text


def test_list_in_an_empty_or_absent_folder(reflectie: Reflectie, tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    assert json.loads(reflectie("list", "--json").out) == []
    assert "Er zijn nog geen sessies in" in reflectie("list").out
    status, out, err = reflectie("list", "--sessions", "nergens")
    assert (status, out) == (2, "")
    assert err == "reflectie: nergens is er niet. Kijk of de naam klopt.\n"


@pytest.mark.promise(8)
def test_a_file_name_cannot_steer_the_terminal(reflectie: Reflectie, write: Write) -> None:
    write("sessions/a\x1b]0;x\x07\x9b.toml")
    text, figures = reflectie("list").out, reflectie("list", "--json").out
    for out in (text, figures):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
    assert json.loads(figures)[0]["file"] == "a\x1b]0;x\x07\x9b.toml", "a program gets the name as it is"


def test_schema_is_json(reflectie: Reflectie) -> None:
    assert json.loads(reflectie("schema").out)["$schema"].startswith("https://json-schema.org/")


def test_ballot(reflectie: Reflectie) -> None:
    assert reflectie("ballot").out.startswith("# Samenwerken: formulier\n")
    assert reflectie("ballot", "--to", "html", "--length", "short", "--lang", "en").out.startswith("<!doctype html>")
    assert len(reflectie("ballot", "--length", "short").out) < len(reflectie("ballot").out)


def test_of_a_broken_file_the_newest_backup_is_named(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    path = tmp_path / write("een.toml")
    whole = path.read_bytes()
    make_backup(path, read_session(path, ContentSets()).session.about.id, whole, 0o600, datetime(2026, 11, 20, 15, 12))
    path.write_bytes(whole[: len(whole) // 2])
    status, out, err = reflectie("show", "een.toml")
    assert (status, out) == (1, "")
    assert "reflectie: De nieuwste reservekopie: " in err and "2026-11-20T151200.toml" in err
