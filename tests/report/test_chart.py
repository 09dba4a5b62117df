"""Bars and dumbbells end where their value says, at every width and for any number of series."""

from __future__ import annotations

import threading
from fractions import Fraction
from math import floor

import pytest

from reflectie_tui.report.chart import (
    ASCII_ENDS,
    ASCII_SERIES,
    BEFORE,
    SERIES,
    bars,
    dumbbells,
    fitting,
    place,
    scale,
)

WIDTHS = (80, 100, 140)


def column(value: Fraction, columns: int) -> int:
    """The column where a value belongs: of all columns the nearest, of two as near the right one."""
    return floor((columns - 1) * (value - 1) / 4 + Fraction(1, 2))


def values(series: int) -> list[Fraction]:
    """Means as groups have them: of three, four, five and seven answers."""
    means = [Fraction(n, d) for d in (3, 4, 5, 7) for n in range(d, 5 * d + 1)]
    return means[series::5]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("series", range(1, 7))
def test_a_bar_ends_where_its_value_says(width: int, series: int) -> None:
    columns = fitting(width)
    for value in values(series):
        meant = [max(Fraction(1), value - Fraction(number, 7)) for number in range(series)]
        drawn = bars([(each, number) for number, each in enumerate(meant)], columns)
        for number, (each, line) in enumerate(zip(meant, drawn, strict=True)):
            assert line == (SERIES[number] * (column(each, columns) + 1)).ljust(columns), (each, number)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_points_stand_above_the_columns_where_whole_bars_end(width: int) -> None:
    columns = fitting(width)
    for point in range(1, 6):
        (line,) = bars([(point, 0)], columns)
        assert scale(columns)[len(line.rstrip()) - 1] == str(point)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_dumbbell_goes_from_what_was_to_what_is(width: int) -> None:
    columns = fitting(width)
    pairs = [(Fraction(16, 5), Fraction(19, 5)), (Fraction(4), Fraction(3)), (Fraction(1), Fraction(5))]
    for (before, after), line in zip(pairs, dumbbells(pairs, columns), strict=True):
        low, high = sorted((column(before, columns), column(after, columns)))
        assert line[column(before, columns)] == "○" and line[column(after, columns)] == "●"
        assert line[low + 1 : high] == "─" * (high - low - 1)
        assert line.replace("○", "").replace("●", "").replace("─", "").strip() == "" and len(line) == columns


def test_where_nothing_moved_the_last_covers_the_first_and_what_is_missing_is_left_out() -> None:
    same, gone, new, nothing = dumbbells([(3, 3), (2, None), (None, 4), (None, None)], 17)
    assert same.strip() == "●" and gone.strip() == BEFORE and new.index("●") == place(4, 17)
    assert nothing == " " * 17


def test_a_bar_without_a_value_is_an_empty_line_and_keeps_its_place() -> None:
    first, middle, last = bars([(2, 0), (None, 1), (5, 2)], 9)
    assert (first.rstrip(), middle, last) == ("███", " " * 9, "▒" * 9)


def test_one_line_and_no_line_are_drawn_too() -> None:
    assert bars([], 9) == () and dumbbells([], 9) == ()
    assert bars([(1, 0)], 9) == ("█        ",)


def test_more_than_six_series_begin_the_signs_again() -> None:
    drawn = bars([(3, number) for number in range(8)], 9)
    assert [line[0] for line in drawn] == [*SERIES, SERIES[0], SERIES[1]]


def test_in_ascii_every_series_has_a_sign_of_its_own_too() -> None:
    drawn = bars([(3, number) for number in range(6)], 9, ASCII_SERIES)
    assert all(line.isascii() for line in drawn) and len({line[0] for line in drawn}) == 6
    assert dumbbells([(1, 2)], 9, ASCII_ENDS) == ("o-*      ",)


@pytest.mark.parametrize(("room", "columns"), [(0, 5), (5, 5), (8, 5), (9, 9), (80, 77), (140, 137)])
def test_a_drawing_takes_the_widest_exact_number_of_columns(room: int, columns: int) -> None:
    assert fitting(room) == columns


def test_another_width_is_refused_for_the_bars_would_not_be_exact() -> None:
    with pytest.raises(ValueError, match="not exact"):
        bars([(3, 0)], 80)


def test_what_others_left_in_plotext_does_not_show() -> None:
    import plotext

    plotext.clear_figure()
    plotext.plot([1, 2, 3], label="of somebody else")
    plotext.title("of somebody else")
    plotext.xlim(-10, 10)
    assert bars([(Fraction(21, 10), 0)], 41)[0].rstrip() == "█" * 12


def test_a_thread_may_not_draw_since_the_figure_is_shared() -> None:
    caught: list[BaseException] = []

    def draw() -> None:
        try:
            bars([(Fraction(123, 100), 0)], 25)
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=draw)
    thread.start()
    thread.join()
    assert len(caught) == 1
