from pathlib import Path

import pytest

from tests.animatch.settings_process import PRODUCTION, ROOT, ask, complaint


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in PRODUCTION.items() if key != name}


@pytest.mark.parametrize("name", PRODUCTION)
def test_what_production_needs_is_named_when_it_is_missing(tmp_path: Path, name: str) -> None:
    assert complaint(tmp_path, **without(name)).startswith(f"{name} is not set: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://somewhere/db"),
        ("DATABASE_URL", "postgres://127.0.0.1:5432"),
        ("DATABASE_URL", "postgres://127.0.0.1:port/db"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("SECRET_KEY", "short"),
        ("PUBLIC_URL", "party.example.org"),
        ("TRUSTED_PROXIES", "10.0.0.1, my-proxy"),
        ("DEBUG", "perhaps"),
        ("ROOM_LIFETIME_HOURS", "a day"),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, name: str, value: str) -> None:
    assert complaint(tmp_path, **PRODUCTION | {name: value}).startswith(name)


def test_a_bucket_needs_its_keys(tmp_path: Path) -> None:
    assert complaint(tmp_path, **PRODUCTION, S3_BUCKET="photos").startswith("S3_ACCESS_KEY is not set: ")


def test_production_has_nothing_that_djangos_deployment_check_minds(tmp_path: Path) -> None:
    question = "import django; django.setup(); from django.core.management import call_command; "
    question += "call_command('check', deploy=True, fail_level='INFO')"
    answer = ask(tmp_path, question, **PRODUCTION)
    assert answer.returncode == 0, answer.stderr[-2000:]


def test_cookies_are_secure_unless_the_address_says_http(tmp_path: Path) -> None:
    question = "print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0)"
    assert ask(tmp_path, question, **PRODUCTION).stdout.split() == ["True"] * 3
    plain = PRODUCTION | {"PUBLIC_URL": "http://party.example.org"}
    assert ask(tmp_path, question, **plain).stdout.split() == ["False"] * 3


def test_a_party_on_one_machine_needs_nothing_set_and_keeps_its_secret(tmp_path: Path) -> None:
    first, again = (ask(tmp_path, "print(settings.SECRET_KEY)") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == again.stdout
    assert len(first.stdout.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_two_installations_on_one_redis_do_not_hear_each_other(tmp_path: Path) -> None:
    question = "print(settings.CHANNEL_LAYERS['default']['CONFIG']['prefix'])"
    names = [ask(tmp_path, question, **PRODUCTION | {"REDIS_URL": f"redis://127.0.0.1:1/{n}"}).stdout for n in (0, 1)]
    assert names[0] != names[1]


def test_every_variable_of_the_example_file_is_known_to_compose() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    names = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    compose = (ROOT / "docker-compose.yml").read_text()
    assert [name for name in names if f"${{{name}" not in compose] == []
