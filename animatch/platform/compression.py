"""Pages and drawings go compressed to who takes it; photos are so already, and everything else is small."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

WORTH_IT = ("text/html", "image/svg+xml")


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """As Django does it, with the filler against whoever guesses a page's secrets by its length."""
    gzip = GZipMiddleware(get_response)

    def compressed(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith(WORTH_IT):
            gzip.process_response(request, response)
        return response

    return compressed
