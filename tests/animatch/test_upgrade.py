"""What was there before an upgrade goes on after it: rows, cookies, and work that waits in a queue."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.core.signing import TimestampSigner

from animatch.celery import app
from tests.support.live import Phone, here
from tests.support.party_process import PartyProcess
from tests.support.photos import astronaut

EVENING = Path(__file__).parent / "data" / "evening-before-the-domains.sql"
"""A party of 0.1.0, killed in the second of two rounds, after Mia's photo and before Ben's."""
CODE, SECRET_KEY = "WKLGW", "a-database-that-was-made-before-is-opened-with-its-old-key"
MIA, BEN = "77606867-318e-4d50-aca6-f05c2c8c96af", "6d5b2287-d874-4e99-8606-f5dd762ed31f"

NAMES = [
    "animatch.heartbeat.beat",
    "game.tasks.apply_calibration",
    "game.tasks.apply_score",
    "game.tasks.close_phase",
    "game.tasks.collect_statistics",
    "game.tasks.erase_strays",
    "game.tasks.expire_rooms",
    "game.tasks.resume_imports",
    "game.tasks.run_import",
    "game.tasks.suggest_targets",
    "game.tasks.sweep",
    "scoring.tasks.read_calibration",
    "scoring.tasks.score_photo",
]


@pytest.fixture
def party(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PartyProcess]:
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    process = PartyProcess(tmp_path)
    process.data.mkdir()
    with sqlite3.connect(process.data / "party.sqlite3") as database:
        database.executescript(EVENING.read_text(encoding="utf-8"))
    database.close()
    process.start()
    yield process
    assert process.stop() == 0


@pytest.fixture
def phones(party: PartyProcess) -> Iterator[list[Phone]]:
    """Mia's and Ben's, with the cookies that they had."""
    with ExitStack() as stack:
        made = []
        for player in (MIA, BEN):
            phone = Phone(party.url)
            stack.callback(phone.http.close)
            stack.callback(phone.close)
            cookie = TimestampSigner(key=SECRET_KEY, salt="game.player").sign(player)
            phone.http.cookies.set("player", cookie, domain="127.0.0.1")
            phone.code = CODE
            made.append(phone.connect().until(here))
        yield made


@pytest.mark.timeout(300)
@pytest.mark.skipif(not settings.EMBEDDED, reason="the dumped rows are SQLite's")
def test_a_party_from_before_the_domains_is_played_to_its_end(phones: list[Phone]) -> None:
    mia, ben = phones
    mia.until(lambda phone: phone.phase == "podium", "for the podium")
    points = {seat["nickname"]: seat["points"] for seat in mia.screen.room["seats"].values()}
    assert points["Mia"] > points["Ben"]
    mia.say("again")
    ben.until(lambda phone: phone.phase == "lobby", "for the lobby")
    mia.say("start")
    mia.until(lambda phone: phone.phase == "capture", "for a new game")
    assert mia.shoot(astronaut())["code"] == "judging"
    mia.until(lambda phone: [take["code"] for take in phone.screen.you["takes"]] == ["scored"], "for a score")


@pytest.mark.parametrize("name", NAMES)
def test_work_that_was_queued_before_finds_its_task(name: str) -> None:
    app.loader.import_default_modules()
    assert name in app.tasks
