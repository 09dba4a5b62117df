"""The signs that stand for how far a perspective has come; a word stands with them where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reflectie_tui.model.progress import State

SIGNS: dict[State, str] = {"open": "○", "started": "◐", "revealed": "●", "judged": "✓"}

CLOSED = "■"
"""Stands with a session that is closed."""
