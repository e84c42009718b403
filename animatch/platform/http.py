"""HTTP under ASGI: the pages' files straight from the event loop, each other request in one go in a thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http import HTTPStatus
from typing import IO, Any
from wsgiref.headers import Headers

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.core.signals import request_started
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from servestatic import ServeStaticASGI

from animatch.platform import disk, steady_clock

THREADS = 8
WATCHED = frozenset({"/healthz", "/readyz"})
RECEIVED_AT = "animatch.received_at"


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
        limited = _AtMost(settings.MOST_REQUEST_BYTES, receive)
        try:
            body = await self.read_body(limited)
        except RequestAborted:
            if limited.left < 0:
                await self.send_response(_too_large(), send)
            return
        except OSError as error:
            if not disk.is_full(error):
                raise
            await self.send_response(_disk_full(), send)
            return
        scope[RECEIVED_AT] = steady_clock.now()
        with body:
            threads = self.watchers if scope["path"] in WATCHED else self.threads
            answer = sync_to_async(self._answer, thread_sensitive=False, executor=threads)
            await self.send_response(await answer(scope, body), send)

    def _answer(self, scope: dict[str, Any], body: IO[bytes]) -> HttpResponseBase:
        set_script_prefix(scope.get("root_path", "") or "/")
        request_started.send(sender=self.__class__, scope=scope)
        made = self.create_request(scope, body)
        response = made[1] if made[0] is None else self.get_response(made[0])
        # Gives the database connection back; what is to be sent is in memory.
        response.close()
        return response


class _AtMost:
    """`receive`, which hangs up after so many bytes of a body: nobody has looked yet at who is sending it."""

    def __init__(self, most: int, receive: Callable[..., Any]) -> None:
        self.left, self._receive = most, receive

    async def __call__(self) -> dict[str, Any]:
        message = await self._receive()
        self.left -= len(message.get("body", b""))
        return message if self.left >= 0 else {"type": "http.disconnect"}


def _too_large() -> HttpResponseBase:
    answer = {
        "code": "too_large",
        "message": f"That is over {settings.MOST_REQUEST_BYTES // 1_000_000} MB at once. Send less.",
    }
    # What is still on its way is not waited for.
    return JsonResponse(answer, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"})


def _disk_full() -> HttpResponseBase:
    """What a large body rests on while it arrives is full."""
    answer = {"code": disk.DiskFull.code, "message": disk.DiskFull.text}
    return JsonResponse(answer, status=HTTPStatus.INSUFFICIENT_STORAGE, headers={"Connection": "close"})


def received_at(request: HttpRequest) -> datetime:
    """When all of the request was here, however long it has waited for its turn since."""
    return getattr(request, "scope", {}).get(RECEIVED_AT) or steady_clock.now()


def with_static_files(application: Callable[..., Any]) -> ServeStaticASGI:
    """The application, behind the files that Django's finders know."""
    serving = ServeStaticASGI(application, autorefresh=settings.DEBUG, add_headers_function=_as_declared)
    for finder in get_finders():
        for path, storage in finder.list([]):
            url = settings.STATIC_URL + path
            if url not in serving.files:
                serving.add_file_to_dictionary(url, storage.path(path), root=storage.location)
            serving.insert_directory(storage.location, settings.STATIC_URL)
    return serving


def _as_declared(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
