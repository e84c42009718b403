"""How a character's face is built, in the terms in which people's faces are measured."""

from dataclasses import replace

from game.art.brows import BROW_Y
from game.art.characters import Character
from game.art.eyes import EYE_Y, HALF_WIDTH, SPREAD
from game.art.face import CHEEK, CHIN, CROWN, JAW, NOSE_BASE, NOSE_TOP
from scoring.vision.proportions import Proportions


def build(character: Character) -> Proportions:
    """As the character is drawn, the mouth shut and the brows at rest."""
    width = 2 * CHEEK
    base = NOSE_TOP + (NOSE_BASE - NOSE_TOP) * character.nose_length
    return Proportions(
        height=(CHIN + character.chin - CROWN) / width,
        jaw=2 * (JAW + character.jaw) / width,
        eyes_apart=2 * (SPREAD + character.apart - HALF_WIDTH) / width,
        nose_length=(base - EYE_Y) / width,
        brows=(EYE_Y - BROW_Y + character.brow_high) / width,
    )


def built(character: Character, face: Proportions) -> Character:
    """The character with a face of these proportions: what `build` gives them for."""
    width = 2 * CHEEK
    return replace(
        character,
        chin=face.height * width + CROWN - CHIN,
        jaw=face.jaw * width / 2 - JAW,
        apart=face.eyes_apart * width / 2 + HALF_WIDTH - SPREAD,
        nose_length=(face.nose_length * width + EYE_Y - NOSE_TOP) / (NOSE_BASE - NOSE_TOP),
        brow_high=face.brows * width + BROW_Y - EYE_Y,
    )
