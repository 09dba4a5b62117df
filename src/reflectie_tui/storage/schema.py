"""The JSON Schema of a session file, for programs that make or read one."""

from typing import Any

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.records import DISAGREE
from reflectie_tui.model.session import Session

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Session of Reflectie"
ABOUT = (
    "The file is TOML; this describes it once it is read. A date is a TOML local date and a moment a TOML date-time: "
    "strings in ISO 8601 here. What a schema cannot say is checked too: each participant, voice and statement that "
    "is named is one that the file or its set of statements knows, and each answer fits its question."
)
ID = "^[a-z][a-z0-9-]*$"
ANSWER = {
    "description": "1 to 5 on a scale, -2 to 2 on a balance, the id of a choice, or nvt: I don't know.",
    "anyOf": [{"type": "integer", "minimum": -2, "maximum": 5}, {"type": "string", "pattern": ID}],
}
JOINT = {
    "description": "The shared judgement after the talk.",
    "anyOf": [{"type": "integer", "minimum": 1, "maximum": 5}, {"const": DISAGREE}],
}
RETIRED = "Ids that were given out and deleted: never given out again."


def session_schema() -> dict[str, Any]:
    """Return the JSON Schema of a session file, read as TOML."""
    schema: dict[str, Any] = _plain(Session.model_json_schema(by_alias=True))
    tables, perspectives = schema["$defs"], {"enum": list(PERSPECTIVES)}
    record = tables["PerspectiveRecord"]["properties"]
    record["joint"] = JOINT
    record["answers"]["additionalProperties"]["additionalProperties"] = ANSWER
    tables["About"]["properties"]["retired"]["description"] = RETIRED
    tables["Action"]["properties"]["perspective"] = perspectives
    schema["properties"]["perspectives"]["propertyNames"] = perspectives
    return {"$schema": DIALECT, **schema, "title": TITLE, "description": ABOUT}


def _plain(node: Any, *, names: bool = False) -> Any:
    """Return a part of pydantic's schema as a file has it: no null, no made-up titles, and ids checked as ids.

    Args:
        node: the part.
        names: whether its keys are names of properties rather than words of JSON Schema.
    """
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    if names:
        return {name: _plain(each) for name, each in node.items()}
    choices = [each for each in node.get("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        node = {**node, **choices[0]}
        del node["anyOf"]
    plain = {
        word: _plain(each, names=word in ("properties", "$defs"))
        for word, each in node.items()
        if word not in ("title", "patternProperties") and (word, each) not in (("default", None), ("default", {}))
    }
    if "patternProperties" in node:
        [(pattern, inner)] = node["patternProperties"].items()
        plain["propertyNames"] = {**plain.get("propertyNames", {}), "pattern": pattern}
        plain["additionalProperties"] = _plain(inner)
    if node.get("minLength") == 1 and node.get("maxLength", 0) < 1000:
        plain["pattern"] = r"^[^\n]*$"  # a name or a title: one line
    return plain
