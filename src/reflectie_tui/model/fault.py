"""A fault in what was read or typed, named by a code, so that each language can say it in its own sentence."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """What is wrong (`code`, a key under `[faults]` in the words), where, and what the sentence needs to say it."""

    code: str
    place: str = ""
    details: dict[str, str] = field(default_factory=dict)
