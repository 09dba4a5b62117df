"""A real browser without a window, spoken to over two pipes: what a page asks for, complains of and looks like."""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--proxy-server=direct://", "--remote-debugging-pipe"),
)
"""Nothing of this machine or of a network: nothing is done in the background."""
NOWHERE = "MAP * ~NOTFOUND"
"""No address can be found."""
HERE = f"{NOWHERE}, EXCLUDE 127.0.0.1"
"""No address can be found but that of this machine."""
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "F10": (121, ""), "ArrowDown": (40, "")}
"""Keys that are no sign: their number, and the text that comes of them."""
START = """
import os, sys
reads, writes = (os.dup(int(number)) for number in sys.argv[1:3])
reads, writes = os.dup(reads), os.dup(writes)  # past 3 and 4, whichever were free
os.dup2(reads, 3)
os.dup2(writes, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""The browser reads its file 3 and writes its file 4."""
PATIENCE = 60.0
FAULTS = ("error", "warning", "assert")


def browser_here() -> str | None:
    """Return the browser of this machine: the one that CHROMIUM names, else the first that is found and starts."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [path for name in NAMES if (path := shutil.which(name))]
    return next(filter(_starts, found), None)


def _starts(program: str) -> bool:
    """Tell whether this is a browser, and not a note in its place that says how to install one."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=PATIENCE).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@dataclass
class Visit:
    """A page that is open, with all that it asked for and complained of."""

    browser: "Browser"
    session: str
    target: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def tell(self, method: str, **details: Any) -> Any:
        """Have something done on this page and return what came of it."""
        return self.browser.tell(method, self, **details)

    def reckoned(self, expression: str) -> Any:
        """Return what a line of JavaScript gives, awaited where it is a promise."""
        answer = self.tell("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression: str, wanted: object = True) -> None:
        """Wait until a line of JavaScript gives this."""
        end = time.monotonic() + PATIENCE
        while (found := self.reckoned(expression)) != wanted:
            assert time.monotonic() < end, f"{expression} is {found!r}, not {wanted!r}"
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys: signs, or one of `KEYS` by its name."""
        for key in keys:
            number, text = KEYS.get(key, (0, key))
            how = {"key": key, "windowsVirtualKeyCode": number} if number else {"key": key}
            self.tell("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **how)
            self.tell("Input.dispatchKeyEvent", type="keyUp", **how)

    def shot(self) -> bytes:
        """Return a picture of the page, as PNG."""
        return base64.b64decode(self.tell("Page.captureScreenshot")["data"])

    def close(self) -> None:
        """Close the page, as who closes its tab."""
        self.browser.tell("Target.closeTarget", targetId=self.target)

    def printed(self) -> bytes:
        """Return the page as it is printed."""
        paper = self.tell("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(paper["data"])

    def wide(self, width: int, height: int = 800) -> None:
        """Show the page in a window of this size."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def dressed(self, scheme: str) -> None:
        """Show the page light or dark."""
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def hear(self, method: str, told: dict[str, Any]) -> None:
        """Note what the browser tells about this page."""
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requests.append(told["url"])
        elif method == "Log.entryAdded" and told["entry"]["level"] in FAULTS:
            self.complaints.append(told["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and told["type"] in FAULTS:
            self.complaints.append(str(told["args"]))
        elif method == "Runtime.exceptionThrown":
            fault = told["exceptionDetails"]
            self.complaints.append(fault.get("exception", {}).get("description") or fault["text"])


class Browser:
    """A running browser."""

    def __init__(self, writes: int, reads: int) -> None:
        self.writes, self.reads = writes, reads
        self.number = 0
        self.heard = b""
        self.visits: dict[str, Visit] = {}

    def visit(self, page: Path | str) -> Visit:
        """Open a file or an address and wait until it is there, and until all that it asked for has been told."""
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        visit = self.visits[session] = Visit(self, session, target)
        for domain in ("Page", "Runtime", "Log", "Network"):
            visit.tell(f"{domain}.enable")
        visit.tell("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        while (told := self._next()).get("method") != "Page.loadEventFired" or told.get("sessionId") != session:
            pass
        visit.reckoned("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        return visit

    def tell(self, method: str, visit: Visit | None = None, /, **details: Any) -> Any:
        """Have something done and return what came of it."""
        self.number += 1
        asked = {"id": self.number, "method": method, "params": details}
        if visit:
            asked["sessionId"] = visit.session
        self._write(json.dumps(asked).encode() + b"\0")
        while (answer := self._next()).get("id") != self.number:
            pass
        assert "error" not in answer, f"{method}: {answer.get('error')}"
        return answer["result"]

    def _write(self, text: bytes) -> None:
        while text:
            text = text[os.write(self.writes, text) :]

    def _next(self) -> dict[str, Any]:
        """Return the next message of the browser, noted where it is about a page."""
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.heard:
            ready, _, _ = select.select([self.reads], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser says nothing"
            more = os.read(self.reads, 1 << 16)
            assert more, "the browser stopped"
            self.heard += more
        said, self.heard = self.heard.split(b"\0", 1)
        message: dict[str, Any] = json.loads(said)
        if visit := self.visits.get(message.get("sessionId", "")):
            visit.hear(message.get("method", ""), message.get("params", {}))
        return message


@contextmanager
def opened(program: str, home: Path, network: str = NOWHERE) -> Iterator[Browser]:
    """Start a browser with a home of its own, and stop it afterwards."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    profile = home / "profile"
    environ = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    flags = [*FLAGS, f"--host-resolver-rules={network}", f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [sys.executable, "-c", START, f"{theirs_in}", f"{theirs_out}", program, *flags],
        env={**environ, "HOME": str(home), "LANG": "C.UTF-8"},
        pass_fds=(theirs_in, theirs_out),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        browser = Browser(ours_out, ours_in)
        yield browser
        browser.tell("Browser.close")
    finally:
        os.close(ours_out)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(ours_in)
