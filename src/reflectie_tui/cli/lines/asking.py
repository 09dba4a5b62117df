"""Questions and answers, a line at a time: no full screen and no cursor that moves; from a keyboard or from a pipe."""

from __future__ import annotations

import errno
import io
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TextIO, TypeVar

from reflectie_tui.cli import output
from reflectie_tui.cli.lines.ending import HANGUP, Ended
from reflectie_tui.model.plain_text import TEXT_LENGTH, clean_line, clean_text, folded
from reflectie_tui.report.lines import indented
from reflectie_tui.words import Words

T = TypeVar("T")
LONGEST = 40_000
"""Letters of one line that are read at once; more than any answer or note may have."""
NARROWEST, WIDEST = 20, 100
"""Columns in which lines are broken, whatever the terminal says."""
NO_CLEARING = ("", "dumb", "unknown")
"""Names under which a terminal says that it knows no codes at all."""
CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""To the top, the screen empty, and then what can be scrolled back to."""


class Stopped(Exception):
    """Somebody wants to stop, or there is nobody left who types."""


class Unclear(Exception):
    """What was typed is no answer; the sentence says what is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Misread(Exception):
    """A line from a pipe or a file is no answer: what follows it may belong to another question."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


@dataclass
class Asking:
    """A talk with one person, or with a group at one keyboard, in plain lines."""

    words: Words
    source: TextIO
    """Where the answers come from."""
    width: int = output.PIPE_WIDTH
    plain: bool = False
    """Whether only ASCII is written."""
    typed: bool = True
    """Whether somebody types, who can be asked again; not where the lines come from a pipe or a file."""
    screen: bool = False
    """Whether the output stands on a terminal, where the next person could read it."""
    clears: bool = False
    """Whether that terminal can be cleared."""
    private: bool = False
    """Whether something stands there now that is one person's own."""
    read: int = 0
    """How many lines have been read."""

    def say(self, text: str = "") -> None:
        """Write a text in lines that fit, without breaking a word."""
        lines = [line for row in text.split("\n") for line in indented(row, self.width) or [""]]
        self._write("\n".join(lines), "\n")

    def ask(self, prompt: str) -> str:
        """Ask for one line, and return it cleaned and trimmed.

        Raises:
            Stopped: where the answers have come to an end.
        """
        lines = indented(prompt, self.width)
        return clean_line(self._line("\n".join(lines) + " "))

    def answer(
        self,
        prompt: str,
        understood: Callable[[str], T],
        first: Callable[[], object] | None = None,
        *,
        stops: bool = True,
    ) -> T:
        """Ask until there is an answer that is understood; `first` says the question itself, each time anew.

        Raises:
            Stopped: where somebody stops, which goes at every question but those that are in the midst of something.
            Misread: where it is not understood and nobody is there to be asked again.
        """
        while True:
            if first is not None:
                first()
            line = self.ask(prompt)
            try:
                return understood(line)
            except Unclear as error:
                if stops and Keys(self.words, "stop").named(line):
                    raise Stopped from None
                if not self.typed:
                    raise Misread(self.read, error.sentence) from None
                self.say(error.sentence)

    def sure(self, question: str) -> bool:
        """Ask something that is answered with yes or no; stopping goes as everywhere.

        Raises:
            Stopped: where somebody stops, or the answers have come to an end.
        """
        yes, no = (self.words.lines(f"cli.asking.{word}") for word in ("yes", "no"))

        def understood(line: str) -> bool:
            if folded(line) in yes:
                return True
            if folded(line) in no:
                return False
            raise Unclear(self.words("cli.asking.yes_or_no"))

        return self.answer(self.words("cli.asking.sure"), understood, lambda: self.say(question))

    def text(self, keep: Callable[[str], object]) -> str:
        """Take a text of one line or more, until an empty one; after each line, `keep` is given all of it so far."""
        rows: list[str] = []
        while row := clean_text(self._line("")).strip():
            if sum(map(len, rows)) + len(rows) + len(row) > TEXT_LENGTH:
                self.say(self.words("cli.asking.text_long", most=TEXT_LENGTH))
                break
            rows.append(row)
            keep("\n".join(rows))
        return "\n".join(rows)

    def forget_typed(self) -> None:
        """Let go of what was typed ahead: it was meant for the turn before."""
        if self.typed and sys.platform != "win32":
            import termios

            with suppress(OSError, ValueError, termios.error):
                termios.tcflush(self.source.fileno(), termios.TCIFLUSH)

    def forget(self) -> None:
        """Take what one person answered off the screen, as far as this terminal can."""
        if not self.private:
            return
        self.private = False
        if not self.screen or sys.stdout is None:
            return
        empty = CLEARED if self.clears else "\n" * shutil.get_terminal_size().lines
        try:
            sys.stdout.write(empty)
            output.flush()
        except OSError:
            output.silence()

    def _line(self, prompt: str) -> str:
        if prompt:
            self._write(prompt, "")
        output.flush()
        try:
            line = self.source.readline(LONGEST)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            raise Ended(HANGUP) from None  # the terminal is gone
        if prompt and not (self.typed and line):
            self._write("", "\n")  # nobody pressed Enter
        if not line:
            raise Stopped
        self.read += 1
        return line.removesuffix("\n")

    def _write(self, text: str, end: str) -> None:
        try:
            output.say(text, plain=self.plain, end=end)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            raise Ended(HANGUP) from None


def asking(words: Words, environ: Mapping[str, str], *, plain: bool) -> Asking:
    """Return the talk at standard input and output."""
    source: TextIO = sys.stdin if sys.stdin is not None else io.StringIO()
    screen = sys.stdout is not None and sys.stdout.isatty()
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(errors="replace")  # é from a latin-1 terminal is a letter we do not know, and no crash
    clears = screen and environ.get("TERM", "") not in NO_CLEARING
    width = max(NARROWEST, min(output.width(), WIDEST))
    return Asking(words, source, width, plain, source.isatty(), screen, clears)


class Keys:
    """What can be typed beside an answer: each by its letter, its word, or the beginning of that."""

    def __init__(self, words: Words, *names: str) -> None:
        self._words = words
        self._table: dict[str, tuple[str, str, str, str]] = {}
        for name in names:
            letter, word, does, *spoken = words.lines(f"cli.keys.{name}")
            self._table[name] = (letter, word, does, spoken[0] if spoken else letter)

    def named(self, line: str) -> str | None:
        """Return which of them was typed, or None."""
        said = folded(line)
        for name, (letter, word, *_) in self._table.items():
            if said in (letter, word):
                return name
        begun = [name for name, (_, word, *_) in self._table.items() if len(said) > 1 and word.startswith(said)]
        return begun[0] if len(begun) == 1 else None

    def sentence(self) -> str:
        """Return all of them in one sentence."""
        told = [self._words("cli.asking.key", letter=spoken, word=word) for _, word, _, spoken in self._table.values()]
        return self._words("cli.asking.keys", keys=", ".join(told))

    def lines(self) -> list[str]:
        """Return what each does, a line each."""
        return [f"{spoken}, {word}: {does}" for _, word, does, spoken in self._table.values()]
