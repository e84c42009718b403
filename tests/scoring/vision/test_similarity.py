"""The classic formula, its published case, and the words for every point lost."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.vision.parts import KINDS
from scoring.vision.readings import Reading
from scoring.vision.similarity import CalibratedRange, Target, mapped, score

OPENNESS = st.floats(0, 1)


def reading(left: float, right: float, mouth: float, **parts: float) -> Reading:
    """With `parts` as in scoring/vision/readings.py; those that are not named are at rest."""
    return Reading(
        left_eye=left, right_eye=right, mouth=mouth, roll=0, yaw=0, pitch=0,
        box=(0.2, 0.2, 0.4, 0.4), sharpness=0.5, **parts,
    )  # fmt: skip


def test_the_published_case_is_a_full_match() -> None:
    result = score(reading(0.899, 0.87, 0.046), Target.from_label("OECM"))
    assert f"{result.similarity:.2%}" == "100.00%"


@pytest.mark.parametrize(
    ("label", "target"),
    [("CECM", (0, 0, 0)), ("CEOM", (0, 0, 1)), ("OECM", (1, 1, 0)), ("OEOM", (1, 1, 1))],
)
def test_a_label_says_open_or_closed_for_eyes_and_mouth(label: str, target: tuple[int, int, int]) -> None:
    assert Target.from_label(label) == Target(*target)
    assert Target(*target).label == label


@pytest.mark.parametrize("label", ["", "OE", "XEOM", "OEOMM", "oeom", "OMOE"])
def test_any_other_label_is_an_error(label: str) -> None:
    with pytest.raises(ValueError, match="CECM"):
        Target.from_label(label)


@pytest.mark.parametrize(
    ("value", "counts_as"), [(0, 0), (0.2, 0), (0.21, 0.21), (0.5, 0.5), (0.79, 0.79), (0.8, 1), (1, 1)]
)
def test_the_ends_of_the_range_are_forgiving(value: float, counts_as: float) -> None:
    assert mapped(value) == counts_as


def test_shut_eyes_reach_a_full_match_on_a_closed_eyes_prompt() -> None:
    assert score(reading(0.2, 0.18, 0.9), Target.from_label("CEOM")).similarity == 1


def test_every_part_says_what_was_read_wanted_and_lost() -> None:
    result = score(reading(1, 1, 0.31), Target.from_label("OEOM"))
    assert result.mouth.digits == "mouth 0.31, wanted open: −34"
    assert result.eyes.digits == "eyes 1.00, wanted open: perfect"
    assert result.as_dict()["parts"]["mouth"] == {
        "read": 0.31, "wanted": 1.0, "cost": 34.5,
        "words": "Mouth: far too shut", "digits": "mouth 0.31, wanted open: −34",
    }  # fmt: skip


def test_a_target_between_open_and_shut_is_said_as_a_number() -> None:
    assert "wanted 0.50" in score(reading(1, 1, 0.5), Target(1, 1, 0.5)).mouth.digits


@pytest.mark.parametrize(
    ("eyes", "mouth", "target", "words"),
    [
        ((0.9, 0.9), 0.1, (1, 1, 0), ("Eyes: spot on", "Mouth: spot on")),
        ((0.58, 0.58), 0.25, (0.5, 0.5, 0), ("Eyes: a hair too wide", "Mouth: a bit too wide")),
        ((0.62, 0.62), 0.62, (0.5, 0.5, 0.5), ("Eyes: a smidge too wide", "Mouth: a smidge too wide")),
        ((0.0, 0.0), 0.9, (1, 1, 0), ("Eyes: the exact opposite", "Mouth: the exact opposite")),
        ((0.9, 0.1), 0.1, (0, 1, 0), ("Eyes: the wrong one winked", "Mouth: spot on")),
        ((0.5, 0.5), 0.1, (0, 1, 0), ("Eyes: no wink to be seen", "Mouth: spot on")),
        ((0.9, 0.9), 0.1, (0, 1, 0), ("Eyes: far too wide", "Mouth: spot on")),
    ],
)
def test_a_part_says_in_words_how_it_missed(
    eyes: tuple[float, float], mouth: float, target: tuple[float, float, float], words: tuple[str, str]
) -> None:
    result = score(reading(*eyes, mouth), Target(*target))
    assert (result.eyes.words, result.mouth.words) == words
    assert not re.search(r"\d", result.advice + "".join(words))


@pytest.mark.parametrize(
    ("eyes", "mouth", "target", "advice"),
    [
        ((0.9, 0.9), 0.1, (1, 1, 1), "Mouth wider!"),
        ((0.9, 0.9), 0.3, (0, 0, 0), "Eyes more shut!"),
        ((0.9, 0.1), 0.1, (0, 1, 0), "Wink with the other eye!"),
        ((0.9, 0.9), 0.25, (1, 1, 0.3), "Wow, hold that!"),
    ],
)
def test_the_costliest_part_is_what_a_player_is_told_to_change(
    eyes: tuple[float, float], mouth: float, target: tuple[float, float, float], advice: str
) -> None:
    assert score(reading(*eyes, mouth), Target(*target)).as_dict()["advice"] == advice


def test_a_wink_needs_the_right_eye() -> None:
    wink = Target(left_eye=0, right_eye=1, mouth=0)
    assert score(reading(0.1, 0.9, 0), wink).similarity == 1
    assert score(reading(0.9, 0.1, 0), wink).similarity == pytest.approx(0.5)
    assert score(reading(0.9, 0.9, 0), wink).similarity == pytest.approx(0.75)


def test_without_a_wink_the_mean_of_both_eyes_counts() -> None:
    assert score(reading(0.7, 0.9, 0), Target.from_label("OECM")).similarity == 1


@settings(max_examples=200, deadline=None, derandomize=True)
@given(OPENNESS, OPENNESS, OPENNESS, OPENNESS, OPENNESS, OPENNESS)
def test_the_costs_are_what_is_missing(
    left: float, right: float, mouth: float, want_left: float, want_right: float, want_mouth: float
) -> None:
    result = score(reading(left, right, mouth), Target(want_left, want_right, want_mouth))
    assert 0 <= result.similarity <= 1
    assert result.eyes.cost + result.mouth.cost == pytest.approx(100 * (1 - result.similarity))


def as_published(left: float, right: float, mouth: float, target: Target) -> float:
    """The classic formula, written down once more and by itself."""

    def level(value: float) -> float:
        return 0.0 if value <= 0.2 else 1.0 if value >= 0.8 else value

    eyes = abs(level((left + right) / 2) - level(target.eyes))
    return 1 - (eyes + abs(level(mouth) - level(target.mouth))) / 2


@settings(max_examples=300, deadline=None, derandomize=True)
@given(OPENNESS, OPENNESS, OPENNESS, OPENNESS, OPENNESS, st.floats(-1, 1))
def test_eyes_and_mouth_alone_score_by_the_classic_formula_digit_for_digit(
    left: float, right: float, mouth: float, want_eyes: float, want_mouth: float, smile: float
) -> None:
    target = Target(want_eyes, want_eyes, want_mouth)
    assert score(reading(left, right, mouth, smile=smile), target).similarity == as_published(
        left, right, mouth, target
    )


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    OPENNESS, OPENNESS, st.dictionaries(st.sampled_from(list(KINDS)), st.floats(-1, 1), max_size=4), st.floats(-1, 1)
)
def test_any_set_of_parts_scores_from_nothing_to_all_and_says_why(
    eyes: float, mouth: float, wanted: dict[str, float], read: float
) -> None:
    wanted = {name: max(KINDS[name].least, value) for name, value in wanted.items()}
    result = score(reading(eyes, eyes, mouth, smile=abs(read), brows=read), Target(1, 1, 0, wanted))
    assert 0 <= result.similarity <= 1
    assert sum(part.cost for part in result.parts) == pytest.approx(100 * (1 - result.similarity))
    assert [part.name for part in result.parts] == ["eyes", "mouth", *wanted]
    assert not re.search(r"\d", result.advice + "".join(part.words for part in result.parts))


def test_every_part_weighs_the_same() -> None:
    target = Target(1, 1, 0, {"smile": 1, "brows": 1})
    assert score(reading(1, 1, 0, smile=1, brows=1), target).similarity == 1
    assert score(reading(1, 1, 0, smile=0, brows=1), target).similarity == 0.75
    assert score(reading(1, 1, 0, smile=0.5, brows=1), target).similarity == pytest.approx(1 - 0.5 / 4)


def test_what_has_two_sides_is_as_wrong_at_rest_as_on_the_other_side() -> None:
    target = Target(1, 1, 0, {"tilt": 1})
    rest, other_side = (score(replace(reading(1, 1, 0), roll=roll), target).similarity for roll in (2, -30))
    assert rest == other_side == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("name", "wanted", "read", "words", "advice"),
    [
        ("brows", 1, 0.9, "Brows: spot on", "Wow, hold that!"),
        ("brows", 1, 0.3, "Brows: not up enough", "Brows up!"),
        ("brows", 0, 0.6, "Brows: too far up", "Relax your brows!"),
        ("brows", 0, -0.6, "Brows: spot on", "Wow, hold that!"),
        ("brows", 1, -0.6, "Brows: not up enough", "Brows up!"),
        ("tilt", 1, -0.5, "Tilt: the other way round", "Tilt your head the other way!"),
        ("tilt", -0.5, -0.9, "Tilt: too far right", "Hold your head upright!"),
        ("smile", 1, 0.4, "Smile: not big enough", "Smile more!"),
        ("smile", 0, 0.6, "Smile: too big", "Smile less!"),
        ("smile", 1, 0.75, "Smile: not big enough", "Smile more!"),
        ("tilt", 0.6, 0.55, "Tilt: a hair off", "Wow, hold that!"),
        ("turn", -1, 0.1, "Turn: not far enough right", "Turn your head to your right!"),
    ],
)
def test_the_other_parts_say_in_words_how_they_missed(
    name: str, wanted: float, read: float, words: str, advice: str
) -> None:
    pose = {"tilt": {"roll": 25 * read}, "turn": {"yaw": 25 * read}}.get(name, {name: read})
    result = score(replace(reading(1, 1, 0), **pose), Target(1, 1, 0, {name: wanted}))
    assert (result.parts[2].words, result.advice) == (words, advice)


def test_a_calibrated_player_with_narrow_eyes_gets_full_marks_for_both() -> None:
    own = CalibratedRange(eyes_shut=0.15, eyes_open=0.55, mouth_shut=0.05, mouth_open=0.6)
    assert score(reading(0.55, 0.55, 0.05), Target.from_label("OECM"), own).similarity == 1
    assert score(reading(0.15, 0.15, 0.60), Target.from_label("CEOM"), own).similarity == 1
    assert score(reading(0.55, 0.55, 0.05), Target.from_label("OECM")).similarity < 0.8


def test_calibration_never_moves_a_reading_the_wrong_way() -> None:
    own = CalibratedRange(eyes_shut=0.15, eyes_open=0.55, mouth_shut=0.05, mouth_open=0.6)
    narrow, wide = reading(0.3, 0.3, 0.2), reading(0.4, 0.4, 0.3)
    for part in ("eyes", "mouth"):
        lower, higher = (getattr(score(one, Target(1, 1, 1), own), part).read for one in (narrow, wide))
        assert lower < higher
    assert score(replace(wide, mouth=1.0), Target(1, 1, 1), own).mouth.read == 1
