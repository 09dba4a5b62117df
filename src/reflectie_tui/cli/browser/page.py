"""What the browser gets: our page, and the terminal in JavaScript that textual-serve has with it."""

import json
from html import escape
from importlib.resources import files
from string import Template

from rich._unicode_data import load

from reflectie_tui.words import Words

NAMES = (
    *("waits", "script", "again", "unreached"),
    *("left_name", "left", "crashed_name", "crashed", "lost_name", "lost"),
)
"""What the page says, as words under `[cli.web.page]`."""
HTML, CSS, SCRIPT = "text/html", "text/css", "text/javascript"
CHANGED = (
    ("this.terminal.loadAddon(this.webglAddon),", ""),
    ("this.terminal.loadAddon(this.weblinksAddon),", ""),
    ('this.terminal.unicode.activeVersion="11"', "window.reflectie(this.terminal)"),
)
"""What is changed in the script of textual-serve: no drawing by WebGL, which not every browser has and without which it
would show nothing; no links made of what people wrote; and our own page is told of the terminal."""


def safe_headers(host: str) -> dict[str, str]:
    """Return what lets the browser ask nothing of any other machine, and lets no other page in.

    Args:
        host: this server, as the browser names it.
    """
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def page(words: Words, socket: str) -> str:
    """Return the page itself, in the language of the app.

    Args:
        words: the words of that language.
        socket: the address at which the app is spoken to.
    """
    texts = {name: words(f"cli.web.page.{name}") for name in NAMES}
    texts |= {"language": words.language, "socket": socket}
    return Template(_ours("page.html")).substitute({name: escape(text) for name, text in texts.items()})


def parts() -> dict[str, tuple[str, str]]:
    """Return the files that the page asks for, each with its kind, by their names."""
    return {
        "page.css": (_ours("page.css"), CSS),
        "page.js": (_ours("page.js"), SCRIPT),
        "widths.js": (f"window.reflectieWidths = {json.dumps(_widths())};\n", SCRIPT),
        "xterm.css": (_theirs("css/xterm.css"), CSS),
        "terminal.js": (_changed(_theirs("js/textual.js")), SCRIPT),
    }


def _changed(script: str) -> str:
    for old, new in CHANGED:
        if script.count(old) != 1:
            raise ValueError(f"textual-serve is not as expected: {old}")
        script = script.replace(old, new)
    return script


def _widths() -> dict[str, object]:
    """Return how many cells a sign takes, as the app itself counts them."""
    table = load("auto")
    return {"ranges": [list(each) for each in table.widths], "widened": sorted(map(ord, table.narrow_to_wide))}


def _ours(name: str) -> str:
    return (files("reflectie_tui.cli.browser") / name).read_text("utf-8")


def _theirs(name: str) -> str:
    return (files("textual_serve") / "static" / name).read_text("utf-8")
