import sqlite3
import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from animatch.platform.sqlite import base
from game.people.models import Player

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's writers"),
]


def in_thread(work: object) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not failures, failures


def test_writers_take_turns_and_none_is_refused() -> None:
    player = Player.objects.create(nickname="0")

    def count() -> None:
        for _ in range(20):
            with transaction.atomic():
                now = Player.objects.get(id=player.id)
                Player.objects.filter(id=player.id).update(nickname=str(int(now.nickname) + 1))
        connections.close_all()

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Player.objects.get(id=player.id).nickname == "120"


def test_a_failed_writer_lets_the_next_one_in() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Player.objects.create(nickname="gone")
        raise ZeroDivisionError
    in_thread(lambda: Player.objects.create(nickname="kept"))
    assert list(Player.objects.values_list("nickname", flat=True)) == ["kept"]


def test_a_connection_closed_in_the_middle_of_writing_lets_the_next_one_in() -> None:
    def vanish() -> None:
        transaction.set_autocommit(False)
        Player.objects.create(nickname="half")
        connection.close()

    in_thread(vanish)
    in_thread(lambda: Player.objects.create(nickname="kept"))
    assert list(Player.objects.values_list("nickname", flat=True)) == ["kept"]


def test_a_closed_connection_serves_the_next_thread() -> None:
    seen: list[int] = []

    def use() -> None:
        Player.objects.count()
        seen.append(id(connection.connection))

    in_thread(use)
    in_thread(use)
    assert seen[0] == seen[1]


def test_a_database_made_anew_gets_no_old_connection(tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite3"
    path.touch()
    base._idle_at(str(path)).append(sqlite3.connect(path))
    (tmp_path / "two").touch()
    (tmp_path / "two").replace(path)
    assert base._idle_at(str(path)) == []
