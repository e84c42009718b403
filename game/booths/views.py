"""The booths' pages: shells, in which everything happens by the API and the WebSocket."""

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from animatch.platform import steady_clock
from game.booths import registry, selectors
from game.booths.errors import NoSuchBooth, NoVisitYet
from game.booths.kinds import practice
from game.people import players


@never_cache
def booths(request: HttpRequest) -> HttpResponse:
    """All booths that are open."""
    closed = registry.closed()
    kinds = [kind for name, kind in registry.KINDS.items() if name not in closed]
    return render(request, "booths/booths.html", {"kinds": kinds})


@never_cache
def booth(request: HttpRequest, kind: str) -> HttpResponse:
    """One booth; practice has an address of its own."""
    if kind == practice.NAME:
        return redirect("solo")
    return _page(request, kind)


@never_cache
def solo(request: HttpRequest) -> HttpResponse:
    return _page(request, practice.NAME)


def _page(request: HttpRequest, name: str) -> HttpResponse:
    try:
        kind = registry.kind(name)
    except NoSuchBooth:
        raise Http404 from None
    user = request.user if isinstance(request.user, User) else None
    context = {
        "kind": kind,
        "is_open": name not in registry.closed(),
        "galleries": [gallery.model_dump() for gallery in kind.galleries(user)],
        "casts": [cast.model_dump() for cast in kind.casts(user)],
        "last": _last(request, name),
    }
    return render(request, f"booths/{name}.html", context)


def _last(request: HttpRequest, name: str) -> str | None:
    """The id of the visitor's last answered visit to this booth."""
    try:
        return str(selectors.last(name, players.player_id(request.COOKIES), steady_clock.now()).id)
    except NoVisitYet:
        return None
