"""The JSON Schema says what the reader says, as far as a schema can."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date, datetime
from typing import Any

import pytest

from reflectie_tui.storage.folders import examples
from reflectie_tui.storage.schema import session_schema
from tests.storage.helpers import BY_HAND

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": (str, date, datetime),
    "integer": int,
    "boolean": bool,
}
KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "default", "format", "type", "enum", "const", "anyOf",
    "properties", "required", "additionalProperties", "propertyNames", "items", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "maxProperties",
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Judge a value by the words of JSON Schema that ours uses."""
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in schema and not any(fits(value, each, root) for each in schema["anyOf"]):
        return False
    kind = TYPES.get(schema.get("type", ""))
    if kind and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        return False
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return False
    if isinstance(value, str):
        length = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return length and re.search(schema.get("pattern", ""), value) is not None and "format" not in schema
    if isinstance(value, int) and not isinstance(value, bool):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list):
        return all(fits(each, schema.get("items", {}), root) for each in value)
    return not isinstance(value, dict) or fits_table(value, schema, root)


def fits_table(table: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if not set(schema.get("required", [])) <= table.keys() or len(table) > schema.get("maxProperties", len(table)):
        return False
    others = schema.get("additionalProperties", True)
    return all(
        fits(key, schema.get("propertyNames", {}), root)
        and fits(value, schema.get("properties", {}).get(key, {} if others is True else others), root)
        for key, value in table.items()
    )


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return session_schema()


def test_it_says_what_it_is(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] and schema["description"]
    assert schema["required"] == ["format", "version", "session"]
    assert "about" not in schema["properties"]


def test_the_examples_fit(schema: dict[str, Any]) -> None:
    assert len(examples()) == 3
    for path in examples():
        assert fits(tomllib.loads(path.read_text("utf-8")), schema, schema), path.name
    assert fits(tomllib.loads(BY_HAND), schema, schema)


MISFITS: list[tuple[str, Any]] = [
    ("format", "anders"),
    ("version", 2),
    ("session.title", ""),
    ("session.title", "a\nb"),
    ("session.title", "x" * 201),
    ("session.date", "2026-11-23"),
    ("session.way", "anders"),
    ("session.content", "../weg"),
    ("participants.P 1", {}),
    ("participants.p1.away", 1),
    ("perspectives.anders", {}),
    ("perspectives.ambitie.joint", 6),
    ("perspectives.ambitie.joint", "eens"),
    ("perspectives.ambitie.answers.p1.belofte", 6),
    ("perspectives.ambitie.answers.p1.belofte", 4.0),
    ("perspectives.ambitie.answers.p1.belofte", True),
    ("perspectives.ambitie.answers.P 1", {}),
    ("actions.a1.status", "klaar"),
    ("actions.a1.perspective", "anders"),
    ("actions.a1.what", ""),
    ("session", {"title": "x"}),
]


@pytest.mark.parametrize(("place", "value"), MISFITS)
def test_what_the_reader_refuses_does_not_fit(schema: dict[str, Any], place: str, value: Any) -> None:
    session = copy.deepcopy(tomllib.loads(BY_HAND))
    table = session
    *above, last = place.split(".")
    for key in above:
        table = table[key]
    table[last] = value
    assert not fits(session, schema, schema)


def test_a_key_of_somebody_elses_fits(schema: dict[str, Any]) -> None:
    session = tomllib.loads(BY_HAND)
    session["ours"] = session["session"]["room"] = session["actions"]["a1"]["weight"] = "x"
    assert fits(session, schema, schema)
