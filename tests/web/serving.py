"""`reflectie web` as somebody starts it, what its pages show, and which processes there are of it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.home import remember_tour
from tests.report.browser import Browser, Visit

PATIENCE = 60.0
SOON = 10.0
"""The five seconds in which an app is gone, and as much again for a machine that is busy."""
SCREEN = """Array.from({length: reflectieTerminal.rows}, (_, y) =>
    reflectieTerminal.buffer.active.getLine(y).translateToString(true)).join(" ").replace(/\\s+/g, " ")"""
DRAWN = "document.body.classList.contains('-first-byte')"


@dataclass
class Serving:
    """A server that is running."""

    process: subprocess.Popen[bytes]
    address: str
    said: str

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].partition("/")[0])

    @property
    def key(self) -> str:
        return self.address.rstrip("/").rpartition("/")[2]

    def apps(self) -> list[int]:
        """The processes of the apps that it started."""
        return [pid for pid, (_, parent) in processes().items() if parent == self.process.pid]

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop it as by Ctrl+C, and return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> Iterator[Serving]:
    """Start it on a free port, and see to it that nothing of it is left."""
    keep = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    environment = {**keep, "HOME": str(folder), "TERM": "dumb", **(env or {})}
    remember_tour(environment)
    process = subprocess.Popen(
        [sys.executable, "-m", "reflectie_tui", "web", "--port", "0", "--lang", "nl", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    one = Serving(process, "", "")
    started: list[int] = []
    try:
        one.said = _told(process)
        one.address = re.findall(r"http://\S+", one.said)[0]
        yield one
    finally:
        started = one.apps()
        if process.poll() is None:
            process.kill()
        process.communicate()
        for pid in started:
            if running(pid):
                os.kill(pid, signal.SIGKILL)


def _told(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    said, end = b"", time.monotonic() + PATIENCE
    while b"Ctrl+C" not in said:
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, end - time.monotonic()))
        more = os.read(process.stdout.fileno(), 4096) if ready else b""
        assert more, f"no address: {said!r}"
        said += more
    return said.decode()


def processes() -> dict[int, tuple[str, int]]:
    """Each process of this machine with its state and its parent."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(entry.name)] = (fields[0], int(fields[1]))
    return found


def running(pid: int) -> bool:
    """Tell whether a process still runs; one that has ended and whom nobody asked about does not."""
    return processes().get(pid, ("Z", 0))[0] not in "ZX"


def ended(pids: list[int]) -> float:
    """Wait until none of these processes runs, and return how many seconds that took."""
    begun = time.monotonic()
    while any(running(pid) for pid in pids):
        assert time.monotonic() < begun + PATIENCE, "an app is left behind"
        time.sleep(0.02)
    return time.monotonic() - begun


def page(browser: Browser, address: str) -> Visit:
    """Open a page, and wait until an app draws on it."""
    visit = browser.visit(address)
    visit.until(DRAWN)
    return visit


def seen(visit: Visit, *texts: str) -> str:
    """Wait until all these texts stand on the screen, and return the screen."""
    end = time.monotonic() + PATIENCE
    while not all(text in (screen := visit.reckoned(SCREEN)) for text in texts):
        assert time.monotonic() < end, f"not seen: {texts}\n{screen}"
        time.sleep(0.05)
    return str(screen)


def told(visit: Visit) -> str:
    """Wait until the page says that the line is gone, and return why."""
    visit.until("!document.getElementById('ended').hidden")
    return str(visit.reckoned("document.getElementById('ended').dataset.why"))
