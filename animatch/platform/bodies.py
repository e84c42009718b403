"""What a request brings: counted while it comes, and beyond a little kept on the disk, in a file without a name."""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http import HTTPStatus
from io import BytesIO
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from django.conf import settings
from django.core.exceptions import RequestAborted

from animatch.platform import descriptors, disk, patience
from animatch.platform.addresses import household
from animatch.platform.patience import TRY_AGAIN, TRY_AGAIN_WORDS

log = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[Mapping[str, Any]]]

IN_MEMORY = 256 * 1024
MOST_IN_MEMORY = 32_000_000
"""Of all bodies together; once there is more, also small ones go to the disk."""
MOST_HELD = 256_000_000 + settings.HELD_BESIDES
MOST_HELD_OF_A_HOUSEHOLD = 64_000_000 + settings.HELD_BESIDES
"""Some hundred photos as our pages send them, all in the same second."""

# A disk that is slow holds up who sends, and not the event loop.
_writers = ThreadPoolExecutor(2, "spool")


class Refused(Exception):
    """Why a body is not taken: a status, code and words for the answer, and whether more of it is on its way."""

    unheard = True
    status: HTTPStatus
    code: str
    message: str


class TooLarge(Refused):
    status, code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large"

    def __init__(self, most: int) -> None:
        self.message = f"That is over {most // 1_000_000} MB at once. Send less."


class NoRoom(Refused):
    status, code, message = HTTPStatus.SERVICE_UNAVAILABLE, TRY_AGAIN, TRY_AGAIN_WORDS


class NotKept(Refused):
    """The disk does not take it."""

    def __init__(self, error: OSError) -> None:
        full = disk.is_full(error)
        self.status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.SERVICE_UNAVAILABLE
        self.code, self.message = patience.refusal(error)


class Held:
    """What the bodies of all unfinished requests of this process take."""

    def __init__(self) -> None:
        self.bytes = self.in_memory = self.files = 0
        self.households: Counter[str] = Counter()

    def take(self, address: str, size: int) -> None:
        """Raises NoRoom where this household, or everybody together, has enough already."""
        of_household = self.households[address] + size
        if self.bytes + size > MOST_HELD or of_household > MOST_HELD_OF_A_HOUSEHOLD:
            raise NoRoom
        self.bytes += size
        self.in_memory += size
        self.households[address] = of_household

    def take_file(self) -> None:
        """Raises NoRoom where a tenth of the process's descriptors is in use for bodies."""
        if self.files >= descriptors.limit() // 10:
            raise NoRoom
        self.files += 1

    def give_back(self, address: str, size: int, in_memory: int) -> None:
        self.bytes -= size
        self.in_memory -= in_memory
        self.households[address] -= size
        if not self.households[address]:
            del self.households[address]


held = Held()


class Body:
    """One request's body. Once `finish` has been called `file` holds all of it, and after the `with` it is gone."""

    def __init__(self, scope: Mapping[str, Any]) -> None:
        self.file: IO[bytes] = BytesIO()
        self._scope, self._address = scope, ""
        self._size, self._in_memory = 0, bytearray()
        self._on_disk = False

    def check(self, size: int) -> None:
        """Raise TooLarge if this path takes no body of so many bytes."""
        if size > settings.MOST_REQUEST_BYTES and size > (most := most_bytes(self._scope["path"])):
            raise TooLarge(most)

    async def add(self, part: bytes) -> None:
        """Raises TooLarge, NoRoom or NotKept."""
        self.check(self._size + len(part))
        self._address = self._address or household((self._scope.get("client") or ["-"])[0])
        held.take(self._address, len(part))
        self._size += len(part)
        self._in_memory += part
        if len(self._in_memory) > IN_MEMORY or held.in_memory > MOST_IN_MEMORY:
            await self._to_disk()

    async def finish(self) -> None:
        """Raises NoRoom or NotKept."""
        if self._on_disk:
            await self._to_disk()
            self.file.seek(0)
        else:
            self.file = BytesIO(self._in_memory)

    async def _to_disk(self) -> None:
        if not self._on_disk:
            held.take_file()
            self._on_disk = True
        try:
            await asyncio.get_running_loop().run_in_executor(_writers, self._write, self._in_memory)
        except OSError as error:
            log.warning("A request cannot be kept on the disk: %s", error)
            raise NotKept(error) from None
        held.in_memory -= len(self._in_memory)
        self._in_memory = bytearray()

    def _write(self, part: bytearray) -> None:
        if isinstance(self.file, BytesIO):
            self.file = TemporaryFile()  # noqa: SIM115  closed by __exit__
        self.file.write(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.file.close()
        held.files -= self._on_disk
        held.give_back(self._address, self._size, len(self._in_memory))


async def read(scope: Mapping[str, Any], receive: Receive) -> Body:
    """All of a request's body. Raises Refused, and RequestAborted where its sender goes."""
    with ExitStack() as stack:
        body = stack.enter_context(Body(scope))
        body.check(_announced(scope))
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise RequestAborted
            more = message.get("more_body", False)
            if part := message.get("body"):
                await _add(body, part, more)
        await body.finish()
        stack.pop_all()
    return body


async def _add(body: Body, part: bytes, more: bool) -> None:
    try:
        await body.add(part)
    except Refused as refused:
        refused.unheard = more
        raise


async def let_pass(receive: Receive, seconds: float) -> None:
    """Drop what else comes of a refused body: most clients hear nothing before they have said everything."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (message := await receive())["type"] != "http.disconnect" and message.get("more_body", False):
                pass


def most_bytes(path: str) -> int:
    """How large a body this path takes."""
    for pattern, most in settings.LARGE_REQUESTS.items():
        if re.fullmatch(pattern, path):
            return most
    return settings.MOST_REQUEST_BYTES


def _announced(scope: Mapping[str, Any]) -> int:
    """What Content-Length says; 0 for a body that comes in chunks."""
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(length) if length.isdigit() else 0
