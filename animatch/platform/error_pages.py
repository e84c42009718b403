"""Django's pages for what is not there and what broke."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Says sorry without asking the database or the session for anything."""
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
