import pytest

from game.engine import errors, playing
from game.engine.kinds import registry
from game.engine.state import Settings


def programme(name, players=8, prompts=24, rounds=5, game=0, seed="", faces=0):
    return registry.programme(Settings(programme=name, rounds=rounds), players, prompts, game, seed, faces)


def test_every_kind_says_what_it_is_in_ten_words_at_most():
    for name, kind in registry.KINDS.items():
        assert kind.name == name and kind.title
        assert 0 < len(kind.explanation.split()) <= 10


def test_a_classic_evening_is_copy_alone():
    assert programme("classic") == ("copy",) * 5


def test_a_mixed_bag_begins_with_copy_and_repeats_nothing_before_all_have_been():
    kinds = programme("mixed", rounds=10)
    assert kinds[0] == "copy"
    assert set(kinds[: len(registry.KINDS)]) == set(registry.KINDS)
    assert kinds[len(registry.KINDS)] == "copy"


def test_each_room_has_a_mixed_bag_of_its_own():
    bags = {programme("mixed", seed=f"room {number}") for number in range(20)}
    assert len(bags) > 15
    assert {kinds[0] for kinds in bags} == {"copy"}
    assert programme("mixed", seed="room 1") == programme("mixed", seed="room 1")


def test_a_rematch_brings_the_kinds_that_have_not_been():
    first, second = (programme("mixed", rounds=4, game=game)[1:] for game in (1, 2))
    assert not set(first) & set(second)


def test_a_mixed_bag_holds_nothing_that_so_few_people_or_so_few_faces_cannot_play():
    assert all(registry.KINDS[name].least == 1 for name in programme("mixed", players=1))
    assert all(registry.KINDS[name].least_prompts == 1 for name in programme("mixed", prompts=1))


def test_a_programme_by_hand_goes_through_its_kinds_in_turn():
    assert programme("charades,copy", rounds=3) == ("charades", "copy", "charades")
    assert programme("charades,copy", rounds=3, players=2) == ("copy",) * 3


def test_faces_that_guests_have_made_take_the_place_of_copies_and_of_faces_to_be_made():
    assert programme("classic", faces=2) == ("card", "card", "copy", "copy", "copy")
    assert programme("charades,copy,card", rounds=6, faces=2) == (
        "charades",
        "card",
        "card",
        "charades",
        "copy",
        "card",
    )
    assert programme("charades", faces=2) == ("charades",) * 5
    assert programme("classic", players=1, faces=2) == ("copy",) * 5


def test_a_mixed_bag_begins_with_as_many_faces_as_were_made_up_to_half_of_its_rounds():
    for faces, first in ((1, 1), (2, 2), (3, 3), (9, 3)):
        kinds = programme("mixed", faces=faces, seed="room 2")
        assert kinds[:first] == ("card",) * first
        assert len(kinds) == 5 and "copy" not in kinds


def test_with_nothing_but_copies_no_face_comes_twice():
    assert programme("classic", prompts=3) == ("copy",) * 3
    assert programme("classic", prompts=3, faces=1) == ("card", "copy", "copy", "copy")
    assert len(programme("charades,copy", prompts=4)) == 5


@pytest.mark.parametrize("name", ["", "chess", "copy,chess", "copy,,copy", "Copy"])
def test_a_programme_of_unknown_kinds_is_refused(name):
    with pytest.raises(errors.SettingsInvalid):
        playing.check_settings(Settings(programme=name))
