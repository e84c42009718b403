"""Targets in the panel: set by hand, and suggested."""

import json

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from game import models
from game.decks import suggestions
from game.decks.imports.jobs import JOBS
from scoring.children import Children, NotJudged
from tests.game.decks.imports.test_importer import picture
from tests.game.panel.admin.test_decks import packed, upload

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture
def prompt(evening) -> models.Prompt:
    prompt = evening.deck.prompts.get()
    models.Prompt.objects.update(labelled=False)
    return prompt


def save(panel: Client, prompt: models.Prompt, body: object) -> tuple[int, dict]:
    url = reverse("admin:game_prompt_target", args=[prompt.pk])
    answer = panel.post(url, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_the_editor_saves_a_target_and_that_it_is_labelled(panel, prompt):
    assert save(panel, prompt, {"left_eye": 0.25, "right_eye": 1, "mouth": 0}) == (200, {"saved": True})
    prompt.refresh_from_db()
    assert (prompt.left_eye, prompt.right_eye, prompt.mouth, prompt.labelled) == (0.25, 1, 0, True)


def test_the_editor_saves_what_else_is_to_count_and_takes_it_away_again(panel, prompt):
    openness = {"left_eye": 0, "right_eye": 0, "mouth": 0}
    for parts, kept in (({"tilt": -1, "smile": 0.5}, {"smile": 0.5, "tilt": -1}), ({}, None)):
        assert save(panel, prompt, openness | {"parts": parts}) == (200, {"saved": True})
        prompt.refresh_from_db()
        assert prompt.parts == kept


SHUT = {"left_eye": 0, "right_eye": 0, "mouth": 0}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"left_eye": 2, "right_eye": 0, "mouth": 0},
        {"left_eye": "x"},
        None,
        SHUT | {"parts": {"ears": 1}},
        SHUT | {"parts": {"brows": -2}},
    ],
)
def test_a_target_that_makes_no_sense_is_refused_with_words(panel, prompt, body):
    status, answer = save(panel, prompt, body)
    assert status == 422
    assert "from 0 to 1" in answer["message"]
    prompt.refresh_from_db()
    assert not prompt.labelled


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("", ["a", "b", "c"]),
        ("unlabelled", ["b"]),
        ("unsure", ["c"]),
        ("OEOM", ["a"]),
        ("CECM", ["b", "c"]),
        ("no", ["a", "b", "c"]),
    ],
)
def test_the_editor_shows_what_is_asked_for(panel, hana, show, titles):
    deck = models.Deck.objects.create(slug="d", name="D", owner=hana)
    shut = {"left_eye": 0, "right_eye": 0, "mouth": 0}
    deck.prompts.create(title="a", content_hash="a", left_eye=1, right_eye=1, mouth=1, confidence=0.9)
    deck.prompts.create(title="b", content_hash="b", labelled=False, **shut)
    deck.prompts.create(title="c", content_hash="c", confidence=0.2, **shut)
    page = panel.get(reverse("admin:game_deck_targets", args=[deck.pk]), {"show": show})
    assert [card["title"] for card in page.context["cards"]] == titles


def test_new_pictures_get_a_suggestion_and_photos_without_a_face_get_none(panel):
    job = upload(panel, packed(CECM__plain=picture("red", size=(200, 200))))
    JOBS.run(str(job.pk), timezone.now())
    suggestions.suggest_some()
    prompt = models.Prompt.objects.get()
    assert (prompt.suggestion, prompt.confidence) == ({}, 0.0)
    assert not suggestions.waiting().exists()


def test_a_picture_that_breaks_the_suggestion_does_not_keep_the_others(panel, monkeypatch):
    job = upload(panel, packed(CECM__a=picture("red"), CECM__b=picture("blue")))
    JOBS.run(str(job.pk), timezone.now())
    seen = []

    def broken(children, question, *pictures):
        seen.append(pictures)
        raise NotJudged("an odd drawing")

    monkeypatch.setattr(Children, "ask", broken)
    suggestions.suggest_some()
    assert len(seen) == 2
    assert not suggestions.waiting().exists()


def test_pictures_wait_for_a_storage_that_is_away(panel, monkeypatch):
    job = upload(panel, packed(CECM__a=picture("red")))
    JOBS.run(str(job.pk), timezone.now())

    def away(key):
        raise OSError("the storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage._wrapped, "read", away, raising=False)
        suggestions.suggest_some()
    assert suggestions.waiting().exists()
