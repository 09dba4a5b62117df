"""A report of a session, written beside its file. Imported when one is asked for."""

from __future__ import annotations

from pathlib import Path

from reflectie_tui.report.markdown import report
from reflectie_tui.storage.errors import StorageError
from reflectie_tui.storage.places import inside
from reflectie_tui.storage.report_files import write_report
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.ui.host import Host
from reflectie_tui.words import language_of, load


def beside(path: Path, host: Host) -> Path | None:
    """Return where the report of a session goes; None where that is a place that may not be reached."""
    target = path.with_suffix(".md")
    if host.restricted and not inside(target, host.sessions):
        return None
    return target


def write(path: Path, target: Path, host: Host) -> str:
    """Write the report of a session and return what went wrong; empty where nothing did.

    It is in the language that was asked for when the app was started, else in that of the session.
    """
    try:
        opened = read_session(path, host.content_sets)
        about = opened.session.about
        words = load(host.language or language_of(about.language))
        content = host.content_sets.get(about.content, words.language) or opened.content
        if content is None:
            return host.words("app.no_content")
        write_report(target, report(opened.session, content, words, today=host.today, names=False))
    except StorageError as error:
        return error.text(host.words)
    return ""
