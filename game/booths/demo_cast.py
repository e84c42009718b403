"""The demo cast that every installation can have: our drawn characters, and faces that are made up."""

from datetime import datetime

import numpy as np
from django.urls import reverse

from game.art.build import build, built
from game.art.characters import CHARACTERS, PEACH, Character
from game.art.draw import draw_avatar
from game.art.moods import CALM
from scoring.casts import demo
from scoring.casts.models import Cast
from scoring.casts.services import Erased
from scoring.galleries.drawn import DrawnFace
from scoring.vision.proportions import population, standing_at

SLUG, NAME = "demo", "Demo: drawn characters"
NOBODY = Character(
    "", "Somebody", "sideswept", "#9a93b8", PEACH, "#6f6a8c", "tee", "#b9b4cf", "#fffdf8", "#e9e6f5", "dots", "#dcd8ee"
)
"""Whom made-up faces are drawn on: of the characters nothing but the proportions shall be seen."""


def seed_demo_cast(days: int, now: datetime) -> Cast:
    """With so many days behind it; as it is, if it is there."""
    faces = [DrawnFace(each.name, reverse("avatar", args=[each.slug]), build(each)) for each in CHARACTERS]
    return demo.seed(SLUG, NAME, faces, days, now)


def draw_made_up(standing: np.ndarray) -> str:
    """SVG of a made-up face, by where it stands among the characters: float32 (5,)."""
    usual = population([build(each) for each in CHARACTERS])
    return draw_avatar(built(NOBODY, standing_at(standing, *usual)), mouth=0, mood=CALM)


def remove_demo_cast() -> Erased:
    """With everything in it."""
    return demo.remove(SLUG)
