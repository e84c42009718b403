"""Where secrets are read from, and which processes start without them."""

from pathlib import Path

import pytest

from tests.animatch.settings_process import PRODUCTION, ask, complaint

QUEUE = {"REDIS_URL": PRODUCTION["REDIS_URL"]}
START = "from animatch.celery import app; app.loader.import_default_modules(); "
LOADED = START + "print(sorted(name for name in app.tasks if not name.startswith('celery.')))"


def in_files(folder: Path, **env: str) -> dict[str, str]:
    """The same environment with each value in a file."""
    for name, value in env.items():
        (folder / name.lower()).write_text(value + "\n")
    return {f"{name}_FILE": str(folder / name.lower()) for name in env}


def test_every_secret_can_be_a_file(tmp_path: Path) -> None:
    question = "print(settings.SECRET_KEY, settings.DATABASES['default']['NAME'], settings.CELERY_BROKER_URL)"
    told = ask(tmp_path, question, **in_files(tmp_path, **PRODUCTION))
    assert told.stdout.split() == [PRODUCTION["SECRET_KEY"], "animatch", PRODUCTION["REDIS_URL"]]


def test_a_secret_that_is_said_twice_is_named(tmp_path: Path) -> None:
    twice = in_files(tmp_path, SECRET_KEY="another")
    assert complaint(tmp_path, **PRODUCTION, **twice).startswith("SECRET_KEY and SECRET_KEY_FILE are both set: ")


def test_a_file_that_cannot_be_read_is_named_and_not_shown(tmp_path: Path) -> None:
    env = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    gone = str(tmp_path / "gone")
    assert complaint(tmp_path, **env, SECRET_KEY_FILE=gone).startswith(f"SECRET_KEY_FILE names {gone}, which cannot")


def test_a_vision_worker_starts_without_database_and_secret_and_knows_its_own_tasks_alone(tmp_path: Path) -> None:
    told = ask(tmp_path, LOADED, ROLE="vision", **QUEUE)
    assert told.returncode == 0, told.stderr
    expected = ["animatch.heartbeat.beat", "scoring.tasks.read_calibration", "scoring.tasks.score_photo"]
    assert told.stdout.strip() == str(expected)


@pytest.mark.parametrize("role", ["vision", "beat"])
def test_a_process_without_rows_loads_no_model_and_passes_celerys_checks(tmp_path: Path, role: str) -> None:
    question = START + "import django; django.setup(); from django.apps import apps; "
    question += "from django.core.checks import run_checks; print(list(apps.get_models()), run_checks())"
    told = ask(tmp_path, question, ROLE=role, **QUEUE)
    assert told.stdout.strip() == "[] []", told.stderr


@pytest.mark.parametrize(
    "use",
    [
        "from django.db import connection; connection.cursor()",
        "from django.core.signing import dumps; dumps({})",
    ],
)
def test_who_uses_in_a_vision_worker_what_is_not_there_fails_loudly(tmp_path: Path, use: str) -> None:
    told = ask(tmp_path, use, ROLE="vision", **QUEUE)
    assert told.returncode != 0
    assert "ImproperlyConfigured: " in told.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY"])
@pytest.mark.parametrize("role", ["vision", "beat"])
def test_a_process_that_needs_no_secret_refuses_to_be_given_one(tmp_path: Path, role: str, name: str) -> None:
    assert complaint(tmp_path, ROLE=role, **QUEUE, **{name: PRODUCTION[name]}).startswith(f"{name} is set: ")


def test_a_role_needs_its_queue(tmp_path: Path) -> None:
    assert complaint(tmp_path, ROLE="vision").startswith("REDIS_URL is not set: ")


def test_a_role_that_nobody_knows_is_named(tmp_path: Path) -> None:
    assert complaint(tmp_path, **PRODUCTION | {"ROLE": "visoin"}) == "ROLE='visoin' is none of vision, beat."
