"""Every colour that carries text is legible on every ground that it stands on."""

import pytest
from textual.color import Color
from textual.theme import Theme

from reflectie_tui.ui.theme import PERSPECTIVE_COLOURS, THEMES

TEXT = ("foreground", "quiet", "accent", "primary", *PERSPECTIVE_COLOURS)
GROUNDS = ("background", "surface", "panel")
ENOUGH = 4.5
"""The least contrast of text by WCAG 2.2, success criterion 1.4.3."""


def luminance(colour: Color) -> float:
    channels = [value / 255 for value in colour.rgb]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", TEXT)
def test_text_is_legible(theme: Theme, text: str) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    for ground in GROUNDS:
        found = contrast(Color.parse(variables[text]), Color.parse(variables[ground]))
        assert found >= ENOUGH, f"{text} on {ground}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_row_under_the_cursor_is_legible(theme: Theme) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    ground = Color.parse(variables["background"]).blend(Color.parse(variables["primary"]), 0.18)
    for text in ("foreground", "quiet", "accent"):
        found = contrast(Color.parse(variables[text]), ground)
        assert found >= ENOUGH, f"{text} on the cursor: {found:.2f}"
