"""Why a photo could not be scored, in words for the person who took it."""

REASONS = {
    "empty": "Nothing arrived. Please take the photo again.",
    "too_large": "This file is over 15 MB. Please send a smaller photo.",
    "too_many_pixels": "This picture has too many pixels to open. Please send a smaller one.",
    "too_heavy": "This picture takes too much memory to open. Please send a smaller one.",
    "took_too_long": "This photo took too long to judge. Take it once more.",
    "unsupported_format": "This is not a photo we can open. Please send a JPEG, PNG, WebP, AVIF, HEIC or GIF.",
    "unreadable": "This photo is damaged or incomplete. Please take it again.",
    "unusual": "This picture is built in an unusual way. Take a photo with the camera, or save it as a plain JPEG.",
    "no_face": "No face found. Move closer, turn to the camera and find some light.",
    "face_too_small": "This face is too small to tell whose it is. Move closer, or send a larger photo.",
    "face_too_blurred": "This face is too blurred to tell whose it is. Hold still, find some light and try again.",
    "face_turned_away": "This face is turned away too far to tell whose it is. Look towards the camera.",
    "calibration_eyes_alike": "Your eyes look alike in both shots. First keep them open, then shut them tight.",
    "calibration_mouth_alike": "Your mouth looks alike in both shots. First keep it closed, then open it wide.",
}


class PhotoRefused(Exception):
    """A photo that ends in an explanation and not in a score.

    `code` is one of the keys of `REASONS` and stays stable; `message` tells a guest what to do.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = REASONS[code]

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"code": self.code, "message": self.message}
