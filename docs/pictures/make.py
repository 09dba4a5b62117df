"""Make the pictures of the papers anew, from the example sessions: `python docs/pictures/make.py`.

The one of the report is taken by Chromium, where that is installed; the rest needs nothing but the app.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from reflectie_tui.report.html import page
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.folders import demo_copy, shipped_examples
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.ui.app import ReflectieApp
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.theme import DEFAULT
from reflectie_tui.words import load

HERE = Path(__file__).parent
SIZE = (100, 30)
CELL = 12.2
"""The width of a cell in the picture."""
OPEN, CLOSED = "2026-11-20-kindcentrum-de-zwaluw.toml", "2026-11-17-opleidingsschool-rijnstreek.toml"
PICTURES: dict[str, tuple[str, str, list[str]]] = {
    "start": ("", "", []),
    "score": (OPEN, "organisatie.score", ["enter", "4", "2", "question_mark"]),
    "discuss": (CLOSED, "ambitie.discuss", []),
    "comparison": (CLOSED, "comparison", []),
    "actions": (CLOSED, "actions", []),
}
"""For each picture the file that is opened, the step, and the keys."""

_TEXT = re.compile(
    r'(?P<head><text[^>]*?) x="(?P<x>[\d.]+)"(?P<between>[^>]*?) textLength="(?P<length>[\d.]+)"(?P<rest>[^>]*)>'
    r"(?P<blanks>(?:&#160;)+)(?=[^<&]|&(?!#160;))"
)


async def taken(folder: Path, file: str, step: str, keys: list[str]) -> str:
    """Return the screen as SVG, after these keys."""
    path = folder / file if file else None
    app = ReflectieApp(sessions=folder, sets=ContentSets(), language="nl", open_file=path, today=date(2026, 11, 23))
    app.theme = DEFAULT  # whatever the terminal that this is made on
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        if step:
            app.post_message(StepChosen(step))
            await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        return app.export_screenshot(title="Reflectie")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until all workers are done and all is drawn; one that waits for an answer is not waited for."""
    for _ in range(20):
        await pilot.pause(0.05)


def shifted(text: re.Match[str]) -> str:
    """Return a piece of text that begins with its first sign: not every viewer keeps the blanks before it."""
    blanks = text["blanks"].count("&#160;")
    x, length = float(text["x"]) + CELL * blanks, float(text["length"]) - CELL * blanks
    return f'{text["head"]} x="{x:g}"{text["between"]} textLength="{length:g}"{text["rest"]}>'


def plain(svg: str) -> str:
    """Return the picture without the fonts that it would fetch from elsewhere, and without what differs each time."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    svg = _TEXT.sub(shifted, svg)
    return "\n".join(line.rstrip() for line in svg.split("\n")).strip() + "\n"


def photograph(chromium: str) -> None:
    """Take the first page of the report."""
    opened = read_session(shipped_examples() / CLOSED, ContentSets())
    assert opened.content is not None
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        report.write_text(page(opened.session, opened.content, load("nl"), today=date(2026, 11, 23)), "utf-8")
        flags += ["--hide-scrollbars", f"--user-data-dir={folder}/profile", "--window-size=900,1120"]
        picture = f"--screenshot={HERE / 'report-nl.png'}"
        subprocess.run([chromium, *flags, picture, report.as_uri()], check=True, capture_output=True)


def main() -> None:
    """Take all pictures."""
    for name, (file, step, keys) in PICTURES.items():
        with demo_copy() as folder, contextlib.chdir(folder.parent):  # so that no path of this machine is seen
            svg = asyncio.run(taken(Path(folder.name), file, step, keys))
        (HERE / f"{name}-nl.svg").write_text(plain(svg), "utf-8", newline="\n")
    if chromium := shutil.which("chromium"):
        photograph(chromium)


if __name__ == "__main__":
    main()
