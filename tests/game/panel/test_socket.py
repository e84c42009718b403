"""Who may open the live page's socket, and what it takes from there."""

import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.test import Client
from pydantic import ValidationError

from game.engine.transitions import THE_HOUSE
from game.live.hub import Hub
from game.panel import consumer
from game.panel.consumer import PanelConsumer, _steering_account
from game.panel.protocol import panel_command
from tests.support import evenings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "screens")]


@pytest.fixture
def evening(small_deck, now):
    return evenings.evening(evenings.host("hana"), small_deck, now)


def cookies(user) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def test_the_rooms_own_account_and_a_superuser_steer_it(evening):
    boss = evenings.host("boss", everything=True)
    for user in (evening.owner, boss):
        assert _steering_account(cookies(user), evening.party.code) == user.pk


def test_nobody_else_does(evening):
    code = evening.party.code
    assert _steering_account({}, code) is None
    assert _steering_account({settings.SESSION_COOKIE_NAME: "made up"}, code) is None
    assert _steering_account(cookies(evenings.host("zelda")), code) is None
    session = cookies(evening.owner)
    assert _steering_account(session, "XXXXX") is None
    evening.owner.groups.clear()
    assert _steering_account(session, code) is None


@pytest.mark.parametrize("kind", ["take_over", "done", "leave", "play", "react", "report", "nonsense"])
def test_what_only_a_seat_can_say_is_no_message_of_the_panel(kind):
    with pytest.raises(ValidationError):
        panel_command.validate_python({"type": kind})


async def test_the_house_is_no_seat_that_a_process_vouches_for():
    hub, socket = Hub(), PanelConsumer()
    socket.seat_id = THE_HOUSE
    hub.rooms["BCDFG"].add(socket)
    assert hub.seats() == []
    assert hub._addressed("BCDFG", THE_HOUSE) == [socket]


def test_an_account_that_loses_its_rights_is_shown_no_more_photos(evening, monkeypatch):
    # In this thread, whose transaction the rows are in.
    monkeypatch.setattr(consumer, "in_thread", sync_to_async)
    sent, socket = [], PanelConsumer()
    socket.user_id, socket.code = evening.owner.pk, evening.party.code

    async def send(message):
        sent.append(message)

    socket.base_send = send
    async_to_sync(socket._send_takes)()
    (shown,) = (json.loads(message["text"]) for message in sent)
    assert (shown["type"], len(shown["takes"])) == ("panel", 1)
    evening.owner.groups.clear()
    async_to_sync(socket._send_takes)()
    refusal, end = sent[1:]
    assert json.loads(refusal["text"])["code"] == "not_host"
    assert (end["type"], end["code"]) == ("websocket.close", 4403)
