"""Every colour that carries text is legible on every ground that it stands on; and the themes as they are chosen."""

import math

import pytest
from rich.color import Color as Drawn
from textual.color import Color, rgb_to_lab
from textual.theme import Theme

from reflectie_tui.ui.theme import PERSPECTIVE_COLOURS, TERMINAL, THEMES
from tests.ui.colours import ENOUGH, contrast, of_256

TEXT = ("foreground", "quiet", "accent", "primary", *PERSPECTIVE_COLOURS)
GROUNDS = ("background", "surface", "panel")
OWN = [theme for theme in THEMES if theme is not TERMINAL]
SEEN = 3
"""The least contrast of a mark that is no text by WCAG 2.2, success criterion 1.4.11."""


def colours(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", TEXT)
def test_text_is_legible(theme: Theme, text: str) -> None:
    variables = colours(theme)
    for ground in GROUNDS:
        found = contrast(Color.parse(variables[text]), Color.parse(variables[ground]))
        assert found >= ENOUGH, f"{text} on {ground}: {found:.2f}"


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_all_text_is_legible_where_the_keys_are(theme: Theme) -> None:
    variables = colours(theme)
    tint, _, percent = variables["cursor"].partition(" ")
    for below in ("background", "surface"):
        ground = Color.parse(variables[below]).blend(Color.parse(tint), int(percent.rstrip("%")) / 100)
        for text in TEXT:
            found = contrast(Color.parse(variables[text]), ground)
            assert found >= ENOUGH, f"{text} on the cursor, on {below}: {found:.2f}"


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_a_scrollbar_is_seen(theme: Theme) -> None:
    variables = colours(theme)
    for ground in ("background", "surface"):
        assert contrast(Color.parse(variables["scroll"]), Color.parse(variables[ground])) >= SEEN


def test_the_terminal_s_own_colours_hold_no_other() -> None:
    used = [colour for name, colour in colours(TERMINAL).items() if "#" in colour]
    assert used == []


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_the_keys_have_a_colour_of_their_own(theme: Theme) -> None:
    assert theme.accent is not None
    for name in PERSPECTIVE_COLOURS:
        assert apart(theme.accent, theme.variables[name]) > 25, name


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_with_256_colours_there_are_as_many_as_with_all_of_them(theme: Theme) -> None:
    assert theme.accent is not None
    own = [theme.accent, *(theme.variables[name] for name in PERSPECTIVE_COLOURS)]
    assert len({of_256(Drawn.parse(colour)).triplet for colour in own}) == len(own)


def apart(one: str, other: str) -> float:
    """How far two colours lie apart to the eye, as CIE 1976 reckons it: about 2 is just seen, 100 is black on white."""
    first, second = (rgb_to_lab(Color.parse(each)) for each in (one, other))
    return math.dist((first.L, first.a, first.b), (second.L, second.a, second.b))
