"""What screens and widgets may ask of the app that shows them, whichever it is: words, places, and the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from reflectie_tui.words import Language, Words

if TYPE_CHECKING:
    from reflectie_tui.storage.content_files import ContentSets


BIG = "-big"
"""The class of the app while it hangs on a wall: more room, and fewer things."""

LOOKS = (
    Binding("f4", "app.big", "big", show=False),
    Binding("f9", "app.light(1)", "light", show=False),
    Binding("shift+f9,f21", "app.light(-1)", "light", show=False),  # f21: what many a terminal sends for it
)
"""The keys for how the app looks; a dialog has them too, since keys of the app stop at what stands before all else."""


WIDEST_PAGE, WIDEST_BIG_PAGE = 124, 100
"""Columns of a page at most, as in the style sheet: on a wider window it stands in the middle."""


class Host(Protocol):
    """An app that shows screens of Reflectie."""

    words: Words
    language: Language | None
    """The language that was asked for, above that of a session."""
    sessions: Path
    """The folder of sessions."""
    restricted: bool
    """Whether nothing outside that folder may be reached."""
    playing: bool
    """Whether that folder is a copy of the examples, to be thrown away."""
    own_sessions: Path | None
    """The group's own folder, while it plays with the examples and can go back there."""
    read_only: bool
    """Whether the session that is open can only be looked at."""
    session_path: Path | None
    """The file of the session that is open."""
    step: str
    """The step of the session where the group is."""
    aside_from: str
    """The step from which the group only takes a look at its picture; empty where it came there by the way."""
    seen_from_picture: str
    """The step that the group opened in its picture, and from which the way back leads there again; empty for none."""
    ended_turns: set[tuple[str, str]]
    """Who ended a turn in this sitting, each with the perspective where it begins: what they left open on purpose."""

    @property
    def content_sets(self) -> ContentSets:
        """The sets of statements there are."""

    async def step_asked(self) -> str | None:
        """Ask which step of the session to go to; None where it stays as it is."""

    @property
    def today(self) -> date:
        """The day on which the group sits together."""


def host_of(node: DOMNode) -> Host:
    """Return the app that shows this node."""
    return cast(Host, node.app)


def bounds_of(host: Host) -> Path | None:
    """Return the folder that no link may lead out of; None where nothing is restricted."""
    return host.sessions if host.restricted else None


def is_big(node: DOMNode) -> bool:
    """Tell whether the app is shown on a screen on the wall."""
    return node.app.has_class(BIG)


def page_width(screen: Screen[Any]) -> int:
    """Return how many columns a page has on this screen."""
    return min(screen.size.width, WIDEST_BIG_PAGE if is_big(screen) else WIDEST_PAGE)


def words_of(node: DOMNode) -> Words:
    """Return the words of the app that shows this node."""
    return host_of(node).words
