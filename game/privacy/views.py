"""What is kept, and for how long, in a guest's words."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from game.privacy import retention


def privacy(request: HttpRequest) -> HttpResponse:
    times = {"usual": settings.ROOM_LIFETIME // timedelta(hours=1), "days": retention.longest().days}
    return render(request, "privacy/privacy.html", times)
