"""`manage.py party` as a process of its own, with its own data and nothing of this process's servers."""

import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.processes import Process, free_port

ROOT = Path(__file__).resolve().parents[2]
SERVERS = ("DATABASE_URL", "REDIS_URL", "S3_", "PUBLIC_URL", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE")


def environment(data: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(SERVERS)}
    return ours | {"DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}


class PartyProcess(Process):
    def __init__(self, folder: Path, *options: str, command: list[str] | None = None) -> None:
        self.port, self.data = free_port(), folder / "data"
        self.url = f"{'https' if '--https' in options else 'http'}://127.0.0.1:{self.port}"
        party = [sys.executable, str(ROOT / "manage.py"), "party", "--host", "127.0.0.1", "--port", str(self.port)]
        super().__init__("The party", [*(command or party), *options], folder / "party.log", environment(self.data))

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5, context=trusting(self.url)) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def start_timed(self) -> float:
        """Start it; seconds until it answered."""
        began = time.monotonic()
        self.start()
        return time.monotonic() - began


def trusting(url: str) -> ssl.SSLContext | None:
    """A context that takes the party's own certificate."""
    if not url.startswith("https"):
        return None
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def refused(data: Path, *options: str) -> str:
    """What a party says that cannot start; it has to say it in one sentence, and to end with 1."""
    command = [sys.executable, str(ROOT / "manage.py"), "party", "--host", "127.0.0.1", *options]
    ended = subprocess.run(command, env=environment(data), capture_output=True, text=True, timeout=60, check=False)
    said = ended.stderr.strip()
    assert ended.returncode == 1, said
    assert "Traceback" not in said and len(said.splitlines()) == 1, said
    return said


def add_host(data: Path, name: str, password: str) -> None:
    """Give the party in this folder an account, while it runs."""
    command = [sys.executable, str(ROOT / "manage.py"), "create_host", name, "--password-stdin"]
    subprocess.run(command, env=environment(data), input=f"{password}\n", text=True, timeout=60, check=True)
