"""A paper in Markdown, drawn as plain lines: headings, paragraphs, lists, and a word in bold or in italics.

Textual's own widget for it is a widget a paragraph, and may open an address; a paper of ours has none to open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.content import Content

HEADING = re.compile(r"(#+) +(.*)")
POINT = re.compile(r"(?:[-*]|(\d+)\.) +(.*)", re.DOTALL)
MARKED = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\([^)]*\)", re.DOTALL)
STYLES = ("bold", "italic", "bold $accent", "")
"""How the four kinds of marked words look, in the order of their groups; of a link only the words are shown."""
INDENT = 3


def drawn(text: str, cells: int) -> Content:
    """Return a paper in lines of at most this many cells."""
    pieces = [Content("\n").join(_block(block, cells)) for block in _blocks(text.strip())]
    return Content("\n").join(pieces)


def _blocks(text: str) -> Iterator[str]:
    """Yield headings, paragraphs and points, each on one line, with an empty one where the paper leaves one open."""
    block: list[str] = []
    for line in text.splitlines():
        begins = not line.strip() or HEADING.match(line) or POINT.match(line)
        if begins and block:
            yield " ".join(block)
            block = []
        if not line.strip():
            yield ""
        else:
            block.append(line.strip())
        if HEADING.match(line):
            yield block.pop()
    if block:
        yield " ".join(block)


def _block(block: str, cells: int) -> list[Content]:
    if found := HEADING.match(block):
        style = "bold $primary" if len(found[1]) == 1 else "bold $accent"
        return [Content.styled(line.plain, style) for line in Content(found[2]).wrap(cells)]
    if found := POINT.match(block):
        front = f"{found[1]}." if found[1] else "·"
        lines = _marked(found[2]).wrap(max(2, cells - INDENT))
        fronts = [front.ljust(INDENT), *[" " * INDENT] * (len(lines) - 1)]
        return [Content.assemble(begin, line) for begin, line in zip(fronts, lines, strict=True)]
    return _marked(block).wrap(cells) if block else [Content("")]


def _marked(text: str) -> Content:
    pieces: list[Content | str | tuple[str, str]] = []
    at = 0
    for found in MARKED.finditer(text):
        pieces.append(text[at : found.start()])
        word, style = next((word, style) for word, style in zip(found.groups(), STYLES, strict=True) if word)
        pieces.append((word, style) if style else word)
        at = found.end()
    return Content.assemble(*pieces, text[at:])
