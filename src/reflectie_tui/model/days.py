"""A day as people type it, in Dutch or in English: `15-1-2027`, `15 jan`, `vr`, `over 6 weken`, `end of May`."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from reflectie_tui.model.plain_text import folded

YEARS = range(2000, 2200)
"""The years that a day may lie in: another one is a slip of the finger."""
FRIDAY = 5

# all the ways in which a word may be cut short are its beginnings, from three letters on
_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
_WEEKDAYS = (
    ("maandag", "monday", "ma"),
    ("dinsdag", "tuesday", "di"),
    ("woensdag", "wednesday", "wo"),
    ("donderdag", "thursday", "do"),
    ("vrijdag", "friday", "vr"),
    ("zaterdag", "saturday", "za"),
    ("zondag", "sunday", "zo"),
)
_SOON = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
_UNITS = {
    **dict.fromkeys(("dag", "dagen", "day", "days"), "day"),
    **dict.fromkeys(("week", "weken", "weeks", "wk", "wkn"), "week"),
    **dict.fromkeys(("maand", "maanden", "mnd", "month", "months"), "month"),
    **dict.fromkeys(("jaar", "year", "years"), "year"),
}
_NUMBERS = {
    **dict.fromkeys(("een", "één", "a", "an", "one"), 1),
    **dict.fromkeys(("twee", "two"), 2),
    **dict.fromkeys(("drie", "three"), 3),
    **dict.fromkeys(("vier", "four"), 4),
    **dict.fromkeys(("vijf", "five"), 5),
    **dict.fromkeys(("zes", "six"), 6),
    **dict.fromkeys(("acht", "eight"), 8),
    **dict.fromkeys(("tien", "ten"), 10),
    **dict.fromkeys(("twaalf", "twelve"), 12),
}


def day_of(text: str, today: date) -> date | None:
    """Return the day that a text names, or None where it names none that can be.

    The day stands before the month, as in Europe, unless the year stands first or the month is a word. Without a
    year it is the next such day, today included; a weekday alone is the next one after today.
    """
    said = _bare(text)
    for reading in (_soon, _weekday, _in_a_while, _next, _week_number, _in_digits, _in_words, _edge_of_month):
        day = reading(said, today)
        if day is not None:
            return day if day.year in YEARS else None
    return None


def _bare(text: str) -> str:
    """Return the text without what adds nothing: capitals, commas, `vóór`, `op`, and a weekday before a date."""
    said = re.sub(r"[,?!]|(?<=[a-z])\.", " ", folded(text))
    said = re.sub(r"^(?:uiterlijk|voor|vóór|tot|op|before|by|on|until|the|de)\s+", "", said.strip())
    if any(sign.isdigit() for sign in said):
        first, _, rest = said.partition(" ")
        if _place(first, _WEEKDAYS) is not None and rest:
            said = rest
    return " ".join(said.split())


def _soon(said: str, today: date) -> date | None:
    return today + timedelta(days=_SOON[said]) if said in _SOON else None


def _weekday(said: str, today: date) -> date | None:
    place = _place(re.sub(r"^(?:volgende|komende|aanstaande|next|this)\s+", "", said), _WEEKDAYS)
    if place is None:
        return None
    return today + timedelta(days=(place - today.isoweekday()) % 7 or 7)


def _in_a_while(said: str, today: date) -> date | None:
    """Read `over 6 weken`, `6 weeks`, `in a month`, `over een half jaar`."""
    if re.fullmatch(r"(?:(?:over|in|binnen)\s+)?(?:een |a )?(?:half jaar|halfjaar|half a year|half year)", said):
        return _later(today, months=6)
    match = re.fullmatch(r"(?:(?:over|in|binnen|within)\s+)?(\d{1,3}|[^\W\d]+)\s+([a-z]+)", said)
    unit = _UNITS.get(match[2]) if match else None
    if match is None or unit is None:
        return None
    number = int(match[1]) if match[1].isdecimal() else _NUMBERS.get(match[1])
    return None if number is None else _after(today, number, unit)


def _next(said: str, today: date) -> date | None:
    match = re.fullmatch(r"(?:volgende|volgend|next)\s+([a-z]+)", said)
    unit = _UNITS.get(match[1]) if match else None
    return _after(today, 1, unit) if unit else None


def _after(today: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return today + timedelta(days=number * (7 if unit == "week" else 1))
    return _later(today, months=number * (12 if unit == "year" else 1))


def _later(day: date, *, months: int) -> date:
    """Return the same day so many months on; the last of the month where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _week_number(said: str, today: date) -> date | None:
    """Read `week 12`: its Friday."""
    match = re.fullmatch(r"(?:week|wk) (\d{1,2})(?: (\d{4}))?", said)
    if match is None:
        return None
    return _in_year(match[2], today, lambda year: date.fromisocalendar(year, int(match[1]), FRIDAY))


def _in_digits(said: str, today: date) -> date | None:
    match = re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", said)
    if match is not None:
        return _made(int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|'?\d{2}))?[-/.]?", said)
    if match is None:
        return None
    return _in_year(match[3], today, lambda year: date(year, int(match[2]), int(match[1])))


def _in_words(said: str, today: date) -> date | None:
    """Read `15 januari 2027`, `15-jan`, `Jan 15`, `the 15th of January`."""
    day_first = re.fullmatch(r"(\d{1,2})(?:e|st|nd|rd|th|ste|de)?[- ]?(?:of )?([a-z]+)(?:[- ](\d{4}|'?\d{2}))?", said)
    month_first = re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", said)
    if day_first is not None:
        day, named, year = day_first.groups()
    elif month_first is not None:
        named, day, year = month_first.groups()
    else:
        return None
    month = _place(named, _MONTHS)
    return None if month is None else _in_year(year, today, lambda found: date(found, month, int(day)))


def _edge_of_month(said: str, today: date) -> date | None:
    """Read `begin mei`, `half mei`, `eind mei 2027`, `end of May`, `mei`: the first, the fifteenth, else the last."""
    match = re.fullmatch(
        r"(?:(begin|start|half|medio|mid|eind|einde|end)(?: of| van)?[ -])?([a-z]+)(?: (\d{4}))?", said
    )
    month = _place(match[2], _MONTHS) if match else None
    if match is None or month is None:
        return None
    day = {"begin": 1, "start": 1, "half": 15, "medio": 15, "mid": 15}.get(match[1] or "")
    return _in_year(match[3], today, lambda year: date(year, month, day or monthrange(year, month)[1]))


def _place(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    """Return which of the names a word is, or the beginning of, from 1; None where it is none."""
    for number, forms in enumerate(names, start=1):
        if word in forms or (len(word) >= 3 and any(form.startswith(word) for form in forms)):
            return number
    return None


def _in_year(year: str | None, today: date, made: Callable[[int], date]) -> date | None:
    """Return the day in the year that was typed; without one, the next such day (29 February may be far)."""
    if year is not None:
        years = [int(year) if len(year) == 4 else 2000 + int(year.lstrip("'"))]
    else:
        years = list(range(today.year, today.year + 9))
    for number in years:
        try:
            day = made(number)
        except ValueError:
            continue
        if year is not None or day >= today:
            return day
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
