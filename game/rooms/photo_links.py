"""The signed links under which photos are seen, and to whom they are given."""

from functools import lru_cache

from django.core.signing import Signer
from django.urls import reverse

from game.engine import playing, rules
from game.engine.state import Room
from game.engine.takes import Take

_photo_signer = Signer(salt="game.photo")
_own_photo_signer = Signer(salt="game.photo.own")
KNOWN = lru_cache(maxsize=4096)
"""A link is told with every look at its room, and stays the same."""


def own_photo(room: Room, take: Take) -> str | None:
    """The link under which its own player sees the photo; none where there is nothing to see."""
    there = rules.has_photo(take) and not take.hidden
    return photo_url(room.code, take.id, own_photo_signature(take.id)) if there else None


def shown_photo(room: Room, take: Take) -> str | None:
    """The link for everybody else. What was held back stays so until it is shown, whatever the settings say by then."""
    return photo_url(room.code, take.id) if rules.is_seen(take) else None


def celebrated_photo(room: Room, take: Take) -> str | None:
    """The link for everybody once the reveal is over: where all whose photo it is let it be shown then."""
    round_ = next(known for known in room.rounds if take in known.takes)
    return shown_photo(room, take) if playing.are_celebrated(room, round_, take.seat) else None


@KNOWN
def photo_url(code: str, take_id: str, signature: str | None = None) -> str:
    """The link for everybody, or with the signature for its own player."""
    return f"{reverse('photo', args=[code, take_id])}?s={signature or photo_signature(take_id)}"


@KNOWN
def photo_signature(take_id: str) -> str:
    """Opens the photo for as long as everybody may see it."""
    return _photo_signer.signature(take_id)


@KNOWN
def own_photo_signature(take_id: str) -> str:
    """Opens the photo for as long as its own player may see it."""
    return _own_photo_signer.signature(take_id)
