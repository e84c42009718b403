"""The last finished game of a room, to look at again: every round's prompt and everybody's best photo."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from game.decks.models import Prompt
from game.engine import playing, teams
from game.engine.kinds import registry, whisper
from game.engine.state import Presence, Room, Seat
from game.rooms import models as room_models
from game.rooms import repository, rounds_as_json
from game.rooms.photo_links import photo_url
from game.scores import models as score_models

LARGEST = ("large", "medium", "medium")
"""How large the best shots of a round are drawn, the best first; all others are small."""


def recap(room: Room, you: UUID | None = None) -> dict[str, Any] | None:
    """{"winner", "standings": [rows], "teams": [teams], "rounds": [{"number", "kind", "prompt", "shots"}]}.

    `kind` is a title, or "" for a round of copying; a prompt {"title", "picture"}, of the round where all copied one.
    `winner` is a nickname or a team's name, or "". A team is {"team", "name", "points", "members"}, its number and its
    members' nicknames, the best team first; none in a game without.
    A row is {"place", "nickname", "avatar", "points", "photo", "face"}, with the photo of the player's best shot.
    A shot is {"player", "nickname", "avatar", "take", "percent", "parts", "photo", "face", "may", "size", "prompt"};
    its photo is "" where it is hidden, was never let out, or is not to be shown after its reveal, and `may` what the
    player `you` can do about it: "take_down", "report" or "". `parts` is JSON, `face` where eyes and mouth are (x and
    y of the middle, height, in percent of the photo; or None), `size` how large the shot is drawn.
    None before the first podium.
    """
    results = score_models.GameResult.objects.filter(room_id=room.id).order_by("-game", "place")
    last = results.first()
    if last is None:
        return None
    rounds = room_models.Round.objects.filter(room_id=room.id, game=last.game).select_related("prompt")
    rounds = rounds.prefetch_related("takes__seat").order_by("number")
    standings = [*results.filter(game=last.game)]
    shown = [_round(room, row, you) for row in rounds]
    shown = [round_ for round_ in shown if round_["prompt"] or round_["shots"]]
    shots = [shot for round_ in shown for shot in round_["shots"]]
    everybody = standings + _without_points(room, standings)
    ranked = _teams(everybody)
    return {
        "winner": _winner(ranked, everybody),
        "standings": [_row(row, shots) for row in everybody],
        "teams": ranked,
        "rounds": shown,
    }


def _teams(rows: list[score_models.GameResult]) -> list[dict[str, Any]]:
    """As they stood on the podium, whoever is where by now."""
    points = {row.team: row.team_points or 0 for row in rows if row.team is not None and row.team_points is not None}
    members = {team: [row.nickname for row in rows if row.team == team] for team in points}
    return [
        {"team": team, "name": teams.NAMES[team], "points": points[team], "members": members[team]}
        for team in sorted(points, key=lambda team: (-points[team], team))
    ]


def _winner(ranked: list[dict[str, Any]], rows: list[score_models.GameResult]) -> str:
    """Who won, in words; nobody in particular where they are equal or nobody has a point."""
    if not ranked:
        return rows[0].nickname if rows[0].points else ""
    first = [team for team in ranked if team["points"] == ranked[0]["points"] > 0]
    return f"Team {first[0]['name']}" if len(first) == 1 else ""


def _row(row: score_models.GameResult, shots: list[dict[str, Any]]) -> dict[str, Any]:
    mine = [shot for shot in shots if shot["player"] == row.player_id and shot["photo"]]
    best = max(mine, key=lambda shot: shot["percent"], default={"photo": "", "face": None})
    who = {"place": row.place, "nickname": row.nickname, "avatar": row.avatar}
    return who | {"points": row.points, "photo": best["photo"], "face": best["face"]}


def _without_points(room: Room, scored: list[score_models.GameResult]) -> list[score_models.GameResult]:
    """Who was in the game and has nothing on the leaderboard, behind all others and on one place."""
    known, ended, place = {str(row.player_id) for row in scored}, scored[0].finished_at, len(scored) + 1
    seats = [seat for seat in room.present if seat.plays and seat.player not in known and seat.joined_at <= ended]
    return [
        score_models.GameResult(nickname=seat.nickname, avatar=seat.avatar, points=0, place=place, team=seat.team)
        for seat in seats
    ]


def _round(room: Room, row: room_models.Round, you: UUID | None) -> dict[str, Any]:
    takes = [take for take in row.takes.all() if take.seat.presence != Presence.KICKED]
    scored = {str(take.id): take for take in takes if take.similarity is not None}
    shots = _films(room, row, scored, you) or _best_shots(room, row, [*scored.values()], you)
    prompts = [shot["prompt"] for shot in shots] or [_prompt(row.prompt)]
    kind = registry.KINDS.get(row.kind, registry.COPY)
    return {
        "number": row.number,
        "kind": "" if kind is registry.COPY else kind.title,
        "prompt": prompts[0] if all(prompt == prompts[0] for prompt in prompts) else None,
        "shots": shots,
    }


def _best_shots(
    room: Room, row: room_models.Round, takes: list[room_models.Take], you: UUID | None
) -> list[dict[str, Any]]:
    """Everybody's best one, the best first."""
    best: dict[UUID, room_models.Take] = {}
    for take in sorted(takes, key=lambda take: (-(take.similarity or 0), take.submitted_at)):
        best.setdefault(take.seat_id, take)
    asked = _prompts(row, [take.prompt for take in best.values()])
    shots = []
    for place, take in enumerate(best.values()):
        # A sheet of frames copies several.
        one = None if take.detail.get("frames") else row.prompt
        prompt = asked.get(take.prompt) if take.prompt else _prompt(one)
        size = LARGEST[place] if place < len(LARGEST) else "small"
        shots.append(_shot(room, take, you) | {"size": size, "prompt": prompt})
    return shots


def _films(
    room: Room, row: room_models.Round, takes: dict[str, room_models.Take], you: UUID | None
) -> list[dict[str, Any]]:
    """The chains in which a face was handed on, one after the other, each with its face beside the first photo."""
    cards = [card for card in rounds_as_json.cards(row.cards or ()) if card.show in whisper.FILMS]
    films = [[takes[take] for take in card.takes if take in takes] for card in cards]
    asked = _prompts(row, [film[0].prompt for film in films if film])
    shots = []
    for film in films:
        for take in film:
            prompt = asked.get(take.prompt) if take is film[0] else None
            size = "medium" if take is film[-1] else "small"
            shots.append(_shot(room, take, you) | {"size": size, "prompt": prompt})
    return shots


def _prompts(row: room_models.Round, ids: list[str]) -> dict[str, dict[str, str] | None]:
    """Those with these ids: from the deck, or made in the round itself."""
    kept = Prompt.objects.in_bulk([known for known in ids if known and not known.startswith("made-")])
    found = {str(known): _prompt(prompt) for known, prompt in kept.items()}
    for prompt in (row.play or {}).get("made", ()):
        found[prompt["id"]] = {"title": prompt["title"], "picture": prompt["picture"]}
    return found


def _prompt(row: Prompt | None) -> dict[str, str] | None:
    return {"title": row.title, "picture": row.picture_url} if row else None


def _shot(room: Room, take: room_models.Take, you: UUID | None) -> dict[str, Any]:
    round_, seat_id = repository.round_alone(take.round), str(take.seat_id)
    celebrated = playing.are_celebrated(room, round_, seat_id)
    shown = take.photo and not take.hidden and take.approved and celebrated
    return {
        "player": take.seat.player_id,
        "nickname": take.seat.nickname,
        "avatar": take.seat.avatar,
        "take": str(take.id),
        "percent": (take.similarity or 0) * 100,
        "parts": json.dumps(take.detail.get("parts", {})),
        "photo": photo_url(room.code, str(take.id)) if shown else "",
        "face": _face(take.detail.get("overlay", {})),
        "may": _may(room, take, playing.owners(room, round_, seat_id), bool(shown), you),
    }


def _may(room: Room, take: room_models.Take, owners: Iterable[Seat], shown: bool, you: UUID | None) -> str:
    if any(seat.player == str(you) for seat in owners):
        return "take_down" if take.photo else ""
    return "report" if shown and any(seat.player == str(you) for seat in room.present) else ""


def _face(overlay: dict[str, list[tuple[float, float]]]) -> tuple[int, int, int] | None:
    points = [point for ring in overlay.values() for point in ring]
    if not points:
        return None
    (left, right), (top, bottom) = ((min(values), max(values)) for values in zip(*points, strict=True))
    return round((left + right) * 50), round((top + bottom) * 50), round((bottom - top) * 100)
