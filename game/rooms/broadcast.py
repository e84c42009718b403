"""The only module that tells every process of a room what has changed.

What gets lost on the way shows as a gap in the versions.
"""

from collections.abc import Mapping
from typing import Any

from animatch.platform import groups
from game.protocol.message import Message


def room_group(code: str) -> str:
    return f"room.{code}"


def to_room(code: str, message: Message, own: Mapping[str, Message] | None = None, *, look_again: bool = False) -> None:
    """To every screen of the room; after it, what only a seat's own screens are told, by seat.

    `look_again` has each screen asked once more whether it may look on.
    """
    private = {seat: word.text() for seat, word in (own or {}).items()}
    _send(code, {"text": message.text(), "own": private, "look_again": look_again})


def to_seat(code: str, seat: str, message: Message) -> None:
    """To the screens of one seat."""
    _send(code, {"text": message.text(), "seat": seat})


def dismiss(code: str, message: Message, seat: str | None = None) -> None:
    """Say goodbye and close: the screens of one seat, or all of them."""
    _send(code, {"text": message.text(), "close": True} | ({"seat": seat} if seat else {}))


def _send(code: str, message: dict[str, Any]) -> None:
    groups.send(room_group(code), {"type": "hub.message", "room": code, **message})
