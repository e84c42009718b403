"""The Django app of what a face says."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
