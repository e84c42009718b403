"""Settings that come from the environment, read once and named when they are wrong."""

import os
import secrets
from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from animatch.platform.file_lock import lock

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable, or what is in the file that NAME_FILE names: secrets are mounted so, and seen by fewer."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, default).strip()
    if os.environ.get(name):
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: take one of them away.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read.") from None


def required(name: str, why: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


def choice(name: str, *known: str) -> str:
    """One of the known words, or "" where it is not set."""
    value = text(name)
    if value not in ("", *known):
        raise ImproperlyConfigured(f"{name}={value!r} is none of {', '.join(known)}.")
    return value


def refused(names: Iterable[str], why: str) -> None:
    """See that none of them is set: what a process does not have cannot be taken from it."""
    for name in names:
        if text(name):
            raise ImproperlyConfigured(f"{name} is set: {why}")


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


def contact(name: str) -> str:
    """Where somebody can be reached, or "" where nobody has said: mailto:… or https://…"""
    value = text(name)
    if value and (not value.startswith(("mailto:", "https://")) or any(map(str.isspace, value))):
        raise ImproperlyConfigured(f"{name} has to be one address that begins with mailto: or https://.")
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
    if path.exists() and (kept := path.read_text()):
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        # Of several processes that start together one makes it, and the others wait until it is written.
        lock(file.fileno(), wait=True)
        kept = file.read()
        if not kept:
            kept = secrets.token_urlsafe(48)
            file.write(kept)
    return kept
