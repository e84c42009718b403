"""Figures about visits, for Prometheus."""

from prometheus_client import Counter

outcomes = Counter("animatch_visits_total", "What became of visits to booths.", ["kind", "code"])
