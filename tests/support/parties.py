"""Rooms in the database, and what people do in them, in short words."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from game import models
from game.engine import seating, transitions, voting
from game.engine.state import Phase, Room, Settings
from game.engine.takes import Outcome
from game.engine.transitions import Transition
from game.rooms import repository, services

DETAIL = {
    "parts": {
        "eyes": {"read": 0.9, "wanted": 1.0, "cost": 0.0, "words": "Eyes: spot on", "digits": "eyes 0.90: perfect"},
        "mouth": {
            "read": 0.3,
            "wanted": 0.0,
            "cost": 15.0,
            "words": "Mouth: a bit too wide",
            "digits": "mouth 0.30: −15",
        },
    },
    "advice": "Mouth more shut!",
    "overlay": {"mouth": [[0.4, 0.6], [0.6, 0.6]]},
    "reading": {"mouth": 0.3, "smile": 0.2},
    "face": {"left_eye": 0.0, "right_eye": 1.0, "mouth": 0.5},
}


class Party:
    """A room with its players' seats by name, and a clock that is moved by hand."""

    def __init__(self, deck: models.Deck, now: datetime, *names: str, **settings: Any) -> None:
        self.now = now
        self.seats: dict[str, str] = {}
        self.players: dict[str, models.Player] = {}
        self.code = services.open_room(Settings(**settings), deck, now).code
        for name in names:
            self.sit_down(name)

    def sit_down(self, name: str) -> str:
        """Join and connect, a second after whoever came before."""
        self.wait(1)
        player = self.players.setdefault(name, models.Player.objects.create(nickname=name, avatar="miko"))
        room = services.join(self.code, player, name, "miko", self.now)
        seat = room.seat_of(str(player.id))
        assert seat is not None
        self.seats[name] = seat.id
        self.do(seating.connect, seat.id, f"socket of {name}")
        return seat.id

    def do(self, transition: Any, *args: Any, **more: Any) -> Room:
        def change(room: Room) -> Transition:
            return transition(room, *args, now=self.now, **more)

        return services.change(self.code, change, self.now)

    @property
    def room(self) -> Room:
        return repository.get(self.code)

    @property
    def host(self) -> str:
        return self.room.host or transitions.THE_HOUSE

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def start(self) -> None:
        services.start(self.code, self.host, self.now)

    def let_time_pass(self) -> None:
        room = self.room
        assert room.deadline is not None
        self.now = max(self.now, room.deadline)
        services.close_phase(self.code, room.clock, self.now)

    def go_to(self, phase: Phase) -> None:
        while self.room.phase is not phase:
            self.let_time_pass()

    def send(self, name: str) -> str:
        self.wait(0.001)
        take_id = services.new_id()
        self.do(transitions.submit, take_id, self.seats[name])
        return take_id

    def judge(self, take_id: str, similarity: float = 0.85) -> None:
        photo = f"photos/{take_id}.jpg"
        services.record(self.code, take_id, Outcome("scored", similarity, "", photo, DETAIL), self.now)

    def play(self, *kinds: str) -> None:
        """Begin a game of these kinds instead of the one that is on."""
        if self.room.phase.in_round:
            self.do(transitions.end, self.host)
        self.do(transitions.again, self.host)
        settings = replace(self.room.settings, programme=",".join(kinds), rounds=len(kinds))
        self.do(transitions.configure, settings, self.room.deck, self.host)
        self.start()

    def name_of(self, seat: str) -> str:
        return next(name for name, known in self.seats.items() if known == seat)

    def vote(self, name: str, *choice: str) -> None:
        room = self.room
        assert room.round is not None
        self.do(voting.vote, self.seats[name], room.round.number, room.round.turn, choice)

    def shoot(self, name: str, similarity: float = 0.85) -> str:
        take_id = self.send(name)
        self.judge(take_id, similarity)
        return take_id


def posing(deck: models.Deck, now: datetime, *names: str, **settings: Any) -> Party:
    """A party in the middle of its first round."""
    party = Party(deck, now, *names, **settings)
    party.start()
    party.go_to(Phase.CAPTURE)
    return party
