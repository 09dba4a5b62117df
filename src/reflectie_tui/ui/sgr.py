"""Styles as a terminal takes them: the parameters of SGR (ECMA-48), and the shortest way from one style to another."""

from __future__ import annotations

from functools import lru_cache

_OFF = {
    "38": "39",
    "48": "49",
    **{
        f"attribute {on}": off for on, off in {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}.items()
    },
}
"""What takes a colour or an attribute away again, and leaves the rest."""
_DRAWN_ON_BLANKS = frozenset(f"attribute {code}" for code in (4, 5, 6, 7, 9, 21, 51, 52, 53))
"""Attributes that show on a blank, and that erasing does not draw: underlined, blinking, reversed, struck …"""


@lru_cache(4096)
def change(before: str | None, style: str) -> str:
    """Return the shortest code from one style to another: what differs, or all of it anew. None is an unknown style."""
    anew = f"\x1b[0;{style}m" if style else "\x1b[m"
    if before is None:
        return anew
    old, new = _sorted_out(before), _sorted_out(style)
    if old == new:
        return ""
    gone = old.keys() - new.keys()
    if not gone <= _OFF.keys():
        return anew
    off = {_OFF[kind] for kind in gone}
    lost = {kind for kind in new if _OFF.get(kind) in off}  # 22 takes bold away and dim with it
    changed = [code for kind, code in new.items() if old.get(kind) != code or kind in lost]
    return min(f"\x1b[{';'.join([*sorted(off), *changed])}m", anew, key=len)


@lru_cache(4096)
def on_ground(before: str | None, blank: str) -> str:
    """Return the style nearest to the one before in which a blank looks like this: its foreground may stay."""
    if before is None or shows_on_blanks(blank):
        return blank
    kept = [code for kind, code in _sorted_out(before).items() if kind != "48" and kind not in _DRAWN_ON_BLANKS]
    nearest = ";".join([*kept, blank] if blank else kept)
    return min(nearest, blank, key=lambda style: len(change(before, style)))


@lru_cache(4096)
def of_a_blank(style: str) -> str:
    """Return what can be seen of a style on a blank: mostly its background alone."""
    return style if shows_on_blanks(style) else _sorted_out(style).get("48", "")


@lru_cache(4096)
def shows_on_blanks(style: str) -> bool:
    """Tell whether more of a style can be seen on a blank than its background."""
    return bool(_sorted_out(style).keys() & _DRAWN_ON_BLANKS)


@lru_cache(4096)
def _sorted_out(style: str) -> dict[str, str]:
    """Return the codes of a style by what they set: the foreground, the background, or an attribute each."""
    found: dict[str, str] = {}
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in ("38", "48"):
            model = next(codes)
            found[code] = ";".join([code, model, *(next(codes) for _ in range(1 if model == "5" else 3))])
        elif code.isdigit() and (30 <= int(code) <= 37 or 90 <= int(code) <= 97 or code == "39"):
            found["38"] = code
        elif code.isdigit() and (40 <= int(code) <= 47 or 100 <= int(code) <= 107 or code == "49"):
            found["48"] = code
        else:
            found[f"attribute {code}"] = code
    return found
