"""What visitors say and let us keep, and what becomes of it."""

from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest

from animatch.platform.storages import default_storage
from scoring.casts import classroom, examples, feedback, predicting, services, sides, training, withdrawing
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, CastTally, Example, Feedback, ModelVersion, PersonGroup, Prediction
from scoring.casts.sides import Sides, part_of
from scoring.imports import pictures
from tests.support.casts import NOW, add, cast, character, face, fill, people, person, photo_of, train
from tests.support.photos import astronaut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

LATER = NOW + timedelta(days=2)


@pytest.fixture
def heroes() -> Cast:
    made = cast()
    fill(made, range(20))
    train(made)
    return made


def ask(heroes: Cast, like: str = "Miko", number: int = 7000, player=None) -> predicting.Answer:
    return predicting.predict(heroes, face(photo_of(person(like, number))), NOW, player=player or uuid4())


def counted(heroes: Cast, column: str) -> int:
    """What the hours come to, and the days too."""
    tallies = CastTally.objects.filter(cast=heroes)
    hours, days = (sum(tallies.filter(bin=each).values_list(column, flat=True)) for each in CastTally.Bin)
    assert hours == days
    return int(hours)


def keep(answer: predicting.Answer, *, like: str = "Miko", number: int = 7000, player=None, **more) -> Example:
    seen = face(photo_of(person(like, number)))
    data = astronaut(300 + number % 50)
    wishes = {"consent": True, "child": False} | more
    return examples.keep(answer.prediction, data, seen, player=player or uuid4(), now=LATER, **wishes)


# Asking


def test_an_answer_is_recorded_without_a_word_of_who_it_was(heroes):
    answer = ask(heroes)
    told = Prediction.objects.get()
    assert (str(told.id), str(told.winner_id)) == (answer.prediction, answer.winner.character)
    assert sum(bar.probability for bar in answer.bars) == pytest.approx(1)
    assert "player" not in {field.name for field in Prediction._meta.get_fields()}
    assert (counted(heroes, "predictions"), CastTally.objects.get(bin="hour").at.minute) == (1, 0)


def test_without_a_visitor_nothing_is_recorded(heroes):
    answer = predicting.predict(heroes, face(photo_of(person("Miko", 1))), NOW)
    assert answer.prediction == "" and not Prediction.objects.exists() and not CastTally.objects.exists()


def test_one_visitor_in_ten_gets_the_bars_in_random_order_and_that_is_recorded(heroes):
    visitors = [uuid4() for _ in range(2000)]
    chosen = [visitor for visitor in visitors if predicting.in_random_order(heroes, visitor)]
    assert 140 < len(chosen) < 260
    orders = {tuple(bar.name for bar in ask(heroes, player=chosen[0]).bars) for _ in range(30)}
    assert len(orders) > 1 and counted(heroes, "shuffled") == 30
    plain = next(visitor for visitor in visitors if visitor not in chosen)
    answer = ask(heroes, player=plain)
    assert answer.bars[0] == answer.winner and not answer.shuffled
    assert Prediction.objects.filter(shuffled=True).count() == 30


def test_a_worker_refuses_what_is_not_what_was_stored(heroes):
    version = ModelVersion.objects.get()
    data = bytearray(default_storage.read(version.weights))
    data[-200] ^= 1
    default_storage.write(version.weights, bytes(data))
    predicting.learned._known.clear()
    with pytest.raises(CastRefused, match="model_damaged"):
        ask(heroes)
    default_storage.delete(version.weights)
    with pytest.raises(CastRefused, match="model_damaged"):
        ask(heroes)


def test_a_cast_that_cannot_answer_says_why(heroes):
    with pytest.raises(CastRefused, match="not_trained"):
        ask(cast("Others"))
    poor = face(photo_of(person("Miko", 1))) | {"quality": {"refusal": "face_too_small"}, "vectors": {}}
    with pytest.raises(CastRefused, match="face_too_small"):
        predicting.predict(heroes, poor, NOW)
    strange = face(photo_of(person("Miko", 1))) | {"vectors": {"sface-2021dec": ""}}
    with pytest.raises(CastRefused, match="other_numbers"):
        predicting.predict(heroes, strange, NOW)


def test_a_character_who_left_takes_no_share(heroes):
    services.delete_character(character(heroes, "Kenji"))
    answer = ask(heroes)
    assert {bar.name for bar in answer.bars} == {"Hana", "Miko"}
    assert sum(bar.probability for bar in answer.bars) == pytest.approx(1)


# Feedback


def test_feedback_counts_once_and_may_change(heroes):
    answer = ask(heroes)
    feedback.say(answer.prediction, True, NOW)
    feedback.say(answer.prediction, True, NOW)
    assert (counted(heroes, "likes"), counted(heroes, "dislikes")) == (1, 0)
    said = feedback.say(answer.prediction, False, NOW, who=character(heroes, "Hana"))
    assert (counted(heroes, "likes"), counted(heroes, "dislikes"), said.who.name) == (0, 1, "Hana")
    assert Feedback.objects.count() == 1


def test_feedback_is_about_an_answer_and_a_character_that_there_is(heroes):
    for nonsense in (uuid4(), "nonsense"):
        with pytest.raises(CastRefused, match="no_such_prediction"):
            feedback.say(nonsense, True, NOW)
    with pytest.raises(CastRefused, match="no_such_character"):
        feedback.say(ask(heroes).prediction, False, NOW, who=character(cast("Others"), "Hana"))


# Keeping


def test_without_consent_and_of_children_nothing_is_kept(heroes):
    answer = ask(heroes)
    feedback.say(answer.prediction, True, NOW)
    for wishes, code in (({"consent": False}, "consent_missing"), ({"child": True}, "no_children")):
        with pytest.raises(CastRefused, match=code):
            keep(answer, **wishes)
    with pytest.raises(CastRefused, match="say_first"):
        keep(ask(heroes))
    assert not list(default_storage.objects("casts/" + str(heroes.id) + "/examples/"))


def test_a_like_is_a_light_example_of_what_was_shown(heroes):
    answer, player = ask(heroes), uuid4()
    feedback.say(answer.prediction, True, NOW)
    kept = keep(answer, player=player)
    assert (str(kept.character_id), kept.source, kept.player) == (answer.winner.character, "liked", player)
    assert default_storage.exists(kept.picture) and counted(heroes, "kept") == 1
    assert keep(answer, player=player) == kept and counted(heroes, "kept") == 1


def test_likes_weigh_less_and_are_never_asked_in_an_exam(heroes):
    vectors = people("Miko", range(8000, 8040))
    add(heroes, vectors, "Miko", source="liked", now=LATER)
    material = classroom.gather(heroes, LATER)
    assert set(material.training.weight) == {1.0, classroom.LIKED_COUNTS}
    assert set(material.validation.weight) == {1.0}
    assert "liked" not in {row.source for row in material.asked}


def test_a_dislike_is_no_label_until_somebody_says_who(heroes):
    answer = ask(heroes)
    feedback.say(answer.prediction, False, NOW)
    kept = keep(answer)
    assert (kept.character, kept.source) == (None, "disliked")
    assert list(examples.to_review(heroes)) == [kept]
    assert kept.id not in {row.id for row in classroom.counted(heroes, LATER)}
    feedback.say(answer.prediction, False, NOW, who=character(heroes, "Hana"))
    kept.refresh_from_db()
    assert (kept.character.name, kept.source) == ("Hana", "named")
    examples.review(kept, character(heroes, "Kenji"))
    feedback.say(answer.prediction, True, NOW)
    kept.refresh_from_db()
    assert (kept.character.name, kept.source) == ("Kenji", "reviewed")


def test_the_same_photo_is_kept_once(heroes):
    first, second = ask(heroes), ask(heroes)
    for answer in (first, second):
        feedback.say(answer.prediction, True, NOW)
    keep(first)
    with pytest.raises(CastRefused, match="known_already"):
        keep(second)
    assert len(list(default_storage.objects(f"casts/{heroes.id}/examples/"))) == 1


def test_what_is_kept_is_small_and_clean(heroes):
    answer = ask(heroes)
    feedback.say(answer.prediction, True, NOW)
    told, _ = pictures.ask({"ask": "faces", "single": True, "quick": False}, astronaut())
    wishes = {"player": uuid4(), "consent": True, "child": False, "now": NOW}
    kept = examples.keep(answer.prediction, astronaut(), told["faces"][0], **wishes)
    picture = default_storage.read(kept.picture)
    assert b"Exif" not in picture and len(picture) < 100_000
    assert len(bytes(kept.vector)) == 4 * 128 and len(bytes(kept.proportions)) == 4 * 5


# Who is who


def test_photos_of_one_person_never_stand_on_both_sides():
    heroes = cast()
    taught = next(n for n in range(99) if part_of(bytes(heroes.key), f"person {n}") == "training")
    examined = next(n for n in range(99) if part_of(bytes(heroes.key), f"person {n}") == "exam")
    known = Sides(heroes)
    one, other = (photo_of(person("Hana", number)) for number in (1, 2))
    assert known.place(one, None, f"person {taught}").part == "training"
    assert known.place(other, None, f"person {examined}").part == "exam"
    again = known.place(photo_of(person("Hana", 2), 1), None, f"person {taught}")
    assert (again.part, again.new, again.aside) == ("exam", False, False)
    between = (one + other) / 2
    assert known.place(between, None, "whoever").aside


def test_a_visitor_is_one_person_whatever_their_photos_show():
    heroes, visitor = cast(), uuid4()
    known = Sides(heroes)
    groups = {known.place(vector, visitor, "").group for vector in people("Hana", range(30))}
    assert len(groups) == 1


def test_sides_are_shares_of_people_and_nobody_moves():
    heroes = cast()
    parts = [part_of(bytes(heroes.key), str(number)) for number in range(4000)]
    assert [parts.count(part) / 4000 for part, _ in sides.SHARES] == pytest.approx([0.25, 0.15], abs=0.03)
    fill(heroes, range(20))
    before = dict(PersonGroup.objects.values_list("id", "part"))
    train(heroes)
    fill(heroes, range(100, 110), now=LATER)
    assert {key: part for key, part in PersonGroup.objects.values_list("id", "part") if key in before} == before


def test_what_is_left_aside_is_neither_learned_from_nor_asked():
    heroes = cast()
    add(heroes, people("Hana", [1]), "Hana")
    Example.objects.update(aside=True)
    assert classroom.counted(heroes, LATER) == [] and training.readiness(heroes, LATER).characters[0][2] == 0


# Poison


def test_one_visitor_who_likes_five_hundred_wrong_answers_wins_nothing(heroes):
    poisoner = uuid4()
    add(heroes, people("Hana", range(9000, 9500)), "Kenji", source="liked", now=LATER, player=poisoner)
    counted = [row for row in classroom.counted(heroes, LATER) if row.source == "liked"]
    assert len(counted) <= classroom.MOST_OF_ONE
    made = train(heroes, LATER)
    assert made.status == "rejected"
    assert ask(heroes, "Hana").version == 1


def test_many_visitors_with_wrong_answers_do_not_pass_the_exam(heroes):
    add(heroes, people("Hana", range(9000, 9300)), "Kenji", source="liked", now=LATER)
    assert train(heroes, LATER).status == "rejected"


# Taking back


def test_what_is_taken_back_is_gone_and_marked_on_the_versions_that_learned_from_it(heroes):
    player = uuid4()
    answer = ask(heroes)
    feedback.say(answer.prediction, True, NOW)
    kept = keep(answer, player=player)
    PersonGroup.objects.filter(id=kept.group_id).update(part="training")
    train(heroes, LATER)
    assert withdrawing.withdraw_player([player]) == (2, 1, 1)
    assert not default_storage.exists(kept.picture) and counted(heroes, "kept") == 0
    assert not Example.objects.filter(player=player).exists()
    assert not PersonGroup.objects.filter(id=kept.group_id).exists()
    assert dict(ModelVersion.objects.values_list("number", "withdrawn")) == {1: 0, 2: 1}
    assert kept.id.bytes not in bytes(train(heroes, LATER).members)


def test_a_deleted_cast_leaves_nothing(heroes):
    key = services.store_picture(heroes, astronaut())
    services.add_character(heroes, "Hana", picture=key)
    answer = ask(heroes)
    feedback.say(answer.prediction, True, NOW)
    keep(answer)
    services.delete_cast(heroes)
    assert not list(default_storage.objects("casts/"))
    assert not any(model.objects.exists() for model in (Cast, Example, Prediction, PersonGroup, CastTally))


def test_a_demo_learns_from_proportions():
    demo = services.make_cast("Demo", demo=True)
    faces = []
    for index, name in enumerate(("Hana", "Kenji")):
        one = services.add_character(demo, name, picture=f"/art/{name}.svg")
        rows = np.random.default_rng(index).normal(index * 2, 0.5, (40, 5)).astype(np.float32)
        faces += [examples.Synthetic(one, f"{name} {number}", row) for number, row in enumerate(rows)]
    assert examples.add_synthetic(demo, faces, NOW) == 80
    assert examples.add_synthetic(demo, faces, NOW) == 0
    assert train(demo).accuracy > 0.9
    assert predicting.predict(demo, face(np.full(128, 2, np.float32)), NOW).winner.name == "Kenji"
