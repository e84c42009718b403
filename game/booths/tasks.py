"""What comes back from the vision queue, and visits that wait too long for it."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task

from animatch.platform import steady_clock
from animatch.platform.patience import DATABASE_AWAY, DATABASE_RETRY
from animatch.platform.storages import AWAY
from game.booths import errors, learning, naming, registry, second_looks, services, uploads
from game.booths.learning import KEEP_EXAMPLE
from game.booths.models import Visit
from game.booths.naming import NAME_FACE
from game.booths.services import ANSWER_VISIT, VISIT_BEGAN
from game.booths.storage_keys import upload_key
from game.photos.overdue import MOST_TRIES, is_overdue, overdue
from game.rooms.sweeping import alone
from scoring import hands
from scoring.children import NotJudged
from scoring.tasks import LOST

log = logging.getLogger(__name__)

SEEN, COMPARED = 2, 3
"""The steps of a visit: a worker has begun with its files, and what was seen is being answered."""
FOUND = frozenset({"seen", "scored"})


@shared_task(name=VISIT_BEGAN, **DATABASE_RETRY)
def visit_began(visit_id: str, done: int = 0, of: int = 0) -> None:
    """Tell the visitor that somebody looks at the files now, and how much of them was looked at."""
    try:
        services.reach(UUID(visit_id), SEEN, done, of)
    except errors.NoSuchVisit:
        log.info("A visit was forgotten before it was looked at")


@shared_task(name=ANSWER_VISIT, **DATABASE_RETRY | {"autoretry_for": (*DATABASE_AWAY, *AWAY)})
def answer_visit(result: dict[str, Any], visit_id: str) -> None:
    """Store the answer to what the vision queue has found, and erase the uploads, whatever came of it."""
    visit = Visit.objects.select_related("player").filter(id=visit_id).first()
    try:
        if visit is not None and visit.state == Visit.State.QUEUED:
            _answer(visit, result)
    except errors.NoSuchVisit:
        log.info("A visit was forgotten before its answer was there")
    uploads.erase(UUID(visit_id))


def _answer(visit: Visit, result: dict[str, Any]) -> None:
    if result["code"] not in FOUND:
        services.refuse(visit.id, result["code"], result["message"])
        return
    services.reach(visit.id, COMPARED)
    try:
        found = registry.kind(visit.kind).answer(visit, result, steady_clock.now())
    except services.REFUSALS as refusal:
        services.refuse(visit.id, *services.told(refusal))
    else:
        services.answer(visit.id, found, steady_clock.now())


@shared_task(name=NAME_FACE, **DATABASE_RETRY | {"autoretry_for": (*DATABASE_AWAY, *AWAY, NotJudged)})
def name_face(result: dict[str, Any], visit_id: str, face: int, name: str) -> None:
    """Make a portrait of a face that a visitor has named, and erase the picture of it that came."""
    naming.name_face(UUID(visit_id), face, name, result, steady_clock.now())


@shared_task(name=KEEP_EXAMPLE, **DATABASE_RETRY | {"autoretry_for": (*DATABASE_AWAY, *AWAY, NotJudged)})
def keep_example(result: dict[str, Any], visit_id: str) -> None:
    """Keep the photo that a visitor lets a cast learn from, and erase what came."""
    learning.keep(UUID(visit_id), result, steady_clock.now())


@shared_task(name="game.tasks.sweep_visits")
def sweep_visits() -> None:
    """The safety net, every second: visits that wait too long for their answer, and files that outlived it."""
    now = steady_clock.now()
    late = [visit for visit in _waiting(now) if is_overdue(visit.queued_at, visit.tries, now)]
    keys = {visit.id: [upload_key(visit.id, slot) for slot in visit.arrived] for visit in late}
    held = hands.held(key for of_visit in keys.values() for key in of_visit)
    for visit in late:
        if not held.intersection(keys[visit.id]):
            with alone(f"visit {visit.id}"):
                _queue_again(visit, now)
    for visit in Visit.objects.filter(state__in=(Visit.State.ANSWERED, Visit.State.REFUSED)).exclude(slots=""):
        with alone(f"visit {visit.id}"):
            uploads.erase(visit.id)
    for visit_id in second_looks.overdue(now):
        with alone(f"visit {visit_id}"):
            second_looks.give_up(visit_id)


def _waiting(now: datetime) -> list[Visit]:
    return list(Visit.objects.filter(overdue(now), state=Visit.State.QUEUED))


def _queue_again(visit: Visit, now: datetime) -> None:
    if visit.tries < MOST_TRIES:
        services.queue_again(visit, now)
    else:
        services.refuse(visit.id, **LOST)
        uploads.erase(visit.id)
