"""Whatever a socket is told, by whomever: it answers in the protocol's words, nothing breaks, and nobody is lied to."""

import logging
from contextlib import suppress
from typing import get_args

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from pydantic import TypeAdapter
from websockets.exceptions import ConnectionClosed

from animatch.platform import counters
from game import models
from game.engine.errors import RuleViolation
from game.live import message_consumer
from game.panel.protocol import Ban, EraseSeat, PanelMessage
from game.people.rate_limits import TooMany
from game.protocol import from_client
from game.protocol.from_server import ServerMessage
from game.rooms.repository import NoSuchRoom
from tests.game.live.nonsense import Nonsense
from tests.support.live import here
from tests.support.screens import fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

AT_A_SEAT = get_args(from_client.Steering | from_client.TakeOver | from_client.Done | from_client.Leave)
AT_A_SEAT += (from_client.Play, from_client.React, from_client.Report)
# Closing the room would end the attack with it.
IN_THE_PANEL = (*get_args(from_client.Steering), Ban, EraseSeat)
A_FEW, MANY = range(3), pytest.param(range(100, 200), marks=pytest.mark.slow)
MESSAGES = 60
ENDS = {4403, 4404}
answer = TypeAdapter(ServerMessage | PanelMessage)


def codes(kind=RuleViolation):
    return {kind.code}.union(*map(codes, kind.__subclasses__()))


CODES = codes() | {"bad_message", "no_spectators", TooMany.code, NoSuchRoom.code}


@pytest.fixture
def table(phones, monkeypatch, small_deck):
    """A room with everybody who may hold a socket: its host, a guest, a watcher, and the panel."""
    monkeypatch.setattr(message_consumer, "MESSAGES_A_SECOND", 10_000)
    for count in ("raised", "known"):
        monkeypatch.setattr(counters, count, lambda *what, **more: 0)
    boss = User.objects.create(username="boss", is_staff=True, is_superuser=True)
    session = Client()
    session.force_login(boss)

    def sit_down():
        mia, ben, watcher, panel = (phones(name) for name in ("Mia", "Ben", "", ""))
        ben.join(mia.open_room())
        panel.http.cookies.set(settings.SESSION_COOKIE_NAME, session.cookies[settings.SESSION_COOKIE_NAME].value)
        watcher.code = panel.code = mia.code
        mia.connect().until(here)
        ben.connect().until(here)
        watcher.connect("?watch=1").until(here)
        panel.connect(door="panel").until(here)
        return mia, ben, watcher, panel

    return sit_down


@pytest.mark.parametrize("seeds", [A_FEW, MANY])
def test_nonsense_is_answered_in_the_protocols_words(seeds, table, caplog):
    for seed in seeds:
        everybody = table()
        mia, ben, _, panel = everybody
        ids = [mia.seat, ben.seat, str(models.Deck.objects.get().id), "nobody"]
        for phone in everybody:
            talk(phone, Nonsense(seed, IN_THE_PANEL if phone is panel else AT_A_SEAT, ids))
            hear_out(phone)
        for phone in everybody:
            hear_out(phone)
            check_heard(phone)
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR], seed
        for phone in everybody:
            phone.close()


def talk(phone, nonsense):
    # Whoever has left or was removed is not heard any more.
    with suppress(ConnectionClosed):
        for _ in range(MESSAGES):
            phone.say_raw(nonsense.message())


def hear_out(phone):
    """Until the phone has its answer to a ping behind everything else, or was sent away."""
    with suppress(ConnectionClosed):
        phone.say("ping", sent=-7)
        phone.until(lambda p: p.close_code or (p.seen and p.seen[-1].get("sent") == -7))
        phone.say("resync")
        phone.until(lambda p: p.close_code or (p.seen and p.seen[-1]["type"] == "snapshot"))


def check_heard(phone):
    # Others may still be on their way out, or send this one away.
    phone.until(lambda p: p.close_code or p.screen.room == fresh(p.code, None)["room"])
    assert phone.close_code in (None, *ENDS)
    assert {code for code, _ in phone.errors} <= CODES
    for message in phone.seen:
        answer.validate_python(message)
