"""The figures behind `--json`: keys and values as the contract has them, exact."""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from reflectie_tui.model.comparison import compare
from reflectie_tui.model.content import PERSPECTIVES, ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.report.figures import compare_figures, list_figures, show_figures
from reflectie_tui.report.list_text import list_text
from reflectie_tui.report.paper import Paper
from reflectie_tui.words import Words, load
from tests.report.conftest import Group

TODAY = datetime.date(2026, 12, 1)


def test_the_example_of_the_contract(group: Group, content: ContentSet) -> None:
    found = show_figures(group({"ambitie": {"belofte": [3, 4, 4, 4]}}), content, TODAY)
    assert list(found) == ["session", "perspectives", "signals", "actions"]
    assert list(found["session"]) == ["id", "title", "date", "participants"]
    assert found["session"]["date"] == "2026-11-23" and found["session"]["participants"] == 4
    assert tuple(found["perspectives"]) == PERSPECTIVES
    ambition = found["perspectives"]["ambitie"]
    assert list(ambition) == [
        *("score", "agreement", "answered", "asked", "joint", "attention"),
        *("by_participant", "by_organisation", "statements", "questions"),
    ]
    assert list(ambition["statements"]) == ["belofte", "commitment", "doen", "begrip", "halen-brengen"]
    assert ambition["statements"]["belofte"] == {
        "n": 4,
        "mean": 3.75,
        "median": 4,
        "counts": {"1": 0, "2": 0, "3": 1, "4": 3, "5": 0},
        "nvt": 0,
        "agreement": 0.875,
        "pattern": "united",
    }
    assert ambition["statements"]["doen"] == {
        "n": 0,
        "mean": None,
        "median": None,
        "counts": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0},
        "nvt": 0,
        "agreement": None,
        "pattern": None,
    }
    assert (ambition["answered"], ambition["asked"]) == (4, 20)
    assert ambition["score"] is None, "each answered less than half"
    assert found["signals"] == [{"kind": "strength", "perspective": "ambitie", "statement": "belofte"}]


def test_scores_are_exact_and_said_by_person_and_organisation(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [1, 2, 3, "nvt"], "begrip": [4, 4, 4, "nvt"]}}, length="short")
    found = show_figures(session.with_joint("ambitie", 3).with_attention("ambitie", True), content, TODAY)
    ambition = found["perspectives"]["ambitie"]
    assert ambition["by_participant"] == {"p1": 2.5, "p2": 3, "p3": 3.5}
    assert ambition["by_organisation"] == {"Hogeschool Rijn": 3, "Het Baken": 3}
    assert ambition["score"] == 3
    assert ambition["agreement"] == float((1 + 1 - Fraction(2, 4) * (Fraction(1, 3) + Fraction(1, 3))) / 2)
    assert (ambition["answered"], ambition["asked"], ambition["joint"], ambition["attention"]) == (8, 8, 3, True)
    assert ambition["statements"]["doen"]["median"] == 2
    assert type(ambition["statements"]["doen"]["median"]) is int
    assert list(ambition["statements"]) == ["doen", "begrip"], "those of the session's length"


def test_a_median_between_two_is_their_mean(group: Group, content: ContentSet) -> None:
    found = show_figures(group({"ambitie": {"belofte": [2, 2, 5, 5]}}), content, TODAY)
    assert found["perspectives"]["ambitie"]["statements"]["belofte"]["median"] == 3.5


def test_questions_of_their_own_kind_stand_beside_the_statements(group: Group, content: ContentSet) -> None:
    session = group(
        {
            "organisatie": {"balans": [-2, -1, 1, "nvt"]},
            "proces": {"fase": ["verkennen", "delen", "delen", "uitvoeren"]},
        }
    )
    found = show_figures(session, content, TODAY)["perspectives"]
    assert found["organisatie"]["questions"] == {
        "balans": {"n": 3, "counts": {"-2": 1, "-1": 1, "0": 0, "1": 1, "2": 0}, "median": -1, "nvt": 1}
    }
    assert found["proces"]["questions"]["fase"] == {
        "n": 4,
        "counts": {"verkennen": 1, "delen": 2, "overeenkomen": 0, "vormgeven": 0, "uitvoeren": 1},
        "median": "delen",
        "nvt": 0,
    }
    assert "balans" not in found["organisatie"]["statements"]
    assert found["organisatie"]["asked"] == 24 and found["organisatie"]["answered"] == 4


def test_what_is_hidden_is_null(group: Group, content: ContentSet) -> None:
    rows = {"organisatie": {"draagvlak": [1, 5, 1, 5], "balans": [2, 2, 2, 2]}}
    session = group(rows, hidden=["organisatie"]).with_joint("organisatie", 4)
    found = show_figures(session, content, TODAY, names=True)
    hidden = found["perspectives"]["organisatie"]
    assert (hidden["answered"], hidden["asked"]) == (8, 24)
    for key in ("score", "agreement", "joint", "by_participant", "by_organisation"):
        assert hidden[key] is None, key
    everything = [*hidden["statements"].values(), *hidden["questions"].values()]
    assert len(everything) == 6
    assert all(value is None for each in everything for value in each.values())
    assert found["signals"] == []


def test_an_anonymous_session_has_nobody_apart(group: Group, content: ContentSet) -> None:
    people = "Fatima, Een\nJoris, Een\nSanne, Een\nKofi, Twee"
    rows = {"ambitie": {"doen": [4] * 4, "begrip": [4] * 4}}
    found = show_figures(group(rows, people=people, visibility="anonymous", length="short"), content, TODAY, names=True)
    assert "by_participant" not in found["perspectives"]["ambitie"]
    assert found["perspectives"]["ambitie"]["by_organisation"] == {"Een": 4}
    assert "names" not in found
    assert "Fatima" not in str(found)


def test_names_are_added_only_when_asked_for(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4] * 4}})
    assert "Fatima" not in str(show_figures(session, content, TODAY))
    assert show_figures(session, content, TODAY, names=True)["names"]["p1"] == "Fatima"


def test_actions_say_whether_they_are_late(group: Group, content: ContentSet) -> None:
    session = group({}).with_action(Action(what="Bellen", who="Fatima", due=TODAY, perspective="ambitie"))
    session = session.with_action(Action(what="Laat", due=datetime.date(2026, 11, 30)))
    session = session.with_action(Action(what="Klaar", due=datetime.date(2020, 1, 1), status="done"))
    found = show_figures(session, content, TODAY)["actions"]
    assert found[0] == {
        "id": "a1",
        "what": "Bellen",
        "who": "Fatima",
        "due": "2026-12-01",
        "status": "open",
        "perspective": "ambitie",
        "overdue": False,
    }
    assert [each["overdue"] for each in found] == [False, True, False]


def test_a_signal_of_the_whole_has_no_perspective(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [1, 1, 5, 5], "begrip": [4, 4, 4, 4]}}, length="short")
    signals = show_figures(session, content, TODAY)["signals"]
    assert {"kind": "many-differences", "perspective": None, "statement": None} in signals
    assert {"kind": "opposed", "perspective": "ambitie", "statement": "doen"} in signals


def test_a_comparison_as_the_contract_has_it(group: Group, content: ContentSet) -> None:
    before = group(
        {"ambitie": {"doen": [2, 2, 2], "begrip": [3, 3, 3]}, "relatie": {"conflict": [3, 3, 3]}},
        people="Fatima, Een\nJoris, Een\nMargriet, Twee",
        day=datetime.date(2025, 11, 18),
        length="short",
    )
    after = group(
        {"ambitie": {"doen": [4, 3, 4], "begrip": [3, 3, 3]}},
        people="fatima, een\nJoris, Een\nThijs, Twee",
        length="short",
    )
    before = before.with_action(Action(what="Bellen")).with_action(Action(what="Vragen"))
    after = after.with_action(Action(what="Bellen", status="done", carried_from=before.about.id), "a1")
    found = compare_figures(compare([after, before], [content, content]))
    assert [each["date"] for each in found["sessions"]] == ["2025-11-18", "2026-11-23"]
    assert list(found["sessions"][0]) == ["id", "title", "date", "participants"]
    assert found["perspectives"]["ambitie"] == {
        "scores": [2.5, float(Fraction(10, 3))],
        "change": float(Fraction(5, 6)),
        "clear": False,
        "matched": {"people": 2, "change": 0.75, "clear": False},
    }
    assert found["perspectives"]["proces"] == {"scores": [None, None], "change": None, "clear": False, "matched": None}
    assert found["statements"][0] == {
        "perspective": "ambitie",
        "statement": "doen",
        "scores": [2, float(Fraction(11, 3))],
        "change": float(Fraction(5, 3)),
    }
    sizes = [abs(each["change"]) for each in found["statements"] if each["change"] is not None]
    assert sizes == sorted(sizes, reverse=True)
    assert (found["joiners"], found["leavers"]) == (["Thijs"], ["Margriet"])
    assert found["actions"] == {"done": 1, "open": 1, "dropped": 0}


# -- a list of sessions


@dataclass(frozen=True)
class Unreadable(Exception):
    path: Path

    def lines(self, words: Words) -> list[str]:
        return [f"{self.path}: Te lang.", f"{self.path}: actions.a1.due: Geen datum."]

    def text(self, words: Words) -> str:
        return "\n".join(self.lines(words))


@dataclass(frozen=True)
class Row:
    file: str
    id: str | None = None
    title: str | None = None
    date: datetime.date | None = None
    participants: int | None = None
    progress: float | None = None
    open_actions: int | None = None
    closed: bool = False
    error: Unreadable | None = None


ROWS = [
    Row("klant/een.toml", "s1", "Ann [x] 日本", datetime.date(2026, 11, 23), 4, 0.8, 2, True),
    Row("twee.toml", "s2", "Twee", datetime.date(2025, 1, 2), 1, None, 1),
    Row("stuk.toml", error=Unreadable(Path("/map/stuk.toml"))),
]


def test_a_list_keeps_what_cannot_be_read() -> None:
    found = list_figures(ROWS, load("nl"))
    assert found[0] == {
        "file": "klant/een.toml",
        "id": "s1",
        "title": "Ann [x] 日本",
        "date": "2026-11-23",
        "participants": 4,
        "progress": 0.8,
        "open_actions": 2,
        "error": None,
    }
    assert found[2] == {**dict.fromkeys(found[0]), "file": "stuk.toml", "error": ROWS[2].error.text(load("nl"))}  # type: ignore[union-attr]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_list_as_text(width: int) -> None:
    text = list_text(ROWS, "/map", Paper(load("nl"), width))
    assert max(map(len, text.split("\n"))) <= width
    assert "23 nov 2026  Ann [x] 日本\n" in text
    assert "4 deelnemers · 80% ingevuld · 2 open acties · afgesloten" in " ".join(text.split())
    assert "1 deelnemer · 1 open actie\n" in text, "no progress where the questions are not known"
    assert (
        text.endswith("  stuk.toml\n             ! Te lang.\n             ! actions.a1.due: Geen datum.\n")
        or width < 80
    )


def test_an_empty_list_says_how_to_begin() -> None:
    assert list_text([], "/map", Paper(load("nl"))) == (
        "Er zijn nog geen sessies in /map. Begin er een met: reflectie\n"
    )
