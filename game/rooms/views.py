"""The pages. A room's pages are shells: what happens in them comes over the WebSocket."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from game.art.characters import CHARACTERS
from game.engine.errors import RuleViolation
from game.engine.state import Room
from game.people import rate_limits
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.rooms import admission, code_throttle, repository
from game.rooms.links import join_link


def of_a_room(page: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page whose address has a room's code."""

    @never_cache
    @wraps(page)
    def asked_for(request: HttpRequest, code: str) -> HttpResponse:
        try:
            return _knock(request, code) if request.method == "POST" else page(request, code)
        except RuleViolation as refusal:
            return render(request, "rooms/door.html", {"code": code.upper(), "refusal": refusal})
        except repository.NoSuchRoom:
            return render(request, "404.html", {"room_code": code}, status=HTTPStatus.NOT_FOUND)
        except TooMany as refusal:
            return HttpResponse(refusal.text, status=HTTPStatus.TOO_MANY_REQUESTS, content_type="text/plain")

    return asked_for


@rate_limits.per_minute(60)
def _knock(request: HttpRequest, code: str) -> HttpResponse:
    """The page again, for whoever said the room's password."""
    visitor = Visitor.of(request)
    response = redirect(request.get_full_path())
    word = request.POST.get("password", "").strip()
    admission.let_in(response, code_throttle.find(code, visitor), word, visitor, secure=request.is_secure())
    return response


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "rooms/home.html", {"characters": CHARACTERS})


@of_a_room
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a phone does in one evening; `?watch=1` takes no seat."""
    return _in_room(request, code, "room", "rooms/room.html")


@of_a_room
def stage(request: HttpRequest, code: str) -> HttpResponse:
    """The big screen that everybody sees."""
    return _in_room(request, code, "stage", "rooms/stage.html")


def _in_room(request: HttpRequest, code: str, name: str, template: str) -> HttpResponse:
    if code != code.upper():
        return redirect(name, code=code.upper())
    return render(request, template, shell(request, admission.find(code, Visitor.of(request))))


def shell(request: HttpRequest, room: Room) -> dict[str, object]:
    """The few facts about a room that do not change while it lives."""
    link = join_link(request, room.code)
    host = room.seat(room.host) if room.host else None
    return {
        "code": room.code,
        "join_url": link,
        "join_host": urlsplit(link).netloc,
        "host_name": host.nickname if host else "",
        "characters": CHARACTERS,
    }
