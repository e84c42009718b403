"""A party with a certificate of its own, asked by plain http: words about the warning to come, and the way on."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Screens that somebody has set up before a hand is at them.
SCREENS = ("/tv/", "/stage/")


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.OWN_CERTIFICATE or request.is_secure() or request.path == "/healthz":
            return get_response(request)
        address = f"https://{request.get_host()}{request.get_full_path()}"
        page = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if page and not request.path.endswith(SCREENS):
            response = render(request, "first_time.html", {"address": address})
        else:
            response = HttpResponse(status=307, headers={"Location": address})
        # Another time it may be plain http that is spoken here.
        response["Cache-Control"] = "no-store"
        return response

    return guarded
