"""The commands: what each reads, and what it writes to standard output."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

from reflectie_tui.cli import output, terminal
from reflectie_tui.cli.arguments import UsageFault
from reflectie_tui.cli.call import Call


def show(call: Call) -> int:
    """Write the results of a session."""
    from reflectie_tui.report.figures import show_figures
    from reflectie_tui.report.text import show_text

    opened = call.opened(call.wish.files[0])
    words, names = call.words(opened.session.about.language), call.wish.names
    content = call.content(opened, words.language)
    if call.wish.json:
        output.say_json(show_figures(opened.session, content, call.today, names=names))
    else:
        call.say(show_text(opened.session, content, call.paper(words), today=call.today, names=names))
    return 0


def compare(call: Call) -> int:
    """Write two or more sessions side by side.

    One that cannot be read is named, and the rest goes on where two are left; the exit status is then 1.
    """
    from reflectie_tui.model.comparison import compare
    from reflectie_tui.report.comparison_text import compare_text
    from reflectie_tui.report.figures import compare_figures

    for path in call.wish.files:
        call.judge_file(path)
    opened = [each for path in call.wish.files if (each := call.opened_of_several(path))]
    if len(opened) < 2:
        return 1
    latest = max(opened, key=lambda one: one.session.about.date)
    words = call.words(latest.session.about.language)
    contents = [call.content(one, words.language) for one in opened]
    comparison = compare([one.session for one in opened], contents)
    if call.wish.json:
        output.say_json(compare_figures(comparison))
    else:
        paper = call.paper(words)
        call.say(compare_text(comparison, call.content(latest, words.language), paper, today=call.today))
    return 0 if len(opened) == len(call.wish.files) else 1


def list_sessions(call: Call) -> int:
    """Write the sessions in the folder, newest first."""
    from reflectie_tui.report.figures import list_figures
    from reflectie_tui.report.list_text import list_text
    from reflectie_tui.storage.folders import entries, index_file

    words = call.words()
    if call.wish.sessions and not call.folder.exists():
        raise UsageFault("no_file", hint=False, path=str(call.folder))
    index = None if call.wish.restricted else index_file()
    found = list(entries(call.folder, call.sets, index, call.bounds))
    if call.wish.json:
        output.say_json(list_figures(found, words))
    else:
        call.say(list_text(found, str(call.folder), call.paper(words)))
    return 0


def schema(call: Call) -> int:
    """Write the JSON Schema of a session file."""
    from reflectie_tui.storage.schema import session_schema

    output.say_json(session_schema())
    return 0


def ballot(call: Call) -> int:
    """Write the statements as a form on paper."""
    from reflectie_tui.report.ballot import ballot_markdown, ballot_page

    words = call.words()
    written = ballot_page if call.wish.to == "html" else ballot_markdown
    output.hand_over(written(call.own_set(words.language), words, "short" if call.wish.length == "short" else "full"))
    return 0


def app(call: Call) -> int:
    """Open the app: on its list of sessions, or in one session."""
    path = call.wish.files[0] if call.wish.files else None
    if path is not None:
        from reflectie_tui.storage.session_files import read_session

        call.judge_file(path)
        read_session(path, call.sets)  # judged before a screen is built; what it warns of, the app shows
    return _screen(call, call.folder, path)


def demo(call: Call) -> int:
    """Open the app on a copy of the examples, which is thrown away afterwards."""
    if call.wish.restricted:  # they would stand outside the folder of sessions
        raise UsageFault("no_demo", hint=False)
    return _screen(call, call.here, None)


def _screen(call: Call, folder: Path, path: Path | None) -> int:
    sets = call.sets if call.wish.content else None  # judged at once; our own wait until they are needed
    _judge_terminal(call)
    if call.wish.restricted:
        terminal.forget_workshop(os.environ)  # before Textual is loaded, which reads it then
    gc.disable()  # what is loaded now all stays: to look through it time and again takes a tenth of the start
    try:
        from reflectie_tui.ui.app import run

        return run(
            sessions=folder.absolute(),  # the list and the file that was named know a session by the same path
            sets=sets,
            language=call.language,
            open_file=path.absolute() if path is not None else None,
            ascii_only=call.wish.ascii,
            whole_lines=call.wish.whole_lines,
            restricted=call.wish.restricted,
            demo=call.wish.command == "demo",
            say=call.say,
        )
    finally:
        gc.enable()


def _judge_terminal(call: Call) -> None:
    """Refuse a terminal that cannot show the app, before anything of the app is loaded."""
    trouble = terminal.trouble(call.environ, call.wish.ascii)
    if trouble:
        details = {"term": call.environ.get("TERM", ""), "charset": terminal.named_charset(call.environ)}
        raise UsageFault(f"terminal.{trouble}", hint=False, **details)


def _score(call: Call) -> int:
    from reflectie_tui.cli.lines.score import score

    return score(call)


def _talk(call: Call) -> int:
    from reflectie_tui.cli.lines.talk import talk

    return talk(call)


def _check(call: Call) -> int:
    from reflectie_tui.cli.check import check

    return check(call)


def _export(call: Call) -> int:
    from reflectie_tui.cli.export import export

    return export(call)


def _web(call: Call) -> int:
    from reflectie_tui.cli.web import web

    return web(call)


COMMANDS: dict[str, Callable[[Call], int]] = {
    "": app,
    "open": app,
    "score": _score,
    "talk": _talk,
    "list": list_sessions,
    "show": show,
    "compare": compare,
    "export": _export,
    "ballot": ballot,
    "check": _check,
    "schema": schema,
    "demo": demo,
    "web": _web,
}
