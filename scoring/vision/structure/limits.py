"""Bounds that formats have in common, and the two ways to be over one."""

from scoring.vision.errors import PhotoRefused

LONGEST_SIDE = 16_384
"""Pixels. A phone's panorama is as long; a picture of one long line costs its decoders lines of that length."""


def at_most(number: int, most: int) -> None:
    """Raises PhotoRefused("unusual")."""
    if number > most:
        raise PhotoRefused("unusual")


def fits(width: int, height: int) -> None:
    """Raises PhotoRefused("too_many_pixels") for a side over LONGEST_SIDE."""
    if max(width, height) > LONGEST_SIDE:
        raise PhotoRefused("too_many_pixels")
