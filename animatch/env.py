"""Settings that come from the environment, read once and named when they are wrong."""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def required(name: str, why: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if name not in os.environ:
        return default
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is neither yes (1) nor no (0).")
    return value in TRUE


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma separated list, without empty parts."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def networks(name: str) -> list[str]:
    """A comma separated list of addresses and networks, like 10.0.0.5 or fd00::/8."""
    found = words(name)
    for word in found:
        try:
            ip_network(word)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} takes addresses and networks: {error}.") from None
    return found


def url(name: str, *schemes: str) -> str:
    """The URL, or "" where it is not set. Only the given schemes are taken."""
    value = text(name)
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  a malformed port is found only when it is asked for
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not a URL: {error}.") from None
    if parts.scheme not in schemes or not (parts.hostname or parts.path.strip("/")):
        raise ImproperlyConfigured(
            f"{name} has to start with {' or '.join(f'{s}://' for s in schemes)} and name a host."
        )
    return value


def secret_file(path: Path) -> str:
    """The secret kept in the file; made, readable by its owner only, where there is none yet."""
    try:
        return _secret_in(path)
    except OSError:
        raise ImproperlyConfigured(
            f"{path.parent} cannot be written to: give this user the right to, or set DATA_DIR."
        ) from None


def _secret_in(path: Path) -> str:
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
