"""Text measured in cells of the terminal, and fitted into a place."""

from rich.cells import cell_len, chop_cells, split_graphemes

width = cell_len


def fitted(text: str, cells: int) -> str:
    """Return the text in at most this many cells, on one line, ending in … where it is longer."""
    text = text.replace("\n", " ")
    if cell_len(text) <= cells:
        return text
    if cells <= 1:
        return "…"[:cells]
    spans, _ = split_graphemes(text)
    kept = end = 0
    for _start, stop, size in spans:
        if kept + size > cells - 1:
            break
        kept, end = kept + size, stop
    return text[:end].rstrip() + "…"


def padded(text: str, cells: int) -> str:
    """Return the text fitted and filled up with spaces to exactly this many cells."""
    text = fitted(text, cells)
    return text + " " * (cells - cell_len(text))


def wrapped(text: str, cells: int) -> list[str]:
    """Return the text as lines of at most this many cells, broken between words; a longer word is broken itself."""
    lines = [""]
    for word in text.split():
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) <= cells:
            lines[-1] += f" {word}"
            continue
        *full, rest = chop_cells(word, max(2, cells)) or [word]
        lines += [*full, rest]
    return lines[1:] or [""]


def end_of(path: str, cells: int) -> str:
    """Return the end of a path in at most this many cells, after … where it is longer."""
    if cell_len(path) <= cells:
        return path
    while path and cell_len(path) > cells - 1:
        path = path[1:]
    return "…" + path
