"""`reflectie web`: the app in a browser, on this machine alone."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from importlib.util import find_spec

from reflectie_tui.cli import output
from reflectie_tui.cli.arguments import UsageFault, Wish
from reflectie_tui.cli.call import Call
from reflectie_tui.words import Words

INSTALL = "pip install 'reflectie-tui[web]'"
TAKEN = (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))


def web(call: Call) -> int:
    """Serve the app until Ctrl+C, and return the exit status."""
    if find_spec("textual_serve") is None:
        raise UsageFault("web.missing", hint=False, command=INSTALL)
    import asyncio

    from reflectie_tui.cli.browser.server import Server, listening_on

    words = call.words(_judged(call))
    server = Server(command(call.wish), words)
    try:
        listening = listening_on(call.wish.port)
    except OSError as error:
        word = "web.taken" if error.errno in TAKEN else "web.port"
        raise UsageFault(word, hint=False, port=str(call.wish.port)) from None
    with listening:
        told = asyncio.run(server.serve(listening, _teller(words)))
    if told == signal.SIGINT:
        output.say(words("cli.web.stopped"))
        return 0
    return 128 + told


def command(wish: Wish) -> list[str]:
    """Return what starts an app for one page: this same program, with what was asked of it here.

    Nothing is loaded from the folder where it was started; whole lines are sent, since the line is a short one.
    """
    options = {"--lang": wish.lang, "--sessions": wish.sessions, "--content": wish.content}
    flags = {"--ascii": wish.ascii, "--restricted": wish.restricted, "--whole-lines": True}
    given = [f"{name}={value}" for name, value in options.items() if value is not None]
    given += [name for name, wanted in flags.items() if wanted]
    files = [os.fspath(path) for path in wish.files]
    return [sys.executable, "-P", "-m", "reflectie_tui", *given, *(["open", "--", *files] if files else [])]


def _judged(call: Call) -> str | None:
    """Judge what was asked before there is an address; return the language of the session that is to be opened."""
    _ = call.folder, call.sets
    return call.opened(call.wish.files[0]).session.about.language if call.wish.files else None


def _teller(words: Words) -> Callable[[str], None]:
    def tell(address: str) -> None:
        output.say(f"{words('cli.web.open')}\n\n  {address}\n\n{words('cli.web.secret')}\n{words('cli.web.stop')}")
        output.flush()

    return tell
