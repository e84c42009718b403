"""How a party starts: which scheme it speaks, and in one sentence what keeps it from starting."""

import socket
import sys
from io import StringIO

import pytest

from animatch import party as parties
from tests.support.party_process import refused


@pytest.mark.parametrize(("typed", "scheme"), [("", "https"), ("n", "http"), ("Nope", "http"), ("yes", "https")])
def test_the_first_start_asks_and_later_ones_remember(tmp_path, monkeypatch, typed, scheme):
    monkeypatch.setattr(sys, "stdin", _Keyboard(f"{typed}\n"))
    assert parties.remembered_scheme(tmp_path, "192.168.1.20", elsewhere=False) == scheme
    # Nobody types anything now.
    assert parties.remembered_scheme(tmp_path, "192.168.1.20", elsewhere=False) == scheme


class _Keyboard(StringIO):
    def isatty(self):
        return True


def test_with_nobody_there_it_is_https_but_on_this_machine_and_behind_a_tunnel(tmp_path):
    def decided(address, **more):
        return parties.remembered_scheme(tmp_path, address, **{"elsewhere": False} | more)

    assert decided("192.168.1.20") == "https"
    assert {decided("127.0.0.1"), decided("localhost"), decided("::1"), decided("192.168.1.20", elsewhere=True)} == {
        "http"
    }
    assert not (tmp_path / "scheme").exists()


def test_a_taken_port_is_said_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port} is taken" in refused(tmp_path, "--port", port)


def test_a_port_or_an_address_that_is_none_is_said_in_one_sentence(tmp_path):
    assert "70000" in refused(tmp_path, "--port", "70000")
    assert "nowhere.invalid" in refused(tmp_path, "--host", "nowhere.invalid")


def test_a_setting_that_makes_no_sense_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("ROOM_LIFETIME_HOURS", "soon")
    assert "ROOM_LIFETIME_HOURS" in refused(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert "cannot be written to" in refused(tmp_path / "file" / "data")


def test_a_damaged_database_is_said_in_one_sentence(tmp_path):
    (tmp_path / "party.sqlite3").write_bytes(b"no database at all" * 100)
    assert "is damaged" in refused(tmp_path)
