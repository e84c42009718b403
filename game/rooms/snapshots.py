"""What a room looks like from outside, as a function of its state; and the patch between two looks."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from game.engine import playing, rules, teams
from game.engine.kinds import registry
from game.engine.prompts import drawn_face
from game.engine.state import Phase, Room, Round, Seat
from game.engine.takes import Take
from game.protocol.round_views import PromptView
from game.protocol.views import (
    BestView,
    DeckView,
    HeldView,
    RemovedView,
    RoomSettings,
    RoomView,
    SeatView,
    StandingView,
    TakeView,
    TeamView,
    You,
)
from game.rooms import links, room_cache, round_views
from game.rooms.photo_links import celebrated_photo, own_photo
from game.scores import superlatives

STEPS = 3
# What a programme is worked out for while nobody has drawn prompts from the deck.
ANY_DECK = 100


def milliseconds(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


def room_view(room: Room) -> RoomView:
    round_ = room.round
    revealed = round_ is not None and rules.is_revealed(room, round_)
    points = {row.seat: row for row in playing.standings(room)}
    host = room.seat(room.host) if room.host else None
    length = playing.length(room, room.phase)
    shown = round_views.shown_prompts(room, round_) if round_ else []
    return RoomView(
        code=room.code,
        version=room.version,
        phase=room.phase.value,
        game=room.game,
        round=round_.number if round_ else 0,
        rounds=len(room.plan) or room.settings.rounds,
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
        programme=_programme(room),
        kind=round_.kind if round_ else registry.COPY.name,
        turn=round_.turn if round_ else 0,
        explanation=_explanation(room),
        lasts=None if length is None else round(length / timedelta(milliseconds=1)),
        prompt=shown[0] if shown else None,
        prompts=shown if len(shown) > 1 else [],
        votes=round_views.votes(room, round_) if round_ else [],
        faces=_faces(room) if room.phase is Phase.LOBBY else {},
        seats={seat.id: _seat_view(room, seat, points.get(seat.id)) for seat in room.present},
        results=round_views.results(room, round_) if round_ and room.phase is Phase.REVEAL else {},
        cards=round_views.cards(room, round_) if round_ and room.phase is Phase.REVEAL else [],
        standings=_standings(room, points.values()) if revealed or (room.round and room.round.number > 1) else {},
        teams=[TeamView(name=teams.NAMES[row.team], **vars(row)) for row in teams.standings(room)],
        superlatives=superlatives.award(room, celebrated_photo) if room.phase is Phase.PODIUM else {},
    )


def _programme(room: Room) -> list[str]:
    """The kind of each round, as it is, or as it would be for those who are here."""
    if room.plan:
        return [plan.kind for plan in room.plan]
    players = sum(seat.plays for seat in room.present)
    return list(registry.programme(room.settings, players, ANY_DECK, room.game + 1, room.id, len(room.faces)))


def _faces(room: Room) -> dict[str, PromptView]:
    drawn = ((room.seat(face.seat), face) for face in room.faces)
    return {
        seat.id: round_views.prompt_view(drawn_face(face, seat.nickname, seat.avatar)) for seat, face in drawn if seat
    }


def _explanation(room: Room) -> str | None:
    told = room.phase is Phase.GET_READY and playing.explains(room)
    return registry.now(room).explanation if told else None


def _standings(room: Room, rows: Iterable[playing.Standing]) -> dict[str, StandingView]:
    return {
        row.seat: StandingView(seat=row.seat, points=row.points, place=row.place, best=_best(room, row)) for row in rows
    }


def _best(room: Room, row: playing.Standing) -> BestView | None:
    take = rules.best_of_game(room, row.seat) if room.phase is Phase.PODIUM and row.place <= STEPS else None
    photo = celebrated_photo(room, take) if take else None
    if take is None or photo is None:
        return None
    view = round_views.outcome(take)
    return BestView(photo=photo, percent=view["percent"], overlay=view["overlay"])


def _seat_view(room: Room, seat: Seat, standing: playing.Standing | None) -> SeatView:
    round_ = room.round if room.phase.in_round else None
    playing_ = round_ if round_ and seat.takes_part(round_.number) else None
    return SeatView(
        id=seat.id,
        nickname=seat.nickname,
        avatar=seat.avatar,
        connected=seat.connected,
        host=seat.id == room.host,
        plays=seat.plays,
        doing=_doing(room, round_, seat) if round_ else "resting",
        role=registry.of(round_).role(room, round_, seat.id) if round_ else None,
        takes=len(playing_.takes_of(seat.id, playing_.posed)) if playing_ else 0,
        points=standing.points if standing else 0,
        played=rules.has_played(room, seat),
        team=seat.team,
    )


def _doing(room: Room, round_: Round, seat: Seat) -> Any:
    if room.phase is Phase.VOTE and registry.of(round_).votes(room, seat):
        return "voted" if round_.ballot(seat.id, round_.turn) else "voting"
    if room.phase is not Phase.CAPTURE or not playing.poses(room, round_, seat):
        return "resting"
    if playing.is_done(room, round_, seat):
        return "done"
    return "sent" if playing.own_takes(round_, seat.id) else "posing"


def take_view(room: Room, take: Take) -> TakeView:
    """A photo as its own player is told of it: without a number until the reveal, unless the room wants it at once."""
    round_ = room.round
    told = room.settings.scores_at_once or round_ is None or rules.is_revealed(room, round_)
    view = round_views.outcome(take)
    if not told:
        view = {name: view[name] for name in ("code", "message", "note")}
    return TakeView(
        id=take.id,
        number=take.number,
        photo=own_photo(room, take),
        advice=take.outcome.detail.get("advice") if take.outcome else None,
        best=round_ is not None and rules.best_take(round_, take.seat) == take,
        **view,
    )


def you(room: Room, seat: Seat) -> You:
    round_ = room.round if room.phase.in_round else None
    open_ = round_ is not None and room.phase is Phase.CAPTURE and playing.poses(room, round_, seat)
    return You(
        seat=seat.id,
        host=rules.is_host(room, seat.id),
        owner=seat.id == room.owner,
        stage=links.stage_path(room.code, room.id) if rules.is_host(room, seat.id) else None,
        removed=[_removed(gone) for gone in room.removed] if rules.may_let_back(room, seat.id) else [],
        to_decide=[_held(room, take) for take in rules.to_decide(room)] if rules.is_host(room, seat.id) else [],
        takes=[take_view(room, take) for take in round_.takes_of(seat.id, round_.posed)] if round_ else [],
        takes_left=playing.takes_left(round_, seat.id) if open_ and round_ else 0,
        done=bool(open_ and round_ and playing.is_done(room, round_, seat)),
        celebrated=seat.celebrated,
        calibration=dict(seat.calibration) if seat.calibration else None,
        **(round_views.own(room, round_, seat) if round_ else {}),
    )


def _held(room: Room, take: Take) -> HeldView:
    link = reverse("photo_for_host", args=[room.code, take.id])
    return HeldView(take=take.id, seat=take.seat, preview=link, reports=take.open_reports, hidden=take.hidden)


def _removed(seat: Seat) -> RemovedView:
    return RemovedView(seat=seat.id, nickname=seat.nickname, avatar=seat.avatar)


def room_json(room: Room) -> dict[str, Any]:
    return room_view(room).model_dump(mode="json", exclude_none=True)


def room_text(room: Room) -> str:
    return json.dumps(room_cache.once(room_json, room), ensure_ascii=False, separators=(",", ":"))


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
