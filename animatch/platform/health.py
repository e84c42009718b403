"""Is the process there, and is everything there that it needs?

`/healthz` is for whoever restarts a process, `/readyz` for whoever watches the whole: restarting
or unplugging a web process because Redis is away would help nobody.
"""

import asyncio
import ipaddress
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from animatch.platform import disk, metrics
from animatch.platform.heartbeat import last_beat
from animatch.platform.storages import default_storage

# A part that hangs keeps its thread until its own time is over, and must not take the others' with it.
_threads = ThreadPoolExecutor(8, "readyz")


class NotReady(Exception):
    """A part does not do its work; the text says what to look at."""


def database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def redis() -> None:
    cache.set("readyz", 1, timeout=10)


def storage() -> None:
    default_storage.check()


def space() -> None:
    """On the party's disk; servers look after their own."""
    if (left := disk.free(settings.DATA_DIR)) < disk.RESERVE:
        raise NotReady(f"The disk has {left // 1_000_000} MB left: photos are refused until some space is freed.")


def workers(queue: str, silence: float) -> Callable[[], None]:
    def check() -> None:
        age = time.time() - last_beat(queue)
        if age > silence:
            raise NotReady(f"No {queue} worker has done anything for {min(age, 3600):.0f} s or more.")

    return check


# Part -> (check, seconds that it may take).
PARTS: dict[str, tuple[Callable[[], None], float]] = {
    "database": (database, 2),
    "redis": (redis, 2),
    "storage": (storage, 3),
    "disk": (space, 2),
    "default_worker": (workers("default", silence=15), 2),
    "vision_worker": (workers("vision", silence=30), 2),
    "slow_vision_worker": (workers("vision.slow", silence=60), 2),
}


async def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; says nothing about what it needs."""
    return JsonResponse({"status": "ok"})


async def ready(request: HttpRequest) -> JsonResponse:
    """{"status": "ready" | "not_ready", "parts": {name: {"ok", "ms", "message"?}}}, each part within its own time."""
    names = [name for name in PARTS if name != ("redis" if settings.EMBEDDED else "disk")]
    found = await asyncio.gather(*(_check(*PARTS[name]) for name in names))
    well = all(part["ok"] for part in found)
    body = {"status": "ready" if well else "not_ready", "parts": dict(zip(names, found, strict=True))}
    return JsonResponse(body, status=200 if well else 503)


async def _check(check: Callable[[], None], limit: float) -> dict[str, object]:
    began = time.perf_counter()
    try:
        await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(_threads, check), limit)
        message = ""
    except TimeoutError:
        message = f"No answer within {limit:g} s."
    except NotReady as reason:
        message = str(reason)
    except Exception as error:
        # The text of a driver's error may hold addresses and names of users.
        message = f"Does not work: {type(error).__name__}."
    took = {"ok": not message, "ms": round((time.perf_counter() - began) * 1000, 1)}
    return took | ({"message": message} if message else {})


async def figures(request: HttpRequest) -> HttpResponse:
    """Prometheus's view of this process. Only for those who ask from the inside and directly."""
    _check_insider(request)
    await metrics.refresh()
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _check_insider(request: HttpRequest) -> None:
    address = ipaddress.ip_address(request.META.get("REMOTE_ADDR") or "127.0.0.1")
    inside = address.is_loopback if settings.EMBEDDED else address.is_private
    if not inside or "X-Forwarded-For" in request.headers:
        raise Http404
