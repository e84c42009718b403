from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from animatch.platform.api import Refusal
from game.booths.api import BoothRow, NewVisit, Shown, Veto, VisitOpened
from game.booths.learning_api import Kept, Said, TakenBack
from game.decks.api import DeckRow
from game.panel.protocol import PanelCommand, PanelMessage
from game.photos.api import UploadTicket
from game.protocol.booths import BoothCommand, BoothMessage
from game.protocol.from_client import ClientMessage
from game.protocol.from_server import ServerMessage
from game.protocol.jsdoc import declarations
from game.protocol.page import page
from game.protocol.views import TakeView
from game.protocol.visits import VisitView
from game.rooms.api import Guest, NewRoom, RoomCreated, SeatTaken

PAGE = settings.BASE_DIR / "docs" / "protocol.md"
TYPES = settings.BASE_DIR / "static" / "js" / "live" / "protocol.d.ts"

ROOMS = (RoomCreated, SeatTaken, UploadTicket, DeckRow, Refusal, TakeView)
BOOTHS = (VisitView, VisitOpened, BoothRow, Kept, TakenBack)
HEARD = {"ServerMessage": ServerMessage, "BoothMessage": BoothMessage} | {
    kind.__name__: kind for kind in (PanelMessage, *ROOMS, *BOOTHS)
}
SAID = {
    "ClientMessage": ClientMessage,
    "BoothCommand": BoothCommand,
    "PanelCommand": PanelCommand,
    **{kind.__name__: kind for kind in (Guest, NewRoom, NewVisit, Said, Shown, Veto)},
}


def types() -> str:
    return declarations(heard=HEARD, said=SAID)


class Command(BaseCommand):
    help = "Write docs/protocol.md, and the scripts' types, from the classes of the messages."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")
        TYPES.write_text(types(), encoding="utf-8")
