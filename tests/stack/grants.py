"""What docker-compose.yml gives to a service: its own variables, and its own secrets, on this machine's servers."""

import os
from pathlib import Path
from typing import Any

from tests.servers import Servers

MOUNTED = "/run/secrets/"
# What no container is told: whose machine it is, and where the programs are.
MACHINE = {"PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}


def granted(service: dict[str, Any], known: dict[str, str], servers: Servers) -> dict[str, str]:
    """The environment of a service; `known` says what its variables are here, and what it may not know is left out."""
    told: dict[str, str] = {name: os.environ[name] for name in MACHINE & os.environ.keys()}
    mounts = _mounts(service)
    for name, value in service["environment"].items():
        if name.endswith("_FILE"):
            told[name] = str(_adapted(servers, mounts[value]))
        elif name in known or "$" not in value:
            told[name] = known.get(name, value)
    return told


def _mounts(service: dict[str, Any]) -> dict[str, str]:
    """Path in the container -> name of the secret."""
    long = [
        {"source": secret, "target": secret} if isinstance(secret, str) else secret for secret in service["secrets"]
    ]
    return {MOUNTED + secret["target"]: secret["source"] for secret in long}


def _adapted(servers: Servers, secret: str) -> Path:
    """The secret's file, with the addresses of the servers that run here."""
    text = (servers.secrets / secret).read_text()
    text = text.replace("@redis:6379/", f"@127.0.0.1:{servers.redis.port}/")
    path = servers.folder / f"mounted-{secret}"
    path.write_text(servers.postgres.url if secret == "database_url" else text)
    return path
