import pytest

from game.engine.state import Phase
from game.photos import api
from game.privacy import room_erasure
from game.rooms import repository, services
from game.rooms.storage_keys import room_folder
from tests.support.guests import Guest


class Room:
    """A room over HTTP with Mia, who hosts, and Ben, and a clock. Every round is a copy round unless told otherwise."""

    def __init__(self, now, **chosen):
        self.now = now
        self.mia, self.ben = Guest("Mia"), Guest("Ben")
        self.mia.open_room(settings={"programme": "classic", **chosen})
        self.ben.join(self.mia.code)
        self.code = self.mia.code

    def do(self, transition, *args, **more):
        return services.change(self.code, lambda room: transition(room, *args, now=self.now, **more), self.now)

    def start(self):
        services.start(self.code, self.mia.seat, self.now)

    def go_to(self, phase):
        while self.state.phase is not phase:
            self.now = max(self.now, self.state.deadline)
            services.close_phase(self.code, self.state.clock, self.now)

    @property
    def state(self):
        return repository.get(self.code)

    @property
    def objects(self):
        return room_erasure.walk(room_folder(self.state.id))


@pytest.fixture
def open_room(small_deck, screens, now, monkeypatch):
    """Opens rooms; requests come when the room's clock says."""

    def open_room(begins=now, **chosen):
        room = Room(begins, **chosen)
        monkeypatch.setattr(api, "received_at", lambda request: room.now)
        return room

    return open_room


@pytest.fixture
def room(open_room):
    return open_room()


@pytest.fixture
def posing(room):
    room.start()
    room.go_to(Phase.CAPTURE)
    return room
