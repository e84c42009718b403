"""Who may open the live page's socket, and what it takes from there."""

import asyncio
import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.test import Client
from pydantic import ValidationError

from game.engine.errors import NotHost
from game.engine.transitions import THE_HOUSE
from game.live.hub import Hub
from game.panel import consumer
from game.panel.consumer import PanelConsumer
from game.panel.protocol import panel_command
from game.rooms.repository import NoSuchRoom
from tests.support import evenings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "screens")]


@pytest.fixture
def evening(small_deck, now):
    return evenings.evening(evenings.host("hana"), small_deck, now)


def cookies(user) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def steers(session: dict[str, str], code: str) -> bool:
    try:
        consumer._check(session, code)
    except (NotHost, NoSuchRoom):
        return False
    return True


def test_the_rooms_own_account_and_a_superuser_steer_it(evening):
    boss = evenings.host("boss", everything=True)
    for user in (evening.owner, boss):
        assert steers(cookies(user), evening.party.code)


def test_nobody_else_does(evening):
    code = evening.party.code
    assert not steers({}, code)
    assert not steers({settings.SESSION_COOKIE_NAME: "made up"}, code)
    assert not steers(cookies(evenings.host("zelda")), code)
    session = cookies(evening.owner)
    assert not steers(session, "XXXXX")
    evening.owner.groups.clear()
    assert not steers(session, code)


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


@pytest.fixture
def socket(evening, monkeypatch):
    """A socket that has entered, in this thread, whose transaction the rows are in; `sent` is what it was told."""
    monkeypatch.setattr(consumer, "in_thread", sync_to_async)
    socket = PanelConsumer()
    socket.code, socket.sent = evening.party.code, []
    socket.scope = {"cookies": cookies(evening.owner)}

    async def send(message):
        socket.sent.append(message)

    socket.base_send = send
    return socket


def log_out(user, session):
    client = Client()
    client.cookies.load(session)
    client.post("/admin/logout/")


def change_password(user, session):
    user.set_password("another long one")
    user.save()


def delete(user, session):
    user.delete()


def deactivate(user, session):
    type(user).objects.update(is_active=False)


def lose_rights(user, session):
    user.groups.clear()


ENDS = [log_out, change_password, delete, deactivate, lose_rights]


def assert_closed(socket):
    refusal, end = socket.sent[-2:]
    assert json.loads(refusal["text"])["code"] == "not_host"
    assert (end["type"], end["code"]) == ("websocket.close", 4403)


@pytest.mark.parametrize("end", ENDS)
def test_whose_session_or_rights_have_ended_is_shown_no_more_photos(evening, socket, end):
    async_to_sync(socket._send_takes)()
    (shown,) = (json.loads(message["text"]) for message in socket.sent)
    assert (shown["type"], len(shown["takes"])) == ("panel", 1)
    end(evening.owner, socket.scope["cookies"])
    async_to_sync(socket._send_takes)()
    assert len(socket.sent) == 3
    assert_closed(socket)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("word", ["pause", "resync", "ping"])
def test_nothing_that_they_say_is_obeyed_or_answered(evening, socket, end, word):
    before = evening.party.room.version
    end(evening.owner, socket.scope["cookies"])
    more = {"sent": 1} if word == "ping" else {}
    async_to_sync(socket.receive)(text_data=json.dumps({"type": word, **more}))
    assert len(socket.sent) == 2
    assert_closed(socket)
    assert evening.party.room.version == before


def test_a_socket_that_hears_and_says_nothing_ends_with_its_session_too(evening, socket, monkeypatch):
    monkeypatch.setattr(consumer, "WATCH_SECONDS", 0.01)

    async def wait():
        watching = asyncio.create_task(socket._watch())
        await asyncio.sleep(0.1)
        assert socket.sent == []
        await sync_to_async(log_out)(evening.owner, socket.scope["cookies"])
        await asyncio.wait_for(watching, 60)

    async_to_sync(wait)()
    assert len(socket.sent) == 2
    assert_closed(socket)
