"""Who is connected: so many of one address and in all, and places kept for those who play.

Where it gets crowded, connections are closed that nobody misses: first those on which a stranger
keeps silent or sends half a request, then anybody's between two requests, for a browser opens a
new one by itself. Sockets, and requests that are being answered, are never closed for others.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Self

from animatch.platform.addresses import household

log = logging.getLogger(__name__)

MOST_OF_A_HOUSEHOLD = 1_000
"""140 phones behind one address with all that a browser opens, six connections and a socket; nearly
1,000 phones once their idle connections make room."""
LONGEST_COOKIE = 2_048
SECONDS_BETWEEN_SEARCHES = 1
SECONDS_BETWEEN_WARNINGS = 60


class Connection:
    """What the crowd has to know of a connection. As it stands here: a socket, which nothing closes for others."""

    client: tuple[str, int] | None

    def unanswered(self) -> bool:
        """Whether nothing is lost with it but what its client has not finished saying."""
        return False

    def idle(self) -> bool:
        """Whether it waits for its next request."""
        return False

    def cookies(self) -> str:
        """The Cookie header of its latest request."""
        return ""

    def drop(self) -> None:
        """Close it at once."""

    def check(self, now: float) -> None:
        """Close it if its client has been too slow."""


@dataclass(frozen=True)
class Bounds:
    """How many connections there may be: in all, until strangers give way, and of one household."""

    most: int
    strangers: int
    household: int

    @classmethod
    def of(cls, descriptors: int) -> Self:
        """A tenth of the descriptors is for files on their way (bodies.py), 15 % for the database and the like."""
        most = descriptors * 3 // 4
        return cls(most, strangers=most * 4 // 5, household=min(MOST_OF_A_HOUSEHOLD, most // 2))


class _Group:
    """Connections under a common bound, the oldest first."""

    def __init__(self) -> None:
        self.members: dict[Connection, None] = {}
        self._in_vain: dict[Callable[[Connection], bool], float] = {}

    def make_room(self, may_go: Callable[[Connection], bool], now: float) -> list[Connection]:
        """Some that may go, the oldest; none also where they have just been looked for in vain."""
        if now < self._in_vain.get(may_go, 0):
            return []
        batch = max(1, len(self.members) // 16)
        chosen = list(islice(filter(may_go, self.members), batch))
        if not chosen:
            self._in_vain[may_go] = now + SECONDS_BETWEEN_SEARCHES
        return chosen


class Crowd:
    """The connections of one server, on its event loop.

    `known` says of a Cookie header whether it shows a player. Behind a proxy all connections have
    the proxy's address, so that none is bounded by its own.
    """

    def __init__(self, bounds: Bounds, known: Callable[[str], bool], *, behind_proxy: bool) -> None:
        self.bounds, self._behind_proxy = bounds, behind_proxy
        self._known = lru_cache(1_024)(known)
        self._everybody = _Group()
        self._households: dict[str, _Group] = {}
        self._at: dict[Connection, str] = {}
        self._turned_away, self._dropped, self._warn_after = 0, 0, 0.0

    def __len__(self) -> int:
        return len(self._at)

    def admit(self, connection: Connection, now: float) -> bool:
        """Count it in, if there is room or can be made."""
        address = household(connection.client[0]) if connection.client else ""
        if not (self._room_at_home(address, now) and self._room_for_all(now)):
            self._turned_away += 1
            return False
        self._count_in(connection, address)
        return True

    def _count_in(self, connection: Connection, address: str) -> None:
        self._at[connection] = address
        for group in (self._everybody, self._households.setdefault(address, _Group())):
            group.members[connection] = None

    def leave(self, connection: Connection) -> None:
        """It is closed, or about to be. Nothing happens if it was not counted in."""
        address = self._at.pop(connection, None)
        if address is None:
            return
        del self._everybody.members[connection]
        home = self._households[address]
        del home.members[connection]
        if not home.members:
            del self._households[address]

    def replace(self, connection: Connection, successor: Connection) -> None:
        """The same connection goes on as a socket."""
        if (address := self._at.get(connection)) is not None:
            self.leave(connection)
            self._count_in(successor, address)

    def _room_at_home(self, address: str, now: float) -> bool:
        home = self._households.get(address)
        if home is None or self._behind_proxy or len(home.members) < self.bounds.household:
            return True
        return self._drop(home.make_room(self._expendable, now) or home.make_room(_idle, now))

    def _room_for_all(self, now: float) -> bool:
        if len(self) < self.bounds.strangers or self._drop(self._everybody.make_room(self._expendable, now)):
            return True
        return len(self) < self.bounds.most or self._drop(self._everybody.make_room(_idle, now))

    def _expendable(self, connection: Connection) -> bool:
        return connection.unanswered() and not self._plays(connection)

    def _plays(self, connection: Connection) -> bool:
        cookies = connection.cookies()
        return 0 < len(cookies) <= LONGEST_COOKIE and self._known(cookies)

    def _drop(self, connections: Iterable[Connection]) -> bool:
        """Whether there were any."""
        before = self._dropped
        for connection in connections:
            self.leave(connection)
            connection.drop()
            self._dropped += 1
        return self._dropped > before

    def check(self, now: float) -> None:
        """Once a second: close who is too slow, and tell the operator where it was crowded."""
        for connection in list(self._at):
            connection.check(now)
        if (self._turned_away or self._dropped) and now > self._warn_after:
            words = "Crowded: %d connections of at most %d. Closed for others since the last word: %d; turned away: %d."
            log.warning(words, len(self), self.bounds.most, self._dropped, self._turned_away)
            self._turned_away = self._dropped = 0
            self._warn_after = now + SECONDS_BETWEEN_WARNINGS


def _idle(connection: Connection) -> bool:
    return connection.idle()
