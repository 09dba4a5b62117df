"""A set of statements read from its folder: a file for the set and one for each perspective, checked on load."""

from collections.abc import Mapping
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
    return [*_language_folders(folder), *(each for each in folders_in(folder) if (each / FACTS).is_file())]


def faults_in_set(folder: Path) -> list[ContentFileError]:
    """Return what is wrong with a set: an error for each file that has faults, and one where its languages differ."""
    content, errors = _judged(folder)
    if content is None:
        return errors
    counterpart, _ = _judged(_in_other_language(folder))
    return _unlike(folder, content, counterpart)


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
    return [each for language in LANGUAGES for each in folders_in(folder / language)]


def folders_in(folder: Path) -> list[Path]:
    """Return the folders in a folder, without hidden ones; one that cannot be looked into has none."""
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
