import asyncio
import threading
import time
from datetime import datetime

import httpx
import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.utils import timezone

from animatch.platform import bodies
from animatch.platform.http import SECONDS_TO_HEAR, THREADS, Handler, PutOff, received_at
from animatch.platform.static_files import StaticFiles


def _who(request):
    time.sleep(0.02)
    return HttpResponse(threading.current_thread().name)


def _wait(request):
    arrived = received_at(request)
    _gate.wait(10)
    return HttpResponse(arrived.isoformat())


def _later(request):
    return PutOff(HttpResponse("not yet", status=202), _comes.wait, lambda: HttpResponse("at last"))


def _break(request):
    raise ValueError


_gate, _comes = threading.Event(), asyncio.Event()
urlpatterns = [
    path("who", _who),
    path("wait", _wait),
    path("later", _later),
    path("break", _break),
    path("", include("animatch.urls")),
]
handler404, handler500 = "animatch.platform.error_pages.not_found", "animatch.platform.error_pages.broken"


@pytest.fixture
def client(db):
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["party"]):
        application = StaticFiles(Handler())
        # A view's error is answered, and raised for nobody.
        transport = httpx.ASGITransport(application, raise_app_exceptions=True)
        yield httpx.AsyncClient(transport=transport, base_url="http://party")


async def test_a_crowd_shares_a_few_threads(client):
    answers = await asyncio.gather(*(client.get("/who") for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) <= THREADS


async def test_answers_that_are_put_off_hold_no_thread(client):
    asked = [asyncio.create_task(client.get("/later")) for _ in range(2 * THREADS)]
    assert (await client.get("/who")).status_code == 200
    assert not any(one.done() for one in asked)
    _comes.set()
    answers = await asyncio.gather(*asked)
    assert {(answer.status_code, answer.text, answer.headers["content-length"]) for answer in answers} == {
        (200, "at last", "7")
    }


async def test_a_request_has_arrived_before_its_turn_comes(client):
    asked = asyncio.gather(*(client.get("/wait") for _ in range(THREADS + 1)))
    await asyncio.sleep(0.1)
    opened = timezone.now()
    _gate.set()
    arrived = [datetime.fromisoformat(answer.text) for answer in await asked]
    assert len(arrived) == THREADS + 1
    assert max(arrived) <= opened


async def test_watchers_are_answered_while_everybody_else_waits(client):
    _gate.clear()
    asked = asyncio.gather(*(client.get("/wait") for _ in range(THREADS + 1)))
    await asyncio.sleep(0.1)
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    _gate.set()
    await asked


async def _endless():
    """Not quite: nobody waits for more than this."""
    for _ in range(40):
        yield b"-" * 1_000_000


@pytest.mark.parametrize(("path", "most"), [("/healthz", 1), ("/api/v1/rooms", 1), ("/api/v1/rooms/BCDFG/takes", 16)])
async def test_a_body_beyond_what_its_path_takes_is_refused(client, path, most):
    for sent in ({"content": _endless()}, {"content": b"-" * (most * 1_000_000 + 1)}):
        answer = await client.post(path, **sent)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert f"{most} MB" in answer.json()["message"] and answer.headers["connection"] == "close"


async def test_a_body_that_its_path_takes_is_read(client):
    json = {"Content-Type": "application/json"}
    assert (await client.post("/api/v1/rooms", content=b"-" * 999_000, headers=json)).status_code == 400
    assert (await client.post("/api/v1/rooms/BCDFG/takes", content=b"-" * 15_900_000)).status_code == 404


async def test_where_nothing_more_can_be_held_who_sends_is_asked_to_try_again(client, monkeypatch):
    monkeypatch.setattr(bodies, "MOST_HELD", 100_000)
    # All of it was said, so that there is nothing more to wait for.
    async with asyncio.timeout(SECONDS_TO_HEAR / 2):
        answer = await client.post("/api/v1/rooms/BCDFG/takes", content=b"-" * 200_000)
    assert (answer.status_code, answer.json()["code"]) == (503, "try_again")


async def test_an_error_in_a_view_is_a_page(client):
    answer = await client.get("/break")
    assert answer.status_code == 500
    assert "text/html" in answer.headers["content-type"]


async def test_files_of_the_pages_come_as_what_they_are(client):
    answer = await client.get("/static/js/api.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "max-age" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/static/js/nothing.js", "/static/../manage.py", "/static/"])
async def test_no_other_file_is_sent(client, path):
    assert (await client.get(path)).status_code == 404


async def test_who_goes_in_the_middle_of_a_request_disturbs_nobody(client):
    async def hang_up():
        return {"type": "http.disconnect"}

    async def nobody(message):
        raise AssertionError("there is nobody to answer")

    scope = {"type": "http", "method": "POST", "path": "/who", "headers": [], "query_string": b""}
    await Handler()(scope, hang_up, nobody)
    assert (await client.get("/who")).status_code == 200
