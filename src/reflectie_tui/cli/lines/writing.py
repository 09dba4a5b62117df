"""What a group writes in a talk of plain lines: a note of them all, which grows or goes."""

from __future__ import annotations

from reflectie_tui.cli.lines.kept import Sat
from reflectie_tui.cli.lines.questions import OPEN
from reflectie_tui.model.plain_text import TEXT_LENGTH


def write_note(sat: Sat, perspective: str, statement: str | None, about: str) -> None:
    """Take the group's note at a statement, or (None) about the whole perspective; what stands there stays above it."""
    ask, words = sat.ask, sat.words
    notes = sat.kept.session.perspective(perspective).notes
    note_id = sat.kept.session.note_id(perspective, statement=statement)
    before = notes[note_id].text if note_id else ""
    ask.say(about)
    if before:
        ask.say(words("cli.talk.note_before", text=before))
    ask.say(words("cli.asking.text"))

    def keep(text: str) -> None:
        rows = text.split("\n")
        rows = rows[1:] if rows[0] == OPEN else [*([before] if before else []), *rows]
        sat.kept.keep(sat.kept.session.with_note(perspective, "\n".join(rows)[:TEXT_LENGTH], statement=statement))

    ask.say(words("cli.asking.text_kept" if ask.text(keep) else "cli.asking.text_none"))
