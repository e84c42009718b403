"""Variables that come as files, and words that are refused by name."""

import fcntl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from animatch import env


def test_a_secret_can_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "password").write_text("open sesame\n")
    monkeypatch.setenv("PASSWORD_FILE", str(tmp_path / "password"))
    assert env.required("PASSWORD", "it opens.") == "open sesame"


def test_an_address_can_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "address").write_text("redis://app:word@redis:6379/0\n")
    monkeypatch.setenv("ADDRESS_FILE", str(tmp_path / "address"))
    assert env.url("ADDRESS", "redis") == "redis://app:word@redis:6379/0"


def test_a_secret_that_is_said_twice_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSWORD", "one")
    monkeypatch.setenv("PASSWORD_FILE", str(tmp_path / "another"))
    with pytest.raises(ImproperlyConfigured, match=r"^PASSWORD and PASSWORD_FILE are both set: "):
        env.text("PASSWORD")


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSWORD_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match=r"^PASSWORD_FILE names .*gone, which cannot be read"):
        env.text("PASSWORD")


def test_what_is_no_text_is_named_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xd8 secret")
    monkeypatch.setenv("PASSWORD_FILE", str(tmp_path / "picture"))
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.text("PASSWORD")
    assert "secret" not in str(refusal.value)


def test_a_word_that_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLE", "visoin")
    with pytest.raises(ImproperlyConfigured, match=r"^ROLE='visoin' is none of vision, beat"):
        env.choice("ROLE", "vision", "beat")


def test_what_a_process_has_no_use_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    env.refused(["PASSWORD"], "nobody asks for it.")
    monkeypatch.setenv("PASSWORD", "open sesame")
    with pytest.raises(ImproperlyConfigured, match=r"^PASSWORD is set: nobody asks for it"):
        env.refused(["PASSWORD"], "nobody asks for it.")


def test_a_secret_that_another_process_is_about_to_write_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with path.open("w") as other, ThreadPoolExecutor() as pool:
        fcntl.flock(other, fcntl.LOCK_EX)
        read = pool.submit(env.secret_file, path)
        with pytest.raises(TimeoutError):
            read.result(timeout=0.2)
        other.write("made elsewhere")
        other.flush()
        fcntl.flock(other, fcntl.LOCK_UN)
        assert read.result(timeout=10) == "made elsewhere"


def test_a_secret_whose_writer_died_before_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.touch()
    made = env.secret_file(path)
    assert len(made) == 64
    assert env.secret_file(path) == path.read_text() == made
