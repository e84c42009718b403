"""The page on which a host switches the second step of signing in on and off."""

import logging
from base64 import b32encode
from typing import Any

import segno
from django import forms
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold import widgets

from game.people import second_step

log = logging.getLogger(__name__)

WRONG = "That code was not right. Wait for the next one, and try that."


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=widgets.UnfoldAdminTextInputWidget(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


def page(request: HttpRequest) -> HttpResponse:
    """Shows the state; a posted code switches it, and with it come the recovery codes, this once."""
    user, codes = request.user, []
    assert isinstance(user, User)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        codes = _switch(user, form.cleaned_data["code"], form)
    context = {"form": form, "codes": codes, "on": second_step.is_on(user)}
    context |= {"left": second_step.recovery_codes_left(user)} if context["on"] else _secret(second_step.prepare(user))
    return TemplateResponse(
        request, "admin/second_step.html", {**site.each_context(request), "title": "Second step", **context}
    )


def _switch(user: User, code: str, form: CodeForm) -> list[str]:
    if not second_step.is_on(user):
        if codes := second_step.switch_on(user, code):
            log.warning("The second step was switched on: account %s", user.get_username())
            return codes
    elif second_step.passes(user, code):
        second_step.switch_off(user)
        log.warning("The second step was switched off: account %s", user.get_username())
        return []
    form.add_error("code", WRONG)
    return []


def _secret(device: TOTPDevice) -> dict[str, Any]:
    """For the app: as a picture, drawn here, and in groups of four to type."""
    key = b32encode(device.bin_key).decode()
    picture = segno.make(device.config_url, error="m", micro=False).svg_data_uri(scale=5, border=3, light="#fff")
    return {"picture": picture, "key": " ".join(key[i : i + 4] for i in range(0, len(key), 4))}
