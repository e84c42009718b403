"""Moods: what a face does around the eyes and the mouth while their openness stays exact."""

from dataclasses import dataclass
from typing import ClassVar

from game.art.shapes import Shape


@dataclass(frozen=True)
class Mood:
    """How a feeling bends the features. Lengths in px of the 512 frame, angles in degrees.

    brow_follow is how far a brow goes up with its eye; brow_lift raises both, brow_slant turns their inner ends down (angry, positive) or up
    (sad, negative), brow_skew lifts one brow and drops the other. lid_arc bends a shut eye: positive sags like
    sleep, negative arches like laughter. mouth is one of the shapes in `shapes.SHAPES`, or one of its own.
    iris scales the iris. tilt turns the head clockwise. marks names stickers of `marks.MARKS`;
    pattern replaces the character's own background.
    """

    brow_follow: ClassVar[float] = 5

    name: str
    brow_lift: float = 0
    brow_slant: float = 0
    brow_skew: float = 0
    lid_arc: float = 12
    mouth: str | Shape = "smile"
    iris: float = 1
    gaze: tuple[float, float] = (0, 0)
    blush: float = 0.5
    tilt: float = 0
    marks: tuple[str, ...] = ()
    pattern: str = ""


class SteadyBrows(Mood):
    """A mood whose brows are where they are asked to be, whatever the eyes do."""

    brow_follow: ClassVar[float] = 0


CALM = Mood("calm")
HAPPY = Mood("happy", brow_lift=5, brow_slant=-3, lid_arc=-11, blush=1, tilt=-3)
SLEEPY = Mood("sleepy", brow_lift=-3, brow_slant=-4, mouth="soft", tilt=7, marks=("snooze",))
SHOCKED = Mood("shocked", brow_lift=14, brow_slant=-3, mouth="round", iris=0.68, marks=("shock",), pattern="speed")
ANGRY = Mood("angry", brow_lift=-5, brow_slant=12, lid_arc=7, mouth="shout", blush=0.7, tilt=2, marks=("vein",), pattern="speed")
SMUG = Mood("smug", brow_lift=2, brow_slant=5, brow_skew=7, mouth="smirk", tilt=-5, gaze=(3, 0))
SHY = Mood("shy", brow_lift=4, brow_slant=-8, mouth="wavy", gaze=(-4, 3), blush=1.5, tilt=4, marks=("sweat",))
SAD = Mood("sad", brow_lift=3, brow_slant=-11, mouth="frown", gaze=(0, 3), tilt=3, marks=("tear",), pattern="rain")
CHEEKY = Mood("cheeky", brow_lift=4, brow_skew=6, lid_arc=-9, blush=1, tilt=-6, marks=("spark",))
SINGING = Mood("singing", brow_lift=8, brow_slant=-5, lid_arc=-9, mouth="round", blush=1, tilt=-4, marks=("notes",))
PUZZLED = Mood("puzzled", brow_lift=5, brow_slant=-4, brow_skew=9, mouth="soft", tilt=6, marks=("sweat",))
STARRY = Mood("starry", brow_lift=10, brow_slant=-4, iris=1.12, blush=1.2, marks=("spark",), pattern="sunburst")
SOUR = Mood("sour", brow_lift=-4, brow_slant=9, brow_skew=4, lid_arc=6, mouth="wavy", blush=1.3, tilt=4, marks=("sweat",))

MOODS = (CALM, HAPPY, SLEEPY, SHOCKED, ANGRY, SMUG, SHY, SAD, CHEEKY, SINGING, PUZZLED, STARRY, SOUR)
