"""Production on one machine: the services of docker-compose.yml, each by its exact command, on real servers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import psutil
import redis
import yaml

from tests.processes import Process, answers_on, free_port, wait_until
from tests.servers import Servers
from tests.stack.grants import granted

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"


def compose() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text())


class Service(Process):
    """One container's process. `port` answers once it is ready."""

    def __init__(self, name: str, fleet: "Fleet", port: int = 0, **env: str) -> None:
        self.port = port
        service = compose()["services"][name]
        told = granted(service, fleet.env | env, fleet.servers) | fleet.here | env
        super().__init__(name, service["command"], fleet.folder / f"{name}{port}.log", env=told)

    def ready(self) -> bool:
        return not self.port or answers_on(self.port)

    @property
    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.pid).children(recursive=True)


class Fleet:
    """Two web processes, a vision worker for either way, a default worker and beat."""

    def __enter__(self) -> Self:
        self.servers = Servers().__enter__()
        try:
            self.folder = self.servers.folder
            self._set_up()
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _set_up(self) -> None:
        self.here = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "DATA_DIR": str(self.folder),
            "HOST": "127.0.0.1",
        }
        # No proxy stands before it, unless a bench is one, and phones post to the bucket itself.
        plain = {"PUBLIC_URL": "http://127.0.0.1", "S3_PUBLIC_ENDPOINT_URL": "", "DEBUG": ""}
        plain |= {"TRUSTED_PROXIES": os.environ.get("TRUSTED_PROXIES", "")}
        self.env = os.environ | self.servers.env | self.here | plain
        setup = Service("setup", self)
        subprocess.run(setup.command, env=setup.env, cwd=ROOT, check=True, capture_output=True)

    def _start(self) -> None:
        self.web = [Service("web", self, port, PORT=str(port)) for port in (free_port(), free_port())]
        self.vision, self.slow, self.default = map(self._worker, ("vision", "vision-slow", "default"))
        self.beat = Service("beat", self)
        for service in self.services:
            service.launch()
        wait_until(self.all_ready, "every service to be ready")

    def _worker(self, name: str) -> Service:
        port = free_port()
        return Service(name, self, port, METRICS_PORT=str(port))

    @property
    def services(self) -> list[Service]:
        return [*self.web, self.vision, self.slow, self.default, self.beat]

    @property
    def bases(self) -> list[str]:
        """The port list that stands for the proxy."""
        return [f"http://127.0.0.1:{service.port}" for service in self.web]

    def all_ready(self) -> bool:
        for service in self.services:
            assert service.running, f"{service.name} ended: {service.last_words()}"
        return not self.missing()

    def missing(self) -> str:
        """What the web processes say is not as it should be; "" when all is."""
        try:
            answers = [httpx.get(f"{base}/readyz", timeout=10) for base in self.bases]
        except httpx.TransportError as error:
            return f"a web process: {error}"
        return "\n".join(answer.text for answer in answers if answer.status_code != 200)

    @contextmanager
    def frozen_eyes(self) -> Iterator[list[psutil.Process]]:
        """While it lasts, the vision children get their photos and do nothing with them."""
        children = self.vision.children
        for child in children:
            child.suspend()
        try:
            yield children
        finally:
            for child in children:
                with suppress(psutil.NoSuchProcess):
                    child.resume()

    def photos_in_hand(self) -> int:
        """How many tasks have been handed to a worker and are not done."""
        with redis.Redis.from_url(self.servers.redis.url) as client:
            return int(client.hlen("animatch:unacked"))

    def refused_by_redis(self) -> list[str]:
        """What a service wanted of Redis and may not have: user, and command, key or channel."""
        with redis.Redis.from_url(self.servers.redis.url) as client:
            return [f"{entry['username']}: {entry['object']}" for entry in client.acl_log()]

    @contextmanager
    def bucket_outage(self) -> Iterator[None]:
        self.servers.bucket.outage.touch()
        try:
            yield
        finally:
            self.servers.bucket.outage.unlink()

    def manage(self, *words: str) -> str:
        """What `manage.py` prints; an exit status other than 0 is an error."""
        command = ["python", "manage.py", *words]
        return subprocess.run(command, env=self.env, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for service in getattr(self, "web", []) and self.services:
            service.kill()
        self.servers.__exit__(kind, error, at)
