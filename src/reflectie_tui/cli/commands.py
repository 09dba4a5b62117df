"""The commands: what each reads, and what it writes to standard output."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reflectie_tui.cli import output, terminal
from reflectie_tui.cli.arguments import UsageFault
from reflectie_tui.cli.call import Call


def show(call: Call) -> int:
    """Write the results of a session."""
    from reflectie_tui.report.figures import show_figures
    from reflectie_tui.report.text import show_text

    opened = call.opened(call.wish.files[0])
    words = call.words(opened.session.about.language)
    content = call.content(opened, words.language)
    if call.wish.json:
        return _say_json(show_figures(opened.session, content, call.today))
    paper = call.paper(words)
    output.say(show_text(opened.session, content, paper, today=call.today, names=call.wish.names))
    return 0


def compare(call: Call) -> int:
    """Write two or more sessions side by side."""
    from reflectie_tui.model.comparison import compare
    from reflectie_tui.report.comparison_text import compare_text
    from reflectie_tui.report.figures import compare_figures

    opened = [call.opened(path) for path in call.wish.files]
    words = call.words(max(opened, key=lambda one: one.session.about.date).session.about.language)
    contents = [call.content(one, words.language) for one in opened]
    comparison = compare([one.session for one in opened], contents)
    if call.wish.json:
        return _say_json(compare_figures(comparison))
    output.say(compare_text(comparison, contents[-1], call.paper(words)))
    return 0


def list_sessions(call: Call) -> int:
    """Write the sessions in the folder, newest first."""
    from reflectie_tui.report.figures import list_figures
    from reflectie_tui.report.list_text import list_text
    from reflectie_tui.storage.folders import entries

    words = call.words()
    found = list(entries(call.folder, call.sets))
    if call.wish.json:
        return _say_json(list_figures(found, words))
    output.say(list_text(found, str(call.folder), call.paper(words)))
    return 0


def schema(call: Call) -> int:
    """Write the JSON Schema of a session file."""
    from reflectie_tui.storage.schema import session_schema

    return _say_json(session_schema())


def ballot(call: Call) -> int:
    """Write the statements as a form on paper."""
    from reflectie_tui.report.ballot import ballot_markdown, ballot_page

    words = call.words()
    content = call.sets.get("samenwerken", words.language)
    if content is None:
        raise UsageFault("no_content", hint=False, set="samenwerken")
    written = ballot_page if call.wish.to == "html" else ballot_markdown
    output.exact()
    output.say(written(content, words, "short" if call.wish.length == "short" else "full"))
    return 0


def app(call: Call) -> int:
    """Open the app: on its list of sessions, or in one session."""
    path = call.wish.files[0] if call.wish.files else None
    if path is not None:
        call.opened(path)
    return _screen(call, call.folder, path)


def demo(call: Call) -> int:
    """Open the app on a copy of the examples, which is thrown away afterwards."""
    from reflectie_tui.storage.folders import demo_copy

    _judge_terminal(call)
    with demo_copy() as folder:
        return _screen(call, folder, None)


def _screen(call: Call, folder: Path, path: Path | None) -> int:
    sets = call.sets
    _judge_terminal(call)
    from reflectie_tui.ui.app import run

    return run(
        sessions=folder,
        sets=sets,
        language=call.language,
        open_file=path,
        ascii_only=call.wish.ascii,
        restricted=call.wish.restricted,
        demo=call.wish.command == "demo",
    )


def _judge_terminal(call: Call) -> None:
    """Refuse a terminal that cannot show the app, before anything of the app is loaded."""
    trouble = terminal.trouble(call.environ, call.wish.ascii)
    if trouble:
        details = {"term": call.environ.get("TERM", ""), "charset": terminal.charset(call.environ)}
        raise UsageFault(f"terminal.{trouble}", hint=False, **details)


def _say_json(figures: Any) -> int:
    output.exact()
    output.say(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0


def _check(call: Call) -> int:
    from reflectie_tui.cli.check import check

    return check(call)


def _export(call: Call) -> int:
    from reflectie_tui.cli.export import export

    return export(call)


COMMANDS: dict[str, Callable[[Call], int]] = {
    "": app,
    "open": app,
    "list": list_sessions,
    "show": show,
    "compare": compare,
    "export": _export,
    "ballot": ballot,
    "check": _check,
    "schema": schema,
    "demo": demo,
}
