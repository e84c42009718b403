"""What pages of somebody else's make a browser send us is refused, cookie or not, where it would change something.

Browsers say themselves where a request comes from: by Sec-Fetch-Site over https and on this machine, and by
Origin everywhere. Programs say neither, and have no cookies of anybody else's to spend.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from animatch.platform.api import refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
CODE = "cross_site"
WORDS = "This came from a page that is not ours. Open the party's own page and try again."


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and _foreign(request):
            return refusal(CODE, WORDS, 403)
        return get_response(request)

    return guarded


def _foreign(request: HttpRequest) -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "cross-site"
    origin = request.headers.get("Origin")
    if origin is None or origin in settings.CSRF_TRUSTED_ORIGINS:
        return False
    return origin.split("://")[-1] != request.get_host()
