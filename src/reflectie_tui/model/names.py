"""What people are called where they stand side by side: by name, and two of one name told apart."""

from collections import Counter

from reflectie_tui.model.plain_text import folded
from reflectie_tui.model.session import Session


def names(session: Session) -> dict[str, str]:
    """Return what each participant with a name is called; nobody in an anonymous session.

    Where a name comes more than once, the organisation stands behind it: Ben (Hill Trust). Where that tells nobody
    apart, it is a number: Ben (1), Ben (2).
    """
    if session.anonymous:
        return {}
    found = {key: person.name for key, person in session.participants.items() if person.name}
    for key in _alike(found):
        organisation = session.participants[key].organisation
        found[key] = f"{found[key]} ({organisation})" if organisation else found[key]
    taken = Counter(map(folded, found.values()))
    for key in _alike(found):
        taken[folded(found[key])] -= 1
        name, number = session.participants[key].name, 1
        while taken[folded(f"{name} ({number})")]:
            number += 1
        found[key] = f"{name} ({number})"
        taken[folded(found[key])] += 1
    return found


def _alike(called: dict[str, str]) -> list[str]:
    often = Counter(map(folded, called.values()))
    return [key for key, name in called.items() if often[folded(name)] > 1]
