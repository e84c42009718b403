"""What is better, what is worse, and what a coin could do."""

import numpy as np
import pytest

from scoring.casts.learning import judging
from scoring.casts.learning.judging import Questions

NAMES = ("Hana", "Kenji")


def exam(won: int, lost: int, both: int = 20, of_each: int = 1) -> tuple[Questions, np.ndarray, np.ndarray]:
    """So many persons about whom the challenger, the champion or both know more; classes take turns."""
    people = won + lost + both
    truth = np.repeat(np.arange(people) % 2, of_each)
    person = np.repeat(np.arange(people), of_each)
    right = np.array([(False, True)] * won + [(True, False)] * lost + [(True, True)] * both).repeat(of_each, axis=0)
    answers = np.where(right, truth[:, np.newaxis], 1 - truth[:, np.newaxis])
    return Questions(truth, person, NAMES), answers[:, 0], answers[:, 1]


def verdict(won: int, lost: int, **more: int) -> judging.Verdict:
    return judging.compare(*exam(won, lost, **more), seed=1)


@pytest.mark.parametrize(
    ("won", "lost", "p"), [(0, 0, 1.0), (5, 5, 1.0), (12, 8, 0.5034), (8, 12, 0.5034), (6, 0, 0.03125), (15, 3, 0.0075)]
)
def test_the_chance_is_that_of_a_coin_to_be_as_one_sided(won, lost, p):
    assert judging.mcnemar(won, lost) == pytest.approx(p, abs=5e-5)


def test_lucky_is_too_few_to_tell_and_said_so():
    found = verdict(12, 8)
    assert (found.better, found.code) == (False, "too_few")
    assert found.words == "Too few to tell: 12 right against 8: a coin could do that (p = 0.50)."


def test_better_is_better_in_all_three_ways():
    found = verdict(20, 2)
    assert (found.better, found.code) == (True, "better")
    assert found.p < 0.05 and 0 < found.least_gain < found.gain


def test_worse_and_equal_are_told_apart():
    assert verdict(2, 20).code == "worse"
    assert verdict(0, 0).code == "same"


def test_five_photos_of_one_person_are_one_person():
    assert (verdict(5, 0).code, verdict(5, 0, of_each=5).code) == ("too_few", "too_few")
    assert verdict(5, 0, of_each=5).won == 5


def test_no_character_may_lose_more_than_ten_points():
    truth = np.array([0] * 100 + [1] * 20)
    champion, challenger = truth.copy(), truth.copy()
    champion[:40], challenger[100:103] = 1, 0
    found = judging.compare(Questions(truth, np.arange(120), NAMES), champion, challenger, seed=1)
    assert (found.better, found.code) == (False, "class_lost")
    assert "Kenji loses 15 points" in found.words


def test_a_gain_of_one_character_alone_may_be_chance_over_people():
    truth = np.array([0] * 200 + [1] * 4)
    champion, challenger = truth.copy(), truth.copy()
    champion[:12], champion[200], challenger[200:202] = 1, 1, 0
    found = judging.compare(Questions(truth, np.arange(204), NAMES), champion, challenger, seed=1)
    assert (found.better, found.code) == (False, "unsure")


def test_an_exam_without_questions_about_a_character_can_tell_nothing():
    questions = Questions(np.zeros(30, int), np.arange(30), NAMES)
    found = judging.compare(questions, np.ones(30, int), np.zeros(30, int), seed=1)
    assert (found.code, found.words) == ("too_few", "Too few to tell: nobody in the exam resembles Kenji yet.")


def test_the_bound_is_that_of_a_plain_loop_over_persons():
    questions, champion, challenger = exam(9, 2, both=15, of_each=2)
    before, after = champion == questions.truth, challenger == questions.truth
    random, drawn = np.random.default_rng(7), []
    for _ in range(2000):
        chosen = random.integers(0, 26, 26)
        photos = np.concatenate([np.flatnonzero(questions.person == person) for person in chosen])
        gains = [judging.recalls(questions.truth[photos], right[photos], 2) for right in (before, after)]
        drawn.append(np.nanmean(gains[1] - gains[0]))
    assert judging.least_gain(questions, before, after, 1) == pytest.approx(np.quantile(drawn, 0.025), abs=0.03)
