"""One page that is open, and the app that runs for it: a process of its own, which ends with the page."""

import asyncio
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import WSCloseCode
from aiohttp.web import WebSocketResponse
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from reflectie_tui.cli.terminal import BROWSER_DRIVER

LEFT, CRASHED = 1000, 4000
"""How the line to the page is closed: the app was left, or it stopped because of a fault."""
LARGEST, SMALLEST = 2000, 1
TO_LEAVE = ((1.0, Process.terminate), (3.5, Process.kill))
"""How long the app may take to leave by itself, and what is done then: it saves at SIGTERM, and waits for no disk."""
LAST_PACKET = 0.5


class OneApp(AppService):
    """The app for one page. What it draws goes to the page; nothing else of it does."""

    def __init__(self, command: Sequence[str], socket: WebSocketResponse) -> None:
        """Take the command that starts the app, and the line to the page."""
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._nothing,
            download_manager=DownloadManager(),
        )
        self._argv = command
        self._socket = socket
        self._end: asyncio.Task[None] | None = None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._argv,
            stdin=PIPE,
            stdout=PIPE,
            stderr=None,  # a fault is told where `reflectie web` was started
            env=self._build_environment(width, height),
            start_new_session=os.name == "posix",  # Ctrl+C is for the server: it lets each app save and leave
        )
        self._stdin = self._process.stdin
        return self._process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """Return the environment of the app: ours, without what steers Textual from outside."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
        return {
            **ours,
            "TEXTUAL_DRIVER": BROWSER_DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLORTERM": "truecolor",
            "TERM": "xterm-256color",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def start(self, width: int, height: int) -> None:
        """Start the app in a window of so many columns and lines."""
        await super().start(*(min(max(each, SMALLEST), LARGEST) for each in (width, height)))

    async def run(self) -> None:
        """Send what the app draws to the page until it ends, and then close the line to the page."""
        process = self._process
        assert process is not None and process.stdout is not None
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await process.stdout.readuntil(b"__GANGLION__\n")
            while True:
                kind = await process.stdout.readexactly(1)
                load = await process.stdout.readexactly(int.from_bytes(await process.stdout.readexactly(4), "big"))
                if kind == b"D":
                    await self.on_data(load)
        status = await process.wait()
        if self._end is None:
            await self._close(CRASHED if status else LEFT)

    async def on_data(self, payload: bytes) -> None:
        """Send what was drawn; where the page is gone, read on, so that the app can leave."""
        with suppress(ConnectionError, RuntimeError):
            await super().on_data(payload)

    async def stop(self) -> None:
        """Let the app save and leave, and see to it that it does."""
        if self._process is not None:
            self._end = self._end or asyncio.create_task(self._stopped(self._process))
            await asyncio.shield(self._end)

    async def _stopped(self, process: Process) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.send_meta({"type": "quit"}), LAST_PACKET)
        self.stdin.close()
        for seconds, harder in TO_LEAVE:
            try:
                await asyncio.wait_for(process.wait(), seconds)
                break
            except TimeoutError:
                with suppress(ProcessLookupError):
                    harder(process)
        if self._task is not None:
            await self._task
        await self._close(WSCloseCode.GOING_AWAY)

    async def _close(self, code: int) -> None:
        with suppress(ConnectionError, RuntimeError):
            await self._socket.close(code=code)

    async def _nothing(self) -> None:
        """Do nothing when the app says that it leaves: how it left is known when its process has ended."""
