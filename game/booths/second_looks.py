"""A picture that comes after the answer: it is looked at once more, and its visitor is told what came of it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from celery import Signature
from django.core.files.base import File

from animatch.platform.storages import default_storage
from game.booths import announcing, services, uploads
from game.booths.models import Visit
from game.booths.storage_keys import upload_key
from game.photos.uploads import check_posted
from scoring.tasks import LOST, find_faces

GIVEN_UP = timedelta(minutes=2)
"""After which nobody looks at it any more: the queue has lost it, or whoever was at it has died."""


def ask(visit: Visit, name: str, picture: File, then: Signature, now: datetime) -> None:
    """Have a picture looked at, and `then` told what was seen; of two of one name the later counts.

    Raises PhotoRefused.
    """
    check_posted(picture)
    Visit.objects.filter(id=visit.id).update(sent_again_at=now)
    key = upload_key(visit.id, name)
    default_storage.write(key, picture.read())
    (find_faces.s(upload=key, single=True) | then).delay()


def take_in(visit_id: UUID, name: str, seen: Mapping[str, Any], do: Callable[[Visit, bytes], None]) -> None:
    """Let `do` make something of a picture in which a face was seen, and erase it. Raises NotJudged."""
    visit = Visit.objects.filter(id=visit_id).first()
    if visit is not None and (why := _why_not(visit, name, seen, do)):
        announcing.refused(visit_id, *why)
    default_storage.delete(upload_key(visit_id, name))


def _why_not(
    visit: Visit, name: str, seen: Mapping[str, Any], do: Callable[[Visit, bytes], None]
) -> tuple[str, str] | None:
    """A refusal's code and words; None where there is none."""
    if seen["code"] != "seen":
        return seen["code"], seen["message"]
    try:
        do(visit, default_storage.read(upload_key(visit.id, name)))
    except FileNotFoundError:
        return LOST["code"], LOST["message"]
    except services.REFUSALS as refusal:
        return services.told(refusal)
    return None


def overdue(now: datetime) -> list[UUID]:
    """Visits with a picture that came long ago."""
    return list(Visit.objects.filter(sent_again_at__lt=now - GIVEN_UP).values_list("id", flat=True))


def give_up(visit_id: UUID) -> None:
    """Erase what is left of such a picture; if something is, nobody looked at it, which the visitor is told."""
    if uploads.erase(visit_id):
        announcing.refused(visit_id, **LOST)
    Visit.objects.filter(id=visit_id).update(sent_again_at=None)
