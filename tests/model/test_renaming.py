"""A name that is put right stands right everywhere, and nothing else changes."""

import pytest

from reflectie_tui.model.records import Action, Participant
from reflectie_tui.model.renaming import renamed
from tests.model.test_session import session


def test_a_name_put_right_goes_along_wherever_it_stands() -> None:
    before = session().with_participant("Noor", "Rijn")
    (noor,) = set(before.participants) - set(session().participants)
    before = before.with_action(Action(what="bellen", who="Noor")).with_action(Action(what="bellen", who="Naam 1"))
    before = before.with_exchange("ambitie", "Rijn", gets="veel", brings="", no_go="")
    after = renamed(before, noor, "Nour", "Hogeschool Rijn")
    assert after.participants[noor] == Participant(name="Nour", organisation="Hogeschool Rijn")
    assert [action.who for action in after.actions.values()] == ["Nour", "Naam 1"]
    assert [row.organisation for row in after.perspective("ambitie").exchange.values()] == ["Hogeschool Rijn"]
    assert after.hides("ambitie") and renamed(after, noor, "Noor", "Rijn") == before


def test_what_others_have_under_the_same_name_stays() -> None:
    before = session().with_participant("Naam 1", "Rijn").with_participant("Eva", "Rijn")
    before = before.with_action(Action(what="bellen", who="Naam 1"))
    before = before.with_exchange("ambitie", "Rijn", gets="veel", brings="", no_go="")
    twin = next(key for key, somebody in before.participants.items() if somebody.organisation == "Rijn")
    after = renamed(before, twin, "Nel", "Het Baken")
    assert [action.who for action in after.actions.values()] == ["Naam 1"]
    assert [row.organisation for row in after.perspective("ambitie").exchange.values()] == ["Rijn"]


def test_an_anonymous_session_takes_no_names() -> None:
    with pytest.raises(ValueError, match="p1"):
        renamed(session(visibility="anonymous"), "p1", "Fatima", None)
