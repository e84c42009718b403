"""The web process's server without anything behind it: python -m tests.support.web_only PORT."""

import sys

from animatch.asgi import application
from animatch.platform import serving
from game.people.players import is_known

if __name__ == "__main__":
    serving.Server(serving.config(application, host="127.0.0.1", port=int(sys.argv[1])), is_known).run()
