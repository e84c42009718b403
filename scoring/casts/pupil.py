"""The process that learns (`python -m scoring.casts.learning`), asked and waited for."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
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
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=_root()) as child:
        try:
            told = _wait(child, question, still_there)
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise CastRefused("training_failed")
    return told


def _wait(child: subprocess.Popen[bytes], question: bytes, still_there: Callable[[], None]) -> bytes:
    began = time.monotonic()
    asked: bytes | None = question
    while True:
        try:
            return child.communicate(asked, timeout=TELL_SECONDS)[0]
        except subprocess.TimeoutExpired:
            # What is left of the question is known to the child's pipe already.
            asked = None
            still_there()
            if time.monotonic() - began > LONGEST:
                raise CastRefused("training_failed") from None


def _root() -> str:
    """Where the package lies that the child runs."""
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
