"""The answers as a table: one row an answer, for a spreadsheet or a program."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.plain_text import clean_line
from reflectie_tui.model.records import Participant
from reflectie_tui.model.session import ANONYMOUS_ORGANISATION, Session
from reflectie_tui.words import Language

COLUMNS = (
    *("file", "session", "title", "date", "content", "length", "participant", "name", "organisation"),
    *("perspective", "statement", "kind", "answer", "wording"),
)
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_text(
    sessions: Iterable[tuple[Path, Session, ContentSet]],
    language: Language,
    *,
    names: bool = False,
    excel: bool = False,
) -> str:
    """Return the answers of sessions as CSV, without those that are still hidden.

    Args:
        sessions: each with the file it stands in and the content it was asked from.
        language: in which the statements stand; a session in that language has them as it asked them.
        names: whether the participants' names stand in it; never those of an anonymous session.
        excel: semicolons and a byte-order mark, as Excel expects them where the comma is a decimal sign.
    """
    page = io.StringIO()
    table = csv.writer(page, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    table.writerow(COLUMNS)
    for path, session, content in sessions:
        table.writerows(_rows(path, session, content, language, names and not session.anonymous))
    return (BYTE_ORDER_MARK if excel else "") + page.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _rows(
    path: Path, session: Session, content: ContentSet, language: Language, names: bool
) -> Iterator[list[str | int]]:
    about = session.about
    first = [clean_line(path.name), about.id, about.title, about.date.isoformat(), about.content, about.length]
    for key in PERSPECTIVES:
        if session.hides(key):
            continue
        for voice in session.voices:
            somebody = session.participants.get(voice, Participant())
            name = (somebody.name if names else None) or ""
            who = [voice, name, _organisation(session, somebody)]
            for statement in content.perspective(key).asked(about.length):
                answer = session.answer(key, voice, statement.id)
                if answer is None:
                    continue
                said = [key, statement.id, statement.kind]
                wording = session.wording(key, statement, language)
                yield [*map(harmless, [*first, *who, *said]), answer, harmless(wording)]


def _organisation(session: Session, somebody: Participant) -> str:
    """Return the organisation of a voice; in an anonymous session only one that has three voices or more."""
    if somebody.organisation is None:
        return ""
    voices = sum(other.organisation == somebody.organisation for other in session.participants.values())
    return "" if session.anonymous and voices < ANONYMOUS_ORGANISATION else somebody.organisation
