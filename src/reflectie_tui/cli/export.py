"""`reflectie export`: reports and figures, to standard output or to files."""

import json
from collections.abc import Iterable
from pathlib import Path

from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import UsageFault
from reflectie_tui.cli.call import Call
from reflectie_tui.report.csv import csv_text
from reflectie_tui.report.figures import show_figures
from reflectie_tui.report.markdown import report
from reflectie_tui.storage.report_files import write_report
from reflectie_tui.storage.session_files import Opened


def export(call: Call) -> int:
    """Write the sessions in the form that was asked: to standard output, one file, or a folder with one each.

    Raises:
        UsageFault: where several reports have no folder, or a file is there already and is not to be replaced.
    """
    wish = call.wish
    opened = [call.opened(path) for path in wish.files]
    each = wish.output is not None and (wish.output.is_dir() or (wish.to == "md" and len(opened) > 1))
    if wish.to == "md" and len(opened) > 1 and wish.output is None:
        raise UsageFault("many_reports", hint=False)
    if wish.output is None:
        output.exact()
        output.say(_written(call, opened))
    elif each:
        for one, path in zip(opened, _paths(call, wish.output, opened), strict=True):
            _write(call, path, _written(call, [one]))
    else:
        _write(call, wish.output, _written(call, opened))
    return 0


def _written(call: Call, opened: list[Opened]) -> str:
    wish, words = call.wish, call.words(opened[-1].session.about.language)
    contents = [call.content(one, words.language) for one in opened]
    if wish.to == "csv":
        rows = [(one.path, one.session, content) for one, content in zip(opened, contents, strict=True)]
        return csv_text(rows, words.language, names=wish.names, excel=wish.excel)
    if wish.to == "json":
        figures = [
            show_figures(one.session, content, call.today) for one, content in zip(opened, contents, strict=True)
        ]
        return json.dumps(figures[0] if len(figures) == 1 else figures, ensure_ascii=False, indent=2) + "\n"
    return report(opened[0].session, contents[0], words, today=call.today, names=wish.names)


def _paths(call: Call, folder: Path, opened: Iterable[Opened]) -> list[Path]:
    """Return a file for each report, named after its session's file; a number where two have the same name."""
    paths: list[Path] = []
    for one in opened:
        number, path = 1, folder / f"{one.path.stem}.{call.wish.to}"
        while path in paths:
            number += 1
            path = folder / f"{one.path.stem}-{number}.{call.wish.to}"
        paths.append(path)
    return paths


def _write(call: Call, path: Path, text: str) -> None:
    call.judge_place(path)
    inputs = [file.resolve() for file in call.wish.files]
    if path.resolve() in inputs:
        raise UsageFault("own_file", hint=False, path=str(path))
    if path.exists() and not call.wish.force:
        raise UsageFault("exists", hint=False, path=str(path))
    write_report(path, text)
