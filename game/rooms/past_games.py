"""Photos of games that the room has left: they still earn, or lose, their points."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from animatch.platform.patience import outlasting
from game.engine import playing, rules
from game.engine.kinds import registry
from game.engine.state import Presence
from game.engine.takes import Outcome
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
    """The points in its game of those whom a take earns some, or did so far: its seat, who shares it, who has awards by
    it, and whoever is remembered, for theirs may have gone with it."""
    room_id, game = take.round.room_id, take.round.game
    rounds = repository.rounds_of_game(room_id, game)
    own = next(round_ for round_ in rounds if round_.id == str(take.round_id))
    kind = registry.of(own)
    earning = {*kind.together(own, str(take.seat_id)), *kind.awards(own)} - {""}
    remembered = Q(room=room_id, player__in=results.players(room_id, game))
    awarded = [(round_, registry.of(round_).awards(round_)) for round_ in rounds]
    for seat in models.Seat.objects.filter(Q(id__in=earning) | remembered):
        _count_seat(seat, awarded, take.round, now)


def _count_seat(seat: models.Seat, awarded: Iterable[playing.Awarded], row: models.Round, now: datetime) -> None:
    plays = seat.plays and seat.presence == Presence.IN
    guest = results.Guest(seat.player_id, seat.nickname, seat.avatar, plays)
    deck_id = row.prompt.deck_id if row.prompt else None
    best = [found.similarity or 0.0 for r, _ in awarded if (found := playing.counted_take(r, str(seat.id)))]
    points = sum(playing.points(r, str(seat.id), awards) for r, awards in awarded)
    results.recount(row.room_id, row.game, guest, best, points, deck_id, now)
