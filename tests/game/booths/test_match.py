"""A visit that brings two files: which of them is taken where, how far it is, and that both are gone in the end."""

import json
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage

from animatch.platform.storages import UploadTicket
from game.booths import services, tasks, uploads
from scoring.vision.formats import MAX_BYTES, MAX_CLIP_BYTES
from tests.support.photos import posted, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "news")]
FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 600
FOUND = {
    "code": "seen",
    "face_found_in_image": True,
    "face_found_in_video": True,
    "is_match": None,
    "confidence": 0.41,
    "reason": "2 people seen, and not all of them well enough.",
    "method": "tracks",
    "other": {"method": "classic", "is_match": False, "confidence": 0.2},
    "frames": {"sampled": 7, "with_face": 6, "matched": 0},
    "people": 2,
    "sharpness": {"image": 0.8, "video": 0.7},
    "best_frame": {"t": 1.0, "confidence": 0.5},
    "timeline": [{"t": 0.0, "confidence": None}, {"t": 1.0, "confidence": 0.5}],
    "cue": {
        "cue": "blink_left",
        "words": "Blink twice, then look left",
        "verdict": "not_seen",
        "at": [0.4],
        "reason": "Not seen: only 1 blink.",
    },
    "ms": 412.0,
}


@pytest.fixture
def sent(mia, enqueued):
    """Mia's visit, its two files in the storage."""
    mia.step_in("match", method="classic", threshold=0.7, cue="blink_left")
    mia.send()
    mia.send(FILM, slot="clip")
    return mia


def objects():
    return sorted(key for key, _ in default_storage.objects("") if key.startswith("visits/"))


def refused(answer):
    return answer.status_code, answer.json()["code"]


def test_it_is_the_queues_turn_once_both_files_are_there(mia, enqueued, django_capture_on_commit_callbacks):
    opened = mia.step_in("match")
    assert [ticket["slot"] for ticket in opened["tickets"]] == ["photo", "clip"]
    with django_capture_on_commit_callbacks(execute=True):
        assert mia.send(FILM, slot="clip").json()["state"] == "waiting"
        assert enqueued == []
        assert mia.send().json()["state"] == "queued"
    assert enqueued == [mia.visit]
    assert objects() == [f"visits/{mia.visit}/clip", f"visits/{mia.visit}/photo"]


def test_the_question_names_keys_and_what_was_wished_for(sent, monkeypatch):
    asked = []
    monkeypatch.undo()
    monkeypatch.setattr(
        "celery.canvas._chain.delay", lambda chain: asked.append(json.loads(json.dumps(chain.tasks[0])))
    )
    services.enqueue(sent.row)
    (question,) = asked
    keys = [f"visits/{sent.visit}/photo", f"visits/{sent.visit}/clip"]
    demands = {"tolerance": 0.5, "threshold": 0.7, "sharpness": 0.5}
    assert question["task"] == "scoring.tasks.match_faces"
    assert question["args"] == [*keys, demands, "classic", "blink_left"]


@pytest.mark.parametrize(
    ("slot", "data", "code"),
    [
        ("clip", wall(), "clip_is_photo"),
        ("clip", b"hello" * 9, "clip_unsupported"),
        ("photo", FILM, "unsupported_format"),
    ],
)
def test_each_slot_takes_its_own_kind_of_file(mia, enqueued, slot, data, code):
    mia.step_in("match")
    assert refused(mia.send(data, slot=slot)) == (422, code)
    assert objects() == []


def test_a_booth_takes_no_file_that_it_does_not_ask_for(mia):
    mia.step_in("match")
    assert refused(mia.send(FILM, slot="film")) == (422, "no_such_slot")


def test_a_bucket_takes_of_each_file_as_much_as_its_slot(mia, monkeypatch):
    lengths = {}

    def ticket(key, content_type, most_bytes):
        lengths[key.rsplit("/")[-1]] = content_type, most_bytes
        return UploadTicket("https://bucket.example.org", {})

    monkeypatch.setattr(uploads, "default_storage", SimpleNamespace(upload_ticket=ticket))
    mia.step_in("match", clip_type="video/webm")
    assert lengths == {"photo": ("image/jpeg", MAX_BYTES), "clip": ("video/webm", MAX_CLIP_BYTES)}


@pytest.mark.parametrize(
    "wish", [{"tolerance": 0}, {"tolerance": 1}, {"threshold": 1.1}, {"sharpness": -1}, {"method": "x"}, {"cue": "x"}]
)
def test_what_is_out_of_range_is_refused(mia, wish):
    assert mia.post("/match/visits", wish).status_code == 422


def test_the_visitor_is_told_frame_by_frame_how_far_it_is(sent):
    tasks.visit_began(sent.visit)
    assert sent.look().json()["words"] == "2 of 3: watching your clip"
    tasks.visit_began(sent.visit, done=7, of=20)
    tasks.visit_began(sent.visit, done=3, of=20)
    told = sent.look().json()
    assert (told["words"], told["done"], told["of"]) == ("2 of 3: watching your clip, frame 7 of 20", 7, 20)


def test_the_answer_is_told_and_both_files_are_gone(sent):
    tasks.answer_visit(FOUND, sent.visit)
    answer = sent.look().json()["answer"]
    assert "is_match" not in answer and answer["confidence"] == 0.41
    assert answer["cue"]["verdict"] == "not_seen" and answer["cue"]["reason"].endswith("1 blink.")
    assert answer["timeline"] == [{"t": 0.0}, {"t": 1.0, "confidence": 0.5}]
    assert objects() == [] and sent.row.slots == ""
    tasks.visit_began(sent.visit, done=9, of=20)
    assert sent.look().json()["state"] == "answered"


def test_a_program_asks_with_both_files_in_one_request(mia, enqueued):
    answer = mia.ask("match", clip=posted(FILM), method="classic")
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert answer.json()["options"]["method"] == "classic"
    assert refused(mia.ask("match"))[1] == "nothing_arrived"
    assert refused(mia.ask("match", clip=posted(wall()))) == (422, "clip_is_photo")
