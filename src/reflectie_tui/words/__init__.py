"""Every word of the interface and the command line, in Dutch and in English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from reflectie_tui.model.fault import Fault

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


class Words:
    """The words of one language.

    A word is called by its path: `words("score.ready")`, with what it needs by name: `words("hand_over.to", name=…)`.
    Where the number `n` decides between one and more, the entry is a table with `one` and `other`.
    """

    # plain, as is `Wish`: making data classes is a tenth of the time that `--help` takes

    def __init__(self, language: Language, table: Mapping[str, Any]) -> None:
        """Take the words of a language, by their tables."""
        self.language: Language = language
        self.table = table

    def __call__(self, key: str, **details: object) -> str:
        """Return a word or sentence.

        Raises:
            KeyError: where there is no such word: a mistake of the programmer, which a test finds.
        """
        entry: Any = self.table
        for part in key.split("."):
            entry = entry[part]
        if isinstance(entry, Mapping):
            entry = entry["one" if details.get("n") == 1 else "other"]
        return _filled(str(entry), details)

    def lines(self, key: str) -> list[str]:
        """Return an entry that is a list of sentences."""
        entry: Any = self.table
        for part in key.split("."):
            entry = entry[part]
        return [str(line) for line in entry]

    def fault(self, fault: Fault) -> str:
        """Return a fault as one plain sentence, with its place in front where it has one."""
        sentence = self(f"faults.{fault.code}", **fault.details)
        return f"{fault.place}: {sentence}" if fault.place else sentence

    def number(self, value: float | Fraction, digits: int = 1) -> str:
        """Return a number as it is written in this language: 3,4 in Dutch, 3.4 in English; 2,25 becomes 2,3."""
        from fractions import Fraction

        tenths = floor(abs(Fraction(value)) * 10**digits + Fraction(1, 2))
        whole, rest = divmod(tenths, 10**digits)
        text = f"{whole}{',' if self.language == 'nl' else '.'}{rest:0{digits}d}" if digits else str(whole)
        return f"-{text}" if value < 0 and tenths else text

    def change(self, value: float | Fraction, digits: int = 1) -> str:
        """Return a difference with its sign, a real minus: +0,3 or −0,3."""
        text = self.number(-value if value < 0 else value, digits)
        if not text.strip("0.,"):
            return text
        return ("−" if value < 0 else "+") + text

    def day(self, day: date) -> str:
        """Return a date as it is written in a sentence: 23 november 2026, 23 November 2026."""
        return f"{day.day} {self.lines('dates.months')[day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """Return a date of at most 11 characters: 23 nov 2026."""
        return f"{day.day} {self.lines('dates.short_months')[day.month - 1]} {day.year}"

    def listed(self, names: list[str]) -> str:
        """Return names as a list in a sentence: Ann, Bob en Cor."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self('common.and')} {names[-1]}"


def _filled(text: str, details: Mapping[str, object]) -> str:
    """Fill `{name}` in a text by plain replacement: what is filled in may itself hold braces."""
    pieces: list[str] = []
    for piece in text.split("{"):
        name, closing, rest = piece.partition("}")
        if pieces and closing and name in details:
            pieces.append(f"{details[name]}{rest}")
        else:
            pieces.append(("{" if pieces else "") + piece)
    return "".join(pieces)


class Sections(Mapping[str, Any]):
    """The tables of a file of words, each parsed when a word of it is first asked for: a screen needs a few of them."""

    def __init__(self, text: str) -> None:
        """Part a text in TOML at the heads of its tables; those of one name before the first dot stand together."""
        self._texts: dict[str, str] = {}
        self._tables: dict[str, Any] = {}
        for part in re.split(r"^(?=\[)", text, flags=re.MULTILINE):
            if part.startswith("["):
                name = re.split(r"[].]", part[1:], maxsplit=1)[0]
                self._texts[name] = self._texts.get(name, "") + part

    def __getitem__(self, name: str) -> Any:
        """Return a table."""
        if name not in self._tables:
            self._tables[name] = tomllib.loads(self._texts[name])[name]
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        """Return the names of the tables."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(self._texts)


@cache
def load(language: Language) -> Words:
    """Return the words of a language, read once."""
    return Words(language, Sections(Path(__file__).with_name(f"{language}.toml").read_text("utf-8")))


def spoken(wish: str | None) -> Language | None:
    """Return the language that a wish names (`nl`, `nl_BE.UTF-8`, `en_GB`), or None where we do not speak it."""
    named = (wish or "").lower().replace("-", "_").split(".")[0].split("_")[0]
    return next((language for language in LANGUAGES if language == named), None)


def language_of(*wishes: str | None) -> Language:
    """Return the first wish that is a language we speak, else Dutch."""
    return next((language for wish in wishes if (language := spoken(wish))), "nl")
