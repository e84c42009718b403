"""Signing in to the panel: guesses are counted, hosts are not locked out by them, and failures are written down."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from redis.exceptions import RedisError

from animatch.platform import hashing
from game.people import accounts, sign_ins

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "a long enough one", "another long one"
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def hana(db):
    return accounts.create_host("hana", PASSWORD)


def say(browser: Client, password: str, address: str = ELSEWHERE, name: str = "hana"):
    return browser.post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR=address)


def guesses(count: int, name: str = "hana", network: str = "203.0.113") -> list[int]:
    """Each from an address of its own."""
    return [say(Client(), WRONG, f"{network}.{i}", name).status_code for i in range(count)]


def test_the_right_words_after_many_wrong_ones_are_not_tried():
    assert guesses(10) == [200] * 10
    refused = say(Client(), PASSWORD)
    assert refused.status_code == 429
    assert "Wait 1 minute and try again" in refused.content.decode()


def test_a_name_that_no_account_has_is_counted_alike():
    assert guesses(11, name="nobody")[-1] == 429


def test_a_household_cannot_go_through_names():
    answers = [say(Client(), WRONG, HOME, f"name{i}").status_code for i in range(21)]
    assert answers == [200] * 20 + [429]
    assert say(Client(), PASSWORD, ELSEWHERE).status_code == 302


def test_addresses_of_one_ipv6_network_are_one_household():
    answers = [say(Client(), WRONG, f"2001:db8:1:2::{i}", f"name{i}").status_code for i in range(1, 22)]
    assert answers[-1] == 429


def test_what_a_household_that_waits_says_is_not_held_against_a_name():
    for i in range(20):
        say(Client(), WRONG, HOME, f"name{i}")
    for _ in range(15):
        say(Client(), WRONG, HOME)
    assert say(Client(), PASSWORD, ELSEWHERE).status_code == 302


def test_a_browser_that_was_signed_in_before_is_not_locked_out_by_strangers():
    browser = Client()
    assert say(browser, PASSWORD, HOME).status_code == 302
    browser.post("/admin/logout/")
    guesses(12)
    for i in range(25):
        say(Client(), WRONG, HOME, f"name{i}")
    assert say(browser, PASSWORD, HOME).status_code == 302


def test_a_browser_of_one_account_is_a_stranger_to_the_others():
    accounts.create_host("zelda", PASSWORD)
    browser = Client()
    say(browser, PASSWORD, HOME, "zelda")
    browser.post("/admin/logout/")
    guesses(10)
    assert say(browser, PASSWORD, HOME).status_code == 429


def test_a_known_browser_guesses_no_more_than_others():
    browser = Client()
    say(browser, PASSWORD, HOME)
    browser.post("/admin/logout/")
    assert [say(browser, WRONG, HOME).status_code for _ in range(11)] == [200] * 10 + [429]


def test_whoever_signs_in_has_a_clean_slate():
    for _ in range(3):
        guesses(9)
        browser = Client()
        assert say(browser, PASSWORD).status_code == 302


def test_nobody_is_let_in_while_nobody_can_count(monkeypatch):
    def away(*arguments: object) -> None:
        raise RedisError

    monkeypatch.setattr(sign_ins.strikes, "wait_before", away)
    refused = say(Client(), PASSWORD)
    assert refused.status_code == 503
    assert "Try again in a moment" in refused.content.decode()


def test_no_turn_to_hash_is_said_in_words(monkeypatch):
    def busy(*arguments: object, **more: object) -> None:
        raise hashing.Busy

    monkeypatch.setattr("django.contrib.auth.forms.authenticate", busy)
    refused = say(Client(), PASSWORD)
    assert refused.status_code == 503
    assert hashing.Busy.text in refused.content.decode()


def test_failures_are_logged_with_account_and_address(caplog):
    caplog.set_level(logging.INFO)
    say(Client(), WRONG, HOME)
    assert "A sign-in failed: account hana, address 192.0.2.1" in caplog.text
    say(Client(), PASSWORD, HOME)
    assert "A sign-in: account hana, address 192.0.2.1" in caplog.text


def test_what_was_typed_for_a_name_is_logged_only_where_it_is_an_accounts(caplog):
    caplog.set_level(logging.DEBUG)
    guesses(11, name="Wilhelmina")
    assert "A sign-in failed: account (none of that name), address 203.0.113.0" in caplog.text
    assert "A sign-in was not tried" in caplog.text
    assert "Wilhelmina" not in caplog.text


def test_the_wait_is_told_in_minutes():
    assert "Wait 15 minutes" in sign_ins.MustWait(timedelta(minutes=15)).text
    assert "Wait 1 minute and" in sign_ins.MustWait(timedelta(seconds=2)).text
    assert "Wait 2 minutes" in sign_ins.MustWait(timedelta(seconds=61)).text


def test_the_counts_hold_no_names():
    guesses(1, name="Wilhelmina")
    if not settings.REDIS_URL:
        assert [key for key in cache._cache if "strikes" in key]
        assert not [key for key in cache._cache if "wilhelmina" in key.lower()]
