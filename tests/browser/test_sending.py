"""A photo's way to the judges over a bad network: a stand-in for bucket and server says what is lost."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LOST = "lost"
BUCKET = "/bucket/"
SEND = """async (what) => {
  const { Sender, shotOf } = await import("/static/js/photos/sending.js");
  const { askForTicket, reportTake } = await import("/static/js/api.js");
  let tries = 0;
  const desk = { ask: (type) => askForTicket("BKTRZ", type), report: (upload) => reportTake("BKTRZ", upload) };
  const sender = new Sender(desk, { open: () => what.open, retrying: () => (tries += 1) });
  const photos = what.types.map((type) => new Blob(["photo"], { type }));
  const { now } = Date;
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (act, milliseconds) => setTimeout(act, milliseconds / 50);
  if (what.ahead) sender.prepare();
  Date.now = () => now() + what.wait;
  const outcomes = [];
  for (const photo of photos) outcomes.push(await sender.send(shotOf(photo)).catch((error) => error.code));
  Object.assign(Date, { now });
  Object.assign(globalThis, { setTimeout });
  return { outcomes, tries };
}"""


class Server:
    """Answers by the status that is next in a list, or not at all; else hands out tickets and takes photos in."""

    def __init__(self, page: Page, bucket: bool = True) -> None:
        self.page, self.bucket = page, bucket
        self.asked: list[str] = []
        self.reported: list[str] = []
        self.faults: dict[str, list[object]] = {"uploads": [], BUCKET: [], "takes": []}
        page.unroute_all()
        page.route("**/api/v1/rooms/BKTRZ/uploads", lambda route: self.answer("uploads", route, self.ticket))
        page.route(f"**{BUCKET}", lambda route: self.answer(BUCKET, route, lambda body: None))
        page.route("**/api/v1/rooms/BKTRZ/takes", lambda route: self.answer("takes", route, self.take))

    def answer(self, name: str, route: Route, do: Callable[[str], object]) -> None:
        self.asked.append(name)
        done = do(route.request.post_data or "")
        fault = self.faults[name].pop(0) if self.faults[name] else None
        if fault == LOST:
            route.abort("connectionreset")
        elif fault:
            status, code = fault
            route.fulfill(status=status, body=json.dumps({"code": code, "message": ""}))
        else:
            route.fulfill(status=200, body=json.dumps(done))

    def ticket(self, body: str) -> dict[str, object]:
        name = f"ticket {self.asked.count('uploads')}"
        if not self.bucket:
            return {"url": "/api/v1/rooms/BKTRZ/takes", "fields": {"upload": name}}
        return {"url": BUCKET, "fields": {"key": "k"}, "upload": name}

    def take(self, body: str) -> dict[str, object]:
        self.reported += [line for line in body.split("\r\n") if line.startswith("ticket ")]
        return {"number": 1}

    def send(self, *, types: tuple[str, ...] = ("image/jpeg",), open: bool = True, ahead: bool = False, wait: int = 0):
        """What becomes of a photo of each of these types, one after the other."""
        return self.page.evaluate(SEND, {"types": types, "open": open, "ahead": ahead, "wait": wait})


@pytest.fixture(scope="module")
def page(browser: Browser, party_url: str) -> Iterator[Page]:
    """One page for all photos. Nobody listens to its console, which complains of every request that failed."""
    page = browser.new_page(base_url=party_url)
    page.goto("/privacy/")
    yield page
    page.close()


def test_what_was_lost_on_the_way_is_sent_again_with_the_same_ticket(page: Page) -> None:
    server = Server(page)
    server.faults = {"uploads": [(503, "try_again")], BUCKET: [LOST, (500, "")], "takes": [LOST, (502, "")]}
    assert server.send() == {"outcomes": [{"number": 1}], "tries": 5}
    assert server.asked == ["uploads"] * 2 + [BUCKET] * 3 + ["takes"] * 3
    assert server.reported == ["ticket 2"] * 3


def test_a_refusal_by_the_rules_is_final(page: Page) -> None:
    server = Server(page)
    server.faults["takes"] = [(409, "too_late")]
    assert server.send() == {"outcomes": ["too_late"], "tries": 0}


def test_when_time_is_up_nothing_is_tried_again(page: Page) -> None:
    server = Server(page)
    server.faults[BUCKET] = [LOST]
    assert server.send(open=False) == {"outcomes": ["offline"], "tries": 0}


def test_a_post_to_the_server_is_repeated_under_the_same_name(page: Page) -> None:
    server = Server(page, bucket=False)
    server.faults["takes"] = [LOST, (503, "try_again")]
    assert server.send() == {"outcomes": [{"number": 1}], "tries": 2}
    assert server.reported == ["ticket 1"] * 3


@pytest.mark.parametrize(("name", "fault"), [(BUCKET, (403, "")), ("takes", (409, "ticket_invalid"))])
def test_a_ticket_that_fails_is_replaced_once(page: Page, name: str, fault: tuple[int, str]) -> None:
    server = Server(page)
    server.faults[name] = [fault]
    assert server.send()["outcomes"] == [{"number": 1}]
    assert server.reported[-1] == "ticket 2"
    server.faults[name] = [fault, fault]
    assert server.send()["outcomes"] == [fault[1] or ""]
    assert server.asked.count("uploads") == 4


def test_a_ticket_that_was_asked_for_ahead_serves_one_photo(page: Page) -> None:
    server = Server(page)
    server.send(types=("image/jpeg", "image/jpeg"), ahead=True)
    assert server.asked == ["uploads", BUCKET, "takes", "uploads", BUCKET, "takes"]
    assert server.reported == ["ticket 1", "ticket 2"]


def test_a_ticket_does_for_neither_a_late_photo_nor_one_of_another_kind(page: Page) -> None:
    server = Server(page)
    server.send(ahead=True, wait=100_000)
    server.send(ahead=True, types=("image/heic",))
    assert server.reported == ["ticket 2", "ticket 4"]


def test_a_ticket_that_could_not_be_had_ahead_is_asked_for_again(page: Page) -> None:
    server = Server(page)
    server.faults["uploads"] = [(409, "paused")]
    assert server.send(ahead=True)["outcomes"] == [{"number": 1}]
