"""What visitors say to which character they are told to be, and the photos that they let a cast learn from."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from celery import signature
from django.core.files.base import File
from django.db.models import QuerySet

from game.booths import errors, second_looks, services
from game.booths.models import Visit
from scoring.casts import examples, feedback, withdrawing
from scoring.casts.errors import CastRefused
from scoring.casts.models import Example
from scoring.casts.withdrawing import Withdrawn

KEEP_EXAMPLE = "game.tasks.keep_example"
EXAMPLE = "example"
"""The name of the photo that is sent again, among a visit's files."""


def say(visit: Visit, liked: bool, character: str | None, now: datetime) -> Visit:
    """Like or dislike, and who then; the last word counts. Raises NotAnswered or CastRefused."""
    said = feedback.say(_prediction(visit), liked, now, character)
    note = {"liked": liked} | ({"character": str(said.who_id)} if said.who_id else {})
    return services.change_answer(visit.id, lambda answer, numbers: answer.update(said=note))


def _prediction(visit: Visit) -> str:
    if visit.answer is None:
        raise errors.NotAnswered
    if (prediction := (visit.numbers or {}).get("prediction")) is None:
        raise CastRefused("no_such_prediction")
    return prediction


def ask_to_keep(visit: Visit, photo: File, now: datetime, *, consent: bool, adult: bool) -> None:
    """Have the photo, which the browser sends once more, become an example of the cast.

    What comes of it is told over the visit's socket. Raises NotAnswered, PhotoRefused or CastRefused.
    """
    _prediction(visit)
    if not (consent and adult):
        raise CastRefused("no_children" if consent else "consent_missing")
    if "said" not in (visit.answer or {}):
        raise CastRefused("say_first")
    second_looks.ask(visit, EXAMPLE, photo, signature(KEEP_EXAMPLE, args=(str(visit.id),)), now)


def keep(visit_id: UUID, seen: Mapping[str, Any], now: datetime) -> None:
    """Keep what was seen in the photo, and tell the visitor. Raises NotJudged."""

    def learn_from(visit: Visit, data: bytes) -> None:
        given: Any = {"player": visit.player_id, "consent": True, "child": False}
        _tell(visit, examples.keep(_prediction(visit), data, seen["faces"][0], **given, now=now))

    second_looks.take_in(visit_id, EXAMPLE, seen, learn_from)


def _tell(visit: Visit, example: Example) -> None:
    try:
        services.change_answer(visit.id, partial(_note_kept, kept=True))
    except errors.NoSuchVisit:
        # Forgotten, or the visitor erased, in the meantime.
        withdrawing.withdraw(Example.objects.filter(pk=example.pk))


def _note_kept(answer: dict[str, Any], numbers: dict[str, Any], kept: bool) -> None:
    answer["kept"] = kept


def kept_by(player: UUID | None) -> QuerySet[Example]:
    """The photos that the visitor lets us keep, the newest first."""
    found = examples.of_player(player) if player else Example.objects.none()
    return found.select_related("cast", "character").defer("vector", "proportions").order_by("-created_at")


def withdraw_one(player: UUID | None, example: UUID) -> Withdrawn:
    """Raises NoSuchExample, also where it is somebody else's."""
    found = kept_by(player).filter(id=example)
    if player is None or not found:
        raise errors.NoSuchExample
    return withdraw(player, found)


def withdraw(player: UUID, rows: QuerySet[Example]) -> Withdrawn:
    """Erase photos of the visitor, and say so in those of their answers that are still there."""
    told = [str(prediction) for prediction in rows.values_list("prediction", flat=True) if prediction]
    gone = withdrawing.withdraw(rows)
    for visit in Visit.objects.filter(player_id=player, numbers__prediction__in=told):
        services.change_answer(visit.id, partial(_note_kept, kept=False))
    return gone
