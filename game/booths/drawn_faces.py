"""The gallery that every installation has: our own drawn characters, and nobody's photo."""

from datetime import datetime

from django.urls import reverse

from game.art.build import build
from game.art.characters import CHARACTERS
from scoring.galleries import drawn
from scoring.galleries.models import Gallery

SLUG, NAME = "drawn-faces", "Drawn faces"


def load_drawn_faces(now: datetime) -> Gallery:
    """All characters, those of before replaced where they were drawn differently."""
    faces = [drawn.DrawnFace(each.name, reverse("avatar", args=[each.slug]), build(each)) for each in CHARACTERS]
    return drawn.load(SLUG, NAME, faces, now)
