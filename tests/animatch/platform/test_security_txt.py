from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from animatch import env

URL = "/.well-known/security.txt"


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_where_nobody_is_named_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get(URL).status_code == 404


def test_it_has_the_fields_of_rfc_9116(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT, settings.PUBLIC_URL = "mailto:security@party.example.org", "https://party.example.org"
    answer = client.get(URL, secure=True)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = fields(answer.content.decode())
    assert said["Contact"] == "mailto:security@party.example.org"
    assert said["Canonical"] == "https://party.example.org/.well-known/security.txt"
    assert said["Preferred-Languages"] == "en"


def test_it_is_good_for_less_than_a_year(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "https://party.example.org/report"
    until = datetime.fromisoformat(fields(client.get(URL, secure=True).content.decode())["Expires"])
    assert timedelta(days=30) < until - datetime.now(UTC) < timedelta(days=365)


@pytest.mark.parametrize("value", ["somebody", "http://party.example.org", "mailto:a@example.org\nExpires: never"])
def test_a_contact_that_is_no_address_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SECURITY_CONTACT", value)
    with pytest.raises(ImproperlyConfigured, match=r"^SECURITY_CONTACT has to be "):
        env.contact("SECURITY_CONTACT")
