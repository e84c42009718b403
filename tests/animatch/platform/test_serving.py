"""Whose word counts for where a request comes from."""

import asyncio
from typing import Any

import pytest

from animatch.platform import serving

PROXY, OUTER, GUEST, LIAR = "172.28.91.2", "10.1.0.7", "203.0.113.9", "198.51.100.1"


def seen_from(peer: str, *forwarded: str, proto: str = "https") -> tuple[str, str]:
    """The address and the scheme that the application is told."""
    seen: list[tuple[str, str]] = []

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        seen.append((scope["client"][0], scope["scheme"]))

    config = serving.config(application)
    config.load()
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded] + [(b"x-forwarded-proto", proto.encode())]
    scope = {"type": "http", "scheme": "http", "client": (peer, 1234), "headers": headers}
    asyncio.run(config.loaded_app(scope, None, None))  # type: ignore[arg-type]
    return seen[0]


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", PROXY])
def test_nobody_is_believed_unless_named(settings: Any, peer: str) -> None:
    settings.TRUSTED_PROXIES = []
    assert seen_from(peer, LIAR) == (peer, "http")


def test_a_stranger_is_not_believed_where_a_proxy_is_named(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [PROXY]
    assert seen_from(GUEST, LIAR) == (GUEST, "http")


@pytest.mark.parametrize("forwarded", [[GUEST], [f"{LIAR}, {GUEST}"], [LIAR, GUEST], [f"unknown, {LIAR},{GUEST}"]])
def test_the_last_address_that_is_no_proxys_counts(settings: Any, forwarded: list[str]) -> None:
    settings.TRUSTED_PROXIES = [PROXY]
    assert seen_from(PROXY, *forwarded) == (GUEST, "https")


def test_several_proxies_may_stand_in_a_row(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [PROXY, "10.0.0.0/8"]
    assert seen_from(PROXY, f"{LIAR}, {GUEST}, {OUTER}") == (GUEST, "https")
