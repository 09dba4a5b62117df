"""The two exercises beside the statements: who takes part, who has still to write, and when all of it may be shown.

What is written in them is nobody else's to see until the group shows it. The file keeps that by the perspective's
`hidden`, as for the answers (`Session.with_sentence`, `Session.with_exchange`).
"""

from reflectie_tui.model.session import Session


def writers(session: Session) -> list[str]:
    """Return who completes a sentence: the participants who are here, in every way of scoring."""
    return [key for key, person in session.participants.items() if not person.away]


def sentence_waits_for(session: Session, perspective: str) -> list[str]:
    """Return who is here and has not completed the sentence."""
    written = session.perspective(perspective).sentences
    return [participant for participant in writers(session) if participant not in written]


def parties(session: Session) -> list[str]:
    """Return who fills in a row of the exchange: the organisations of those who are here.

    Somebody without an organisation stands for themselves, by name. In an anonymous session only the organisations
    that it keeps take part: a row of another would tell who sat at the table.
    """
    if session.anonymous:
        names = [person.organisation for person in session.participants.values()]
    else:
        names = [person.organisation or person.name for person in session.participants.values() if not person.away]
    return list(dict.fromkeys(name for name in names if name))


def exchange_waits_for(session: Session, perspective: str) -> list[str]:
    """Return which parties have not filled in their row."""
    written = {row.organisation for row in session.perspective(perspective).exchange.values()}
    return [party for party in parties(session) if party not in written]


def may_show(session: Session, perspective: str) -> bool:
    """Tell whether the group may show what was written: not while there are scores here that nobody may see yet.

    Those come into sight together, scores and exercises, when everybody has scored.
    """
    record = session.perspective(perspective)
    return not (record.hidden and any(record.answers.values()))
