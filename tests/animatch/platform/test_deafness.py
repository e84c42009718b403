"""A worker that hears nothing any more makes room for one that does."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(settings.EMBEDDED, reason="a party's workers share its process; this needs Redis")

WORKER = """
import os, threading
from celery.signals import worker_ready
from animatch.celery import app
from animatch.platform import deafness
from animatch.platform.heartbeat import beat

deafness.LOOK_SECONDS = 0.2

@worker_ready.connect(weak=False)
def give_it_work(sender, **rest):
    if {deaf}:
        sender.cancel_task_queue("{queue}")
    for _ in range(5):
        beat.apply_async(args=["{queue}"], queue="{queue}")
    threading.Timer({seconds}, os._exit, [0]).start()

alone = ["--concurrency=1", "--without-gossip", "--without-mingle"]
app.worker_main(["worker", "--queues={queue}", "--pool=threads", *alone])
"""


def run(*, deaf: bool, seconds: float) -> subprocess.CompletedProcess[str]:
    """A worker's life of so many seconds at most, after which it ends with 0."""
    script = WORKER.format(deaf=deaf, seconds=seconds, queue=f"ears-{os.getpid()}-{deaf}")
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=100, check=False)


def test_a_worker_to_which_nothing_comes_while_work_waits_ends() -> None:
    ended = run(deaf=True, seconds=40)
    assert ended.returncode == 1
    assert "none of it comes here" in ended.stdout + ended.stderr


def test_one_that_hears_stays_though_there_is_nothing_to_do() -> None:
    assert run(deaf=False, seconds=4).returncode == 0
