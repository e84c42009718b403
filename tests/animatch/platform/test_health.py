import json
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import AsyncClient

from animatch.platform import health, heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def beating() -> None:
    for queue in ("default", "vision", "vision.slow"):
        heartbeat.beat(queue)


async def parts(client: AsyncClient) -> tuple[HttpResponse, dict]:
    answer = await client.get("/readyz")
    return answer, json.loads(answer.content)["parts"]


async def test_alive_asks_nobody_else(async_client: AsyncClient) -> None:
    assert (await async_client.get("/healthz")).json() == {"status": "ok"}


async def test_ready_when_every_part_answers(async_client: AsyncClient, beating: None) -> None:
    answer, found = await parts(async_client)
    assert answer.status_code == 200
    assert set(found) >= {"database", "storage", "default_worker", "vision_worker"}
    assert all(part["ok"] and part["ms"] >= 0 for part in found.values())


async def test_a_worker_that_was_never_there_is_named(async_client: AsyncClient) -> None:
    answer, found = await parts(async_client)
    assert answer.status_code == 503
    assert not found["vision_worker"]["ok"]
    assert found["vision_worker"]["message"].startswith("No vision worker has done anything")


async def test_a_worker_that_fell_silent_is_named(async_client: AsyncClient, beating: None) -> None:
    cache.set("heartbeat:default", time.time() - 60)
    _, found = await parts(async_client)
    assert not found["default_worker"]["ok"]
    assert found["vision_worker"]["ok"]


@pytest.mark.parametrize("name", ["database", "storage"])
async def test_one_broken_part_does_not_hide_the_others(
    async_client: AsyncClient, beating: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(health.PARTS, name, (_broken, 1))
    answer, found = await parts(async_client)
    assert answer.status_code == 503
    assert found[name]["message"] == "Does not work: OSError."
    assert [other for other, part in found.items() if not part["ok"]] == [name]


def _broken() -> None:
    raise OSError("postgres://user:password@host")


async def test_a_part_that_hangs_is_given_up_after_its_own_time(
    async_client: AsyncClient, beating: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(health.PARTS, "storage", (_hanging(2), 0.1))
    _, found = await parts(async_client)
    assert found["storage"]["message"] == "No answer within 0.1 s."
    assert found["database"]["ok"]


def _hanging(seconds: float) -> Callable[[], None]:
    return lambda: time.sleep(seconds)


async def test_figures_are_for_those_inside(async_client: AsyncClient) -> None:
    answer = await async_client.get("/metrics")
    assert answer.status_code == 200
    assert "animatch_sockets" in answer.content.decode()


async def test_figures_are_not_for_those_behind_the_proxy(async_client: AsyncClient) -> None:
    answer = await async_client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code == 404
