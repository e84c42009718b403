"""The vision queue's question about a photo and a clip: keys in, an answer out, nothing kept."""

import pytest
from celery import current_app, signature
from django.core.files.storage import default_storage

from scoring import hands, tasks
from scoring.tasks import CHILDREN, SLOW_QUEUE, match_faces
from tests.support import clips, odd_clips

DEMANDS = {"tolerance": 0.5, "threshold": 0.8, "sharpness": 0.5}


@pytest.fixture(scope="module")
def woman():
    return clips.clip(clips.scene(["astronaut"], 320, 180), 1.5, fps=10)


def ask(photo, clip, **more):
    return match_faces.apply(args=(photo, clip, DEMANDS), kwargs=more).get()


def test_the_answer_comes_with_how_far_it_was_on_the_way(upload, woman, monkeypatch):
    heard = []
    monkeypatch.setattr(tasks, "SECONDS_BETWEEN_NEWS", 0)
    monkeypatch.setattr(tasks, "signature", lambda began: began)
    began = type("Began", (), {"apply_async": lambda self, kwargs: heard.append(kwargs)})()
    told = ask(upload(clips.portrait()), upload(woman), began=began)
    assert (told["code"], told["is_match"], told["people"]) == ("seen", True, 1)
    assert told["ms"] > 0
    assert heard == [{}, *({"done": done, "of": 5} for done in range(1, 6))]


def test_a_cue_goes_along(upload, woman):
    told = ask(upload(clips.portrait()), upload(woman), cue="left_right")["cue"]
    assert (told["words"], told["verdict"]) == ("Look left, then right", "cannot_tell")


def test_it_waits_in_the_slow_queue():
    assert current_app.amqp.router.route({}, match_faces.name)["queue"].name == SLOW_QUEUE
    assert signature(match_faces.s("a", "b", DEMANDS)).task == "scoring.tasks.match_faces"


@pytest.mark.parametrize(("missing", "code"), [("photo", "lost"), ("clip", "lost")])
def test_what_is_gone_is_lost(upload, woman, missing, code):
    keys = {"photo": upload(clips.portrait()), "clip": upload(woman)}
    default_storage.delete(keys[missing])
    told = ask(**keys)
    assert (told["code"], told["message"][-6:]) == (code, " more.")


@pytest.mark.parametrize(
    ("photo", "clip", "code"),
    [
        (clips.portrait, clips.portrait, "clip_is_photo"),
        (lambda: odd_clips.made("testsrc=s=64x64:r=5", 1), clips.portrait, "photo_is_clip"),
        (lambda: b"hello", clips.portrait, "unsupported_format"),
        (clips.portrait, lambda: b"hello", "clip_unsupported"),
    ],
)
def test_what_cannot_be_opened_is_an_outcome_with_words(upload, photo, clip, code):
    told = ask(upload(photo()), upload(clip()))
    assert told["code"] == code and told["message"].endswith(".")


def test_a_storage_that_stumbles_in_the_middle_is_asked_again_and_the_child_is_not_to_blame(upload, woman, monkeypatch):
    keys, parts, stumbles = (upload(clips.portrait()), upload(woman)), default_storage.parts, [1]

    def half(found):
        yield next(found)[:100]
        raise ConnectionError("away")

    def stumbling(key):
        size, found = parts(key)
        return size, half(found) if stumbles and stumbles.pop() else found

    monkeypatch.setattr(default_storage._wrapped, "parts", stumbling, raising=False)
    assert ask(*keys)["is_match"] is True
    assert stumbles == []


@pytest.mark.parametrize(("ended", "code"), [("took_too_long", "clip_took_too_long"), ("too_heavy", "clip_too_heavy")])
def test_a_clip_that_is_too_much_is_refused_for_good(upload, monkeypatch, ended, code):
    monkeypatch.setattr(CHILDREN[SLOW_QUEUE], "ask", lambda *args, **more: ({"code": ended, "message": "."}, b""))
    told = ask(upload(b"photo"), upload(b"clip"))
    assert told["code"] == code and "clip" in told["message"]


def test_a_clip_that_somebody_else_has_in_hand_is_left_to_them(upload):
    photo, clip = upload(b"photo"), upload(b"clip")
    with hands.holding(clip):
        assert match_faces.apply(args=(photo, clip, DEMANDS)).state == "IGNORED"
