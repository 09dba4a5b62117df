"""What a text may hold to do harm: codes that a terminal obeys, letters that hide, and what looks like mark-up."""

from __future__ import annotations

import re

PAYLOADS = {
    "OSC 52, the clipboard": "\x1b]52;c;aGE=\x07",
    "OSC 0, the title": "\x1b]0;titel\x07",
    "OSC 2 with ST": "\x1b]2;titel\x1b\\",
    "OSC 8, a link": "\x1b]8;;https://example.org\x1b\\hier\x1b]8;;\x1b\\",
    "CSI 2J, an empty screen": "\x1b[2J\x1b[H",
    "CSI colour": "\x1b[31m",
    "CSI 6n, a question": "\x1b[6n",
    "CSI ?1049l, the other screen": "\x1b[?1049l",
    "RIS, begin anew": "\x1bc",
    "DCS": "\x1bP+q544e\x1b\\",
    "APC": "\x1b_x\x1b\\",
    "PM": "\x1b^x\x1b\\",
    "C1 CSI": "\x9b31m",
    "C1 OSC": "\x9d0;titel\x9c",
    "C1 DCS": "\x90q\x9c",
    "NUL": "a\x00b",
    "bell and backspace": "\x07\x08\x08",
    "shift out and delete": "\x0e\x7f",
    "bidi": "\u202egnp.\u202c\u2066\u2069\u200f",
    "zero width": "\u200b\ufeff",
    "line separators": "\u2028\u2029",
}
MARKUP = (
    "[/]",
    "[bold]",
    "[/b]",
    "Ann [x]",
    "[@click=app.quit()]x[/]",
    "[link='x']y[/link]",
    "[red on blue]r[/]",
    "[$primary]",
    "\\[",
    "{name}",
    "%s",
    "$x",
    "<b>",
    "&amp",
)
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""What may come out nowhere. (A line end may.)"""


def in_toml(text: str) -> str:
    """Return a text as a TOML file spells it between double quotes."""
    return "".join(f"\\u{ord(sign):04x}" if sign in '"\\' or not sign.isprintable() else sign for sign in text)
