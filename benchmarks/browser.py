"""A candidate's browser without the screen: it asks what the player asks, over sockets of its own.

Like a browser behind the academy's reverse proxy it says that the connection is TLS. Every request has its own
connection, since the server keeps none open for the quarter of a minute between two answers.
"""

import asyncio
import gzip
import json
import re
import secrets
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

COOKIE, CSRF = "__Host-session", "__Host-csrf"
PATIENCE = 30.0  # seconds
TOKEN = re.compile(r'data-token="([^"]+)"')
SHEET = re.compile(r'data-exam="')
OPTION = re.compile(r'name="value" value="([0-9a-f]{8})"')


class Lost(Exception):
    """No reply came, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    location: str
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.body)
        return content


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    host: str

    async def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Reply:
        """Raises Lost."""
        began = time.perf_counter()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", "X-Forwarded-Proto: https", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body or method in {"POST", "PUT"}:
            lines.append(f"Content-Length: {len(body)}")
        try:
            raw = await asyncio.wait_for(self._exchange("\r\n".join(lines).encode() + b"\r\n\r\n" + body), PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
            raise Lost(repr(fault)) from fault
        return _parse(raw, time.perf_counter() - began)

    async def _exchange(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()


def _parse(raw: bytes, seconds: float) -> Reply:
    head, end, body = raw.partition(b"\r\n\r\n")
    if not end:
        raise Lost("the reply was cut off")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if len(body) != int(headers.get("content-length", len(body))):
        raise Lost("the reply was cut off")
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Reply(int(first.split()[1]), headers.get("location", ""), body, seconds)


@dataclass
class Browser:
    """One person at one examination. `options`: position → tokens, once a task was opened."""

    server: Server
    session: str
    code: str
    attempt: str = ""
    token: str = ""
    options: dict[int, list[str]] = field(default_factory=dict)
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))

    async def read_the_rules(self) -> Reply:
        return await self._get(f"/exam/{self.code}/")

    async def start(self) -> Reply:
        """Press start; afterwards the address of the first task is known."""
        reply = await self._post(f"/exam/{self.code}/")
        if reply.status == 302 and "/attempt/" in reply.location:
            self.attempt = reply.location.split("/")[3]
        return reply

    async def open_task(self, position: int) -> Reply:
        """The page of a task holds all the others: what is learnt from it serves for the whole sitting."""
        reply = await self._get(f"/exam/attempt/{self.attempt}/{position}/")
        if reply.status == 200 and (found := TOKEN.search(reply.text)):
            self.token = found[1]
            for sheet in SHEET.split(reply.text)[1:]:
                self.options[int(sheet.partition('"')[0])] = OPTION.findall(sheet.partition("</form>")[0])
        return reply

    def choice(self, position: int, chance: Random) -> list[str]:
        """One of the options shown; a task without any is left empty, which is an answer too."""
        return [chance.choice(self.options[position])] if self.options[position] else []

    async def save(self, position: int, seq: int, value: list[str]) -> Reply:
        headers = {"X-Exam-Token": self.token, "Content-Type": "application/json", "Cookie": self._cookie}
        body = json.dumps({"seq": seq, "value": value}).encode()
        return await self.server.ask("PUT", f"/exam/attempt/{self.attempt}/items/{position}/", headers, body)

    async def overview(self) -> Reply:
        return await self._get(f"/exam/attempt/{self.attempt}/review/")

    async def hand_in(self) -> Reply:
        return await self._post(f"/exam/attempt/{self.attempt}/review/")

    async def result(self) -> Reply:
        return await self._get(f"/exam/attempt/{self.attempt}/result/")

    @property
    def _cookie(self) -> str:
        return f"{COOKIE}={self.session}; {CSRF}={self.csrf}"

    async def _get(self, path: str) -> Reply:
        return await self.server.ask("GET", path, {"Cookie": self._cookie, "Accept-Encoding": "gzip"})

    async def _post(self, path: str) -> Reply:
        headers = {"Cookie": self._cookie, "X-CSRFToken": self.csrf, "Referer": f"https://{self.server.host}{path}"}
        return await self.server.ask("POST", path, headers)
