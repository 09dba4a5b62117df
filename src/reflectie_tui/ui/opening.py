"""Opening a session: its file is read, and what is wrong with it is said, with the way to its newest backup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content

from reflectie_tui.ui.everywhere import Everywhere
from reflectie_tui.ui.messages import SessionChosen
from reflectie_tui.words import Language, language_of, load

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.fault import Fault
    from reflectie_tui.model.session import Session
    from reflectie_tui.storage.content_files import ContentSets
    from reflectie_tui.storage.session_files import Opened

CUT_OFF = "warning_end_backup"
"""The warning that the last line is missing, so that something may have been cut off, and that there is a backup."""


class Opening(Everywhere):
    """An app that opens session files."""

    sessions: Path
    language: Language | None
    _sets: ContentSets | None = None

    @property
    def content_sets(self) -> ContentSets:
        """The sets of statements there are; those of the app where none were given."""
        if self._sets is None:
            from reflectie_tui.storage.content_files import ContentSets

            self._sets = ContentSets()
        return self._sets

    async def begin(self, session: Session, content: ContentSet, path: Path) -> None:
        """Go to where the group was in a session that has been read."""
        raise NotImplementedError

    @on(SessionChosen)
    async def open_session(self, event: SessionChosen) -> None:
        """Read a session file and go to where the group was; where it may not be whole, ask first."""
        if self.session is not None:
            return  # Enter was pressed twice
        opened = self.read(event.path, offers_backup=True)
        if opened is None:
            return
        cut_off = next((warning for warning in opened.warnings if warning.code == CUT_OFF), None)
        if cut_off is None:
            await self._enter(opened)
        else:
            question, said = self.words("app.cut_off"), self.words.fault(cut_off)
            self._offer_backup(Path(cut_off.details["file"]), event.path, question, said, partial(self._enter, opened))

    async def _enter(self, opened: Opened) -> None:
        """Say what is worth knowing about the file, and begin."""
        if self.language is None:
            self.words = load(language_of(opened.session.about.language))
        self.read_only = opened.read_only
        content = self.content_for(opened.session) or opened.content
        if content is None:
            from reflectie_tui.model.borrowed import borrowed_content

            content = borrowed_content(self.content_sets.usual(self.words.language), opened.session)
        for warning in opened.warnings:
            if warning.code != CUT_OFF:
                self.notify(Content(self.words.fault(warning)).plain, severity="warning", timeout=12, markup=False)
        if opened.read_only:
            self.notify(self.words("app.read_only"), severity="warning", timeout=12, markup=False)
        else:
            self.begin_saving(opened)
        await self.begin(opened.session, content, opened.path)

    def content_for(self, session: Session) -> ContentSet | None:
        """Return the set of statements of a session in the language of the app, or None."""
        return self.content_sets.get(session.about.content, self.words.language)

    def read(self, path: Path, *, offers_backup: bool = False) -> Opened | None:
        """Read a session; where that cannot be, say why and return None."""
        from reflectie_tui.storage.backups import backup_of_broken
        from reflectie_tui.storage.errors import SessionFileError
        from reflectie_tui.storage.places import kept_inside
        from reflectie_tui.storage.session_files import read_session

        if self.restricted and not kept_inside(path, self.sessions):
            self.tell(self.words("app.unreadable"), self.words("app.outside", file=path))
            return None
        try:
            return read_session(path, self.content_sets)
        except SessionFileError as error:
            backup = backup_of_broken(path) if offers_backup and not _newer(error.faults) else None
            error.backup_told = backup is not None
            question, said = self.words("app.unreadable"), error.text(self.words)
            if backup is None:
                self.tell(question, said)
            else:
                self._offer_backup(backup, path, question, said)
            return None

    # -- from a backup

    def _offer_backup(
        self, backup: Path, path: Path, question: str, said: str, as_it_is: Callable[[], Any] | None = None
    ) -> None:
        """Offer to go on in the newest backup; `as_it_is` opens the file itself, where that can be."""
        from reflectie_tui.storage.backups import moment_of
        from reflectie_tui.ui.dialogs.choose import Choice, Choose

        moment = moment_of(backup)
        made = self.words("app.moment", day=self.words.day(moment.date()), time=f"{moment:%H:%M}")
        choices = [Choice("backup", self.words("app.open_backup", moment=made))]
        said = f"{said} {self._how_far(backup)}".strip()
        if as_it_is is not None:
            choices.insert(0, Choice("file", self.words("app.open_as_it_is")))

        def chosen(answer: str | None) -> None:
            if answer == "backup":
                self.call_later(self._go_on_in_copy, backup, path, made)
            elif answer == "file" and as_it_is is not None:
                self.call_later(as_it_is)

        self.push_screen(Choose(question, choices, said, help="backup"), chosen)

    def _how_far(self, backup: Path) -> str:
        """Say how much had been filled in when a backup was made; nothing where that cannot be told."""
        from reflectie_tui.model.progress import progress
        from reflectie_tui.storage.errors import SessionFileError
        from reflectie_tui.storage.session_files import read_session

        try:
            opened = read_session(backup, self.content_sets)
        except SessionFileError:
            return ""
        content = self.content_for(opened.session) or opened.content
        if content is None:
            return ""
        return self.words("app.backup_holds", percent=round(100 * progress(opened.session, content)))

    def _go_on_in_copy(self, backup: Path, path: Path, made: str) -> None:
        """Copy a backup beside its file and open the copy: the file stays as it is, for who can still mend it."""
        from reflectie_tui.storage.backups import put_back
        from reflectie_tui.storage.errors import WriteError

        try:
            copy = put_back(backup, path)
        except WriteError as error:
            self.tell(self.words("app.not_put_back"), error.text(self.words))
            return
        self.notify(self.words("app.put_back", moment=made, copy=copy.name), timeout=12, markup=False)
        self.post_message(SessionChosen(copy))


def _newer(faults: tuple[Fault, ...]) -> bool:
    """Tell whether a file is not broken but from a newer Reflectie: an old backup is no way out of that."""
    return any(fault.code == "newer_version" for fault in faults)
