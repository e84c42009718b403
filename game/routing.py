from django.urls import path

from game.live.consumers import RoomConsumer
from game.panel.consumer import PanelConsumer

websocket_urlpatterns = [
    path("ws/rooms/<str:code>/", RoomConsumer.as_asgi()),
    path("ws/panel/<str:code>/", PanelConsumer.as_asgi()),
]
