"""How well a colour can be told from its ground, by WCAG 2.2; and in which colours a screen is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from rich.color import Color as Drawn
from rich.color import ColorSystem, ColorType
from rich.style import Style
from textual.app import App
from textual.color import Color

from reflectie_tui.ui.dialogs.dialog import Dialog

ENOUGH = 4.5
"""The least contrast of text by WCAG 2.2, success criterion 1.4.3."""
DRAWING = range(0x2500, 0x25A0)
"""Lines, frames, bars and shades: nothing that is read."""
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Solarized": "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
    "Tango": "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
    "Campbell": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
}  # fmt: skip
"""What terminals make of the sixteen named colours."""


def luminance(colour: Color) -> float:
    channels = [value / 255 for value in colour.rgb]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


Pair = tuple[Drawn, Drawn]
"""A colour and its ground, as they are drawn."""


def drawn_text(app: App[Any]) -> Iterator[tuple[str, Pair]]:
    """Return each piece of text on the screen with its colour and its ground; of what lies under a dialog nothing."""
    seen = app.screen.region
    if isinstance(app.screen, Dialog):
        seen = app.screen.query_one(".box").region
    strips = app.screen._compositor.render_strips()
    for strip in strips[seen.y : seen.bottom]:
        for text, style, _ in strip.crop(seen.x, seen.right):
            if any(not letter.isspace() and ord(letter) not in DRAWING for letter in text):
                yield text.strip(), _pair(style or Style.null())


def _pair(style: Style) -> Pair:
    assert not style.dim, "what a terminal makes of dim, nobody can tell"
    default = Drawn.default()
    pair = style.color or default, style.bgcolor or default
    return (pair[1], pair[0]) if style.reverse else pair


@cache
def least(pair: Pair) -> float:
    """Return the contrast of a pair, as it is and as a terminal of 256 colours has it.

    Of two named colours it is the least that any palette gives; 0 where nobody can tell.
    """
    named = [colour.type is not ColorType.TRUECOLOR for colour in pair]
    if not any(named):
        return min(contrast(*each) for each in (_exact(pair), _exact(map(of_256, pair))))
    if all(colour.is_default for colour in pair):
        return ENOUGH  # the terminal's own affair
    if not all(named) or any(colour.is_default for colour in pair):
        return 0
    return min(contrast(*(_of(palette, colour) for colour in pair)) for palette in PALETTES.values())


def of_256(colour: Drawn) -> Drawn:
    """Return what a terminal of 256 colours makes of a colour."""
    return Drawn.from_triplet(colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def _exact(pair: Iterable[Drawn]) -> list[Color]:
    return [Color(*colour.triplet) for colour in pair if colour.triplet]


def _of(palette: str, colour: Drawn) -> Color:
    assert colour.number is not None
    return Color.parse(f"#{palette.split()[colour.number]}")


def faint_in(app: App[Any]) -> list[str]:
    """Return what is too faint on the screen as it is now, on which there is something to read."""
    drawn = list(drawn_text(app))
    assert drawn
    return [
        f"{text!r} {colour.name} on {ground.name}: {least((colour, ground)):.2f}"
        for text, (colour, ground) in drawn
        if least((colour, ground)) < ENOUGH
    ]
