"""Django's door to the rows, which a vision worker does not open: it has no database."""

from scoring.casts.models import (
    Cast,
    CastHour,
    CastImport,
    Character,
    Exam,
    Example,
    Feedback,
    ModelVersion,
    PersonGroup,
    Prediction,
    Training,
)
from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait

__all__ = [
    "Cast",
    "CastHour",
    "CastImport",
    "Character",
    "Exam",
    "Example",
    "Feedback",
    "Gallery",
    "GalleryImport",
    "ModelVersion",
    "Person",
    "PersonGroup",
    "Portrait",
    "Prediction",
    "Training",
]
