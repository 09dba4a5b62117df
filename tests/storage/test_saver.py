"""Saving beside the screen: soon, the newest, at once where asked, and never a word too early."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from reflectie_tui.model.fault import Fault
from reflectie_tui.model.session import Session
from reflectie_tui.storage import saver as saving
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import WriteError
from reflectie_tui.storage.save_state import SaveState
from reflectie_tui.storage.saver import PAUSE, Saver
from reflectie_tui.storage.session_files import Opened, read_session
from reflectie_tui.storage.sitting import Sitting
from tests.storage.helpers import NOW

LONG = 20.0
"""Seconds that nothing here takes, unless it hangs."""


class Heard:
    """What the screen is told."""

    def __init__(self) -> None:
        self.states: list[SaveState] = []
        self._changed = threading.Condition()

    def __call__(self, state: SaveState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    @property
    def kinds(self) -> list[str]:
        return [state.kind for state in self.states]

    def wait_for(self, *kinds: str) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.kinds[-len(kinds) :] == list(kinds), LONG), self.kinds


class Disk:
    """A sitting whose disk does as the test says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saved: list[Session] = []
        self.full = False
        self.meanwhile: Callable[[], object] = lambda: None
        self.turn = threading.Event()
        self.begun = threading.Event()
        self.turn.set()

    def save(self, session: Session) -> SaveState:
        self.begun.set()
        assert self.turn.wait(LONG)
        self.meanwhile()
        if self.full:
            raise WriteError(self.path, [Fault("disk_full")])
        self.saved.append(session)
        return SaveState("saved", self.path)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "sessie.toml")


@pytest.fixture
def saver(disk: Disk, heard: Heard) -> Iterator[Saver]:
    one = Saver(cast(Sitting, disk), heard, lambda: NOW)
    yield one
    disk.turn.set()
    one.close()


@pytest.fixture
def real(opened: Opened, heard: Heard) -> Iterator[Saver]:
    one = Saver(Sitting(opened), heard, lambda: NOW + timedelta(hours=1, microseconds=5))
    yield one
    one.close()


def noted(opened: Opened, text: str) -> Session:
    return opened.session.with_note("ambitie", text)


@pytest.mark.promise(2)
def test_a_change_is_on_the_disk_by_itself_and_only_then_called_saved(
    opened: Opened, real: Saver, heard: Heard, sets: ContentSets
) -> None:
    real.give(noted(opened, "Bewaard"))
    heard.wait_for("saving", "saved")
    assert heard.kinds == ["saving", "saved"]
    on_disk = read_session(opened.path, sets).session
    assert on_disk.perspective("ambitie").notes["n1"].text == "Bewaard"
    assert on_disk.about.changed == NOW + timedelta(hours=1)
    assert heard.states[-1].path == opened.path


@pytest.mark.promise(3)
def test_that_is_within_a_third_of_a_second(opened: Opened, saver: Saver, disk: Disk) -> None:
    assert PAUSE <= 0.2
    saver.give(opened.session)
    assert disk.begun.wait(LONG)


def test_quick_changes_are_saved_together_and_the_newest_stands(
    opened: Opened, saver: Saver, disk: Disk, heard: Heard
) -> None:
    disk.turn.clear()
    saver.give(noted(opened, "0"))
    assert disk.begun.wait(LONG)
    for number in range(1, 51):
        saver.give(noted(opened, str(number)))
    disk.turn.set()
    heard.wait_for("saved")
    assert [session.perspective("ambitie").notes["n1"].text for session in disk.saved] == ["0", "50"]
    assert heard.kinds == ["saving", "saved"], "nothing is called saved while there is something newer"


@pytest.mark.promise(2)
def test_nothing_is_called_saved_before_it_is(opened: Opened, saver: Saver, disk: Disk, heard: Heard) -> None:
    disk.turn.clear()
    saver.give(opened.session)
    assert disk.begun.wait(LONG)
    assert heard.kinds == ["saving"]
    disk.turn.set()
    heard.wait_for("saved")


def test_now_waits_for_the_thread_and_then_writes_the_newest(opened: Opened, saver: Saver, disk: Disk) -> None:
    disk.turn.clear()
    saver.give(noted(opened, "oud"))
    assert disk.begun.wait(LONG)
    saver.give(noted(opened, "nieuw"))
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(saver.now()))
    asking.start()
    disk.turn.set()
    asking.join(LONG)
    assert answers == [True]
    assert disk.saved[-1].perspective("ambitie").notes["n1"].text == "nieuw"


def test_now_saves_at_once(opened: Opened, real: Saver, sets: ContentSets) -> None:
    real.give(noted(opened, "Meteen"))
    assert real.now()
    assert read_session(opened.path, sets).session.perspective("ambitie").notes["n1"].text == "Meteen"


def test_now_without_a_change_writes_nothing(opened: Opened, real: Saver) -> None:
    before = opened.path.read_bytes()
    assert real.now() and real.now()
    assert opened.path.read_bytes() == before


@pytest.mark.promise(4)
def test_failing_is_told_once_and_tried_again_until_there_is_room(
    opened: Opened, saver: Saver, disk: Disk, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "RETRY", 0.01)
    tries: list[int] = []

    def room_after_five() -> None:
        tries.append(1)
        disk.full = len(tries) < 5

    disk.meanwhile = room_after_five
    saver.give(noted(opened, "Van ons"))
    heard.wait_for("saving", "failed", "saved")
    assert heard.kinds == ["saving", "failed", "saved"]
    assert heard.states[1] == SaveState("failed", disk.path, Fault("disk_full"))
    assert disk.saved[-1].perspective("ambitie").notes["n1"].text == "Van ons"


@pytest.mark.promise(4)
def test_while_it_fails_every_change_stays_in_memory_and_the_word_stays_failed(
    opened: Opened, saver: Saver, disk: Disk, heard: Heard
) -> None:
    disk.full = True
    saver.give(noted(opened, "een"))
    heard.wait_for("failed")
    saver.give(noted(opened, "twee"))
    assert not saver.now()
    assert heard.kinds == ["saving", "failed"]
    disk.full = False
    assert saver.now()
    assert disk.saved[-1].perspective("ambitie").notes["n1"].text == "twee"
    assert heard.kinds == ["saving", "failed", "saved"]


@pytest.mark.promise(11)
def test_a_conflict_is_told_with_the_copy(opened: Opened, real: Saver, heard: Heard) -> None:
    opened.path.write_text("van iemand anders", "utf-8")
    real.give(noted(opened, "een"))
    heard.wait_for("conflict")
    assert heard.states[-1].path == real.sitting.path != opened.path
    real.give(noted(opened, "twee"))
    heard.wait_for("saving", "saved")


def test_close_saves_what_is_left_and_ends_the_thread(opened: Opened, disk: Disk, heard: Heard) -> None:
    one = Saver(cast(Sitting, disk), heard, lambda: NOW)
    one.give(opened.session)
    one.close()
    assert len(disk.saved) == 1 and not one._thread.is_alive()
    assert one.now(), "closed twice, or asked once more, it has nothing to do"


def test_a_signal_in_the_midst_of_a_save_leaves_the_rest_to_it(opened: Opened, saver: Saver, disk: Disk) -> None:
    answers: list[bool] = []

    def signalled() -> None:
        if not answers:
            saver.give(noted(opened, "op het laatst"))
            answers.append(saver.now())

    disk.meanwhile = signalled
    saver.give(opened.session)
    assert saver.now() and answers == [False]
    assert disk.saved[-1].perspective("ambitie").notes["n1"].text == "op het laatst"


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals go to the main thread")
@pytest.mark.promise(3)
def test_signals_at_any_moment_do_not_lock_it_up(opened: Opened, real: Saver, sets: ContentSets) -> None:
    asked: list[bool] = []

    def on_signal(*_: Any) -> None:
        asked.append(real.now())

    before = signal.signal(signal.SIGALRM, on_signal)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.002)
    try:
        for number in range(150):
            real.give(noted(opened, str(number)))
            if number % 10 == 0:
                real.now()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert asked and real.now()
    assert read_session(opened.path, sets).session.perspective("ambitie").notes["n1"].text == "149"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.promise(2)
def test_a_mistake_of_ours_is_not_called_saved(opened: Opened, disk: Disk, heard: Heard) -> None:
    def mistake() -> None:
        raise RuntimeError("ours")

    disk.meanwhile = mistake
    one = Saver(cast(Sitting, disk), heard, lambda: NOW)
    one.give(opened.session)
    heard.wait_for("saving", "failed")
    disk.meanwhile = lambda: None
    one.close()
    assert disk.saved and heard.kinds[-1] == "saved"


def test_the_clock_says_when_it_was_changed(opened: Opened, saver: Saver, disk: Disk) -> None:
    saver.give(opened.session.with_about(changed=datetime(2020, 1, 1).astimezone()))
    saver.now()
    assert disk.saved[-1].about.changed == NOW
