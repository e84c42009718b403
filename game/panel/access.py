"""Which rows are whose: a superuser's are all of them, a host's what they have made."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from game import models
from scoring import models as faces

Account = AbstractBaseUser | AnonymousUser

# For each kind of row: the way from it to the account that it belongs to.
OWNER = {
    models.Deck: "owner",
    models.Prompt: "deck__owner",
    models.DeckImport: "owner",
    models.Room: "created_by",
    models.Seat: "room__created_by",
    models.Take: "round__room__created_by",
    models.Report: "take__round__room__created_by",
    models.Ban: "banned_by",
    faces.Gallery: "owner",
    faces.Person: "gallery__owner",
    faces.Portrait: "person__gallery__owner",
    faces.GalleryImport: "owner",
    faces.Cast: "owner",
    faces.Character: "cast__owner",
    faces.Example: "cast__owner",
    faces.ModelVersion: "cast__owner",
    faces.CastImport: "owner",
}


def own(user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the rows that the account may see."""
    return rows if user.is_superuser else rows.filter(**{OWNER[rows.model]: user.pk})


def owns(user: Any, row: Model) -> bool:
    return own(user, type(row)._default_manager.filter(pk=row.pk)).exists()


def playable_decks(user: Any) -> QuerySet[models.Deck]:
    """The decks that the account's rooms may play: public ones and its own, with at least one prompt."""
    rows = models.Deck.objects.filter(prompts__labelled=True).distinct().order_by("-is_default", "name")
    return rows if user.is_superuser else rows.filter(Q(public=True) | Q(owner=user.pk))


def may_run(user: Any, room: models.Room) -> bool:
    """Whether the account may steer the room from the panel."""
    return user.is_active and user.is_staff and user.has_perm("game.change_room") and owns(user, room)


def account(cookies: Mapping[str, str]) -> Account:
    """Who is signed in, told by the session cookie alone; a WebSocket has no request."""
    request = HttpRequest()
    request.session = SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    return get_user(request)
