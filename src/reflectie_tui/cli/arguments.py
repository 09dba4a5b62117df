"""What was asked on the command line, read with argparse and judged in plain words."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reflectie_tui.words import Words

COMMON = ("lang", "sessions", "content", "ascii", "whole-lines", "restricted", "version", "help")
OPTIONS: dict[str, tuple[str, ...]] = {
    "": (),
    "open": (),
    "score": ("who",),
    "talk": (),
    "list": ("json",),
    "show": ("json", "width", "names", "plain"),
    "compare": ("json", "width", "plain"),
    "export": ("to", "output", "names", "excel", "force"),
    "ballot": ("to", "length"),
    "check": (),
    "schema": (),
    "demo": (),
    "web": ("port",),
}
"""Each command with the options that are its own; the nameless one is the app on its list of sessions."""
FILES = {
    "open": (1, 1),
    "score": (1, 1),
    "talk": (1, 1),
    "show": (1, 1),
    "compare": (2, None),
    "export": (1, None),
    "check": (1, None),
    "web": (0, 1),
}
"""How many files a command wants, at least and at most; the others take none."""
FORMS = {"export": ("md", "html", "csv", "json"), "ballot": ("md", "html")}
FLAGS = ("help", "ascii", "whole-lines", "restricted", "version", "json", "names", "plain", "excel", "force")
WIDTHS = range(40, 401)
PORTS = range(0, 65536)
"""Where the browser finds the app on this machine; 0 is any that is free."""
USUAL_PORT = 8000


class Wish(NamedTuple):
    """A command line, understood. An option that was not given has its default here."""

    command: str = ""
    files: tuple[Path, ...] = ()
    lang: str | None = None
    sessions: Path | None = None
    content: Path | None = None
    ascii: bool = False
    whole_lines: bool = False
    restricted: bool = False
    version: bool = False
    help: bool = False
    json: bool = False
    width: int | None = None
    names: bool = False
    plain: bool = False
    who: str | None = None
    to: str | None = None
    output: str | None = None
    excel: bool = False
    force: bool = False
    length: str = "full"
    port: int = USUAL_PORT


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
        raise _misfit(error, argv) from None
    options = vars(given)
    plain = [word for word in rest if not _is_option(word)]
    named = bool(plain) and plain[0] in OPTIONS and plain[0] != ""
    command = plain.pop(0) if named else ""
    files = [*plain, *argv[parted + 1 :]]
    _judge_unknown(command, [word for word in rest if _is_option(word)])
    if files and not named:
        _judge_first_word(files[0])
        command = "open"
    _judge_options(command, options)
    if options.get("restricted"):
        _judge_places(argv[:parted])
    if not (options.get("help") or options.get("version")):
        _judge_files(command, files)
        _judge_form(command, options)
    return Wish(command=command, files=tuple(Path(file) for file in files), **options)


def language_wish(argv: Sequence[str]) -> str | None:
    """Return what stands after `--lang`, wherever that is, also where the rest cannot be understood."""
    wish = None
    for word, following in zip(argv, [*argv, ""][1:], strict=True):
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
    parser.add_argument("--who", type=_text)
    parser.add_argument("--port", type=_port)
    parser.add_argument("--to", type=str.lower)
    parser.add_argument("-o", "--output", type=_text)
    parser.add_argument("--length", type=str.lower, choices=("full", "short"))
    for flag in FLAGS:
        parser.add_argument(*(["-h"] if flag == "help" else []), f"--{flag}", action="store_true")
    return parser


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _misfit(error: argparse.ArgumentError, argv: Sequence[str]) -> UsageFault:
    """Say in our own words what argparse found: it names the option as `-o/--output`."""
    option = (error.argument_name or "").split("/")[-1]
    if option.removeprefix("--") in FLAGS:
        return UsageFault("no_value", option=option)
    command = next((word for word in argv if word in FORMS), "export")
    return UsageFault(f"wants.{option.removeprefix('--')}", forms=", ".join(FORMS[command]))


def _most_like(word: str, known: Iterable[str]) -> str | None:
    """Return the word that one probably meant."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1)), None)


def _judge_unknown(command: str, unknown: list[str]) -> None:
    """Refuse an option that there is not, with the one that looks most like it."""
    own = OPTIONS[command] if command else [key for keys in OPTIONS.values() for key in keys]
    for word in unknown:
        option = word.split("=")[0]
        likely = _most_like(option, [f"--{key}" for key in (*COMMON, *own)])
        if likely:
            raise UsageFault("option_like", option=option, likely=likely)
        raise UsageFault("option", option=option)


def _judge_options(command: str, options: dict[str, Any]) -> None:
    """Refuse an option that belongs to another command."""
    for key in options:
        if key.replace("_", "-") not in (*COMMON, *OPTIONS[command]):
            word = "option_here" if command else "option_alone"
            raise UsageFault(word, option=f"--{key}", command=f"reflectie {command}")


def _judge_places(argv: Sequence[str]) -> None:
    """Refuse a folder that is named twice: the later one would take the place of what restricts."""
    for option in ("--sessions", "--content"):
        if sum(word.partition("=")[0] == option for word in argv) > 1:
            raise UsageFault("twice", hint=False, option=option)


def _judge_first_word(word: str) -> None:
    """Refuse a first word that can hardly be a file: it is not there, and has no dot or slash as a file would."""
    if "." in word or Path(word).name != word or Path(word).exists():
        return
    likely = _most_like(word.lower(), filter(None, OPTIONS))
    if likely:
        raise UsageFault("command_like", word=word, likely=likely)
    raise UsageFault("command", word=word)


def _judge_files(command: str, files: list[str]) -> None:
    least, most = FILES.get(command, (0, 0))
    if len(files) < least:
        raise UsageFault("too_few" if least == 1 else "too_few_two", command=command)
    if most is not None and len(files) > most:
        raise UsageFault("too_many" if most else "no_files", command=command, word=files[most])


def _judge_form(command: str, options: dict[str, Any]) -> None:
    forms = FORMS.get(command)
    if forms is None:
        return
    form = options.get("to", None if command == "export" else forms[0])
    if form is None and (ending := Path(options.get("output") or "").suffix[1:].lower()) in forms:
        form = options["to"] = ending
    if form is None:
        raise UsageFault("to_missing", forms=", ".join(forms))
    if form not in forms:
        raise UsageFault("wants.to", forms=", ".join(forms))
    if options.get("excel") and form != "csv":
        raise UsageFault("excel")


def _language(text: str) -> str:
    if text.lower() not in ("nl", "en"):
        raise ValueError(text)
    return text.lower()


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _path(text: str) -> Path:
    return Path(_text(text))


def _width(text: str) -> int:
    width = int(text)
    if width not in WIDTHS:
        raise ValueError(text)
    return width


def _port(text: str) -> int:
    port = int(text)
    if port not in PORTS:
        raise ValueError(text)
    return port
