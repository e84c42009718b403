import base64
import json
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.booths import registry, services, tasks
from game.booths.kinds.kind import Found
from game.privacy import storage_audit
from game.protocol.visits import GalleryView, WhoAnswer
from scoring import hands
from scoring.galleries import services as galleries
from tests.support.parties import DETAIL
from tests.support.visitors import blurred_face, face_of, face_of_a_stranger, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
NO_FACE = {"code": "no_face", "message": "No face found. Move closer."}


@pytest.fixture
def queued(mia, friends, news):
    mia.step_in("lookalike", gallery="friends")
    mia.send()
    assert default_storage.exists(f"visits/{mia.visit}/photo")
    return mia


def portrait(gallery, name):
    return gallery.people.get(name=name).portraits.get()


def objects():
    return [key for key, _ in default_storage.objects("") if key.startswith("visits/")]


def test_the_answer_is_stored_and_the_upload_erased(queued, friends):
    tasks.answer_visit(
        seen(
            face_of(portrait(friends, "Ben")),
        ),
        queued.visit,
    )
    told = queued.look().json()["answer"]
    assert told["matches"][0]["name"] == "Ben"
    assert len(told["matches"]) == 3
    assert told["matches"][0]["is_match"] is True
    assert told["matches"][0]["distance"] == 0
    assert {told["parents"][which]["name"] for which in ("first", "second")} <= {"Ada", "Ben", "Cleo"}
    assert told["faces"] == 1
    assert objects() == [] and queued.row.slots == ""


def test_a_stranger_gets_the_best_guess(queued, friends):
    tasks.answer_visit(seen(face_of_a_stranger()), queued.visit)
    matches = queued.look().json()["answer"]["matches"]
    assert len(matches) == 3 and not any(match["is_match"] for match in matches)


def test_an_answer_that_is_there_stays_whatever_comes_after_it(queued, friends):
    tasks.answer_visit(seen(face_of(portrait(friends, "Ben"))), queued.visit)
    before = queued.look().json()
    tasks.answer_visit(seen(face_of(portrait(friends, "Ada"))), queued.visit)
    tasks.answer_visit(NO_FACE, queued.visit)
    assert queued.look().json() == before


def test_of_two_answers_at_once_the_first_one_counts(queued, friends, now):
    view = GalleryView(slug="friends", name="Friends")
    first, second = (Found(WhoAnswer(gallery=view, faces=[], ms=number)) for number in (1, 2))
    services.answer(queued.row.id, first, now)
    services.answer(queued.row.id, second, now)
    services.refuse(queued.row.id, "lost", "Lost.")
    assert queued.row.state == "answered" and queued.row.answer["ms"] == 1


def test_a_refusal_has_its_words_and_the_upload_is_erased(queued):
    tasks.answer_visit(NO_FACE, queued.visit)
    told = queued.look().json()
    assert (told["state"], told["code"], told["message"]) == ("refused", "no_face", told["words"])
    assert objects() == []


def test_a_poor_face_is_refused_with_the_reason_and_not_guessed(queued):
    tasks.answer_visit(seen(blurred_face()), queued.visit)
    assert queued.look().json()["code"] == "face_too_blurred"


def test_a_gallery_deleted_while_a_visit_waits_ends_it_in_words(queued, friends):
    face = face_of(portrait(friends, "Ben"))
    galleries.delete_gallery(friends)
    tasks.answer_visit(seen(face), queued.visit)
    assert queued.look().json()["code"] == "no_such_gallery"
    assert objects() == []


def test_an_empty_gallery_ends_it_in_words(queued, friends):
    face = face_of(portrait(friends, "Ben"))
    for person in friends.people.all():
        galleries.delete_person(person)
    tasks.answer_visit(seen(face), queued.visit)
    assert queued.look().json()["code"] == "gallery_empty"


def test_a_visit_that_was_forgotten_meanwhile_stays_so(queued, friends):
    queued.forget()
    default_storage.write(f"visits/{queued.visit}/photo", b"came late")
    tasks.visit_began(queued.visit)
    tasks.answer_visit(seen(face_of(portrait(friends, "Ben"))), queued.visit)
    assert not models.Visit.objects.exists() and objects() == []


def test_no_number_of_a_face_reaches_a_row(queued, friends):
    face = face_of_a_stranger()
    for kind in ("lookalike", "who"):
        queued.step_in(kind)
        queued.send()
        tasks.answer_visit(seen(face), queued.visit)
        row = queued.row
        kept = json.dumps([row.answer, row.numbers, row.options])
        numbers = base64.b64decode(face["vectors"]["dlib-resnet-1"])
        assert face["vectors"]["dlib-resnet-1"][:40] not in kept and "vector" not in kept
        assert len(kept) < 4000 and len(numbers) == 512


def test_the_visitor_is_told_how_far_it_is(queued, friends, news):
    said = [queued.look().json()["words"]]
    tasks.visit_began(queued.visit)
    said.append(queued.look().json()["words"])
    services.reach(queued.row.id, tasks.COMPARED)
    said.append(queued.look().json()["words"])
    # A worker that is slow to say so does not set it back.
    tasks.visit_began(queued.visit)
    assert said == [
        "1 of 3: waiting for your turn",
        "2 of 3: looking for your face",
        "3 of 3: comparing it with everybody",
    ]
    assert queued.look().json()["words"] == said[-1]


def test_a_practice_score_is_explained_and_the_days_best_remembered(mia, small_deck, news):
    prompt = str(small_deck.prompts.first().id)
    for similarity, best in ((0.5, 50), (0.9, 90), (0.7, 90)):
        mia.step_in("practice", prompt=prompt)
        mia.send()
        result = {"code": "scored", "similarity": similarity, "detail": {"reading": {}, "overlay": {}, **DETAIL}}
        tasks.answer_visit(result, mia.visit)
        told = mia.look().json()["answer"]
        assert (told["percent"], told["best_today"]) == (similarity * 100, best)
        assert told["prompt"]["id"] == prompt


def test_yesterdays_best_is_not_todays(mia, small_deck, news):
    mia.step_in("practice")
    mia.send()
    result = {"code": "scored", "similarity": 0.9, "detail": {"reading": {}, "overlay": {}, **DETAIL}}
    tasks.answer_visit(result, mia.visit)
    models.Visit.objects.update(created_at=timezone.now() - timedelta(days=1))
    mia.step_in("practice")
    mia.send()
    tasks.answer_visit(result | {"similarity": 0.4}, mia.visit)
    assert mia.look().json()["answer"]["best_today"] == 40


def test_a_face_that_the_deck_has_lost_ends_the_visit_in_words(
    mia, small_deck, news, django_capture_on_commit_callbacks
):
    mia.step_in("practice")
    small_deck.prompts.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        mia.send()
    assert mia.look().json()["code"] == "no_such_prompt"


class TestSweeping:
    @pytest.fixture
    def late(self, queued, enqueued):
        def late(seconds, tries=1):
            models.Visit.objects.update(queued_at=timezone.now() - timedelta(seconds=seconds), tries=tries)
            tasks.sweep_visits()
            return queued.row

        return late

    def test_a_visit_whose_worker_died_is_queued_again(self, late, enqueued):
        late(4)
        assert enqueued == []
        row = late(6)
        assert enqueued == [str(row.id)] and row.tries == 2
        tasks.sweep_visits()
        assert len(enqueued) == 1

    def test_each_wait_is_longer(self, late, enqueued):
        late(9, tries=2)
        assert enqueued == []
        late(11, tries=2)
        assert len(enqueued) == 1

    def test_a_photo_that_is_being_looked_at_is_not_queued_again(self, late, queued, enqueued):
        with hands.holding(f"visits/{queued.visit}/photo"):
            late(60)
        assert enqueued == []

    def test_after_the_last_try_the_visitor_is_told_and_nothing_is_left(self, late, queued, enqueued):
        assert late(100, tries=tasks.MOST_TRIES).code == "lost"
        assert queued.look().json()["message"].endswith("once more.")
        assert objects() == [] and enqueued == []

    def test_files_that_outlive_their_answer_are_swept(self, late, queued, friends, monkeypatch):
        with monkeypatch.context() as broken:
            broken.setattr(default_storage, "delete", _fail)
            with pytest.raises(OSError):
                tasks.answer_visit.run(seen(face_of(portrait(friends, "Ben"))), queued.visit)
        assert queued.row.state == "answered" and len(objects()) == 1
        assert storage_audit.unnamed() == {}
        tasks.sweep_visits()
        assert objects() == [] and queued.row.slots == ""


def _fail(key):
    raise OSError("away")


def test_what_was_put_into_the_bucket_and_never_reported_belongs_to_nobody(mia, friends, news):
    mia.step_in("lookalike")
    default_storage.write(f"visits/{mia.visit}/photo", b"photo")
    assert list(storage_audit.unnamed()) == [f"visits/{mia.visit}/photo"]
    later = timezone.now() + timedelta(minutes=16)
    assert storage_audit.unreported(later) == storage_audit.strays(later) == [f"visits/{mia.visit}/photo"]


def test_what_waits_to_be_looked_at_belongs_to_its_visit(queued):
    assert storage_audit.unnamed() == {} and storage_audit.missing() == []


def test_every_booths_steps_are_those_of_its_tasks():
    assert all(len(kind.steps) == tasks.COMPARED for kind in registry.KINDS.values())
