"""The app's own themes: calm grounds, and five perspective colours that stay legible on them."""

from textual.theme import Theme

PERSPECTIVE_COLOURS = ("ambitie", "belangen", "relatie", "organisatie", "proces")


def _grounds(
    tint: str, selected: str, foreground: str, background: str, surface: str, panel: str, quiet: str
) -> dict[str, str]:
    """Return what tells where the keys go: a tint so thin, and so near to grey, that all text stays legible on it.

    A terminal of 256 colours makes a full colour of a dark tint that is not nearly grey.

    `cursor` is the row where one stands, `lit` what is lit up to be chosen, `push` a button, `field` what one types in:
    a line without a frame, or `page`, a field with one, and `selected` what was marked in it.
    """
    return {
        "selected": selected,
        "selected-text": background,
        "cursor": tint,
        "cursor-style": "none",
        "lit": tint,
        "lit-style": "bold",
        "push-style": "bold",
        "field": panel,
        "field-here": tint,
        "page": surface,
        "field-text": foreground,
        "field-quiet": quiet,
    }


LIGHT = Theme(
    name="reflectie-licht",
    dark=False,
    primary="#1d5c63",
    secondary="#5b4a91",
    accent="#7f2f00",
    foreground="#22282b",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e4dfd3",
    success="#2b6a3f",
    warning="#8a5200",
    error="#a3262a",
    boost="#ffffff",
    variables={
        **_grounds("#1d5c63 15%", "#1d5c63", "#22282b", "#faf8f3", "#f1eee6", "#e4dfd3", "#545b5f"),
        "scroll": "#8d8674",
        "quiet": "#545b5f",
        "rule": "#c9c2b2",
        "ambitie": "#6b5900",
        "belangen": "#19608a",
        "relatie": "#9c2f5e",
        "organisatie": "#2c6424",
        "proces": "#5b2f94",
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
        **_grounds("#95bcbc 18%", "#7cc4c4", "#e6e3da", "#15191c", "#1d2327", "#2a3238", "#a3adb0"),
        "scroll": "#6b777e",
        "quiet": "#a3adb0",
        "rule": "#3d474d",
        "ambitie": "#ecd966",
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
        **_grounds("#00e5ff 18%", "#00e5ff", "#ffffff", "#000000", "#000000", "#1c1c1c", "#d6d6d6"),
        "scroll": "#a8a8a8",
        "quiet": "#d6d6d6",
        "rule": "#8a8a8a",
        "ambitie": "#ff9a3c",
        "belangen": "#6fd3ff",
        "relatie": "#ff9ed8",
        "organisatie": "#a8ff60",
        "proces": "#d3b8ff",
    },
)

# the hues of Okabe and Ito (2008), which people with any form of colour blindness tell apart; none is spent on
# anything but a perspective
COLOUR_BLIND = Theme(
    name="reflectie-kleurenblind",
    dark=True,
    primary="#c9d3da",
    secondary="#cc79a7",
    accent="#ffffff",
    foreground="#f2f2f2",
    background="#14171a",
    surface="#1d2125",
    panel="#2b3036",
    success="#56b4e9",
    warning="#f0a030",
    error="#ff9e7a",
    boost="#23282d",
    variables={
        **_grounds("#8fa6b8 18%", "#56b4e9", "#f2f2f2", "#14171a", "#1d2125", "#2b3036", "#a9b1b6"),
        "scroll": "#75808a",
        "quiet": "#a9b1b6",
        "rule": "#454d54",
        "ambitie": "#e69f00",
        "belangen": "#56b4e9",
        "relatie": "#e39ac4",
        "organisatie": "#2fc39b",
        "proces": "#f0e442",
    },
)

# What the terminal itself has. No named colour is legible on every ground, so text is in the terminal's own colour, and
# what stands out does so by weight or by being reversed; a colour is only there where nothing is to be read.
TERMINAL = Theme(
    name="reflectie-terminal",
    ansi=True,
    dark=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    boost="ansi_default",
    variables={
        "cursor": "ansi_default",
        "cursor-style": "reverse",
        "lit": "ansi_default",
        "lit-style": "bold reverse",
        "push-style": "bold underline",
        # in these two every terminal differs enough: its black on its white
        "selected": "ansi_black",
        "selected-text": "ansi_white",
        "field": "ansi_white",
        "field-here": "ansi_white",
        "page": "ansi_white",
        "field-text": "ansi_black",
        "field-quiet": "ansi_black",
        "input-cursor-background": "ansi_black",
        "input-cursor-foreground": "ansi_white",
        "input-cursor-text-style": "none",
        "input-selection-background": "ansi_black",
        "input-selection-foreground": "ansi_white",
        "screen-selection-background": "ansi_white",
        "screen-selection-foreground": "ansi_black",
        "quiet": "ansi_default",
        "rule": "ansi_cyan",
        "scroll": "ansi_cyan",
        "border": "ansi_cyan",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        **dict.fromkeys(PERSPECTIVE_COLOURS, "ansi_default"),
    },
)

THEMES = (DARK, LIGHT, CONTRAST, COLOUR_BLIND, TERMINAL)
DEFAULT = DARK.name
