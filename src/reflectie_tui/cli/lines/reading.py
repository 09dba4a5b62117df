"""What there is to read in a perspective, as plain lines."""

from collections.abc import Iterator

from reflectie_tui.model.content import Perspective
from reflectie_tui.words import Words


def reading(part: Perspective, words: Words) -> Iterator[str]:
    """Yield the text of a perspective, a paragraph or a point at a time; an empty line stands between its pieces."""
    yield from (part.title, "", part.core, "", part.lead.strip())
    for section in part.sections:
        yield from ("", section.heading, section.text.strip())
    for model in part.sub_models:
        yield from ("", model.title, model.text)
        yield from (f"{each.name}: {each.text}" for each in model.parts)
    for key, lines in (("questions", part.key_questions), ("pitfalls", part.pitfalls)):
        yield from ("", words(f"read.{key}"), *lines)
    yield from ("", words("read.chance"), part.chance.strip(), "", part.remember)
