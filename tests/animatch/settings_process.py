"""Asks Django's settings, in a process of their own, what they make of an environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DATABASE_URL": "postgres://animatch@127.0.0.1:1/animatch",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "party.example.org",
}
OURS = {*PRODUCTION, "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_ENDPOINT_URL"}
OURS |= {"PUBLIC_URL", "DEBUG", "TRUSTED_PROXIES", "ROLE", "SECURITY_CONTACT"}


def ask(folder: Path, question: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `question` with `settings` at hand and nothing set but this environment."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    code = f"from django.conf import settings; settings.DEBUG; {question}"
    django = {"DJANGO_SETTINGS_MODULE": "animatch.settings", "DATA_DIR": str(folder)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=rest | django | env, capture_output=True, text=True, timeout=60)


def complaint(folder: Path, **env: str) -> str:
    """The sentence with which the settings refuse this environment."""
    answer = ask(folder, "pass", **env)
    assert answer.returncode != 0, "the settings took it"
    return answer.stderr.strip().splitlines()[-1].partition("ImproperlyConfigured: ")[2]
