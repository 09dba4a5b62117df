"""The command line: what was asked, whether it can be done here, and what came of it.

Importing this loads no Textual, pydantic or plotext: each command imports what it needs when it runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import UsageFault, Wish, language_wish, read
from reflectie_tui.cli.help import help_text
from reflectie_tui.words import Language, Words, language_of, load

if TYPE_CHECKING:
    from types import TracebackType

    from reflectie_tui.storage.errors import StorageError

FINE, FAULT, USAGE = 0, 1, 2


def run(argv: Sequence[str]) -> int:
    """Carry out a command line (without the name of the program) and return the exit status.

    Results go to standard output, faults to standard error. 0 is fine, 1 a fault in what was read, 2 wrong usage or
    no usable terminal. A reader that stops listening (`| head`) is no fault.
    """
    output.prepare()
    words = load(_language(language_wish(argv), os.environ))
    if sys.flags.inspect and "--restricted" in argv:  # at once: Python would not let us end
        output.complain(words("cli.faults.inspect"))
        os._exit(USAGE)
    try:
        status = _carried_out(argv, words)
        output.flush()
    except BrokenPipeError:
        output.silence()
        return FINE
    except OSError as error:
        output.settle()
        output.complain(words("cli.faults.system", reason=error.strerror or str(error)))
        return FAULT
    return status


def tell_crash(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Say where a mistake of our own came from, in one line; the message of an error may hold what somebody wrote."""
    from traceback import extract_tb

    words = load(_language(language_wish(sys.argv[1:]), os.environ))
    frames = extract_tb(trace)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    output.complain(words("cli.faults.crash", kind=kind.__name__, place=place))


def _carried_out(argv: Sequence[str], words: Words) -> int:
    try:
        wish = read(argv)
        if wish.version:
            from reflectie_tui import __version__

            output.say(f"reflectie {__version__}")
            return FINE
        if wish.help:
            output.say(help_text(words, wish.command))
            return FINE
        return _command(wish, words)
    except UsageFault as fault:
        output.complain(fault.sentence(words))
        if fault.hint:
            output.complain_more(words("cli.see_help"))
        return USAGE


def _command(wish: Wish, words: Words) -> int:
    from datetime import date

    from reflectie_tui.cli.call import Call, found
    from reflectie_tui.cli.commands import COMMANDS
    from reflectie_tui.storage.errors import StorageError

    try:
        here = Path.cwd()
        return COMMANDS[wish.command](Call(found(wish, os.environ, here), os.environ, here, date.today()))
    except StorageError as error:
        backup = _backup_for(error)
        error.backup_told = backup is not None
        for line in error.lines(words):
            output.complain(line)
        if backup is not None:
            output.complain(words("faults.newest_backup", file=backup))
        return FAULT


def _backup_for(error: StorageError) -> Path | None:
    """Return the newest backup of a session file that cannot be read, or None."""
    from reflectie_tui.storage.backups import backup_of_broken
    from reflectie_tui.storage.errors import SessionFileError

    return backup_of_broken(error.path) if isinstance(error, SessionFileError) else None


def _language(wish: str | None, environ: Mapping[str, str]) -> Language:
    return language_of(wish, *output.language_wishes(environ))
