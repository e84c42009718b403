"""Players who write down what they did and what they were told, for an auditor to compare with what is kept."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from bench.bots import Bot
from bench.scoring import portrait

ROUNDS = 2
# Whoever gets ready does so for longer than an outage lasts (bench.faults), or two in a row: then it is a fault
# that nobody hears of it.
TIMES = {"get_ready": 10, "capture": 12, "judging": 15, "reveal": 3}
SETTINGS: dict[str, Any] = {"programme": "classic", "rounds": ROUNDS, **TIMES}
IN_A_ROUND = ("get_ready", "capture", "judging", "reveal")
GIVE_UP_SECONDS = 150
"""After the last fault: a game that has not reached its podium by then stands still."""

Phase = tuple[int, int, str]
"""Game, round, phase."""


def phases_of(game: int) -> set[Phase]:
    """Those that a game consists of."""
    rounds = {(game, number, phase) for number in range(1, ROUNDS + 1) for phase in IN_A_ROUND}
    return rounds | {(game, ROUNDS, "podium")}


@dataclass
class Diary:
    """`accepted` has the ids of photos that the server said it has; of `unanswered` ones nobody knows."""

    accepted: list[str] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    unanswered: int = 0
    told: dict[str, str] = field(default_factory=dict)
    """What the phone was told of each photo, by its id."""
    seen: set[Phase] = field(default_factory=set)


class Player(Bot):
    """Sends photos in every round that it hears of, and writes a diary."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.diary, self.chance = Diary(), random.Random(self.name)
        self.on_change = lambda _: self.note()

    def note(self) -> None:
        """What the screen shows now."""
        assert self.room is not None
        self.diary.seen.add((self.room["game"], self.room["round"], self.room["phase"]))
        for take in (self.you or {"takes": []})["takes"]:
            self.diary.told[take["id"]] = take["code"]

    async def play(self) -> None:
        """Pose and vote whenever asked to, until cancelled."""
        done: set[tuple[int, Any]] = set()
        while True:
            room = await self._next(lambda room: self.asked and (room["game"], self.asked) not in done)
            done.add((room["game"], self.asked))
            phase = room["phase"]
            await asyncio.sleep(self.chance.uniform(0, max(0, (room.get("deadline") or 0) / 1000 - time.time())))
            if phase == "vote":
                await self.vote()
                continue
            for _ in range(self.chance.choice((1, 1, 2))):
                await self._pose()

    async def _pose(self) -> None:
        try:
            answer = await self.shoot()
        except (TimeoutError, AssertionError):
            # The bucket or the server has not answered for a minute.
            self.diary.unanswered += 1
            return
        said = answer.json()
        if answer.status == 202:
            self.diary.accepted.append(said["id"])
        else:
            self.diary.refused[said["code"]] = self.diary.refused.get(said["code"], 0) + 1

    async def _next(self, condition: Any) -> dict[str, Any]:
        while self.room is None or not condition(self.room):
            await self.changed.wait()
        return self.room

    async def host(self, over: asyncio.Event) -> None:
        """Start game after game, until it is `over` and the last one has reached its podium."""
        while not over.is_set():
            await self._insist("start", lambda room: room["phase"] not in ("lobby", "podium"))
            await self._next(lambda room: room["phase"] == "podium")
            if not over.is_set():
                await self._insist("again", lambda room: room["phase"] != "podium")

    async def _insist(self, word: str, done: Any) -> None:
        """Say it every two seconds until the room has understood; a second tap does nothing more."""
        while self.room is None or not done(self.room):
            await self.send(word)
            await asyncio.sleep(2)


def _number(room: dict[str, Any]) -> tuple[int, int]:
    return room["game"], room["round"]


def at_their_addresses(bases: list[str], rooms: int, players: int) -> list["Table"]:
    """Neighbours are on different web processes, and each is at an address of its own: a house is limited."""
    photo, tables = portrait((640, 480)), []
    for room in range(rooms):
        seats = [Player(bases[n % 2 :] + bases[: n % 2], f"Player {n} of {room}", photo) for n in range(players)]
        for number, player in enumerate(seats):
            player.http.headers["X-Forwarded-For"] = f"10.0.{room}.{number}"
        tables.append(Table(seats))
    return tables


@dataclass
class Table:
    """One room: the first player is its host."""

    players: list[Player]
    settings: dict[str, Any] = field(default_factory=lambda: SETTINGS)

    @property
    def seen(self) -> set[Phase]:
        return set().union(*(player.diary.seen for player in self.players))

    @property
    def _unseen(self) -> set[Phase]:
        games = {game for game, _, phase in self.seen if phase in IN_A_ROUND}
        return set().union(*(phases_of(game) for game in games)) - self.seen

    def drumrolls(self) -> set[Phase]:
        """Judging that nobody here has seen, though its reveal was: with all photos judged before it begins it
        lasts no longer than a drumroll, and so may be over before a line that was cut is back."""
        return {(game, round_, phase) for game, round_, phase in self._unseen if phase == "judging"} & {
            (game, round_, "judging") for game, round_, phase in self.seen if phase == "reveal"
        }

    def missed(self) -> set[Phase]:
        """Phases that should have been, and that nobody here has seen; drumrolls are counted by themselves."""
        return self._unseen - self.drumrolls()

    async def sit_down(self) -> None:
        code = await self.players[0].open_room(self.settings)
        for player in self.players[1:]:
            await player.join(code, self.players[0].key)
        for player in self.players:
            player.listen()
            await player.until(lambda room: True)

    async def leave(self) -> None:
        await asyncio.gather(*(player.close() for player in self.players))

    async def evening(self, over: asyncio.Event, wait: float) -> None:
        """Play until it is over, from a moment of its own."""
        await asyncio.sleep(wait)
        playing = [asyncio.create_task(player.play()) for player in self.players]
        try:
            hosting = asyncio.create_task(self.players[0].host(over))
            await over.wait()
            async with asyncio.timeout(GIVE_UP_SECONDS):
                await hosting
        except TimeoutError:
            hosting.cancel()
        finally:
            for task in playing:
                task.cancel()
            await asyncio.gather(*playing, return_exceptions=True)
