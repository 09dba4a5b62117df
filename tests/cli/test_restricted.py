"""What no command line can do with `--restricted`: each attempt is refused, with a sentence that says so."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectie_tui.cli.arguments import FILES, OPTIONS
from reflectie_tui.cli.terminal import BROWSER_DRIVER, forget_workshop
from reflectie_tui.storage.content_files import shipped_content
from reflectie_tui.storage.reader import WORTH_IT
from tests.cli.conftest import Reflectie, Write

pytestmark = pytest.mark.promise(16)

Process = Callable[..., subprocess.CompletedProcess[str]]
OUTSIDE = "buiten de map met sessies"
ELSEWHERE = {
    "an absolute path": "{place}/buren/hun.toml",
    "beside": "buren/hun.toml",
    "two dots": "sessions/../buren/hun.toml",
    "dots through a folder that is not there": "sessions/niets/../../buren/hun.toml",
    "a link to a file": "sessions/koppeling.toml",
    "a folder that is a link": "sessions/map/hun.toml",
    "a link to nothing": "sessions/niets.toml",
}


@pytest.fixture
def neighbours(write: Write, group: Callable[..., object], tmp_path: Path) -> Path:
    """A folder of sessions, and the folder of another client, to which links lead."""
    write("sessions/onze.toml")
    write("buren/hun.toml", group({"ambitie": {"doen": [1, 1, 1, 1]}}, title="Buren van de overkant"))  # type: ignore[arg-type]
    sessions, theirs = tmp_path / "sessions", tmp_path / "buren"
    (sessions / "koppeling.toml").symlink_to(theirs / "hun.toml")
    (sessions / "map").symlink_to(theirs)
    (sessions / "niets.toml").symlink_to(theirs / "nog-niet.toml")
    (sessions / "uit.md").symlink_to(theirs / "verslag.md")
    return theirs


def refused(reflectie: Reflectie, *argv: str) -> None:
    status, out, err = reflectie("--restricted", *argv)
    assert (status, out) == (2, ""), argv
    assert OUTSIDE in err and "Buren" not in err, argv


@pytest.mark.parametrize("way", ELSEWHERE)
@pytest.mark.parametrize("command", [*FILES, ""])
def test_no_command_reads_a_file_elsewhere(
    reflectie: Reflectie, neighbours: Path, tmp_path: Path, command: str, way: str
) -> None:
    path = ELSEWHERE[way].format(place=tmp_path)
    form = ["--to", "csv"] if command == "export" else []
    least, most = FILES.get(command, (1, 1))
    refused(reflectie, *([command] if command else []), *[path] * max(least, 1), *form)
    if most is None:
        refused(reflectie, command, "sessions/onze.toml", path, *form)


@pytest.mark.parametrize(
    "target",
    [
        "{place}/buren/verslag.md",
        "buren/verslag.md",
        "buren/",
        "sessions/../buren/verslag.md",
        "sessions/map/verslag.md",
        "sessions/map/",
        "sessions/uit.md",
        "uit.md",
        "/tmp/../{place}/uit.md",
    ],
)
def test_nothing_is_written_elsewhere(reflectie: Reflectie, neighbours: Path, tmp_path: Path, target: str) -> None:
    for form in ("md", "html", "csv", "json"):
        for force in ([], ["--force"]):
            to = target.format(place=tmp_path)
            refused(reflectie, "export", "sessions/onze.toml", "--to", form, "-o", to, *force)
    assert [path.name for path in neighbours.iterdir()] == ["hun.toml"]
    assert not (tmp_path / "uit.md").exists()


def test_statements_from_elsewhere_are_refused(reflectie: Reflectie, neighbours: Path, tmp_path: Path) -> None:
    ours = shipped_content()
    (tmp_path / "sessions" / "eigen").symlink_to(ours)
    for folder in (str(ours), "sessions/eigen", "buren", "sessions/.."):
        for command in ("list", "show sessions/onze.toml", "check sessions/onze.toml", "ballot"):
            refused(reflectie, "--content", folder, *command.split())


def test_statements_in_the_folder_itself_do_unless_a_part_is_a_link(
    reflectie: Reflectie, neighbours: Path, tmp_path: Path
) -> None:
    own = tmp_path / "sessions" / ".stellingen" / "nl" / "samenwerken"
    own.mkdir(parents=True)
    for file in (shipped_content() / "nl" / "samenwerken").glob("*.toml"):
        (own / file.name).write_bytes(file.read_bytes())
    assert reflectie("--restricted", "--content", "sessions/.stellingen", "ballot").status == 0
    (own / "ambitie.toml").unlink()
    (own / "ambitie.toml").symlink_to(shipped_content() / "nl" / "samenwerken" / "ambitie.toml")
    refused(reflectie, "--content", "sessions/.stellingen", "ballot")


def test_the_list_and_the_check_follow_no_link_out(reflectie: Reflectie, neighbours: Path) -> None:
    free = reflectie("list").out
    assert free.count("Buren van de overkant") == 2
    status, out, err = reflectie("--restricted", "list")
    assert (status, err) == (0, "")
    assert "Opleidingsschool" in out and "Buren" not in out and "niets.toml" not in out
    status, out, _ = reflectie("--restricted", "check", "sessions")
    assert status == 0
    assert "onze.toml" in out and "koppeling" not in out and "hun.toml" not in out


@pytest.mark.parametrize("beside", [".reflectie", ".reflectie/lock", ".reflectie/backup"])
def test_no_backup_or_lock_goes_where_a_link_leads_out(
    reflectie: Reflectie, neighbours: Path, tmp_path: Path, beside: str
) -> None:
    place = tmp_path / "sessions" / beside
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(neighbours)
    for command in [*FILES, ""]:
        least, _ = FILES.get(command, (1, 1))
        words = [command, *["sessions/onze.toml"] * max(least, 1), *(["--to", "md"] if command == "export" else [])]
        if command != "check":  # it looks at the files alone
            refused(reflectie, *filter(None, words))
    assert [path.name for path in neighbours.iterdir()] == ["hun.toml"]


def test_the_examples_are_refused(reflectie: Reflectie, neighbours: Path) -> None:
    refused(reflectie, "demo")


@pytest.mark.parametrize("option", ["--sessions", "--content"])
def test_a_folder_named_twice_does_not_take_the_place_of_the_first(
    reflectie: Reflectie, neighbours: Path, option: str
) -> None:
    for again in ([option, "buren"], [f"{option}=buren"]):
        status, out, err = reflectie("--restricted", option, "sessions", "list", *again)
        assert (status, out) == (2, "")
        assert f"{option} staat er twee keer" in err
    assert "onze.toml" in reflectie("--sessions", "buren", "--sessions", "sessions", "list").out


def test_options_are_not_taken_from_behind_two_dashes(reflectie: Reflectie, neighbours: Path) -> None:
    status, _, err = reflectie("--restricted", "--sessions", "sessions", "show", "--", "--sessions")
    assert status == 2 and OUTSIDE in err


STEERING = {
    "REFLECTIE_SESSIONS": "{place}/buren",
    "XDG_CACHE_HOME": "{place}/buren/cache",
    "XDG_DATA_HOME": "{place}/buren/data",
    "XDG_DOCUMENTS_DIR": "{place}/buren",
    "XDG_CONFIG_HOME": "{place}/buren",
    "TMPDIR": "{place}/buren",
    "TEXTUAL_LOG": "{place}/buren/log",
    "TEXTUAL_DRIVER": "json:JSONDecoder",
    "PYTHONSTARTUP": "{place}/kwaad.py",
    "PYTHONBREAKPOINT": "os.abort",
    "PYTHONPROFILEIMPORTTIME": "",
    "BROWSER": "{place}/kwaad.py",
    "EDITOR": "{place}/kwaad.py",
    "VISUAL": "{place}/kwaad.py",
    "PAGER": "{place}/kwaad.py",
    "MANPAGER": "{place}/kwaad.py",
}


def test_the_environment_does_not_lead_elsewhere(process: Process, neighbours: Path, tmp_path: Path) -> None:
    evil = tmp_path / "kwaad.py"
    evil.write_text(f"#!/usr/bin/env python3\nopen({str(tmp_path / 'gestart')!r}, 'w')\n", "utf-8")
    evil.chmod(0o755)
    env = {name: value.format(place=tmp_path) for name, value in STEERING.items()}
    for command in ("list", "show sessions/onze.toml", "check sessions", "export sessions/onze.toml --to md"):
        done = process("--restricted", "--sessions", "sessions", *command.split(), env=env)
        assert done.returncode == 0, done.stderr
        assert "Buren" not in done.stdout
    for command in ("", "demo", "open sessions/onze.toml"):
        assert process("--restricted", "--sessions", "sessions", *command.split(), env=env).returncode == 2
    assert [path.name for path in neighbours.iterdir()] == ["hun.toml"]
    assert not (tmp_path / "gestart").exists()


@pytest.mark.parametrize("restricted", [[], ["--restricted"]])
def test_what_stands_where_it_is_started_is_not_run(write: Write, tmp_path: Path, restricted: list[str]) -> None:
    """Nor by the processes that read a large folder."""
    text = (tmp_path / write("sessions/een.toml")).read_text("utf-8")
    for number in range(WORTH_IT + 5):
        (tmp_path / "sessions" / f"{number}.toml").write_text(text, "utf-8")
    for name in ("json.py", "subprocess.py", "sitecustomize.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'gestart')!r}, 'w')\n", "utf-8")
    command = [sys.executable, "-P", "-m", "reflectie_tui", *restricted, "--sessions", "sessions", "list"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120)
    assert done.returncode == 0
    assert not (tmp_path / "gestart").exists()


def test_python_does_not_stay_open_afterwards(process: Process, neighbours: Path, tmp_path: Path) -> None:
    for command in ("list", "", "--version", "--help"):
        done = process("--restricted", *command.split(), env={"PYTHONINSPECT": "1"})
        assert done.returncode == 2 and "Python zou na afloop openblijven" in done.stderr


def test_what_steers_the_app_is_forgotten_but_not_who_serves_it() -> None:
    environ = {
        "TEXTUAL_DRIVER": BROWSER_DRIVER,
        "TEXTUAL": "debug",
        "XDG_CACHE_HOME": "/x",
        "EDITOR": "vi",
        "LANG": "C",
    }
    forget_workshop(environ)
    assert environ == {"TEXTUAL_DRIVER": BROWSER_DRIVER, "LANG": "C"}
    environ = {"TEXTUAL_DRIVER": "json:JSONDecoder", "TEXTUAL_SCREENSHOT": "1", "TERM": "xterm"}
    forget_workshop(environ)
    assert environ == {"TERM": "xterm"}


def test_every_command_has_its_attempt() -> None:
    without_files = {"", "list", "ballot", "schema", "demo"}
    assert set(OPTIONS) - without_files <= {*FILES}


def test_the_own_folder_does_as_ever(reflectie: Reflectie, neighbours: Path, tmp_path: Path) -> None:
    assert "Opleidingsschool" in reflectie("--restricted", "show", "sessions/onze.toml").out
    to = ("--to", "md", "-o", "sessions/verslag.md")
    assert reflectie("--restricted", "export", "sessions/onze.toml", *to).status == 0
    assert (tmp_path / "sessions" / "verslag.md").read_text("utf-8").startswith("# ")
