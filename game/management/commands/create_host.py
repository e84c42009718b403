import argparse
import getpass
import secrets
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from game.people import accounts


class Command(BaseCommand):
    help = "Make an account for the panel at /admin/. Asks for a password of 12 characters or more, or makes one up."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--superuser", action="store_true", help="sees every room and deck, not only its own")
        parser.add_argument("--password-stdin", action="store_true", help="take the first line of stdin")

    def handle(self, *args: Any, name: str, superuser: bool, password_stdin: bool, **options: Any) -> None:
        password, made_up = _password(password_stdin)
        try:
            accounts.create_host(name, password, everything=superuser)
        except accounts.CannotMakeHost as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{name} can sign in at /admin/.")
        if made_up:
            self.stdout.write(f"Password: {password}")


def _password(from_stdin: bool) -> tuple[str, bool]:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n"), False
    if not sys.stdin.isatty():
        return secrets.token_urlsafe(24), True
    password = getpass.getpass("Password (12 characters or more, none that everybody uses): ")
    if password != getpass.getpass("Once more: "):
        raise CommandError("The two passwords differ. Nothing was made.")
    return password, False
