import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from game.people import second_step, sign_ins


class Command(BaseCommand):
    help = (
        "Let a host in again: forget what strangers have tried under the name (a party without servers forgets "
        "it when it is started anew), and with --reset-totp what the lost phone was for. "
        "A new password is made by `changepassword NAME`."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--reset-totp", action="store_true", help="switch the second step of signing in off")

    def handle(self, *args: Any, name: str, reset_totp: bool, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account named {name}.")
        sign_ins.forget(name)
        if reset_totp:
            second_step.switch_off(user)
        step = "on" if second_step.is_on(user) else "off"
        self.stdout.write(f"{name} can try again. The second step of signing in is {step}.")
