"""Every word of the command line and the reports is there in both languages, is used, and says the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reflectie_tui
from reflectie_tui.cli.arguments import OPTIONS
from reflectie_tui.cli.help import help_text
from reflectie_tui.words import LANGUAGES, Words, load

SOURCE = Path(reflectie_tui.__file__).parent
OURS = ("cli", "report")
PLURAL = {"one", "other"}


class Recording(Words):
    """Words that remember which of them were asked for."""

    asked: set[str] = set()

    def __call__(self, key: str, **details: object) -> str:
        self.asked.add(key)
        return super().__call__(key, **details)

    def lines(self, key: str) -> list[str]:
        self.asked.add(key)
        return super().lines(key)


def entries(table: dict[str, Any], place: str = "") -> Iterator[tuple[str, Any]]:
    """All words of a table by their path; a word in one and more is one."""
    for key, value in table.items():
        path = f"{place}.{key}" if place else key
        if isinstance(value, dict) and not value.keys() <= PLURAL:
            yield from entries(value, path)
        else:
            yield path, value


def ours(language: str) -> dict[str, Any]:
    table = load(language).table  # type: ignore[arg-type]
    return dict(entries({key: table[key] for key in OURS}))


def code() -> Iterator[ast.AST]:
    for path in SOURCE.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def constants() -> set[str]:
    return {node.value for node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def named_here() -> tuple[set[str], list[str]]:
    """The words named whole in the code, and the families of which the last part is filled in."""
    families = []
    for node in code():
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            if start.startswith(tuple(f"{name}." for name in OURS)) and len(node.values) == 2:
                families.append(start)
    whole = {text for text in constants() if re.fullmatch(rf"({'|'.join(OURS)})\.[a-z_.-]*[a-z]", text)}
    return whole, families


def used() -> set[str]:
    whole, families = named_here()
    known = constants()
    recording = Recording("nl", load("nl").table)
    for command in OPTIONS:
        help_text(recording, command)
    groups = {part for part in known if re.fullmatch(r"[a-z]+\.", part)}  # faults of a group: `wants.`, `terminal.`
    filled = set()
    for key in ours("nl"):
        for family in families:
            rest = key.removeprefix(family)
            rest = next((rest.removeprefix(group) for group in groups if rest.startswith(group)), rest)
            if key.startswith(family) and rest in known:  # named where the fault is raised, or the status told
                filled.add(key)
    return whole | filled | recording.asked


def test_each_word_is_used() -> None:
    assert sorted(set(ours("nl")) - used()) == []


def test_each_word_that_the_code_names_is_there() -> None:
    whole, _ = named_here()
    assert whole <= set(ours("nl"))


def test_each_fault_that_is_raised_has_its_sentence() -> None:
    raised = {
        node.args[0].value
        for node in code()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "UsageFault"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(raised) > 10
    assert {f"cli.faults.{word}" for word in raised} <= set(ours("nl"))


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    dutch, english = (ours(language) for language in LANGUAGES)
    assert dutch.keys() == english.keys()
    for key, word in dutch.items():
        blanks = [sorted(set(re.findall(r"\{(\w+)\}", str(each)))) for each in (word, english[key])]
        assert blanks[0] == blanks[1], key
        assert type(word) is type(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_a_sentence(language: str) -> None:
    for key, word in ours(language).items():
        for text in word.values() if isinstance(word, dict) else word if isinstance(word, list) else [word]:
            assert text == text.strip() and "  " not in text.replace("_   ", "_"), key
            if key.startswith("cli.faults.") and "usage" not in key:
                assert text.endswith((".", "?", "}", "BESTAND", "FILE", "MAP", "FOLDER", "reflectie")), key
    assert not re.search(r"\bwij\b", str(ours("nl")), re.IGNORECASE)
