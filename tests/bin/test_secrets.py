"""What bin/secrets makes, and what each of Redis's users may do with it on a real server."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import yaml

from tests.servers import ROOT, Redis

DECLARED = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["secrets"]


def make(folder: Path, env: str = "") -> dict[str, str]:
    """Run it for an .env with this text; what is in the files."""
    (folder.parent / "env").write_text(env)
    told = os.environ | {"ENV_FILE": str(folder.parent / "env")}
    subprocess.run([ROOT / "bin" / "secrets", folder], env=told, check=True, timeout=60)
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_every_secret_that_compose_mounts_is_made(tmp_path: Path) -> None:
    made = make(tmp_path / "secrets")
    assert {Path(secret["file"]).name for secret in DECLARED.values()} <= made.keys()
    assert all(text.strip() for text in made.values())


def test_nobody_else_on_the_machine_can_reach_them(tmp_path: Path) -> None:
    make(tmp_path / "secrets")
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


def test_run_again_it_changes_nothing(tmp_path: Path) -> None:
    assert make(tmp_path / "secrets") == make(tmp_path / "secrets")


def test_two_installations_share_nothing(tmp_path: Path) -> None:
    one, other = make(tmp_path / "one"), make(tmp_path / "other")
    assert not set(one.values()) & set(other.values())


def test_a_secret_that_was_taken_away_is_made_anew_wherever_it_is_used(tmp_path: Path) -> None:
    old = make(tmp_path / "secrets")
    (tmp_path / "secrets" / "redis_vision_password").unlink()
    new = make(tmp_path / "secrets")
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"redis_vision_password", "redis_vision_url", "valkey_users"}


def test_what_an_env_file_from_before_says_goes_on_being_used(tmp_path: Path) -> None:
    made = make(tmp_path / "secrets", "SECRET_KEY=of-old\nPOSTGRES_PASSWORD=known-to-the-database\n")
    assert made["secret_key"] == "of-old"
    assert made["postgres_password"] == "known-to-the-database"
    assert ":known-to-the-database@" in made["database_url"]


def test_the_server_of_queues_is_told_no_password(tmp_path: Path) -> None:
    made = make(tmp_path / "secrets")
    assert not any(made[f"redis_{user}_password"] in made["valkey_users"] for user in ("app", "vision", "beat"))


def test_vision_has_the_rooms_of_the_bucket_and_app_no_say_over_it(tmp_path: Path) -> None:
    made = make(tmp_path / "secrets", "S3_BUCKET=ours\n")
    identities = {one["name"]: one for one in json.loads(made["s3_identities"])["identities"]}
    uploads = {f"{right}:ours/{folder}/*" for right in ("Read", "Write") for folder in ("rooms", "visits")}
    assert set(identities["vision"]["actions"]) == uploads
    assert set(identities["app"]["actions"]) == {"Read:ours", "Write:ours", "List:ours"}
    assert identities["app"]["credentials"] == [{"accessKey": "app", "secretKey": made["s3_app_key"]}]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Redis, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("redis")
    made = make(folder / "secrets")
    # As it is in production: nobody may do everything.
    server = Redis(folder, folder / "secrets", almighty=False)
    server.start()
    yield server, made
    server.kill()


# What the user of this name may not do.
FORBIDDEN = [
    ("default", ["GET", "animatch:1:heartbeat:vision"]),
    ("default", ["LPUSH", "animatch:default", "work"]),
    ("app", ["FLUSHALL"]),
    ("app", ["CONFIG", "GET", "*"]),
    ("app", ["ACL", "LIST"]),
    ("app", ["SHUTDOWN"]),
    ("app", ["GET", "somebody-elses"]),
    ("vision", ["GET", "animatch:1:limit:join:192.0.2.1:0"]),
    ("vision", ["SCAN", "0"]),
    ("vision", ["PUBLISH", "animatch/0__group__room.ABCDE", "{}"]),
    ("vision", ["SUBSCRIBE", "animatch/0__group__room.ABCDE"]),
    ("vision", ["PUBSUB", "CHANNELS"]),
    ("vision", ["FLUSHDB"]),
    ("beat", ["HGETALL", "animatch:unacked"]),
    ("beat", ["GET", "animatch:1:heartbeat:vision"]),
    ("beat", ["KEYS", "*"]),
]
ALLOWED = [
    ("default", ["PING"]),
    ("app", ["PUBLISH", "animatch/0__group__room.ABCDE", "{}"]),
    ("app", ["SET", "animatch:1:limit:join:192.0.2.1:0", "1"]),
    ("vision", ["SET", "animatch:1:heartbeat:vision", "1"]),
    ("vision", ["LPUSH", "animatch:default", "work"]),
    ("beat", ["LPUSH", "animatch:vision", "work"]),
]


def call(server: tuple[Redis, dict[str, str]], user: str, words: list[str]) -> object:
    process, made = server
    known = {} if user == "default" else {"username": user, "password": made[f"redis_{user}_password"]}
    with redis.Redis(port=process.port, socket_timeout=5, **known) as client:
        return client.execute_command(*words)


@pytest.mark.parametrize(("user", "words"), FORBIDDEN)
def test_a_user_of_redis_may_not(server: tuple[Redis, dict[str, str]], user: str, words: list[str]) -> None:
    with pytest.raises(redis.exceptions.NoPermissionError):
        call(server, user, words)


@pytest.mark.parametrize(("user", "words"), ALLOWED)
def test_a_user_of_redis_may(server: tuple[Redis, dict[str, str]], user: str, words: list[str]) -> None:
    assert call(server, user, words) is not None
