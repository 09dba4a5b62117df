"""The app's own themes: calm grounds, and five perspective colours that stay legible on them."""

from textual.theme import Theme

PERSPECTIVE_COLOURS = ("ambitie", "belangen", "relatie", "organisatie", "proces")

LIGHT = Theme(
    name="reflectie-licht",
    dark=False,
    primary="#1d5c63",
    secondary="#5b4a91",
    accent="#9a4a12",
    foreground="#22282b",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e4dfd3",
    success="#2b6a3f",
    warning="#8a5200",
    error="#a3262a",
    boost="#ffffff",
    variables={
        "quiet": "#5c6468",
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

THEMES = (DARK, LIGHT)
DEFAULT = DARK.name
