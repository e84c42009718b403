"""`manage.py character PHOTO… --cast C`: which character a face resembles, without a booth around it."""

from typing import Any

from animatch.platform import steady_clock
from scoring.casts import predicting, selectors
from scoring.casts.models import Cast
from scoring.galleries.photo_command import PhotoCommand


class Command(PhotoCommand):
    help = "Which character of a cast the largest face of a photo resembles, and how probable each is."
    single = landmarks = True
    what = "cast"

    def called(self, name: str) -> Cast:
        return selectors.called(name)

    def ask(self, asked: Any, told: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        face = told["faces"][0]
        answer = predicting.predict(asked, face, steady_clock.now(), ms=told["ms"])
        return {
            "probabilities": {bar.name: round(bar.probability, 4) for bar in answer.bars},
            "winner": answer.winner.name,
            "landmarks": len(face["landmarks"]),
            "version": answer.version,
            "ms": answer.ms,
        }

    def line(self, answer: dict[str, Any]) -> str:
        return ", ".join(f"{name} {chance:.0%}" for name, chance in answer["probabilities"].items())
