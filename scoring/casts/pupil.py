"""The process that learns (`python -m scoring.casts.learning`), asked and waited for."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from scoring.casts.errors import CastRefused
from scoring.casts.learning.lessons import Question
from scoring.casts.learning.weights import Damaged, unpack

LONGEST = 600
"""Seconds after which a training is given up; 20,000 examples take less than one."""
TELL_SECONDS = 2.0
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_NEEDED = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG")


def learn(question: Question, still_there: Callable[[], None]) -> tuple[bytes, dict[str, Any]]:
    """Packed weights, and the parameters that were chosen; `still_there` is called now and then while one waits.

    Raises CastRefused("training_failed").
    """
    told = _ask(question.pack(), still_there)
    head, _, weights = told.partition(b"\n")
    try:
        unpack(weights)
        return weights, json.loads(head)
    except (Damaged, ValueError) as error:
        raise CastRefused("training_failed") from error


def _ask(question: bytes, still_there: Callable[[], None]) -> bytes:
    command = [sys.executable, "-m", "scoring.casts.learning"]
    # It is given nothing that it has no use for.
    env = {name: os.environ[name] for name in _NEEDED if name in os.environ} | _ONE_CORE
    # Files, for a pipe that is full waits for whoever is still busy with waking up.
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as told:
        asked.write(question)
        asked.seek(0)
        with subprocess.Popen(command, stdin=asked, stdout=told, env=env, cwd=_root()) as child:
            try:
                _wait(child, still_there)
            except BaseException:
                child.kill()
                raise
        told.seek(0)
        return told.read()


def _wait(child: subprocess.Popen[bytes], still_there: Callable[[], None]) -> None:
    until = time.monotonic() + LONGEST
    while child.poll() is None and time.monotonic() < until:
        with suppress(subprocess.TimeoutExpired):
            child.wait(TELL_SECONDS)
        still_there()
    if child.poll() != 0:
        raise CastRefused("training_failed")


def _root() -> str:
    """Where the package lies that the child runs."""
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
