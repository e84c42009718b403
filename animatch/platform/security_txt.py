"""Where to report a hole in this installation: `/.well-known/security.txt`, as RFC 9116 has it."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from animatch.platform import steady_clock

GOOD_FOR = timedelta(days=90)
"""Whoever reads it later than this should look again whether the contact still holds."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The contact that SECURITY_CONTACT names; 404 where it names none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    fields = {"Contact": settings.SECURITY_CONTACT, "Expires": _expires(steady_clock.now())}
    fields["Preferred-Languages"] = "en"
    if settings.PUBLIC_URL:
        fields["Canonical"] = settings.PUBLIC_URL + reverse("security.txt")
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _expires(now: datetime) -> str:
    """At a midnight, so that all processes say the same."""
    return datetime.combine(now.date() + GOOD_FOR, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
