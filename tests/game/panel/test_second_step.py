"""Signing in with a second step: who switched it on says a code from an app, or a recovery code."""

import re
import time

import pytest
from django.contrib.admin import site
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from game.panel import sign_in
from game.people import accounts, second_step

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"
PAGE = "/admin/second-step/"


@pytest.fixture
def hana(db):
    return accounts.create_host("hana", PASSWORD)


@pytest.fixture
def panel(hana):
    client = Client()
    client.force_login(hana)
    return client


def shown_by_the_app(user) -> str:
    """The app's next code, without waiting for it: no code is good twice, and after a failure there is a pause."""
    TOTPDevice.objects.filter(user=user).update(
        last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None
    )
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06d}"


def switched_on(panel, user) -> list[str]:
    panel.get(PAGE)
    page = panel.post(PAGE, {"code": shown_by_the_app(user)}).content.decode()
    return re.findall(r"<li><code>([a-z2-7]{8})</code></li>", page)


def with_password(browser):
    return browser.post("/admin/login/", {"username": "hana", "password": PASSWORD})


def proof_in(answer) -> str:
    return re.search(r'name="proof" value="([^"]+)"', answer.content.decode())[1]


def test_without_it_a_password_is_enough(hana):
    assert with_password(Client()).status_code == 302


def test_it_is_switched_on_with_a_code_and_gives_ten_recovery_codes(panel, hana):
    page = panel.get(PAGE).content.decode()
    assert 'src="data:image/svg+xml' in page and "Type this key" in page
    codes = switched_on(panel, hana)
    assert len(set(codes)) == 10
    assert second_step.is_on(hana)
    page = panel.get(PAGE).content.decode()
    assert "10 recovery codes left" in page
    assert not [code for code in codes if code in page] and "data:image" not in page


def test_a_wrong_code_switches_nothing_on(panel, hana):
    panel.get(PAGE)
    assert "not right" in panel.post(PAGE, {"code": "000000"}).content.decode()
    assert not second_step.is_on(hana)
    assert with_password(Client()).status_code == 302


def test_then_a_password_alone_opens_nothing(panel, hana):
    switched_on(panel, hana)
    browser = Client()
    answer = with_password(browser)
    assert answer.status_code == 200
    assert sign_in.SAY_THE_CODE in answer.content.decode()
    assert 'name="password"' not in answer.content.decode()
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("how", [lambda code: code, lambda code: f" {code[:3]} {code[3:]} ".upper()])
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_the_code_opens_it_once(panel, hana, kind, how):
    codes = switched_on(panel, hana)
    browser = Client()
    proof = proof_in(with_password(browser))
    code = shown_by_the_app(hana) if kind == "app" else codes[0]
    answer = browser.post("/admin/login/", {"proof": proof, "token": how(code)})
    assert answer.status_code == 302
    assert browser.get("/admin/").status_code == 200
    again = Client().post("/admin/login/", {"proof": proof, "token": code})
    assert again.status_code == 200
    assert sign_in.WRONG_CODE in again.content.decode()


def test_wrong_codes_are_counted_like_wrong_passwords(panel, hana, caplog):
    switched_on(panel, hana)
    browser = Client()
    proof = proof_in(with_password(browser))
    answers = [browser.post("/admin/login/", {"proof": proof, "token": "000000"}).status_code for _ in range(10)]
    assert answers == [200] * 9 + [429]
    assert "A sign-in failed: account hana" in caplog.text


def test_a_proof_is_good_for_five_minutes_and_one_password(panel, hana, monkeypatch):
    switched_on(panel, hana)
    proof = proof_in(with_password(Client()))
    assert sign_in._proved(proof) == hana
    assert sign_in._proved(proof + "x") is None
    real = time.time
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: real() + 301)
        assert sign_in._proved(proof) is None
    hana.set_password("another long one")
    hana.save()
    assert sign_in._proved(proof) is None
    assert sign_in.TOO_SLOW in Client().post("/admin/login/", {"proof": proof, "token": "1"}).content.decode()


def test_a_code_without_a_password_opens_nothing(panel, hana):
    code = switched_on(panel, hana)[0]
    for form in ({"token": code}, {"token": code, "proof": "made up"}, {"token": code, "username": "hana"}):
        browser = Client()
        browser.post("/admin/login/", form)
        assert browser.get("/admin/").status_code == 302


def test_a_recovery_code_switches_it_off_and_a_wrong_one_does_not(panel, hana):
    codes = switched_on(panel, hana)
    panel.post(PAGE, {"code": "zzzzzzzz"})
    assert second_step.is_on(hana)
    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    panel.post(PAGE, {"code": codes[3]})
    assert not second_step.is_on(hana)
    assert not StaticToken.objects.exists()


def test_who_lost_the_phone_is_let_in_from_the_servers_keyboard(panel, hana, capsys):
    switched_on(panel, hana)
    call_command("let_host_in", "hana")
    assert second_step.is_on(hana)
    call_command("let_host_in", "hana", reset_totp=True)
    assert "The second step of signing in is off" in capsys.readouterr().out
    assert with_password(Client()).status_code == 302
    with pytest.raises(CommandError, match="no account"):
        call_command("let_host_in", "nobody")


def test_who_is_locked_out_by_strangers_is_let_in_from_the_servers_keyboard(hana):
    for i in range(11):
        Client().post("/admin/login/", {"username": "hana", "password": "no"}, REMOTE_ADDR=f"203.0.113.{i}")
    assert with_password(Client()).status_code == 429
    call_command("let_host_in", "hana")
    assert with_password(Client()).status_code == 302


def test_nobody_reads_anothers_secrets_in_the_panel(hana):
    assert not [model for model in site._registry if model._meta.app_label.startswith("otp_")]


def test_the_page_is_for_those_who_are_signed_in(hana):
    assert Client().get(PAGE).status_code == 302
