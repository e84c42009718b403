import re
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SERVICES = yaml.safe_load(COMPOSE.read_text())["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("build")}


def test_the_compose_file_fits_the_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert checked.returncode == 0, checked.stdout


def test_every_part_is_there() -> None:
    ours = {"web", "vision", "vision-slow", "default", "beat", "setup"}
    assert set(SERVICES) == {"proxy", *ours, "postgres", "redis", "s3"}


def test_our_own_services_run_as_nobody_special_on_a_disk_that_they_cannot_change() -> None:
    for service in OURS.values():
        assert service["user"] == "10001:10001"
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_every_service_is_watched_and_limited() -> None:
    for name, service in SERVICES.items():
        assert "healthcheck" in service or name == "setup", name
        assert service["deploy"]["resources"]["limits"].keys() >= {"cpus", "memory"}, name


# Service -> the secrets that are mounted in it. A line here is a decision: docs/security.md says what each is good for.
GAME = {"secret_key", "database_url", "redis_app_url", "s3_app_key"}
GIVEN = {
    "proxy": set(),
    "web": GAME,
    "default": GAME,
    "vision": {"redis_vision_url", "s3_vision_key"},
    "vision-slow": {"redis_vision_url", "s3_vision_key"},
    "beat": {"redis_beat_url"},
    "setup": {"secret_key", "database_url", "redis_app_url", "s3_setup_key"},
    "postgres": {"postgres_password"},
    "redis": {"valkey_users"},
    "s3": {"s3_identities"},
}


def mounted(service: dict[str, Any]) -> dict[str, str]:
    """Name of the secret -> name of its file in the container."""
    secrets = service.get("secrets", [])
    return dict((one, one) if isinstance(one, str) else (one["source"], one["target"]) for one in secrets)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_given_the_secrets_that_it_needs_and_no_other(name: str) -> None:
    assert mounted(SERVICES[name]).keys() == GIVEN[name]


@pytest.mark.parametrize("name", OURS)
def test_what_a_service_is_told_to_read_is_mounted(name: str) -> None:
    files = {value for key, value in SERVICES[name]["environment"].items() if key.endswith("_FILE")}
    assert files == {f"/run/secrets/{target}" for target in mounted(SERVICES[name]).values()}


def test_no_secret_is_in_an_environment_or_on_a_command_line() -> None:
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text()))
    assert asked == {
        "DOMAIN",
        "S3_BUCKET",
        "ROOM_LIFETIME_HOURS",
        "CAST_TRAINING_DAYS",
        "LOG_LEVEL",
        "SECURITY_CONTACT",
    } | {name for name in asked if name.endswith("_REPLICAS")}


def test_secrets_are_files_for_compose_can_put_nothing_else_on_a_disk_that_is_read_only() -> None:
    whole = yaml.safe_load(COMPOSE.read_text())
    assert all(set(secret) == {"file"} for secret in whole["secrets"].values())
    assert "configs" not in whole


@pytest.mark.parametrize(("name", "role"), [("vision", "vision"), ("vision-slow", "vision"), ("beat", "beat")])
def test_what_needs_no_rows_has_a_role_that_has_none(name: str, role: str) -> None:
    told = SERVICES[name]["environment"]
    assert told["ROLE"] == role
    assert not {"DATABASE_URL", "DATABASE_URL_FILE", "SECRET_KEY", "SECRET_KEY_FILE"} & told.keys()


def test_the_proxy_alone_is_believed_when_it_says_who_asks() -> None:
    address = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    network = yaml.safe_load(COMPOSE.read_text())["networks"]["inside"]["ipam"]["config"][0]
    assert SERVICES["web"]["environment"]["TRUSTED_PROXIES"] == address
    assert ip_address(address) in ip_network(network["subnet"])
    # Docker gives out addresses from this part, so that no other service is given the proxy's.
    assert ip_address(address) not in ip_network(network["ip_range"])


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert yaml.safe_load(COMPOSE.read_text())["networks"]["inside"]["internal"] is True
