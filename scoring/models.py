"""Django's door to the rows, which a vision worker does not open: it has no database."""

from scoring.casts.models import (
    Cast,
    CastImport,
    CastTally,
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
    "CastImport",
    "CastTally",
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
