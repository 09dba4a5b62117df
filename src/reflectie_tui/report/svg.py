"""Small drawings for the page of HTML, on the scale of 1 to 5; each says in words what it shows."""

from collections.abc import Mapping
from html import escape

POINTS = range(1, 6)
WIDTH, UNIT, EDGE = 190, 38, 19
"""The width of a drawing, of one point of the scale, and where the first point stands."""
DOT = 4.5
SEPARATELY = 3
"""Up to this many voices at one point each has its own dot."""


def scale() -> str:
    """Return the points of the scale; a heading over the drawings, which tell their points themselves."""
    points = "".join(f'<text x="{_x(point)}" y="11" text-anchor="middle">{point}</text>' for point in POINTS)
    return f'<svg viewBox="0 0 {WIDTH} 14" aria-hidden="true">{points}</svg>'


def bar(value: float, said: str) -> str:
    """Return a bar from 1 to a value."""
    drawn = f'<rect x="{EDGE}" y="3" width="{max(1.0, _x(value) - EDGE):.1f}" height="12"/>'
    return _drawing(f"{_points()}{drawn}", said)


def voices(counts: Mapping[int, int], said: str) -> str:
    """Return a dot for each voice at its point; where there are more than fit, one dot and their number."""
    return _drawing(_points() + "".join(_dots(_x(point), counts.get(point, 0)) for point in POINTS), said)


def share(count: int, most: int, said: str) -> str:
    """Return a bar as long as a number, beside the largest of its kind."""
    room = WIDTH - 2 * EDGE
    return _drawing(f'<rect x="{EDGE}" y="3" width="{room * count / most:.1f}" height="12"/>', said)


def _dots(middle: float, count: int) -> str:
    if count > SEPARATELY:
        return f'<circle cx="{middle - 8}" cy="9" r="{DOT}"/><text x="{middle}" y="13">×{count}</text>'
    left = middle - (count - 1) * (DOT + 1)
    return "".join(f'<circle cx="{left + place * 2 * (DOT + 1)}" cy="9" r="{DOT}"/>' for place in range(count))


def _points() -> str:
    return "".join(f'<line x1="{_x(point)}" y1="0" x2="{_x(point)}" y2="18"/>' for point in POINTS)


def _x(value: float) -> float:
    return EDGE + (value - 1) * UNIT


def _drawing(drawn: str, said: str) -> str:
    label = escape(said)
    return f'<svg viewBox="0 0 {WIDTH} 18" role="img" aria-label="{label}"><title>{label}</title>{drawn}</svg>'
