"""A session as a Markdown report to hand over."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Perspective
from reflectie_tui.model.insight import PerspectiveResult, results
from reflectie_tui.model.session import PerspectiveRecord, Session
from reflectie_tui.model.signals import signals
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import action_facts, judgement, person, seat, told
from reflectie_tui.report.text import by_smallest_agreement, organisations_told
from reflectie_tui.report.voices import answers_to, beside, who_said_what
from reflectie_tui.words import Words

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|(?<=www)\.|:(?=//)")


def safe(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line: no mark-up, no link, no HTML comes of it."""
    text = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", text)
