from game.scores.superlatives import award
from tests.game.engine.evening import posing


def titles(evening):
    found = award(evening.room, lambda room, take: f"/photos/{take.id}")
    return {key: (title.seat, title.value) for key, title in found.items()}


def test_a_title_goes_to_whoever_was_best_at_it():
    evening = posing("Mia", "Ben")
    evening.shoot("ben", similarity=0.4)
    evening.wait(2)
    evening.shoot("mia", similarity=0.9)
    assert titles(evening) == {"best": ("mia", "90% match"), "fastest": ("ben", "20.0 s")}


def test_nothing_is_no_title():
    evening = posing("Mia")
    evening.shoot("mia", similarity=0.004)
    assert set(titles(evening)) == {"fastest"}


def test_who_sent_no_photo_has_no_title():
    assert titles(posing("Mia", "Ben")) == {}
