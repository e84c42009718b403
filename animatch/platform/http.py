"""HTTP under ASGI: each request in one go in a thread."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import IO, Any

from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.core.signals import request_started
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from animatch.platform import bodies, steady_clock
from animatch.platform.api import refusal

THREADS = 8
SECONDS_TO_HEAR = 10
WATCHED = frozenset({"/healthz", "/readyz"})
RECEIVED_AT = "animatch.received_at"


class PutOff(HttpResponse):
    """An answer that waits for something, on the event loop and without a thread: it is `then()`'s once `until()` is.

    Under another server, and for Django's test client, it is what it was made with.
    """

    def __init__(
        self, first: HttpResponse, until: Callable[[], Awaitable[None]], then: Callable[[], HttpResponse]
    ) -> None:
        super().__init__(first.content, status=first.status_code, headers=first.headers)
        self._until, self._then = until, then

    async def finish(self) -> None:
        await self._until()
        last = await database_sync_to_async(self._then, thread_sensitive=False)()
        self.status_code, self.content = last.status_code, last.content
        self["Content-Length"] = str(len(last.content))


class Handler(ASGIHandler):
    """Django's handler for synchronous code: all of a request but its bytes is done in one go.

    The original starts a thread for each request and passes it to and fro for every middleware,
    sixteen times, which costs more than most of our views (docs/decisions/0006).
    """

    threads = ThreadPoolExecutor(THREADS, "request")
    # Whoever watches is answered also while all others wait for a database.
    watchers = ThreadPoolExecutor(2, "watcher")

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        try:
            body = await bodies.read(scope, receive)
        except RequestAborted:
            return
        except bodies.Refused as refused:
            await _turn_away(refused, receive, send)
            return
        scope[RECEIVED_AT] = steady_clock.now()
        with body:
            threads = self.watchers if scope["path"] in WATCHED else self.threads
            answer = sync_to_async(self._answer, thread_sensitive=False, executor=threads)
            response = await answer(scope, body.file)
        if isinstance(response, PutOff):
            await response.finish()
        await self.send_response(response, send)

    def _answer(self, scope: dict[str, Any], body: IO[bytes]) -> HttpResponseBase:
        set_script_prefix(scope.get("root_path", "") or "/")
        request_started.send(sender=self.__class__, scope=scope)
        made = self.create_request(scope, body)
        response = made[1] if made[0] is None else self.get_response(made[0])
        # Gives the database connection back; what is to be sent is in memory.
        response.close()
        return response


async def _turn_away(refused: bodies.Refused, receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """Answer before all of the body is here, and let go of the connection once it is heard."""
    answer = refusal(refused.code, refused.message, refused.status)
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.items()]
    length = str(len(answer.content)).encode()
    headers += [(b"content-length", length), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content, "more_body": True})
    if refused.unheard:
        await bodies.let_pass(receive, SECONDS_TO_HEAR)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def received_at(request: HttpRequest) -> datetime:
    """When all of the request was here, however long it has waited for its turn since."""
    return getattr(request, "scope", {}).get(RECEIVED_AT) or steady_clock.now()
