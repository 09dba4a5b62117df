"""A session as a Markdown report to hand over."""

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|(?<=www)\.|:(?=//)")


def safe(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line: no mark-up, no link, no HTML comes of it."""
    text = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", text)
