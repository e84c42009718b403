"""How a reading becomes a card, run where it will run."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scoring.vision.posed import posed
from scoring.vision.readings import Reading

pytestmark = pytest.mark.browser


def test_a_face_becomes_a_card_on_a_phone_as_it_does_on_the_server(run: Callable[[str], Any]) -> None:
    values = (0.1, 0.31, 0.52, 0.77, 0.9)
    faces = [{"left_eye": one, "right_eye": other, "mouth": other} for one in values for other in values]
    told = run(f"{json.dumps(faces)}.map(posed.posed)")
    server = [posed(cast(Reading, SimpleNamespace(**face))) for face in faces]
    assert told == [{part: round(100 * value) for part, value in face.items()} for face in server]
