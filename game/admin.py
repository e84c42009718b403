"""Django's door to the host's panel, which lives in `game.panel.admin`."""

from game.panel import admin

__all__ = ["admin"]
