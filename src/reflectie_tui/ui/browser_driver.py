"""The driver for a browser: packets over two pipes in place of a terminal, and nothing that leads out of the app."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.geometry import Size

from reflectie_tui.ui.steady_input import LARGEST, SteadyInput

if TYPE_CHECKING:
    from textual.app import App


class BrowserDriver(SteadyInput, WebDriver):
    """Speaks with `reflectie web` as Textual's driver does, but takes the end of the line for what it is.

    When the page is closed the input ends; Textual's driver then leaves the app running without anybody. A link that is
    opened and a file that is delivered would go to the browser: neither does.
    """

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._parser = XTermParser()
        self._write = partial(self._written)

    def start_application_mode(self) -> None:
        """Begin to draw and to listen; the lifeline hears SIGTERM, and Ctrl+C is for `reflectie web` itself."""
        super().start_application_mode()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            loop.remove_signal_handler(signal.SIGTERM)
            loop.add_signal_handler(signal.SIGINT, self._gone)

    def run_input_thread(self) -> None:
        """Take in packets and pass them on as events, until the app leaves or nothing can come any more."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        packets = ByteStream()
        with suppress(OSError, ValueError):
            for came in self._input_reader:
                for kind, load in packets.feed(came) if came else ():
                    if kind == "D":
                        self._pass_on(self._fed(decode(load)))
                    else:
                        self._told(load)
                self._pass_on(self._ticked())
        if not self.exit_event.is_set():
            self._gone()

    def _told(self, load: bytes) -> None:
        """Do what the page tells about itself: its size, whether it has the keyboard, that it was closed."""
        told = json.loads(load)
        match told.get("type"):
            case "resize":
                size = Size(int(told["width"]), int(told["height"]))
                if min(size) > 0 and max(size) <= LARGEST:
                    self._size = size
                    self.send_message(events.Resize(size, size))
            case "focus":
                self.send_message(events.AppFocus())
            case "blur":
                self.send_message(events.AppBlur())
            case "quit":
                self._gone()

    def _written(self, packet: bytes) -> int:
        """Write a whole packet; where nobody reads any more, it goes nowhere."""
        with suppress(OSError):
            left = packet
            while left:
                left = left[os.write(self.fileno, left) :]
        return len(packet)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: no link leads out of the app."""

    def deliver_binary(self, binary: Any, **_details: Any) -> None:
        """Deliver nothing: what the app writes, it writes to the disk."""
        binary.close()
