"""What a seat may not know yet is in nothing that its screens get: no snapshot, no update, no message of its own."""

import json
from dataclasses import replace

import pytest

from game.engine import transitions
from game.engine.kinds import registry
from game.engine.state import Phase
from tests.support.parties import Party
from tests.support.screens import fresh

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Mia", "Ben", "Cleo", "Dan", "Eve")


@pytest.fixture
def party(small_deck, now, screens):
    return Party(small_deck, now, *NAMES)


def told(screens, seat, since=0):
    """All that the seat's screen, or the stage's (None), has heard and would hear now, as text."""
    return json.dumps([*screens.by_seat[seat].heard[since:], fresh(screens.code, seat)])


def everybody(party):
    return [None, *party.seats.values()]


def begin(party, screens, *kinds):
    party.play(*kinds)
    screens.look(party.code)


def secrets(party):
    """By poser, what gives their face away: ids, titles and pictures."""
    round_ = party.room.round
    faces = {given.seat: round_.prompts[given.prompt] for given in round_.dealt}
    return {seat: (face.id, face.title, face.picture) for seat, face in faces.items()}


def posers_shoot(party):
    """Each poser's photo, judged at once: by take, whose it is."""
    return {party.shoot(party.name_of(seat)): seat for seat in secrets(party)}


@pytest.mark.parametrize("phase", [Phase.GET_READY, Phase.CAPTURE, Phase.JUDGING])
def test_a_face_to_be_guessed_is_told_to_who_poses_it_and_nobody_else(party, screens, phase):
    begin(party, screens, "charades")
    if phase is not Phase.GET_READY:
        party.go_to(Phase.CAPTURE)
        posers_shoot(party)
        party.go_to(phase)
    for who in everybody(party):
        text = told(screens, who)
        for poser, words in secrets(party).items():
            assert all((word in text) is (who == poser) for word in words)


def test_a_photo_to_be_guessed_is_seen_when_it_is_asked_about_and_not_before(party, screens):
    begin(party, screens, "charades")
    party.go_to(Phase.CAPTURE)
    takes = posers_shoot(party)
    party.go_to(Phase.VOTE)
    for who in everybody(party):
        before, now = told(screens, who).split('"phase": "vote"', 1)
        for take, owner in takes.items():
            assert (take in before) is (who == owner)
            assert (take in now) is (owner == party.room.round.dealt[0].seat or who == owner)


def test_nobody_is_told_the_answer_nor_what_others_chose_before_the_reveal(party, screens):
    begin(party, screens, "charades")
    party.go_to(Phase.CAPTURE)
    posers_shoot(party)
    party.go_to(Phase.VOTE)
    begun = {who: len(screens.by_seat[who].heard) for who in everybody(party)}
    options = [option["id"] for option in fresh(party.code, None)["room"]["votes"][0]["options"]]
    voters = [name for name, seat in party.seats.items() if seat != party.room.round.dealt[0].seat]
    for voter, option in zip(voters[:-1], options, strict=False):
        party.vote(voter, option)
    assert len(options) == 4
    for who in everybody(party):
        (vote,) = fresh(party.code, who)["room"]["votes"]
        assert not vote["right"] and not vote["ballots"]
        news = [message for message in screens.by_seat[who].heard[begun[who] :] if message["type"] == "update"]
        assert not any(option in json.dumps(news) for option in options)
        own = (fresh(party.code, who).get("you") or {}).get("vote") or {"choice": []}
        assert bool(own["choice"]) is (who in [party.seats[name] for name in voters[:-1]])
    party.go_to(Phase.REVEAL)
    votes = fresh(party.code, None)["room"]["votes"]
    assert votes[0]["right"] and len(votes[0]["ballots"]) == len(voters) - 1


def test_the_order_of_the_options_says_nothing(party, screens):
    """The right one is not always at the same place."""
    places = set()
    for _ in range(12):
        begin(party, screens, "charades")
        party.go_to(Phase.CAPTURE)
        posers_shoot(party)
        party.go_to(Phase.VOTE)
        secret = secrets(party)[party.room.round.dealt[0].seat][0]
        options = [option["id"] for option in fresh(party.code, None)["room"]["votes"][0]["options"]]
        places.add(options.index(secret))
    assert len(places) > 1


def test_no_face_of_a_rhythm_is_known_before_its_first_beat_and_no_score_before_the_reveal(party, screens):
    begin(party, screens, "rhythm")
    faces = party.room.round.prompts
    for who in everybody(party):
        text = told(screens, who)
        assert not any(word in text for face in faces for word in (face.id, face.title, face.picture))
    party.go_to(Phase.CAPTURE)
    take = party.shoot("Mia")
    for who in everybody(party):
        shown = fresh(party.code, who)["room"]
        assert len(shown["prompts"]) == 8 and not shown["cards"]
        assert (take in told(screens, who)) is (who == party.seats["Mia"])
    party.go_to(Phase.REVEAL)
    assert fresh(party.code, None)["room"]["cards"][0]["shots"][0]["take"] == take


def test_a_face_in_the_making_is_seen_as_a_drawing_first_and_as_a_photo_in_the_reveal(party, screens):
    begin(party, screens, "card")
    party.go_to(Phase.CAPTURE)
    model = party.room.round.dealt[0].seat
    take = party.shoot(party.name_of(model))
    for turn, phase, drawn in [(0, Phase.JUDGING, False), (1, Phase.GET_READY, True), (1, Phase.JUDGING, True)]:
        while (party.room.phase, party.room.round.turn) != (phase, turn):
            party.let_time_pass()
        for who in everybody(party):
            text = told(screens, who)
            assert (f"made-{party.room.round.id}" in text) is drawn
            assert (take in text) is (who == model)
    party.go_to(Phase.REVEAL)
    assert all(take in told(screens, who) for who in everybody(party))


def test_a_photo_of_two_is_told_to_who_sent_it_and_to_nobody_else_before_the_reveal(party, screens):
    begin(party, screens, "pair")
    party.go_to(Phase.CAPTURE)
    take = party.shoot("Mia")
    mate = next(given.mates[0] for given in party.room.round.dealt if given.seat == party.seats["Mia"])
    for who in everybody(party):
        assert (take in told(screens, who)) is (who == party.seats["Mia"])
    assert fresh(party.code, mate)["you"]["takes_left"] == 2
    party.go_to(Phase.REVEAL)
    results = fresh(party.code, None)["room"]["results"]
    assert results[mate]["take"] == results[party.seats["Mia"]]["take"] == take
    assert results[mate]["points"] == results[party.seats["Mia"]]["points"] == 850


@pytest.mark.parametrize("kind", registry.KINDS)
def test_updates_lead_every_screen_through_a_round_of_each_kind(party, screens, kind):
    begin(party, screens, kind)
    party.sit_down("Late")
    while party.room.phase is not Phase.PODIUM:
        if party.room.phase is Phase.CAPTURE:
            shoot_all(party)
        party.let_time_pass()
        screens.check_up_to_date()


@pytest.mark.parametrize("kind", ["whisper", "twins"])
def test_who_comes_while_it_gets_ready_is_told_a_face_of_their_own_and_nobody_elses(party, screens, kind):
    begin(party, screens, kind)
    late = party.sit_down("Late")
    faces = secrets(party)
    for who in everybody(party):
        text = told(screens, who)
        known = {seat for seat, words in faces.items() if all(word in text for word in words)}
        assert known == {seat for seat, words in faces.items() if who and words == faces[who]}
    assert fresh(party.code, late)["you"]["prompt"]["id"] == faces[late][0]
    party.go_to(Phase.CAPTURE)
    assert "Late" in [party.name_of(seat) for seat in shoot_all(party)]


def shoot_all(party):
    """A photo of everybody whose turn it is, judged at once: the take by seat."""
    doing = fresh(party.code, None)["room"]["seats"].values()
    return {seat["id"]: party.shoot(seat["nickname"]) for seat in doing if seat["doing"] == "posing"}


def test_a_whispered_photo_is_seen_by_who_copies_it_next_and_nobody_else(party, screens, client):
    begin(party, screens, "whisper")
    party.go_to(Phase.CAPTURE)
    faces = secrets(party)
    for who in everybody(party):
        text, own = told(screens, who), faces.get(who, ())
        assert all((word in text) is (word in own) for words in faces.values() for word in words)
    takes = shoot_all(party)
    party.go_to(Phase.JUDGING)
    party.go_to(Phase.CAPTURE)
    copied = {given.take: given.seat for given in party.room.round.dealt if given.turn == 1}
    assert set(copied) == set(takes.values())
    for owner, take in takes.items():
        knows = {who for who in everybody(party) if take in told(screens, who)}
        assert knows == {owner, copied[take]}
        photo = fresh(party.code, copied[take])["you"]["photo"]
        assert photo["take"] == take and photo.get("percent") is None
        assert client.get(photo["photo"].split("?")[0]).status_code == 404


def test_a_held_back_photo_is_whispered_to_nobody(party, screens):
    begin(party, screens, "whisper")
    settings = replace(party.room.settings, approve_photos=True)
    party.do(transitions.configure, settings, party.room.deck, party.host)
    party.go_to(Phase.CAPTURE)
    takes = shoot_all(party)
    party.go_to(Phase.JUDGING)
    party.go_to(Phase.CAPTURE)
    for owner, take in takes.items():
        knows = {who for who in everybody(party) if take in told(screens, who)}
        assert knows == {owner, party.host}
        you = fresh(party.code, owner)["you"]
        assert you["prompt"] and "photo" not in you


def test_photos_of_a_match_are_seen_in_its_reveal_and_bets_are_secret_until_then(party, screens):
    begin(party, screens, "faceoff")
    party.go_to(Phase.CAPTURE)
    takes = shoot_all(party)
    for owner, take in takes.items():
        assert {who for who in everybody(party) if take in told(screens, who)} == {owner}
    party.go_to(Phase.REVEAL)
    assert all(take in told(screens, None) for take in takes.values())
    party.go_to(Phase.VOTE)
    begun = {who: len(screens.by_seat[who].heard) for who in everybody(party)}
    vote = fresh(party.code, None)["room"]["votes"][0]
    bettor = next(s for s in fresh(party.code, None)["room"]["seats"].values() if s["doing"] == "voting")
    party.vote(bettor["nickname"], *[option["id"] for option in vote["options"][:1]])
    for who in everybody(party):
        room = fresh(party.code, who)["room"]
        assert not any(vote.get("right") or vote.get("ballots") for vote in room["votes"])
        news = [message for message in screens.by_seat[who].heard[begun[who] :] if message["type"] == "update"]
        assert "ballots" not in json.dumps(news)
