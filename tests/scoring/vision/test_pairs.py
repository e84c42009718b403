"""Two faces in one photo, and two targets."""

import json

import pytest
from PIL import Image

from scoring.vision.errors import PhotoRefused
from scoring.vision.pairs import judge_pair, score_pair
from scoring.vision.similarity import Target
from tests.scoring.vision.conftest import jpeg, shared_face
from tests.scoring.vision.test_similarity import reading
from tests.support.photos import astronaut, two_faces, wall

ASLEEP, SINGING = Target.from_label("CECM"), Target.from_label("OEOM")
OPEN, HALF = Target.from_label("OECM"), Target(1.0, 1.0, 0.5)


def test_each_face_is_meant_by_the_target_that_it_is_closer_to() -> None:
    sleeper, singer = reading(0, 0, 0), reading(1, 1, 1)
    for faces in ((sleeper, singer), (singer, sleeper)):
        for targets in ((ASLEEP, SINGING), (SINGING, ASLEEP)):
            assert score_pair(faces, targets).similarity == 1


def test_the_score_is_the_mean_of_both_and_the_one_further_off_is_told_what_to_do() -> None:
    sleeper = reading(0, 0, 0)
    told = score_pair((sleeper, sleeper), (ASLEEP, SINGING)).as_dict()
    assert told["similarity"] == 0.5
    assert told["advice"] in ("Left face: Eyes wider!", "Right face: Eyes wider!")
    assert set(told["parts"]) == {"left eyes", "left mouth", "right eyes", "right mouth"}
    words = {part["words"] for part in told["parts"].values()}
    assert {"Left face, eyes: spot on", "Right face, eyes: the exact opposite"} & words


def test_a_photo_of_two_is_scored_and_both_faces_are_outlined() -> None:
    judged = judge_pair(two_faces(), OPEN, HALF)
    told = json.loads(json.dumps(judged.as_dict()))
    assert 0.5 <= judged.similarity <= 1 and "note" not in told
    assert set(told["overlay"]) == {f"{s} {p}" for s in ("left", "right") for p in ("left_eye", "right_eye", "mouth")}
    assert max(x for x, _ in told["overlay"]["left mouth"]) < min(x for x, _ in told["overlay"]["right mouth"])


def test_two_people_who_are_not_alike_are_two() -> None:
    men = [shared_face(name).resize((300, 300)) for name in ("obama.jpg", "biden.jpg")]
    both = Image.new("RGB", (600, 300))
    for place, man in enumerate(men):
        both.paste(man, (300 * place, 0))
    assert judge_pair(jpeg(both), OPEN, OPEN).faces == 2


@pytest.mark.parametrize(("photo", "code"), [(astronaut(), "one_face"), (wall(), "no_face")])
def test_one_alone_is_told_so_and_so_is_nobody(photo: bytes, code: str) -> None:
    with pytest.raises(PhotoRefused) as caught:
        judge_pair(photo, OPEN, HALF)
    assert caught.value.code == code
