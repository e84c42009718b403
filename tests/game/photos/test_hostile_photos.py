"""Pictures that are made to be slow, sent as a guest would send them: each gets its words, and the party goes on."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from game import models
from game.photos import tasks
from game.rooms import repository, services
from game.rooms.storage_keys import photo_key
from scoring.tasks import score_photo
from tests.scoring.vision.hostile import HOSTILE, craft
from tests.support.live import Phone
from tests.support.photos import astronaut

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore:Image:UserWarning:PIL")]

ALWAYS = {"jpeg of 33 scans", "jpeg of fill bytes", "png of a million texts", "heic of overlays"}
TARGET = {"left_eye": 1.0, "right_eye": 1.0, "mouth": 1.0}


def in_turn(name: str):
    return pytest.param(name, marks=() if name in ALWAYS else pytest.mark.slow)


@pytest.fixture
def posing(phones: Callable[[str], Phone]) -> Phone:
    mia, now = phones("Mia"), timezone.now()
    mia.open_room()
    services.start(mia.code, mia.seat, now)
    room = repository.get(mia.code)
    services.close_phase(mia.code, room.clock, room.deadline)
    return mia


def judged(take_id: str, code: str) -> models.Take:
    """The take, once the slow vision queue and the room have done their work on it."""
    take = models.Take.objects.select_related("round__room").get(id=take_id)
    room = str(take.round.room_id)
    result = score_photo(take.upload, photo_key(room, take_id), TARGET, None, slow=True)
    tasks.apply_score(result, code, room, take_id)
    take.refresh_from_db()
    return take


@pytest.mark.parametrize("name", list(map(in_turn, HOSTILE)))
def test_a_picture_that_is_made_to_be_slow_is_refused_in_words_and_stops_nobody(name, posing):
    first = judged(posing.shoot(craft(name))["id"], posing.code)
    # Neither scored nor ended by the limit for what takes too long.
    assert (first.code, first.similarity, first.photo) == (HOSTILE[name], None, "")
    assert first.message.endswith(".")
    assert judged(posing.shoot(astronaut())["id"], posing.code).code == "scored"
