"""Child processes that start once they answer, and never outlive the tests that need them."""

import atexit
import contextlib
import ctypes
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
# Below the ports that the system gives to outgoing connections: a client that retries the
# address of a stopped server could otherwise be given that very port, and talk to itself.
PORTS = range(15_000, 32_000)
# Tests run side by side, and a port is listened on some time after it was chosen: each has ports of its own.
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_ports = list(PORTS[WORKER::WORKERS])
random.shuffle(_ports)


def free_port() -> int:
    """A port nobody listens on now, and none that was given before."""
    while True:
        port = _ports.pop()
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port


def wait_until(condition: Callable[[], object], what: str, seconds: float = SECONDS_TO_START) -> None:
    """Return once the condition holds; TimeoutError says what was waited for in vain."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"Waited {seconds:.0f} s in vain for {what}.")
        time.sleep(0.05)


def answers_on(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Process:
    """A program in a process group of its own, its output in a file."""

    stop_signal = signal.SIGTERM

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        self.name, self.command, self.log, self.env, self.user = name, list(command), log, env, user
        self._child: subprocess.Popen[bytes] | None = None
        atexit.register(self.kill)

    @property
    def pid(self) -> int:
        assert self._child is not None, f"{self.name} has not been started"
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def ready(self) -> bool:
        return True

    def launch(self) -> None:
        """Start it without waiting."""
        self._child = self._spawn()

    def start(self) -> None:
        """Start it and wait until it is ready; RuntimeError with its last words if it ends before."""
        self.launch()
        wait_until(lambda: not self.running or self.ready(), f"{self.name} to start: {self.last_words()}")
        if not self.running:
            raise RuntimeError(f"{self.name} ended at once: {self.last_words()}")

    def _spawn(self) -> subprocess.Popen[bytes]:
        # Linux ends a child with the thread that started it.
        assert threading.current_thread() is threading.main_thread(), "start processes from the main thread"
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command,
                env=None if self.env is None else dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
                user=self.user,
                group=self.user and _group(self.user),
                extra_groups=self.user and [],
            )

    def stop(self, with_signal: int | None = None) -> int:
        """Ask it to end and wait; its exit status. What does not end in time is killed."""
        if not self.running:
            return 0
        assert self._child is not None
        self._child.send_signal(with_signal or self.stop_signal)
        try:
            return self._child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()
            raise TimeoutError(f"{self.name} did not end when asked to: {self.last_words()}") from None

    def kill(self) -> None:
        """End the whole process group without warning."""
        if self.running:
            assert self._child is not None
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()

    def restart(self) -> None:
        self.stop()
        self.start()

    def last_words(self) -> str:
        return self.log.read_bytes()[-2000:].decode(errors="replace") if self.log.exists() else ""


def _group(user: str) -> int:
    # Late, for Windows has none.
    import pwd

    return pwd.getpwnam(user).pw_gid
