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


def test_of_two_with_one_name_the_actions_of_the_one_go_along() -> None:
    before = session().with_participant("Ben", "Rijn").with_participant("Ben", "Baken")
    (rijn,) = (key for key, somebody in before.participants.items() if somebody.organisation == "Rijn")
    for who in ("Ben (Rijn)", "Ben (Baken)", "Ben"):
        before = before.with_action(Action(what="bellen", who=who))
    after = renamed(before, rijn, "Bram", "Rijn")
    assert [action.who for action in after.actions.values()] == ["Bram", "Ben (Baken)", "Ben"]


def test_who_guides_the_talk_is_called_by_the_new_name_too() -> None:
    before = session().with_about(facilitator="Naam 1")
    assert renamed(before, "p1", "Nel", None).about.facilitator == "Nel"
    assert renamed(before, "p2", "Nel", None).about.facilitator == "Naam 1"


def test_who_gets_a_name_at_last_gets_nothing_else_with_it() -> None:
    before = session().replaced(participants={**session().participants, "p1": Participant()})
    before = before.with_action(Action(what="bellen")).with_exchange("ambitie", None, gets="veel", brings="", no_go="")
    after = renamed(before, "p1", "Fatima", "Rijn")
    assert [action.who for action in after.actions.values()] == [None]
    assert [row.organisation for row in after.perspective("ambitie").exchange.values()] == [None]


def test_an_anonymous_session_takes_no_names() -> None:
    with pytest.raises(ValueError, match="p1"):
        renamed(session(visibility="anonymous"), "p1", "Fatima", None)
