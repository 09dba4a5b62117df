"""A report of a session, written beside its file: a page to read and print, and a text to go on writing in.

Imported when one is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reflectie_tui.report.html import page
from reflectie_tui.report.markdown import report
from reflectie_tui.storage.errors import StorageError
from reflectie_tui.storage.places import inside
from reflectie_tui.storage.report_files import write_report
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.ui.host import Host
from reflectie_tui.words import Words, language_of, load

if TYPE_CHECKING:
    from reflectie_tui.model.content import ContentSet
    from reflectie_tui.model.session import Session

FORMS = {".html": page, ".md": report}
"""The forms of a report, by how their file names end; the first is the one to open."""


def beside(path: Path, host: Host) -> tuple[Path, ...]:
    """Return where the report of a session goes; nothing where one of them is a place that may not be reached."""
    targets = tuple(path.with_suffix(form) for form in FORMS)
    if host.restricted and not all(inside(target, host.sessions) for target in targets):
        return ()
    return targets


def there(targets: Sequence[Path]) -> str:
    """Return those of the reports that are there already, a line each."""
    return "\n".join(str(target) for target in targets if target.exists())


def put(targets: Sequence[Path], session: Session, content: ContentSet, words: Words, host: Host) -> str:
    """Write the report in each form and return what went wrong; empty where nothing did."""
    try:
        for target in targets:
            write_report(target, FORMS[target.suffix](session, content, words, today=host.today, names=False))
    except StorageError as error:
        return error.text(host.words)
    return ""


def write(path: Path, targets: Sequence[Path], host: Host) -> str:
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
    except StorageError as error:
        return error.text(host.words)
    return put(targets, opened.session, content, words, host)


def told(targets: Sequence[Path], words: Words, *, playing: bool = False) -> str:
    """Say where the report is, and what to do with it; among the examples, that it does not stay."""
    first, *others = targets
    if playing:
        return f"{first}\n{words('close.page')}\n\n{words('close.playing')}"
    text = words("close.text", file=", ".join(target.name for target in others))
    return f"{first}\n{words('close.page')}\n\n{text}\n\n{words('close.in_it')}"
