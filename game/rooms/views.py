"""The pages. A room's pages are shells: what happens in them comes over the WebSocket."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache

from animatch.platform import steady_clock
from animatch.platform.hashing import Busy
from game.art.characters import CHARACTERS
from game.art.palette import INK, PAPER
from game.engine.errors import RuleViolation
from game.engine.state import Room
from game.people import rate_limits
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.rooms import admission, keys, repository, selectors
from game.rooms.links import join_link, with_key


def of_a_room(page: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page whose address has a room's code."""

    @never_cache
    @wraps(page)
    def asked_for(request: HttpRequest, code: str) -> HttpResponse:
        if code != code.upper():
            return redirect(_in_capitals(request, page.__name__, code))
        try:
            return _knock(request, code) if request.method == "POST" else page(request, code)
        except RuleViolation as refusal:
            return door(request, code, refusal, HTTPStatus.OK)
        except repository.NoSuchRoom:
            return render(request, "404.html", {"room_code": code}, status=HTTPStatus.NOT_FOUND)
        except TooMany as refusal:
            return door(request, code, refusal, HTTPStatus.TOO_MANY_REQUESTS)
        except Busy as refusal:
            return door(request, code, refusal, HTTPStatus.SERVICE_UNAVAILABLE)

    return asked_for


def _in_capitals(request: HttpRequest, page: str, code: str) -> str:
    """The same address, key and all, with the code as we write it."""
    query = request.META["QUERY_STRING"]
    path = reverse(page, args=[code.upper()])
    return f"{path}?{query}" if query else path


def door(request: HttpRequest, code: str, refusal: RuleViolation | TooMany | Busy, status: HTTPStatus) -> HttpResponse:
    """Why this guest does not come in, in words, and what to do."""
    return render(request, "rooms/door.html", {"code": code.upper(), "refusal": refusal}, status=status)


@rate_limits.per_minute(60, together=240)
def _knock(request: HttpRequest, code: str) -> HttpResponse:
    """The page again, for whoever said the room's password."""
    response = redirect(request.get_full_path())
    admission.let_in(response, request, code, request.POST.get("password", "").strip())
    return response


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "rooms/home.html", {"characters": CHARACTERS})


def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to know to put the game among its apps."""
    icons = [
        {"src": static("art/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("art/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("art/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("art/icon-full-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    words = {"name": "AniMatch", "short_name": "AniMatch", "description": "Copy the anime face, get scored, laugh."}
    looks = {"display": "standalone", "background_color": PAPER, "theme_color": INK}
    about = {**words, **looks, "id": "/", "start_url": "/", "scope": "/", "lang": "en", "icons": icons}
    return JsonResponse(about, content_type="application/manifest+json")


@of_a_room
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a phone does in one evening; `?watch=1` takes no seat."""
    find = admission.find if "watch" in request.GET else admission.find_to_join
    found = find(code, Visitor.of(request))
    hours = selectors.hours_left(found.code, steady_clock.now())
    return in_room(request, found, "rooms/room.html", hours=hours)


@of_a_room
def stage(request: HttpRequest, code: str) -> HttpResponse:
    """The big screen that everybody sees."""
    return in_room(request, admission.find(code, Visitor.of(request)), "rooms/stage.html")


def in_room(request: HttpRequest, room: Room, template: str, **more: object) -> HttpResponse:
    """A page for somebody who may see it; the browser remembers that it was let through the door."""
    response = render(request, template, _shell(request, room) | more)
    admission.remember(response, room, Visitor.of(request), secure=request.is_secure())
    return response


def _shell(request: HttpRequest, room: Room) -> dict[str, object]:
    """The few facts about a room that do not change while it lives."""
    link = join_link(request, room.code, room.id)
    host = room.seat(room.host) if room.host else None
    return {
        "code": room.code,
        "join_url": link,
        "join_host": urlsplit(link).netloc,
        "qr_url": with_key(reverse("qr", args=[room.code]), keys.guest_key(room.id)),
        "host_name": host.nickname if host else "",
        "characters": CHARACTERS,
    }
