"""How often somebody may try to sign in to the panel, and what is written down of it.

Tries are counted by name and by household before any password is hashed. A browser that has signed in to
the account before is counted by itself: no stranger, and no guest on the host's own Wi-Fi, locks a host out of it.
"""

import logging
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse

from animatch.platform import strikes
from animatch.platform.addresses import household

log = logging.getLogger(__name__)

OF_A_NAME, OF_A_HOUSEHOLD = 10, 20
"""Tries before the first wait."""
KNOWN_BROWSER = "signed_in_before"
SALT = "game.sign_in"
HALF_A_YEAR = 180 * 24 * 3600


class MustWait(Exception):
    """Too many tries; `wait` is how long there will be none."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(wait)
        self.wait = wait
        self.text = (
            f"That was wrong too often. Wait {minutes} minute{'s' if minutes > 1 else ''} and try again, "
            "or use a browser that has signed in here before."
        )


def count(request: HttpRequest, name: str, now: datetime) -> None:
    """Count a try before it is made. Raises MustWait, or RedisError while nobody can count."""
    # The household first: once it has to wait, nothing of it counts against the name.
    limits = {_of_household(request): OF_A_HOUSEHOLD, _of_name(name): OF_A_NAME}
    if browser := _known_as(request, name):
        limits = {_of_browser(browser): OF_A_NAME}
    for what, free in limits.items():
        if wait := strikes.wait_before(what, free, now):
            log.warning("A sign-in was not tried: account %s, address %s", _account(name), _address(request))
            raise MustWait(wait)


def failed(request: HttpRequest, name: str) -> None:
    log.warning("A sign-in failed: account %s, address %s", _account(name), _address(request))


def succeeded(request: HttpRequest, name: str) -> None:
    """What was held against the name, or the browser, is forgotten; of the household's tries only this one."""
    log.info("A sign-in: account %s, address %s", _account(name), _address(request))
    if browser := _known_as(request, name):
        strikes.forget(_of_browser(browser))
    else:
        forget(name)
        strikes.forgive_one(_of_household(request))


def forget(name: str) -> None:
    """Nothing is held against this account's name any more."""
    strikes.forget(_of_name(name))


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """From now on this browser is one that has signed in to the account before."""
    known = {"account": user.pk, "browser": secrets.token_urlsafe(12)}
    response.set_cookie(
        KNOWN_BROWSER,
        signing.dumps(known, salt=SALT),
        max_age=HALF_A_YEAR,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def _known_as(request: HttpRequest, name: str) -> str | None:
    try:
        known = signing.loads(request.COOKIES.get(KNOWN_BROWSER, ""), salt=SALT, max_age=HALF_A_YEAR)
    except signing.BadSignature:
        return None
    return known["browser"] if User.objects.filter(pk=known["account"], username=name).exists() else None


def _account(name: str) -> str:
    """What the log says: a name that belongs to an account. Any other may be a password, or a guest's."""
    return name if User.objects.filter(username=name).exists() else "(none of that name)"


def _address(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")


def _of_name(name: str) -> str:
    return f"name:{sha256(name.casefold().encode()).hexdigest()[:32]}"


def _of_household(request: HttpRequest) -> str:
    return f"household:{household(_address(request))}"


def _of_browser(browser: str) -> str:
    return f"browser:{browser}"
