"""The signed links under which photos are seen, and to whom they are given."""

from django.core.signing import Signer
from django.urls import reverse

from game.engine.state import Room, Take

_photo_signer = Signer(salt="game.photo")


def photo_url(room: Room, take: Take) -> str | None:
    """The link under which its own player sees the photo; none where there is nothing to see."""
    if take.outcome is None or not take.outcome.photo or take.hidden:
        return None
    path = reverse("photo", args=[room.code, take.id])
    return f"{path}?s={photo_signature(take.id)}"


def shown_photo(room: Room, take: Take) -> str | None:
    """The link for everybody else. What was held back stays so until it is shown, whatever the settings say by then."""
    return photo_url(room, take) if take.approved else None


def celebrated_photo(room: Room, take: Take) -> str | None:
    """The link for everybody once the reveal is over: where its player lets it be shown then."""
    seat = room.seat(take.seat)
    return shown_photo(room, take) if seat and seat.celebrated else None


def photo_signature(take_id: str) -> str:
    return _photo_signer.signature(take_id)
