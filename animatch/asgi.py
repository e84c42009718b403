import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")
django.setup(set_prefix=False)

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  needs Django set up
from channels.sessions import CookieMiddleware  # noqa: E402  needs Django set up

from animatch.platform.http import Handler  # noqa: E402  needs Django set up
from animatch.platform.sockets import allowed_hosts_only  # noqa: E402  needs Django set up
from animatch.platform.static_files import StaticFiles  # noqa: E402  needs Django set up
from game.routing import websocket_urlpatterns  # noqa: E402  needs Django set up

http = StaticFiles(Handler())
websocket = allowed_hosts_only(CookieMiddleware(URLRouter(websocket_urlpatterns)))
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
