"""The booths' pages: shells, in which everything happens by the API and the WebSocket."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from game.booths import registry
from game.booths.errors import NoSuchBooth
from game.booths.kinds import practice


def booths(request: HttpRequest) -> HttpResponse:
    """All booths that are open."""
    closed = registry.closed()
    kinds = [kind for name, kind in registry.KINDS.items() if name not in closed]
    return render(request, "booths/booths.html", {"kinds": kinds})


def booth(request: HttpRequest, kind: str) -> HttpResponse:
    """One booth; practice has an address of its own."""
    if kind == practice.NAME:
        return redirect("solo")
    return _page(request, kind)


def solo(request: HttpRequest) -> HttpResponse:
    return _page(request, practice.NAME)


def _page(request: HttpRequest, name: str) -> HttpResponse:
    try:
        kind = registry.kind(name)
    except NoSuchBooth:
        raise Http404 from None
    is_open = name not in registry.closed()
    return render(request, f"booths/{name}.html", {"kind": kind, "is_open": is_open})
