"""How a character's face is built, in the terms in which people's faces are measured."""

from game.art.characters import Character
from game.art.eyes import EYE_Y, SPREAD
from game.art.face import CHEEK, CHIN, JAW, NOSE_BASE, NOSE_TOP, NOSTRIL
from scoring.vision.proportions import Proportions


def build(character: Character) -> Proportions:
    """As the character is drawn, the mouth shut."""
    width = 2 * CHEEK
    base = NOSE_TOP + (NOSE_BASE - NOSE_TOP) * character.nose_length
    return Proportions(
        length=(CHIN + character.chin - EYE_Y) / width,
        jaw=2 * (JAW + character.jaw) / width,
        eyes_apart=2 * (SPREAD + character.apart) / width,
        nose_length=(base - EYE_Y) / width,
        nose_width=2 * NOSTRIL * character.nose_width / width,
    )
