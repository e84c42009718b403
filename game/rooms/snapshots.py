"""What a room looks like from outside, as a function of its state; and the patch between two looks."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.signing import Signer
from django.urls import reverse

from game.engine import rules
from game.engine.state import Outcome, Phase, Room, Round, Seat, Take
from game.protocol.views import (
    BestView,
    CardView,
    DeckView,
    HeldView,
    PromptView,
    RemovedView,
    ResultView,
    RoomSettings,
    RoomView,
    SeatView,
    StandingView,
    TakeView,
    You,
)
from game.rooms import links
from game.scores import superlatives

STEPS = 3
_photo_signer = Signer(salt="game.photo")


def milliseconds(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


def photo_url(room: Room, take: Take) -> str | None:
    """The link under which its own player sees the photo; none where there is nothing to see."""
    if take.outcome is None or not take.outcome.photo or take.hidden:
        return None
    path = reverse("photo", args=[room.code, take.id])
    return f"{path}?s={photo_signature(take.id)}"


def shown_photo(room: Room, take: Take) -> str | None:
    """The link for everybody else. What was held back stays so until it is shown, whatever the settings say by then."""
    return photo_url(room, take) if take.approved else None


def celebrated_photo(room: Room, take: Take) -> str | None:
    """The link for everybody once the reveal is over: where its player lets it be shown then."""
    seat = room.seat(take.seat)
    return shown_photo(room, take) if seat and seat.celebrated else None


def photo_signature(take_id: str) -> str:
    return _photo_signer.signature(take_id)


def room_view(room: Room) -> RoomView:
    round_ = room.round
    revealed = round_ is not None and rules.is_revealed(room, round_)
    points = {row.seat: row for row in rules.standings(room)}
    host = room.seat(room.host) if room.host else None
    return RoomView(
        code=room.code,
        version=room.version,
        phase=room.phase.value,
        game=room.game,
        round=round_.number if round_ else 0,
        rounds=len(room.prompts) or room.settings.rounds,
        paused=room.paused,
        phase_started_at=milliseconds(room.phase_started_at),
        deadline=milliseconds(room.deadline),
        time_left=None if room.time_left is None else round(room.time_left / timedelta(milliseconds=1)),
        host=room.host,
        second_host=room.second_host,
        host_gone_at=milliseconds(host.gone_at) if host else None,
        settings=RoomSettings(**vars(room.settings)),
        has_password=room.password != "",
        code_opens=rules.code_opens(room),
        deck=DeckView(id=room.deck.id, name=room.deck.name),
        prompt=PromptView(**vars(round_.prompt)) if round_ and room.phase is not Phase.PODIUM else None,
        seats={seat.id: _seat_view(room, seat, points.get(seat.id)) for seat in room.present},
        results=_results(room, round_) if round_ and room.phase is Phase.REVEAL else {},
        cards=_cards(round_) if round_ and room.phase is Phase.REVEAL else [],
        standings=_standings(room, points.values()) if revealed or (room.round and room.round.number > 1) else {},
        superlatives=superlatives.award(room, celebrated_photo) if room.phase is Phase.PODIUM else {},
    )


def _cards(round_: Round) -> list[CardView]:
    return [CardView(seats=list(card.seats), lasts=round(card.seconds * 1000)) for card in round_.cards]


def _standings(room: Room, rows: Iterable[rules.Standing]) -> dict[str, StandingView]:
    return {
        row.seat: StandingView(seat=row.seat, points=row.points, place=row.place, best=_best(room, row)) for row in rows
    }


def _best(room: Room, row: rules.Standing) -> BestView | None:
    take = rules.best_of_game(room, row.seat) if room.phase is Phase.PODIUM and row.place <= STEPS else None
    photo = celebrated_photo(room, take) if take else None
    if take is None or photo is None:
        return None
    view = _outcome(take)
    return BestView(photo=photo, percent=view["percent"], overlay=view["overlay"])


def _seat_view(room: Room, seat: Seat, standing: rules.Standing | None) -> SeatView:
    round_ = room.round
    playing = round_ is not None and room.phase.in_round and seat.takes_part(round_.number)
    return SeatView(
        id=seat.id,
        nickname=seat.nickname,
        avatar=seat.avatar,
        connected=seat.connected,
        host=seat.id == room.host,
        plays=seat.plays,
        doing=_doing(room, round_, seat) if playing and round_ else "resting",
        takes=len(round_.takes_of(seat.id)) if playing and round_ else 0,
        points=standing.points if standing else 0,
        played=rules.has_played(room, seat),
    )


def _doing(room: Room, round_: Round, seat: Seat) -> Any:
    if room.phase is not Phase.CAPTURE:
        return "resting"
    if rules.is_done(room, round_, seat):
        return "done"
    return "sent" if round_.takes_of(seat.id) else "posing"


def _results(room: Room, round_: Round) -> dict[str, ResultView]:
    places = {seat.id: place for place, (seat, _) in enumerate(rules.ranking(round_, room.present), start=1)}
    playing = [seat for seat in room.present if seat.takes_part(round_.number)]
    return {seat.id: _result(room, round_, seat, places.get(seat.id)) for seat in playing}


def _result(room: Room, round_: Round, seat: Seat, place: int | None) -> ResultView:
    take = rules.shown_take(round_, seat.id)
    if take is None:
        return ResultView(seat=seat.id, code="no_photo", message="No photo this time.")
    view = _outcome(take) | {"photo": shown_photo(room, take), "withdrawn": take.withdrawn}
    return ResultView(seat=seat.id, take=take.id, place=place, **view)


def _outcome(take: Take) -> dict[str, Any]:
    outcome = take.outcome or Outcome("judging", message="Still being judged.")
    similarity = outcome.similarity
    return {
        "code": outcome.code,
        "message": outcome.message,
        "percent": None if similarity is None else round(similarity * 100, 2),
        "points": 0 if similarity is None else rules.points(similarity),
        "parts": outcome.detail.get("parts", {}),
        "overlay": outcome.detail.get("overlay", {}),
        "note": outcome.detail.get("note"),
    }


def take_view(room: Room, take: Take) -> TakeView:
    """A photo as its own player is told of it: without a number until the reveal, unless the room wants it at once."""
    round_ = room.round
    told = room.settings.scores_at_once or round_ is None or rules.is_revealed(room, round_)
    view = _outcome(take)
    if not told:
        view = {name: view[name] for name in ("code", "message", "note")}
    return TakeView(
        id=take.id,
        number=take.number,
        photo=photo_url(room, take),
        advice=take.outcome.detail.get("advice") if take.outcome else None,
        best=round_ is not None and rules.best_take(round_, take.seat) == take,
        **view,
    )


def you(room: Room, seat: Seat) -> You:
    round_ = room.round
    takes = round_.takes_of(seat.id) if round_ and room.phase.in_round else ()
    open_ = round_ is not None and room.phase is Phase.CAPTURE and seat.takes_part(round_.number)
    return You(
        seat=seat.id,
        host=rules.is_host(room, seat.id),
        owner=seat.id == room.owner,
        stage=links.stage_path(room.code, room.id) if rules.is_host(room, seat.id) else None,
        removed=[_removed(gone) for gone in room.removed] if rules.may_let_back(room, seat.id) else [],
        to_decide=[_held(room, take) for take in rules.to_decide(room)] if rules.is_host(room, seat.id) else [],
        takes=[take_view(room, take) for take in takes],
        takes_left=rules.TAKES_A_ROUND - len(takes) if open_ else 0,
        done=bool(open_ and round_ and rules.is_done(room, round_, seat)),
        celebrated=seat.celebrated,
        calibration=dict(seat.calibration) if seat.calibration else None,
    )


def _held(room: Room, take: Take) -> HeldView:
    link = reverse("photo_for_host", args=[room.code, take.id])
    return HeldView(take=take.id, seat=take.seat, preview=link, reports=take.open_reports, hidden=take.hidden)


def _removed(seat: Seat) -> RemovedView:
    return RemovedView(seat=seat.id, nickname=seat.nickname, avatar=seat.avatar)


def as_json(view: RoomView) -> dict[str, Any]:
    return view.model_dump(mode="json", exclude_none=True)


def merge_patch(before: Any, after: Any) -> dict[str, Any]:
    """The RFC 7396 merge patch from one JSON object to another; neither may hold nulls."""
    patch: dict[str, Any] = {key: None for key in before if key not in after}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            if nested := merge_patch(old, value):
                patch[key] = nested
        elif key not in before or old != value:
            patch[key] = value
    return patch
