"""A day is understood as people type it, and what names no day is refused."""

from datetime import date

import pytest

from reflectie_tui.model.days import day_of

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15-1-2027", date(2027, 1, 15)),
        ("15/01/2027", date(2027, 1, 15)),
        ("15.1.27", date(2027, 1, 15)),
        ("2027-01-15", date(2027, 1, 15)),
        ("15 jan", date(2027, 1, 15)),
        ("15 januari 2027", date(2027, 1, 15)),
        ("vrijdag 15 januari", date(2027, 1, 15)),
        ("vóór 15 JAN.", date(2027, 1, 15)),
        ("January 15, 2027", date(2027, 1, 15)),
        ("the 15th of January", date(2027, 1, 15)),
        ("1 mrt", date(2027, 3, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("15 jan '27", date(2027, 1, 15)),
    ],
)
def test_a_date_is_understood_however_it_is_written(text: str, day: date) -> None:
    assert day_of(text, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("over 6 weken", date(2027, 1, 4)),
        ("in 6 weeks", date(2027, 1, 4)),
        ("6 weken", date(2027, 1, 4)),
        ("over een maand", date(2026, 12, 23)),
        ("over drie maanden", date(2027, 2, 23)),
        ("over een half jaar", date(2027, 5, 23)),
        ("morgen", date(2026, 11, 24)),
        ("next week", date(2026, 11, 30)),
        ("vr", date(2026, 11, 27)),
        ("volgende vrijdag", date(2026, 11, 27)),
        ("ma", date(2026, 11, 30)),
        ("week 3", date(2027, 1, 22)),
        ("begin mei", date(2027, 5, 1)),
        ("eind mei", date(2027, 5, 31)),
        ("end of February 2028", date(2028, 2, 29)),
    ],
)
def test_a_while_from_now_is_counted_from_today(text: str, day: date) -> None:
    assert day_of(text, MONDAY) == day


def test_without_a_year_it_is_the_next_such_day_today_included() -> None:
    assert day_of("23-11", MONDAY) == MONDAY
    assert day_of("22-11", MONDAY) == date(2027, 11, 22)
    assert day_of("22-11-2026", MONDAY) == date(2026, 11, 22), "with a year it may be past"


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert day_of("over een maand", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "kerst",
        "31-2-2027",
        "30 februari",
        "99-99",
        "2027-13-01",
        "15-1-0027",
        "15-1-9999",
        "over weken",
        "over 9999 jaar",
        "week 99",
        "15",
        "jan 2027 15",
        "15 jan 2027 en dan",
        "1/13/2027",
        "[/]",
        "👩\u200d🏫",
    ],
)
def test_what_names_no_day_is_refused(text: str) -> None:
    assert day_of(text, MONDAY) is None
