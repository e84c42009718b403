import json
import logging
import re

import pytest
from django.test import Client

from animatch.platform import logs


def line(message: str = "hello", **extra: object) -> dict:
    record = logging.LogRecord("a.logger", logging.INFO, "file.py", 1, message, None, None)
    record.__dict__.update(extra)
    return json.loads(logs.JsonFormatter().format(record))


@pytest.fixture(autouse=True)
def _unbound() -> None:
    logs.bind("", "")


def test_a_line_is_one_json_object_with_what_one_searches_for() -> None:
    logs.bind("abc", "QWRTP")
    found = line()
    assert found | {"time": ""} == {
        "time": "",
        "level": "info",
        "logger": "a.logger",
        "message": "hello",
        "request": "abc",
        "room": "QWRTP",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", found["time"])


def test_a_line_break_cannot_forge_a_second_line() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "one\ntwo", None, None)
    assert "\n" not in logs.JsonFormatter().format(record)


def test_a_request_without_an_id_gets_one(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = client.get("/healthz")
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])


def test_a_proxys_id_is_kept_if_it_is_plain(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "edge-1.2"})["X-Request-ID"] == "edge-1.2"
    assert client.get("/healthz", headers={"X-Request-ID": "a b<script>"})["X-Request-ID"] != "a b<script>"


def test_a_request_is_logged_with_its_room_and_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    with caplog.at_level(logging.INFO, "animatch.requests"):
        client.get("/api/v1/rooms/bcdfg?s=secret")
    (fields,) = (record.fields for record in caplog.records if record.name == "animatch.requests")
    assert fields["path"] == "/api/v1/rooms/bcdfg"
    assert fields["status"] == 404
    assert logs.room_code.get() == "BCDFG"
