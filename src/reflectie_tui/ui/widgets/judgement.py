"""What the group made of a perspective, on the line under its talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reflectie_tui.model.records import DISAGREE
from reflectie_tui.ui.cells import padded, width

if TYPE_CHECKING:
    from reflectie_tui.model.content import Scale
    from reflectie_tui.model.records import PerspectiveRecord
    from reflectie_tui.words import Words

HANGING = 11
"""The width of the words at the left, here and in the pane above it."""


def judgement(
    name: str, record: PerspectiveRecord, scale: Scale, acts: int, offered: bool, words: Words, cells: int
) -> Content:
    """Return what the group made of a perspective, on one line.

    Args:
        name: of the perspective, so that nobody takes it for a judgement of the statement under the cursor.
        record: of the perspective.
        scale: what its points are called.
        acts: how many actions were agreed on for it.
        offered: whether a judgement may be given now, so that the line says how.
        words: the language.
        cells: the room; where it is narrow the name goes first, then the word beside the sign of attention.
    """
    if record.joint is None:
        joint = Content.styled(words("discuss.no_joint" if offered else "joint.none"), "$quiet")
    elif record.joint == DISAGREE:
        joint = Content.styled(f"≠ {words('joint.disagree')}", "bold $accent")
    else:
        joint = Content.styled(f"◆ {record.joint} {scale.labels[int(record.joint) - 1].label}", "bold $accent")
    count = Content.styled(words("discuss.actions", n=acts), "$quiet") if acts else Content("")
    attention = f"! {words('discuss.attention')}" if record.attention else ""
    room = cells - HANGING - joint.cell_length - count.cell_length - 6
    about = f"{name}  "
    if width(about) + width(attention) > room:
        about = ""
    if width(attention) > room:
        attention = attention[:1]
    mark = Content.styled(attention, "bold $text-warning")
    head = Content.styled(padded(words("discuss.together"), HANGING), "bold $quiet")
    return Content.assemble(head, (about, "bold"), joint, "   ", mark, "   ", count)
