"""A visit's socket, and answers in one request, on the server that AniMatch runs on."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from game import models
from game.booths import tasks, waiting
from game.privacy import person_erasure
from tests.processes import wait_until
from tests.support.live import closed
from tests.support.photos import wall
from tests.support.visitors import Browser, face_of, face_of_a_stranger, form, seen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(server, friends):
    made = []

    def open_browser():
        made.append(Browser(server.url))
        return made[-1]

    yield open_browser
    for one in made:
        one.close()
        one.http.close()


@pytest.fixture
def mia(browser):
    return browser().step_in()


def answered(visitor, face=None):
    tasks.answer_visit(seen(face or face_of_a_stranger()), visitor.visit)


def test_the_visit_comes_at_once_and_then_every_change(mia, friends):
    mia.listen().shows("waiting")
    mia.send(wall())
    mia.shows("queued")
    tasks.visit_began(mia.visit)
    answered(mia, face_of(friends.people.get(name="Ada").portraits.get()))
    mia.shows("answered")
    words = [visit["words"] for visit in mia.visits()]
    assert (words[0], words[-1]) == ("Waiting for your photo.", "Here is the answer.")
    assert mia.visits()[-1]["answer"]["matches"][0]["name"] == "Ada"
    assert models.Visit.objects.get().seen


def test_a_browser_that_comes_later_is_told_the_answer(mia):
    mia.send(wall())
    answered(mia)
    mia.listen().shows("answered")


def test_what_changes_while_nobody_listens_yet_is_not_missed(mia):
    mia.listen().shows("waiting")
    mia.send(wall())
    answered(mia)
    mia.shows("answered")
    mia.say("resync")
    mia.until(lambda b: len([v for v in b.visits() if v["state"] == "answered"]) > 1)


def test_another_browser_that_knows_the_id_is_sent_away_and_told_nothing(mia, browser):
    eve = browser().step_in()
    for stranger in (eve, browser()):
        stranger.listen(mia.visit).until(closed)
        assert stranger.close_code == 4404 and stranger.errors == [("no_such_visit", None)]
        assert [message["type"] for message in stranger.seen] == ["error"]
    eve.listen().shows("waiting")
    mia.send(wall())
    answered(mia)
    eve.say("ping", sent=1)
    eve.until(lambda b: b.seen[-1]["type"] == "pong")
    assert [visit["id"] for visit in eve.visits()] == [eve.visit]


@pytest.mark.parametrize("visit", ["x", "6a7f0a3e-6d0c-4b55-a6ce-0d7a6a0f8b1c"])
def test_there_is_no_such_visit(mia, visit):
    mia.listen(visit).until(closed)
    assert mia.close_code == 4404


def test_a_foreign_page_cannot_listen(mia):
    mia.listen(origin="https://evil.example").until(closed)
    assert mia.close_code == 4403 and mia.seen == []


@pytest.mark.parametrize("text", ["{}", "no", '{"type": "start"}', '{"type": "resync", "more": 1}', "x" * 5000])
def test_other_messages_are_refused(mia, text):
    mia.listen().shows("waiting")
    mia.say_raw(text)
    mia.until(lambda b: b.errors)
    assert mia.errors == [("bad_message", None)]


def test_forgetting_closes_every_browser_of_the_visitor(mia, browser):
    tablet = browser()
    tablet.http.cookies = mia.http.cookies
    mia.listen().shows("waiting")
    tablet.listen(mia.visit).shows("waiting")
    assert mia.http.delete(f"/booths/visits/{mia.visit}").status_code == 204
    for screen in (mia, tablet):
        screen.until(closed)
        assert screen.close_code == 4404
        assert screen.seen[-1]["type"] == "closed" and screen.seen[-1]["code"] == "forgotten"


def test_who_is_erased_is_sent_away(mia, real_now):
    mia.listen().shows("waiting")
    person_erasure.erase_player(models.Player.objects.get(), real_now)
    mia.until(closed)


class TestInOneRequest:
    @pytest.fixture
    def asking(self, server, friends):
        """Requests that wait, by how many; their answers come from the pool."""
        clients = [httpx.Client(base_url=f"{server.url}/api/v1", timeout=60, trust_env=False) for _ in range(12)]
        with ThreadPoolExecutor(12) as pool:
            yield lambda count: [
                pool.submit(client.post, "/booths/lookalike?wait=1", files=form(wall())) for client in clients[:count]
            ]
        for client in clients:
            client.close()

    def queued(self, count):
        wait_until(lambda: models.Visit.objects.filter(state="queued").count() == count, "the questions")
        return list(models.Visit.objects.all())

    def test_the_answer_comes_in_the_request_that_asked(self, asking, friends):
        (asked,) = asking(1)
        (visit,) = self.queued(1)
        tasks.answer_visit(seen(face_of(friends.people.get(name="Ben").portraits.get())), str(visit.id))
        answer = asked.result()
        assert (answer.status_code, answer.json()["state"]) == (200, "answered")
        assert answer.json()["answer"]["matches"][0]["name"] == "Ben"
        assert "player" in answer.cookies and int(answer.headers["content-length"]) == len(answer.content)

    def test_many_that_wait_hold_no_thread(self, asking, server):
        asked = asking(12)
        visits = self.queued(12)
        began = time.monotonic()
        assert httpx.get(f"{server.url}/api/v1/booths", timeout=10, trust_env=False).status_code == 200
        assert time.monotonic() - began < waiting.SECONDS_BETWEEN_LOOKS
        for visit in visits:
            tasks.answer_visit(seen(face_of_a_stranger()), str(visit.id))
        assert {one.result().status_code for one in asked} == {200}

    def test_a_refusal_comes_as_one(self, asking):
        (asked,) = asking(1)
        (visit,) = self.queued(1)
        tasks.answer_visit({"code": "no_face", "message": "No face found."}, str(visit.id))
        assert (asked.result().status_code, asked.result().json()["code"]) == (422, "no_face")

    def test_what_takes_longer_is_a_visit_to_look_at(self, asking, monkeypatch):
        monkeypatch.setattr(waiting, "MOST_SECONDS", 0.2)
        (asked,) = asking(1)
        assert (asked.result().status_code, asked.result().json()["state"]) == (202, "queued")

    def test_an_answer_that_nobody_told_of_is_seen_by_a_look(self, asking, monkeypatch):
        monkeypatch.setattr(waiting, "SECONDS_BETWEEN_LOOKS", 0.2)
        (asked,) = asking(1)
        self.queued(1)
        models.Visit.objects.update(state="refused", code="lost", message="Lost.")
        assert asked.result().json() == {"code": "lost", "message": "Lost."}

    def test_who_is_forgotten_meanwhile_is_told_so(self, asking, monkeypatch):
        monkeypatch.setattr(waiting, "SECONDS_BETWEEN_LOOKS", 0.2)
        (asked,) = asking(1)
        self.queued(1)
        models.Visit.objects.all().delete()
        assert (asked.result().status_code, asked.result().json()["code"]) == (404, "no_such_visit")
