"""What the group made of a perspective, on the line under its talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reflectie_tui.model.session import DISAGREE
from reflectie_tui.ui.cells import padded, width

if TYPE_CHECKING:
    from reflectie_tui.model.content import Scale
    from reflectie_tui.model.session import PerspectiveRecord
    from reflectie_tui.words import Words

HANGING = 11
"""The width of the words at the left, here and in the pane above it."""


def judgement(record: PerspectiveRecord, scale: Scale, acts: int, offered: bool, words: Words, cells: int) -> Content:
    """Return what the group made of a perspective, on one line.

    Args:
        record: of the perspective.
        scale: what its points are called.
        acts: how many actions were agreed on for it.
        offered: whether a judgement may be given now, so that the line says how.
        words: the language.
        cells: the room; where it is narrow, the sign of attention stands without its word.
    """
    if record.joint is None:
        joint = Content.styled(words("discuss.no_joint" if offered else "joint.none"), "$quiet")
    elif record.joint == DISAGREE:
        joint = Content.styled(f"≠ {words('joint.disagree')}", "bold $accent")
    else:
        joint = Content.styled(f"◆ {record.joint} {scale.labels[int(record.joint) - 1].label}", "bold $accent")
    count = Content.styled(words("discuss.actions", n=acts), "$quiet") if acts else Content("")
    attention = f"! {words('discuss.attention')}" if record.attention else ""
    if HANGING + joint.cell_length + width(attention) + count.cell_length + 6 > cells:
        attention = attention[:1]
    mark = Content.styled(attention, "bold $text-warning")
    head = Content.styled(padded(words("discuss.together"), HANGING), "bold $quiet")
    return Content.assemble(head, joint, "   ", mark, "   ", count)
