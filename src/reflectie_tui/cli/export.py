"""`reflectie export`: reports and figures, to standard output or to files."""

import os
from collections.abc import Sequence
from pathlib import Path

from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import UsageFault
from reflectie_tui.cli.call import Call
from reflectie_tui.report.csv import csv_text
from reflectie_tui.report.figures import show_figures
from reflectie_tui.report.html import page
from reflectie_tui.report.markdown import report
from reflectie_tui.storage.report_files import write_report
from reflectie_tui.storage.session_files import Opened

REPORTS = {"md": report, "html": page}
"""The forms for people: a file a session. The others are figures, which can stand together."""


def export(call: Call) -> int:
    """Write the sessions in the form that was asked: to standard output, to one file, or to a folder with one each.

    Of several, one that cannot be read is named, and the rest goes on; the exit status is then 1.

    Raises:
        UsageFault: where several reports have no folder, or a file is there already and is not to be replaced.
    """
    for path in call.wish.files:
        call.judge_file(path)
    targets = _targets(call)
    opened = [(each, target) for path, target in targets if (each := call.opened_of_several(path))]
    shared = len(targets) > 1 and len({target for _, target in targets}) == 1
    for target in dict.fromkeys(target for _, target in opened):
        held = [each for each, its in opened if its == target]
        text = _written(call, held, shared)
        if target is None:
            output.hand_over(text)
        else:
            write_report(target, text)
            if output.watched():
                call.say(call.words(held[-1].session.about.language)("cli.export.written", path=target))
    return 0 if len(opened) == len(targets) else 1


def _targets(call: Call) -> list[tuple[Path, Path | None]]:
    """Return each session file with the file that it is written to; None is standard output."""
    wish = call.wish
    reports = wish.to in REPORTS and len(wish.files) > 1
    if wish.output is None:
        if reports:
            raise UsageFault("many_reports", hint=False)
        return [(file, None) for file in wish.files]
    place = Path(wish.output)
    if reports and place.exists() and not place.is_dir():
        raise UsageFault("no_folder", hint=False, path=wish.output)
    each = reports or place.is_dir() or wish.output.endswith(tuple(filter(None, (os.sep, os.altsep))))
    targets = _names(wish.files, place, wish.to or "") if each else [place] * len(wish.files)
    for target in dict.fromkeys(targets):
        _judge_target(call, target)
    return list(zip(wish.files, targets, strict=True))


def _names(files: Sequence[Path], folder: Path, form: str) -> list[Path]:
    """Return a file for each report, named after its session's file; a number where two have the same name."""
    names: list[Path] = []
    for file in files:
        number, name = 1, folder / f"{file.stem}.{form}"
        while name in names:
            number += 1
            name = folder / f"{file.stem}-{number}.{form}"
        names.append(name)
    return names


def _judge_target(call: Call, target: Path) -> None:
    call.judge_place(target)
    if target.exists():
        if any(target.samefile(file) for file in call.wish.files):
            raise UsageFault("own_file", hint=False, path=str(target))
        if not call.wish.force:
            raise UsageFault("exists", hint=False, path=str(target))


def _written(call: Call, opened: Sequence[Opened], shared: bool) -> str:
    """Return sessions in the form that was asked; `shared` is one file for several, of which some may be missing."""
    wish, words = call.wish, call.words(opened[-1].session.about.language)
    contents = [call.content(one, words.language) for one in opened]
    pairs = list(zip(opened, contents, strict=True))
    if wish.to == "csv":
        rows = [(one.path, one.session, content) for one, content in pairs]
        return csv_text(rows, words.language, names=wish.names, excel=wish.excel)
    if wish.to == "json":
        figures = [show_figures(one.session, content, call.today, names=wish.names) for one, content in pairs]
        return output.json_text(figures if shared else figures[0])
    return REPORTS[wish.to or ""](opened[0].session, contents[0], words, today=call.today, names=wish.names)
