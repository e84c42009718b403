"""Names as they stand in addresses."""

from itertools import count

from django.db.models import Model
from django.utils.text import slugify


def free_slug(rows: type[Model], name: str) -> str:
    """A slug that no row of the kind has, as near to the name as ASCII allows."""
    stem = slugify(name)[:40] or str(rows._meta.model_name)
    taken = set(rows._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(slug for n in count(2) if (slug := f"{stem}-{n}") not in taken)
