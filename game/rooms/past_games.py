"""Photos of games that the room has left: they still earn, or lose, their points."""

from datetime import datetime

from django.db import transaction

from animatch.platform.patience import outlasting
from game.engine import playing, rules
from game.engine.state import Outcome, Presence
from game.rooms import models, repository
from game.scores import results


@outlasting
def record(code: str, take_id: str, outcome: Outcome, now: datetime) -> None:
    """The same for a photo of a game that the room has left: it still earns its points."""
    with transaction.atomic():
        repository.lock(code)
        if models.Take.objects.filter(id=take_id, withdrawn=True).exists():
            outcome = rules.stripped(outcome)
        values = {"code": outcome.code, "message": outcome.message, "similarity": outcome.similarity, "upload": ""}
        known = {"photo": outcome.photo, "detail": dict(outcome.detail), "judged_at": now}
        judged = models.Take.objects.filter(id=take_id, code="").update(**values, **known)
        if judged and outcome.similarity is not None:
            count_again(models.Take.objects.select_related("round__prompt", "seat").get(id=take_id), now)


def withdraw(take: models.Take) -> None:
    """What `stripped` leaves of a photo. The room is locked, so no outcome comes in between."""
    take.refresh_from_db(fields=["photo", "detail"])
    left = rules.stripped(Outcome(take.code, photo=take.photo, detail=take.detail))
    models.Take.objects.filter(id=take.id).update(withdrawn=True, photo=left.photo, detail=dict(left.detail))


def count_again(take: models.Take, now: datetime) -> None:
    """The points of the take's seat in its game, from its takes that count."""
    round_, seat = take.round, take.seat
    plays = seat.plays and seat.presence == Presence.IN
    guest = results.Guest(seat.player_id, seat.nickname, seat.avatar, plays)
    deck_id = round_.prompt.deck_id if round_.prompt else None
    rounds = repository.rounds_of_game(round_.room_id, round_.game)
    best = [found.similarity or 0.0 for r in rounds if (found := rules.best_take(r, str(seat.id)))]
    points = sum(playing.points(r, str(seat.id)) for r in rounds)
    results.recount(round_.room_id, round_.game, guest, best, points, deck_id, now)
