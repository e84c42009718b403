"""The panel's pages for casts: import, review, training, going back."""

from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from animatch.platform.storages import default_storage
from scoring.casts import examples, pupil, training
from scoring.casts.examples import Synthetic
from scoring.casts.learning import fitting, lessons
from scoring.casts.models import Cast, CastImport, Character, Example, ModelVersion, Training
from tests.support.casts import add, cast, fill, people, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

NOW = timezone.now() - timedelta(days=10)


@pytest.fixture
def heroes(hana, monkeypatch) -> Cast:
    def learn(question, still_there):
        weights, parameters = fitting.fit(lessons.unpack(question.pack()))
        return weights.pack(), parameters

    monkeypatch.setattr(pupil, "learn", learn)
    made = cast()
    Cast.objects.update(owner=hana)
    fill(made, range(12), now=NOW)
    return Cast.objects.get()


def page(panel, heroes: Cast) -> str:
    return panel.get(reverse("admin:scoring_cast_change", args=[heroes.pk])).content.decode()


def press(panel, what: str, row) -> str:
    kind = type(row)._meta.model_name
    return panel.post(reverse(f"admin:scoring_{kind}_{what}", args=[row.pk]), follow=True).content.decode()


def state(panel, heroes: Cast) -> dict:
    return panel.get(reverse("admin:scoring_cast_state", args=[heroes.pk])).json()


def test_a_button_trains_and_the_page_follows(panel, heroes, hana):
    assert "Every character has 4 new examples or more." in page(panel, heroes)
    shown = press(panel, "train", heroes)
    assert "1 of 5: waiting for a worker…" in shown and "disabled" in shown
    assert state(panel, heroes) | {"words": ""} == {"on": True, "step": 0, "steps": 5, "words": ""}
    press(panel, "train", heroes)
    run = Training.objects.get()
    training.run(str(run.pk), timezone.now())
    assert not state(panel, heroes)["on"]
    assert "Version 1" in page(panel, heroes) and "The first version" in page(panel, heroes)
    made = ModelVersion.objects.get()
    assert (made.by, made.started_by) == ("button", hana)
    shown = press(panel, "train", heroes)
    assert "has 0 of 4 new examples" in shown and Training.objects.count() == 1


def test_one_press_goes_back_and_another_renews_the_exam(panel, heroes):
    train(heroes, NOW)
    ModelVersion.objects.update(status="retired")
    train(heroes, NOW)
    first, second = ModelVersion.objects.order_by("number")
    assert f"Go back to version {first.number}" in page(panel, heroes)
    assert "Version 1 answers again." in press(panel, "back", first)
    second.refresh_from_db()
    assert second.status == "retired"
    assert "looked at 2 times" in page(panel, heroes)
    assert "Too few new people" in press(panel, "renew", heroes)
    fill(heroes, range(100, 130), now=NOW + timedelta(days=1))
    assert "Exam 2 begins" in press(panel, "renew", heroes)


def test_a_version_shows_what_it_learned_from_and_who_was_taken_for_whom(panel, heroes):
    made = train(heroes, NOW)
    shown = panel.get(reverse("admin:scoring_modelversion_change", args=[made.pk])).content.decode()
    assert "Who was taken for whom" in shown and made.training_hash[:8] in shown
    assert panel.get(reverse("admin:scoring_modelversion_changelist")).status_code == 200


def test_a_host_says_whom_a_disliked_photo_resembles_or_throws_it_away(panel, heroes):
    one, other = add(heroes, people("Hana", [700, 800]), None, source="disliked", player=uuid4(), now=NOW)
    url = reverse("admin:scoring_cast_review", args=[heroes.pk])
    assert "2 photos whose visitors" in panel.get(url).content.decode()
    panel.post(url, {"photo": str(one.pk), "who": str(Character.objects.get(name="Hana").pk)})
    one.refresh_from_db()
    assert (one.character.name, one.source) == ("Hana", "reviewed")
    panel.post(url, {"photo": str(other.pk)})
    assert not Example.objects.filter(pk=other.pk).exists()
    for nonsense in ({}, {"photo": "nonsense"}, {"photo": str(one.pk)}):
        assert "not there any more" in panel.post(url, nonsense, follow=True).content.decode()
    assert "Nothing to review" in panel.get(url).content.decode()


def test_a_made_up_face_is_drawn_for_who_reviews_it(panel, heroes):
    Cast.objects.update(demo=True, embedder="proportions-1")
    heroes.refresh_from_db()
    faces = [Synthetic(None, word, np.full(5, side, np.float32)) for word, side in (("broad", 2), ("narrow", -2))]
    examples.add_synthetic(heroes, faces, NOW)
    assert "Made-up face 2" in panel.get(reverse("admin:scoring_cast_review", args=[heroes.pk])).content.decode()
    made_up = examples.to_review(heroes)
    drawn = [panel.get(reverse("admin:scoring_example_picture", args=[face.pk])) for face in made_up]
    assert {answer["Content-Type"] for answer in drawn} == {"image/svg+xml"}
    assert len({answer.content for answer in drawn}) == 2
    listed = panel.get(reverse("admin:scoring_example_changelist")).content.decode()
    assert f"{made_up[0].pk}/picture/" in listed


@pytest.mark.parametrize("kind", ["cast", "character", "example"])
def test_lists_and_deletion_go_by_the_services(panel, heroes, kind):
    key = f"casts/{heroes.pk}/examples/x.jpg"
    default_storage.write(key, b"photo")
    Example.objects.filter(pk=Example.objects.filter(character__name="Hana").first().pk).update(picture=key)
    assert panel.get(reverse(f"admin:scoring_{kind}_changelist")).status_code == 200
    row = {
        "cast": heroes,
        "character": Character.objects.get(name="Hana"),
        "example": Example.objects.get(picture=key),
    }[kind]
    url = reverse(f"admin:scoring_{kind}_delete", args=[row.pk])
    assert "Are you sure" in panel.get(url).content.decode()
    panel.post(url, {"post": "yes"})
    assert not default_storage.exists(key) and not type(row).objects.filter(pk=row.pk).exists()


def test_names_are_checked_as_everywhere(panel, heroes):
    hana = Character.objects.get(name="Hana")
    url = reverse("admin:scoring_character_change", args=[hana.pk])
    assert "Another character of this cast" in panel.post(url, {"name": "kenji", "words": ""}).content.decode()
    panel.post(url, {"name": "Hanako", "words": "Brave."})
    hana.refresh_from_db()
    assert (hana.name, hana.key, hana.words) == ("Hanako", "hanako", "Brave.")


def test_casts_of_others_do_not_exist(panel, heroes):
    made = train(heroes, NOW)
    Cast.objects.update(owner=None)
    for name, row in (("cast_change", heroes), ("cast_review", heroes), ("cast_state", heroes)):
        assert panel.get(reverse(f"admin:scoring_{name}", args=[row.pk])).status_code in (302, 404)
    for name, row in (("cast_train", heroes), ("cast_renew", heroes), ("modelversion_back", made)):
        assert panel.post(reverse(f"admin:scoring_{name}", args=[row.pk])).status_code == 404
        assert panel.get(reverse(f"admin:scoring_{name}", args=[row.pk])).status_code == 405
    example = Example.objects.first()
    assert panel.get(reverse("admin:scoring_example_picture", args=[example.pk])).status_code == 404


def test_the_import_page_asks_whether_one_may(panel):
    url = reverse("admin:scoring_cast_import")
    assert "I may add these photos" in panel.get(url).content.decode()
    assert not CastImport.objects.exists()
