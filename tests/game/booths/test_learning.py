from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.booths import learning, tasks
from game.privacy import person_erasure, visit_erasure
from scoring.casts.models import Example, Feedback, ModelVersion, Prediction
from scoring.imports import pictures
from tests.support import casts
from tests.support.characters import found, trained
from tests.support.galleries import SQUARE
from tests.support.guests import refused
from tests.support.photos import astronaut, posted, wall
from tests.support.visitors import blurred_face, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


@pytest.fixture
def answered(mia, own_folder, news, monkeypatch):
    """Mia is told that she is Hana."""
    monkeypatch.setattr(pictures, "clean", lambda data, **how: ({}, SQUARE))
    trained()
    ask(mia)
    return mia


def ask(visitor, number=1):
    visitor.step_in("character", cast="heroes")
    visitor.send()
    tasks.answer_visit(seen(found(number)), visitor.visit)


def say(visitor, liked, **who):
    return visitor.post(f"/visits/{visitor.visit}/feedback", {"liked": liked, **who})


def send_again(visitor, data=None, **word):
    form = {"file": posted(data or wall()), **({"consent": True, "adult": True} | word)}
    return visitor.http.post(f"/api/v1/booths/visits/{visitor.visit}/examples", form)


def keep(visitor, number=1, data=None):
    """The whole way, with what the vision queue would say."""
    answer = send_again(visitor, data)
    assert answer.status_code == 202, answer.content
    tasks.keep_example(seen(found(number)), visitor.visit)


def character(name):
    return str(casts.character(Example.objects.model.cast.field.related_model.objects.get(), name).id)


def answer_of(visitor):
    return visitor.look().json()["answer"]


class TestSaying:
    def test_a_like_and_a_changed_mind_are_remembered(self, answered):
        assert say(answered, True).json()["answer"]["said"] == {"liked": True}
        assert say(answered, False).json()["answer"]["said"] == {"liked": False}
        assert say(answered, False, character=character("Miko")).status_code == 200
        assert answer_of(answered)["said"] == {"liked": False, "character": character("Miko")}
        feedback = Feedback.objects.get()
        assert (feedback.liked, feedback.who.name) == (False, "Miko")

    def test_who_then_is_a_character_of_the_cast(self, answered):
        assert refused(say(answered, False, character=str(uuid4()))) == (422, "no_such_character")
        assert refused(say(answered, False, character="Miko")) == (422, "invalid")
        assert not Feedback.objects.exists()

    def test_nobody_says_something_to_somebody_elses_answer(self, answered, eve):
        ask(eve, 2)
        eve.visit = answered.visit
        for answer in (say(eve, True), send_again(eve)):
            assert refused(answer) == (404, "no_such_visit")

    def test_there_is_nothing_to_say_before_the_answer(self, answered):
        answered.step_in("character")
        for answer in (say(answered, True), send_again(answered)):
            assert refused(answer) == (409, "not_answered")

    def test_other_booths_answers_are_not_learned_from(self, answered, friends):
        models.Visit.objects.update(kind="practice", numbers=None)
        for answer in (say(answered, True), send_again(answered)):
            assert refused(answer) == (404, "no_such_prediction")


class TestKeeping:
    def test_with_consent_the_photo_becomes_an_example_of_who_was_liked(self, answered):
        say(answered, True)
        keep(answered)
        example = Example.objects.get()
        assert (example.character.name, example.source) == ("Hana", "liked")
        assert example.player == models.Player.objects.get().id
        assert default_storage.read(example.picture) == SQUARE
        assert not default_storage.exists(f"visits/{answered.visit}/example")
        assert answer_of(answered)["kept"] is True

    def test_after_a_dislike_it_is_of_whom_the_visitor_names_or_waits_for_a_host(self, answered):
        say(answered, False)
        keep(answered)
        assert Example.objects.get().character is None
        say(answered, False, character=character("Kenji"))
        assert Example.objects.get().character.name == "Kenji"

    @pytest.mark.parametrize(
        ("word", "code"),
        [
            ({"consent": False}, "consent_missing"),
            ({"consent": False, "adult": False}, "consent_missing"),
            ({"adult": False}, "no_children"),
        ],
    )
    def test_without_consent_and_of_children_nothing_is_kept(self, answered, word, code):
        say(answered, True)
        assert refused(send_again(answered, **word)) == (422, code)
        assert [key for key, _ in default_storage.objects("visits/")] == []

    def test_consent_is_off_where_nothing_is_said_of_it(self, answered):
        say(answered, True)
        path = f"/api/v1/booths/visits/{answered.visit}/examples"
        assert refused(answered.http.post(path, {"file": posted(wall())})) == (422, "consent_missing")

    def test_the_visitor_says_first_what_they_think(self, answered):
        assert refused(send_again(answered)) == (409, "say_first")

    def test_what_is_no_photo_is_refused(self, answered):
        say(answered, True)
        assert refused(send_again(answered, b"MZ")) == (422, "unsupported_format")

    def test_the_same_again_is_one_example(self, answered):
        say(answered, True)
        keep(answered)
        keep(answered)
        assert Example.objects.count() == 1

    def test_why_it_did_not_work_is_told_over_the_socket(self, answered, news):
        say(answered, True)
        news.clear()
        for told in ({"code": "no_face", "message": "No face found."}, seen(blurred_face()), seen(found())):
            send_again(answered)
            if told == seen(found()):
                default_storage.delete(f"visits/{answered.visit}/example")
            tasks.keep_example(told, answered.visit)
        assert [message.get("code") for _, message in news] == ["no_face", "face_too_blurred", "lost"]
        assert not Example.objects.exists() and answer_of(answered)["kept"] is False
        assert [key for key, _ in default_storage.objects("visits/")] == []

    def test_who_forgets_the_visit_meanwhile_has_nothing_kept(self, answered, monkeypatch):
        say(answered, True)
        send_again(answered)
        kept = learning.examples.keep

        def keep_and_be_forgotten(*args, **how):
            example = kept(*args, **how)
            answered.forget()
            return example

        monkeypatch.setattr(learning.examples, "keep", keep_and_be_forgotten)
        tasks.keep_example(seen(found()), answered.visit)
        tasks.keep_example(seen(found()), answered.visit)
        assert not Example.objects.exists()
        assert [key for key, _ in default_storage.objects("casts/") if "examples" in key] == []


class TestTakingBack:
    @pytest.fixture
    def kept(self, answered):
        """Mia lets us keep two photos."""
        say(answered, True)
        keep(answered)
        ask(answered, 7)
        say(answered, False)
        keep(answered, 7, astronaut(80))
        return answered

    def photos(self, visitor):
        return visitor.get("/character/examples").json()

    def test_the_visitor_sees_what_they_let_us_keep_and_nobody_else_does(self, kept, eve):
        newest, first = self.photos(kept)
        assert (first["cast"], first["character"], "character" in newest) == ("Heroes", "Hana", False)
        assert self.photos(eve) == []
        ask(eve, 3)
        assert self.photos(eve) == []
        assert refused(eve.http.delete(f"/api/v1/booths/character/examples/{first['id']}")) == (404, "no_such_example")
        assert eve.http.delete("/api/v1/booths/character/examples").json() == {"photos": 0, "versions": 0}
        assert len(self.photos(kept)) == 2

    def test_a_photo_that_is_taken_back_is_gone_and_its_versions_are_marked(self, kept):
        first = Example.objects.get(source="liked")
        ModelVersion.objects.update(members=first.id.bytes)
        told = kept.http.delete(f"/api/v1/booths/character/examples/{first.id}")
        assert told.json() == {"photos": 1, "versions": 1}
        assert not default_storage.exists(first.picture)
        assert [row["id"] for row in self.photos(kept)] == [str(Example.objects.get().id)]
        assert ModelVersion.objects.get().withdrawn == 1
        assert answer_of(kept)["kept"] is True

    def test_all_go_at_once_and_the_answers_say_so(self, kept):
        assert kept.http.delete("/api/v1/booths/character/examples").json()["photos"] == 2
        assert not Example.objects.exists() and answer_of(kept)["kept"] is False
        assert [key for key, _ in default_storage.objects("casts/") if "examples" in key] == []
        keep(kept, 7, astronaut(80))
        assert answer_of(kept)["kept"] is True

    def test_a_forgotten_visit_leaves_what_was_agreed_to_and_its_visitor_takes_it_back(self, kept):
        kept.forget()
        visit_erasure.erase_ended(timezone.now() + timedelta(days=800))
        assert models.Player.objects.exists()
        assert len(self.photos(kept)) == 2
        kept.http.delete("/api/v1/booths/character/examples")
        assert not Example.objects.exists()

    def test_who_is_erased_takes_the_photos_along(self, kept, now):
        receipt = person_erasure.erase_player(models.Player.objects.get(), now)
        assert receipt.left_behind == 0
        assert not Example.objects.exists() and Prediction.objects.count() == 2
