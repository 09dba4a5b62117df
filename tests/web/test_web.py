"""`reflectie web` in a real browser: a whole turn, a reload, two at once; and nobody else gets in."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from reflectie_tui.cli.web import INSTALL
from tests.report.browser import HERE, Browser, Visit, browser_here, opened
from tests.terminal.group import answers, on_disk, session_file
from tests.web.serving import PATIENCE, SOON, Serving, ended, page, running, seen, serving, told

pytest.importorskip("textual_serve", reason=f"without the extra there is no browser: {INSTALL}")
if not Path("/proc/self/stat").exists():
    pytest.skip("which processes there are is asked from /proc", allow_module_level=True)

SIGNS = [
    "👩\u200d🏫 Fatima",
    "☺\ufe0f",
    "日本",
    "e\u0301\u0302",
    "1\ufe0f\u20e3",
    "🇳🇱",
    "👍🏽",
    "❤\ufe0f\u200d🔥",
    "a\u200d",
]
SIZES = "[reflectieTerminal.cols, reflectieTerminal.rows]"
ROOM = """(() => { const one = document.querySelector(".xterm-screen").getBoundingClientRect();
    return [innerWidth - one.width, innerHeight - one.height, one.width / reflectieTerminal.cols,
            one.height / reflectieTerminal.rows]; })()"""
SLOW = "task queue exceeded allotted deadline"
"""What the terminal in JavaScript complains of on a busy machine."""
WORKSHOP = {
    "TEXTUAL_DRIVER": "json:JSONDecoder",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_PRESS": "ctrl+q",
    "TEXTUAL_COLOR_SYSTEM": "none",
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = browser_here()
    if program is None:
        pytest.skip("there is no Chromium here that starts; CHROMIUM can name one")
    with opened(program, tmp_path_factory.mktemp("browser"), HERE) as browser:
        yield browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "sessions").mkdir()
    return session_file(tmp_path / "sessions")


def begun(visit: Visit) -> None:
    """Take the laptop, as Fatima."""
    seen(visit, "Geef de laptop door aan", "Fatima")
    visit.press("Enter")
    seen(visit, "In hoeverre klopt dit?")


@pytest.mark.promise(3, 5)
def test_type_score_reload_go_on_and_close_the_tab(browser: Browser, file: Path, tmp_path: Path) -> None:
    with serving(tmp_path, env=WORKSHOP) as server:
        visit = page(browser, server.address)
        seen(visit, "Opleidingsschool Rijnstreek")
        visit.press("Enter")
        begun(visit)
        visit.press(*"423")
        seen(visit, "3 van 5")
        first = server.apps()
        visit.tell("Page.reload")
        assert ended(first) < SOON
        assert answers(file) == [4, 2, 3]
        visit.until("document.readyState", "complete")
        visit.until("document.body.classList.contains('-first-byte')")
        seen(visit, "Opleidingsschool Rijnstreek")
        visit.press("Enter")
        seen(visit, "Geef de laptop door aan", "Fatima", "Een deel is al ingevuld")
        visit.press("Enter")
        seen(visit, "3 van 5")
        visit.press("4")
        seen(visit, "4 van 5")
        second = server.apps()
        assert len(second) == 1
        visit.close()
        assert ended(second) < SOON
        assert len(answers(file)) == 4
        assert {request.split("/")[2] for request in visit.requests} == {f"127.0.0.1:{server.port}"}
        assert any(request.startswith("ws://") for request in visit.requests)
        assert [each for each in visit.complaints if SLOW not in each] == []
        assert server.stop() == 0
    assert [path.name for path in file.parent.iterdir() if path.suffix != ".toml"] == [".reflectie"]


@pytest.mark.promise(11, 16)
def test_two_browsers_on_one_session_lose_nothing(browser: Browser, file: Path, tmp_path: Path) -> None:
    with serving(tmp_path, "--restricted", str(file)) as server:
        one, other = page(browser, server.address), page(browser, server.address)
        begun(one)
        begun(other)
        one.press("5")
        seen(one, "1 van 5")
        one.press("F10")
        assert told(one) == "left"
        other.press("2")
        seen(other, "Iemand anders heeft dit bestand intussen veranderd")
        apps = server.apps()
        other.close()
        ended(apps)
        assert server.stop(signal.SIGTERM) == 128 + signal.SIGTERM
    copies = [path for path in file.parent.glob("*.toml") if path != file]
    assert answers(file) == [5]
    assert [answers(copy) for copy in copies] == [[2]]
    one.close()


@pytest.mark.promise(3, 5)
def test_when_the_server_stops_the_app_saves_and_the_page_says_how_to_go_on(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    with serving(tmp_path, str(file)) as server:
        visit = page(browser, server.address)
        begun(visit)
        visit.press("4")
        seen(visit, "1 van 5")
        apps = server.apps()
        assert apps
        assert server.stop() == 0
        assert not any(running(pid) for pid in apps), "the server waits for its apps"
    assert answers(file) == [4]
    assert told(visit) == "lost"
    assert visit.reckoned("document.activeElement.id") == "again"
    visit.press("Enter")
    visit.until("document.getElementById('still').textContent.startsWith('Dat lukt niet')")
    assert visit.reckoned("document.documentElement.lang + document.title") == "nlReflectie"
    visit.close()


@pytest.mark.promise(3, 5)
def test_a_server_that_is_killed_leaves_no_app(browser: Browser, file: Path, tmp_path: Path) -> None:
    with serving(tmp_path, str(file)) as server:
        visit = page(browser, server.address)
        begun(visit)
        visit.press("4")
        seen(visit, "1 van 5")
        apps = server.apps()
        assert len(apps) == 1
        server.stop(signal.SIGKILL)
        assert ended(apps) < SOON
    assert answers(file) == [4]
    visit.close()


def test_the_terminal_fills_the_window_counts_as_the_app_does_and_leads_nowhere(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    with serving(tmp_path, str(file)) as server:
        visit = page(browser, server.address)
        for width, height in ((1280, 800), (1024, 768)):
            visit.wide(width, height)
            visit.until(f"(([right, below, w, h]) => right >= 0 && right < w && below >= 0 && below < h)({ROOM})")
            columns, lines = visit.reckoned(SIZES)
            assert columns >= 80 and lines >= 24
        counted = visit.reckoned(f"{SIGNS}.map(one => reflectieTerminal._core.unicodeService.getStringCellWidth(one))")
        assert counted == [cell_len(one) for one in SIGNS]
        assert visit.reckoned("window.open('http://voorbeeld.example/')") is None
        assert visit.reckoned("fetch('http://127.0.0.1:9/').then(() => 'went', () => 'refused')") == "refused"
        assert "Content Security Policy" in " ".join(visit.complaints)
        os.kill(server.apps()[0], signal.SIGKILL)
        assert told(visit) == "crashed"
        visit.close()
        server.stop()


# -- who gets in


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path) as one:
        yield one


def status(server: Serving, path: str, **headers: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return line.getresponse().status
    finally:
        line.close()


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_only_our_own_page_may_ask_for_an_app(server: Serving) -> None:
    here, way = f"127.0.0.1:{server.port}", f"/{server.key}/ws"
    for origin in ("http://voorbeeld.example", f"http://127.0.0.1:{server.port + 1}", f"https://{here}", "null", ""):
        assert status(server, way, **UPGRADE, Origin=origin) == 403
    assert status(server, way, **UPGRADE) == 403, "without any origin"
    assert status(server, "/0000/ws", **UPGRADE, Origin=f"http://{here}") == 404
    assert server.apps() == []
    assert status(server, way, **UPGRADE, Origin=f"http://{here}") == 101


def test_only_by_the_name_of_this_machine_and_only_with_the_key(server: Serving) -> None:
    for name in ("voorbeeld.example", f"127.0.0.1.voorbeeld.example:{server.port}", "127.0.0.2", ""):
        assert status(server, f"/{server.key}/", Host=name) == 403
    for path in ("/", "/page.js", "/terminal.js", f"/{server.key[:-1]}/", f"/{server.key}/../", f"/{server.key}/x"):
        assert status(server, path) == 404
    for path in ("", "page.js", "page.css", "widths.js", "xterm.css", "terminal.js"):
        assert status(server, f"/{server.key}/{path}") == 200
    assert status(server, f"/{server.key}") == 302
    assert len(server.key) >= 32
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", server.port), timeout=5):
        pass  # another address of this machine is not listened to either


# -- before it serves


def refused(folder: Path, *arguments: str, code: str = "") -> str:
    program = ["-c", code] if code else ["-m", "reflectie_tui", "web", "--lang", "nl"]
    ran = subprocess.run(
        [sys.executable, *program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={"HOME": str(folder), "LANG": "C.UTF-8"},
        timeout=PATIENCE,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    return ran.stderr


WITHOUT = """
import sys
sys.modules["textual_serve"] = None
from reflectie_tui.cli import run
sys.exit(run(["web"]))
"""


def test_what_cannot_be_is_said_in_a_plain_sentence(tmp_path: Path) -> None:
    assert INSTALL in refused(tmp_path, code=WITHOUT)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"poort {port} is al in gebruik" in refused(tmp_path, "--port", port)
    assert "nergens.toml is er niet" in refused(tmp_path, "nergens.toml")
    (tmp_path / "map").mkdir()
    outside = session_file(tmp_path)
    assert "buiten de map" in refused(tmp_path, "--restricted", "--sessions", "map", str(outside))
    assert on_disk(outside).about.title == "Opleidingsschool Rijnstreek"
