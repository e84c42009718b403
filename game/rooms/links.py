"""Addresses that leave the page: what a guest's phone has to open."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def join_link(request: HttpRequest, code: str) -> str:
    """The room's link under the address that phones reach, which is not always the one that asks."""
    path = reverse("room", args=[code])
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)
