"""Why a gallery cannot answer or cannot take somebody in: a stable code, and what to do about it."""

from scoring.imports import refusals
from scoring.vision import errors

REASONS = {
    "no_such_gallery": "There is no such gallery, or it is not open to you. Choose another one.",
    "gallery_empty": "Nobody is in this gallery yet. Choose another one, or ask the host to add somebody.",
    "gallery_busy": "This gallery is being changed just now. Ask again in a moment.",
    "guests_may_not_add": "The host does not let guests add faces to this gallery.",
    "may_not": "Say first that you may add these portraits: ask whoever is on them.",
    "name_empty": "Give this person a name of 1 to 80 visible characters.",
    "name_too_long": "This name is over 80 characters. Make it shorter.",
    "name_unusual": "This name has characters in it that nobody can see. Type it again.",
    "name_taken": "Somebody else in this gallery has that name. Say who is meant: add the surname.",
    "someone_else": "This face is in the gallery already, under another name.",
    "no_face": "No face is to be seen in this picture. Take one that shows it from the front.",
    "several_faces": "There are several faces in this picture. Cut out the one that is meant.",
    "face_too_small": "The face in this picture is too small to tell whose it is. Take a larger picture.",
    "face_too_blurred": "The face in this picture is too blurred to tell whose it is. Take a sharper picture.",
    "face_turned_away": "The face in this picture is turned away too far. Take one that shows it from the front.",
    "other_numbers": "This gallery's faces are compared by other numbers than new ones get. Make a gallery of its own.",
    "unsupported_format": "This is no picture that we take: JPEG, PNG, WebP, AVIF, HEIC or GIF.",
    "nothing_found": "There is no picture in there. Name each after the person, or put them into folders named so.",
}


class GalleryRefused(refusals.Refused):
    """`code` is one of the keys of `reasons` and stays stable; `message` tells a guest or a host what to do."""

    reasons = errors.REASONS | refusals.REASONS | REASONS

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"code": self.code, "message": self.message}


class SourceRefused(refusals.SourceRefused):
    """Nothing of the source can come into a gallery."""

    reasons = GalleryRefused.reasons
