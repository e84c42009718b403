"""A small S3 server over HTTP that can be told to be out of order: `python -m tests.s3_server PORT FILE`.

While FILE exists every request is answered with 503 SlowDown, as an overloaded store does.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.serving import run_simple

SLOW_DOWN = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"

Respond = Callable[..., Any]


class SometimesDown:
    def __init__(self, outage: str) -> None:
        self.app, self.outage = create_backend_app("s3"), outage

    def __call__(self, environ: dict[str, Any], respond: Respond) -> Iterable[bytes]:
        if not os.path.exists(self.outage):
            return self.app(environ, respond)
        respond("503 Slow Down", [("Content-Type", "application/xml"), ("Access-Control-Allow-Origin", "*")])
        return [SLOW_DOWN]


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    run_simple("127.0.0.1", int(sys.argv[1]), SometimesDown(sys.argv[2]), threaded=True)
