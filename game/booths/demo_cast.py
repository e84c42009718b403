"""The demo cast that every installation can have: our drawn characters, and faces that are made up."""

from datetime import datetime

from django.urls import reverse

from game.art.build import build
from game.art.characters import CHARACTERS
from scoring.casts import demo
from scoring.casts.models import Cast
from scoring.casts.services import Erased
from scoring.galleries.drawn import DrawnFace

SLUG, NAME = "demo", "Demo: drawn characters"


def seed_demo_cast(days: int, now: datetime) -> Cast:
    """With so many days behind it; as it is, if it is there."""
    faces = [DrawnFace(each.name, reverse("avatar", args=[each.slug]), build(each)) for each in CHARACTERS]
    return demo.seed(SLUG, NAME, faces, days, now)


def remove_demo_cast() -> Erased:
    """With everything in it."""
    return demo.remove(SLUG)
