"""The app's own themes: calm grounds, and five perspective colours that stay legible on them."""

from textual.theme import Theme

PERSPECTIVE_COLOURS = ("ambitie", "belangen", "relatie", "organisatie", "proces")

LIGHT = Theme(
    name="reflectie-licht",
    dark=False,
    primary="#1d5c63",
    secondary="#5b4a91",
    accent="#924510",
    foreground="#22282b",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e4dfd3",
    success="#2b6a3f",
    warning="#8a5200",
    error="#a3262a",
    boost="#ffffff",
    variables={
        "quiet": "#545b5f",
        "rule": "#c9c2b2",
        "ambitie": "#8c4a00",
        "belangen": "#19608a",
        "relatie": "#9c2f5e",
        "organisatie": "#3d6420",
        "proces": "#5d4796",
    },
)

DARK = Theme(
    name="reflectie-donker",
    dark=True,
    primary="#7cc4c4",
    secondary="#b5a5e6",
    accent="#f0a868",
    foreground="#e6e3da",
    background="#15191c",
    surface="#1d2327",
    panel="#2a3238",
    success="#8fcf9f",
    warning="#f0c060",
    error="#ff8f88",
    boost="#232a2f",
    variables={
        "quiet": "#9ba5a8",
        "rule": "#3d474d",
        "ambitie": "#f2b266",
        "belangen": "#7cc0ec",
        "relatie": "#f29cc0",
        "organisatie": "#a5d07c",
        "proces": "#bfaef2",
    },
)

# black, white and the purest colours: for a beamer in the sun, and for eyes that need it
CONTRAST = Theme(
    name="reflectie-contrast",
    dark=True,
    primary="#00e5ff",
    secondary="#ffffff",
    accent="#ffd800",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#5dff8f",
    warning="#ffd800",
    error="#ff9d9d",
    boost="#1c1c1c",
    variables={
        "quiet": "#d6d6d6",
        "rule": "#8a8a8a",
        "ambitie": "#ffb347",
        "belangen": "#6fd3ff",
        "relatie": "#ff9ed8",
        "organisatie": "#a8ff60",
        "proces": "#d3b8ff",
    },
)

# the hues of Okabe and Ito (2008), which people with any form of colour blindness tell apart
COLOUR_BLIND = Theme(
    name="reflectie-kleurenblind",
    dark=True,
    primary="#56b4e9",
    secondary="#cc79a7",
    accent="#f0e442",
    foreground="#f2f2f2",
    background="#14171a",
    surface="#1d2125",
    panel="#2b3036",
    success="#56b4e9",
    warning="#f0a030",
    error="#ff9e7a",
    boost="#23282d",
    variables={
        "quiet": "#a9b1b6",
        "rule": "#454d54",
        "ambitie": "#e69f00",
        "belangen": "#56b4e9",
        "relatie": "#e39ac4",
        "organisatie": "#2fc39b",
        "proces": "#f0e442",
    },
)

THEMES = (DARK, LIGHT, CONTRAST, COLOUR_BLIND)
DEFAULT = DARK.name
