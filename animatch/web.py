"""The web process: `python -m animatch.web` serves HTTP and WebSockets on HOST:PORT until it is asked to end."""

import logging
import os

from django.conf import settings

from animatch import env
from animatch.asgi import application, http
from animatch.platform import serving
from animatch.platform.storages import default_storage
from game.people import players

SECONDS_TO_END = 10


def main() -> None:
    # What is written here is for nobody else on this machine.
    os.umask(0o077)
    server = serving.Server(
        serving.config(
            application,
            host=os.environ.get("HOST") or "0.0.0.0",
            port=env.number("PORT", 8000),
            timeout_graceful_shutdown=SECONDS_TO_END,
        ),
        players.is_known,
        behind_proxy=bool(settings.TRUSTED_PROXIES),
    )
    http.publish(settings.PUBLISHED_DIR)
    default_storage.prepare()
    serving.keep_loop_quick()
    logging.getLogger(__name__).info("Serving on port %d", server.config.port)
    server.run()


if __name__ == "__main__":
    main()
