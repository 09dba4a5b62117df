"""What comes in by the keyboard, taken in so that nothing in it stops the app: on a terminal and in a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import wait
from threading import Event

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

LARGEST = 2000
"""Columns or lines: a terminal that says it is larger than this is not believed."""


class SteadyInput(Driver):
    """The part of a driver that makes events of text, and goes on where Textual would stop with a fault."""

    _parser: XTermParser
    exit_event: Event

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
