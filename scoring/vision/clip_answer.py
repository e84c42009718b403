"""The answer to a face match, in numbers and in words."""

import statistics
from dataclasses import dataclass

from scoring.vision.clip_verdict import JUDGES, METHODS, Decision, Scored, Seen
from scoring.vision.cue import CueOutcome
from scoring.vision.errors import REASONS
from scoring.vision.quality import FaceQuality

NOT_IN_PHOTO = "No face found in the photo. Take one that shows it from the front, in good light."
NOT_IN_CLIP = "No face found in the clip. Record it closer, facing the camera, in good light."
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True)
class PhotoFace:
    """How the photo's face is seen, None where there is none, and why one cannot tell whose it is, if so."""

    quality: FaceQuality | None
    refusal: str | None


@dataclass(frozen=True)
class ClipMatch:
    """Whether the face of a photo is one of a clip's. `is_match` is None where nobody can tell: that is no "no".

    The cue, where one was asked for, changes nothing of that.
    """

    photo: PhotoFace
    seen: Seen
    method: str
    cue: CueOutcome | None = None

    @property
    def decision(self) -> Decision:
        """What the chosen method says."""
        return JUDGES[self.method][0](self.seen)

    @property
    def confidence(self) -> float | None:
        """0 .. 1, None where a face is missing or is seen too poorly."""
        return self.decision.confidence

    @property
    def unclear(self) -> int:
        """People of whom nobody can tell who they are. The classic method only knows the largest face."""
        return self.seen.count - len(self.seen.people) if self.method == "tracks" else 0

    @property
    def is_match(self) -> bool | None:
        """Yes, no, or None: one cannot tell."""
        return self._judged(self.confidence, self.unclear)

    def _judged(self, confidence: float | None, unclear: int = 0) -> bool | None:
        if confidence is None:
            return None
        if self.seen.demands.met(confidence):
            return True
        return None if unclear else False

    @property
    def reason(self) -> str:
        """The answer in words."""
        if self.photo.quality is None:
            return NOT_IN_PHOTO
        if not self.seen.with_face:
            return NOT_IN_CLIP
        if self.photo.refusal:
            return f"Can't tell, because of the photo. {REASONS[self.photo.refusal]}"
        if self.confidence is None:
            return f"Can't tell, because of the clip. {REASONS[self._poor_look()]}"
        return f"{_people(self.seen.count)} seen, {self._outcome()}"

    def _outcome(self) -> str:
        if self.is_match:
            return self._which()
        if self.is_match is None:
            return "and not all of them well enough. Can't tell: record everybody closer, facing the camera."
        return "and it is somebody else." if self.seen.count == 1 else "and the one in the photo is not among them."

    def _which(self) -> str:
        person = self.decision.person
        if self.seen.count == 1 or person is None:
            return "and it is the one in the photo."
        return f"the {_ORDINALS[person]} one matches." if person < len(_ORDINALS) else f"number {person + 1} matches."

    def _poor_look(self) -> str:
        """Why the face that was seen best cannot be told."""
        looks = [look for moment in self.seen.moments for look in moment.looks]
        best = max(looks, key=lambda look: look.weight)
        return best.quality.refused(self.seen.demands.sharpness) or "face_too_blurred"

    def as_dict(self) -> dict[str, object]:
        """JSON-ready; the other method's result comes along, over the frames that were looked at."""
        (other,) = (method for method in METHODS if method != self.method)
        second, decision = JUDGES[other][0](self.seen).confidence, self.decision
        matched = sum(self.seen.demands.met(confidence) for _, confidence in decision.by_frame.values())
        return {
            "face_found_in_image": self.photo.quality is not None,
            "face_found_in_video": self.seen.with_face > 0,
            "is_match": self.is_match,
            "confidence": _rounded(decision.confidence),
            "reason": self.reason,
            "method": self.method,
            "other": {"method": other, "is_match": self._judged(second), "confidence": _rounded(second)},
            "frames": {"sampled": len(self.seen.moments), "with_face": self.seen.with_face, "matched": matched},
            "people": self.seen.count,
            "sharpness": {"image": _sharpness(self.photo.quality), "video": self._sharpness_of_clip(decision)},
            "best_frame": _best(decision),
            "timeline": [_frame(moment.t, decision.by_frame.get(moment.t)) for moment in self.seen.moments],
            "cue": self.cue.as_dict() if self.cue else None,
        }

    def _sharpness_of_clip(self, decision: Decision) -> float | None:
        compared = [look for look, _ in decision.by_frame.values()]
        looks = compared or [look for moment in self.seen.moments for look in moment.looks]
        return round(statistics.fmean(look.quality.sharpness for look in looks), 3) if looks else None


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _frame(t: float, scored: Scored | None) -> dict[str, float | None]:
    return {"t": round(t, 2), "confidence": _rounded(scored[1]) if scored else None}


def _best(decision: Decision) -> dict[str, float | None] | None:
    if not decision.by_frame:
        return None
    return _frame(*max(decision.by_frame.items(), key=lambda each: each[1][1]))


def _sharpness(quality: FaceQuality | None) -> float | None:
    return round(quality.sharpness, 3) if quality else None


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 4)
