"""The wheel and the source distribution: all that the app reads is in them, and the wheel alone runs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import reflectie_tui
from tests.terminal.conftest import Terminal

ROOT = Path(__file__).parents[2]
INSTALLED = "REFLECTIE_INSTALLED"
"""A Python in whose environment the wheel was installed, and nothing else: `.ci/run` makes one."""
READ = (
    "words/nl.toml",
    "words/en.toml",
    "ui/app.tcss",
    "ui/screens/start.tcss",
    "content/nl/samenwerken/set.toml",
    "content/en/samenwerken/proces.toml",
    "cli/browser/page.html",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which both were built."""
    place = tmp_path_factory.mktemp("dist")
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(place)],
        cwd=ROOT, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    return place


def test_all_that_is_read_is_in_the_wheel(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"reflectie_tui/{name}" for name in READ} <= names
    source = Path(reflectie_tui.__file__).parent
    ours = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.suffix in (".py", ".tcss")}
    assert {f"reflectie_tui/{name}" for name in ours} <= names
    examples = {name for name in names if name.startswith("reflectie_tui/examples/")}
    assert len(examples) == 3 and not any(name.startswith(("tests/", "sessions/")) for name in names)


def test_the_source_distribution_holds_what_it_takes_to_build_and_test_it(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "constraints.txt", "tests/packaging/test_wheel.py"} <= names
    assert {"content/nl/samenwerken/set.toml", "docs/file-format.md", "benchmarks/__main__.py"} <= names


@pytest.fixture
def installed(built: Path, tmp_path: Path) -> Path:
    """A Python of an environment with the wheel in it: of `.ci/run`, or one that borrows what the app depends on."""
    if os.environ.get(INSTALLED):
        return Path(os.environ[INSTALLED])
    place = tmp_path / "empty"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    paths = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Path(sysconfig.get_path("scripts", "venv", vars=paths)) / "python"


def test_the_wheel_alone_shows_the_examples(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [str(installed), "-c", "import reflectie_tui; print(reflectie_tui.__file__)"],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert not Path(where.strip()).is_relative_to(ROOT)
    terminal = Terminal(["demo"], tmp_path, columns=80, lines=24, env={"REFLECTIE_LANG": "nl"}, python=str(installed))
    try:
        terminal.wait_for("Opleidingsschool Rijnstreek", "3 sessies", seconds=60)
    finally:
        terminal.child.close(force=True)
