"""The server on this machine: to whoever has the address it gives the page, and an app for each page."""

import asyncio
import re
import secrets
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from reflectie_tui.cli.browser import page
from reflectie_tui.cli.browser.one_app import OneApp
from reflectie_tui.words import Words

HOST = "127.0.0.1"
OWN_NAMES = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?")
"""How a browser names this machine to itself; another name may be one that somebody made point here."""
HEARTBEAT = 15.0
FAREWELL = 1.0
"""Seconds that a page has to say goodbye."""
MAKING_ROOM = 6.0
"""Seconds that a page waits for the app of one that was just closed: after a reload that is the same session."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Serves the app at an address with a key in it, which is new each time and stands nowhere else."""

    def __init__(self, command: Sequence[str], words: Words) -> None:
        """Take the command that starts an app, and the words to speak in."""
        self.key = secrets.token_hex(20)
        self._command = command
        self._words = words
        self._parts = page.parts()
        self._apps: set[OneApp] = set()
        self._leaving: set[asyncio.Task[None]] = set()

    async def serve(self, listening: socket.socket, ready: Callable[[str], object]) -> int:
        """Serve until told to stop, and return the number of the signal that told it.

        Args:
            listening: the socket, bound to this machine alone.
            ready: hears the address as soon as somebody can go there.
        """
        app = web.Application(middlewares=[self._judged])
        app.router.add_get("/{key}", self._page_of_short_address)
        app.router.add_get("/{key}/", self._page)
        app.router.add_get("/{key}/ws", self._line)
        app.router.add_get("/{key}/{name}", self._part)
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=FAREWELL)
        await runner.setup()
        site = web.SockSite(runner, listening)
        await site.start()
        told = _told_to_stop()
        ready(f"http://{HOST}:{listening.getsockname()[1]}/{self.key}/")
        try:
            return await told
        finally:
            await site.stop()
            await asyncio.gather(*(self._ended(each) for each in [*self._apps]), *self._leaving)
            await runner.cleanup()

    @web.middleware
    async def _judged(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who has the key and comes by the name of this machine."""
        if not OWN_NAMES.fullmatch(request.host):
            return web.Response(status=403)
        key = request.match_info.get("key", "").encode("utf-8", "replace")
        if secrets.compare_digest(key, self.key.encode()):
            with suppress(web.HTTPException):
                return await handler(request)
        text = self._words("cli.web.page.unknown")
        return web.Response(text=text, status=404, headers=page.safe_headers(request.host))

    async def _page(self, request: web.Request) -> web.StreamResponse:
        text = page.page(self._words, f"ws://{request.host}/{self.key}/ws")
        return _answer(request, text, page.HTML)

    async def _page_of_short_address(self, request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"/{self.key}/"})

    async def _part(self, request: web.Request) -> web.StreamResponse:
        part = self._parts.get(request.match_info["name"])
        if part is None:
            raise web.HTTPNotFound
        return _answer(request, *part)

    async def _line(self, request: web.Request) -> web.StreamResponse:
        """Run an app for as long as its page is open; only our own page may ask for one."""
        if request.headers.get("Origin") != f"http://{request.host}":
            return web.Response(status=403)
        line = web.WebSocketResponse(heartbeat=HEARTBEAT, timeout=FAREWELL)
        await line.prepare(request)
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=MAKING_ROOM)
        app = OneApp(self._command, line)
        self._apps.add(app)
        try:
            await app.start(_number(request, "width", 80), _number(request, "height", 24))
            async for message in line:
                await _hear(app, message)
        finally:
            await self._ended(app)
        return line

    async def _ended(self, app: OneApp) -> None:
        leaving = asyncio.create_task(app.stop())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        self._apps.discard(app)
        await asyncio.shield(leaving)


def listening_on(port: int) -> socket.socket:
    """Return a socket that hears this machine alone; 0 is any free port.

    Raises:
        OSError: where the port is taken, or not allowed.
    """
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(signal, "SIGHUP"):  # elsewhere than on Unix this would let two servers share a port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((HOST, port))
        one.listen()
    except OSError:
        one.close()
        raise
    return one


def _told_to_stop() -> asyncio.Future[int]:
    """Return what comes to hold the number of the signal that stops the server."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[int] = loop.create_future()

    def hear(number: int) -> None:
        if not told.done():
            told.set_result(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        with suppress(NotImplementedError):  # on Windows: there Ctrl+C comes as KeyboardInterrupt
            if number is not None:
                loop.add_signal_handler(number, hear, number)
    return told


async def _hear(app: OneApp, message: WSMessage) -> None:
    """Pass on to the app what a page says; what no page of ours says is not listened to."""
    said: Any = None
    with suppress(ValueError):
        said = message.json() if message.type == WSMsgType.TEXT else None
    match said:
        case ["stdin", str(text)]:
            await app.send_bytes(text.encode("utf-8", "replace"))
        case ["resize", {"width": int(width), "height": int(height)}]:
            await app.set_terminal_size(width, height)
        case ["focus"]:
            await app.focus()
        case ["blur"]:
            await app.blur()


def _answer(request: web.Request, text: str, kind: str) -> web.Response:
    return web.Response(text=text, content_type=kind, headers=page.safe_headers(request.host))


def _number(request: web.Request, name: str, usual: int) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 5 else usual
