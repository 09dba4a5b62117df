"""The terminal's driver, made to survive whatever the keyboard sends: wrong bytes, broken codes, the end of it."""

from __future__ import annotations

import asyncio
import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable
from concurrent.futures import wait
from typing import TYPE_CHECKING, Any

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

AT_ONCE = 4096
LARGEST = 2000
"""Columns or lines: a terminal that says it is larger than this is not believed."""


class SteadyDriver(LinuxDriver):
    """Reads the keyboard as Textual does, but goes on where that would stop with a fault.

    A byte that is no UTF-8 (é from a latin-1 terminal) becomes U+FFFD; a control sequence with impossible numbers is
    dropped with what it came in; at the end of input the app is told that its terminal is gone.
    """

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._parser = XTermParser()

    def start_application_mode(self) -> None:
        """Take the terminal; also after it was lent out, so that what stood on it is no longer known."""
        forget = getattr(self._app, "forget_screen", None)
        if forget is not None:
            forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Wait for input and pass it on as events, until the app leaves or nothing can come any more."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    try:
                        came = os.read(self.fileno, AT_ONCE)
                    except OSError:
                        came = b""
                    if not came:
                        self._gone()
                        return
                    self._pass_on(self._fed(decode(came)))
                self._pass_on(self._ticked())

    def _fed(self, text: str) -> list[Message]:
        if not text:
            return []  # half a letter: the rest comes; an empty text would tell the parser that this is the end
        try:
            return list(self._parser.feed(text))
        except (ValueError, OverflowError, ParseError, EOFError):
            self._parser = XTermParser()
            return []

    def _ticked(self) -> list[Message]:
        try:
            return list(self._parser.tick())
        except (ValueError, OverflowError, ParseError, EOFError):
            self._parser = XTermParser()
            return []

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, events.Resize) and max(message.size) > LARGEST:
                continue
            if isinstance(message, events.MouseEvent) and max(abs(message.x), abs(message.y)) > LARGEST:
                continue
            self.process_message(message)
            if isinstance(message, events.Key):
                self._wait_until_taken_in()

    def _wait_until_taken_in(self) -> None:
        """Let a key do what it does before the next one comes, or what is typed ahead ends in the wrong field."""
        taken_in = getattr(self._app, "taken_in", None)
        if taken_in is None or self._loop.is_closed():
            return
        waiting = asyncio.run_coroutine_threadsafe(taken_in(), self._loop)
        while not (waiting.done() or self.exit_event.is_set()):
            wait([waiting], timeout=0.05)

    def _gone(self) -> None:
        """Tell the app, as a hang-up would: with nohup, or where a pipe was the terminal, no signal comes."""
        lost = getattr(self._app, "terminal_lost", None)
        if lost is not None:
            lost()
