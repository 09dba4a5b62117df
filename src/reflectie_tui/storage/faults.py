"""What pydantic finds wrong in a file, as faults with their place in it."""

from typing import Any

from pydantic import ValidationError

from reflectie_tui.model.fault import Fault
from reflectie_tui.storage.reading import spelt

_CODES = {
    "missing": "missing_key",
    "string_type": "text_expected",
    "int_type": "whole_number_expected",
    "bool_type": "true_or_false_expected",
    "date_type": "date_expected",
    "datetime_type": "moment_expected",
    "dict_type": "table_expected",
    "model_type": "table_expected",
    "list_type": "list_expected",
    "string_too_short": "empty_text",
    "string_too_long": "too_long",
    "string_pattern_mismatch": "id_expected",
    "literal_error": "one_of_expected",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "one_line": "one_line_expected",
    "answer_type": "answer_expected",
    "joint": "joint_expected",
    "perspective": "unknown_perspective",
    "extra_forbidden": "unknown_key",
}


def from_validation(error: ValidationError) -> list[Fault]:
    """Return a fault for each thing that a model refused."""
    found = error.errors(include_url=False, include_input=False)
    return [_fault(details["type"], details["loc"], details.get("ctx", {})) for details in found]


def _fault(kind: str, location: tuple[int | str, ...], context: dict[str, Any]) -> Fault:
    place = spelt(location[:-1] if location[-1:] == ("[key]",) else location)
    if kind in ("too_long", "too_short"):
        return _of_length(kind, context, place)
    if kind == "string_pattern_mismatch" and "\\n" in str(context.get("pattern", "")):
        return Fault("one_line_expected", place)
    details = {
        "most": str(context.get("max_length", context.get("le", ""))),
        "least": str(context.get("min_length", context.get("ge", ""))),
        "choices": str(context.get("expected", "")).replace("'", '"').replace(" or ", ", "),
    }
    return Fault(_CODES.get(kind, "not_understood"), place, details)


def _of_length(kind: str, context: dict[str, Any], place: str) -> Fault:
    if place == "participants":
        return Fault("too_many_participants", place, {"most": str(context["max_length"])})
    if kind == "too_long":
        return Fault("too_many_items", place, {"most": str(context["max_length"])})
    return Fault("too_few_items", place, {"least": str(context["min_length"])})
