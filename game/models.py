"""Django's door to the rows: each domain keeps its own in its `models.py`."""

from game.booths.models import BoothSwitch, Visit
from game.decks.models import Deck, DeckImport, Prompt
from game.people.models import Ban, Player
from game.photos.models import Report
from game.privacy.models import Erasure
from game.rooms.models import Room, Round, Seat, Take
from game.scores.models import GameResult, PromptDay, Tally

__all__ = [
    "Ban",
    "BoothSwitch",
    "Deck",
    "DeckImport",
    "Erasure",
    "GameResult",
    "Player",
    "Prompt",
    "PromptDay",
    "Report",
    "Room",
    "Round",
    "Seat",
    "Take",
    "Tally",
    "Visit",
]
