"""Pages of somebody else's change nothing here, whatever they make a browser send."""

import pytest
from django.test import Client

from tests.support.guests import Guest, refused

FORM = '{"nickname": "Eve", "x": "="}'


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_of_somebody_elses_opens_no_room_and_takes_no_cookie(kind, small_deck):
    mia = Guest("Mia")
    mia.open_room()
    cookie = mia.http.cookies["player"].value
    answer = mia.http.post("/api/v1/rooms", FORM, content_type=kind)
    assert refused(answer) == (415, "not_json")
    assert mia.http.cookies["player"].value == cookie


@pytest.mark.django_db
def test_a_body_that_is_no_json_is_refused_in_words():
    answer = Client().post("/api/v1/rooms", "{", content_type="application/json")
    assert refused(answer) == (400, "unreadable")


@pytest.mark.parametrize("path", ["/api/v1/rooms/BCDFG/takes", "/api/v1/rooms/BCDFG/calibration", "/r/BCDFG/"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
    ],
)
def test_what_a_foreign_page_sends_is_refused(path, headers):
    assert refused(Client().post(path, headers=headers)) == (403, "cross_site")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_pages_and_programs_are_not(headers, small_deck):
    assert Guest("Mia").post("/rooms", {"nickname": "Mia"}, headers=headers).status_code == 201


@pytest.mark.django_db
def test_a_proxy_that_changes_the_host_is_no_foreign_page(settings, small_deck):
    settings.CSRF_TRUSTED_ORIGINS = ["https://party.example"]
    answer = Guest("Mia").post("/rooms", {"nickname": "Mia"}, headers={"Origin": "https://party.example"})
    assert answer.status_code == 201


@pytest.mark.django_db
def test_whoever_follows_a_link_only_looks(small_deck):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert Client().get("/", headers=headers).status_code == 200
