"""However many guess at once, few threads hash and few wait; the others keep serving."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from animatch import settings as ours
from animatch.platform import hashing
from tests.processes import wait_until


@pytest.fixture
def guarded(settings):
    settings.PASSWORD_HASHERS = ["animatch.platform.hashing.GuardedHasher"]


def test_passwords_from_before_are_still_good(guarded):
    old = PBKDF2PasswordHasher().encode("sesame", "salt", iterations=1)
    assert hashers.check_password("sesame", old)
    assert not hashers.check_password("open", old)


def test_it_is_how_this_house_hashes():
    assert ours.PASSWORD_HASHERS == ["animatch.platform.hashing.GuardedHasher"]
    assert settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] == {"min_length": 12}


def test_a_crowd_hashes_in_few_threads_and_the_rest_is_told_at_once(guarded, monkeypatch):
    busy, most, lock, done = 0, 0, threading.Lock(), threading.Event()

    def slow(*arguments: object) -> str:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        done.wait(60)
        with lock:
            busy -= 1
        return "hash"

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", slow)

    def guess(_: int) -> str:
        try:
            return hashing.GuardedHasher().encode("guess", "salt")
        except hashing.Busy:
            return "busy"

    with ThreadPoolExecutor(20) as crowd:
        asked = [crowd.submit(guess, number) for number in range(20)]
        refused = 20 - hashing.AT_ONCE - hashing.WAITING
        wait_until(lambda: sum(each.done() for each in asked) == refused, "all others to be told")
        done.set()
        answers = [each.result() for each in asked]
    assert most == hashing.AT_ONCE <= 2
    assert answers.count("hash") == hashing.AT_ONCE + hashing.WAITING


def test_after_a_failure_the_turn_is_free_again(guarded, monkeypatch):
    def broken(*arguments: object) -> str:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(PBKDF2PasswordHasher, "encode", broken)
        for _ in range(10):
            with pytest.raises(ZeroDivisionError):
                hashing.GuardedHasher().encode("guess", "salt")
    assert hashing.GuardedHasher().encode("guess", "salt", 1).startswith("pbkdf2_sha256$1$salt$")
