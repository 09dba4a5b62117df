"""One call of a command: what was asked, where, on which day, and what that makes of files, folders and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import UsageFault, Wish
from reflectie_tui.model.content import ContentSet
from reflectie_tui.report.paper import ASCII_MARKS, Marks, Paper
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.folders import sessions_folder
from reflectie_tui.storage.session_files import Opened, read_session
from reflectie_tui.words import Language, Words, language_of, load, spoken


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
        if self.wish.content is None:
            return ContentSets()
        if not self.wish.content.is_dir():
            raise UsageFault("no_folder", hint=False, path=str(self.wish.content))
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
        """Read a session, which under `--restricted` stands in the folder of sessions."""
        self.judge_place(path)
        return read_session(path, self.sets)

    def judge_place(self, path: Path) -> None:
        """Refuse a place outside the folder of sessions where that was asked.

        Raises:
            UsageFault: where `--restricted` was given and the path leads elsewhere.
        """
        if self.wish.restricted and not path.resolve().is_relative_to(self.folder.resolve()):
            raise UsageFault("outside", hint=False, path=str(path))

    def content(self, opened: Opened, language: Language) -> ContentSet:
        """Return what a session asked, in this language where the set has it."""
        about = opened.session.about
        content = self.sets.get(about.content, language) or opened.content
        if content is None:
            raise UsageFault("no_content", hint=False, set=about.content)
        return content

    def paper(self, words: Words) -> Paper:
        """Return what to write a text on: as wide as was asked, else as the terminal, else 80 columns."""
        marks = ASCII_MARKS if self.wish.ascii or output.ascii_only() else Marks()
        return Paper(words, self.wish.width or output.width(), marks)
