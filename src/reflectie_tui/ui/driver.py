"""The terminal's driver, made to survive whatever the keyboard sends: wrong bytes, broken codes, the end of it."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reflectie_tui.ui.steady_input import SteadyInput

if TYPE_CHECKING:
    from textual.app import App

AT_ONCE = 4096


class SteadyDriver(SteadyInput, LinuxDriver):
    """Reads the keyboard as Textual does, but goes on where that would stop with a fault.

    A byte that is no UTF-8 (é from a latin-1 terminal) becomes U+FFFD; a control sequence with impossible numbers is
    dropped with what it came in; at the end of input the app is told that its terminal is gone.
    """

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        self._ours = False
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._parser = XTermParser()

    def start_application_mode(self) -> None:
        """Take the terminal; also after it was lent out, so that what stood on it is no longer known."""
        forget = getattr(self._app, "forget_screen", None)
        if forget is not None:
            forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._ours = True

    def stop_application_mode(self) -> None:
        """Give the terminal back in its own colours, and nothing of what somebody filled in left on it.

        Between two frames it keeps the colours of the last one. And where a window has grown in the meantime, tmux puts
        the first lines of ours above what stood there before.
        """
        self._ours = False
        self.write("\x1b[m\x1b[2J")
        super().stop_application_mode()

    def _sigtstp_application(self, *signalled: Any) -> None:
        """Suspend, but not half-way the taking or giving back of the terminal.

        Ctrl+Z is a signal until the terminal is taken, and would stop threads that are not there yet; over SSH, where
        no shell waits, nobody could wake the program again. While the terminal is lent out, we stop with who has it.
        """
        if self._ours or not self._auto_restart:
            super()._sigtstp_application(*signalled)

    def _sigcont_application(self, *signalled: Any) -> None:
        """Take the terminal again after a pause; but not where we still have it: `kill -STOP` gives nothing back."""
        if not self._ours:
            super()._sigcont_application(*signalled)

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
