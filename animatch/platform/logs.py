"""Logs that can be followed: every line knows the request, and the room, that it belongs to.

The ids travel with what a request sets off: into its threads, and with its Celery tasks into
the workers. In production a line is one JSON object.
"""

import json
import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from celery import Task
from celery.signals import before_task_publish, task_prerun
from django.http import HttpRequest, HttpResponse

from animatch.platform import metrics

request_id: ContextVar[str] = ContextVar("request_id", default="")
room_code: ContextVar[str] = ContextVar("room_code", default="")

log = logging.getLogger("animatch.requests")

PLAIN_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
ROOM_IN_PATH = re.compile(r"/(?:r|rooms)/([A-Za-z]{5})(?:/|$)")


def bind(request: str, room: str = "") -> None:
    """Everything logged from here on in this context belongs to this request and room."""
    request_id.set(request)
    room_code.set(room)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message; request, room and error where there are such."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
            "room": room_code.get(),
            "error": self.formatException(record.exc_info) if record.exc_info else "",
            **getattr(record, "fields", {}),
        }
        return json.dumps({key: value for key, value in line.items() if value != ""}, ensure_ascii=False, default=str)


def request_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives each request an id (a proxy's own, if it sent one), says it in the answer, and logs the request."""

    def traced(request: HttpRequest) -> HttpResponse:
        began = _begin(request)
        return _end(request, get_response(request), began)

    return traced


def _begin(request: HttpRequest) -> float:
    given = request.headers.get("X-Request-ID", "")
    room = ROOM_IN_PATH.search(request.path)
    bind(given if PLAIN_ID.fullmatch(given) else uuid4().hex, room[1].upper() if room else "")
    return time.perf_counter()


def _end(request: HttpRequest, response: HttpResponse, began: float) -> HttpResponse:
    response["X-Request-ID"] = request_id.get()
    seconds = time.perf_counter() - began
    metrics.requests.labels(request.method, response.status_code).observe(seconds)
    # The path without its query: that may hold a signature.
    fields = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    log.info("%s %s", request.method, request.path, extra={"fields": fields})
    return response


@before_task_publish.connect
def _send_along(headers: dict[str, object], **rest: object) -> None:
    headers["trace"] = [request_id.get(), room_code.get()]


@task_prerun.connect
def _take_over(task: Task[..., object], **rest: object) -> None:
    bind(*(getattr(task.request, "trace", None) or ("", "")))


def settings(level: str, as_json: bool) -> dict[str, object]:
    """Django's LOGGING: everything to standard error, as JSON or for people."""
    people = {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonFormatter} if as_json else people},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Each request has a line of its own; uvicorn's would be a second one.
            "uvicorn.access": {"level": "WARNING"},
            "uvicorn.error": {"level": "WARNING"},
            "botocore": {"level": "WARNING"},
            # A line for each of beat's ticks would drown the rest, and results hold what faces look like.
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
        },
    }
