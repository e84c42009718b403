import pytest

from game.engine import seating
from game.engine.errors import NicknameInvalid, NicknameTaken
from game.engine.rules import check_nickname
from tests.game.engine.evening import Evening

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "name", ["M", "Mia", "Zoë", "さくら", "Анна", "مريم", "ก็ก็", "O'Neil-Smith", "Mia 2", "🦊", FAMILY, "1️⃣"]
)
def test_a_name_may_come_from_any_script_or_be_an_emoji(name):
    assert check_nickname(name) == name


def test_twenty_visible_characters_fit_and_twenty_one_do_not():
    assert check_nickname("x" * 20) == "x" * 20
    with pytest.raises(NicknameInvalid):
        check_nickname("x" * 21)


def test_spaces_around_a_name_and_doubled_ones_inside_are_dropped():
    assert check_nickname("  Mia   the  Fox ") == "Mia the Fox"


def test_a_composed_letter_and_its_parts_make_the_same_name():
    assert check_nickname("Zoe\u0308") == check_nickname("Zo\u00eb")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="spaces"),
        pytest.param("\u200d\ufe0f", id="glue only"),
        pytest.param("\u3164", id="hangul filler"),
        pytest.param("\u115f\u1160\uffa0", id="jamo fillers"),
        pytest.param("\u2800", id="blank braille"),
        pytest.param("\u0301", id="an accent without a letter"),
        pytest.param("\u2003\u00a0", id="other spaces"),
        pytest.param("Mi\u0000a", id="zero"),
        pytest.param("Mi\na", id="new line"),
        pytest.param("Mi\ta", id="tab"),
        pytest.param("Mi\x1b[31ma", id="terminal escape"),
        pytest.param("Mi\u202ea", id="right to left override"),
        pytest.param("Mi\u2066a\u2069", id="bidi isolate"),
        pytest.param("Mi\u200ba", id="zero width space"),
        pytest.param("Mi\u00ada", id="soft hyphen"),
        pytest.param("Mi\u2028a", id="line separator"),
        pytest.param("Mi\ue000a", id="private use"),
        pytest.param("Mi\ud800a", id="half a character"),
        pytest.param("M" + "\u0300" * 12, id="zalgo"),
        pytest.param("Miamiamia" + "\u0300" * 9, id="one tower on a long name"),
    ],
)
def test_a_name_that_nobody_can_read_is_refused(name):
    with pytest.raises(NicknameInvalid):
        check_nickname(name)


@pytest.mark.parametrize("second", ["mia", "MIA", " Mia ", "Ｍｉａ", "M ia", "Mia\u200d", "Mia\ufe0f", "M\u00a0ia"])
def test_a_name_that_looks_the_same_is_taken(second):
    evening = Evening("Mia")
    with pytest.raises(NicknameTaken):
        evening.sit_down(second, player="somebody else")


def test_the_name_of_somebody_who_left_is_free_again():
    evening = Evening("Mia", "Ben")
    evening.do(seating.leave, "ben")
    assert evening.sit_down("Ben", player="another ben").nickname == "Ben"
