"""`python -m scoring.child`: the process that opens strangers' pictures, asked over its standard input.

It knows no secret, no database and no storage: bytes come in, numbers and a clean copy go out. Each
picture has so much processor time and memory, and no more; one that wants more ends the process,
and whoever asked sees how it ended (scoring/children.py). It ends by itself when nobody can ask any
more, however the asking process ended.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from scoring import frames
from scoring.vision import clip as clips
from scoring.vision import clip_frames, found, identity, images, photo, sheet
from scoring.vision.anime import suggest
from scoring.vision.calibration import CalibratedRange
from scoring.vision.confidence import Demands
from scoring.vision.errors import PhotoRefused
from scoring.vision.face_mesh import MeshMissing
from scoring.vision.identity import EmbedderMissing
from scoring.vision.kept import drawing_only, keep
from scoring.vision.pairs import judge_pair
from scoring.vision.posed import posed
from scoring.vision.similarity import Target

PROCESSOR_SECONDS = 2.0
CROWD_PROCESSOR_SECONDS = 6.0
"""For a picture in which everybody is looked for, or two people: thirty people take 1.6 to 2.5 of them."""
MEMORY = 300_000_000
"""Bytes above what the process has when it is warm."""
CLIP_PROCESSOR_SECONDS = 40.0
CLIP_MEMORY = 600_000_000
"""The same for a clip: what its decoder keeps of 4K, several frames at once."""
KEPT_MEMORY = 150_000_000
"""Bytes that may stay after a picture; with more the process ends, and gives them all back."""
LONGEST_DRAWING = 1280

HEAVY = {"code": "heavy"}
READ = "Got it! This face is the card."
TOO_HEAVY = PhotoRefused("too_heavy").as_dict()

Told = tuple[dict[str, Any], bytes]


def score(
    data: bytes,
    *,
    target: dict[str, Any] | None,
    calibration: dict[str, float] | None,
    copy: bool,
    quick: bool,
    beside: dict[str, Any] | None = None,
    frames: list[dict[str, Any]] | None = None,
) -> Told:
    """The explained score of a photo and, with `copy`, the one that is kept; HEAVY if it is not for the quick way.

    With `beside` it is that of two faces, without a target what one face does. With `frames`, targets, it is a contact
    sheet with a frame for each.
    """
    if quick and not light(data):
        return HEAVY, b""
    began = time.perf_counter()
    data = openable(data, quick)
    own = CalibratedRange.from_dict(calibration) if calibration else None
    other = Target(**beside) if beside else None
    if frames:
        told = _on_sheet(data, [Target(**frame) for frame in frames], own)
    else:
        told = _read(data, own) if target is None else _scored(data, Target(**target), other, own)
    told["detail"]["ms"] = round((time.perf_counter() - began) * 1000, 1)
    return told, keep(data) if copy else b""


def _scored(data: bytes, target: Target, beside: Target | None, own: CalibratedRange | None) -> dict[str, Any]:
    """The personal range is one person's, and nobody knows which of two that is."""
    judgement = photo.judge(data, target, own) if beside is None else judge_pair(data, target, beside)
    return {"code": "scored", "similarity": judgement.similarity, "detail": judgement.as_dict()}


def _on_sheet(data: bytes, targets: list[Target], own: CalibratedRange | None) -> dict[str, Any]:
    judgement = sheet.judge(data, targets, own)
    return {"code": "scored", "similarity": judgement.similarity, "detail": judgement.as_dict()}


def _read(data: bytes, own: CalibratedRange | None) -> dict[str, Any]:
    seen = photo.read(data)
    return {"code": "read", "message": READ, "detail": seen.as_dict() | {"face": posed(seen.reading, own)}}


def calibrate(neutral: bytes, extreme: bytes, *, quick: bool) -> Told:
    """The personal range from two shots."""
    if quick and not (light(neutral) and light(extreme)):
        return HEAVY, b""
    shots = [photo.read(openable(data, quick)).reading for data in (neutral, extreme)]
    return {"code": "read", "calibration": CalibratedRange.from_readings(*shots).as_dict()}, b""


def faces(data: bytes, *, single: bool, quick: bool, landmarks: bool = False) -> Told:
    """Every face of a photo, or the largest alone, with the numbers that tell whose it is; HEAVY as `score`."""
    if quick and not light(data):
        return HEAVY, b""
    began = time.perf_counter()
    told = found.find(openable(data, quick), single=single).as_dict(landmarks=landmarks)
    return {"code": "seen", **told, "ms": round((time.perf_counter() - began) * 1000, 1)}, b""


def match(
    photo: bytes,
    clip: IO[bytes],
    *,
    demands: dict[str, float],
    method: str,
    cue: str | None = None,
    say: Callable[..., None],
) -> Told:
    """Whether the photo's face is one of the clip's; `say` tells after each frame how far it is."""
    began = time.perf_counter()
    told = clips.match(photo, clip, Demands(**demands), method, cue, progress=say).as_dict()
    return {"code": "seen", **told, "ms": round((time.perf_counter() - began) * 1000, 1)}, b""


def suggest_target(data: bytes) -> Told:
    """What a drawing's target might be."""
    found = suggest(images.decode(data, longest=LONGEST_DRAWING))
    if found is None:
        return {"code": "nothing_seen"}, b""
    return {"code": "seen", "suggestion": found.as_dict(), "confidence": found.confidence}, b""


def picture(data: bytes, *, longest: int, box: list[float] | None) -> Told:
    """A JPEG of a picture, or of what the box (x, y, width, height, 0 .. 1) frames of it, without metadata."""
    part = images.cut_out(data, box, longest=longest) if box else images.reencode(data, longest=longest)
    return {"code": "opened"}, part


QUESTIONS: dict[str, Callable[..., Told]] = {
    "score": score,
    "calibrate": calibrate,
    "faces": faces,
    "match": match,
    "suggest": suggest_target,
    "picture": picture,
}


def light(data: bytes) -> bool:
    """Whether this is what our own pages send: a plain JPEG of at most 1280 pixels a side."""
    return drawing_only(data, images.LONGEST_KEPT) is not None


def openable(data: bytes, quick: bool) -> bytes:
    """What each of several looks opens for little: what is light is that already, and kept as it came."""
    return data if quick else images.quick_to_open(data)


def answer(head: dict[str, Any], blobs: list[bytes], clip: tuple[IO[bytes], ...] = (), **more: Any) -> Told:
    try:
        with processor_time(CLIP_PROCESSOR_SECONDS if clip else allowed(head, len(blobs))):
            return QUESTIONS[head.pop("ask")](*blobs, *clip, **head, **more)
    except PhotoRefused as refusal:
        if _for_want_of_memory(refusal):
            return TOO_HEAVY, b""
        return refusal.as_dict(), b""
    except MemoryError:
        return TOO_HEAVY, b""


def allowed(head: dict[str, Any], pictures: int) -> float:
    """Seconds of processor time for a question about so many pictures."""
    everybody = (head["ask"] == "faces" and not head["single"]) or head.get("beside") is not None
    return CROWD_PROCESSOR_SECONDS if everybody else PROCESSOR_SECONDS * pictures


def _for_want_of_memory(error: BaseException | None) -> bool:
    """Decoders say it each in its own way, and are not believed to be in order afterwards."""
    while error is not None:
        if isinstance(error, MemoryError) or "nsufficient memory" in str(error):
            return True
        error = error.__cause__
    return False


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """End this process once it has used so much more; where the platform cannot, the asker's clock has to do."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    # Its signal ends the process from within whatever decoder it is in.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def data_in_use() -> int:
    """Bytes of private, writable memory; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.split("VmData:")[1].split()[0]) * 1024


def bound_memory(now: int, ever: int) -> None:
    """Refuse this process memory beyond so many bytes. Elsewhere than on Linux the limit does not reach mmap."""
    if sys.platform == "linux":
        # Late, for Windows has none.
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (now, ever))


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nobody asks, or until a picture has left too much behind."""
    at_rest = data_in_use()
    most, most_for_clip = at_rest + MEMORY, at_rest + CLIP_MEMORY
    bound_memory(most, most_for_clip)
    frames.write(answers, {"code": "ready"})
    while (asked := frames.read(questions)) is not None:
        head, blobs = asked
        if "attached" in head:
            bound_memory(most_for_clip, most_for_clip)
            told, kept = _answer_about_clip(head, blobs, questions, answers)
            bound_memory(most, most_for_clip)
        else:
            told, kept = answer(head, blobs)
        last = told == TOO_HEAVY or data_in_use() > at_rest + KEPT_MEMORY
        frames.write(answers, told | {"last": last}, kept)
        if last:
            return
        if "faces" in told or "is_match" in told:
            # Now that nobody waits for it any more.
            found.forget()


def _answer_about_clip(head: dict[str, Any], blobs: list[bytes], questions: IO[bytes], answers: IO[bytes]) -> Told:
    def say(done: int, of: int) -> None:
        frames.write(answers, {"code": frames.UNDER_WAY, "done": done, "of": of})

    with frames.attached(questions, head.pop("attached")) as clip:
        return answer(head, blobs, (clip,), say=say)


def main() -> None:
    # Whoever stops the asking process means this one, too: it ends with the pipe, and not in the middle of a photo.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a decoder might print belongs among the errors.
    os.dup2(2, 1)
    os.environ.update(OPENCV_FFMPEG_CAPTURE_OPTIONS=clip_frames.OPTIONS, OPENCV_FFMPEG_LOGLEVEL="-8")
    with suppress(BrokenPipeError):
        try:
            photo.warm_up()
            # Here, so that no photo's time and memory are spent on loading a network.
            identity.warm_up()
        except (MeshMissing, EmbedderMissing) as missing:
            frames.write(answers, {"code": missing.code, "message": missing.message})
            return
        serve(questions, answers)
    # Nothing is left to tidy up, and nobody to wait for it.
    os._exit(0)


if __name__ == "__main__":
    main()
