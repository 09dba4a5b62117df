"""Twenty consultants over SSH on this one machine: what they cost it, at rest and each scoring.

A real sshd is started on 127.0.0.1 for the user who measures; between it and the twenty clients stands a relay that
counts what goes over the line. The clients and the relay stand for other machines, and are not counted.
"""

from __future__ import annotations

import os
import pwd
import selectors
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.groups import group
from benchmarks.measures import begin_turn
from benchmarks.rows import Sheet
from benchmarks.terminal import Terminal
from reflectie_tui.storage.session_files import create

MANY = 20
REST = 45.0
"""Seconds at rest: three times what sshd waits before it asks whether a line is still there."""
SCORING = 40.0
"""Seconds of scoring, in which each of them types a key about once a second."""
SSHD = """
Port {port}
ListenAddress 127.0.0.1
HostKey {place}/host
AuthorizedKeysFile {place}/key.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
MaxStartups 100
ClientAliveInterval 15
ClientAliveCountMax 3
"""


@dataclass(frozen=True)
class Cost:
    """What the machine holds and has spent, for the apps and for sshd."""

    app_pss: float
    app_rss: float
    sshd_pss: float
    app_seconds: float
    sshd_seconds: float
    to_server: int
    to_consultant: int


def measure(place: Path, rounds: int) -> Sheet:
    """Twenty consultants over SSH on this machine, at rest and each scoring: memory, processor, bytes on the line."""
    missing = [name for name in ("sshd", "ssh", "ssh-keygen") if not _program(name)]
    if missing or not Path("/proc/self/smaps_rollup").exists():
        reason = f"there is no {missing[0]} here" if missing else "it asks Linux for the memory of a process"
        return Sheet("ssh", [("over SSH", "why"), ("not measured", reason)], [])
    with ExitStack() as stack:
        daemon, port = stack.enter_context(_sshd(place))
        relay = stack.enter_context(Relay(port))
        apps = [stack.enter_context(_consultant(place, relay.port, number)) for number in range(MANY)]
        with ThreadPoolExecutor(MANY) as pool:
            there = list(pool.map(lambda app: app.appeared("Rijnstreek", most=120) - app.started, apps))
            list(pool.map(begin_turn, apps))
            list(pool.map(lambda app: app.settle(2), apps))
            began = _cost(daemon, relay)
            time.sleep(REST)
            rested = _cost(daemon, relay)
            keys = [key for found in pool.map(_scored, apps, range(MANY)) for key in found]
            scored = _cost(daemon, relay)
    lines, figures = [("what", "at rest", "each scoring")], []
    for what, unit, rest, score in _figures(began, rested, scored, keys, there):
        lines.append((what, _cell(rest, unit), _cell(score, unit)))
        figures.append({"what": what, "unit": unit, "rest": rest, "scoring": score})
    return Sheet("ssh", lines, figures)


def _figures(
    began: Cost, rested: Cost, scored: Cost, keys: Sequence[float], there: Sequence[float]
) -> Iterator[tuple[str, str, float | None, float | None]]:
    """Yield each figure: what, unit, at rest, and scoring."""
    yield "memory of one app, what it shares divided (PSS)", "MB", rested.app_pss / MANY, scored.app_pss / MANY
    yield "memory of one app, what it shares counted whole (RSS)", "MB", rested.app_rss / MANY, scored.app_rss / MANY
    yield "memory of sshd for one of them (PSS)", "MB", rested.sshd_pss / MANY, scored.sshd_pss / MANY
    yield (
        f"memory of all {MANY}, with sshd (PSS)",
        "MB",
        rested.app_pss + rested.sshd_pss,
        scored.app_pss + scored.sshd_pss,
    )
    took = SCORING
    yield (
        f"processor for all {MANY} apps, of one core",
        "%",
        (rested.app_seconds - began.app_seconds) / REST * 100,
        (scored.app_seconds - rested.app_seconds) / took * 100,
    )
    yield (
        "processor for sshd, of one core",
        "%",
        (rested.sshd_seconds - began.sshd_seconds) / REST * 100,
        (scored.sshd_seconds - rested.sshd_seconds) / took * 100,
    )
    yield (
        "to one consultant, on the line",
        "bytes/s",
        (rested.to_consultant - began.to_consultant) / REST / MANY,
        (scored.to_consultant - rested.to_consultant) / took / MANY,
    )
    yield (
        "from one consultant, on the line",
        "bytes/s",
        (rested.to_server - began.to_server) / REST / MANY,
        (scored.to_server - rested.to_server) / took / MANY,
    )
    yield "to the consultant for one key", "bytes", None, (scored.to_consultant - rested.to_consultant) / len(keys)
    yield "keys typed by all of them", "keys/s", None, len(keys) / took
    ordered = sorted(keys)
    yield "a key, to painted at the consultant: median", "ms", None, median(keys) * 1000
    yield "a key, to painted at the consultant: 95th of 100", "ms", None, ordered[int(len(keys) * 0.95)] * 1000
    yield f"all {MANY} log in at the same moment: the last one sees its session after", "s", max(there), None


def _cell(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{value:.3g} {unit}" if abs(value) < 1000 else f"{value:.0f} {unit}"


def _scored(app: Terminal, number: int) -> list[float]:
    """Type about a key a second: a line up, a score, and so on; return how long each took."""
    dice, found = Random(number), list[float]()
    end = time.monotonic() + SCORING
    while (left := end - time.monotonic()) > 1.5:
        time.sleep(min(left, dice.uniform(0.6, 1.2)))
        found.append(app.press("\x1b[A" if len(found) % 2 else dice.choice("12345"))[0])
    time.sleep(max(0.0, end - time.monotonic()))
    return found


# -- the server


@contextmanager
def _sshd(place: Path) -> Iterator[tuple[int, int]]:
    """Run an sshd of our own; give its process and its port."""
    for name in ("host", "key"):
        command = [_program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(place / name)]
        subprocess.run(command, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (place / "sshd").write_text(SSHD.format(port=port, place=place), "utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [_program("sshd"), "-D", "-f", str(place / "sshd"), "-E", str(place / "log")]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as daemon:
        try:
            _wait_for(port)
            yield daemon.pid, port
            end = time.monotonic() + 20
            while _below(daemon.pid) and time.monotonic() < end:  # the lines are cut; the apps leave by themselves
                time.sleep(0.1)
        finally:
            daemon.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("sshd does not answer")


def _consultant(place: Path, port: int, number: int) -> Terminal:
    """Log in, with a session of one's own."""
    file = create(group(seed=number), place / "clients" / str(number))
    app = [sys.executable, "-I", "-m", "reflectie_tui", "--restricted", "--sessions", str(file.parent), str(file)]
    home = place / "homes" / str(number)
    home.mkdir(parents=True)
    known = f"UserKnownHostsFile={place}/known-{number}"
    wishes = ["BatchMode=yes", "IdentitiesOnly=yes", "StrictHostKeyChecking=accept-new", "LogLevel=ERROR", known]
    options = ["-F", "none", "-t", "-i", str(place / "key"), "-p", str(port), *(f"-o{wish}" for wish in wishes)]
    command = f"exec env LANG=nl_NL.UTF-8 HOME={shlex.quote(str(home))} {shlex.join(app)}"
    who = pwd.getpwuid(os.geteuid()).pw_name
    return Terminal([*options, f"{who}@127.0.0.1", command], home, _program("ssh"))


def _program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin") or ""


class Relay:
    """Passes on what goes between the clients and the server, and counts it."""

    def __init__(self, server: int) -> None:
        self.to_server = self.to_consultant = 0
        self._server = server
        self._door = socket.create_server(("127.0.0.1", 0), backlog=MANY)
        self.port: int = self._door.getsockname()[1]
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._pass_on, daemon=True)

    def __enter__(self) -> Relay:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self._door.close()

    def _pass_on(self) -> None:
        other: dict[socket.socket, tuple[socket.socket, bool]] = {}
        with selectors.DefaultSelector() as selector:
            selector.register(self._door, selectors.EVENT_READ)
            while not self._ending.is_set():
                for key, _ in selector.select(0.2):
                    if key.fileobj is self._door:
                        client, _ = self._door.accept()
                        server = socket.create_connection(("127.0.0.1", self._server))
                        for one, another, from_client in ((client, server, True), (server, client, False)):
                            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                            other[one] = another, from_client
                            selector.register(one, selectors.EVENT_READ)
                        continue
                    assert isinstance(key.fileobj, socket.socket)
                    if key.fileobj in other and not self._passed(key.fileobj, *other[key.fileobj]):
                        for each in (key.fileobj, other[key.fileobj][0]):
                            selector.unregister(each)
                            other.pop(each)
                            each.close()
            for each in other:
                each.close()

    def _passed(self, one: socket.socket, another: socket.socket, from_client: bool) -> bool:
        """Pass on what has come in; False where the line is closed."""
        try:
            came = one.recv(1 << 16)
            another.sendall(came)
        except OSError:
            return False
        if from_client:
            self.to_server += len(came)
        else:
            self.to_consultant += len(came)
        return bool(came)


# -- what it costs


def _cost(daemon: int, relay: Relay) -> Cost:
    below = _below(daemon)
    apps = [pid for pid, name in below.items() if name != "sshd"]
    others = [pid for pid, name in below.items() if name == "sshd"]
    if len(apps) != MANY:
        raise RuntimeError(f"{len(apps)} apps in place of {MANY}")
    return Cost(
        app_pss=sum(_memory(pid, "Pss:") for pid in apps),
        app_rss=sum(_memory(pid, "Rss:") for pid in apps),
        sshd_pss=sum(_memory(pid, "Pss:") for pid in others),
        app_seconds=sum(map(_seconds, apps)),
        sshd_seconds=sum(map(_seconds, others)),
        to_server=relay.to_server,
        to_consultant=relay.to_consultant,
    )


def _below(parent: int) -> dict[int, str]:
    """Return the processes that a process has begun, and those that they have begun, with their names."""
    parents, names = dict[int, int](), dict[int, str]()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                name, _, rest = (folder / "stat").read_text("utf-8", "replace").rpartition(")")
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(folder.name)] = int(rest.split()[1])
            names[int(folder.name)] = name.partition("(")[2]
    found, nearest = dict[int, str](), {parent}
    while nearest:
        nearest = {pid for pid, above in parents.items() if above in nearest}
        found |= {pid: names[pid] for pid in nearest}
    return found


def _memory(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def _seconds(pid: int) -> float:
    """Return the seconds of processor time of a process until now, those of its threads that ended included."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
