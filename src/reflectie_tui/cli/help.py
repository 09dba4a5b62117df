"""`--help`: all commands and options, laid out from the words."""

import textwrap

from reflectie_tui.cli.arguments import COMMON, OPTIONS
from reflectie_tui.cli.output import width
from reflectie_tui.words import Words

LEFT = 30
"""Columns for what is typed; what it does stands beside it."""
BESIDE = 26
"""The fewest columns in which something can stand beside it; else it stands below."""
WIDEST = 100


def help_text(words: Words, command: str) -> str:
    """Return the help of one command, or (the nameless one) of the whole program."""
    lines = _whole(words) if command == "" else _one(words, command)
    return "\n".join(lines)


def _whole(words: Words) -> list[str]:
    commands = [(f"{name} {_files(words, name)}", f"cli.command.{name}.does") for name in OPTIONS if name]
    return [
        *_wrapped(words("cli.about")),
        "",
        *_wrapped(words("cli.usage", line=words("cli.usage_whole")), hang=4),
        "",
        words("cli.commands_heading"),
        *_row("reflectie", words("cli.command.app.does")),
        *(line for typed, does in commands for line in _row(typed.strip(), words(does))),
        "",
        words("cli.common_heading"),
        *_options(words, COMMON),
        "",
        words("cli.examples_heading"),
        *(line for example in words.lines("cli.examples") for line in _wrapped(f"  {example}", hang=4)),
        "",
        *_wrapped(words("cli.status")),
        *_wrapped(words("cli.more")),
    ]


def _one(words: Words, command: str) -> list[str]:
    own = OPTIONS[command]
    line = f"reflectie {command} {words(f'cli.command.{command}.usage')}".strip()
    lines = [*_wrapped(words("cli.usage", line=line), hang=4), ""]
    lines += _wrapped(words(f"cli.command.{command}.help"))
    if own:
        lines += ["", words("cli.options_heading"), *_options(words, own, command)]
    return [*lines, "", words("cli.common_heading"), *_options(words, COMMON)]


def _files(words: Words, command: str) -> str:
    """Return what a command needs, without what it may have."""
    return words(f"cli.command.{command}.usage").partition("[")[0].strip()


def _options(words: Words, options: tuple[str, ...], command: str = "") -> list[str]:
    lines = []
    for option in options:
        key = f"cli.option.{command}-{option}" if option == "to" else f"cli.option.{option}"
        lines += _row(words(f"{key}.typed"), words(f"{key}.does"))
    return lines


def _row(typed: str, does: str) -> list[str]:
    """Return what is typed with what it does beside it, or below it where there is no room."""
    if _columns() - LEFT < BESIDE:
        return [*_wrapped(f"  {typed}", hang=4), *_wrapped(f"      {does}", hang=6)]
    side = _wrapped(does, room=_columns() - LEFT)
    if len(typed) + 4 > LEFT:
        return [*_wrapped(f"  {typed}", hang=4), *(" " * LEFT + line for line in side)]
    return [f"  {typed}".ljust(LEFT) + side[0], *(" " * LEFT + line for line in side[1:])]


def _wrapped(text: str, *, hang: int = 0, room: int | None = None) -> list[str]:
    """Return a text in lines that fit, those after the first hanging in; nothing that is typed is broken."""
    return textwrap.wrap(
        text, room or _columns(), subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    )


def _columns() -> int:
    return min(max(width(), 40), WIDEST)
