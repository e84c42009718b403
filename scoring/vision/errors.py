"""Why a photo or a clip could not be judged, in words for the person who took it."""

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
    "one_face": "Only one of you is in the picture. Squeeze in, both faces to the camera.",
    "face_too_small": "This face is too small to tell whose it is. Move closer, or send a larger photo.",
    "face_too_blurred": "This face is too blurred to tell whose it is. Hold still, find some light and try again.",
    "face_turned_away": "This face is turned away too far to tell whose it is. Look towards the camera.",
    "photo_is_clip": "This is a clip. Send a photo here, and the clip beside it.",
    "clip_empty": "Nothing arrived. Please send the clip again.",
    "clip_too_large": "This clip is over 100 MB. Send a shorter one, or a smaller picture.",
    "clip_too_long": "This clip is longer than a minute. Cut it, and send the part that matters.",
    "clip_too_many_pixels": "The picture of this clip is larger than 4K. Send it smaller.",
    "clip_is_photo": "This is a photo. Send a clip here: mp4, mov, avi or webm.",
    "clip_unsupported": "This is not a clip that we can open. Send mp4, mov, avi or webm.",
    "clip_codec": "This clip is packed in a way that we cannot open. Save it as mp4 (H.264), and send that.",
    "clip_unreadable": "No picture can be read from this clip: it is damaged, or it is sound alone. Record it again.",
    "clip_too_heavy": "This clip takes too much memory to open. Send it with a smaller picture.",
    "clip_took_too_long": "This clip took too long to look at. Send a shorter one, or a smaller picture.",
    "calibration_eyes_alike": "Your eyes look alike in both shots. First keep them open, then shut them tight.",
    "calibration_mouth_alike": "Your mouth looks alike in both shots. First keep it closed, then open it wide.",
}


class PhotoRefused(Exception):
    """A photo or a clip that ends in an explanation and not in a score.

    `code` is one of the keys of `REASONS` and stays stable; `message` tells a guest what to do.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = REASONS[code]

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"code": self.code, "message": self.message}
