"""The unguessable part of a room's links: whoever shows it does not have to say more.

Two links, two keys: the guests' opens the door, the stage's shows the room to a screen without a seat. Both
follow from the room's id and SECRET_KEY, so nothing is stored, and they end with the room.
"""

import base64

from django.utils.crypto import constant_time_compare, salted_hmac

LENGTH = 12
"""Letters and digits of 5 bits each: 60 bits."""


def guest_key(room_id: str) -> str:
    return _key("guest", room_id)


def stage_key(room_id: str) -> str:
    return _key("stage", room_id)


def is_guest_key(text: str, room_id: str) -> bool:
    return constant_time_compare(text, guest_key(room_id))


def is_stage_key(text: str, room_id: str) -> bool:
    return constant_time_compare(text, stage_key(room_id))


def _key(kind: str, room_id: str) -> str:
    digest = salted_hmac(f"game.key.{kind}", room_id, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]
