"""Figures about sockets, for Prometheus."""

from prometheus_client import Gauge

from game.live.hub import get_hub

sockets = Gauge("animatch_sockets", "WebSockets of this process.")


async def refresh() -> None:
    """Count the sockets anew."""
    sockets.set(get_hub().count())
