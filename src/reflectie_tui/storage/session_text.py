"""A session as the text of its file."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import tomli_w

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.plain_text import clean_text, holds_unsafe
from reflectie_tui.model.records import PerspectiveRecord, Record
from reflectie_tui.model.session import Session, natural
from reflectie_tui.storage.reading import holds_merge

END = "# einde"
"""The last line of a file that the app has written whole."""


class _Moment(datetime):
    """A moment that tomli_w writes with a T, as the contract has it."""

    def __str__(self) -> str:
        return self.isoformat()


def dumps(session: Session) -> str:
    """Return the text of the session's file.

    The same session always gives the same text, in whatever order its parts were made: answers stand in the order of
    the seats, so that a `git diff` shows just what changed, and the order of typing is not given away.
    """
    entries = _table(session)
    seats = [*session.participants, "group"]
    records = entries.get("perspectives", {})
    for key, record in session.perspectives.items():
        _put_in_order(records[key], record, seats)
    if records := _ordered({key: record for key, record in records.items() if record}, _by_place(PERSPECTIVES)):
        entries["perspectives"] = records
    else:
        entries.pop("perspectives", None)
    if "actions" in entries:
        entries["actions"] = _ordered(entries["actions"], natural)
    text = tomli_w.dumps(entries, multiline_strings=True)
    if holds_merge(text):  # in a note: written on one line, it cannot be taken for a merge that went wrong
        text = tomli_w.dumps(entries, multiline_strings=False)
    return f"{text}\n{END}\n"


def _put_in_order(table: dict[str, Any], record: PerspectiveRecord, seats: list[str]) -> None:
    by_seat, by_statement = _by_place(seats), _by_place(record.statements)
    if "answers" in table:
        answers = {voice: _ordered(given, by_statement) for voice, given in table["answers"].items() if given}
        table["answers"] = _ordered(answers, by_seat)
        if not answers:
            del table["answers"]
    if "sentences" in table:
        table["sentences"] = _ordered(table["sentences"], by_seat)
    for name in ("notes", "exchange"):
        if name in table:
            table[name] = _ordered(table[name], natural)


def _by_place(order: Iterable[str]) -> Callable[[str], Any]:
    """Return a key that sorts by this order; what is not in it comes after, as people count."""
    places = {name: place for place, name in enumerate(order)}
    return lambda key: (places.get(key, len(places)), natural(key))


def _ordered(table: Mapping[str, Any], by: Callable[[str], Any]) -> dict[str, Any]:
    return {key: table[key] for key in sorted(table, key=by)}


def _table(record: Record) -> dict[str, Any]:
    """Return a record as a table; what has no value, is not so, or is empty is left out."""
    table = {}
    for name, described in type(record).model_fields.items():
        value = getattr(record, name)
        if value is None or value is False or value == {}:
            continue
        table[described.alias or name] = _value(value)
    extra = {clean_key(key): _value(value) for key, value in (record.model_extra or {}).items()}
    return table | extra


def clean_key(key: str) -> str:
    """Return a key that may stand in a file."""
    return clean_text(key) if holds_unsafe(key) else key


def _value(value: Any) -> Any:
    if isinstance(value, Record):
        return _table(value)
    if isinstance(value, dict):
        return {clean_key(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner) for inner in value]
    if isinstance(value, str):
        return clean_text(value) if holds_unsafe(value) or "\r" in value else value
    if isinstance(value, datetime):
        return _moment(value)
    return value


def _moment(moment: datetime) -> datetime:
    """Return a moment with an offset in whole minutes, as TOML has them."""
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return _Moment(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
        moment.tzinfo,
        fold=moment.fold,
    )
