"""What was asked on the command line, read with argparse and judged in plain words."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reflectie_tui.words import Words

COMMON = ("lang", "sessions", "content", "ascii", "restricted", "version", "help")
OPTIONS: dict[str, tuple[str, ...]] = {
    "": (),
    "open": (),
    "list": ("json",),
    "show": ("json", "width", "names"),
    "compare": ("json", "width"),
    "export": ("to", "output", "names", "excel", "force"),
    "ballot": ("to", "length"),
    "check": (),
    "schema": (),
    "demo": (),
}
"""Each command with the options that are its own; the nameless one is the app on its list of sessions."""
FILES = {"open": (1, 1), "show": (1, 1), "compare": (2, None), "export": (1, None), "check": (1, None)}
"""How many files a command wants, at least and at most; the others take none."""
FORMS = {"export": ("md", "csv", "json"), "ballot": ("md", "html")}
FLAGS = ("help", "ascii", "restricted", "version", "json", "names", "excel", "force")
WIDTHS = range(40, 401)


@dataclass(frozen=True)
class Wish:
    """A command line, understood. An option that was not given has its default here."""

    command: str = ""
    files: tuple[Path, ...] = ()
    lang: str | None = None
    sessions: Path | None = None
    content: Path | None = None
    ascii: bool = False
    restricted: bool = False
    version: bool = False
    help: bool = False
    json: bool = False
    width: int | None = None
    names: bool = False
    to: str | None = None
    output: Path | None = None
    excel: bool = False
    force: bool = False
    length: str = "full"


class UsageFault(Exception):
    """Something on the command line that we cannot do; `word` is its sentence under `[cli.faults]`."""

    def __init__(self, word: str, /, hint: bool = True, **details: str) -> None:
        super().__init__(word)
        self.word, self.hint, self.details = word, hint, details

    def sentence(self, words: Words) -> str:
        """Return the fault in one plain sentence."""
        return words(f"cli.faults.{self.word}", **self.details)


def read(argv: Sequence[str]) -> Wish:
    """Read the words after the name of the program.

    The first word that is neither option nor command is a file to open. Options stand before or after the command.

    Raises:
        UsageFault: at an unknown option or command, a value that does not fit, or too few or too many files.
    """
    parted = list(argv).index("--") if "--" in argv else len(argv)
    parser = _parser()
    try:
        given, rest = parser.parse_known_args(list(argv[:parted]))
    except argparse.ArgumentError as error:
        raise _misfit(error) from None
    options = vars(given)
    plain = [word for word in rest if not (word.startswith("-") and word != "-")]
    command = plain.pop(0) if plain and plain[0] in OPTIONS and plain[0] else None
    files = [*plain, *argv[parted + 1 :]]
    if command is None:
        command = "open" if files else ""
    _judge_options(command, options, [word for word in rest if word.startswith("-") and word != "-"])
    if not (options.get("help") or options.get("version")):
        _judge_files(command, files, named=command in argv)
        _judge_form(command, options)
    return Wish(command=command, files=tuple(Path(file) for file in files), **options)


def language_wish(argv: Sequence[str]) -> str | None:
    """Return what stands after `--lang`, wherever that is, also where the rest cannot be understood."""
    wish = None
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        if word == "--":
            break
        if word == "--lang":
            wish = following
        elif word.startswith("--lang="):
            wish = word.removeprefix("--lang=")
    return wish


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        add_help=False, allow_abbrev=False, exit_on_error=False, argument_default=argparse.SUPPRESS, usage="reflectie"
    )
    parser.add_argument("--lang", type=_language)
    parser.add_argument("--sessions", type=_path)
    parser.add_argument("--content", type=_path)
    parser.add_argument("--width", type=_width)
    parser.add_argument("--to")
    parser.add_argument("-o", "--output", type=_path)
    parser.add_argument("--length", type=str.lower, choices=("full", "short"))
    for flag in FLAGS:
        parser.add_argument(*(["-h"] if flag == "help" else []), f"--{flag}", action="store_true")
    return parser


def _misfit(error: argparse.ArgumentError) -> UsageFault:
    """Say in our own words what argparse found: it names the option as `-o/--output`."""
    option = (error.argument_name or "").split("/")[-1]
    if option.removeprefix("--") in FLAGS:
        return UsageFault("no_value", option=option)
    return UsageFault(f"wants.{option.removeprefix('--')}", option=option, forms="md, csv, json, html")


def _judge_options(command: str, options: dict[str, Any], unknown: list[str]) -> None:
    strange = [f"--{key}" for key in options if key not in (*COMMON, *OPTIONS[command])]
    for option in (*unknown, *strange):
        if command in ("", "open") and option in unknown:
            raise UsageFault("option", option=option)
        raise UsageFault("option_here", option=option, command=command or "reflectie")


def _judge_files(command: str, files: list[str], *, named: bool) -> None:
    if not named and files and _mistyped(files[0]):
        likely = get_close_matches(files[0].lower(), [name for name in OPTIONS if name], n=1)
        if likely:
            raise UsageFault("command_like", word=files[0], likely=likely[0])
        raise UsageFault("command", word=files[0])
    least, most = FILES.get(command, (0, 0))
    if len(files) < least:
        raise UsageFault("too_few" if least == 1 else "too_few_two", command=command)
    if most is not None and len(files) > most:
        raise UsageFault("too_many" if most else "no_files", command=command, word=files[most])


def _mistyped(word: str) -> bool:
    """Tell whether a word can hardly be a file: it is not there, and has no dot or slash as a file would."""
    return "." not in word and Path(word).name == word and not Path(word).exists()


def _judge_form(command: str, options: dict[str, Any]) -> None:
    forms = FORMS.get(command)
    if forms and "to" not in options and command == "export":
        raise UsageFault("to_missing", forms=", ".join(forms))
    if forms and options.get("to", forms[0]) not in forms:
        raise UsageFault("wants.to", option="--to", forms=", ".join(forms))


def _language(text: str) -> str:
    if text.lower() not in ("nl", "en"):
        raise ValueError(text)
    return text.lower()


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise ValueError(text)
    return Path(text)


def _width(text: str) -> int:
    width = int(text)
    if width not in WIDTHS:
        raise ValueError(text)
    return width
