from datetime import timedelta

import pytest

from game import models
from game.engine import errors, rules, seating, showing, transitions
from game.engine.prompts import Deck
from game.engine.state import Phase, Settings
from game.engine.takes import Outcome
from game.photos import moderation
from game.rooms import deadlines, repository, services
from game.rooms.snapshots import room_view
from tests.support.parties import DETAIL, Party, posing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("screens")]


def test_a_room_code_is_five_letters_without_vowels_and_lookalikes(small_deck, now):
    codes = [services.open_room(Settings(), small_deck, now).code for _ in range(60)]
    assert len(set(codes)) == 60
    assert {len(code) for code in codes} == {5}
    assert not set("".join(codes)) & set("AEIOUY0123456789")
    assert not set(services.CODE_ALPHABET) & set("AEIOUY")


def test_a_code_in_use_is_not_given_away_again(small_deck, now, monkeypatch):
    letters = iter("BBBBB" + "BBBBB" + "CCCCC")
    monkeypatch.setattr(services.secrets, "choice", lambda alphabet: next(letters))
    assert [services.open_room(Settings(), small_deck, now).code for _ in range(2)] == ["BBBBB", "CCCCC"]


def test_a_code_is_found_in_small_letters_too(small_deck, now):
    party = Party(small_deck, now)
    assert repository.get(party.code.lower()).code == party.code


@pytest.mark.parametrize("code", ["", "QQQQQ", "BC DF", "BC\x00DF", "🦊", "x" * 5000])
def test_no_such_room_is_said_of_whatever_is_no_code(code, db):
    with pytest.raises(repository.NoSuchRoom):
        repository.get(code)


def test_a_room_lives_for_a_day(small_deck, now):
    assert services.open_room(Settings(), small_deck, now).expires_at == now + timedelta(days=1)


def test_a_game_takes_prompts_that_the_room_has_not_seen(small_deck, now):
    party = Party(small_deck, now, "Mia", rounds=2)
    titles = []
    for _ in range(2):
        party.start()
        titles += [planned.prompts[0].title for planned in party.room.plan]
        party.do(transitions.end, party.host)
        party.do(transitions.again, party.host)
    # The first round of each game has been played; the others have not been seen.
    assert titles[2] != titles[0] and titles[3] != titles[0]


def test_a_deck_with_too_few_prompts_makes_a_shorter_game(small_deck, now):
    party = Party(small_deck, now, "Mia", rounds=10)
    party.start()
    assert len(party.room.plan) == 4


@pytest.mark.parametrize(("classic", "parts"), [(False, {"brows": 1, "tilt": -0.5}), (True, None)])
def test_a_room_set_to_eyes_and_mouth_asks_for_nothing_else(small_deck, now, classic, parts):
    small_deck.prompts.update(parts={"brows": 1, "tilt": -0.5})
    party = posing(small_deck, now, "Mia", classic_parts=classic)
    room = repository.get(party.code)
    assert room.round.prompt.parts == parts
    assert room_view(room).prompt.model_dump(exclude_none=True).get("parts") == parts
    assert rules.target(room.round.prompt).get("parts") == parts


def test_a_prompt_that_was_deleted_meanwhile_is_still_played(small_deck, now):
    party = Party(small_deck, now, "Mia", rounds=4)
    party.start()
    models.Prompt.objects.all().delete()
    titles = [planned.prompts[0].title for planned in party.room.plan]
    party.go_to(Phase.PODIUM)
    assert [round_.prompt.title for round_ in party.room.rounds] == titles


def test_what_the_rules_refuse_changes_no_row_and_tells_nobody(small_deck, now, screens):
    party = posing(small_deck, now, "Mia", "Ben")
    version, sent = party.room.version, len(screens.sent)
    with pytest.raises(errors.NotHost):
        party.do(transitions.end, party.seats["Ben"])
    assert (party.room.version, len(screens.sent)) == (version, sent)


@pytest.mark.django_db(transaction=True)
def test_a_change_holds_although_nobody_could_be_told(small_deck, now, monkeypatch):
    party = posing(small_deck, now, "Mia")

    def broken(*message, **more):
        raise ValueError

    monkeypatch.setattr(services.broadcast, "to_room", broken)
    room = services.change(party.code, lambda r: seating.set_plays(r, r.host, False, now), now)
    assert not room.seat(room.host).plays
    assert not repository.get(party.code).seat(room.host).plays


# What the leaderboard remembers


def _remembered():
    return {row.nickname: (row.points, row.place) for row in models.GameResult.objects.all()}


def test_a_finished_game_is_remembered_once(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", "Cleo", rounds=1)
    party.shoot("Mia", 0.5)
    party.shoot("Ben", 0.9)
    party.go_to(Phase.PODIUM)
    party.do(seating.connect, party.seats["Mia"], "another socket")
    party.do(seating.disconnect, party.seats["Ben"], "socket of Ben")
    assert _remembered() == {"Ben": (900, 1), "Mia": (500, 2)}


def test_a_photo_judged_on_the_podium_still_counts(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    late = party.send("Mia")
    party.shoot("Ben", 0.6)
    party.go_to(Phase.PODIUM)
    party.judge(late, 0.9)
    assert _remembered() == {"Mia": (900, 1), "Ben": (600, 2)}


def test_points_taken_away_on_the_podium_are_forgotten(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    take = party.shoot("Ben", 0.9)
    party.shoot("Mia", 0.5)
    party.go_to(Phase.PODIUM)
    party.do(showing.moderate, take, party.host, approved=False, hidden=True, keep_score=False)
    assert _remembered() == {"Mia": (500, 1)}


def test_a_photo_of_two_is_the_best_of_both(small_deck, now):
    party = Party(small_deck, now, "Mia", "Ben")
    party.play("pair")
    party.go_to(Phase.CAPTURE)
    party.shoot("Mia", 0.8)
    party.go_to(Phase.PODIUM)
    rows = models.GameResult.objects.values_list("nickname", "points", "rounds", "best")
    assert sorted(rows) == [("Ben", 800, 1, 0.8), ("Mia", 800, 1, 0.8)]


def test_a_copy_that_is_removed_later_takes_the_points_that_it_gave_somebody_else(small_deck, now):
    party = Party(small_deck, now, "Mia", "Ben")
    party.play("card")
    party.go_to(Phase.CAPTURE)
    model = party.name_of(party.room.round.dealt[0].seat)
    (copier,) = {"Mia", "Ben"} - {model}
    services.record(party.code, party.send(model), Outcome("read", photo="photo", detail=DETAIL), party.now)
    party.go_to(Phase.GET_READY)
    party.go_to(Phase.CAPTURE)
    take = party.shoot(copier)
    party.go_to(Phase.PODIUM)
    assert set(_remembered()) == {model, copier}
    party.do(transitions.again, party.host)
    moderation.moderate(models.Take.objects.get(id=take), now, approved=False, hidden=True, keep_score=False)
    assert _remembered() == {}


def test_another_deck_chosen_on_the_podium_gets_none_of_the_games_results(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    late = party.send("Mia")
    take = party.shoot("Ben", 0.9)
    party.go_to(Phase.PODIUM)
    other = models.Deck.objects.create(slug="other", name="Other deck")
    party.do(transitions.configure, Settings(), Deck(str(other.id), other.name), party.host)
    party.do(showing.moderate, take, party.host, approved=True, hidden=True)
    party.judge(late, 0.5)
    assert _remembered() == {"Ben": (900, 1), "Mia": (500, 2)}
    assert set(models.GameResult.objects.values_list("deck", flat=True)) == {small_deck.id}


@pytest.mark.parametrize("others", [0, 0.6])
def test_a_photo_judged_after_the_room_has_left_the_podium_still_counts(others, small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    late = party.send("Mia")
    if others:
        party.shoot("Ben", others)
    party.do(transitions.end, party.host)
    ended = party.now
    party.do(transitions.again, party.host)
    party.wait(5)
    for _ in range(2):
        party.judge(late, 0.9)
    assert _remembered() == {"Mia": (900, 1)} | ({"Ben": (600, 2)} if others else {})
    mia = models.GameResult.objects.get(nickname="Mia")
    assert (mia.deck_id, mia.finished_at) == (small_deck.id, ended if others else party.now)


def test_a_photo_judged_after_its_guest_has_left_counts_no_more(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    late = party.send("Ben")
    party.do(seating.leave, party.seats["Ben"])
    party.do(transitions.end, party.host)
    party.do(transitions.again, party.host)
    party.judge(late, 0.9)
    assert _remembered() == {}


def test_whoever_leaves_from_the_podium_keeps_their_place(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    party.shoot("Ben", 0.9)
    party.shoot("Mia", 0.5)
    party.go_to(Phase.PODIUM)
    party.do(seating.leave, party.seats["Ben"])
    assert _remembered() == {"Ben": (900, 1), "Mia": (500, 2)}


def test_each_game_of_a_room_is_remembered(small_deck, now):
    party = Party(small_deck, now, "Mia", rounds=1)
    for _ in range(2):
        party.start()
        party.go_to(Phase.CAPTURE)
        party.shoot("Mia", 0.5)
        party.go_to(Phase.PODIUM)
        party.do(transitions.again, party.host)
    assert list(models.GameResult.objects.values_list("game", "points").order_by("game")) == [(1, 500), (2, 500)]


# Restart


def test_after_a_restart_nobody_is_connected_and_no_round_has_closed(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    party.do(transitions.finish_posing, party.seats["Mia"])
    other = Party(small_deck, now, "Cleo")
    services.resume_after_restart(party.now)
    assert [seat.connected for seat in (*party.room.seats, *other.room.seats)] == [False] * 3
    assert party.room.phase is Phase.CAPTURE


def test_a_restart_arms_every_deadline_again(small_deck, now, monkeypatch):
    armed = []
    party = posing(small_deck, now, "Mia")
    Party(small_deck, now, "Ben")
    monkeypatch.setattr(deadlines, "arm", lambda room: armed.append((room.code, room.clock)))
    services.resume_after_restart(party.now)
    assert armed == [(party.code, party.room.clock)]


@pytest.mark.parametrize("deck", ["", "0", "-1", "x", "²", "9" * 30, "9" * 4000])
def test_what_is_no_deck_cannot_be_chosen(deck, small_deck, now):
    party = Party(small_deck, now, "Mia")
    with pytest.raises(errors.SettingsInvalid):
        services.configure(party.code, Settings(), deck, party.host, now)
