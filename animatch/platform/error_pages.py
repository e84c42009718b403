"""Django's pages for what is not there and what broke."""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from animatch.platform import disk, hashing


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Says sorry without asking the database or the session for anything; what has words of its own says those."""
    error = sys.exc_info()[1]
    if isinstance(error, hashing.Busy):
        return HttpResponse(error.text, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain")
    if error is not None and disk.is_full(error):
        return HttpResponse(disk.DiskFull.text, status=HTTPStatus.INSUFFICIENT_STORAGE, content_type="text/plain")
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
