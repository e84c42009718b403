"""The form that signs a host in: every try is counted before its password is looked at."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from redis.exceptions import RedisError
from unfold.forms import AuthenticationForm

from animatch.platform import steady_clock
from animatch.platform.hashing import Busy
from animatch.platform.patience import TRY_AGAIN_WORDS
from game.people import sign_ins


class SignInForm(AuthenticationForm):
    status = HTTPStatus.OK

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        self._count(name)
        try:
            cleaned = super().clean()
        except ValidationError:
            sign_ins.failed(self.request, name)
            raise
        except Busy as busy:
            raise self._untried(busy.text, HTTPStatus.SERVICE_UNAVAILABLE) from None
        sign_ins.succeeded(self.request, name)
        return cleaned

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
