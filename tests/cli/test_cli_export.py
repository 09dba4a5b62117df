"""`export`: to standard output, to a file, to a folder; nothing is overwritten unasked."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectie_tui.model.session import Session
from tests.cli.conftest import Reflectie, Write

STARTS = {"md": "# Opleidingsschool", "html": "<!doctype html>", "csv": "file,session,", "json": "{"}


@pytest.mark.parametrize("form", STARTS)
def test_one_session_to_standard_output(reflectie: Reflectie, write: Write, form: str) -> None:
    status, out, err = reflectie("export", write("een.toml"), "--to", form)
    assert (status, err) == (0, "")
    assert out.startswith(STARTS[form])
    assert out.endswith("\n") and not out.endswith("\n\n")


@pytest.mark.parametrize("form", STARTS)
def test_one_session_to_a_file(reflectie: Reflectie, write: Write, tmp_path: Path, form: str) -> None:
    out = reflectie("export", write("een.toml"), "--to", form).out
    assert reflectie("export", "een.toml", "--to", form, "-o", f"nieuw/verslag.{form}") == (0, "", "")
    assert (tmp_path / "nieuw" / f"verslag.{form}").read_bytes().decode() == out


def test_a_file_that_is_there_is_replaced_only_when_asked(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    write("een.toml")
    (tmp_path / "verslag.md").write_text("van mij")
    status, out, err = reflectie("export", "een.toml", "--to", "md", "-o", "verslag.md")
    assert (status, out) == (2, "")
    assert err == "reflectie: verslag.md is er al. Met --force wordt het vervangen.\n"
    assert (tmp_path / "verslag.md").read_text() == "van mij"
    assert reflectie("export", "een.toml", "--to", "md", "-o", "verslag.md", "--force").status == 0
    assert (tmp_path / "verslag.md").read_text().startswith("# Opleidingsschool")


def test_the_form_is_that_of_the_file_where_none_is_named(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    write("een.toml")
    assert reflectie("export", "een.toml", "-o", "verslag.MD") == (0, "", "")
    assert (tmp_path / "verslag.MD").read_text().startswith("# Opleidingsschool")
    assert reflectie("export", "een.toml", "-o", "verslag.txt").status == 2


def test_who_watches_is_told_where_it_is(
    reflectie: Reflectie, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reflectie_tui.cli.output.watched", lambda: True)
    assert reflectie("export", write("een.toml"), "--to", "md", "-o", "verslag.md").out == "Gemaakt: verslag.md\n"
    assert reflectie("export", "een.toml", "--to", "md").out.startswith("# Opleidingsschool"), "it stands there already"


@pytest.mark.promise(10)
def test_the_session_itself_is_never_overwritten(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    before = (tmp_path / write("een.toml")).read_bytes()
    (tmp_path / "andere naam.toml").symlink_to("een.toml")
    for name in ("een.toml", "./een.toml", "andere naam.toml"):
        status, _, err = reflectie("export", "een.toml", "--to", "json", "-o", name, "--force")
        assert status == 2
        assert "de sessie zelf" in err
    assert (tmp_path / "een.toml").read_bytes() == before


def test_several_sessions_in_one_table_or_list(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    one, other = write("een.toml"), write("map/twee.toml")
    found = list(csv.DictReader(io.StringIO(reflectie("export", one, other, "--to", "csv").out)))
    assert [row["file"] for row in found] == ["een.toml"] * 4 + ["twee.toml"] * 4
    assert len(json.loads(reflectie("export", one, other, "--to", "json").out)) == 2
    assert reflectie("export", one, other, "--to", "csv", "-o", "alles.csv").status == 0
    assert len((tmp_path / "alles.csv").read_text().splitlines()) == 9


@pytest.mark.parametrize("form", STARTS)
def test_several_sessions_in_a_folder_get_a_file_each(
    reflectie: Reflectie, write: Write, tmp_path: Path, form: str
) -> None:
    names = [write(name) for name in ("a/een.toml", "b/een.toml", "twee.toml")]
    assert reflectie("export", *names, "--to", form, "-o", "verslagen/") == (0, "", "")
    found = sorted(path.name for path in (tmp_path / "verslagen").iterdir())
    assert found == [f"een-2.{form}", f"een.{form}", f"twee.{form}"]
    status, _, err = reflectie("export", "twee.toml", "--to", form, "-o", "verslagen")
    assert status == 2 and f"twee.{form} is er al" in err
    (tmp_path / "verslagen" / f"een.{form}").write_text("oud")
    assert reflectie("export", *names, "--to", form, "-o", "verslagen", "--force").status == 0
    assert (tmp_path / "verslagen" / f"een.{form}").read_text("utf-8").startswith(STARTS[form])


@pytest.mark.parametrize("form", ["md", "html"])
def test_several_reports_need_a_folder(reflectie: Reflectie, write: Write, tmp_path: Path, form: str) -> None:
    one, other = write("een.toml"), write("twee.toml")
    status, out, err = reflectie("export", one, other, "--to", form)
    assert (status, out) == (2, "")
    assert err == "reflectie: voor meer dan één verslag is een map nodig: -o MAP\n"
    (tmp_path / "bestand").write_text("x")
    assert "bestand is geen map" in reflectie("export", one, other, "--to", form, "-o", "bestand").err
    assert reflectie("export", one, other, "--to", form, "-o", "nieuw").status == 0
    assert len(list((tmp_path / "nieuw").iterdir())) == 2


def test_of_several_one_that_cannot_be_read_is_named_and_the_rest_goes_on(
    reflectie: Reflectie, write: Write, broken: Path, tmp_path: Path
) -> None:
    one, other = write("een.toml"), write("twee.toml")
    status, out, err = reflectie("export", one, broken, other, "--to", "csv")
    assert status == 1
    assert len(out.splitlines()) == 9
    assert err.startswith("reflectie: stuk.toml: session.title: ")
    assert reflectie("export", one, broken, other, "--to", "md", "-o", "uit").status == 1
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == ["een.md", "twee.md"]
    assert len(json.loads(reflectie("export", one, broken, "--to", "json").out)) == 1, "still a list"


def test_nothing_that_can_be_read_gives_nothing(reflectie: Reflectie, broken: Path, tmp_path: Path) -> None:
    for form in STARTS:
        status, out, err = reflectie("export", broken, "--to", form, "-o", "uit.x")
        assert (status, out) == (1, "")
        assert "session.title" in err
    assert not (tmp_path / "uit.x").exists()


def test_a_missing_file_is_found_before_anything_is_written(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    status, out, err = reflectie("export", write("een.toml"), "nergens.toml", "--to", "md", "-o", "uit")
    assert (status, out) == (2, "")
    assert err == "reflectie: nergens.toml is er niet. Kijk of de naam klopt.\n"
    assert not (tmp_path / "uit").exists()


def test_for_excel(reflectie: Reflectie, write: Write) -> None:
    out = reflectie("export", write("een.toml"), "--to", "csv", "--excel", "--names").out
    assert out.startswith("\ufefffile;session;title;")
    assert out.count("\r\n") == 5
    assert ";p1;Fatima;Hogeschool Rijn;ambitie;doen;scale;2;" in out
    status, _, err = reflectie("export", "een.toml", "--to", "md", "--excel")
    assert status == 2 and err.startswith("reflectie: --excel hoort bij --to csv.")


def test_the_language_of_the_report_is_that_of_the_session(
    reflectie: Reflectie, write: Write, group: Callable[..., Session]
) -> None:
    write("een.toml", group({"ambitie": {"doen": [4]}}).with_about(language="en"))
    assert "## Our picture" in reflectie("export", "een.toml", "--to", "md").out
    assert "## Ons beeld" in reflectie("export", "een.toml", "--to", "md", "--lang", "nl").out


@pytest.mark.promise(16)
def test_restricted_stays_within_the_folder_of_sessions(reflectie: Reflectie, write: Write, tmp_path: Path) -> None:
    write("sessions/een.toml")
    write("buiten.toml")
    (tmp_path / "sessions" / "weg").symlink_to(tmp_path)
    inside = ("--restricted", "export", "sessions/een.toml", "--to", "md", "-o")
    assert reflectie(*inside, "sessions/uit.md").status == 0
    for path in ("uit.md", "sessions/../uit.md", str(tmp_path / "uit.md"), "sessions/weg/uit.md"):
        status, out, err = reflectie(*inside, path)
        assert (status, out) == (2, "")
        assert "buiten de map met sessies" in err
    for path in ("buiten.toml", "sessions/../buiten.toml", "sessions/weg/buiten.toml"):
        assert reflectie("--restricted", "show", path).status == 2
        assert reflectie("--restricted", "open", path).status == 2
        assert reflectie("--restricted", "compare", path, path).status == 2
    assert not (tmp_path / "uit.md").exists()
