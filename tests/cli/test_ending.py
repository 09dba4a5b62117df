"""Signals during a talk in plain lines: they end it, but never in the middle of a save."""

from __future__ import annotations

import os
import signal
import sys
import threading

import pytest

from reflectie_tui.cli.lines.ending import Ended, Ending

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or threading.current_thread() is not threading.main_thread(),
    reason="signals are of Unix, and of the main thread",
)


def watchdogs() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer) and thread.is_alive()]


@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP", "SIGTERM"])
def test_a_signal_ends_the_talk_with_its_status_and_all_is_put_back(name: str) -> None:
    number = getattr(signal, name)
    before, others = signal.getsignal(number), watchdogs()
    with pytest.raises(Ended) as end, Ending().watched():
        os.kill(os.getpid(), number)
        signal.pause()
    assert end.value.status == 128 + number
    assert signal.getsignal(number) is before
    for thread in watchdogs():
        if thread not in others:
            thread.join(5)
    assert watchdogs() == others, "nothing ends the process later on"


@pytest.mark.promise(1, 3)
def test_a_save_is_done_before_the_talk_ends() -> None:
    done, ending = [], Ending()
    with pytest.raises(Ended) as end, ending.watched():
        with ending.undisturbed():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("saved")
        done.append("gone on")
    assert (done, end.value.status) == (["saved"], 143)


def test_a_second_signal_changes_nothing() -> None:
    ending = Ending()
    with pytest.raises(Ended) as end, ending.watched(), ending.undisturbed():
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
    assert end.value.status == 143
