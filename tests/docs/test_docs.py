"""What the documents show is true: their examples are read by the app, and their links lead somewhere."""

import re
from pathlib import Path

import pytest

from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.signals import ORDER
from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.session_files import dumps, read_session

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def examples(name: str) -> list[str]:
    return re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs" / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The set of `docs/content.md`; the files that it does not show are like the least one."""
    facts, process, least = examples("content.md")
    folder = tmp_path / "en" / "neighbours"
    folder.mkdir(parents=True)
    for key in PERSPECTIVES:
        text = process if key == "proces" else least.replace('id = "ambitie"', f'id = "{key}"', 1)
        (folder / f"{key}.toml").write_text(text, "utf-8")
    (folder / "set.toml").write_text(facts, "utf-8")
    return tmp_path


def test_the_example_of_a_session_is_a_file_as_the_app_writes_it(tmp_path: Path) -> None:
    (example,) = examples("file-format.md")
    path = tmp_path / "example.toml"
    path.write_text(example, "utf-8")
    opened = read_session(path, ContentSets())
    assert (opened.read_only, opened.warnings) == (False, ())
    assert dumps(opened.session) == re.sub(r" +#.*", "", example.removesuffix("# einde\n")) + "# einde\n"


def test_the_example_of_a_set_is_one_and_a_new_session_is_asked_from_it(own: Path) -> None:
    for language in ("nl", "en"):
        assert ContentSets(own).usual(language).facts.title == "Good neighbours"
    assert ContentSets().usual("nl").facts.id == "samenwerken"


def test_every_signal_is_explained() -> None:
    text = (ROOT / "docs" / "insight.md").read_text("utf-8")
    assert [kind for kind in ORDER if f"`{kind}`" not in text] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(paper: Path) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", paper.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        name, _, part = link.partition("#")
        target = paper if not name else (paper.parent / name)
        if not target.exists() or (part and part not in anchors(target)):
            lost.append(link)
    assert lost == []


def anchors(paper: Path) -> set[str]:
    """Return the anchors that headings get on the page of a repository."""
    heads = re.findall(r"^#+ (.*)$", paper.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
