"""How the app looks is remembered; whatever stands in that file, the app begins."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.settings import MAX_BYTES, Settings, read_settings, settings_file, write_settings

CHOSEN = Settings("reflectie-licht", big=True)


def test_what_was_chosen_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "config" / "reflectie" / "settings.toml"
    write_settings(file, CHOSEN)
    assert read_settings(file) == CHOSEN
    said = tomllib.loads(file.read_text("utf-8"))
    assert (said["theme"], said["big_screen"]) == ("reflectie-licht", True)
    write_settings(file, Settings())
    assert read_settings(file) == Settings()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"theme = ",
        b"theme = 3\nbig_screen = 'ja'\n",
        b"[theme]\n",
        b"a = " + b"[" * 9000,
        b"# " + b"x" * MAX_BYTES + b"\ntheme = 'reflectie-licht'\n",
    ],
    ids=["empty", "other charset", "no TOML", "other kinds", "a table", "deep", "too large"],
)
def test_a_broken_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    assert read_settings(file) == Settings()
    write_settings(file, CHOSEN)
    assert read_settings(file) == CHOSEN


def test_half_of_a_broken_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("theme = 'reflectie-licht'\nbig_screen = 7\nother = 1\n", "utf-8")
    assert read_settings(file) == Settings("reflectie-licht")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are of Unix")
def test_a_pipe_or_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe.toml", tmp_path / "folder.toml"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder, tmp_path / "none.toml", tmp_path / "none" / "there.toml", Path("\0")):
        assert read_settings(path) == Settings()
    for path in (pipe, folder, tmp_path / "none.toml" / "\0"):
        with pytest.raises(WriteError):
            write_settings(path, CHOSEN)


def test_a_file_that_is_not_to_be_written_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    write_settings(file, CHOSEN)
    file.chmod(0o400)
    with pytest.raises(WriteError):
        write_settings(file, Settings())
    assert read_settings(file) == CHOSEN


def test_they_stand_in_the_user_s_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    found = settings_file()
    assert found is not None and found.is_relative_to(tmp_path)
    if sys.platform == "linux":
        assert found == tmp_path / ".config" / "reflectie" / "settings.toml"
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "mine"))
        assert settings_file() == tmp_path / "mine" / "reflectie" / "settings.toml"


@pytest.mark.promise(16)
@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are of Unix")
def test_within_bounds_they_stand_beside_the_sessions_or_nowhere(tmp_path: Path) -> None:
    sessions, outside = tmp_path / "sessions", tmp_path / "outside"
    sessions.mkdir(0o770)
    sessions.chmod(0o770)
    outside.mkdir()
    found = settings_file(sessions)
    assert found == sessions / ".reflectie" / "settings.toml"
    write_settings(found, CHOSEN)
    assert read_settings(found) == CHOSEN
    assert stat.S_IMODE(found.parent.stat().st_mode) & 0o070 == 0o070, "open to those who share the folder"
    elsewhere = tmp_path / "led away"
    elsewhere.mkdir()
    (elsewhere / ".reflectie").symlink_to(outside)
    assert settings_file(elsewhere) is None


def test_reading_them_loads_nothing_heavy() -> None:
    code = (
        "import sys; from pathlib import Path; from reflectie_tui.storage.settings import read_settings;"
        "read_settings(Path('none.toml'));"
        "print(*sorted({'pydantic', 'tomli_w', 'hashlib', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
