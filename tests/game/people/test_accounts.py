import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command


def test_create_host_makes_an_account_for_the_panel(db, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough one\n"))
    call_command("create_host", "hana", password_stdin=True)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.check_password("a long enough one")) == (True, False, True)
    assert user.has_perm("game.add_room") and not user.has_perm("auth.view_user")


def test_create_host_makes_up_a_password_where_nobody_can_be_asked(db, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    call_command("create_host", "hana", superuser=True)
    password = capsys.readouterr().out.split("Password: ")[1].strip()
    assert len(password) >= 24
    assert User.objects.get(is_superuser=True).check_password(password)


@pytest.mark.parametrize(
    ("name", "password"), [("hana", "elevenchars"), ("hana", "qwertyuiop123"), ("no spaces", "a long enough one")]
)
def test_create_host_says_what_is_wrong(db, monkeypatch, name, password):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    with pytest.raises(CommandError):
        call_command("create_host", name, password_stdin=True)
    assert not User.objects.exists()


def test_a_name_is_taken_once(db, monkeypatch):
    User.objects.create(username="Hana")
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough one\n"))
    with pytest.raises(CommandError, match="already"):
        call_command("create_host", "hana", password_stdin=True)
