from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from game import api
from game.panel.protocol import PanelCommand, PanelMessage
from game.protocol.from_client import ClientMessage
from game.protocol.from_server import ServerMessage
from game.protocol.jsdoc import declarations
from game.protocol.views import TakeView
from game.protocol_page import page

PAGE = settings.BASE_DIR / "docs" / "protocol.md"
TYPES = settings.BASE_DIR / "static" / "js" / "live" / "protocol.d.ts"

ANSWERS = (api.RoomCreated, api.SeatTaken, api.UploadTicket, api.DeckRow, api.Refusal, TakeView)
HEARD = {"ServerMessage": ServerMessage} | {kind.__name__: kind for kind in (PanelMessage, *ANSWERS)}
SAID = {"ClientMessage": ClientMessage, "PanelCommand": PanelCommand, "Guest": api.Guest, "NewRoom": api.NewRoom}


def types() -> str:
    return declarations(heard=HEARD, said=SAID)


class Command(BaseCommand):
    help = "Write docs/protocol.md, and the scripts' types, from the classes of the messages."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")
        TYPES.write_text(types(), encoding="utf-8")
