"""A name put right after the beginning, wherever it stands in a session."""

from reflectie_tui.model.names import names
from reflectie_tui.model.session import Session


def renamed(session: Session, participant: str, name: str, organisation: str | None) -> Session:
    """Return the session with somebody's name or organisation put right, also where they act or guide the talk.

    What an organisation wrote in the exchange follows the last one who stood under its old name. Where another has the
    old name still, the actions under it stay.

    Raises:
        ValueError: in an anonymous session, which has no names.
    """
    if session.anonymous:
        raise ValueError(participant)
    before, told_apart = session.participants[participant], names(session).get(participant)
    person = before.replaced(name=name, organisation=organisation)
    session = session.replaced(participants={**session.participants, participant: person})
    ways = {told_apart: names(session)[participant]} if told_apart else {}
    if before.name and all(somebody.name != before.name for somebody in session.participants.values()):
        ways[before.name] = name
        if session.about.facilitator == before.name:
            session = session.with_about(facilitator=name)
    for key, action in session.actions.items():
        if action.who in ways:
            session = session.with_action(action.replaced(who=ways[action.who]), key)
    party = before.organisation or before.name
    return _with_party(session, party, organisation or name) if party else session


def _with_party(session: Session, before: str, after: str) -> Session:
    """Return the session with what a party of the exchange wrote under its new name, if nobody has the old one."""
    standing = {somebody.organisation or somebody.name for somebody in session.participants.values()}
    for perspective, record in session.perspectives.items():
        written = {row.organisation for row in record.exchange.values()}
        if before in written - standing and after not in written:
            rows = {
                key: row.replaced(organisation=after) if row.organisation == before else row
                for key, row in record.exchange.items()
            }
            session = session.with_perspective(perspective, exchange=rows)
    return session
