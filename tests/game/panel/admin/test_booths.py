"""Booths opened and closed in the panel."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from game.booths import errors, registry
from tests.support import evenings

URL = "admin:game_boothswitch_changelist"


def test_a_host_closes_a_booth_and_opens_it_again(panel):
    assert panel.get(reverse(URL)).content.decode().count("Close it") == len(registry.KINDS)
    panel.post(reverse(URL), {"kind": "who", "on": "0"})
    with pytest.raises(errors.BoothClosed):
        registry.open_kind("who")
    assert registry.closed() == {"who"}
    assert panel.get(reverse(URL)).content.decode().count("Open it") == 1
    panel.post(reverse(URL), {"kind": "who", "on": "1"})
    assert registry.open_kind("who").name == "who"
    said = LogEntry.objects.order_by("pk").values_list("object_repr", "change_message")
    assert list(said) == [("who", "Closed the booth."), ("who", "Opened the booth.")]


def test_there_is_no_such_booth(panel):
    assert panel.post(reverse(URL), {"kind": "../etc", "on": "0"}).status_code == 404
    assert panel.post(reverse(URL), {}).status_code == 404


def test_who_may_not_switch_sees_no_switch(db):
    zelda = evenings.host("zelda")
    zelda.groups.get().permissions.filter(codename="change_boothswitch").delete()
    client = Client()
    client.force_login(zelda)
    assert "Close it" not in client.get(reverse(URL)).content.decode()
    assert client.post(reverse(URL), {"kind": "who", "on": "0"}).status_code == 404
    assert registry.closed() == set()
