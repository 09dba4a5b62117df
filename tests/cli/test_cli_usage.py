"""Wrong use is answered in one plain sentence, in the language that was asked for."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectie_tui import __version__
from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import COMMON, OPTIONS
from reflectie_tui.model.session import Session
from reflectie_tui.words import load
from tests.cli.conftest import Reflectie, Write

COMMANDS = [name for name in OPTIONS if name]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("shwo een.toml", "‘shwo’ is geen opdracht, en er is geen bestand dat zo heet. Bedoel je: reflectie show?"),
        ("Lijst", "‘Lijst’ is geen opdracht, en er is geen bestand dat zo heet. Bedoel je: reflectie list?"),
        ("qqq", "‘qqq’ is geen opdracht, en er is geen bestand dat zo heet."),
        ("shw --help", "‘shw’ is geen opdracht, en er is geen bestand dat zo heet. Bedoel je: reflectie show?"),
        ("show een.toml --widht 80", "de optie --widht bestaat niet. Bedoel je: --width?"),
        ("--langg nl list", "de optie --langg bestaat niet. Bedoel je: --lang?"),
        ("--qqq", "de optie --qqq bestaat niet."),
        ("show een.toml -x", "de optie -x bestaat niet."),
        ("list --names", "de optie --names hoort niet bij reflectie list."),
        ("een.toml --json", "de optie --json hoort niet bij reflectie open."),
        ("--json", "de optie --json hoort bij een opdracht, zoals reflectie show."),
        ("show", "show heeft een bestand nodig: reflectie show BESTAND"),
        ("check", "check heeft een bestand nodig: reflectie check BESTAND"),
        ("compare een.toml", "compare heeft twee of meer bestanden nodig: reflectie compare BESTAND BESTAND"),
        ("show een.toml twee.toml", "bij show hoort één bestand; ‘twee.toml’ is er één te veel."),
        ("list een.toml", "bij list hoort geen bestand; ‘een.toml’ kan weg."),
        ("show nergens.toml", "nergens.toml is er niet. Kijk of de naam klopt."),
        ("nergens.toml", "nergens.toml is er niet. Kijk of de naam klopt."),
        ("map/nergens", "map/nergens is er niet. Kijk of de naam klopt."),
        ("compare een.toml nergens.toml", "nergens.toml is er niet. Kijk of de naam klopt."),
        ("show een.toml/x", "een.toml/x is er niet. Kijk of de naam klopt."),
        ("show map", "map is een map; hier hoort een bestand. Alle sessies in die map: reflectie --sessions map"),
        ("map", "map is een map; hier hoort een bestand. Alle sessies in die map: reflectie --sessions map"),
        ("show een.toml --width 39", "bij --width hoort een getal van 40 tot 400."),
        ("show een.toml --width 401", "bij --width hoort een getal van 40 tot 400."),
        ("show een.toml --width breed", "bij --width hoort een getal van 40 tot 400."),
        ("show een.toml --width", "bij --width hoort een getal van 40 tot 400."),
        ("show een.toml --json=ja", "--json staat op zichzelf, zonder waarde erachter."),
        ("list --lang fr", "bij --lang hoort nl of en."),
        ("list --lang", "bij --lang hoort nl of en."),
        ("list --sessions", "bij --sessions hoort een map."),
        ("list --sessions een.toml", "een.toml is geen map. Kies een andere."),
        ("list --sessions nergens", "nergens is er niet. Kijk of de naam klopt."),
        ("list --content een.toml", "een.toml is geen map. Kies een andere."),
        ("export een.toml", "in welke vorm? Zet erbij: --to met een van deze: md, html, csv, json."),
        ("export een.toml --to pdf", "bij --to hoort een van deze: md, html, csv, json."),
        ("export een.toml --to", "bij --to hoort een van deze: md, html, csv, json."),
        ("ballot --to csv", "bij --to hoort een van deze: md, html."),
        ("ballot --to", "bij --to hoort een van deze: md, html."),
        ("ballot --length lang", "bij --length hoort full of short."),
        ("export een.toml --to md -o", "bij -o hoort een bestand of een map."),
    ],
)
@pytest.mark.promise(18)
def test_each_fault_is_one_sentence_and_exit_2(
    reflectie: Reflectie, write: Write, tmp_path: Path, line: str, said: str
) -> None:
    write("een.toml")
    (tmp_path / "map").mkdir()
    status, out, err = reflectie(*line.split())
    assert (status, out) == (2, "")
    first, *more = err.splitlines()
    assert first == f"reflectie: {said}"
    assert more in ([], ["Alle opdrachten en opties: reflectie --help"])


def test_an_empty_value_is_no_value(reflectie: Reflectie) -> None:
    for option in ("--sessions", "--content"):
        assert f"bij {option} hoort een map." in reflectie("list", option, "").err
    assert reflectie("").status == 2


@pytest.mark.parametrize("command", ["show", "open", "score", "talk", "compare", "export", "check"])
@pytest.mark.promise(18)
def test_a_fault_in_a_file_is_exit_1_and_names_file_and_place(
    reflectie: Reflectie, write: Write, broken: Path, command: str
) -> None:
    more = {"compare": [write("een.toml")], "export": ["--to", "csv"]}.get(command, [])
    status, out, err = reflectie(command, broken, *more)
    assert status == 1
    assert "stuk.toml: session.title: " in out + err
    assert out == "" or command == "check"
    if command != "check":
        assert all(line.startswith("reflectie: stuk.toml: session.") for line in err.splitlines())


def test_a_file_that_may_not_be_read_is_a_fault_in_it(reflectie: Reflectie, tmp_path: Path) -> None:
    (tmp_path / "rond.toml").symlink_to("rond.toml")
    status, out, err = reflectie("show", "rond.toml")
    assert (status, out) == (1, "")
    assert err.startswith("reflectie: rond.toml: ")


@pytest.mark.promise(8)
def test_control_characters_in_a_wrong_word_are_not_repeated(reflectie: Reflectie) -> None:
    err = reflectie("\x1b]0;x\x07").err
    assert "\x1b" not in err and "\x07" not in err
    assert "\ufffd]0;x\ufffd" in err


def test_options_may_stand_before_and_after_the_command(reflectie: Reflectie, write: Write) -> None:
    write("een.toml")
    after = reflectie("show", "een.toml", "--lang", "en", "--width=60")
    assert after == reflectie("--lang", "en", "--width", "60", "show", "een.toml")
    assert after == reflectie("show", "--lang=en", "--width", "60", "--", "een.toml")


def test_after_two_dashes_everything_is_a_file(reflectie: Reflectie, write: Write) -> None:
    write("--json")
    assert reflectie("show", "--", "--json").out.startswith("Opleidingsschool")


def test_a_file_with_the_name_of_a_command_can_be_shown(reflectie: Reflectie, write: Write) -> None:
    write("show")
    assert reflectie("show", "show").status == 0
    assert reflectie("show", "./show").status == 0


# -- which language


def test_the_precedence_of_languages(
    reflectie: Reflectie, write: Write, group: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("nl.toml")
    write("en.toml", group({}).with_about(language="en"))

    def spoken(*argv: str) -> str:
        out = reflectie("show", *argv).out
        return "nl" if "Ons beeld" in out else "en" if "Our picture" in out else out

    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert spoken("nl.toml") == "nl", "the session's own before the locale"
    assert spoken("en.toml") == "en"
    monkeypatch.setenv("REFLECTIE_LANG", "en")
    assert spoken("nl.toml") == "en", "the variable before the session's own"
    assert spoken("nl.toml", "--lang", "NL") == "nl", "the option before the variable"
    monkeypatch.setenv("REFLECTIE_LANG", "klingon")
    assert spoken("nl.toml") == "nl", "what we do not speak is no wish"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LANG": "C.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "REFLECTIE_LANG": "nl"}, "nl"),
    ],
)
def test_a_fault_is_told_in_the_language_of_the_machine(
    reflectie: Reflectie, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert reflectie("--qqq").err.startswith(f"reflectie: {load(language)('cli.faults.option', option='--qqq')}")  # type: ignore[arg-type]
    assert reflectie("--qqq", "--lang", "en").err.startswith("reflectie: there is no option --qqq.")
    assert reflectie("--lang=en", "--qqq").err.startswith("reflectie: there is no option --qqq.")


def test_without_any_wish_it_is_dutch(reflectie: Reflectie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANG")
    assert reflectie("--qqq").err.startswith("reflectie: de optie")


# -- help


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_help_for_the_whole_fits_and_names_everything(
    reflectie: Reflectie, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    monkeypatch.setattr("reflectie_tui.cli.help.width", lambda: width)
    status, out, err = reflectie("--help", "--lang", language)
    assert (status, err) == (0, "")
    assert max(map(len, out.splitlines())) <= max(width, 40)
    for command in COMMANDS:
        assert any(line.startswith(f"  {command}") for line in out.splitlines()), command
    for option in COMMON:
        assert f"--{option}" in out
    assert out == reflectie("-h", "--lang", language).out


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_for_a_command_names_its_options(
    reflectie: Reflectie, monkeypatch: pytest.MonkeyPatch, language: str, command: str
) -> None:
    for width in (40, 80):
        monkeypatch.setattr("reflectie_tui.cli.help.width", lambda columns=width: columns)
        status, out, err = reflectie(command, "--help", "--lang", language)
        assert (status, err) == (0, "")
        assert max(map(len, out.splitlines())) <= width
        for option in (*COMMON, *OPTIONS[command]):
            assert f"--{option}" in out
        assert f"reflectie {command}" in out


def test_help_needs_no_files_and_reads_none(reflectie: Reflectie) -> None:
    assert reflectie("show", "nergens.toml", "--help").status == 0
    assert reflectie("compare", "--help").status == 0


def test_version(reflectie: Reflectie) -> None:
    assert reflectie("--version") == (0, f"reflectie {__version__}\n", "")
    assert reflectie("show", "--version").out == f"reflectie {__version__}\n"


@pytest.mark.promise(18)
def test_a_full_disk_is_a_fault_and_no_traceback(reflectie: Reflectie, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "flush", full)
    monkeypatch.setattr(output, "silence", lambda: None)
    status, _, err = reflectie("--version")
    assert status == 1
    assert err == "reflectie: het lukte niet. De computer zegt: No space left on device.\n"


def test_a_fault_on_a_terminal_is_wrapped_and_in_a_pipe_it_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = f"{'/een/heel/lange-naam' * 5}.toml " + "Dit bestand is niet te lezen. " * 4
    output.complain(sentence.strip())
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    output.complain(sentence.strip())
    first, *lines = capsys.readouterr().err.splitlines()
    assert first == "reflectie:" and lines[0].endswith(".toml"), "a path stays whole, for who copies it"
    assert all(len(line) <= 60 for line in lines[1:]) and len(lines) == 3


def test_a_file_is_found_by_the_name_that_the_list_gives_it(reflectie: Reflectie, write: Write) -> None:
    write("sessions/school/een.toml")
    listed = json.loads(reflectie("list", "--json").out)[0]["file"]
    for command in ("show", "check", "export"):
        answered = reflectie(command, listed, *(["--to", "csv"] if command == "export" else []))
        assert answered.status == 0, answered.err
    assert reflectie("show", "een.toml").status == 2, "by its whole name in the folder"
    write("elders/twee.toml")
    assert reflectie("show", "../elders/twee.toml").status == 2, "nothing outside the folder"
    assert reflectie("show", "x" * 300).status != 0


def test_a_file_that_is_here_goes_before_one_of_the_folder(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    write("sessions/een.toml")
    (tmp_path / "een.toml").write_text("", encoding="utf-8")
    assert reflectie("show", "een.toml").status == 1
