"""What happened in a transition, for whoever wants to show it or act on it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    SEAT_JOINED = "seat_joined"
    SEAT_CHANGED = "seat_changed"
    SEAT_CONNECTED = "seat_connected"
    SEAT_DISCONNECTED = "seat_disconnected"
    SEAT_LEFT = "seat_left"
    SEAT_KICKED = "seat_kicked"
    SEAT_LET_BACK = "seat_let_back"
    HOST_CHANGED = "host_changed"
    SETTINGS_CHANGED = "settings_changed"
    PHASE_CHANGED = "phase_changed"
    CARD_TURNED = "card_turned"
    PAUSED = "paused"
    RESUMED = "resumed"
    TAKE_SUBMITTED = "take_submitted"
    TAKE_JUDGED = "take_judged"
    SEAT_DONE = "seat_done"
    VOTED = "voted"
    PHOTO_MODERATED = "photo_moderated"


@dataclass(frozen=True)
class Event:
    kind: Kind
    seat: str | None = None
    phase: str | None = None
    take: str | None = None
