"""The page of HTML in a real browser: it asks for nothing, complains of nothing, prints, and everyone can read it."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reflectie_tui.model.content import ContentSet
from reflectie_tui.report.ballot import ballot_page
from reflectie_tui.report.html import page
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.folders import shipped_examples
from reflectie_tui.storage.session_files import read_session
from reflectie_tui.words import load
from tests.report.browser import Browser, browser_here, opened

TODAY = date(2026, 12, 1)
EXAMPLES = sorted(path.name for path in shipped_examples().glob("*.toml"))
PAGES = [*EXAMPLES, "ballot"]
A4 = (595, 842)
"""In points, as a PDF tells its paper."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = browser_here()
    if program is None:
        pytest.skip("there is no Chromium here that starts; CHROMIUM can name one")
    with opened(program, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(params=PAGES)
def paper(request: pytest.FixtureRequest, tmp_path: Path, sets: ContentSets, content: ContentSet) -> Path:
    """A page as it is handed over."""
    path = tmp_path / "verslag met spaties #1.html"
    if request.param == "ballot":
        path.write_text(ballot_page(content, load("nl"), "full"), "utf-8")
        return path
    told = read_session(shipped_examples() / request.param, sets)
    assert told.content is not None
    words = load(told.session.about.language)
    path.write_text(page(told.session, told.content, words, today=TODAY, names=True), "utf-8")
    return path


def test_it_asks_for_nothing_complains_of_nothing_fits_and_prints_on_a4(browser: Browser, paper: Path) -> None:
    visit = browser.visit(paper)
    for width in (360, 1000):
        visit.wide(width)
        assert visit.reckoned("document.documentElement.scrollWidth") <= width, "nothing sticks out"
    printed = visit.printed()
    assert visit.requests == [paper.as_uri()], "the page itself and nothing else"
    assert visit.complaints == []
    assert printed.startswith(b"%PDF") and b"%%EOF" in printed[-16:]
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert sizes and {(round(float(width)), round(float(height))) for width, height in sizes} == {A4}


def test_axe_finds_nothing(browser: Browser, paper: Path) -> None:
    """In light and in dark, as axe-core judges it: contrast, headings, tables, language, text alternatives."""
    axe = os.environ.get("AXE_CORE", "")
    if not axe:
        pytest.skip("there is no axe-core here; AXE_CORE can name its axe.min.js")
    visit = browser.visit(paper)
    visit.reckoned(Path(axe).read_text("utf-8") + "; 0")
    for scheme in ("light", "dark"):
        visit.dressed(scheme)
        found = visit.reckoned("axe.run(document, {resultTypes: ['violations', 'passes']})")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
        passed = {each["id"] for each in found["passes"]}
        assert {"color-contrast", "document-title", "heading-order", "html-has-lang", "page-has-heading-one"} <= passed


def test_it_would_have_told(browser: Browser, tmp_path: Path) -> None:
    """A page that does ask for something, and complains: so the silence above means something."""
    path = tmp_path / "slecht.html"
    path.write_text('<!doctype html><img src="http://ergens.example/a.png"><script>console.error("au")</script>')
    visit = browser.visit(path)
    assert visit.requests == [path.as_uri(), "http://ergens.example/a.png"]
    assert any("au" in each for each in visit.complaints)
