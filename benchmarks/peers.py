"""Other programs beside ours in the same run: what people know, so that a figure says something.

Programs from PyPI each get an environment of their own in the cache folder, made the first time. What cannot be had
here is named.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from platformdirs import user_cache_path

from benchmarks.groups import folder_of, group
from benchmarks.measures import BARE, TO_A_TURN, app_of
from benchmarks.rows import Sheet
from benchmarks.terminal import Terminal
from reflectie_tui.storage.session_files import create

REST = 4.0
KEYS = 15
PYTHONS = ("python3.13", "python3.14", "python3.12")
"""Tried in this order where the Python of this run is too old for a program."""


def _itself(_home: Path) -> list[str]:
    return []


@dataclass(frozen=True)
class Peer:
    """A program, how it is begun, what it shows when it is of use, and a key that does something in it."""

    name: str
    asks: tuple[str, ...] = ()
    """What pip is to install; nothing for a program of the system."""
    script: str = ""
    arguments: Callable[[Path], list[str]] = _itself
    shows: str = ""
    before: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ("e",)
    doing: str = "a letter"
    least: tuple[int, int] = (3, 11)
    """The Python it wants."""

    @property
    def writes(self) -> bool:
        """Whether its key is a letter in a text."""
        return self.doing == "a letter"

    def trouble(self) -> str:
        """Install it where that is still to be done; say why it cannot be had, or nothing."""
        if not self.asks:
            return "" if shutil.which(self.script or self.name) else "not installed"
        return _installed(self)

    def command(self, home: Path) -> list[str]:
        """Return how it is begun, after what it opens was put in the home folder."""
        program = str(_folder(self) / "bin" / self.script) if self.asks else shutil.which(self.script or self.name)
        return [str(program), *self.arguments(home)]

    def version(self) -> str:
        """Return the version that is measured."""
        if self.asks:
            code = f"from importlib.metadata import version; print(version({self.name!r}))"
            return _said([str(_folder(self) / "bin" / "python"), "-c", code])
        return next((word for word in _said([self.script or self.name, "--version"]).split() if word[:1].isdigit()), "")


def _text(home: Path) -> list[str]:
    file = home / "text.txt"
    file.write_text("".join(f"line {number} of the text\n" for number in range(1, 201)), "utf-8")
    return [str(file)]


def _log(home: Path) -> list[str]:
    file = home / "app.log"
    file.write_text("".join(f"2026-11-23 14:00:00 INFO line {number}\n" for number in range(1, 1001)), "utf-8")
    return [str(file)]


def _vim(home: Path) -> list[str]:
    return ["-u", "NONE", "-i", "NONE", "-n", "-c", "startinsert", *_text(home)]


def _nano(home: Path) -> list[str]:
    return ["--ignorercfiles", *_text(home)]


PEERS = {
    peer.name: peer
    for peer in (
        Peer("posting", ("posting==2.11.1", "tree-sitter==0.25.2"), "posting", shows="No headers"),
        Peer("harlequin", ("harlequin",), "harlequin", shows="Run Query"),
        Peer("toolong", ("toolong",), "tl", _log, "line 1000", keys=("\x1b[A",), doing="up in a log"),
        Peer(
            "bagels",
            ("bagels",),
            "bagels",
            shows="Insights",
            before=(("\x1b", ""),),
            keys=("c",),
            doing="the next tab",
            least=(3, 13),
        ),
        Peer("nano", arguments=_nano, shows="line 5 of the text"),
        Peer("vim.tiny", arguments=_vim, shows="line 5 of the text"),
        Peer("vim.basic", arguments=_vim, shows="line 5 of the text"),
    )
}


@dataclass(frozen=True)
class Program:
    """A program that can be measured here, with what it is measured on."""

    name: str
    version: str
    command: Callable[[Path], list[str]]
    shows: str
    before: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    doing: str


def measure(place: Path, rounds: int) -> Sheet:
    """Other programs in the same run: the first useful paint, a key, and what they do and hold at rest."""
    missing = {name: trouble for name, peer in PEERS.items() if (trouble := peer.trouble())}
    found: dict[str, dict[str, list[float]]] = {}
    programs = list(_programs(place, missing))
    for number in range(rounds + 1):
        for program in programs:
            home = place / f"{program.name.replace(' ', '-').replace(',', '')}"
            home.mkdir(exist_ok=True)
            seen = _looked_at(program, home, at_rest=number in (1, 2))
            for what, values in seen.items():
                if number:  # the first round warms up
                    found.setdefault(program.name, {}).setdefault(what, []).extend(values)
    bare = median(found[programs[0].name]["paint"])
    lines: list[tuple[str, ...]] = [
        (
            "program",
            "version",
            "to the first useful paint",
            "beside bare",
            "a key",
            "to painted",
            "bytes",
            f"bytes in {REST:.0f} s at rest",
            "memory",
        )
    ]
    figures = []
    for program in programs:
        paint, key, sent, rest, memory = (median(found[program.name][what]) for what in _WHATS)
        lines.append(
            (
                program.name,
                program.version,
                f"{paint:.0f} ms",
                f"{paint / bare:.2f} ×",
                program.doing,
                f"{key:.1f} ms",
                f"{sent:.0f}",
                f"{rest:.0f}",
                f"{memory:.0f} MB",
            )
        )
        figures.append(
            {
                "program": program.name,
                "version": program.version,
                "key": program.doing,
                "paint_ms": paint,
                "beside_bare": paint / bare,
                "key_ms": key,
                "key_bytes": sent,
                "rest_bytes": rest,
                "memory_mb": memory,
            }
        )
    for name, trouble in missing.items():
        lines.append((name, trouble, *["–"] * (len(lines[0]) - 2)))
        figures.append({"program": name, "missing": trouble})
    return Sheet("peers", lines, figures)


_WHATS = ("paint", "key", "sent", "rest", "memory")


def homes(home: Path) -> dict[str, str]:
    """Return the environment that keeps a program out of the home folder of who measures."""
    return {f"XDG_{what}_HOME": str(home / what.lower()) for what in ("CONFIG", "DATA", "STATE", "CACHE")}


def _programs(place: Path, missing: dict[str, str]) -> Iterator[Program]:
    """Yield the bare thing, ours on its list and in a note, and the others that can be had."""
    sessions = folder_of(20, place / "twenty")
    ours, textual = metadata.version("reflectie-tui"), metadata.version("textual")
    python = [sys.executable]
    yield Program(
        "a bare Textual app, one list",
        textual,
        lambda _: [*python, *BARE, "list"],
        "a line of the list",
        (),
        tuple("12345"),
        "a digit in a list",
    )
    yield Program(
        "reflectie, the list of sessions",
        ours,
        lambda _: [*python, *app_of("--sessions", str(sessions))],
        "20 sessies",
        (),
        ("\x1b[B",),
        "down in a list",
    )
    yield Program(
        "reflectie, a session",
        ours,
        lambda home: [*python, *app_of("open", str(create(group(), Path(mkdtemp(dir=home)))))],
        TO_A_TURN[0][1],
        (*TO_A_TURN[1:], ("n", "Jouw opmerking")),
        ("e",),
        "a letter",
    )
    for name, peer in PEERS.items():
        if name not in missing:
            yield Program(name, peer.version(), peer.command, peer.shows, peer.before, peer.keys, peer.doing)


def _looked_at(program: Program, home: Path, *, at_rest: bool) -> dict[str, list[float]]:
    command, *arguments = program.command(home)
    with Terminal(arguments, home, command, homes(home)) as one:
        seen = {"paint": [(one.appeared(program.shows, quiet=0.8, most=32) - one.started) * 1000]}
        one.go(program.before)
        if at_rest:
            one.settle(0.9, most=3)
            seen["rest"] = [float(one.rest(REST)[0])]
            seen["memory"] = [one.memory()]
        one.press(program.keys[0])
        pressed = [one.press(program.keys[number % len(program.keys)]) for number in range(KEYS)]
        seen["key"] = [seconds * 1000 for seconds, _ in pressed]
        seen["sent"] = [float(came) for _, came in pressed]
    return seen


# -- environments


def _folder(peer: Peer) -> Path:
    return user_cache_path("reflectie-benchmarks") / peer.name


@cache
def _installed(peer: Peer) -> str:
    """Make the environment of a program where it is not there yet; say why that cannot be, or nothing."""
    folder = _folder(peer)
    done = folder / "installed"
    if done.is_file() and done.read_text("utf-8").split() == list(peer.asks):
        return ""
    python = _python(peer.least)
    if python is None:
        return f"wants Python {peer.least[0]}.{peer.least[1]}, which is not here"
    print(f"  installing {peer.name}", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    for command in (
        [python, "-m", "venv", str(folder)],
        [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *peer.asks],
    ):
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
        except (OSError, subprocess.SubprocessError):
            return "could not be installed"
    done.write_text("\n".join(peer.asks), "utf-8")
    return ""


def _python(least: tuple[int, int]) -> str | None:
    """Return a Python of at least this version: that of this run, or another that is on the machine."""
    code = f"import sys; sys.exit(sys.version_info < {least!r})"
    places = sorted(Path.home().glob(".pyenv/versions/*/bin/python"), reverse=True)
    for name in (sys.executable, *PYTHONS, *map(str, places)):
        try:
            if subprocess.run([name, "-c", code], capture_output=True, check=False).returncode == 0:
                return name
        except OSError:
            continue
    return None


def _said(command: Sequence[str]) -> str:
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return said.splitlines()[0] if said else ""
