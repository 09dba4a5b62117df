"""A terminal that will not do: why, and what helps, is said before anything is built."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

import pytest

from tests.terminal.group import Start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")


@pytest.mark.promise(6, 18)
@pytest.mark.parametrize(
    ("env", "helps"),
    [({"TERM": "dumb"}, "kan geen scherm opbouwen"), ({"LANG": "nl_NL.ISO-8859-1"}, "--ascii")],
    ids=["TERM=dumb", "another charset"],
)
def test_that_a_terminal_will_not_do_is_said_within_a_second_of_work(
    terminal: Start, env: dict[str, str], helps: str, measured: Callable[[str], None]
) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    one = terminal(env={"REFLECTIE_LANG": "nl", **env})
    assert one.wait_end(60) == 2
    one.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert helps in " ".join(one.text.split())
    assert "\x1b" not in one.raw
    assert work < 1
    measured(f"{next(iter(env))}={next(iter(env.values()))}: said after {work:.2f} s of work")
