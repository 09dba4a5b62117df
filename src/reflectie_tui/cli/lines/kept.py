"""A session in a talk of plain lines: opened to be changed, and on the disk after each answer."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reflectie_tui.cli import output
from reflectie_tui.cli.call import Call
from reflectie_tui.cli.lines.asking import Asking, Misread, Stopped, asking
from reflectie_tui.cli.lines.ending import HANGUP, Ended, Ending, let_go
from reflectie_tui.storage.errors import StorageError, WriteError
from reflectie_tui.storage.places import other_folders
from reflectie_tui.storage.session_files import Opened, read_session
from reflectie_tui.storage.sitting import Sitting

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session
    from reflectie_tui.words import Words

FAULT = 1


class Refused(Exception):
    """This session cannot be changed here; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Kept:
    """The session as it is now, and the one place that saves it."""

    def __init__(self, opened: Opened, ask: Asking, ending: Ending) -> None:
        self.session: Session = opened.session
        self._sitting = Sitting(opened)
        self._ask = ask
        self._ending = ending
        self._unsaved: WriteError | None = None

    @property
    def saved(self) -> bool:
        """Whether all is on the disk, in its own place."""
        return self._unsaved is None

    def keep(self, session: Session) -> None:
        """Take over the session and bring it to the disk; where that fails, say so and go on: it is tried again."""
        if session == self.session and self._unsaved is None:
            return
        self.session = session
        with self._ending.undisturbed():
            self._save(tell=True)

    def withdraw(self, participant: str) -> bool:
        """Take somebody's voice out of the session and its backups; tell whether it is gone from all of them."""
        with self._ending.undisturbed():
            self.session = self.session.without_voice(participant)
            self._save(tell=True)
            try:
                self._sitting.clear_voice_from_backups(self.session.about.id, participant)
            except StorageError as error:
                words = self._ask.words
                self._ask.say(f"{words('app.not_cleared')}: {error.text(words)}")
                return False
        return self.saved

    def settle(self, *, restricted: bool) -> bool:
        """Bring what could not be saved to the disk, if need be elsewhere; tell whether it is in its own place."""
        if self._unsaved is None:
            return True
        with self._ending.undisturbed():
            self._save(tell=False)
        error: WriteError | None = self._unsaved
        if error is None:
            return True
        words = self._ask.words
        output.complain(f"{words('saving.failed')}: {error.text(words)}")
        for folder in [] if restricted else other_folders():
            with suppress(WriteError):
                path = self._sitting.save_elsewhere(self.session, folder)
                output.complain_more(f"{words('unsaved.copied')}. {words('unsaved.copied_detail', file=path)}")
                break
        return False

    def _save(self, *, tell: bool) -> None:
        words = self._ask.words
        try:
            state = self._sitting.save(self.session.with_about(changed=_now()))
        except WriteError as error:
            if tell:
                self._ask.say(f"{words('saving.failed')}: {words.fault(error.fault)}")
            self._unsaved = error
            return
        if state.kind == "conflict" and state.path is not None:
            self._ask.say(f"{words('app.conflict')}. {words('app.conflict_detail', file=state.path.name)}")
        elif self._unsaved is not None and tell:
            self._ask.say(words("cli.asking.saved_again"))
        self._unsaved = None


@dataclass(frozen=True)
class Sat:
    """What a talk needs: who is asked, the session, what it asks, and the command that began it."""

    call: Call
    ask: Asking
    kept: Kept
    content: ContentSet

    @property
    def words(self) -> Words:
        """The words of the talk."""
        return self.ask.words


def as_typed(path: Path) -> str:
    """Return a file as it is typed on a command line."""
    return shlex.quote(str(path))


def converse(call: Call, go: Callable[[Sat], object], *, closed_too: bool = False) -> int:
    """Open the session, go through a talk, and see to it that all is saved and nothing unseen is left on the screen.

    Args:
        call: the command.
        go: the talk.
        closed_too: whether the talk may be had in a session that is closed.
    """
    opened = _opened(call)
    words = call.words(opened.session.about.language)
    ask, ending = asking(words, call.environ, plain=call.wish.ascii), Ending()
    kept = Kept(opened, ask, ending)
    try:
        _judge(opened, words, closed_too=closed_too)
    except Refused as error:
        output.complain(error.sentence)
        return FAULT
    with ending.watched(suspends=not call.wish.restricted):
        try:
            status = _gone_through(Sat(call, ask, kept, call.content(opened, words.language)), go)
            return status if kept.settle(restricted=call.wish.restricted) or status else FAULT
        except Ended as end:  # while the last was being saved
            return end.status


def _gone_through(sat: Sat, go: Callable[[Sat], object]) -> int:
    ask, words = sat.ask, sat.words
    try:
        go(sat)
        return 0
    except Stopped:
        _say_stopped(ask, sat.kept)
        return 0
    except Misread as error:
        output.flush()
        output.complain(words("cli.asking.misread", line=error.line, sentence=error.sentence))
        return FAULT
    except Ended as end:
        with suppress(Ended, OSError):
            ask.say()  # after the prompt that nobody answered
            _say_stopped(ask, sat.kept)
        if end.status == HANGUP:
            let_go()
        return end.status
    finally:
        ask.forget()


def _say_stopped(ask: Asking, kept: Kept) -> None:
    ask.forget()
    ask.say(ask.words("cli.asking.stopped" if kept.saved else "cli.asking.stopped_unsaved"))
    output.flush()


def _opened(call: Call) -> Opened:
    """Read the session, and say what is worth knowing about its file."""
    path = call.wish.files[0]
    call.judge_file(path)
    opened = read_session(path, call.sets)
    words = call.words(opened.session.about.language)
    for warning in opened.warnings:
        output.complain(words("cli.check.warning", path=path, sentence=words.fault(warning)))
    return opened


def _judge(opened: Opened, words: Words, *, closed_too: bool) -> None:
    if opened.content is None:
        raise Refused(f"{words('app.no_content')} {words('app.read_only')}")
    if opened.read_only:
        raise Refused(words("app.read_only"))
    if opened.session.closed and not closed_too:
        raise Refused(words("cli.asking.closed", file=as_typed(opened.path)))


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)
