"""Whether what players were told is what is kept: their diaries beside the database and the storage."""

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.diaries import Player, Table
from game.engine import rules
from tests.stack.fleet import Fleet

TAKES = """
    SELECT t.id::text, t.code, t.similarity, t.seat_id::text, r.game, r.number, m.code
    FROM game_take t JOIN game_round r ON r.id = t.round_id JOIN game_room m ON m.id = r.room_id
"""


NOT_JUDGED = ("", "lost")
REPAIRED_WITHIN = 330
"""Seconds in which a task that was in a dead worker's hands is done by another: the queue's visibility timeout is 300.
A worker that dies between storing a score and erasing the original leaves that much to do."""


@dataclass(frozen=True)
class Row:
    """A take as it is kept."""

    id: str
    code: str
    similarity: float | None
    seat: str
    game: int
    round: int
    room: str


def rows(fleet: Fleet) -> list[Row]:
    with psycopg.connect(fleet.servers.postgres.url) as connection:
        return [Row(*row) for row in connection.execute(TAKES)]


def audit(fleet: Fleet, tables: list[Table]) -> dict[str, int]:
    """The figures; what is wrong is named on standard error."""
    end = time.monotonic() + REPAIRED_WITHIN
    while (orphaned := orphans(fleet)) and time.monotonic() < end:
        time.sleep(10)
    kept = rows(fleet)
    return compare(kept, [_told_apart(line, kept) for line in orphaned], tables)


def compare(kept_rows: list[Row], orphaned: list[str], tables: list[Table]) -> dict[str, int]:
    """The same of what is known already."""
    players = [player for table in tables for player in table.players]
    here = {player.code for player in players}
    kept = {row.id: row for row in kept_rows if row.room in here}
    wrong = {
        "lost": _lost(players, kept),
        "doubled": [*_unknown(players, kept), *(line for table in tables for line in _miscounted(table, kept))],
        "phases_missed": [f"{table.players[0].code} {phase}" for table in tables for phase in sorted(table.missed())],
        "orphans": orphaned,
    }
    for name, found in wrong.items():
        for one in found:
            print(f"{name}: {one}", file=sys.stderr)
    accepted = [take for player in players for take in player.diary.accepted]
    codes = Counter(kept[take].code for take in accepted if take in kept)
    typed = sum(count for code, count in codes.items() if code not in (*NOT_JUDGED, "scored"))
    figures = {"accepted": len(accepted), "scored": codes["scored"], "typed": typed}
    drumrolls = sum(len(table.drumrolls()) for table in tables)
    return figures | {name: len(found) for name, found in wrong.items()} | {"drumrolls_unheard": drumrolls}


def _lost(players: list[Player], kept: dict[str, Row]) -> list[str]:
    """Photos that were taken in and are not there, have no outcome, or another one than the phone has heard of."""
    accepted = [take for player in players for take in player.diary.accepted]
    gone = [f"photo {take}" for take in accepted if take not in kept or kept[take].code in NOT_JUDGED]
    return gone + [
        f"{player.name} heard of it otherwise: {take}" for player in players for take in _misled(player, kept)
    ]


def _misled(player: Player, kept: dict[str, Row]) -> list[str]:
    """Photos of which the phone has heard something else than what is kept."""
    told = player.diary.told.items()
    return [take for take, code in told if code != "judging" and take in kept and kept[take].code != code]


def _unknown(players: list[Player], kept: dict[str, Row]) -> list[str]:
    """Kept photos that nobody knows of; as many as had no answer may be among a player's."""
    strays = {row.id: row for row in kept.values()}
    for player in players:
        for take in player.diary.accepted:
            strays.pop(take, None)
    allowed = Counter({player.you["seat"]: player.diary.unanswered for player in players if player.you})
    surplus = Counter(row.seat for row in strays.values()) - allowed
    return [f"{count} photos of seat {seat} that were sent once or not at all" for seat, count in surplus.items()]


def _miscounted(table: Table, kept: dict[str, Row]) -> list[str]:
    """Podiums that do not add up to the photos kept."""
    room = table.players[0].room
    if room is None or room["phase"] != "podium":
        return []
    best: dict[tuple[str, int], int] = {}
    for row in kept.values():
        if (row.room, row.game) == (room["code"], room["game"]) and row.similarity is not None:
            key = row.seat, row.round
            best[key] = max(best.get(key, 0), rules.points(row.similarity))
    sums: Counter[str] = Counter()
    for (seat, _), points in best.items():
        sums[seat] += points
    shown: dict[str, Any] = {seat: standing["points"] for seat, standing in room["standings"].items()}
    return [
        f"{room['code']}: seat {seat} has {points} points, its photos {sums[seat]}"
        for seat, points in shown.items()
        if points != sums[seat]
    ]


def orphans(fleet: Fleet) -> list[str]:
    """Objects that belong to nobody, and rows whose object is gone."""
    try:
        words = fleet.manage("check_storage")
    except subprocess.CalledProcessError as found:
        words = found.stdout
    return [line for line in words.splitlines() if line.startswith(("belongs to nobody: ", "is gone: "))]


def _told_apart(line: str, kept: list[Row]) -> str:
    """With what is known of the take that an object is named after."""
    return next((f"{line} ({row.code or 'not judged'})" for row in kept if row.id in line), f"{line} (no take)")
