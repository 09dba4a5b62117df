"""The JSON Schema of a session file, for programs that make or read one."""

from typing import Any

from reflectie_tui.model.session import Session

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def session_schema() -> dict[str, Any]:
    """Return the JSON Schema of a session file, read as TOML; dates and moments as strings in ISO 8601."""
    schema = Session.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, **schema}
