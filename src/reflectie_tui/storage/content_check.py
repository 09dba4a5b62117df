"""Whether a set of statements holds together: what pydantic cannot see in one value by itself."""

from collections.abc import Iterable, Iterator

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Part, Perspective, SetFacts, Statement
from reflectie_tui.model.fault import Fault
from reflectie_tui.model.plain_text import TITLE_LENGTH
from reflectie_tui.model.session import UNKNOWN


def inconsistent(part: Part) -> list[Fault]:
    """Return what does not fit together within one file of a set."""
    if isinstance(part, SetFacts):
        return list(_facts(part))
    return list(_perspective(part)) if isinstance(part, Perspective) else []


def between_languages(one: ContentSet, other: ContentSet) -> list[Fault]:
    """Return where a set does not ask the same in its two languages, so that sessions could not be compared."""
    return [
        Fault("content_languages", key)
        for key in PERSPECTIVES
        if _asked(one.perspective(key)) != _asked(other.perspective(key))
    ]


def _asked(perspective: Perspective) -> list[tuple[object, ...]]:
    return [
        (statement.id, statement.kind, statement.short, *(choice.id for choice in statement.choices or ()))
        for statement in perspective.statements
    ]


def _facts(facts: SetFacts) -> Iterator[Fault]:
    if [label.point for label in facts.scale.labels] != [1, 2, 3, 4, 5]:
        yield Fault("content_points", "scale.labels")


def _perspective(perspective: Perspective) -> Iterator[Fault]:
    yield from _twice((statement.id for statement in perspective.statements), "statements")
    for number, statement in enumerate(perspective.statements, 1):
        yield from _statement(statement, f"statements[{number}]")
    if not perspective.scale("short"):
        yield Fault("content_short", "statements")
    measured = {statement.id for statement in perspective.scale("full")}
    yield from _twice((sub_model.id for sub_model in perspective.sub_models), "sub_models")
    for number, sub_model in enumerate(perspective.sub_models, 1):
        place = f"sub_models[{number}].parts"
        yield from _twice((part.id for part in sub_model.parts), place)
        for which, part in enumerate(sub_model.parts, 1):
            if part.statement is not None and part.statement not in measured:
                yield Fault("content_statement", f"{place}[{which}].statement", {"statement": part.statement})


def _statement(statement: Statement, place: str) -> Iterator[Fault]:
    if len(statement.text) > TITLE_LENGTH:
        yield Fault("too_long", f"{place}.text", {"most": str(TITLE_LENGTH)})
    for name, kind, given in (("labels", "balance", statement.labels), ("choices", "choice", statement.choices)):
        if (given is not None) != (statement.kind == kind):
            yield Fault(f"content_{name}", place, {"kind": statement.kind})
    choices = [choice.id for choice in statement.choices or ()]
    yield from _twice(choices, f"{place}.choices")
    if UNKNOWN in choices:
        yield Fault("content_reserved", f"{place}.choices", {"id": UNKNOWN})


def _twice(ids: Iterable[str], place: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            yield Fault("content_twice", place, {"id": each})
        seen.add(each)
