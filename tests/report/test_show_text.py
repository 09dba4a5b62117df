"""`show` as text: everything that the group may see, in lines that fit, and nothing that it may not."""

import re
from datetime import UTC, date, datetime
from random import Random

import pytest
from rich.cells import cell_len

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.model.session import Session
from reflectie_tui.model.starting import random_id
from reflectie_tui.report.outcome import outcome
from reflectie_tui.report.paper import ASCII_MARKS, Paper
from reflectie_tui.report.text import show_text
from reflectie_tui.words import load
from tests.report.conftest import Group, Rows

NAMES = ["[/]", "Ann [x]", "日本", "👩‍🏫", "Ö" + "langenaam" * 13 + "mm"]
TODAY = date(2026, 12, 1)
Shown = str


def shown(session: Session, content: ContentSet, width: int = 80, *, names: bool = False) -> Shown:
    paper = Paper(load(content.facts.language), width)
    return show_text(session, content, paper, today=TODAY, names=names)


def folded(text: str) -> str:
    """The text as one line, so that wrapping does not matter."""
    return " ".join(text.split())


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next."""
    lines = text.split("\n")
    start = lines.index(heading) + 2
    end = next((at for at in range(start, len(lines) - 1) if re.fullmatch("[─]+", lines[at + 1])), len(lines))
    return "\n".join(lines[start:end])


@pytest.fixture
def written(group: Group, everything: Rows) -> Session:
    """A whole session: everything answered, with notes, exercises, judgements and actions; one part still hidden."""
    session = group(everything, hidden=["proces"], facilitator="Ilse")
    session = session.with_note("ambitie", "Goede bedoelingen.", statement="doen", by="p1")
    session = session.with_note("ambitie", "We praten verder.")
    session = session.with_sentence("ambitie", "p2", "studenten blijven.")
    session = session.with_sentence("ambitie", "p1", "we elkaar kennen.")
    session = session.with_exchange("ambitie", "Het Baken", gets="Stagiairs", brings="Tijd", no_go="Vergaderen")
    session = session.with_joint("ambitie", 3).with_attention("ambitie", True).with_joint("belangen", "disagree")
    session = session.with_note("proces", "GEHEIM", statement="stappen", by="p2")
    session = session.with_action(Action(what="Later doen", status="dropped", who="Joris"))
    session = session.with_action(Action(what="Doelen maken", due=date(2026, 11, 30), perspective="ambitie"))
    return session.with_action(Action(what="Gebak halen", status="done", remark="Lekker."))


def test_all_parts_stand_in_their_order(written: Session, content: ContentSet) -> None:
    text = shown(written, content)
    headings = re.findall("^(.+)\n─+$", text, re.MULTILINE)
    titles = [f"{number}. {each.title}" for number, each in enumerate(content.perspectives.values(), start=1)]
    assert headings == ["Ons beeld", *titles, "Wat opvalt", "Acties"]
    assert text.startswith("Opleidingsschool Rijnstreek\n23 november 2026 · 4 deelnemers · alle vragen")
    assert "Fatima (Hogeschool Rijn), Joris (Het Baken)" in text
    assert "Gespreksleider: Ilse" in text


def test_the_picture_has_a_bar_a_number_and_what_was_judged(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [3, 3, 3, 3]}, "belangen": {"organisatie": [5, 5, 5, 5]}}, length="short")
    session = session.with_joint("belangen", "disagree").with_attention("belangen", True)
    picture = section(shown(session, content, 100), "Ons beeld").split("\n")
    ambition, interests = picture[1], picture[2]
    assert ambition.split() == ["Ambitie", "█" * ambition.count("█"), "3,0"]
    assert interests.count("█") > ambition.count("█")
    assert interests.endswith("  5,0"), "what has no room beside the bar"
    assert picture[3].strip() == "≠ we zien dit verschillend · ! verdient aandacht", "stands below it"
    assert picture[4] == "Relatie       nog niet ingevuld"


def test_the_bar_ends_under_its_point_of_the_scale(group: Group, content: ContentSet) -> None:
    for point in range(1, 6):
        session = group({"ambitie": {"doen": [point] * 4, "begrip": [point] * 4}}, length="short")
        scale, bar = section(shown(session, content), "Ons beeld").split("\n")[:2]
        assert bar.rindex("█") == scale.index(str(point))


def test_statements_stand_by_the_largest_difference_first(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"belofte": [4, 4, 4, 4], "doen": [1, 5, 1, 5], "begrip": [3, 4, 4, 5]}})
    part = folded(section(shown(session, content, 72), "1. Ambitie van betekenis"))
    order = [content.perspective("ambitie").by_id[key].text for key in ("doen", "begrip", "belofte")]
    places = [part.index(text.split(".")[0][:30]) for text in order]
    assert places == sorted(places)
    assert "verdeeld · 1 1 5 5 · gemiddeld 3,0" in part
    assert "kleine verschillen · 3 4 4 5 · gemiddeld 4,0" in part
    assert "nog geen antwoord" in part, "a statement without answers is not left out"


def test_dots_stand_under_their_points(group: Group, content: ContentSet) -> None:
    text = shown(group({"ambitie": {"doen": [2, 4, 4, "nvt"], "begrip": [3] * 4}}, length="short"), content)
    lines = text.split("\n")
    head = next(line for line in lines if line.split() == ["1", "2", "3", "4", "5"] and line.startswith(" " * 20))
    row = next(line for line in lines if "We komen onze afspraken na" in line)
    assert row[head.index("2")] == "●"
    assert row[head.index("4") :].startswith("●●")
    assert row[head.index("3")] == " "
    assert "1 × weet ik niet" in text


def test_many_voices_fit_too(group: Group, content: ContentSet) -> None:
    people = "\n".join(f"Naam {number}" for number in range(1, 41))
    session = group({"ambitie": {"doen": [4] * 39 + [1], "begrip": [3] * 40}}, people=people, length="short")
    text = shown(session, content)
    assert "●×39" in text
    assert "1 × 1, 39 × 4" in folded(text)


def test_questions_of_their_own_kind_have_their_own_words(written: Session, content: ContentSet) -> None:
    part = section(shown(written, content), "4. Goed georganiseerd")
    assert "Hoeveel is er bij ons geregeld, gezien onze ambitie?" in part
    assert re.search("iets te weinig +1  ●\n", part)
    assert re.search("precies genoeg +2  ●●\n", part)
    assert re.search("veel te veel +1  ●", part)


def test_signals_say_what_they_ask(group: Group, content: ContentSet) -> None:
    rows = {
        "ambitie": {"doen": [1, 5, 1, 5], "begrip": [4] * 4},
        "relatie": {"vertrouwen": [2] * 4, "conflict": [5] * 4},
    }
    text = folded(section(shown(group(rows, length="short"), content), "Wat opvalt"))
    assert "Verdeeld · Ambitie" in text
    assert "Vraag: " in text
    assert "Eerste stap: " in text
    assert "Kracht" in text
    assert text.index("Verdeeld") < text.index("En verder")


def test_without_signals_it_asks_too(group: Group, content: ContentSet) -> None:
    text = section(shown(group({}), content), "Wat opvalt")
    assert text.startswith("Er is nu niets wat eruitspringt.")
    assert "Er zijn nog geen acties afgesproken." in shown(group({}), content)


def test_actions_stand_with_the_open_ones_first_and_what_is_late_says_so(written: Session, content: ContentSet) -> None:
    lines = section(shown(written, content, 100), "Acties").split("\n")
    assert lines[0] == "○ open      Doelen maken"
    assert lines[1].strip() == "nog niemand · uiterlijk 30 november 2026 · de datum is voorbij · Ambitie"
    assert lines[2] == "✓ gedaan    Gebak halen"
    assert lines[4].strip() == "Lekker."
    assert lines[5] == "– vervallen Later doen"


def test_what_was_written_stands_with_its_perspective(written: Session, content: ContentSet) -> None:
    part = folded(section(shown(written, content), "1. Ambitie van betekenis"))
    assert "Bij ‘We komen onze afspraken na’ · een van ons: Goede bedoelingen." in part
    assert "Notities · We praten verder." in part
    assert "Over een jaar is het gelukt als ik zie dat … · studenten blijven. · we elkaar kennen." in part
    assert "Het Baken Halen: Stagiairs Brengen: Tijd No-go: Vergaderen" in part


# -- who may be named


def test_names_with_their_scores_stand_in_it_only_when_asked_for(written: Session, content: ContentSet) -> None:
    plain, named = folded(shown(written, content)), folded(shown(written, content, names=True))
    assert not re.search(r"(Fatima|Joris|Sanne|Kofi):? \d", plain)
    assert "Per persoon" not in plain
    assert "Fatima: 1 · Joris: 1 · Sanne: 1 · Kofi: 1" in named
    assert "Per persoon: Fatima 1,0" in named
    assert "Fatima: Goede bedoelingen." in named
    assert "Joris: studenten blijven." in named
    assert "Fatima: precies" not in named
    assert "Fatima: iets te weinig" in named, "a balance is said in its own words"


def test_an_anonymous_session_names_nobody_even_when_asked(group: Group, everything: Rows, content: ContentSet) -> None:
    people = "Fatima, Hogeschool Rijn\nJoris, Hogeschool Rijn\nSanne, Hogeschool Rijn\nKofi, Het Baken"
    session = group(everything, people=people, visibility="anonymous", facilitator="Ilse")
    ids = list(session.participants)
    # a file made by hand may hold what an anonymous one should not
    session = session.replaced(
        participants={key: {**dict(one), "name": "Fatima"} for key, one in session.participants.items()}
    ).with_about(facilitator="Ilse")
    session = session.with_sentence("ambitie", ids[0], "we elkaar kennen.")
    session = session.with_exchange("ambitie", "Het Baken", gets="Stagiairs", brings="", no_go="")
    text = shown(session, content, names=True)
    assert "anoniem" in text
    for secret in ("Fatima", "Joris", "Ilse", "Het Baken", "iemand:", "Per persoon", *ids):
        assert secret not in text
    assert "Per organisatie: Hogeschool Rijn" in text, "three voices may be shown together"
    assert "we elkaar kennen." in text


def test_the_mean_of_one_person_is_not_told_as_that_of_an_organisation(group: Group, content: ContentSet) -> None:
    rows = {"ambitie": {"doen": [2, 4, 4, 1], "begrip": [2, 4, 4, 1]}}
    two_alone = "Fatima, Een\nJoris, Twee\nSanne, Twee\nKofi, Drie"
    text = shown(group(rows, people=two_alone, length="short"), content)
    assert "Per organisatie: Twee 4,0\n" in text
    one_alone = "Fatima, Een\nJoris, Twee\nSanne, Twee\nKofi, Twee"
    text = shown(group(rows, people=one_alone, length="short"), content)
    assert "Per organisatie" not in text, "the mean of the one left would follow from the others'"
    assert "Per organisatie: Een 2,0 · Twee 3,0" in shown(
        group(rows, people=one_alone, length="short"), content, names=True
    )


def test_without_names_the_order_of_the_sentences_tells_nothing(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4, 4, 4, 4]}})
    for voice, text in {"p1": "zon", "p2": "aarde", "p3": "maan"}.items():
        session = session.with_sentence("ambitie", voice, text)
    assert "· aarde · maan · zon" in folded(shown(session, content))


# -- what is hidden


def test_of_what_is_hidden_only_the_count_is_told(written: Session, content: ContentSet) -> None:
    for names in (False, True):
        text = shown(written, content, names=names)
        part = section(text, "5. Betekenis geven")
        assert "GEHEIM" not in text
        assert folded(part) == "De antwoorden blijven verborgen tot iedereen heeft gescoord. 24 van 24 antwoorden"
        assert "Proces        nog verborgen" in text
        assert "· Proces" not in section(text, "Wat opvalt"), "no signal of it either"


@pytest.mark.parametrize("visibility", ["named", "anonymous"])
def test_a_remark_of_ones_own_waits_for_the_voices(group: Group, content: ContentSet, visibility: str) -> None:
    session = group({}, visibility=visibility, way="fingers")
    voice = session.voices[0]
    own = random_id("n", Random(1)) if visibility == "anonymous" else None
    session = session.with_note("relatie", "GEHEIM", by=voice, note_id=own).with_note("relatie", "Van de groep.")
    assert "GEHEIM" not in shown(session, content)
    assert "Van de groep." in shown(session, content)
    statement = content.perspective("relatie").by_id["macht"]
    assert "GEHEIM" in shown(session.with_score("relatie", voice, statement, 4), content)


def test_exercises_written_unseen_wait_for_the_reveal(group: Group, content: ContentSet) -> None:
    session = group({}).with_sentence("ambitie", "p1", "GEHEIM")
    session = session.with_exchange("ambitie", "Het Baken", gets="OOK GEHEIM", brings="", no_go="")
    assert session.hides("ambitie")
    assert "GEHEIM" not in shown(session, content, names=True)
    assert "OOK GEHEIM" in shown(session.with_reveal("ambitie"), content)


def test_no_report_has_anything_of_a_hidden_perspective_to_tell(written: Session, content: ContentSet) -> None:
    session = written.with_sentence("proces", "p1", "x").with_exchange("proces", "Een", gets="x", brings="", no_go="")
    chapter = outcome(session, content, load("nl"), today=TODAY, names=True).chapters[-1]
    assert chapter.result.hidden and chapter.facts == ["24 van 24 antwoorden"]
    told = (chapter.means, chapter.statements, chapter.questions, chapter.sentences, chapter.exchange, chapter.notes)
    assert told == ([], [], [], [], [], [])


# -- every width, every letter


@pytest.mark.parametrize("width", [40, 41, 57, 76, 77, 80, 100, 114, 115, 120, 200, 400])
def test_no_line_is_wider_than_asked(group: Group, everything: Rows, content: ContentSet, width: int) -> None:
    people = "\n".join(f"{name}, {name}" for name in NAMES)
    session = group(everything, people=people, title="日本" * 90, facilitator=NAMES[-1])
    session = session.with_note("ambitie", "👩‍🏫" * 300, statement="doen", by="p1").with_note("ambitie", "日 " * 99)
    session = session.with_sentence("ambitie", "p5", "x" * 900)
    session = session.with_exchange("ambitie", NAMES[-1], gets="日本" * 90, brings="x" * 300, no_go="[/]")
    session = session.with_action(Action(what="日本" * 90, who=NAMES[-1], perspective="ambitie", remark="x" * 500))
    session = session.with_joint("ambitie", "disagree").with_attention("ambitie", True)
    text = shown(session, content, width, names=True)
    assert max(cell_len(line) for line in text.split("\n")) <= width
    together = re.sub(r"\s", "", text)
    for name in NAMES:
        assert re.sub(r"\s", "", f"{name}({name})") in together, "a name is shown whole, whatever it holds"


def test_in_ascii_the_marks_are_plain(written: Session, content: ContentSet) -> None:
    text = show_text(written, content, Paper(load("nl"), 80, ASCII_MARKS), today=TODAY)
    assert set(re.findall(r"[^\x00-\x7f]", text)) <= set("‘’é…·ë×–ó"), "letters, and the signs that the content has"
    assert "# " in text or "##" in text
    assert "[x] gedaan" in text


def test_in_english_everything_is_english(group: Group, everything: Rows, english: ContentSet) -> None:
    session = group(everything, language="en").with_joint("ambitie", "disagree")
    text = shown(session, english)
    assert "23 November 2026 · 4 participants · all questions · not closed yet" in text
    assert "we see this differently" in text
    assert re.search(r"average \d\.\d", text)
    for dutch in (" van ", " een ", "gemiddeld", "Acties", "verdeeld"):
        assert dutch not in text


def test_one_score_together_has_no_differences_and_no_persons(group: Group, content: ContentSet) -> None:
    session = group({"ambitie": {"doen": [4], "begrip": [2]}}, way="together", length="short")
    text = shown(session, content, names=True)
    assert "gemiddeld 3,0 · 2 van 2 antwoorden" in text
    assert "Per persoon" not in text
    assert "Het grootste verschil" not in text


def test_a_closed_session_says_when(group: Group, content: ContentSet) -> None:
    session = group({}).with_about(closed=datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert "afgesloten op 24 november 2026" in shown(session, content)


def test_too_few_scores_make_no_mean(group: Group, content: ContentSet) -> None:
    text = shown(group({"ambitie": {"doen": ["nvt"] * 4}}, length="short"), content)
    assert "Ambitie       nog te weinig scores" in text
    assert "4 van 8 antwoorden" in text
