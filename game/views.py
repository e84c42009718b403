"""The pages. A room's pages are shells: what happens in them comes over the WebSocket."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token

from game import admission, guessing, limits, players, recaps, repository, retention, selectors
from game.art.characters import CHARACTERS
from game.engine.errors import RuleViolation
from game.engine.state import Room
from game.limits import TooMany
from game.links import join_link
from game.players import Visitor

PERIODS = {"today": "Today", "week": "This week", "all": "All time"}


def _of_a_room(page: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page whose address has a room's code."""

    @never_cache
    @wraps(page)
    def asked_for(request: HttpRequest, code: str) -> HttpResponse:
        try:
            return _knock(request, code) if request.method == "POST" else page(request, code)
        except RuleViolation as refusal:
            return render(request, "game/door.html", {"code": code.upper(), "refusal": refusal})
        except repository.NoSuchRoom:
            return render(request, "404.html", {"room_code": code}, status=HTTPStatus.NOT_FOUND)
        except TooMany as refusal:
            return HttpResponse(refusal.text, status=HTTPStatus.TOO_MANY_REQUESTS, content_type="text/plain")

    return asked_for


@limits.per_minute(60)
def _knock(request: HttpRequest, code: str) -> HttpResponse:
    """The page again, for whoever said the room's password."""
    visitor = Visitor.of(request)
    response = redirect(request.get_full_path())
    word = request.POST.get("password", "").strip()
    admission.let_in(response, guessing.find(code, visitor), word, visitor, secure=request.is_secure())
    return response


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "game/home.html", {"characters": CHARACTERS})


@_of_a_room
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a phone does in one evening; `?watch=1` takes no seat."""
    return _in_room(request, code, "room", "game/room.html")


@_of_a_room
def stage(request: HttpRequest, code: str) -> HttpResponse:
    """The big screen that everybody sees."""
    return _in_room(request, code, "stage", "game/stage.html")


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


@_of_a_room
def recap(request: HttpRequest, code: str) -> HttpResponse:
    """The photos of the last finished game beside their prompts, for as long as the room lives."""
    found = admission.find(code, Visitor.of(request))
    return render(request, "game/recap.html", shell(request, found) | {"recap": recaps.recap(found)})


@never_cache
def leaderboard(request: HttpRequest) -> HttpResponse:
    """Who has the most points; an unknown period or deck in the address shows everything."""
    period = request.GET.get("period", "today")
    period = period if period in PERIODS else "all"
    decks = list(selectors.public_decks())
    deck = next((deck for deck in decks if str(deck.id) == request.GET.get("deck")), None)
    you = players.player_id(request.COOKIES)
    rows = selectors.leaderboard(period, deck.id if deck else None, you, timezone.now())
    context = {"periods": PERIODS, "period": period, "decks": decks, "deck": deck, "rows": rows}
    return render(request, "game/leaderboard.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    times = {"usual": settings.ROOM_LIFETIME // timedelta(hours=1), "days": retention.longest().days}
    return render(request, "game/privacy.html", times)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Says sorry without asking the database or the session for anything."""
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
