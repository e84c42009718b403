"""The production servers, real ones, for as long as a command runs.

    python -m tests.servers COMMAND…

starts Postgres, Redis and an S3 server on free ports with their data in a temporary folder,
sets DATABASE_URL, REDIS_URL, S3_… and what else production asks for, runs the command,
stops everything and exits with the command's status.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
import psycopg
import redis

from tests.processes import Process, answers_on, free_port

ROOT = Path(__file__).resolve().parents[1]
KEYS = {"S3_ACCESS_KEY": "tests", "S3_SECRET_KEY": "tests-only-secret"}
BUCKET = "photos"


def postgres_program(name: str) -> str:
    """Debian keeps Postgres's programs off the PATH, one folder a version; the newest is taken."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    return str(versions[-1] / name) if versions else shutil.which(name) or name


def _unprivileged() -> str | None:
    """Whom Postgres runs as when we are root, whom it refuses."""
    if os.getuid() != 0:
        return None
    return "postgres" if any(user.pw_name == "postgres" for user in pwd.getpwall()) else "nobody"


class Postgres(Process):
    # A fast shutdown: connections are cut, nothing is lost.
    stop_signal = signal.SIGINT

    def __init__(self, folder: Path) -> None:
        self.port, user = free_port(), _unprivileged()
        self.data = folder / "postgres"
        self.data.mkdir(mode=0o700)
        if user:
            shutil.chown(self.data, user)
        self.url = f"postgres://tests@127.0.0.1:{self.port}/animatch"
        quick = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
        settings = {**quick, "listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": ""}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [postgres_program("postgres"), "-D", str(self.data), *options]
        super().__init__("Postgres", command, folder / "postgres.log", user=user)

    def make(self) -> None:
        """Create the cluster, start it and make the database."""
        options = ["-U", "tests", "-A", "trust", "--no-sync", "-E", "UTF8"]
        init = [postgres_program("initdb"), "-D", str(self.data), *options]
        subprocess.run(init, check=True, capture_output=True, user=self.user, cwd="/")
        self.start()
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute("CREATE DATABASE animatch")

    @property
    def _admin(self) -> str:
        return f"postgres://tests@127.0.0.1:{self.port}/postgres"

    def ready(self) -> bool:
        try:
            psycopg.connect(self._admin, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis(Process):
    """With production's settings and users; where the tests use it themselves, without a password one may do all."""

    def __init__(self, folder: Path, secrets: Path, almighty: bool = True) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        forgetful = ["--save", "", "--appendonly", "no", "--dir", str(folder)]
        default, *others = (secrets / "valkey_users").read_text().splitlines()
        users = folder / "redis-users"
        users.write_text("\n".join(["user default on nopass ~* &* +@all" if almighty else default, *others]) + "\n")
        here = ["--bind", "127.0.0.1", "--port", str(self.port), "--aclfile", str(users)]
        command = ["redis-server", str(ROOT / "deploy" / "valkey.conf"), *here, *forgetful]
        super().__init__("Redis", command, folder / "redis.log")

    def ready(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_timeout=5) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False


class Bucket(Process):
    """An S3 server with one bucket; it forgets its objects when it stops."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "tests.s3_server", str(self.port), str(folder / "s3-is-down")]
        self.outage = folder / "s3-is-down"
        super().__init__("The S3 server", command, folder / "s3.log")

    def ready(self) -> bool:
        return answers_on(self.port)

    def make(self) -> None:
        self.start()
        make_bucket(self.url, BUCKET)

    def keys(self, prefix: str) -> list[str]:
        """Of the objects that it has under the prefix."""
        listed = _client(self.url).list_objects_v2(Bucket=BUCKET, Prefix=prefix)
        return [found["Key"] for found in listed.get("Contents", ())]


def make_bucket(endpoint: str, name: str) -> None:
    _client(endpoint).create_bucket(Bucket=name)


def _client(endpoint: str) -> Any:
    credentials = {"aws_access_key_id": KEYS["S3_ACCESS_KEY"], "aws_secret_access_key": KEYS["S3_SECRET_KEY"]}
    return boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **credentials)


class Servers:
    """All three, started on entering and gone on leaving; `env` is what makes the project use them."""

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="animatch-servers-"))
        self.folder.chmod(0o755)
        self.secrets = self.folder / "secrets"
        subprocess.run([ROOT / "bin" / "secrets", self.secrets], env=os.environ | {"ENV_FILE": os.devnull}, check=True)
        self.postgres, self.bucket = Postgres(self.folder), Bucket(self.folder)
        self.redis = Redis(self.folder, self.secrets)
        try:
            self.postgres.make()
            self.redis.start()
            self.bucket.make()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def _end(self) -> None:
        for server in (self.bucket, self.redis, self.postgres):
            server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def env(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.bucket.url,
            **KEYS,
            "SECRET_KEY": "only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            # Plain http, as the tests speak it.
            "PUBLIC_URL": "http://localhost",
        }


def main(command: list[str]) -> int:
    # So that a terminal's Ctrl-C or a supervisor's SIGTERM ends the servers too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with Servers() as servers:
        return subprocess.run(command, env=os.environ | servers.env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
