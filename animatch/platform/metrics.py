"""What Prometheus may know: `/metrics` on a web process, and METRICS_PORT on a worker.

Here are the figures of any service; a domain has its own in its `metrics.py`.
"""

import time
from collections.abc import Awaitable, Callable

from celery import Task
from celery.signals import before_task_publish, task_postrun, task_prerun, worker_ready
from django.conf import settings
from prometheus_client import Histogram, start_http_server

FAST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

requests = Histogram("animatch_request_seconds", "HTTP requests.", ["method", "status"], buckets=FAST)
queue_wait = Histogram("animatch_queue_wait_seconds", "From a task's due time to its start.", ["task"], buckets=FAST)
task_time = Histogram(
    "animatch_task_seconds", "A task's own time; score_photo's is the scoring.", ["task"], buckets=FAST
)

_refreshing: list[Callable[[], Awaitable[None]]] = []


def refresh_with(refresh: Callable[[], Awaitable[None]]) -> None:
    """Have figures that are looked up, and not counted, set anew before each answer to Prometheus."""
    _refreshing.append(refresh)


async def refresh() -> None:
    for look_up in _refreshing:
        await look_up()


@before_task_publish.connect
def _stamp(headers: dict[str, object], **rest: object) -> None:
    headers["sent_at"] = time.time()


@task_prerun.connect
def _started(task: Task[..., object], **rest: object) -> None:
    request = task.request
    request.update(began=time.perf_counter())
    # A task with a countdown only waits from its due time on; that is what phase lag is for.
    if (sent_at := getattr(request, "sent_at", None)) and not request.eta:
        queue_wait.labels(task.name).observe(max(time.time() - sent_at, 0))


@task_postrun.connect
def _ended(task: Task[..., object], **rest: object) -> None:
    began = getattr(task.request, "began", None)
    if began is not None:
        task_time.labels(task.name).observe(time.perf_counter() - began)


@worker_ready.connect
def _serve(**rest: object) -> None:
    if settings.METRICS_PORT:
        start_http_server(settings.METRICS_PORT)
