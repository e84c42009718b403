from django.urls import path

from game.booths.consumer import VisitConsumer
from game.live.consumers import RoomConsumer
from game.panel.consumer import PanelConsumer

websocket_urlpatterns = [
    path("ws/rooms/<str:code>/", RoomConsumer.as_asgi()),
    path("ws/booths/<str:visit>/", VisitConsumer.as_asgi()),
    path("ws/panel/<str:code>/", PanelConsumer.as_asgi()),
]
