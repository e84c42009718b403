"""Why a cast cannot answer, learn or take something in: a stable code, and what to do about it."""

from scoring.galleries.errors import GalleryRefused
from scoring.imports import refusals

REASONS = {
    "no_such_cast": "There is no such cast, or it is not open to you. Choose another one.",
    "cast_empty": "Nobody is in this cast yet. Choose another one, or ask the host to add characters.",
    "not_trained": "This cast has not learned anything yet. Choose another one, or ask the host to train it.",
    "model_damaged": "What this cast has learned is not what was stored. Ask the host to train it anew.",
    "other_numbers": "This cast learned from other numbers than faces get now. Ask the host to make it anew.",
    "may_not": "Say first that you may add these photos: ask whoever is on them.",
    "name_empty": "Give this character a name of 1 to 80 visible characters.",
    "name_taken": "Another character of this cast has that name. Choose another one.",
    "words_too_long": "What is said of this character is over 300 characters, or no text. Make it shorter.",
    "nothing_found": "There is nothing in there. Make a folder for each character, with photos of who resembles them.",
    "known_already": "This photo is among those that are learned from already.",
    "consent_missing": "Say first that this photo may be kept to learn from.",
    "no_children": "Photos of children are not kept. It is gone.",
    "say_first": "Say first whether you like the answer.",
    "no_such_prediction": "This answer is not there any more. Take another photo.",
    "no_such_character": "This character is not in the cast any more. Choose another one.",
    "too_few_characters": "A cast needs two characters or more, each with a photo to learn from.",
    "too_few_new": "There is too little new to learn from.",
    "training_already": "This cast is being trained already. Wait until that is done.",
    "training_failed": "The training did not come to an end. Try again; the version before answers as ever.",
    "exam_too_new": "Too few new people have come for a new exam.",
    "no_such_version": "This version cannot come back: it never answered anybody, or its numbers are erased.",
}


class CastRefused(refusals.Refused):
    """`code` is one of the keys of `reasons` and stays stable; `message` tells a guest or a host what to do."""

    reasons = GalleryRefused.reasons | REASONS

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"code": self.code, "message": self.message}


class SourceRefused(refusals.SourceRefused):
    """Nothing of the source can come into a cast."""

    reasons = CastRefused.reasons
