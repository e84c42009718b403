"""A party on a machine whose clock somebody sets: python -m tests.support.clock_party FILE, and what `party` takes.

The file holds by how many seconds the clock is ahead. Patched before anything of Celery's or ours is there.
"""

import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

ahead, real = Path(sys.argv[1]), time.time


def shown() -> float:
    with suppress(OSError, ValueError):
        return real() + float(ahead.read_text())
    return real()


time.time = shown
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")

from django.core.management import execute_from_command_line  # noqa: E402  after the clock

from animatch.platform import steady_clock  # noqa: E402  after the clock

if __name__ == "__main__":
    steady_clock.machine = lambda: datetime.fromtimestamp(shown(), UTC)
    execute_from_command_line(["manage.py", "party", *sys.argv[2:]])
