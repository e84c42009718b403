"""How a reveal is told, and how a photo is spoken of, by the rules that run on every screen."""

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

REVEAL = {
    "phase": "reveal",
    "round": 1,
    "rounds": 2,
    "paused": False,
    "deadline": 100_000,
    "cards": [
        {"seats": seats, "lasts": lasts} for seats, lasts in [("de", 5000), ("c", 4000), ("b", 4000), ("a", 6000)]
    ]
    + [{"seats": [], "lasts": 5000}],
    "seats": {
        seat: {"id": seat, "nickname": seat, "plays": True, "points": 100 * n} for n, seat in enumerate("edcba", 1)
    },
    "results": {seat: {"points": 100 * n} for n, seat in enumerate("edcba", 1)},
    "standings": {seat: {"seat": seat, "points": 100 * n, "place": 6 - n} for n, seat in enumerate("edcba", 1)},
}
REVEAL["cards"] = [card | {"seats": list(card["seats"])} for card in REVEAL["cards"]]
BEGAN = 76_000


def at(*seconds: float) -> str:
    return f"[{', '.join(str(BEGAN + 1000 * second) for second in seconds)}]"


def test_every_screen_is_at_the_same_card_by_the_servers_clock(run: Callable[[str], Any]) -> None:
    found = run(f"{at(0, 2, 5, 9.5, 13, 19.5, 60)}.map((now) => cards.cardAt({json.dumps(REVEAL)}, now))")
    assert [(card["index"], "".join(card["seats"]), card["landed"]) for card in found] == [
        (0, "de", False), (0, "de", True), (1, "c", False), (2, "b", False), (3, "a", False),
        (4, "", False), (4, "", True),
    ]  # fmt: skip


def test_what_was_told_stays_told_when_its_guest_leaves(run: Callable[[str], Any]) -> None:
    room = {**REVEAL, "seats": {seat: REVEAL["seats"][seat] for seat in "bcde"}}
    assert run(f"{at(13, 19.5)}.map((now) => [...cards.toldBy({json.dumps(room)}, now)].sort().join(''))") == [
        "bcde",
        "abcde",
    ]


def test_a_paused_reveal_stays_at_its_card(run: Callable[[str], Any]) -> None:
    paused = {**REVEAL, "paused": True, "time_left": 14_000, "deadline": None}
    assert run(f"{at(0, 900)}.map((now) => cards.cardAt({json.dumps(paused)}, now).index)") == [2, 2]


def test_a_score_is_seen_whole_for_a_second_at_least(run: Callable[[str], Any]) -> None:
    """Also on the shortest card that the rules allow: the number has counted up by then."""
    room = {**REVEAL, "cards": [{"seats": ["a"], "lasts": 3000}], "deadline": 3000}
    assert run(f"[850, 950].map((now) => cards.cardAt({json.dumps(room)}, now).landed)") == [False, True]
    assert 950 + run("score.COUNTING") + 1000 <= 3000


def test_points_come_with_their_photo_and_end_as_the_server_says(run: Callable[[str], Any]) -> None:
    rows = run(f"{at(0, 2, 6.5, 19.5)}.map((now) => standings.rowsSoFar({json.dumps(REVEAL)}, now))")
    shown = [[(row["seat"], row["points"]) for row in each] for each in rows]
    assert shown[0] == [(seat, 0) for seat in "abcde"]
    assert shown[1] == [("d", 200), ("e", 100), ("a", 0), ("b", 0), ("c", 0)]
    assert shown[2] == [("c", 300), ("d", 200), ("e", 100), ("a", 0), ("b", 0)]
    assert shown[3] == [("a", 500), ("b", 400), ("c", 300), ("d", 200), ("e", 100)]


def test_nobody_moves_ahead_before_the_podium_once_the_last_round_is_revealed(run: Callable[[str], Any]) -> None:
    rows = run(f"standings.rowsSoFar({json.dumps(REVEAL | {'rounds': 1})}, {BEGAN + 23_000})")
    assert {row["points"] for row in rows} == {0}


@pytest.mark.parametrize(
    ("result", "miss"),
    [
        ({"code": "scored", "percent": 100}, "twins"),
        ({"code": "scored", "percent": 90}, "close"),
        ({"code": "scored", "percent": 60, "parts": {"eyes": (0.9, 0.1, 40), "mouth": (1, 1, 0)}}, "eyes_wide"),
        ({"code": "scored", "percent": 60, "parts": {"eyes": (0.5, 0.5, 40), "mouth": (1, 1, 0)}}, "eyes_crossed"),
        ({"code": "scored", "percent": 60, "parts": {"eyes": (1, 1, 5), "mouth": (0.1, 0.8, 35)}}, "mouth_shut"),
        ({"code": "scored", "percent": 40, "parts": {"eyes": (0, 1, 30), "mouth": (0, 1, 30)}}, "opposite"),
        ({"code": "no_face"}, "no_face"),
        ({"code": "judging"}, "oops"),
    ],
)
def test_a_shout_fits_how_a_photo_missed(run: Callable[[str], Any], result: dict, miss: str) -> None:
    names = ("read", "wanted", "cost")
    parts = {name: dict(zip(names, part, strict=True)) for name, part in result.get("parts", {}).items()}
    told = json.dumps(result | {"parts": parts})
    assert run(f"shouts.missOf({told})") == miss
    assert run(f"shouts.SHOUTS.{miss}.includes(shouts.shoutFor({told}, 'any take'))")


def test_there_is_a_lot_to_shout_and_each_screen_shouts_the_same(run: Callable[[str], Any]) -> None:
    assert len(set(run("[...Object.values(shouts.SHOUTS), shouts.TOGETHER].flat()"))) >= 30
    result = json.dumps({"code": "no_face"})
    assert run(f"[...'aa'].map((take) => shouts.shoutFor({result}, take))[0]") == run(f"shouts.shoutFor({result}, 'a')")
    assert len(set(run(f"[...'abcdefghi'].map((take) => shouts.shoutFor({result}, take))"))) > 1


def test_a_name_needs_the_room_of_its_longest_word(run: Callable[[str], Any]) -> None:
    assert run("['Jo', 'Ana Lucía', 'WWW', 'Anne-Li'].map(names.breadth)") == pytest.approx([2.3, 5.3, 3.9, 5.3])


WANTED = {"left_eye": 1, "right_eye": 1, "mouth": 1}
TAKE = {"code": "scored", "number": 1, "best": True, "advice": "Mouth wider!", "parts": {}}


@pytest.mark.parametrize(
    ("takes", "words"),
    [
        ([], "Eyes wide open, mouth wide open."),
        ([TAKE | {"code": "judging"}], "Got it! The judges are looking…"),
        ([TAKE], "Mouth wider!"),
        ([TAKE, TAKE | {"number": 2, "best": False}], "Mouth wider! Number 1 is your best still."),
        ([TAKE | {"percent": 50.4}], "50 %: Mouth wider!"),
        ([{"code": "no_face", "message": "Nobody there."}], "Nobody there."),
    ],
)
def test_a_guest_is_told_what_to_change_and_the_number_only_where_the_server_sends_it(
    run: Callable[[str], Any], takes: list[dict], words: str
) -> None:
    you = json.dumps({"takes": takes, "done": False})
    assert run(f"advice.adviceFor({you}, {json.dumps(WANTED)}).words") == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"brows": 1, "tilt": 0.5}, "brows up, head tilted to your left a bit"),
        ({"smile": 0, "turn": -1}, "no smile, head turned to your right"),
        ({"smile": 1, "brows": 0, "turn": 0}, "smile, brows at rest, face the camera"),
    ],
)
def test_a_guest_is_told_all_that_counts(run: Callable[[str], Any], parts: dict[str, float], words: str) -> None:
    wanted = json.dumps(WANTED | {"parts": parts})
    assert run(f"advice.adviceFor({{ takes: [] }}, {wanted}).words") == f"Eyes wide open, mouth wide open, {words}."
