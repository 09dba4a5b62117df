"""`--help`: all commands and options, laid out from the words."""

import textwrap

from reflectie_tui.cli.arguments import COMMON, OPTIONS
from reflectie_tui.cli.output import width
from reflectie_tui.words import Words

LEFT = 30
"""Columns for what is typed; what it does stands beside it."""


def help_text(words: Words, command: str) -> str:
    """Return the help of one command, or (the nameless one) of the whole program."""
    lines = _whole(words) if command == "" else _one(words, command)
    return "\n".join(lines)


def _whole(words: Words) -> list[str]:
    return [
        *_wrapped(words("cli.about")),
        "",
        words("cli.usage", line=words("cli.usage_whole")),
        "",
        words("cli.commands_heading"),
        *_row("reflectie", words("cli.command.app.does")),
        *(
            line
            for name in OPTIONS
            if name
            for line in _row(words(f"cli.command.{name}.usage"), words(f"cli.command.{name}.does"))
        ),
        "",
        words("cli.common_heading"),
        *_options(words, COMMON),
        "",
        words("cli.examples_heading"),
        *(f"  {line}" for line in words.lines("cli.examples")),
        "",
        *_wrapped(words("cli.status")),
        *_wrapped(words("cli.more")),
    ]


def _one(words: Words, command: str) -> list[str]:
    own = OPTIONS[command]
    lines = [words("cli.usage", line=f"reflectie {words(f'cli.command.{command}.usage')}"), ""]
    lines += _wrapped(words(f"cli.command.{command}.help"))
    if own:
        lines += ["", words("cli.options_heading"), *_options(words, own, command)]
    return [*lines, "", words("cli.common_heading"), *_options(words, COMMON)]


def _options(words: Words, options: tuple[str, ...], command: str = "") -> list[str]:
    lines = []
    for option in options:
        key = f"cli.option.{command}-{option}" if option == "to" else f"cli.option.{option}"
        lines += _row(words(f"{key}.typed"), words(f"{key}.does"))
    return lines


def _row(typed: str, does: str) -> list[str]:
    side = textwrap.wrap(does, max(_columns() - LEFT, 24))
    if len(typed) + 2 >= LEFT:
        return [f"  {typed}", *(" " * LEFT + line for line in side)]
    return [f"  {typed}".ljust(LEFT) + side[0], *(" " * LEFT + line for line in side[1:])]


def _wrapped(text: str) -> list[str]:
    return [line for paragraph in text.split("\n") for line in textwrap.wrap(paragraph, _columns()) or [""]]


def _columns() -> int:
    return min(max(width(), 40), 100)
