"""Style sheets that are parsed once: Textual parses all of them anew for each screen and dialog that brings its own."""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

KEPT = 512
"""Style sheets that are kept as parsed: Textual keeps 64, fewer than there are widgets here."""


class ParsedOnce(Stylesheet):
    """A style sheet that parses each of its sources once, as long as the variables (the theme) stay what they are."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Take the variables of the theme."""
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(KEPT)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Take in the sources that are new. The others are not parsed again."""
        self.parse()
