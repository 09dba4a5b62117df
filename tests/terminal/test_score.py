"""A whole turn by plain questions, on a real terminal: what stays on it, and what happens when the line goes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from tests.terminal.group import answers, cut_off, on_disk, session_file, status_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""To the top, an empty screen, and nothing to scroll back to."""
ANSWER = "Jouw antwoord: "


class Talk:
    """A program that asks, and somebody who answers."""

    def __init__(self, folder: Path, *arguments: str, command: str = "score", term: str = "xterm") -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "reflectie_tui", command, "een.toml", "--lang", "nl", *arguments],
            cwd=str(folder),
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": term, "LANG": "C.UTF-8"},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=60,
        )
        self.child.delaybeforesend = None
        self.said = ""

    def until(self, text: str) -> None:
        """Wait until this has been said."""
        self.child.expect_exact(text)
        self.said += (self.child.before or "") + text

    def answer(self, *lines: str, to: str = ANSWER) -> None:
        """Answer these questions, one after the other."""
        for line in lines:
            self.until(to)
            self.child.sendline(line)

    def end(self) -> int | None:
        """Wait for the end, and return the exit status."""
        self.child.expect(pexpect.EOF)
        self.said += self.child.before or ""
        self.child.close()
        status: int | None = self.child.exitstatus
        return status


Talks = Callable[..., Talk]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = session_file(tmp_path)
    return made.rename(tmp_path / "een.toml")


@pytest.fixture
def talk(tmp_path: Path) -> Talks:
    return lambda *arguments, **how: Talk(tmp_path, *arguments, **how)


@pytest.mark.promise(15)
def test_a_whole_turn_wrong_input_included_is_saved_and_leaves_nothing_on_the_screen(talk: Talks, file: Path) -> None:
    one = talk()
    one.answer("fat", to="een naam: ")
    one.answer("", to="Druk op Enter. ")
    one.answer("", "7", "\x1b[A4", "4", "2", "x", "?", "t", "1", "n")
    one.answer("Een geheim: één.", to="einde.\r\n")
    one.child.sendline("")
    one.until("Bewaard.")
    one.answer("5", "3")
    one.answer("4", to="veranderen: ")
    one.answer("4")
    one.answer("k", to="veranderen: ")
    one.until("Wie is er aan de beurt?")
    assert answers(file) == [4, 2, 1, 4, 3]
    assert [note.text for note in on_disk(file).perspective("ambitie").notes.values()] == ["Een geheim: één."]
    turn, _, after = one.said.partition(CLEARED)
    assert "Na je beurt wordt het scherm leeggemaakt" in " ".join(turn.split()) and "geheim" in turn
    assert "geheim" not in after and ANSWER not in after and "helemaal" not in after
    assert "Het scherm is leeggemaakt." in after and "schermlezer" in after
    one.answer("s", to="een naam: ")
    assert one.end() == 0
    assert "\x1b" not in turn.replace("^[", ""), "no cursor is moved and no colour is set"
    assert turn.count("Typ een cijfer van 1 tot 5, of een vraagteken.") == 4


@pytest.mark.promise(3, 18)
def test_ctrl_c_half_way_loses_nothing_and_clears_the_screen(talk: Talks, file: Path) -> None:
    one = talk("--who", "Fatima")
    one.answer("4", "2")
    one.until(ANSWER)
    one.child.sendintr()
    assert one.end() == 130
    assert answers(file) == [4, 2]
    assert " ".join(one.said.rpartition(CLEARED)[2].split()) == "Gestopt. Alles wat is ingevuld, is bewaard."
    assert "Traceback" not in one.said


@pytest.mark.promise(3, 18)
def test_the_end_of_the_input_is_a_way_to_stop(talk: Talks, file: Path) -> None:
    one = talk("--who", "Fatima")
    one.answer("4")
    one.until(ANSWER)
    one.child.sendeof()
    assert one.end() == 0
    assert answers(file) == [4] and "Gestopt." in one.said.rpartition(CLEARED)[2]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
@pytest.mark.promise(3, 18)
def test_a_signal_half_way_and_later_on_where_it_was(
    talk: Talks, file: Path, number: signal.Signals, status: int
) -> None:
    one = talk("--who", "Fatima")
    one.answer("5", "5")
    one.until(ANSWER)
    os.kill(one.child.pid, number)
    assert one.end() == status
    assert answers(file) == [5, 5]
    assert CLEARED in one.said
    two = talk("--who", "Fatima")
    two.until("Er staan nog 3 vragen open.")
    two.until("3 van 5: ")
    two.answer("1", "2", "3")
    two.answer("k", to="veranderen: ")
    assert two.end() == 0
    assert answers(file) == [5, 5, 1, 2, 3]
    assert "\r\n5 helemaal\r\n" not in two.said, "an earlier answer is not told again"


@pytest.mark.promise(3, 5)
def test_a_window_that_is_closed_leaves_no_process_behind(talk: Talks, file: Path) -> None:
    one = talk("--who", "Fatima")
    one.answer("4", "2")
    one.until("3 van 5")
    cut_off(one)  # type: ignore[arg-type] # it has a child, which is all that is needed
    assert status_of(one, 20) in (129, -signal.SIGHUP)  # type: ignore[arg-type]
    assert answers(file) == [4, 2]


@pytest.mark.promise(6)
def test_a_terminal_that_knows_no_codes_is_sent_none_and_it_is_said(talk: Talks, file: Path) -> None:
    one = talk("--who", "Fatima", term="dumb")
    one.until("leegmaken kan hier niet")
    one.answer("4", "2", "3", "4", "5")
    one.answer("k", to="veranderen: ")
    assert one.end() == 0
    assert "\x1b" not in one.said
    assert "\r\n" * 24 in one.said and "is boven dit lege stuk nog te lezen" in " ".join(one.said.split())


def test_what_is_typed_ahead_is_not_the_next_persons(talk: Talks, file: Path) -> None:
    one = talk()
    one.answer("1", to="een naam: ")
    one.answer("", to="Druk op Enter. ")
    one.answer("4", "4", "4", "4", "4")
    one.until("veranderen: ")
    one.child.send("k\n1\n\n5\n5\n")
    one.answer("s", to="een naam: ")
    assert one.end() == 0
    assert not on_disk(file).perspective("ambitie").answers.get("p2")


@pytest.mark.promise(3, 18)
def test_a_talk_that_is_broken_off_keeps_what_was_decided(talk: Talks, file: Path) -> None:
    one = talk("--who", "Fatima")
    one.answer("4", "2", "3", "4", "5")
    one.answer("k", to="veranderen: ")
    assert one.end() == 0
    two = talk(command="talk")
    two.answer("1", to="Jullie keuze: ")
    two.answer("ja", to="Ja of nee: ")
    two.answer("n", to="volgende: ")
    two.until("einde.\r\n")
    two.child.sendline("Daar praten we")
    end = time.monotonic() + 30
    while not on_disk(file).perspective("ambitie").notes and time.monotonic() < end:
        time.sleep(0.05)  # a line that nobody has read yet would be lost to Ctrl+C: the terminal itself drops it
    two.child.sendintr()
    assert two.end() == 130
    record = on_disk(file).perspective("ambitie")
    assert not record.hidden
    assert [note.text for note in record.notes.values()] == ["Daar praten we"]
    assert CLEARED not in two.said, "what all may see stays on the screen"


@pytest.mark.promise(16)
def test_restricted_cannot_be_suspended(talk: Talks, file: Path, tmp_path: Path) -> None:
    one = talk("--who", "Fatima", "--restricted", "--sessions", str(tmp_path))
    one.answer("4")
    one.until(ANSWER)
    one.child.send("\x1a")
    one.child.sendline("2")
    one.until("3 van 5")
    one.answer("s")
    assert one.end() == 0
    assert answers(file) == [4, 2]
