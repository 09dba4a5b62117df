"""The last line of every screen: which keys do something here. Each can be clicked."""

from functools import cache

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from reflectie_tui.ui.cells import width
from reflectie_tui.ui.host import is_big, words_of
from reflectie_tui.words import Words

# Textual's own Footer is a widget a key and is composed anew on every change of focus: 1.5 kB over a slow line.


FEW = 3
"""How many keys a big screen shows beside Enter, Esc and help."""
WORDY = 70
"""Columns from which on a big screen has room to say what help is for."""

UNCOVERS = "cover(0)"
"""The action that shows the scores again."""


class Keys(Widget, can_focus=False):
    """One line with the keys of the screen, the most important first; what does not fit is left to F1.

    Enter is the way on and Esc the way back: they are always there, and always at the right.
    """

    shown: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """For each key: how it is called, what it does, and its action."""

    def on_mount(self) -> None:
        """Follow the screen's keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        words = words_of(self)
        keys = keys_of(screen, words)
        self.shown = tuple(few(keys, words) if is_big(self) else keys)

    def placed(self) -> list[tuple[int, str, str, str]]:
        """Return the keys that fit, each with the column where it begins.

        The way back, the way on and help stand at the right, on every screen at the same place.
        """
        words = words_of(self)
        back, on = key_name("escape", words), key_name("enter", words)
        told = is_big(self) and self.size.width >= WORDY
        helping = [(key, word if told else "", action) for key, word, action in self.shown if _helps(action)]
        rest = [shown for shown in self.shown if not _helps(shown[2])]
        end = self.size.width - sum(_cells(key, word) for key, word, _ in helping)
        fitting = self._fitting(rest, end - 2 if helping else end)
        ways = [key for name in (back, on) for key in fitting if key[0].endswith(name)]  # 2× Enter, too
        first = [key for key in fitting if key not in ways]
        if self.styles.text_align == "center":
            first, ways = fitting, []
        found = _row(first, 0)
        found += _row(ways, (end - 2 if helping else end) - _length(ways))
        return [*found, *((end, key, word, action) for key, word, action in helping)]

    def _fitting(self, keys: list[tuple[str, str, str]], room: int) -> list[tuple[str, str, str]]:
        """Return the keys that fit, in their order: Enter has its place first, then Esc, then the others.

        Of these the first is the one that uncovers the scores: whoever covered them has to find their way back.
        """
        words = words_of(self)
        on, back = key_name("enter", words), key_name("escape", words)
        kept: list[int] = []

        def rank(place: int) -> tuple[bool, bool, bool, int]:
            key, _, action = keys[place]
            return not key.endswith(on), key != back, not action.endswith(UNCOVERS), place

        for place in sorted(range(len(keys)), key=rank):
            key, word, _ = keys[place]
            if _cells(key, word) <= room:
                kept.append(place)
                room -= _cells(key, word) + 2
        return [keys[place] for place in sorted(kept)]

    def render(self) -> Content:
        """Return the line: a key in bold, then its word."""
        line = Content("")
        for at, key, word, _ in self.placed():
            gap = " " * (at - line.cell_length)
            line = Content.assemble(line, gap, (key, "bold $accent"), f" {word}" if word else "")
        return line

    def _begin(self) -> int:
        """Return the column where the line begins: a cover has it in the middle."""
        if self.styles.text_align != "center":
            return 0
        return max(0, self.size.width - self.render().cell_length) // 2

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        event.stop()
        place = event.get_content_offset(self)
        begin = self._begin()
        for at, key, word, action in self.placed():
            if place is not None and begin + at <= place.x < begin + at + _cells(key, word):
                await do(self.screen, action)


def _row(keys: list[tuple[str, str, str]], begin: int) -> list[tuple[int, str, str, str]]:
    found = []
    for key, word, action in keys:
        found.append((begin, key, word, action))
        begin += _cells(key, word) + 2
    return found


def _length(keys: list[tuple[str, str, str]]) -> int:
    return sum(_cells(key, word) + 2 for key, word, _ in keys) - 2


def _cells(key: str, word: str) -> int:
    return width(key) + (width(word) + 1 if word else 0)


def few(keys: list[tuple[str, str, str]], words: Words) -> list[tuple[str, str, str]]:
    """Return the keys that a big screen shows: the first ones, the way on and back, and where the others stand."""
    ways = {key_name("enter", words), key_name("escape", words)}
    rest = [key for key in keys if key[0] not in ways and not _helps(key[2])][:FEW]
    kept = [key for key in keys if key in rest or key[0] in ways or _helps(key[2])]
    return [(key, words("keys.all_keys") if _helps(action) else word, action) for key, word, action in kept]


def _helps(action: str) -> bool:
    return action.endswith("app.help")


async def do(screen: Screen[object], action: str) -> None:
    """Do what a key of this screen does: an action as `keys_of` names it."""
    where, _, what = action.partition(".")
    namespace: DOMNode = screen
    if where == "focused" and screen.focused is not None:
        # the widget with the focus, or the nearest one round it that knows the action
        name = f"action_{what.partition('(')[0]}"
        action, namespace = what, next((n for n in screen.focused.ancestors_with_self if hasattr(n, name)), screen)
    await screen.app.run_action(action, default_namespace=namespace)


def keys_of(screen: Screen[object], words: Words) -> list[tuple[str, str, str]]:
    """Return the keys that a screen shows: the name of the key, the word for what it does, and the action.

    Bindings name their word by its path in `[keys]`; a family of keys shares one entry by its group.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for active in _in_order(screen):
        binding = active.binding
        if not binding.show or not active.enabled or binding.description == "":
            continue
        action = binding.action
        if not action.startswith(("app.", "screen.", "focused.")) and active.node is not screen:
            action = f"app.{action}" if active.node is screen.app else f"focused.{action}"
        name = key_name(binding.key_display or binding.key.split(",")[0], words)
        label = words(f"keys.{binding.description}")
        if binding.group is not None:
            found.setdefault(binding.group.description, (words(f"keys.{binding.group.description}_keys"), label, ""))
        else:
            found.setdefault(binding.action, (name, label, action))
    return list(found.values())


def _in_order(screen: Screen[object]) -> list[ActiveBinding]:
    """Return the keys of the widget with the focus first, then of those round it; of each its own before inherited.

    Textual itself puts inherited keys first, and a key of the screen that goes before one of a field at the place of
    the latter.
    """
    active = screen.active_bindings
    nodes = [*(screen.focused.ancestors_with_self if screen.focused else []), screen, screen.app]

    order = {node: {key: at for at, key in reversed([*enumerate(_keys_in_order(node))])} for node in nodes}

    def place(key: str) -> tuple[int, int]:
        node = active[key].node
        return nodes.index(node), order[node].get(key, len(order[node]))

    return [active[key] for key in sorted(active, key=place)]


def _keys_in_order(node: DOMNode) -> list[str]:
    return [*_own_keys(type(node)), *node._bindings.key_to_bindings]


@cache
def _own_keys(kind: type[DOMNode]) -> list[str]:
    return [binding.key for binding in Binding.make_bindings(kind.BINDINGS)]


def key_name(key: str, words: Words) -> str:
    """Return what a key is called by people: Enter, spatie, Ctrl+Q, F1."""
    names = words.table["key_names"]
    return str(names.get(key, key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key))
