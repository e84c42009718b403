"""Processes that start without a database and without the key that signs."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.animatch.settings_process import PRODUCTION, ask, complaint

QUEUE = {"REDIS_URL": PRODUCTION["REDIS_URL"]}
# What a Celery process loads, and what becomes of those who use what is not there.
LOOK = """
import json, django
from animatch.celery import app
app.loader.import_default_modules()
django.setup()
from django.apps import apps
from django.core import checks, signing
from django.db import connection
def outcome(use):
    try:
        return str(use())
    except Exception as error:
        return type(error).__name__
print(json.dumps({
    "tasks": sorted(name for name in app.tasks if not name.startswith("celery.")),
    "models": len(list(apps.get_models())),
    "checks": [str(found) for found in checks.run_checks()],
    "database": outcome(connection.cursor),
    "signature": outcome(lambda: signing.dumps({})),
}))
"""


def look(folder: Path, role: str) -> dict[str, Any]:
    (folder / "look.py").write_text(LOOK)
    told = ask(folder, f"exec(open({str(folder / 'look.py')!r}).read())", ROLE=role, **QUEUE)
    assert told.returncode == 0, told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


NOTHING = {"models": 0, "checks": [], "database": "ImproperlyConfigured", "signature": "ImproperlyConfigured"}


def test_a_vision_worker_knows_its_own_tasks_alone_and_fails_loudly_at_rows_and_signatures(tmp_path: Path) -> None:
    questions = ["find_faces", "match_faces", "read_calibration", "score_photo"]
    tasks = ["animatch.heartbeat.beat", *(f"scoring.tasks.{name}" for name in questions)]
    assert look(tmp_path, "vision") == {"tasks": tasks, **NOTHING}


def test_beat_loads_no_row_either(tmp_path: Path) -> None:
    found = look(tmp_path, "beat")
    assert not [task for task in found.pop("tasks") if task.startswith("game.")]
    assert found == NOTHING


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY"])
def test_a_process_that_needs_no_secret_refuses_to_be_given_one(tmp_path: Path, name: str) -> None:
    assert complaint(tmp_path, ROLE="vision", **QUEUE, **{name: PRODUCTION[name]}).startswith(f"{name} is set: ")


def test_a_role_needs_its_queue(tmp_path: Path) -> None:
    assert complaint(tmp_path, ROLE="vision").startswith("REDIS_URL is not set: ")


def test_every_secret_of_production_can_be_a_file(tmp_path: Path) -> None:
    files = {}
    for name, value in PRODUCTION.items():
        (tmp_path / name).write_text(value + "\n")
        files[f"{name}_FILE"] = str(tmp_path / name)
    question = "print(settings.SECRET_KEY, settings.DATABASES['default']['NAME'], settings.CELERY_BROKER_URL)"
    told = ask(tmp_path, question, **files).stdout.split()
    assert told == [PRODUCTION["SECRET_KEY"], "animatch", PRODUCTION["REDIS_URL"]]
