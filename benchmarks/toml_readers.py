"""How fast readers of TOML are, and what they accept: `python toml_readers.py FOLDER` in an environment that has them.

It needs nothing of ours: the environment holds `tomli` or `rtoml` in the version to be weighed. The decision that rests
on it is docs/decisions/0011-toml-reader.md.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

FILES, ROUNDS, LARGE = 1_000, 5, 33_000
ONLY_IN_1_1 = {
    "an inline table over two lines": "a = {\n b = 1 }",
    "a comma at the end of an inline table": "a = { b = 1, }",
    r"the escape \e": r'a = "\e"',
    r"the escape \xHH": r'a = "\x41"',
    "a time without seconds": "a = 07:32",
}
FOREIGN = {
    "wrong by any TOML": "a = ",
    "a key twice": "a = 1\na = 2",
    "an integer of 70 bits": f"a = {2**70}",
    "200 arrays in each other": "a = " + "[" * 200 + "]" * 200,
}


def main() -> None:
    """Print what each reader takes for the files, and what it says of what TOML 1.0 refuses."""
    texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.toml"))]
    many = (texts * FILES)[:FILES]
    large = "".join(text for number in range(40) for text in [_renamed(texts[0], number)])[:LARGE]
    large = large[: large.rindex("\n[")]
    print(f"{FILES} files of {sum(map(len, many)) / FILES / 1000:.1f} kB, and one of {len(large) / 1000:.0f} kB")
    readers: dict[str, Callable[[str], dict[str, Any]]] = {f"tomllib {sys.version.split()[0]}": tomllib.loads}
    for name in ("tomli", "rtoml"):
        try:
            readers[f"{name} {importlib.metadata.version(name)}"] = importlib.import_module(name).loads
        except ImportError:
            continue
    for name, loads in readers.items():
        compiled = "" if "tomllib" in name else _kind(name.split()[0])
        print(
            f"{name}{compiled}: {_seconds(loads, many):.3f} s for all, {_seconds(loads, [large]) * 1000:.2f} ms for one"
        )
        same = all(loads(text) == tomllib.loads(text) for text in texts)
        print(f"  the same as tomllib: {same}")
        for what, text in (ONLY_IN_1_1 | FOREIGN).items():
            print(f"  {what}: {_said(loads, text)}")


def _renamed(text: str, number: int) -> str:
    """Return a text of which the tables have other names, so that it can stand after itself."""
    return "\n".join(f"[t{number}.{line[1:]}" if line[:1] == "[" else line for line in text.splitlines()[4:]) + "\n"


def _kind(name: str) -> str:
    files = importlib.metadata.files(name) or []
    return " (compiled)" if any(file.suffix == ".so" for file in files) else " (Python)"


def _seconds(loads: Callable[[str], object], texts: list[str]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            loads(text)
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def _said(loads: Callable[[str], object], text: str) -> str:
    try:
        return f"accepted, {str(loads(text))[:40]!r}"
    except (ValueError, RecursionError, OverflowError) as error:
        return f"refused, {type(error).__name__}: {str(error)[:60]}"


if __name__ == "__main__":
    main()
