"""Figures about rooms, for Prometheus."""

from django.db.models import Count
from prometheus_client import Counter, Gauge, Histogram

from animatch.platform.metrics import FAST
from game.rooms import models

rooms = Gauge("animatch_rooms", "Rooms that are open, by phase.", ["phase"])
phase_lag = Histogram("animatch_phase_lag_seconds", "How late a phase was closed.", buckets=FAST)
outcomes = Counter("animatch_outcomes_total", "What became of photos.", ["code"])


async def refresh() -> None:
    """Count the rooms anew."""
    rooms.clear()
    async for row in models.Room.objects.values("phase").annotate(count=Count("id")):
        rooms.labels(row["phase"]).set(row["count"])
