"""A worker that takes nothing from a queue in which work waits ends, and whoever runs it starts it anew.

Where Redis was away at a bad moment, a consumer can be left with a connection on which nothing comes any more
(celery/celery#8030, #10205): the process is there, and nothing is wrong that it could see by itself.
"""

import logging
import os
import threading
import time
from typing import Any

from celery import Celery
from celery.signals import task_postrun, task_prerun, worker_ready
from celery.worker.consumer import Consumer
from django.conf import settings
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

LOOK_SECONDS = 4.0
LOOKS = 6
"""So many looks in a row at work that waits and is not begun, with nothing else in hand, and a worker is deaf."""

_lock = threading.Lock()
_in_hand = _begun = 0


@task_prerun.connect
def _begins(**rest: object) -> None:
    global _in_hand, _begun
    with _lock:
        _in_hand, _begun = _in_hand + 1, _begun + 1


@task_postrun.connect
def _ends(**rest: object) -> None:
    global _in_hand
    with _lock:
        _in_hand -= 1


@worker_ready.connect
def _keep_watch(sender: Consumer, **rest: object) -> None:
    """A party's workers share their process with the queue itself, and hear of everything."""
    if not settings.EMBEDDED:
        queues = [str(queue) for queue in sender.app.amqp.queues.consume_from]
        threading.Thread(target=_watch, args=(sender.app, queues), name="deafness", daemon=True).start()


def _watch(app: Celery, queues: list[str]) -> None:
    in_vain, begun = 0, _begun
    while in_vain < LOOKS:
        time.sleep(LOOK_SECONDS)
        idle = not _in_hand and begun == _begun
        begun = _begun
        in_vain = in_vain + 1 if idle and _waiting(app, queues) else 0
    log.error("Work waits in %s and none of it comes here: this worker ends, to be started anew.", queues)
    logging.shutdown()
    os._exit(1)


def _waiting(app: Celery, queues: list[str]) -> int:
    """How much waits in these queues; 0 while nobody can tell, because Redis is away."""
    try:
        with app.connection_for_write() as connection:
            channel: Any = connection.default_channel
            return sum(channel.queue_declare(queue, passive=False).message_count for queue in queues)
    except (RedisError, KombuError, OSError) as error:
        log.info("Nobody can tell what waits in %s: %s", queues, error)
        return 0
