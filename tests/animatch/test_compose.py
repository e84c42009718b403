import re
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path

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


def test_no_password_has_a_default() -> None:
    secrets = re.findall(r"\$\{(\w*(?:PASSWORD|KEY)\w*)(:?[-?][^}]*)?\}", COMPOSE.read_text())
    demanded = {name for name, rule in secrets if rule.startswith(":?")}
    assert {name for name, _ in secrets} == demanded
    assert not any(rule.startswith((":-", "-")) for _, rule in secrets)


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
