"""An evening of one host, with everything in it that the panel shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from game import models
from game.engine.takes import Outcome
from game.rooms.services import record
from game.rooms.storage_keys import photo_key
from scoring.vision import images
from tests.support.parties import DETAIL, Party, posing

NAME, OTHER = "Wilhelmina", "Theodora"


PHOTO = images.encode(np.full((40, 30, 3), 200, np.uint8))
READING = {"left_eye": 0.9, "right_eye": 0.8, "mouth": 0.3, "smile": 0.2}


def host(name: str, *, everything: bool = False) -> User:
    user = User.objects.create(username=name, is_staff=True, is_superuser=everything)
    user.groups.add(Group.objects.get(name="Host"))
    return user


def shoot(party: Party, name: str, similarity: float = 0.85, **detail: Any) -> models.Take:
    """A scored photo whose object is in the storage."""
    take_id = party.send(name)
    key = photo_key(party.room.id, take_id)
    default_storage.save(key, ContentFile(PHOTO))
    detail = {**DETAIL, "reading": READING, "ms": 40.0, "faces": 1, **detail}
    record(party.code, take_id, Outcome("scored", similarity, "", key, detail), party.now)
    return models.Take.objects.get(id=take_id)


@dataclass
class Evening:
    """A room of `owner` in its first round: two guests, a photo, a report; and a deck of the owner's own."""

    owner: User
    party: Party
    take: models.Take
    deck: models.Deck

    @property
    def row(self) -> models.Room:
        return models.Room.objects.get(code=self.party.code)

    def seat(self, name: str) -> models.Seat:
        return models.Seat.objects.get(id=self.party.seats[name])


def evening(owner: User, deck: models.Deck, now: datetime, *names: str, **settings: Any) -> Evening:
    names = names or (f"Ann of {owner.username}", f"Ben of {owner.username}")
    party = posing(deck, now, *names, **settings)
    models.Room.objects.filter(code=party.code).update(created_by=owner)
    take = shoot(party, names[0])
    models.Report.objects.create(take=take, seat_id=party.seats[names[1]], reported_at=now)
    own = models.Deck.objects.create(
        slug=f"of-{owner.username}", name=f"Deck of {owner.username}", owner=owner, public=False
    )
    picture = deck.prompts.all()[0].picture
    target = {"left_eye": 0, "right_eye": 0, "mouth": 0}
    models.Prompt.objects.create(
        deck=own, title=f"Face of {owner.username}", picture=picture, content_hash="x", **target
    )
    return Evening(owner, party, take, own)
