"""Sets of statements: `DIR/LANG/SET/`, a file for the set and one for each perspective, checked on load."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Part, Perspective, SetFacts
from reflectie_tui.model.fault import Fault
from reflectie_tui.storage import faults
from reflectie_tui.storage.content_check import between_languages, inconsistent
from reflectie_tui.storage.errors import ContentFileError
from reflectie_tui.storage.reading import Unreadable, digest, read_table
from reflectie_tui.words import LANGUAGES

FACTS = "set.toml"
OURS = "samenwerken"
"""The set that comes with the app."""
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
        found = load_sets(own) if own is not None else []
        self._loaded: dict[tuple[str, str], ContentSet | None] = {
            (content.facts.id, content.facts.language): content for content in found
        }
        self._own = {content.facts.id for content in found}

    def get(self, set_id: str, language: str) -> ContentSet | None:
        """Return a set in a language, or None where it is not here.

        A set of the user's own takes the place of ours of the same name in both languages: the two need not ask alike.
        """
        key = (set_id, language)
        if key not in self._loaded and set_id not in self._own:
            self._loaded[key] = _shipped_set(set_id, language)
        return self._loaded.get(key)

    def in_any_language(self, set_id: str) -> ContentSet | None:
        """Return a set in the first language that it is there in, or None."""
        return next((found for language in LANGUAGES if (found := self.get(set_id, language))), None)

    @cached_property
    def mark(self) -> str:
        """What tells these sets from any others: what is remembered with one is not true with another."""
        own = [self._loaded[key] for key in sorted(self._loaded) if key[0] in self._own]
        files = sorted(shipped_content().glob("*/*/*.toml"))
        ours = [(path.name, facts.st_size, facts.st_mtime_ns) for path in files if (facts := path.stat())]
        told = [content.model_dump_json() for content in own if content is not None]
        return digest(f"{told}{ours}".encode())

    def usual(self, language: str) -> ContentSet:
        """Return the set that a new session is asked from: the user's own, the first by name, else ours."""
        set_id = min(self._own, default=OURS)
        found = self.get(set_id, language) or self.in_any_language(set_id)
        assert found is not None  # loaded at the start, or shipped with the app
        return found


def load_sets(folder: Path) -> list[ContentSet]:
    """Return the sets that a folder holds as `LANG/SET/`.

    Raises:
        ContentFileError: where there is none, or one has a fault.
    """
    folders = _language_folders(folder)
    if not folders:
        raise ContentFileError(folder, [Fault("no_sets")])
    found = {each: load_set(each) for each in folders}
    counterparts = {each.absolute(): content for each, content in found.items()}
    for each, content in found.items():
        if errors := _unlike(each, content, counterparts.get(_in_other_language(each))):
            raise errors[0]
    return list(found.values())


def load_set(folder: Path) -> ContentSet:
    """Return one set.

    Raises:
        ContentFileError: at the first file with faults.
    """
    content, errors = _judged(folder)
    if content is None:
        raise errors[0]
    return content


def sets_in(folder: Path) -> list[Path]:
    """Return the folders of sets there are: this one itself, those laid out as `LANG/SET/`, or those in `SET/`."""
    if (folder / FACTS).is_file():
        return [folder]
    return [*_language_folders(folder), *(each for each in _folders_in(folder) if (each / FACTS).is_file())]


def faults_in_set(folder: Path) -> list[ContentFileError]:
    """Return what is wrong with a set: an error for each file that has faults, and one where its languages differ."""
    content, errors = _judged(folder)
    if content is None:
        return errors
    counterpart, _ = _judged(_in_other_language(folder))
    return _unlike(folder, content, counterpart)


def _shipped_set(set_id: str, language: str) -> ContentSet | None:
    if language not in LANGUAGES or set_id not in (each.name for each in _folders_in(shipped_content() / language)):
        return None
    return load_set(shipped_content() / language / set_id)


def _in_other_language(folder: Path) -> Path:
    place = folder.absolute()
    return place.parent.parent / ("nl" if place.parent.name == "en" else "en") / place.name


def _unlike(folder: Path, content: ContentSet, counterpart: ContentSet | None) -> list[ContentFileError]:
    """Return where a set in English asks something else than in Dutch; told once, with the English."""
    if content.facts.language != "en" or counterpart is None:
        return []
    differing = between_languages(content, counterpart)
    return [ContentFileError(folder, differing)] if differing else []


def _language_folders(folder: Path) -> list[Path]:
    return [each for language in LANGUAGES for each in _folders_in(folder / language)]


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def _judged(folder: Path) -> tuple[ContentSet | None, list[ContentFileError]]:
    """Return a set, or else an error for each of its files that has faults."""
    place = folder.absolute()
    errors: list[ContentFileError] = []
    facts = _part(folder / FACTS, SetFacts, {"id": place.name, "language": place.parent.name}, errors)
    perspectives = {
        key: part
        for key in PERSPECTIVES
        if (part := _part(folder / f"{key}.toml", Perspective, {"id": key}, errors)) is not None
    }
    if facts is None or errors:
        return None, errors
    return ContentSet(facts=facts, perspectives=perspectives), []


def _part(
    path: Path, kind: type[SomePart], names: Mapping[str, str], errors: list[ContentFileError]
) -> SomePart | None:
    """Read one file of a set, whose ids are those of its folder and its name; what is wrong is added to the errors."""
    try:
        part = kind.model_validate(read_table(path).entries)
    except Unreadable as error:
        errors.append(ContentFileError(path, error.faults))
        return None
    except ValidationError as error:
        errors.append(ContentFileError(path, faults.from_validation(error)))
        return None
    misnamed = [
        Fault("content_name", key, {"expected": name}) for key, name in names.items() if getattr(part, key) != name
    ]
    if wrong := [*misnamed, *inconsistent(part)]:
        errors.append(ContentFileError(path, wrong))
        return None
    return part
