"""Teams: who is in which, and what a team has. Points stay everybody's own; a team has the mean of its members'.

So the size of a team does not matter, in rounds of any kind: who sends nothing counts as 0, and who has come late
counts from their first round on.
"""

from dataclasses import dataclass, replace

from game.engine import playing
from game.engine.kinds import registry
from game.engine.state import Room, Round, Seat

NAMES = ("Loud Llamas", "Sly Sushi", "Brave Buns", "Calm Cacti")
MOST = len(NAMES)


@dataclass(frozen=True)
class TeamStanding:
    """A team's points so far, those of the round being revealed among them (`gain`), and its place; equals share it."""

    team: int
    points: int
    gain: int
    place: int


def filled(room: Room) -> Room:
    """The room with everybody who plays in a team: who has none yet goes to the smallest. Without teams, in none."""
    for seat in room.seats:
        team = _team_for(room, seat)
        if team != seat.team:
            room = room.with_seat(replace(seat, team=team))
    return room


def dealt_anew(room: Room) -> Room:
    """The same, whoever was where before."""
    return filled(replace(room, seats=tuple(replace(seat, team=None) for seat in room.seats)))


def _team_for(room: Room, seat: Seat) -> int | None:
    teams = range(room.settings.teams)
    if seat.team in teams or not (teams and seat in room.present and seat.plays):
        return seat.team if seat.team in teams else None
    return min(teams, key=lambda team: len(members(room, team)))


def members(room: Room, team: int) -> list[Seat]:
    """Those of the team who are here and play."""
    return [seat for seat in room.present if seat.plays and seat.team == team]


def standings(room: Room) -> list[TeamStanding]:
    """The room's teams by their number; none where it has none."""
    if not room.settings.teams:
        return []
    rounds = [round_ for round_ in room.rounds if playing.counts(room, round_)]
    by_round = [_means(room, round_) for round_ in rounds]
    totals = [sum(means[team] for means in by_round) for team in range(room.settings.teams)]
    last = by_round[-1] if rounds and rounds[-1] is room.round else [0] * len(totals)
    return [
        TeamStanding(team, points, last[team], 1 + sum(other > points for other in totals))
        for team, points in enumerate(totals)
    ]


def _means(room: Room, round_: Round) -> list[int]:
    awards = registry.of(round_).awards(round_)
    means = []
    for team in range(room.settings.teams):
        here = [seat for seat in members(room, team) if seat.takes_part(round_.number)]
        worth = sum(playing.points(round_, seat.id, awards) for seat in here)
        means.append(round(worth / len(here)) if here else 0)
    return means
