from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from animatch.platform import steady_clock
from game import models
from game.booths import naming, second_looks, tasks
from scoring.galleries.models import Portrait
from scoring.imports import pictures
from tests.support import galleries
from tests.support.guests import refused
from tests.support.visitors import blurred_face, face_of, face_of_a_stranger, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


@pytest.fixture
def looked(mia, friends, news):
    """Mia's photo with Ada, a stranger, and a face that is too blurred."""
    mia.step_in("who", gallery="friends")
    mia.send()
    ada = friends.people.get(name="Ada").portraits.get()
    tasks.answer_visit(seen(face_of(ada), face_of_a_stranger(), blurred_face()), mia.visit)
    return mia


def faces(visitor):
    return [(face["zone"], face.get("name")) for face in visitor.look().json()["answer"]["faces"]]


def absent(visitor):
    return [person["name"] for person in visitor.look().json()["answer"]["absent"]]


def veto(visitor, face, person):
    return visitor.post(f"/visits/{visitor.visit}/vetoes", {"face": face, "person": str(person.id)})


def test_every_face_is_named_or_unknown_and_the_absent_are_told(looked):
    assert faces(looked) == [("is", "Ada"), ("unknown", None), ("unknown", None)]
    assert absent(looked) == ["Ben", "Cleo"]
    poor = looked.look().json()["answer"]["faces"][2]
    assert poor["quality"]["refusal"] == "face_too_blurred"


def test_not_this_person_is_remembered_for_that_face(looked, friends):
    ada = friends.people.get(name="Ada")
    told = veto(looked, 0, ada).json()
    assert "person" not in told["answer"]["faces"][0]
    assert faces(looked)[0] == ("unknown", None) and "Ada" in absent(looked)
    assert veto(looked, 0, ada).json() == told
    assert looked.row.numbers["vetoes"] == [[0, str(ada.id)]]


def test_a_veto_about_nobody_is_refused(looked, friends):
    ada = friends.people.get(name="Ada")
    looked.person = ada
    for face in (2, 3):
        assert refused(veto(looked, face, ada)) == (409, "no_such_face")
    looked.step_in("lookalike")
    assert refused(veto(looked, 0, ada)) == (409, "not_answered")


class TestGivingAName:
    @pytest.fixture(autouse=True)
    def _open(self, friends, monkeypatch):
        friends.guests_may_add = True
        friends.save()
        monkeypatch.setattr(pictures, "clean", lambda data, **how: ({}, galleries.SQUARE))

    def give(self, looked, name="Dora"):
        answer = looked.name(1, name, consent="true")
        assert answer.status_code == 202, answer.content
        tasks.name_face(seen(face_of_a_stranger()), looked.visit, 1, name)

    def test_an_unknown_face_gets_a_name_and_a_portrait(self, looked, friends):
        self.give(looked)
        assert faces(looked)[1] == ("is", "Dora")
        portrait = Portrait.objects.get(person__name="Dora")
        assert portrait.added_by == models.Player.objects.get().id
        assert not default_storage.exists(f"visits/{looked.visit}/face-1")

    def test_a_picture_that_nobody_looks_at_goes_after_two_minutes_and_its_sender_is_told(self, looked, news):
        looked.name(1, "Dora", consent="true")
        del news[:]
        tasks.sweep_visits()
        assert default_storage.exists(f"visits/{looked.visit}/face-1") and news == []
        models.Visit.objects.update(sent_again_at=steady_clock.now() - second_looks.GIVEN_UP - timedelta(seconds=1))
        tasks.sweep_visits()
        assert not default_storage.exists(f"visits/{looked.visit}/face-1")
        assert [message["code"] for _, message in news] == ["lost"]
        tasks.sweep_visits()
        assert len(news) == 1 and faces(looked)[1] == ("unknown", None)

    def test_one_that_was_looked_at_is_swept_without_a_word(self, looked, news):
        self.give(looked)
        del news[:]
        models.Visit.objects.update(sent_again_at=steady_clock.now() - second_looks.GIVEN_UP - timedelta(seconds=1))
        tasks.sweep_visits()
        assert news == [] and looked.row.sent_again_at is None

    def test_a_name_outlives_a_veto_and_is_not_absent(self, looked, friends):
        self.give(looked)
        veto(looked, 0, friends.people.get(name="Ada"))
        assert faces(looked)[:2] == [("unknown", None), ("is", "Dora")]
        assert absent(looked) == ["Ada", "Ben", "Cleo"]

    def test_the_same_again_is_one_portrait(self, looked):
        self.give(looked)
        self.give(looked)
        assert Portrait.objects.filter(person__name="Dora").count() == 1

    def test_without_consent_nobody_is_named(self, looked):
        assert refused(looked.name(1, "Dora")) == (422, "consent_needed")
        assert refused(looked.name(1, "Dora", consent="false")) == (422, "consent_needed")

    def test_where_guests_may_not_add_only_the_owner_does(self, looked, friends, django_user_model):
        friends.guests_may_add, friends.owner = False, django_user_model.objects.create_user("hana")
        friends.save()
        assert refused(looked.name(1, "Dora", consent="true")) == (403, "guests_may_not_add")
        looked.http.force_login(friends.owner)
        self.give(looked)
        assert faces(looked)[1] == ("is", "Dora")

    @pytest.mark.parametrize("name", ["", "x" * 81, "a\x00b"])
    def test_a_name_that_is_none_is_refused(self, looked, name):
        assert looked.name(1, name, consent="true").status_code in (409, 422)

    def test_why_it_did_not_work_is_told_over_the_socket(self, looked, friends, news):
        news.clear()
        tasks.name_face({"code": "no_face", "message": "No face found."}, looked.visit, 1, "Dora")
        looked.name(1, "Dora", consent="true")
        tasks.name_face(seen(blurred_face()), looked.visit, 1, "Dora")
        assert [message["code"] for _, message in news] == ["no_face", "face_too_blurred"]
        assert not Portrait.objects.filter(person__name="Dora").exists()
        assert not default_storage.exists(f"visits/{looked.visit}/face-1")

    def test_who_is_forgotten_meanwhile_leaves_no_portrait(self, looked, monkeypatch):
        looked.name(1, "Dora", consent="true")
        add_portrait = naming.enrolment.add_portrait

        def slowly(*args):
            portrait = add_portrait(*args)
            looked.forget()
            return portrait

        monkeypatch.setattr(naming.enrolment, "add_portrait", slowly)
        tasks.name_face(seen(face_of_a_stranger()), looked.visit, 1, "Dora")
        assert not Portrait.objects.filter(person__name="Dora").exists()
