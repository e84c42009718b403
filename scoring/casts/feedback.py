"""What visitors say to what they were told."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from scoring.casts import examples, selectors, tallies
from scoring.casts.errors import CastRefused
from scoring.casts.models import Character, Feedback, Prediction


@transaction.atomic
def say(prediction: UUID | str, liked: bool, now: datetime, who: Character | UUID | str | None = None) -> Feedback:
    """Like or dislike; whoever says it again has changed their mind. `who` is for a dislike: who then?

    A photo that was kept for this answer goes by the new word. Raises CastRefused: no_such_prediction,
    no_such_character.
    """
    told = selectors.held(prediction)
    before = Feedback.objects.filter(prediction=told).first()
    named = None if liked or who is None else _character(told, who)
    values = {"liked": liked, "who": named, "created_at": now}
    said, _ = Feedback.objects.update_or_create(prediction=told, defaults=values)
    if before is None or before.liked != liked:
        tallies.add_to(told, **counted(liked))
        if before is not None:
            tallies.take_from(told, **counted(before.liked))
    examples.follow(told)
    return said


def _character(told: Prediction, who: Character | UUID | str) -> Character:
    wanted = who.pk if isinstance(who, Character) else who
    try:
        return Character.objects.get(id=wanted, cast=told.cast_id)
    except (Character.DoesNotExist, ValidationError):
        raise CastRefused("no_such_character") from None


def counted(liked: bool) -> dict[str, float]:
    """What it adds to the tallies, by the names of their columns."""
    return {"likes" if liked else "dislikes": 1}
