"""The pages of the big screen that has no keyboard: what it shows until a host's phone has said where it goes."""

from http import HTTPStatus
from urllib.parse import urlsplit

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from game.engine.errors import RuleViolation
from game.people import rate_limits
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.rooms import pairing, repository
from game.rooms.links import public
from game.rooms.services import CODE_LENGTH

WAIT = "That was very often in a short time. Wait a minute, then load this page again."


@never_cache
def tv(request: HttpRequest) -> HttpResponse:
    """Five letters and a QR code, for ten minutes."""
    try:
        screen = _new_screen(request)
    except TooMany:
        return HttpResponse(WAIT, status=HTTPStatus.TOO_MANY_REQUESTS, content_type="text/plain")
    way = public(request, reverse("pair_tv"))
    picture = segno.make(f"{way}?screen={screen.code}", error="m").svg_data_uri(border=0, omitsize=True)
    facts = {"screen": screen, "picture": picture, "way": urlsplit(way).netloc + urlsplit(way).path.rstrip("/")}
    return render(request, "rooms/tv.html", facts)


@rate_limits.per_minute(30, together=60)
def _new_screen(request: HttpRequest) -> pairing.Screen:
    return pairing.new_screen()


@never_cache
def way_of_tv(request: HttpRequest, screen: str) -> JsonResponse:
    """Where the screen goes: nowhere yet, or to a stage. 404 when its letters are over."""
    way = pairing.way_of(screen)
    return JsonResponse({"url": way or ""}, status=HTTPStatus.NOT_FOUND if way is None else HTTPStatus.OK)


@never_cache
def pair_tv(request: HttpRequest) -> HttpResponse:
    """The host's side: these letters, that room."""
    visitor = Visitor.of(request)
    rooms = pairing.hosted_codes(visitor)
    asked = request.POST if request.method == "POST" else request.GET
    screen, room = asked.get("screen", "")[:CODE_LENGTH], asked.get("room", "")
    facts: dict[str, object] = {"rooms": rooms, "screen": screen, "room": room}
    try:
        if request.method == "POST":
            _pair(request, screen, room, visitor)
            facts["paired"] = True
    except (RuleViolation, TooMany, repository.NoSuchRoom) as refusal:
        facts["refusal"] = refusal.text
    return render(request, "rooms/pair_tv.html", facts)


@rate_limits.per_minute(20, together=60)
def _pair(request: HttpRequest, screen: str, room: str, visitor: Visitor) -> None:
    pairing.pair(screen, room, visitor)
