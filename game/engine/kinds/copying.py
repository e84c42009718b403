"""Copy: everybody copies the same face, and the closest wins."""

from game.engine.kinds.kind import Kind


class Copy(Kind):
    name = "copy"
    title = "Copy"
    explanation = "Copy the face. Closest wins."
