"""What every worker that searches galleries does beside its tasks."""

import time
import uuid
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from celery import Celery
from celery.signals import worker_ready
from django.conf import settings
from kombu.asynchronous.timer import Timer

from scoring.galleries import matrix, tasks

pytestmark = pytest.mark.django_db(transaction=True)


class Ready(NamedTuple):
    """What a worker's consumer has of it when it begins."""

    app: Celery
    timer: Timer


def begin(queue: str) -> Timer:
    worker = Ready(Celery(set_as_current=False), Timer())
    worker.app.amqp.queues.select([queue])
    # Of those who hear this signal too, each would begin something in earnest.
    tasks.keep_forgetting(sender=worker)
    return worker.timer


def left_behind() -> Path:
    """As another machine's deletion leaves it on this one."""
    path = Path(settings.DATA_DIR) / "galleries" / str(uuid.uuid4()) / "3" / "vectors.npy"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody")
    return path


def test_a_worker_that_searches_galleries_sweeps_them_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "SWEEP_SECONDS", 0.001)
    timer = begin("default")
    for _ in range(2):
        path, end = left_behind(), time.monotonic() + 5
        for _, due in timer:
            if due:
                due()
            if not path.parent.parent.exists():
                break
            assert time.monotonic() < end


def test_a_worker_that_only_looks_at_photos_has_none_to_sweep() -> None:
    assert list(islice(begin("vision"), 1)) == [(None, None)]


def test_every_worker_hears_of_it_when_it_begins() -> None:
    assert tasks.keep_forgetting in worker_ready._live_receivers(None)
