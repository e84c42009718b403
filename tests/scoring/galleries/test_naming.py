"""Names in a photo: each once, as certain as the numbers are, and taken back by a tap."""

import json

import numpy as np
import pytest

from scoring.galleries import naming
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery
from scoring.galleries.naming import again, name_faces
from tests.scoring.galleries.crowds import at, enrolled, somebody

pytestmark = pytest.mark.django_db
ANN, BEN, CLEO, STRANGER = (somebody(seed) for seed in range(4))


@pytest.fixture
def friends() -> Gallery:
    return enrolled({"Ann": [ANN], "Ben": [BEN], "Cleo": [CLEO]})


def person(gallery: Gallery, name: str) -> str:
    return str(gallery.people.get(name=name).id)


def test_faces_get_their_names_and_who_is_missing_is_told(friends: Gallery) -> None:
    found = name_faces(friends, [at(BEN, 0.3), STRANGER, at(ANN, 0.35)])
    assert [(one.name, one.zone) for one in found.faces] == [("Ben", "is"), (None, "unknown"), ("Ann", "is")]
    assert [one["name"] for one in found.absent] == ["Cleo"]
    ben = found.faces[0]
    assert ben.person == person(friends, "Ben")
    assert ben.distance == pytest.approx(0.3, abs=1e-3)
    assert ben.margin is not None
    assert ben.margin > 0.2


def test_siblings_do_not_both_get_the_one_name(friends: Gallery) -> None:
    """The nearer one has it, whichever comes first, and the other one gets nothing that is not theirs."""
    near, nearer = at(ANN, 0.45, 1), at(ANN, 0.3, 2)
    for faces, wanted in (([near, nearer], [None, "Ann"]), ([nearer, near], ["Ann", None])):
        assert [one.name for one in name_faces(friends, faces).faces] == wanted


def test_names_go_where_they_fit_best_together() -> None:
    """The first face is nearest to Ann, as the second is; all in all the first had better be Ben."""
    ann, ben = np.zeros(128, np.float32), np.zeros(128, np.float32)
    ben[0] = 0.5
    first, second = np.zeros(128, np.float32), np.zeros(128, np.float32)
    first[0], first[1], second[1] = 0.24, 0.3, -0.4
    found = name_faces(enrolled({"Ann": [ann], "Ben": [ben]}, slug="twins"), [first, second])
    assert [one.name for one in found.faces] == ["Ben", "Ann"]


def test_a_face_between_two_people_is_nobodys_for_certain() -> None:
    ann, ben, face = (np.zeros(128, np.float32) for _ in range(3))
    ann[0], ben[0], face[1] = -0.3, 0.3, 0.2
    (one,) = name_faces(enrolled({"Ann": [ann], "Ben": [ben]}, slug="alike"), [face]).faces
    assert (one.zone, one.margin) == ("might_be", pytest.approx(0, abs=1e-3))


def test_a_face_that_is_not_near_enough_might_be(friends: Gallery) -> None:
    (one,) = name_faces(friends, [at(ANN, 0.55)]).faces
    assert (one.name, one.zone) == ("Ann", "might_be")


def test_an_unknown_face_says_how_far_the_nearest_is_and_nobodys_name(friends: Gallery) -> None:
    (one,) = name_faces(friends, [at(ANN, 0.65)]).faces
    assert (one.person, one.name, one.zone) == (None, None, "unknown")
    assert one.distance == pytest.approx(0.65, abs=1e-3)


def test_a_face_too_poor_to_tell_keeps_its_place(friends: Gallery) -> None:
    found = name_faces(friends, [None, at(CLEO, 0.2), None])
    assert [one.name for one in found.faces] == [None, "Cleo", None]
    assert found.faces[0].as_dict() == {
        "person": None,
        "name": None,
        "zone": "unknown",
        "distance": None,
        "closer_than": None,
        "margin": None,
    }


def test_nobody_in_the_photo_leaves_everybody_missing(friends: Gallery) -> None:
    found = name_faces(friends, [])
    assert found.faces == []
    assert [one["name"] for one in found.absent] == ["Ann", "Ben", "Cleo"]


def test_thirty_faces_have_thirty_names() -> None:
    people = {f"guest {number:02}": [somebody(number)] for number in range(30)}
    faces = [at(vectors[0], 0.3, 99 + number) for number, vectors in enumerate(people.values())]
    found = name_faces(enrolled(people, slug="wedding"), faces)
    assert [one.name for one in found.faces] == list(people)
    assert found.absent == []


def test_not_this_person_is_decided_from_stored_numbers_alone(friends: Gallery) -> None:
    found = name_faces(friends, [at(ANN, 0.3)])
    stored = json.loads(json.dumps(found.candidates))
    friends.delete()
    ann = found.faces[0].person
    assert ann is not None
    vetoed = again(stored, [(0, ann)])
    assert vetoed.faces[0].zone == "unknown"
    assert [one["name"] for one in vetoed.absent] == ["Ann", "Ben", "Cleo"]
    assert again(vetoed.candidates, []) == found


def test_what_one_face_is_not_another_one_may_be(friends: Gallery) -> None:
    near, nearer = at(ANN, 0.45, 1), at(ANN, 0.3, 2)
    found = name_faces(friends, [near, nearer], [(1, person(friends, "Ann"))])
    assert [one.name for one in found.faces] == ["Ann", None]


def test_a_face_that_nobody_may_be_is_unknown(friends: Gallery) -> None:
    everybody = [(0, person(friends, name)) for name in ("Ann", "Ben", "Cleo")]
    (one,) = name_faces(friends, [at(ANN, 0.1)], everybody).faces
    assert one == naming.UNSEEN


def test_who_is_missing_of_hundreds_is_not_told(monkeypatch: pytest.MonkeyPatch, friends: Gallery) -> None:
    monkeypatch.setattr(naming, "MOST_ABSENT", 2)
    found = name_faces(friends, [at(ANN, 0.3)])
    assert (found.faces[0].name, found.absent) == ("Ann", [])


def test_nobody_is_called_a_drawing() -> None:
    drawn = enrolled({"Miko": [np.ones(5, np.float32)]}, slug="drawn", embedder="proportions-1")
    assert name_faces(drawn, [np.ones(5, np.float32)]).faces[0].zone != "is"


def test_an_empty_gallery_cannot_name_anybody() -> None:
    with pytest.raises(GalleryRefused, match="gallery_empty"):
        name_faces(Gallery.objects.create(slug="empty", name="empty"), [ANN])
