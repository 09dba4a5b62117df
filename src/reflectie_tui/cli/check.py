"""`reflectie check`: a line for each fault in sessions and in sets of statements; nothing is changed."""

from collections.abc import Iterator
from pathlib import Path

from reflectie_tui.cli import output
from reflectie_tui.cli.call import Call, fault_lines
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import StorageError
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.words import Words


def check(call: Call) -> int:
    """Look through files and folders; 1 where there is a fault, 0 where there are at most warnings."""
    words = call.words()
    faults = looked = 0
    for given in call.wish.files:
        call.judge_place(given)
        for path in _files(given):
            looked += 1
            faults += _checked(path, call, words)
    if faults:
        output.complain(words("cli.check.faults", n=faults))
        return 1
    output.say(words("cli.check.none", n=looked))
    return 0
