"""A cast learns, and lets nothing answer that is not proven to be better."""

from datetime import timedelta

import pytest
from celery import current_app

from animatch.platform.storages import default_storage
from scoring.casts import exams, learned, predicting, training, versions
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, Exam, Example, ModelVersion, PersonGroup, Training
from scoring.casts.tasks import resume, run_training, train_due
from tests.support.casts import NOW, add, beginner, cast, champion, face, fill, people, person, photo_of, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

LATER = NOW + timedelta(days=1)
NEXT = NOW + timedelta(days=4)


# Promotion


def test_the_first_version_answers_and_says_that_it_is_the_first():
    heroes = cast()
    fill(heroes, range(20))
    first = train(heroes)
    assert (first.number, first.status, first.verdict["code"]) == (1, "champion", "first")
    assert (first.by, first.exam.looks, sum(map(sum, first.confusion))) == ("command", 1, asked(heroes))
    assert first.counts["Hana"].keys() == {"exam", "validation", "training"}
    assert 0.5 < first.accuracy <= 1 and 0 <= first.calibration_error < 1


def asked(of: Cast) -> int:
    return Example.objects.filter(cast=of, group__part="exam").count()


def test_a_better_version_is_promoted_and_answers_without_a_restart():
    heroes = beginner()
    seen = face(photo_of(person("Hana", 5000)))
    assert predicting.predict(heroes, seen, NOW).version == 1
    fill(heroes, range(100, 200), now=LATER)
    second = train(heroes, NEXT)
    assert (second.status, second.verdict["code"]) == ("champion", "better"), second.why
    assert second.verdict["p"] < 0.05 and second.verdict["least_gain"] > 0 and "right against" in second.why
    assert predicting.predict(heroes, seen, NEXT).version == 2
    assert ModelVersion.objects.get(number=1).why == "Version 2 did better."


def test_an_equal_version_is_not_promoted():
    heroes = cast()
    fill(heroes, range(30))
    train(heroes)
    again = train(heroes, NEXT)
    assert (again.status, again.verdict["code"]) == ("rejected", "same")
    assert champion(heroes).number == 1


def test_a_worse_version_is_not_promoted():
    heroes = cast()
    fill(heroes, range(60))
    train(heroes)
    relabelled = Example.objects.filter(cast=heroes, group__part="training")
    hana, kenji = (heroes.characters.get(name=name) for name in ("Hana", "Kenji"))
    was_hana = list(relabelled.filter(character=hana).values_list("pk", flat=True))
    relabelled.filter(character=kenji).update(character=hana)
    relabelled.filter(pk__in=was_hana).update(character=kenji)
    worse = train(heroes, NEXT)
    assert (worse.status, worse.verdict["code"]) == ("rejected", "worse"), worse.why
    assert champion(heroes).number == 1


def test_what_changes_while_one_learns_is_not_overruled(monkeypatch):
    heroes = beginner()
    fill(heroes, range(100, 200), now=LATER)
    sit = versions.sit

    def and_then_somebody_goes_back(*args):
        made = sit(*args)
        ModelVersion.objects.filter(cast=heroes).update(status="retired")
        return made

    monkeypatch.setattr(versions, "sit", and_then_somebody_goes_back)
    stale = train(heroes, NEXT)
    assert (stale.status, stale.why[:15]) == ("rejected", "Another version")


def test_what_is_taken_back_while_one_learns_is_marked_and_learned_from_no_more(monkeypatch):
    heroes = cast()
    fill(heroes, range(20))
    sit = versions.sit

    def and_then_somebody_withdraws(*args):
        Example.objects.filter(group__part="training").first().delete()
        return sit(*args)

    monkeypatch.setattr(versions, "sit", and_then_somebody_withdraws)
    assert train(heroes).withdrawn == 1


# Conditions


def test_every_character_needs_enough_new_examples():
    heroes = cast(least=10)
    fill(heroes, range(10))
    add(heroes, people("Hana", range(50, 60)), "Hana")
    assert training.readiness(heroes, NOW).ready
    train(heroes, force=False)
    fill(heroes, range(100, 109), now=LATER)
    found = training.readiness(heroes, NEXT)
    assert (found.ready, found.words) == (False, "Hana has 9 of 10 new examples. 2 more wait, too.")
    with pytest.raises(CastRefused, match="too_few_new"):
        training.start(heroes, "button", None, NEXT)


def test_photos_of_one_person_count_five_times_at_most():
    heroes = cast()
    someone = person("Hana", 1)
    add(heroes, [photo_of(someone, number) for number in range(9)], "Hana")
    assert dict((name, new) for name, new, _ in training.readiness(heroes, NOW).characters)["Hana"] == 5


def test_one_training_goes_on_at_a_time():
    heroes = cast()
    fill(heroes, range(10))
    training.start(heroes, "button", None, NOW)
    with pytest.raises(CastRefused, match="training_already"):
        training.start(heroes, "button", None, NOW)


def test_a_cast_without_anybody_to_learn_from_says_so():
    with pytest.raises(CastRefused, match="too_few_characters"):
        train(cast())


# The schedule


def test_casts_are_trained_every_three_days_where_there_is_enough_new(monkeypatch, settings):
    heroes = cast(least=8)
    Cast.objects.update(created_at=NOW)
    fill(heroes, range(10))
    began = []
    monkeypatch.setattr(training, "start", lambda cast, by, user, now: began.append((cast, by)))
    for hours, expected in ((71, []), (72, [(heroes, "schedule")])):
        monkeypatch.setattr("scoring.casts.tasks.steady_clock.now", lambda hours=hours: NOW + timedelta(hours=hours))
        train_due()
        assert began == expected
    Training.objects.create(cast=heroes, by="schedule", state="done", created_at=NOW + timedelta(days=3))
    assert training.due(NOW + timedelta(days=5)) == []
    assert training.due(NOW + timedelta(days=6)) == [heroes]
    settings.CAST_TRAINING_DAYS = 7
    assert training.due(NOW + timedelta(days=6)) == []


def test_the_schedule_asks_for_every_task_by_a_name_that_there_is(settings):
    current_app.loader.import_default_modules()
    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"scoring.casts.tasks.train_due", "scoring.casts.tasks.resume"} <= asked & set(current_app.tasks)


# Whatever ends it


class Killed(BaseException):
    """As if the process were gone."""


STEPS = [
    (training.classroom, "gather"),
    (training.pupil, "learn"),
    (exams, "look"),
    (versions, "sit"),
    (default_storage, "write"),
    (versions, "_write"),
    (versions, "_prune"),
]


def test_a_kill_at_any_step_leaves_the_champion_whole(monkeypatch):
    heroes = beginner()
    fill(heroes, range(100, 160), now=LATER)
    before = champion(heroes)
    for where, what in STEPS:
        for after in (False, True):
            _kill(monkeypatch, heroes, where, what, after)
            assert champion(heroes) == before and ModelVersion.objects.count() == 1, (what, after)
    learned._known.clear()
    assert predicting.predict(heroes, face(photo_of(person("Miko", 7))), NEXT).version == 1
    silent = NEXT + timedelta(days=400)
    [again] = training.lying_about(silent)
    training.run(again, silent)
    assert champion(heroes).number == 2


def _kill(monkeypatch, heroes, where, what, after):
    """Before the step, or as soon as it is done."""
    real = getattr(where, what)

    def killed(*args, **options):
        if after:
            real(*args, **options)
        raise Killed

    Training.objects.filter(state="running").update(state="failed")
    with monkeypatch.context() as broken:
        broken.setattr(where, what, killed)
        with pytest.raises(Killed):
            train(heroes, NEXT)


def test_a_training_that_kills_its_worker_again_and_again_is_given_up():
    heroes = cast()
    fill(heroes, range(10))
    run = training.start(heroes, "button", None, NOW)
    Training.objects.update(tries=training.MOST_TRIES)
    training.run(str(run.id), NOW)
    run.refresh_from_db()
    assert (run.state, run.code) == ("failed", "training_failed")


def test_a_training_that_nobody_does_is_found(monkeypatch):
    heroes = cast()
    fill(heroes, range(10))
    training.start(heroes, "button", None, NOW)
    queued = []
    monkeypatch.setattr(run_training, "delay", queued.append)
    monkeypatch.setattr("scoring.casts.tasks.steady_clock.now", lambda: NOW + timedelta(minutes=2))
    resume()
    assert len(queued) == 1


@pytest.mark.own_process
@pytest.mark.slow
def test_the_process_that_learns_gives_what_learning_here_gives():
    heroes = cast()
    fill(heroes, range(20))
    assert train(heroes).accuracy > 0.5


# Going back, and what stays


def test_one_call_goes_back_to_the_version_before():
    heroes = beginner()
    fill(heroes, range(100, 160), now=LATER)
    train(heroes, NEXT)
    versions.roll_back(ModelVersion.objects.get(number=1))
    assert champion(heroes).number == 1
    assert ModelVersion.objects.get(number=2).why == "A host went back to version 1."
    with pytest.raises(CastRefused, match="no_such_version"):
        versions.roll_back(champion(heroes))


def test_the_last_three_versions_stay_with_the_champion_and_of_older_ones_the_figures():
    heroes = cast()
    fill(heroes, range(20))
    for _ in range(5):
        train(heroes)
    kept = dict(ModelVersion.objects.values_list("number", "weights"))
    assert [number for number, key in sorted(kept.items()) if key] == [1, 3, 4, 5]
    assert all(default_storage.exists(key) for key in kept.values() if key)
    assert ModelVersion.objects.get(number=2).accuracy is not None


# The exam


def test_each_look_at_the_exam_is_counted_and_a_new_one_asks_about_new_people_only():
    heroes = cast()
    fill(heroes, range(30))
    train(heroes)
    train(heroes)
    assert exams.current(heroes).looks == 2
    with pytest.raises(CastRefused, match="exam_too_new"):
        exams.renew(heroes, LATER)
    fill(heroes, range(100, 130), now=LATER)
    second = exams.renew(heroes, NEXT)
    assert (second.number, second.looks) == (2, 0)
    sat = train(heroes, NEXT)
    new = Example.objects.filter(group__part="exam", created_at=LATER).count()
    assert (sat.exam, sum(map(sum, sat.confusion))) == (second, new)
    assert Exam.objects.get(number=1).looks == 2


def test_what_was_learned_from_is_never_asked_in_an_exam():
    heroes = cast()
    fill(heroes, range(30))
    made = train(heroes)
    learned_from = {bytes(made.members)[n : n + 16] for n in range(0, len(made.members), 16)}
    in_exam = Example.objects.filter(group__part=PersonGroup.Part.EXAM).values_list("id", flat=True)
    assert in_exam and not learned_from & {each.bytes for each in in_exam}
