"""What a report is written on: in which words, how wide, with which marks."""

from collections.abc import Iterable
from dataclasses import dataclass

from reflectie_tui.report.chart import AFTER, ASCII_ENDS, BEFORE, BETWEEN
from reflectie_tui.report.lines import cell_width, cut, indented
from reflectie_tui.words import Words


@dataclass(frozen=True)
class Marks:
    """The signs of a report; each stands beside a word that says the same."""

    voice: str = "●"
    times: str = "×"
    bar: str = "█"
    joint: str = "◆"
    differ: str = "≠"
    attention: str = "!"
    point: str = "·"
    rule: str = "─"
    cut: str = "…"
    open: str = "○"
    done: str = "✓"
    dropped: str = "–"
    none: str = "–"
    arrow: str = "→"
    ends: str = BEFORE + BETWEEN + AFTER


ASCII_MARKS = Marks("o", "x", "#", "*", "/", "!", "-", "-", "...", "[ ]", "[x]", "[-]", "-", "->", ASCII_ENDS)


@dataclass(frozen=True)
class Paper:
    """The words, the width in columns, and the marks of one report."""

    words: Words
    width: int = 80
    marks: Marks = Marks()
    drawn: bool = True
    """Whether it has bars, dots and columns; without them every line is a sentence that can be read aloud."""

    def heading(self, text: str) -> list[str]:
        """Return a heading with a line under it and room above it."""
        if not self.drawn:
            return ["", *self.lines(text)]
        text = cut(text, self.width, self.marks.cut)
        return ["", text, self.marks.rule * cell_width(text)]

    def facts(self, parts: Iterable[str]) -> str:
        """Return the parts that there are, beside each other."""
        return (f" {self.marks.point} " if self.drawn else "; ").join(part for part in parts if part)

    def lines(self, text: str, indent: int = 0, first: str = "") -> list[str]:
        """Return a text in lines that fit; `first` stands before it, the other lines hang under its first word."""
        return indented(text, self.width, " " * indent + first)

    def times(self, n: int, what: str) -> str:
        """Return how often something occurs: 3 × 4, or in words 3 times 4."""
        if not self.drawn:
            return self.words("report.times", n=n, what=what)
        return f"{n} {self.marks.times} {what}"

    def unknown(self, n: int) -> str:
        """Return how many do not know: 3 × I don't know, or in words 3 times: I don't know."""
        if not self.drawn:
            return self.words("report.times_unknown", n=n)
        return self.times(n, self.words("report.unknown"))
