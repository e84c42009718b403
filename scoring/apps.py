"""The Django app of what a face says: with rows, and for vision workers without."""

from django.apps import AppConfig, apps


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Faces"
    default = True


class VisionConfig(AppConfig):
    """The same tasks in a process that has no database, and whose rows are therefore not loaded."""

    name = "scoring"

    def import_models(self) -> None:
        self.models = apps.all_models[self.label]
