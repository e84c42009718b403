"""Django's door to the rows, which a vision worker does not open: it has no database."""

from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait

__all__ = ["Gallery", "GalleryImport", "Person", "Portrait"]
