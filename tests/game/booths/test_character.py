from datetime import timedelta

import pytest
from celery import signature
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.booths import forgetting, tasks
from game.booths.kinds.character import CHARACTER
from scoring.casts import predicting
from scoring.casts.models import Cast, Character, ModelVersion, Prediction
from scoring.casts.services import store_picture
from tests.support import casts
from tests.support.characters import found, trained
from tests.support.guests import Guest, refused
from tests.support.photos import wall
from tests.support.visitors import seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "news")]


@pytest.fixture
def heroes(own_folder, db):
    return trained()


@pytest.fixture
def answered(mia, heroes, monkeypatch):
    """Mia is told that she is Hana."""
    monkeypatch.setattr(predicting, "IN_RANDOM_ORDER", 2**64)
    mia.step_in("character", cast="heroes")
    mia.send()
    tasks.answer_visit(seen(found()), mia.visit)
    return mia


def answer_of(visitor):
    return visitor.look().json()["answer"]


def test_every_character_has_a_probability_and_the_likeliest_wins(answered, heroes):
    answer = answer_of(answered)
    assert [bar["name"] for bar in answer["bars"]] == ["Hana", "Kenji", "Miko"]
    assert sum(bar["probability"] for bar in answer["bars"]) == pytest.approx(1)
    assert answer["winner"] == answer["bars"][0]
    assert answer["cast"] == {"slug": "heroes", "name": "Heroes", "demo": False, "trained": True}
    assert (answer["version"], answer["shuffled"], answer["kept"], "said" in answer) == (1, False, False, False)
    assert answer["ms"] > 31.5


def test_the_answer_shows_where_the_face_was_seen_and_forgets_it_soon(answered):
    assert len(answer_of(answered)["landmarks"]) == 478
    forgetting.forget_landmarks(timezone.now() + timedelta(minutes=14))
    assert "landmarks" in answer_of(answered)
    forgetting.forget_landmarks(timezone.now() + timedelta(minutes=16))
    assert "landmarks" not in answer_of(answered) and answer_of(answered)["winner"]["name"] == "Hana"


def test_the_vision_queue_is_asked_for_one_face_and_its_landmarks(mia, heroes):
    mia.step_in("character")
    question = CHARACTER.question(mia.row, {"photo": "visits/x/photo"}, signature("began"))
    asked = question.kwargs
    assert (asked["upload"], asked["single"], asked["landmarks"]) == ("visits/x/photo", True, True)


def test_a_prediction_says_nothing_of_whose_it_was_once_the_visit_is_forgotten(answered):
    prediction = Prediction.objects.get()
    assert answered.row.numbers == {"prediction": str(prediction.id)}
    answered.forget()
    assert not models.Visit.objects.exists() and Prediction.objects.get() == prediction


def test_one_visitor_in_some_gets_the_bars_by_chance(mia, heroes, monkeypatch):
    monkeypatch.setattr(predicting, "IN_RANDOM_ORDER", 1)
    monkeypatch.setattr(predicting.random, "sample", lambda bars, count: bars[::-1])
    mia.step_in("character")
    mia.send()
    tasks.answer_visit(seen(found()), mia.visit)
    answer = answer_of(mia)
    assert answer["shuffled"] and answer["bars"][-1] == answer["winner"]


def test_a_face_that_is_seen_poorly_is_told_so(mia, heroes):
    mia.step_in("character")
    mia.send()
    tasks.answer_visit(seen(found(refusal="face_too_small")), mia.visit)
    assert mia.look().json()["code"] == "face_too_small"
    assert not Prediction.objects.exists()


def test_without_a_cast_there_is_nobody_to_be(mia, db):
    assert refused(mia.post("/character/visits")) == (404, "no_such_cast")


def test_a_cast_that_has_learned_nothing_says_so(mia, heroes):
    casts.cast("Villains")
    needs = next(row["needs"] for row in mia.get("").json() if row["kind"] == "character")
    assert [(cast["slug"], cast["trained"]) for cast in needs["casts"]] == [("heroes", True), ("villains", False)]
    assert refused(mia.post("/character/visits", {"cast": "villains"})) == (409, "not_trained")
    mia.step_in("character")
    assert mia.row.options == {"cast": "heroes"}


def test_a_cast_that_is_gone_when_the_photo_comes_says_so(mia, heroes):
    mia.step_in("character")
    mia.send()
    Cast.objects.all().delete()
    tasks.answer_visit(seen(found()), mia.visit)
    assert mia.look().json()["code"] == "no_such_cast"


def test_what_was_stored_is_not_believed_if_it_was_changed(mia, heroes):
    version = ModelVersion.objects.get()
    default_storage.write(version.weights, default_storage.read(version.weights) + b"x")
    mia.step_in("character")
    mia.send()
    tasks.answer_visit(seen(found()), mia.visit)
    assert mia.look().json()["code"] == "model_damaged"


def test_a_private_cast_and_its_pictures_are_there_for_the_owner_alone(mia, eve, heroes, django_user_model):
    owner = django_user_model.objects.create_user("hana")
    heroes.owner, heroes.public = owner, False
    heroes.save()
    character = casts.character(heroes, "Hana")
    Character.objects.filter(pk=character.pk).update(picture=store_picture(heroes, wall()))
    mia.http.force_login(owner)
    mia.step_in("character", cast="heroes")
    assert refused(eve.post("/character/visits", {"cast": "heroes"})) == (404, "no_such_cast")
    mia.send()
    tasks.answer_visit(seen(found()), mia.visit)
    address = answer_of(mia)["winner"]["picture"]
    assert address == f"/booths/characters/{character.id}"
    assert mia.http.get(address).status_code in (200, 302)
    assert eve.http.get(address).status_code == 404


def test_a_drawn_character_has_the_address_of_its_drawing(mia, heroes):
    Character.objects.update(picture="/art/avatars/lulu.svg")
    mia.step_in("character")
    mia.send()
    tasks.answer_visit(seen(found()), mia.visit)
    assert answer_of(mia)["winner"]["picture"] == "/art/avatars/lulu.svg"
    assert mia.http.get(f"/booths/characters/{Character.objects.first().id}").status_code == 404


def test_the_room_is_shown_who_it_is_and_not_what_the_visitor_said_to_it(answered, small_deck, screens):
    answered.post(f"/visits/{answered.visit}/feedback", {"liked": True})
    guest = Guest("Mia")
    guest.http = answered.http
    guest.open_room()
    assert answered.post(f"/visits/{answered.visit}/show", {"room": guest.code}).status_code == 204
    (shown,) = [message for message in screens.sent if message["type"] == "shown"]
    assert shown["answer"]["winner"]["name"] == "Hana"
    assert not {"landmarks", "said"} & set(shown["answer"]) and not shown["answer"].get("kept")


@pytest.mark.parametrize("cast", ["trained", "untrained", "none"])
def test_the_page_is_there_in_every_state(mia, db, own_folder, cast):
    if cast != "none":
        made = trained() if cast == "trained" else casts.cast("Heroes")
        assert made.slug == "heroes"
    page = mia.http.get("/booths/character/")
    assert page.status_code == 200 and b"js/pages/character.js" in page.content
    assert (b'"trained": true' in page.content) is (cast == "trained")
