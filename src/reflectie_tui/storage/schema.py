"""The JSON Schema of a session file, for programs that make or read one."""

from typing import Any

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.session import DISAGREE, PARTICIPANTS, Session

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = (
    "The file is TOML; this describes it once it is read. A date is a TOML local date and a moment a TOML date-time: "
    "strings in ISO 8601 here. Not in here, and checked too: each id of a participant, a statement or a voice is "
    "one that the file or its set of statements knows, and each answer fits its question."
)
ANSWER = {
    "description": "1 to 5 on a scale, -2 to 2 on a balance, the id of a choice, or nvt: don't know.",
    "anyOf": [
        {"type": "integer", "minimum": -2, "maximum": 5},
        {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
    ],
}
JOINT = {
    "description": "The shared judgement after the talk.",
    "anyOf": [{"type": "integer", "minimum": 1, "maximum": 5}, {"const": DISAGREE}],
}


def session_schema() -> dict[str, Any]:
    """Return the JSON Schema of a session file, read as TOML."""
    schema = _without_null(Session.model_json_schema(by_alias=True))
    records = schema["$defs"]
    record, action = records["PerspectiveRecord"]["properties"], records["Action"]["properties"]
    record["joint"] = JOINT
    for answers in _inner(_inner(record["answers"])):
        answers.update(given := ANSWER)
        for key in answers.keys() - given.keys():
            del answers[key]
    schema["properties"]["participants"]["maxProperties"] = PARTICIPANTS
    schema["properties"]["perspectives"]["propertyNames"] = {"enum": list(PERSPECTIVES)}
    action["perspective"] = {"enum": list(PERSPECTIVES)}
    return {"$schema": DIALECT, **schema, "title": "Session of Reflectie", "description": ABOUT}
