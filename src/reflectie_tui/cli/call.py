"""One call of a command: what was asked, where, on which day, and what that makes of files, folders and words."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import WIDTHS, UsageFault, Wish
from reflectie_tui.storage.places import inside, kept_inside, sessions_folder
from reflectie_tui.words import Language, Words, language_of, load, spoken

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.report.paper import Paper
    from reflectie_tui.storage.content_files import ContentSets
    from reflectie_tui.storage.session_files import Opened

# The model and the files are loaded by what needs them: the app paints its first screen without.


@dataclass(frozen=True)
class Call:
    """A command, and the place and the day it was given."""

    wish: Wish
    environ: Mapping[str, str]
    here: Path
    today: date

    @cached_property
    def sets(self) -> ContentSets:
        """The sets of statements that are here: the user's own before those of the app."""
        from reflectie_tui.storage.content_files import ContentSets

        if self.wish.content is None:
            return ContentSets()
        self.judge_place(self.wish.content)
        if not self.wish.content.is_dir():
            raise UsageFault("no_folder", hint=False, path=str(self.wish.content))
        for file in self.wish.content.glob("*/*/*.toml"):
            self.judge_place(file)
        return ContentSets(self.wish.content)

    @cached_property
    def folder(self) -> Path:
        """The folder of sessions."""
        folder = sessions_folder(self.wish.sessions, self.environ, self.here)
        if folder.exists() and not folder.is_dir():
            raise UsageFault("no_folder", hint=False, path=str(folder))
        return folder

    @property
    def language(self) -> Language | None:
        """The language that was asked for, by option or environment."""
        return spoken(self.wish.lang) or spoken(self.environ.get("REFLECTIE_LANG"))

    def words(self, session_language: str | None = None) -> Words:
        """Return the words to speak in: as asked, else the session's own language, else that of this machine."""
        machine = output.language_wishes(self.environ)[1:]
        return load(language_of(self.language, session_language, *machine))

    def opened(self, path: Path) -> Opened:
        """Read a session, and say what is worth knowing about its file."""
        from reflectie_tui.storage.session_files import read_session

        self.judge_file(path)
        opened = read_session(path, self.sets)
        for warning in opened.warnings:
            if warning.code != "warning_locked":  # it is only read here
                words = self.words(opened.session.about.language)
                output.complain(words("cli.check.warning", path=path, sentence=words.fault(warning)))
        return opened

    def opened_of_several(self, path: Path) -> Opened | None:
        """Read one session of several; where it cannot be read, say why and return None, for the rest goes on."""
        from reflectie_tui.storage.errors import StorageError

        try:
            return self.opened(path)
        except StorageError as error:
            for line in error.lines(self.words()):
                output.complain(line)
            return None

    def judge_file(self, path: Path) -> None:
        """Refuse what can be no session, before anything is read.

        Raises:
            UsageFault: where the place may not be read, or there is no file; where what is written beside it when it
                is saved would go elsewhere.
        """
        self.judge_place(path)
        if self.wish.restricted and not kept_inside(path, self.folder):
            raise UsageFault("outside", hint=False, path=str(path))
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            raise UsageFault("no_file", hint=False, path=str(path)) from None
        except OSError:
            return  # who reads it says why it cannot be read
        if stat.S_ISDIR(mode):
            raise UsageFault("folder", hint=False, path=str(path))

    def judge_place(self, path: Path) -> None:
        """Refuse a place outside the folder of sessions where that was asked.

        Raises:
            UsageFault: where `--restricted` was given and the path leads elsewhere.
        """
        if not self.reaches(path):
            raise UsageFault("outside", hint=False, path=str(path))

    def reaches(self, path: Path) -> bool:
        """Tell whether a place may be read and written: any, or with `--restricted` only those in the folder."""
        return not self.wish.restricted or inside(path, self.folder)

    @property
    def bounds(self) -> Path | None:
        """The folder that no link may lead out of; None where links are free."""
        return self.folder if self.wish.restricted else None

    def content(self, opened: Opened, language: Language) -> ContentSet:
        """Return what a session asked, in this language where the set has it.

        Where its set is not here, the wording that the session carries stands in the frame of our own set.
        """
        from reflectie_tui.model.borrowed import borrowed_content

        content = self.sets.get(opened.session.about.content, language) or opened.content
        return content or borrowed_content(self.own_set(language), opened.session)

    def own_set(self, language: Language) -> ContentSet:
        """Return the set that is asked from where nothing else is named: the user's own, else that of the app."""
        return self.sets.usual(language)

    def paper(self, words: Words) -> Paper:
        """Return what to write a text on: as wide as was asked, else as the terminal, else 80 columns."""
        from reflectie_tui.report.paper import ASCII_MARKS, Marks, Paper

        marks = ASCII_MARKS if self.wish.ascii or output.ascii_only() else Marks()
        widest = min(max(self.wish.width or output.width(), WIDTHS.start), WIDTHS.stop - 1)
        return Paper(words, widest, marks, drawn=not self.wish.plain)

    def say(self, text: str) -> None:
        """Write a text for people, in ASCII where that was asked."""
        output.say(text, plain=self.wish.ascii)


def found(wish: Wish, environ: Mapping[str, str], here: Path) -> Wish:
    """Return what was asked, with each file that is not here found in the folder of sessions: as `list` names it."""
    elsewhere = {path: path for path in wish.files}
    for path in wish.files:
        if not path.is_absolute() and not os.path.lexists(path):
            folder = sessions_folder(wish.sessions, environ, here)
            with suppress(OSError):  # a name that can be of no file: who reads it says so
                if inside(folder / path, folder) and (folder / path).is_file():
                    elsewhere[path] = folder / path
    return wish._replace(files=tuple(elsewhere[path] for path in wish.files))
