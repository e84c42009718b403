"""The second step of signing in, for accounts that switched it on: a code from an app, or a recovery code."""

from django.contrib.auth.models import User
from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
DIGITS = 6


def is_on(user: User) -> bool:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def passes(user: User, code: str) -> bool:
    """Whether this is the app's code of now, or a recovery code; each is good once. Failures make the next wait."""
    code = _plain(code)
    kind = TOTPDevice if code.isdigit() and len(code) == DIGITS else StaticDevice
    devices = kind.objects.devices_for_user(user, confirmed=True)
    return any(verify_token(user, device.persistent_id, code) for device in devices)


def prepare(user: User) -> TOTPDevice:
    """The secret that an app is to learn; it counts for nothing until a code of it was said."""
    device = TOTPDevice.objects.devices_for_user(user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def switch_on(user: User, code: str) -> list[str]:
    """Ask for the second step from now on; gives the recovery codes, or none where the code was wrong."""
    device = prepare(user)
    if not verify_token(user, device.persistent_id, _plain(code)):
        return []
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        StaticDevice.objects.filter(user=user).delete()
        kept = StaticDevice.objects.create(user=user, name="recovery codes")
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=kept, token=code) for code in codes)
    return codes


def switch_off(user: User) -> None:
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def _plain(code: str) -> str:
    """As people type it from a screen or a note."""
    return "".join(code.split()).replace("-", "").lower()
