"""Reflectie: a partnership looks at itself, together."""

__version__ = "0.1.0"
