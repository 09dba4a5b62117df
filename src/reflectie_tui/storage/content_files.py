"""Sets of statements: `DIR/LANG/SET/`, a file for the set and one for each perspective, checked on load."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Part, Perspective, SetFacts
from reflectie_tui.model.fault import Fault
from reflectie_tui.storage import faults
from reflectie_tui.storage.content_check import between_languages, inconsistent
from reflectie_tui.storage.errors import ContentFileError
from reflectie_tui.storage.reading import Unreadable, read_table
from reflectie_tui.words import LANGUAGES

FACTS = "set.toml"
SomePart = TypeVar("SomePart", bound=Part)


def shipped_content() -> Path:
    """Return the folder of the sets that come with the app: in the package, or in a checkout beside it."""
    return shipped("content", "content")


def shipped(in_package: str, in_checkout: str) -> Path:
    """Return a folder that comes with the app."""
    package = Path(__file__).parents[1]
    inside = package / in_package
    return inside if inside.is_dir() else package.parents[1] / in_checkout


class ContentSets:
    """The sets there are: the user's own before those that come with the app."""

    def __init__(self, own: Path | None = None) -> None:
        """Load the user's own sets, if any.

        Raises:
            ContentFileError: at a fault in one of them, with its file and its place.
        """
        self._loaded: dict[tuple[str, str], ContentSet | None] = {}
        if own is not None:
            for language, name, content in load_sets(own):
                self._loaded[name, language] = content

    def get(self, set_id: str, language: str) -> ContentSet | None:
        """Return a set in a language, or None where it is not here."""
        key = (set_id, language)
        if key not in self._loaded:
            folder = shipped_content() / language / set_id
            known = language in LANGUAGES and folder.parent.name == language and (folder / FACTS).is_file()
            self._loaded[key] = load_set(folder) if known else None
        return self._loaded[key]

    def in_any_language(self, set_id: str) -> ContentSet | None:
        """Return a set in the first language that it is there in, or None."""
        return next((found for language in LANGUAGES if (found := self.get(set_id, language))), None)


def load_sets(folder: Path) -> list[tuple[str, str, ContentSet]]:
    """Return the sets in a folder, each with its language and name.

    Raises:
        ContentFileError: where there is none, or one has a fault.
    """
    found = [(path.parent.name, path.name, load_set(path)) for path in set_folders(folder)]
    if not found:
        raise ContentFileError(folder, [Fault("no_sets")])
    for name in sorted({name for _, name, _ in found}):
        alike = {language: content for language, each, content in found if each == name}
        if len(alike) > 1 and (differing := between_languages(alike["nl"], alike["en"])):
            raise ContentFileError(folder / "en" / name, differing)
    return found


def set_folders(folder: Path) -> list[Path]:
    """Return the folders `LANG/SET` that are there, without hidden ones."""
    return [
        path
        for language in LANGUAGES
        if (folder / language).is_dir()
        for path in sorted((folder / language).iterdir())
        if path.is_dir() and not path.name.startswith(".")
    ]


def load_set(folder: Path) -> ContentSet:
    """Return one set.

    Raises:
        ContentFileError: at the first file with faults.
    """
    facts = _part(folder / FACTS, SetFacts)
    own = {"id": facts.id == folder.name, "language": facts.language == folder.parent.name}
    expected = {"id": folder.name, "language": folder.parent.name}
    wrong = [Fault("content_name", key, {"expected": expected[key]}) for key, right in own.items() if not right]
    if wrong:
        raise ContentFileError(folder / FACTS, wrong)
    if points := inconsistent(facts):
        raise ContentFileError(folder / FACTS, points)
    return ContentSet(facts=facts, perspectives={key: _perspective(folder, key) for key in PERSPECTIVES})


def _perspective(folder: Path, key: str) -> Perspective:
    path = folder / f"{key}.toml"
    perspective = _part(path, Perspective)
    if perspective.id != key:
        raise ContentFileError(path, [Fault("content_name", "id", {"expected": key})])
    if found := inconsistent(perspective):
        raise ContentFileError(path, found)
    return perspective


def _part(path: Path, kind: type[SomePart]) -> SomePart:
    try:
        return kind.model_validate(read_table(path).entries)
    except Unreadable as error:
        raise ContentFileError(path, error.faults) from None
    except ValidationError as error:
        raise ContentFileError(path, faults.from_validation(error)) from None
