"""Where sessions live and what a list of them tells; names for new files; the demonstration."""

from __future__ import annotations

import os
import stat
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import platformdirs
import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.session import Session
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.file_names import name_beside, safe_part, session_file_name
from reflectie_tui.storage.folders import EXAMPLES, demo_copy, entries, examples, sessions_folder, shipped_examples
from reflectie_tui.storage.session_files import Opened, create, dumps, read_session
from tests.storage.helpers import BY_HAND, NOW, by_hand, codes, files_in, made, said

CHECKOUT = Path(__file__).parents[2]


# -- which folder


def test_the_folder_that_was_asked_for_goes_before_all(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    assert sessions_folder(Path("mijn"), {"REFLECTIE_SESSIONS": "ons"}, tmp_path) == Path("mijn")


def test_then_the_environment_then_a_folder_here_then_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Documenten")
    assert sessions_folder(None, {"REFLECTIE_SESSIONS": ""}, tmp_path) == tmp_path / "Documenten" / "Reflectie"
    (tmp_path / "sessions").touch()
    assert sessions_folder(None, {}, tmp_path) == tmp_path / "Documenten" / "Reflectie", "a file is no folder"
    (tmp_path / "sessions").unlink()
    (tmp_path / "sessions").mkdir()
    assert sessions_folder(None, {}, tmp_path) == tmp_path / "sessions"
    assert sessions_folder(None, {"REFLECTIE_SESSIONS": "/ons"}, tmp_path) == Path("/ons")
    assert sessions_folder(None, {"REFLECTIE_SESSIONS": "~/ons"}, tmp_path) == Path.home() / "ons"


# -- what is in it


def put(folder: Path, session: Session, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps(session), "utf-8")
    return path


def listed(folder: Path, sets: ContentSets) -> list[str]:
    return [entry.file for entry in entries(folder, sets)]


def test_newest_first_and_what_cannot_be_read_last(folder: Path, content: ContentSet, sets: ContentSets) -> None:
    def dated(day: int, hour: int) -> Session:
        return made(content).with_about(date=date(2026, 11, day), changed=NOW.replace(hour=hour))

    put(folder, dated(1, 9), "a.toml")
    put(folder, dated(20, 9), "b.toml")
    put(folder, dated(20, 11), "c.toml")
    put(folder, dated(20, 11), "d (conflict 2026-11-20 11.00.00).toml")
    put(folder, dated(21, 9), "bestuur/e.toml")
    (folder / "0.toml").write_text("geen sessie")
    assert listed(folder, sets) == [
        "bestuur/e.toml",
        "c.toml",
        "d (conflict 2026-11-20 11.00.00).toml",
        "b.toml",
        "a.toml",
        "0.toml",
    ]


def test_an_entry_tells_what_a_list_shows(folder: Path, content: ContentSet, sets: ContentSets) -> None:
    session = made(content)
    for voice in ("p1", "p2", "p3"):
        for statement in content.perspective("ambitie").statements:
            session = session.with_score("ambitie", voice, statement, 4)
    session = session.with_reveal("ambitie").with_joint("ambitie", 4)
    session = session.with_score("belangen", "p1", content.perspective("belangen").statements[0], 2)
    path = put(folder, session, "school/a.toml")
    [entry] = entries(folder, sets)
    assert (entry.path, entry.file, entry.group, entry.id) == (path, "school/a.toml", "school", session.about.id)
    assert (entry.title, entry.date) == ("Opleidingsschool Rijnstreek", date(2026, 11, 23))
    assert (entry.participants, entry.open_actions, entry.closed, entry.error) == (3, 0, False, None)
    assert entry.progress == pytest.approx(16 / 81)
    assert entry.states == ("judged", "started", "open", "open", "open")


def test_of_a_file_that_cannot_be_read_the_reason_is_told(folder: Path, sets: ContentSets) -> None:
    folder.mkdir()
    (folder / "a.toml").write_text(by_hand("due = 2027-01-15", "due = 1"))
    [entry] = entries(folder, sets)
    assert entry.error is not None and "actions.a1.due" in said(entry.error)
    assert (entry.title, entry.date, entry.participants, entry.progress, entry.states) == (None, None, None, None, ())


def test_a_session_whose_set_is_not_here_is_listed_with_what_it_carries(
    folder: Path, content: ContentSet, sets: ContentSets
) -> None:
    put(folder, made(content).with_about(content="onze-set"), "a.toml")
    [entry] = entries(folder, sets)
    assert (entry.error, entry.progress, entry.states) == (None, 0.0, ("open",) * 5)


def test_hidden_folders_and_other_files_are_left_alone(opened: Opened, sets: ContentSets) -> None:
    folder = opened.path.parent
    for name in (".reflectie/backup/x.toml", ".git/y.toml", ".z.toml", "verslag.md", "map.toml.bak"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    assert listed(folder, sets) == [opened.path.name]


def test_links_that_go_round_are_followed_once(opened: Opened, sets: ContentSets) -> None:
    folder = opened.path.parent
    (folder / "onder").mkdir()
    (folder / "onder" / "rond").symlink_to(folder)
    (folder / "onder" / "zelf").symlink_to("zelf")
    (folder / "weg.toml").symlink_to("nergens")
    assert listed(folder, sets) == [opened.path.name, "weg.toml"]


def test_what_is_no_file_is_listed_and_not_waited_for(folder: Path, sets: ContentSets) -> None:
    folder.mkdir()
    os.mkfifo(folder / "pijp.toml")
    (folder / "map.toml").mkdir()
    assert [codes(entry.error) for entry in entries(folder, sets) if entry.error] == [["directory"], ["not_regular"]]


def test_a_folder_that_is_not_there_is_an_empty_list(folder: Path, sets: ContentSets) -> None:
    assert listed(folder, sets) == []


def test_a_folder_that_may_not_be_looked_into(
    folder: Path, sets: ContentSets, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "van iemand anders").mkdir()
    (folder / "van iemand anders" / "a.toml").write_text(BY_HAND)
    forbid(monkeypatch, folder / "van iemand anders")
    assert listed(folder, sets) == [opened.path.name, "van iemand anders"]
    forbid(monkeypatch, folder)
    with pytest.raises(SessionFileError) as caught:
        listed(folder, sets)
    assert codes(caught.value) == ["no_permission_folder"] and said(caught.value)


def forbid(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody look into a folder, not even the administrator who runs the tests."""
    look = Path.iterdir

    def iterdir(path: Path) -> object:
        if path == folder:
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)


# -- names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Opleidingsschool Rijnstreek", "opleidingsschool-rijnstreek"),
        ("Één école: Łódź & Ærø, straße!", "een-ecole-lodz-aero-strasse"),
        ("  ../../weg\\CON  ", "weg-con"),
        ("con.", "con"),
        ("NUL", "nul"),
        ("a/b:c*d?e|f<g>h", "a-b-c-d-e-f-g-h"),
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("日本", "sessie"),
        ("👩‍🏫 🎉", "sessie"),
        ("…", "sessie"),
        ("x" * 200, "x" * 60),
        ("school " * 28, "school-school-school-school-school-school-school-school"),
    ],
)
def test_a_file_is_named_after_its_day_and_title(title: str, name: str) -> None:
    assert session_file_name(date(2026, 11, 23), title, "nl") == f"2026-11-23-{name}.toml"


def test_in_english_a_title_without_letters_is_a_session() -> None:
    assert session_file_name(date(2026, 11, 23), "日本", "en") == "2026-11-23-session.toml"


def test_a_new_session_gets_a_file_and_a_number_where_there_is_one(folder: Path, content: ContentSet) -> None:
    names = [create(made(content), folder).name for _ in range(3)]
    name = "2026-11-23-opleidingsschool-rijnstreek"
    assert names == [f"{name}.toml", f"{name}-2.toml", f"{name}-3.toml"]
    assert sorted(names) == files_in(folder)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / names[0])] == [0o700, 0o600]


def test_a_new_session_is_read_back_as_it_was_made(folder: Path, content: ContentSet, sets: ContentSets) -> None:
    opened = read_session(create(made(content), folder), sets)
    assert opened.session == made(content).with_about(changed=NOW)
    assert (opened.warnings, opened.read_only) == ((), False)


def test_a_conflict_copy_of_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = name_beside(tmp_path / ("é" * 120 + ".toml"), "conflict", datetime(2026, 11, 23, 15, 12, 44))
    assert path.name.endswith("é (conflict 2026-11-23 15.12.44).toml")
    path.touch()


def test_ids_in_names_are_safe_and_never_alike() -> None:
    assert safe_part("62f746b4-84e6-4ceb-95bd-447e7184d454") == "62f746b4-84e6-4ceb-95bd-447e7184d454"
    odd = ["../x", "..\\x", "X", "x ", "é", "x" * 120, "", "CON"]
    assert len({safe_part(each) for each in odd}) == len(odd)
    assert all(set(safe_part(each)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for each in odd)


# -- the demonstration


def test_the_demonstration_is_a_copy_that_is_thrown_away(sets: ContentSets) -> None:
    before = {path: path.read_bytes() for path in examples()}
    with demo_copy() as folder:
        assert files_in(folder) == list(EXAMPLES)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
            path.name: content for path, content in before.items()
        }
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
        assert all(entry.error is None for entry in entries(folder, sets))
        for path in folder.iterdir():
            path.write_text("gespeeld")
    assert not folder.exists()
    assert {path: path.read_bytes() for path in examples()} == before


def test_what_users_made_beside_the_examples_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*EXAMPLES, "2026-12-01-van-ons.toml"):
        (tmp_path / name).write_text("x")
    (tmp_path / EXAMPLES[0]).chmod(0o444)
    monkeypatch.setattr("reflectie_tui.storage.folders.shipped_examples", lambda: tmp_path)
    with demo_copy() as folder:
        assert files_in(folder) == list(EXAMPLES)


def test_the_examples_are_those_that_go_into_the_wheel() -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {Path(path).name for path in included if path.startswith("sessions/")} == set(EXAMPLES)
    assert all((shipped_examples() / name).is_file() for name in EXAMPLES)


def test_a_moment_far_away_does_not_upset_the_order(folder: Path, content: ContentSet, sets: ContentSets) -> None:
    put(folder, made(content).with_about(created=None), "a.toml")
    put(folder, made(content).with_about(changed=NOW + timedelta(days=9_000)), "b.toml")
    assert listed(folder, sets) == ["b.toml", "a.toml"]
