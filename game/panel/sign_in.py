"""The form that signs a host in: every try is counted before its password, or its code, is looked at."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from redis.exceptions import RedisError
from unfold.forms import AuthenticationForm
from unfold.widgets import BASE_INPUT_CLASSES

from animatch.platform import steady_clock
from animatch.platform.hashing import Busy
from animatch.platform.patience import TRY_AGAIN_WORDS
from game.people import second_step, sign_ins

SALT = "game.second_step"
SECONDS_FOR_THE_CODE = 300
SAY_THE_CODE = "Type the code that your app shows, or a recovery code."
WRONG_CODE = "That code was not right. Wait for the next one, and try that."
TOO_SLOW = "That took too long. Type your name and password once more."
CODE_INPUT = {
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "autofocus": "",
    "class": " ".join(BASE_INPUT_CLASSES),
}


class SignInForm(AuthenticationForm):
    """Name and password; then, for accounts that want it, the code. `proof_given` says that the first was right."""

    token = forms.CharField(
        label="Code", required=False, max_length=20, help_text=SAY_THE_CODE, widget=forms.TextInput(CODE_INPUT)
    )
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    status = HTTPStatus.OK
    proof_given = ""
    wrong_code = False

    def __init__(self, request: HttpRequest | None = None, *args: Any, **options: Any) -> None:
        super().__init__(request, *args, **options)
        if self.data.get("proof"):
            self.fields["username"].required = self.fields["password"].required = False

    def clean(self) -> dict[str, Any]:
        if proof := self.cleaned_data.get("proof"):
            self._take_code(proof, self.cleaned_data.get("token", ""))
        elif (name := self.cleaned_data.get("username")) and self.cleaned_data.get("password"):
            self._take_password(name)
        return self.cleaned_data

    def _take_password(self, name: str) -> None:
        self._count(name)
        try:
            super().clean()
        except ValidationError:
            sign_ins.failed(self.request, name)
            raise
        except Busy as busy:
            raise self._untried(busy.text, HTTPStatus.SERVICE_UNAVAILABLE) from None
        user = self.get_user()
        if second_step.is_on(user):
            self.proof_given = signing.dumps([user.pk, user.get_session_auth_hash()], salt=SALT)
            raise ValidationError(SAY_THE_CODE)
        sign_ins.succeeded(self.request, name)

    def _take_code(self, proof: str, code: str) -> None:
        user = _proved(proof)
        if user is None:
            raise ValidationError(TOO_SLOW)
        self._count(user.get_username())
        if not second_step.passes(user, code):
            sign_ins.failed(self.request, user.get_username())
            self.proof_given, self.wrong_code = proof, True
            raise ValidationError(WRONG_CODE)
        self.confirm_login_allowed(user)
        self.user_cache = user
        sign_ins.succeeded(self.request, user.get_username())

    def _count(self, name: str) -> None:
        try:
            sign_ins.count(self.request, name, steady_clock.now())
        except sign_ins.MustWait as refusal:
            raise self._untried(refusal.text, HTTPStatus.TOO_MANY_REQUESTS) from None
        except RedisError:
            raise self._untried(TRY_AGAIN_WORDS, HTTPStatus.SERVICE_UNAVAILABLE) from None

    def _untried(self, words: str, status: HTTPStatus) -> ValidationError:
        self.status = status
        return ValidationError(words)


def _proved(proof: str) -> User | None:
    """Whose password was right a moment ago, and is the same still."""
    try:
        key, password = signing.loads(proof, salt=SALT, max_age=SECONDS_FOR_THE_CODE)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user and user.get_session_auth_hash() == password else None
