"""Accounts of hosts: staff users in the group that a migration made."""

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

GROUP = "Host"


class CannotMakeHost(Exception):
    """One sentence that says why there is no such account."""


def create_host(name: str, password: str, *, everything: bool = False) -> User:
    """A staff account for the panel; `everything` makes it see all rooms and decks, not only its own."""
    user = User(username=name, is_staff=True, is_superuser=everything)
    try:
        validate_password(password, user)
        User._meta.get_field("username").clean(name, user)
    except ValidationError as error:
        raise CannotMakeHost(" ".join(error.messages)) from None
    if User.objects.filter(username__iexact=name).exists():
        raise CannotMakeHost(f"There is an account named {name} already.")
    user.set_password(password)
    with transaction.atomic():
        user.save()
        user.groups.add(Group.objects.get(name=GROUP))
    return user


def nobody_yet() -> bool:
    return not User.objects.filter(is_staff=True).exists()
