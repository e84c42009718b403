"""What becomes of a visit: lock its row, change it, and tell its browsers once that is committed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from celery import signature
from django.contrib.auth.models import User
from django.db import connection, transaction

from animatch.platform.patience import outlasting
from game.booths import announcing, errors, metrics, registry
from game.booths.kinds.kind import Found, Wishes
from game.booths.models import Visit
from game.booths.storage_keys import upload_key
from game.engine.errors import RuleViolation
from game.people.models import Player
from game.people.players import YEAR
from scoring.imports.refusals import Refused
from scoring.vision.errors import PhotoRefused

ANSWER_VISIT = "game.tasks.answer_visit"
VISIT_BEGAN = "game.tasks.visit_began"

FOR_FILES = timedelta(minutes=15)
"""How long a visit waits for its files, which is a little longer than a ticket for them lives."""
A_DAY = timedelta(days=1)
REFUSALS = (RuleViolation, PhotoRefused, Refused)
"""Why there is no answer: rules, photos, galleries and casts."""
WHILE_THE_COOKIE_LIVES = timedelta(seconds=YEAR)
"""A last answer that nobody has a key to any more is not kept either."""


@outlasting
def change(visit_id: UUID, do: Callable[[Visit], bool]) -> Visit:
    """Let `do` change the visit, if it wants to, and tell its browsers. Raises NoSuchVisit, or what `do` raises.

    This is the one path by which a visit changes.
    """
    with transaction.atomic():
        visit = _locked(visit_id)
        if do(visit):
            visit.save()
            transaction.on_commit(partial(announcing.changed, visit.id), robust=True)
    return visit


def _locked(visit_id: UUID) -> Visit:
    # SQLite's IMMEDIATE transactions hold the one write lock from their start.
    visits = Visit.objects.select_for_update() if connection.features.has_select_for_update else Visit.objects.all()
    visit = visits.filter(id=visit_id).first()
    if visit is None:
        raise errors.NoSuchVisit
    return visit


def open_visit(
    name: str, player: Player, wishes: Wishes, user: User | None, now: datetime, *, may_be_last: bool = True
) -> Visit:
    """A visit that waits for its files. Raises RuleViolation, GalleryRefused or CastRefused."""
    options = registry.open_kind(name).options(wishes, user)
    return Visit.objects.create(
        kind=name,
        player=player,
        options=options,
        created_at=now,
        ends_at=now + FOR_FILES,
        may_be_last=may_be_last,
    )


def arrived(visit_id: UUID, slot: str, now: datetime) -> Visit:
    """A file is in the storage; with the last one it is the vision queue's turn. Raises NoSuchVisit."""

    def take_in(visit: Visit) -> bool:
        if visit.state != Visit.State.WAITING or slot in visit.arrived:
            return False
        visit.slots = " ".join([*visit.arrived, slot])
        if set(visit.arrived) == {each.name for each in registry.kind(visit.kind).slots}:
            visit.state, visit.tries, visit.queued_at, visit.ends_at = Visit.State.QUEUED, 1, now, now + A_DAY
            # Should the queue be away, the sweeper puts the visit there once it is back.
            transaction.on_commit(partial(enqueue, visit), robust=True)
        return True

    return change(visit_id, take_in)


def enqueue(visit: Visit) -> None:
    """Have the vision queue look at the uploads; where that has no sense any more, the visit is refused."""
    kind = registry.kind(visit.kind)
    uploads = {slot.name: upload_key(visit.id, slot.name) for slot in kind.slots}
    began = signature(VISIT_BEGAN, args=(str(visit.id),))
    try:
        question = kind.question(visit, uploads, began)
    except REFUSALS as refusal:
        refuse(visit.id, *told(refusal))
    else:
        (question | signature(ANSWER_VISIT, args=(str(visit.id),))).delay()


def told(refusal: RuleViolation | PhotoRefused | Refused) -> tuple[str, str]:
    """Its code, and its words for the visitor."""
    return refusal.code, refusal.text if isinstance(refusal, RuleViolation) else refusal.message


def queue_again(visit: Visit, now: datetime) -> None:
    """For one that has waited too long; nothing, where somebody else was faster."""
    same = Visit.objects.filter(id=visit.id, tries=visit.tries, state=Visit.State.QUEUED)
    if same.update(tries=visit.tries + 1, queued_at=now):
        enqueue(visit)


def reach(visit_id: UUID, step: int, done: int = 0, of: int = 0) -> None:
    """Somebody works on it, and is as far as this step, of which so much is done. Raises NoSuchVisit."""

    def go_on(visit: Visit) -> bool:
        if visit.state != Visit.State.QUEUED or (visit.step, visit.done) >= (step, done):
            return False
        visit.step, visit.done, visit.of = step, done, of
        return True

    change(visit_id, go_on)


def answer(visit_id: UUID, found: Found, now: datetime) -> Visit:
    """Store the answer of a visit that waits for one. Raises NoSuchVisit."""

    def store(visit: Visit) -> bool:
        if visit.state != Visit.State.QUEUED:
            return False
        visit.state, visit.step = Visit.State.ANSWERED, len(registry.kind(visit.kind).steps)
        visit.answer, visit.numbers = found.answer.model_dump(mode="json", exclude_none=True), found.numbers
        if visit.may_be_last:
            _become_last(visit, now)
        _count(visit)
        return True

    return change(visit_id, store)


def _become_last(visit: Visit, now: datetime) -> None:
    # Of two that are answered at once one is the last.
    list(Player.objects.select_for_update().filter(id=visit.player_id))
    before = Visit.objects.filter(player_id=visit.player_id, kind=visit.kind, is_last=True)
    before.update(is_last=False, ends_at=now + A_DAY)
    visit.is_last, visit.ends_at = True, now + WHILE_THE_COOKIE_LIVES


def refuse(visit_id: UUID, code: str, message: str) -> Visit:
    """End a visit that waits without an answer. Raises NoSuchVisit."""

    def end(visit: Visit) -> bool:
        if visit.is_over:
            return False
        visit.state, visit.code, visit.message = Visit.State.REFUSED, code, message
        _count(visit)
        return True

    return change(visit_id, end)


def _count(visit: Visit) -> None:
    counter = metrics.outcomes.labels(visit.kind, visit.code or visit.state)
    transaction.on_commit(counter.inc, robust=True)


def delivered(visit: Visit) -> None:
    """The visitor has been sent the visit as it is; what they have seen they may show."""
    if visit.state == Visit.State.ANSWERED and not visit.seen:
        Visit.objects.filter(id=visit.id).update(seen=True)


def change_answer(visit_id: UUID, do: Callable[[dict[str, Any], dict[str, Any]], None]) -> Visit:
    """Let `do` change the answer and its numbers. Raises NoSuchVisit, NotAnswered, or what `do` raises."""

    def change_both(visit: Visit) -> bool:
        if visit.answer is None:
            raise errors.NotAnswered
        do(visit.answer, visit.numbers or {})
        return True

    return change(visit_id, change_both)
