"""A perspective's own small model, drawn with plain characters; with the group's figures once there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reflectie_tui.ui.cells import padded, width

if TYPE_CHECKING:
    from reflectie_tui.model.content import SubModel

SIGNS = {"product": " × ", "tension": " ↔ ", "balance": " ↔ ", "phases": " → "}


def drawn(model: SubModel, colour: str) -> Content:
    """Return the sub-model as it is read, before anybody has scored: its parts in a row, then a line for each."""
    names = [part.name for part in model.parts]
    cells = max(map(width, names)) + 2
    lines = [Content.assemble((padded(part.name, cells), f"bold ${colour}"), part.text) for part in model.parts]
    sign = SIGNS.get(model.kind)
    if sign is not None:
        row = Content(sign).join(Content.styled(name, f"bold ${colour}") for name in names)
        lines = [row, Content(""), *lines]
    return Content("\n").join(lines)
