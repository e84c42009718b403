"""Processes that open strangers' pictures, and that can be ended when a picture is too much for them.

A worker's thread asks a child (scoring/child.py) and waits. A picture that takes longer than it may, or
ends the child, gets an outcome, which is final; a new child takes the old one's place and warms up
before it is needed. docs/decisions/0022 says why this is not a library's pool.
"""

import atexit
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

from scoring import frames
from scoring.frames import Attachment
from scoring.vision.errors import PhotoRefused

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-P", "-m", "scoring.child"]
SECONDS = 10.0
"""By the clock, where the processor time of scoring/child.py does not end a picture before."""
SECONDS_FOR_CLIP = 45.0
"""The same for a clip, in which there are thousands of pictures."""
SECONDS_TO_WARM = 60.0
BEAT = 1.0
# All that a child is told of its surroundings: the rest holds passwords.
SURROUNDINGS = (
    *("PATH", "PATHEXT", "SYSTEMROOT", "TMPDIR", "TEMP", "LANG", "LD_LIBRARY_PATH"),
    *("FACE_LANDMARKER_TASK", "FACE_EMBEDDER"),
)

Told = tuple[dict[str, Any], bytes]
Heard = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Asked:
    """A question, what it is about, and who hears how far it is."""

    question: dict[str, Any]
    blobs: tuple[bytes, ...]
    clip: Attachment | None = None
    heard: Heard = lambda told: None


class NotJudged(Exception):
    """A child cannot be had, or has failed at a picture in a way that nobody foresaw."""


class Ended(Exception):
    """A child ended in the middle of a question."""

    def __init__(self, status: int, *, overdue: bool) -> None:
        super().__init__(f"status {status}")
        self.status, self.overdue = status, overdue

    @property
    def from_outside(self) -> bool:
        """Somebody else has killed it: the picture need not be to blame."""
        return self.status == -getattr(signal, "SIGKILL", 9) and not self.overdue

    @property
    def outcome(self) -> dict[str, Any]:
        slow = self.overdue or self.status == -getattr(signal, "SIGPROF", 27)
        return PhotoRefused("took_too_long" if slow else "too_heavy").as_dict()


class Child:
    """One process, which begins to warm up at once and answers one question after the other."""

    def __init__(self) -> None:
        surroundings = {name: os.environ[name] for name in SURROUNDINGS if name in os.environ}
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings | {"PYTHONPATH": str(ROOT), "OPENCV_LOG_LEVEL": "SILENT"},
            # Ctrl-C is for the party; the child ends when the pipe does.
            process_group=None if os.name == "nt" else 0,
        )
        self._ready = False
        _alive.add(self)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, asked: Asked, beat: Callable[[], None]) -> Told:
        """What the child says. Raises Ended, NotJudged, or what the attachment raises. `beat` comes every second."""
        if not self._ready:
            self._become_ready(beat)
        return self._exchange(asked, SECONDS_FOR_CLIP if asked.clip else SECONDS, beat)

    def _become_ready(self, beat: Callable[[], None]) -> None:
        try:
            head, _ = self._exchange(None, SECONDS_TO_WARM, beat)
        except Ended as end:
            raise NotJudged(f"A child did not start: {end}") from end
        if head["code"] != "ready":
            raise NotJudged(head.get("message", head["code"]))
        self._ready = True

    def _exchange(self, asked: Asked | None, seconds: float, beat: Callable[[], None]) -> Told:
        assert self._process.stdin is not None and self._process.stdout is not None
        with _Watch(self._process, seconds, beat) as watch:
            try:
                if asked is not None:
                    frames.write(self._process.stdin, asked.question, *asked.blobs, attached=asked.clip)
                told = frames.read(self._process.stdout)
                while asked is not None and told is not None and told[0]["code"] == frames.UNDER_WAY:
                    asked.heard(told[0])
                    told = frames.read(self._process.stdout)
            except (OSError, frames.Garbled):
                told = None
        if told is None:
            self._process.kill()
            raise Ended(self._process.wait(), overdue=watch.overdue)
        return told[0], b"".join(told[1])

    def close(self) -> None:
        """End it, in the middle of a picture too."""
        _alive.discard(self)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    # What it has not read any more.
                    continue


class _Watch:
    """Beats while something is waited for, and ends the process when that takes too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, beat: Callable[[], None]) -> None:
        self._process, self._seconds, self._beat = process, seconds, beat
        self._done = threading.Event()
        self.overdue = False

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)
        self._thread.start()
        return self

    def _watch(self) -> None:
        end = time.monotonic() + self._seconds
        while not self._done.wait(BEAT):
            if time.monotonic() > end:
                self.overdue = True
                self._process.kill()
                return
            self._beat()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()


class Children:
    """As many children as threads ask at the same time; those that wait are warm."""

    def __init__(self) -> None:
        self._idle: list[Child] = []
        self._lock = threading.Lock()

    def warm_up(self, count: int) -> None:
        """Have so many ready soon, before anybody asks."""
        with self._lock:
            self._idle += [Child() for _ in range(count - len(self._idle))]

    def ask(
        self,
        question: dict[str, Any],
        *blobs: bytes,
        clip: Attachment | None = None,
        heard: Heard = lambda told: None,
        beat: Callable[[], None] = lambda: None,
    ) -> Told:
        """{"code", ...} and the copy to keep, if there is one. Raises NotJudged, or what the clip raises.

        A child that somebody else has killed is not the picture's fault, so that one is asked about again, once.
        """
        asked = Asked(question, blobs, clip, heard)
        try:
            return self._ask(asked, beat)
        except Ended as end:
            if not end.from_outside:
                return end.outcome, b""
        try:
            return self._ask(asked, beat)
        except Ended as end:
            return end.outcome, b""

    def _ask(self, asked: Asked, beat: Callable[[], None]) -> Told:
        child = self._take()
        try:
            head, kept = child.ask(asked, beat)
        except BaseException as error:
            log.warning("A child ended at a picture: %s", error)
            self._replace(child)
            raise
        if head.pop("last", False):
            self._replace(child)
        else:
            with self._lock:
                self._idle.append(child)
        return head, kept

    def _take(self) -> Child:
        with self._lock:
            return self._idle.pop() if self._idle else Child()

    def _replace(self, child: Child) -> None:
        """The new one is asked last, so that it is warm by then."""
        child.close()
        with self._lock:
            self._idle.insert(0, Child())

    def close(self) -> None:
        """End those that nobody asks now."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()


_alive: WeakSet[Child] = WeakSet()


@atexit.register
def _close_all() -> None:
    for child in list(_alive):
        child.close()
