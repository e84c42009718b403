"""The Celery application. `-A animatch.celery` finds it; tasks live in the apps' tasks.py."""

import gc
import os

from celery import Celery
from celery.signals import beat_init, celeryd_init, setup_logging, worker_ready
from celery.worker.consumer import Consumer
from django.urls import reverse
from kombu.transport.redis import Channel

from animatch.platform.storages import default_storage
from scoring.tasks import CHILDREN

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")

app = Celery("animatch", include=["animatch.platform.heartbeat", "animatch.platform.deafness"])
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


# When Redis goes away, kombu 5.7 would put a worker's unfinished tasks back over the connection that
# it has just closed, and that error ends the worker. What is not put back is queued again by the sweeper.
Channel.do_restore = False


@setup_logging.connect
def _leave_logging_to_django(**rest: object) -> None:
    """Celery configures logging itself unless somebody listens here."""


@beat_init.connect
@celeryd_init.connect
def _write_for_nobody_else(**rest: object) -> None:
    """Photos, models and the schedule are not for others on this machine."""
    os.umask(0o077)


@worker_ready.connect
def _warm_up(sender: Consumer, **rest: object) -> None:
    """What is slow once is done before the first photo is there."""
    for queue in CHILDREN.keys() & app.amqp.queues.consume_from:
        CHILDREN[queue].warm_up(sender.pool.limit)
        # Where results go; or the first of them would wait for a connection.
        with app.producer_or_acquire() as producer:
            producer.maybe_declare(app.amqp.queues["default"])
    if "default" in app.amqp.queues.consume_from:
        # What a room is told holds links, and before the first one all addresses are read.
        reverse("home")
    _settle()


def _settle() -> None:
    """What is slow once, before a photo waits for it; and the collector need not walk what is loaded for good."""
    default_storage.prepare()
    gc.collect()
    gc.freeze()
