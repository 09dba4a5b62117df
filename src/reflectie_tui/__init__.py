"""Reflectie: a partnership looks at itself, together."""

__version__ = "1.0.0"
