"""From rounds that are over into counts, each round once: rooms and their takes go, the counts stay."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from game.decks.selectors import prompts_with
from game.engine.kinds import registry
from game.engine.state import Phase, Presence
from game.rooms import models
from game.scores import measures
from game.scores.counts import Counts

ROUNDS_AT_ONCE = 500

COLUMNS = ("round_id", "seat_id", "code", "similarity", "submitted_at", "judged_at", "detail", "prompt")


def collect() -> int:
    """Count all rounds that are over and not counted yet; gives how many there were."""
    total = 0
    while done := _collect_some(_finished(models.Round.objects.filter(counted=False))):
        total += done
    return total


def collect_room(room: models.Room) -> None:
    """Count what the room has, finished or not: it is about to be erased."""
    while _collect_some(models.Round.objects.filter(counted=False, room=room)):
        pass


def _finished(rounds: QuerySet[models.Round]) -> QuerySet[models.Round]:
    later = models.Round.objects.filter(room=OuterRef("room"), game=OuterRef("game"), number__gt=OuterRef("number"))
    pending = models.Take.objects.filter(round=OuterRef("pk"), code="")
    over = Q(room__phase__in=[Phase.LOBBY, Phase.PODIUM]) | ~Q(game=F("room__game")) | Exists(later)
    return rounds.filter(over & ~Exists(pending))


def _collect_some(rounds: QuerySet[models.Round]) -> int:
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            rounds = rounds.select_for_update(skip_locked=True, of=("self",))
        ids = list(rounds.order_by("started_at").values_list("id", flat=True)[:ROUNDS_AT_ONCE])
        counts = Counts()
        for round_ in _with_all(ids):
            _count(round_, counts)
        counts.save()
        models.Round.objects.filter(id__in=ids).update(counted=True)
    return len(ids)


def _with_all(ids: list[Any]) -> Iterator[Any]:
    sooner = models.Round.objects.filter(room=OuterRef("room"), started_at__lt=OuterRef("started_at"))
    rounds = models.Round.objects.filter(id__in=ids).annotate(
        sooner=Subquery(sooner.order_by("-started_at").values("started_at")[:1])
    )
    takes = models.Take.objects.only(*COLUMNS).order_by()
    return iter(rounds.select_related("room").prefetch_related(Prefetch("takes", takes), "room__seats"))


def _count(round_: Any, counts: Counts) -> None:
    day, host = round_.started_at.date(), round_.room.created_by_id
    takes = list(round_.takes.all())
    held = prompts_with({take.prompt for take in takes if take.prompt})
    for take in takes:
        own = held.get(take.prompt)
        prompt = (own and own.id) if take.prompt else round_.prompt_id
        _count_take(take, prompt if registry.of(round_).copies_one else None, day, host, counts)
    senders = {take.seat_id for take in takes}
    seats = [seat for seat in round_.room.seats.all() if seat.id in senders or _was_there(seat, round_)]
    counts.add(day, host, measures.ROUND, "rounds")
    counts.add(day, host, measures.ROUND, "expected", len(seats))
    counts.add(day, host, measures.ROUND, "sent", len(senders))
    _count_party(round_, seats, day, host, counts)


def _was_there(seat: models.Seat, round_: models.Round) -> bool:
    return seat.plays and seat.presence == Presence.IN and seat.joined_at <= round_.started_at


def _count_party(round_: Any, seats: Iterable[models.Seat], day: date, host: int | None, counts: Counts) -> None:
    """A party is a room's first round; a player is counted with the first round after sitting down."""
    if round_.sooner is None:
        counts.add(day, host, measures.PARTY, "parties")
    if round_.number == 1:
        counts.add(day, host, measures.PARTY, "games")
    new = [seat for seat in seats if round_.sooner is None or seat.joined_at > round_.sooner]
    counts.add(day, host, measures.PARTY, "players", len(new))


def _count_take(take: models.Take, prompt: Any, day: date, host: int | None, counts: Counts) -> None:
    detail, reading = take.detail, take.detail.get("reading", {})
    several = take.code == "scored" and detail.get("faces", 1) > 1
    counts.add(day, host, measures.OUTCOME, "several_faces" if several else take.code or "judging")
    if take.judged_at:
        waited = (take.judged_at - take.submitted_at).total_seconds() * 1000
        counts.add(day, host, measures.WAIT_MS, measures.time_bin(waited))
    if "ms" in detail:
        counts.add(day, host, measures.SCORING_MS, measures.time_bin(detail["ms"]))
    if {"left_eye", "right_eye", "mouth"} <= reading.keys():
        eyes = (reading["left_eye"] + reading["right_eye"]) / 2
        counts.add(day, host, measures.EYES, measures.percent_bin(eyes))
        counts.add(day, host, measures.MOUTH, measures.percent_bin(reading["mouth"]))
    if take.similarity is not None:
        counts.add(day, host, measures.SCORE, measures.percent_bin(take.similarity))
        if prompt is not None:
            counts.add_score(day, host, prompt, take.similarity * 100)


def count_late(code: str, now: datetime) -> None:
    """A photo came too late for its round, so that there is no take to count."""
    host = models.Room.objects.filter(code=code.upper()).values_list("created_by", flat=True).first()
    counts = Counts()
    counts.add(now.date(), host, measures.OUTCOME, "too_late")
    counts.save()
