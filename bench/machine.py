"""What the benches that need a running server share: the server, on the cores it may use, and the machine's name."""

import asyncio
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import psutil

from tests.processes import Process, free_port
from tests.servers import Servers

ROOT = Path(__file__).resolve().parents[1]


def describe() -> str:
    """Cores, memory, system and versions, in one line."""
    model = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), "")
    memory = psutil.virtual_memory().total / 2**30
    cores = f"{os.cpu_count()} cores {model or platform.processor()}"
    return f"{cores}, {memory:.0f} GB, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


class WebServer(Process):
    """One serving process; ready once it answers."""

    def __init__(self, command: list[str], folder: Path, env: dict[str, str]) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        ports = {"PORT": str(self.port), "HOST": "127.0.0.1", "DATA_DIR": str(folder)}
        words = [word.format(port=self.port) for word in command]
        super().__init__("The server", [sys.executable, *words], folder / "server.log", os.environ | env | ports)

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.base}/healthz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def pin(self, core: int) -> None:
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(ProcessLookupError):
                os.sched_setaffinity(int(thread.name), {core})


PARTY = ["manage.py", "party", "--host", "127.0.0.1", "--port", "{port}"]
WEB = ["-m", "animatch.web"]


@contextmanager
def running(layer: str, core: int | None) -> Iterator[WebServer]:
    """A server: "embedded" is a party, "redis" a web process of the stack; on one core only, if that is named."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="animatch-bench-")))
        # All phones of a bench have this machine's address, as if a proxy stood before them.
        env = {"TRUSTED_PROXIES": "127.0.0.1"}
        if layer == "redis":
            env |= stack.enter_context(Servers()).env | {"PUBLIC_URL": "http://127.0.0.1"}
            for words in (["migrate", "-v0"], ["load_starter_deck"]):
                command = [sys.executable, "manage.py", *words]
                # Standard output is the figures' alone.
                subprocess.run(command, env=os.environ | env, cwd=ROOT, check=True, stdout=sys.stderr)
        server = WebServer(WEB if layer == "redis" else PARTY, folder, env)
        stack.callback(server.kill)
        server.start()
        if core is not None:
            server.pin(core)
        yield server


class Meter:
    """Memory and processor time of processes and all that they start."""

    def __init__(self, roots: list[int]) -> None:
        self.roots, self.peak = [psutil.Process(pid) for pid in roots], 0.0

    async def watch(self) -> None:
        while True:
            self.peak = max(self.peak, sum(map(_memory, self._family())))
            await asyncio.sleep(0.5)

    def cpu(self) -> float:
        """Seconds of processor time so far, of what runs now."""
        return sum(sum(process.cpu_times()[:2]) for process in self._family())

    def _family(self) -> list[psutil.Process]:
        return [process for root in self.roots for process in (root, *root.children(recursive=True))]


def _memory(process: psutil.Process) -> float:
    try:
        return process.memory_info().rss / 2**20
    except psutil.NoSuchProcess:
        return 0.0
