"""What people are called where two have the same name."""

import pytest

from reflectie_tui.model.names import names
from reflectie_tui.model.plain_text import folded
from tests.model.conftest import Group

OAK, HILL = "Oakwood School", "Hill Trust"


@pytest.mark.parametrize(
    ("people", "called"),
    [
        ([("Ben", OAK), ("Amara", OAK)], ["Ben", "Amara"]),
        ([("Ben", OAK), ("Amara", OAK), ("Ben", HILL)], ["Ben (Oakwood School)", "Amara", "Ben (Hill Trust)"]),
        ([("Ben", OAK), ("ben", HILL)], ["Ben (Oakwood School)", "ben (Hill Trust)"]),
        ([("Ben", None), ("Ben", HILL)], ["Ben", "Ben (Hill Trust)"]),
        ([("Ben", None), ("Ben", None)], ["Ben (1)", "Ben (2)"]),
        ([("Ben", OAK), ("BEN", OAK), ("Ben", HILL)], ["Ben (1)", "BEN (2)", "Ben (Hill Trust)"]),
        ([("Ben (x)", None), ("Ben (x)", None)], ["Ben (x) (1)", "Ben (x) (2)"]),
    ],
)
def test_two_of_one_name_are_told_apart(group: Group, people: list[tuple[str, str | None]], called: list[str]) -> None:
    session = group({}, [organisation for _, organisation in people], names=[name for name, _ in people])
    assert list(names(session).values()) == called


def test_nobody_has_a_name_in_an_anonymous_session(group: Group) -> None:
    session = group({}, [OAK, HILL], names=["Ben", "Ben"], visibility="anonymous")
    assert names(session) == {}


def test_who_has_no_name_is_not_among_them(group: Group) -> None:
    session = group({}, [OAK, HILL], names=["Ben", "Ben"])
    nameless = session.participants["p1"].replaced(name=None)
    session = session.replaced(participants={**session.participants, "p1": nameless})
    assert names(session) == {"p2": "Ben"}


@pytest.mark.parametrize(
    "people",
    [
        [("Ben", None), ("Ben", None), ("Ben (1)", None)],
        [("Ben", "1"), ("Ben", None), ("Ben", OAK), ("Ben", None)],
        [("Ben", OAK), ("Ben", OAK), ("Ben", HILL), ("Ben", HILL)],
        [("Ben", None), ("ben", None), ("BEN (2)", None)],
    ],
)
def test_no_two_are_called_alike_whatever_a_file_calls_them(group: Group, people: list[tuple[str, str | None]]) -> None:
    session = group({}, [organisation for _, organisation in people], names=[name for name, _ in people])
    found = list(names(session).values())
    assert len({folded(name) for name in found}) == len(people), found
