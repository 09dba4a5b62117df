"""`reflectie check`: a line for each fault in sessions and in sets of statements; nothing is changed."""

from pathlib import Path

from reflectie_tui.cli import output
from reflectie_tui.cli.call import Call
from reflectie_tui.storage.content_reading import faults_in_set, sets_in
from reflectie_tui.storage.errors import StorageError
from reflectie_tui.storage.folders import session_paths
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.words import Words


def check(call: Call) -> int:
    """Look through files and folders; 1 where there is a fault, 0 where there are at most warnings."""
    words = call.words()
    faults = looked = 0
    for given in call.wish.files:
        call.judge_place(given)
    for given in call.wish.files:
        sets, sessions = _found(given, call)
        if not sets and not sessions:
            output.say(words("cli.check.no_files", path=given))
        faults += sum(_faults_of_set(folder, words) for folder in sets)
        faults += sum(_faults_of_session(path, call, words) for path in sessions)
        looked += len(sets) + len(sessions)
    if faults:
        output.complain(words("cli.check.faults", n=faults))
        return 1
    output.say(words("cli.check.none", n=looked))
    return 0


def _found(given: Path, call: Call) -> tuple[list[Path], list[Path]]:
    """Return the folders of sets, and the files that should be sessions; a file of a set stands for the whole set."""
    sets = sets_in(given if given.is_dir() else given.parent)
    sets = [folder for folder in sets if all(map(call.reaches, [folder, *folder.glob("*.toml")]))]
    if not given.is_dir():
        return (sets, []) if given.parent in sets else ([], [given])
    return sets, [
        path for path in session_paths(given, call.bounds) if not any(folder in path.parents for folder in sets)
    ]


def _faults_of_set(folder: Path, words: Words) -> int:
    errors = faults_in_set(folder)
    if not errors:
        output.say(words("cli.check.fine", path=folder))
    return sum(_told(error, words) for error in errors)


def _faults_of_session(path: Path, call: Call, words: Words) -> int:
    try:
        opened = read_session(path, call.sets)
    except StorageError as error:
        return _told(error, words)
    for warning in opened.warnings:
        output.say(words("cli.check.warning", path=path, sentence=words.fault(warning)))
    if not opened.warnings:
        output.say(words("cli.check.fine", path=path))
    return 0


def _told(error: StorageError, words: Words) -> int:
    """Write the faults, a line each, and return how many there are."""
    for line in error.lines(words):
        output.complain(line)
    return len(error.faults) + error.more
