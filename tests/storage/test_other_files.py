"""Files that are no session of ours, and paths that are no file: named as what they are, at once."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from reflectie_tui.storage.content_files import ContentSets
from reflectie_tui.storage.errors import SessionFileError
from reflectie_tui.storage.reading import MAX_BYTES
from reflectie_tui.storage.session_files import read_session
from tests.storage.helpers import BY_HAND, by_hand, codes, read, refused, said

# -- files that are something else

CONFLICT = by_hand('title = "Proef"', '<<<<<<< HEAD\ntitle = "Proef"\n=======\ntitle = "Test"\n>>>>>>> anders')
IN_A_NOTE = by_hand('"Wij horen vooral goede bedoelingen."', '"""\n<<<<<<< HEAD\nJa\n=======\nNee\n>>>>>>> x\n"""')

ELSE = {
    "nothing": ("", "empty_file"),
    "only blanks": (" \n\t\r\n", "empty_file"),
    "zeros after a power cut": (b"\0" * 4096, "empty_file"),
    "git": (CONFLICT, "merge_marks"),
    "git in a note": (IN_A_NOTE, "merge_marks"),
    "git with CRLF": (CONFLICT.replace("\n", "\r\n"), "merge_marks"),
    "one git mark left": (by_hand('title = "Proef"', 'title = "Proef"\n>>>>>>> anders'), "merge_marks"),
    "smart quotes": (by_hand('"Proef"', "“Proef”"), "smart_quotes"),
    "one smart quote": (by_hand('"Proef"', '"Proef”'), "smart_quotes"),
    "low quotes": (by_hand('"Proef"', "„Proef”"), "smart_quotes"),
    "single smart quotes": (by_hand('"Proef"', "‘Proef’"), "smart_quotes"),
    "latin-1": (by_hand('"Proef"', '"Café"').encode("latin-1"), "encoding"),
    "utf-16": (BY_HAND.encode("utf-16"), "encoding_utf16"),
    "utf-16 without mark": (BY_HAND.encode("utf-16-le"), "encoding_utf16"),
    "zip": (b"PK\x03\x04\x14\0\x06\0\x08\0\x9a\xff\xfe", "encoding"),
    "json": (json.dumps({"format": "reflectie-sessie", "version": 1}, indent=1), "json"),
    "json list": ('[{"a": 1}]', "json"),
    "prose": ("Beste Fatima,\n\nHierbij de sessie.\n", "toml"),
    "no quotes": (by_hand('"Proef"', "Proef"), "toml"),
    "twice the same": (by_hand(new='\n[actions.a1]\nwhat = "x"\n'), "toml_twice"),
    "no such day": (by_hand("2027-01-15", "2027-02-30"), "toml_date"),
    "cut off in a text": (BY_HAND + '[actions.a2]\nwhat = """\nNog iets', "toml_end"),
    "other toml": ('[project]\nname = "iets"\n', "no_session"),
    "raw control": (by_hand('"Proef"', '"Pr\x1b[2Joef"'), "toml"),
    "deep key": ("a." * 20_000 + "a = 1", "too_deep"),
    "deep table": (BY_HAND + "\n[" + ".".join("a" * 33) + "]\n", "too_deep"),
    "deep quoted key": ('"a" . ' * 40 + "a = 1", "too_deep"),
    "deep by steps": (BY_HAND + "\n[" + ".".join("a" * 30) + "]\nb.c.d = 1\n", "too_deep_anywhere"),
    "deep lists": (BY_HAND + "\n[ours]\nx = " + "[" * 9_000 + "]" * 9_000, "too_deep_anywhere"),
    "deep inline tables": (by_hand("joint = 3", "x = " + "{a=" * 500 + "1" + "}" * 500), "too_deep_anywhere"),
    "endless number": (by_hand("joint = 3", "x = 0x" + "f" * 100_000), "word_too_long"),
    "a million answers": (BY_HAND + "".join(f"s{number} = 0.5\n" for number in range(80_000)), "too_much"),
    "bare key without end": ("a" * 100_000, "word_too_long"),
    "quotes without end": (by_hand('"Proef"', '"' * 300_000), "toml"),
    "escapes without end": (by_hand('"Proef"', '"""' + '\\"""' * 200_000), "toml_end"),
}


@pytest.mark.parametrize("name", ELSE)
@pytest.mark.promise(9, 10)
def test_what_is_no_session_is_named_as_what_it_is_and_at_once(path: Path, sets: ContentSets, name: str) -> None:
    text, code = ELSE[name]
    begun = time.process_time()
    assert codes(refused(path, sets, text)) == [code]
    assert time.process_time() - begun < 2


def test_the_line_of_a_smart_quote_and_of_a_merge_is_told(path: Path, sets: ContentSets) -> None:
    assert "regel 6 " in said(refused(path, sets, by_hand('"Proef"', "“Proef”")))
    assert "regel 6 " in said(refused(path, sets, CONFLICT))


def test_dots_in_texts_and_comments_are_no_depth(path: Path, sets: ContentSets) -> None:
    dots = ".".join("a" * 60)
    text = by_hand('"Proef"', f'"{dots}"') + f"# {dots}\n"
    text = text.replace('"Wij horen vooral goede bedoelingen."', f"'''\n{dots} \" {dots}'''")
    text = text.replace('"Ambitie uitwerken"', f'"""\\\n {dots} \\""" "" {dots}""""')
    session = read(path, sets, text).session
    assert session.about.title == dots
    assert session.actions["a1"].what == f'{dots} """ "" {dots}"'


def test_32_keys_deep_is_fine(path: Path, sets: ContentSets) -> None:
    assert read(path, sets, BY_HAND + "\n[" + ".".join("a" * 32) + "]\n").session.model_extra


# -- paths that are something else


def why_not(path: Path, sets: ContentSets) -> str:
    with pytest.raises(SessionFileError) as caught:
        read_session(path, sets)
    said(caught.value)
    return caught.value.faults[0].code


@pytest.mark.promise(9)
def test_a_missing_file(path: Path, sets: ContentSets) -> None:
    assert why_not(path, sets) == "missing_file"
    assert why_not(path.with_name("a" * 300), sets) == "missing_file"
    assert why_not(path / "in", sets) == "missing_file"
    path.write_text(BY_HAND)
    assert why_not(path / "in", sets) == "missing_file"
    assert why_not(Path("a\0b"), sets) == "missing_file"


@pytest.mark.promise(9)
def test_a_folder(path: Path, sets: ContentSets) -> None:
    path.mkdir()
    assert why_not(path, sets) == "directory"


@pytest.mark.promise(9)
def test_a_pipe_and_a_device_are_not_waited_for(path: Path, sets: ContentSets) -> None:
    os.mkfifo(path)
    assert why_not(path, sets) == "not_regular"
    assert why_not(Path(os.devnull), sets) == "not_regular"
    assert why_not(Path("/dev/zero"), sets) == "not_regular"


@pytest.mark.promise(9)
def test_a_link_to_itself(path: Path, sets: ContentSets) -> None:
    path.symlink_to(path.name)
    assert why_not(path, sets) == "loop"


def test_a_link_is_followed(path: Path, sets: ContentSets) -> None:
    (path.parent / "echt.toml").write_text(BY_HAND)
    path.symlink_to("echt.toml")
    assert read_session(path, sets).session.about.title == "Proef"


@pytest.mark.promise(9)
def test_a_file_that_may_not_be_read(path: Path, sets: ContentSets, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(BY_HAND)
    if os.geteuid() == 0:

        def forbidden(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", forbidden)
    else:
        path.chmod(0)
    assert why_not(path, sets) == "no_permission"


@pytest.mark.promise(9)
def test_a_file_that_is_too_large_is_judged_before_it_is_read(path: Path, sets: ContentSets) -> None:
    path.touch()
    os.truncate(path, 50 * 1024**3)
    assert why_not(path, sets) == "too_big"


def test_the_largest_file_is_read(path: Path, sets: ContentSets) -> None:
    text = BY_HAND + "# " + "x" * (MAX_BYTES - len(BY_HAND) - 2)
    assert read(path, sets, text).session.about.title == "Proef"
    assert codes(refused(path, sets, text + "x")) == ["too_big"]
